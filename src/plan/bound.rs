//! What no order of the calls can beat (design section 4, Schedule). It shares nothing with
//! the search for an order but the numbers of the rules and the kinds of calls. Every part
//! holds for any order that keeps the needs; O(calls * log calls).

use std::collections::BTreeMap;
use std::time::Duration;

use super::pace::{Class, Limits, Operation};
use crate::directory::DomainId;

/// One call: what it is, and the numbers (from 1) of the earlier calls it cannot do without.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// What it is.
    pub operation: &'a Operation,
    /// What it needs.
    pub needs: &'a [u32],
}

/// The least time from the first start to the last answer, and the rule it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The time.
    pub time: Duration,
    /// `serial`, `criticalPath`, `orgWrites`, `operation` or `memberAdds`.
    pub rule: &'static str,
}

/// The bound of these calls. A run that cannot end within `limits.long_after` keeps to half
/// of the calls a minute from the first (facts 3.1).
pub fn lower_bound(limits: &Limits, calls: &[Call<'_>], latency: Duration) -> Bound {
    let bound = at_rate(limits, limits.per_minute, calls, latency);
    if limits.long_run || bound.time > limits.long_after {
        at_rate(limits, limits.per_minute / 2, calls, latency)
    } else {
        bound
    }
}

fn at_rate(limits: &Limits, per_minute: u32, calls: &[Call<'_>], latency: Duration) -> Bound {
    let mut bound = Bound {
        time: latency.saturating_mul(count(calls.len())),
        rule: "serial",
    };
    let mut raise = |time: Duration, rule: &'static str| {
        if time > bound.time {
            bound = Bound { time, rule };
        }
    };
    let heads = heads(limits, calls, latency);
    let tails = tails(limits, calls, latency);
    let longest = (heads.iter().zip(&tails)).map(|(head, tail)| *head + *tail);
    raise(longest.max().unwrap_or_default(), "criticalPath");

    let serial = Spacing {
        most: 1,
        span: latency,
    };
    // The (k+c)-th starts a window after the k-th's answer.
    let window = Spacing {
        most: per_minute.max(1) as usize,
        span: limits.window + latency,
    };
    let second = Spacing {
        most: limits.member_adds_per_second.max(1),
        span: limits.member_add_window,
    };
    let gap = Spacing {
        most: 1,
        span: limits.org_write_gap,
    };
    for (set, members) in sets(calls) {
        let (spacings, rule): (&[Spacing], _) = match set {
            Set::Operation(_) => (&[serial, window], "operation"),
            Set::OrgWrites(_) => (&[serial, gap], "orgWrites"),
            Set::MemberAdds(_) => (&[serial, second, window], "memberAdds"),
        };
        raise(class(&members, &heads, &tails, spacings), rule);
        if let Set::OrgWrites(_) = set {
            let others = calls.len() - members.len();
            raise(between(limits, members.len(), others, latency), rule);
        }
    }
    bound
}

/// Calls of a set: the one `most` after another starts `span` later or more.
#[derive(Clone, Copy, Debug)]
struct Spacing {
    most: usize,
    span: Duration,
}

/// Calls that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Set<'a> {
    OrgWrites(DomainId),
    MemberAdds(DomainId),
    Operation(&'a str),
}

fn sets<'a>(calls: &[Call<'a>]) -> BTreeMap<Set<'a>, Vec<usize>> {
    let mut sets: BTreeMap<Set<'a>, Vec<usize>> = BTreeMap::new();
    for (at, call) in calls.iter().enumerate() {
        let operation = call.operation;
        let mut put = |set| sets.entry(set).or_default().push(at);
        put(Set::Operation(operation.name()));
        for domain in operation.domains() {
            match operation.class() {
                Class::OrgWrite => put(Set::OrgWrites(*domain)),
                Class::MemberAdd => put(Set::MemberAdds(*domain)),
                Class::Other => {}
            }
        }
    }
    sets
}

/// The bound of one set of calls with what comes before and behind: when the k-th of them
/// has started, k have, so one of them with the k-th least head or more; and likewise from
/// the end. The least head and the least tail are the first of each.
fn class(set: &[usize], heads: &[Duration], tails: &[Duration], spacings: &[Spacing]) -> Duration {
    let spread = |times: &mut Vec<Duration>| {
        for at in 0..times.len() {
            for Spacing { most, span } in spacings {
                if let Some(before) = at.checked_sub(*most) {
                    times[at] = times[at].max(times[before] + *span);
                }
            }
        }
    };
    // From the start of all to the start of the k-th ...
    let mut before: Vec<Duration> = set.iter().map(|at| heads[*at]).collect();
    before.sort_unstable();
    spread(&mut before);
    // ... and from the start of the k-th last to the end of all.
    let mut behind: Vec<Duration> = set.iter().map(|at| tails[*at]).collect();
    behind.sort_unstable();
    spread(&mut behind);
    let both = before.iter().zip(behind.iter().rev());
    both.map(|(before, behind)| *before + *behind)
        .max()
        .unwrap_or_default()
}

/// Org writes with all other calls between or around them: between two org writes fit so
/// many calls as are over within the gap, and each beyond that makes it longer by less than
/// its own time, which is what it costs outside.
fn between(limits: &Limits, writes: usize, others: usize, latency: Duration) -> Duration {
    let (gap, call) = (limits.org_write_gap.as_nanos(), latency.as_nanos());
    if call == 0 || call >= gap {
        return Duration::ZERO;
    }
    let gaps = writes.saturating_sub(1);
    let within = usize::try_from(gap / call).unwrap_or(usize::MAX) - 1;
    let beyond = others.saturating_sub(gaps.saturating_mul(within)).min(gaps);
    let longer = latency.saturating_mul(count(within + 2)) - limits.org_write_gap;
    limits.org_write_gap.saturating_mul(count(gaps))
        + longer.saturating_mul(count(beyond))
        + latency
}

/// The least time between the starts of two calls of which one needs the other.
fn apart(limits: &Limits, one: &Operation, other: &Operation, latency: Duration) -> Duration {
    let writes = one.class() == Class::OrgWrite && other.class() == Class::OrgWrite;
    let shared = one.domains().iter().any(|d| other.domains().contains(d));
    if writes && shared {
        limits.org_write_gap.max(latency)
    } else {
        latency
    }
}

/// What each call needs, as places.
fn needs<'a>(calls: &'a [Call<'_>], at: usize) -> impl Iterator<Item = usize> + 'a {
    let places = calls[at].needs.iter().map(|n| *n as usize);
    places.filter_map(move |n| n.checked_sub(1).filter(|before| *before < at))
}

/// The earliest start of each call: the longest way to it.
fn heads(limits: &Limits, calls: &[Call<'_>], latency: Duration) -> Vec<Duration> {
    let mut heads: Vec<Duration> = Vec::with_capacity(calls.len());
    for (at, call) in calls.iter().enumerate() {
        let earliest = needs(calls, at)
            .map(|n| heads[n] + apart(limits, calls[n].operation, call.operation, latency))
            .max();
        heads.push(earliest.unwrap_or_default());
    }
    heads
}

/// From each call's start to the last answer of what needs it: the longest way from it.
fn tails(limits: &Limits, calls: &[Call<'_>], latency: Duration) -> Vec<Duration> {
    let mut tails = vec![latency; calls.len()];
    for (at, call) in calls.iter().enumerate().rev() {
        for n in needs(calls, at) {
            let apart = apart(limits, calls[n].operation, call.operation, latency);
            tails[n] = tails[n].max(apart + tails[at]);
        }
    }
    tails
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Method;

    const LATENCY: Duration = Duration::from_millis(200);

    fn bound(calls: &[(Method, &str, &[u32])]) -> (u64, &'static str) {
        let domain = [DomainId(1)];
        let of = |(method, path, _): &(Method, &str, &[u32])| Operation::of(*method, path, &domain);
        let operations: Vec<Operation> = calls.iter().map(of).collect();
        let calls: Vec<Call<'_>> = (operations.iter().zip(calls))
            .map(|(operation, (_, _, needs))| Call { operation, needs })
            .collect();
        let found = lower_bound(&Limits::default(), &calls, LATENCY);
        (found.time.as_millis() as u64, found.rule)
    }

    fn many(
        method: Method,
        path: &'static str,
        n: usize,
    ) -> Vec<(Method, &'static str, &'static [u32])> {
        vec![(method, path, &[]); n]
    }

    #[test]
    fn each_rule_alone() {
        assert_eq!(bound(&[]), (0, "serial"));
        let changes = |n| bound(&many(Method::Patch, "/users/u", n));
        assert_eq!(changes(240), (48_000, "serial"));
        // The 241st waits a minute from the answer to the first.
        assert_eq!(changes(241), (60_400, "operation"));
        assert_eq!(changes(480), (108_200, "operation"));
        let moves = bound(&many(Method::Post, "/orgunits/o/move", 60));
        assert_eq!(moves, (59_200, "orgWrites"));
        // At 0.2 s there are never more than five in a second.
        assert_eq!(bound(&many(Method::Post, "/users", 20)), (4_000, "serial"));
    }

    #[test]
    fn nine_members_a_second() {
        let add = Operation::of(Method::Post, "/users", &[]);
        let calls = vec![
            Call {
                operation: &add,
                needs: &[]
            };
            19
        ];
        let found = lower_bound(&Limits::default(), &calls, Duration::from_millis(50));
        assert_eq!(
            (found.time, found.rule),
            (Duration::from_millis(2_050), "memberAdds")
        );
    }

    #[test]
    fn what_comes_before_and_behind_counts() {
        // A level, ten orgs none of which does without it, a member that needs them all.
        let mut calls = many(Method::Post, "/directory/levels", 1);
        calls.extend([(Method::Post, "/orgunits", &[1][..]); 10]);
        calls.push((Method::Post, "/users", &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
        assert_eq!(bound(&calls), (200 + 9_000 + 200 + 200, "orgWrites"));
        // A chain of orgs.
        let chain: Vec<(Method, &str, &[u32])> = vec![
            (Method::Post, "/orgunits", &[]),
            (Method::Post, "/orgunits", &[1]),
            (Method::Post, "/users", &[2]),
            (Method::Post, "/groups", &[3]),
        ];
        assert_eq!(bound(&chain), (1_000 + 3 * 200, "criticalPath"));
    }

    #[test]
    fn a_call_that_does_not_fit_between_two_org_writes_makes_room() {
        let at = |others: usize| {
            let limits = Limits::default();
            between(&limits, 60, others, Duration::from_millis(300)).as_millis()
        };
        // Two fit into each of 59 gaps; a third makes a gap 0.2 s longer.
        assert_eq!(at(118), 59_300);
        assert_eq!(at(118 + 22), 59_300 + 22 * 200);
        assert_eq!(at(118 + 59), 59_300 + 59 * 200);
        assert_eq!(at(500), 59_300 + 59 * 200);
    }

    #[test]
    fn a_run_that_must_last_long_has_half_of_the_rate() {
        let changes = |n| {
            let (time, rule) = bound(&many(Method::Patch, "/users/u", n));
            assert_eq!(rule, "operation");
            time
        };
        // 26 times 240 and 240 are 27 windows: 26 min 53 s.
        assert_eq!(changes(26 * 240 + 240), 26 * 60_200 + 48_000);
        assert_eq!(changes(27 * 240 + 1), 54 * 60_200 + 200);
    }
}
