//! What no order of the calls can beat (design section 4, Schedule).

use std::collections::HashMap;
use std::time::Duration;

use super::Step;
use super::pace::{Class, Limits, Operation};
use crate::directory::DomainId;

/// The least time from the first start to the last answer, and the rule it rests on.
pub fn lower_bound(
    limits: &Limits,
    operations: &[Operation],
    steps: &[Step],
    latency: Duration,
) -> (Duration, &'static str) {
    let mut bound = (latency.saturating_mul(count(operations.len())), "serial");
    let mut raise = |by: Duration, why: &'static str| {
        if by > bound.0 {
            bound = (by, why);
        }
    };
    raise(
        critical_path(limits, operations, steps, latency),
        "criticalPath",
    );
    let mut org_writes: HashMap<DomainId, usize> = HashMap::new();
    let mut member_adds: HashMap<DomainId, usize> = HashMap::new();
    let mut per_operation: HashMap<&str, usize> = HashMap::new();
    for operation in operations {
        *per_operation.entry(operation.name()).or_default() += 1;
        let class = match operation.class() {
            Class::OrgWrite => &mut org_writes,
            Class::MemberAdd => &mut member_adds,
            Class::Other => continue,
        };
        for domain in operation.domains() {
            *class.entry(*domain).or_default() += 1;
        }
    }
    for n in org_writes.into_values() {
        let gap = limits.org_write_gap.max(latency);
        raise(gap.saturating_mul(count(n - 1)) + latency, "orgWrites");
    }
    let calls = if limits.long_run {
        limits.per_minute / 2
    } else {
        limits.per_minute
    };
    for n in per_operation.into_values() {
        raise(
            windowed(n, calls as usize, limits.window, latency),
            "operation",
        );
    }
    for n in member_adds.into_values() {
        let adds = limits.member_adds_per_second;
        raise(
            windowed(n, adds, limits.member_add_window, latency),
            "memberAdds",
        );
    }
    bound
}

/// `floor((n-1)/c) * max(w, c*L) + ((n-1) mod c)*L + L`
fn windowed(n: usize, calls: usize, window: Duration, latency: Duration) -> Duration {
    let calls = calls.max(1);
    let Some(before) = n.checked_sub(1) else {
        return Duration::ZERO;
    };
    let full = window.max(latency.saturating_mul(count(calls)));
    full.saturating_mul(count(before / calls))
        + latency.saturating_mul(count(before % calls))
        + latency
}

/// The longest chain of steps each of which needs the one before.
fn critical_path(
    limits: &Limits,
    operations: &[Operation],
    steps: &[Step],
    latency: Duration,
) -> Duration {
    // Earliest answer of each step; needs point to earlier steps only.
    let mut answered: Vec<Duration> = Vec::with_capacity(steps.len());
    let org = |at: usize| operations.get(at).map(Operation::class) == Some(Class::OrgWrite);
    for (at, step) in steps.iter().enumerate() {
        let start = step
            .needs
            .iter()
            .filter_map(|n| {
                let before = usize::try_from(*n).ok()?.checked_sub(1)?;
                let end = *answered.get(before)?;
                // Two org writes of a chain stand the gap apart, as the server sees them.
                let same = org(at)
                    && org(before)
                    && operations.get(at)?.domains() == operations.get(before)?.domains();
                let gap = limits.org_write_gap.max(latency);
                Some(if same {
                    end.saturating_sub(latency) + gap
                } else {
                    end
                })
            })
            .max()
            .unwrap_or(Duration::ZERO);
        answered.push(start + latency);
    }
    answered.into_iter().max().unwrap_or(Duration::ZERO)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_lets_so_many_calls_through() {
        let second = Duration::from_secs(1);
        let minute = Duration::from_secs(60);
        let latency = Duration::from_millis(200);
        assert_eq!(windowed(0, 240, minute, latency), Duration::ZERO);
        assert_eq!(windowed(1, 240, minute, latency), latency);
        assert_eq!(windowed(240, 240, minute, latency), latency * 240);
        assert_eq!(windowed(241, 240, minute, latency), minute + latency);
        assert_eq!(
            windowed(10, 9, second, latency),
            second.max(latency * 9) + latency
        );
    }
}
