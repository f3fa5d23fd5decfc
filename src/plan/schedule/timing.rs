//! When each step starts, over virtual time: one call in flight, as early as the rate
//! rules let it. The same state machine gates every real call.

use std::collections::HashMap;
use std::time::Duration;

use super::faster::faster;
use crate::directory::{Desired, DomainId};
use crate::plan::bound::{self, Call};
use crate::plan::pace::{Limits, Operation, starts};
use crate::plan::{Schedule, Step};

/// Times the steps, and says how long they take in all.
pub fn schedule(desired: &Desired, steps: &mut [Step], latency: Duration) -> Schedule {
    let operations = operations(desired, steps);
    let mut limits = Limits::of(desired.tenant.plan);
    let mut times = starts(&limits, &operations, latency);
    // A run expected to last long keeps to half of the rate from its first call (facts 3.1).
    if end(&times, latency) > limits.long_after {
        limits.long_run = true;
        times = starts(&limits, &operations, latency);
    }
    for (step, at) in steps.iter_mut().zip(&times) {
        step.at = rounded(*at);
    }
    let calls: Vec<Call<'_>> = calls(&operations, steps);
    let bound = bound::lower_bound(&Limits::of(desired.tenant.plan), &calls, latency);
    Schedule {
        eta_seconds: rounded(end(&times, latency)),
        lower_bound_seconds: rounded(bound.time),
        binding: bound.rule.to_owned(),
        latency_seconds: rounded(latency),
        faster: faster(&desired.tenant, &calls, &bound, latency),
    }
}

fn end(times: &[Duration], latency: Duration) -> Duration {
    times.last().map_or(Duration::ZERO, |last| *last + latency)
}

/// The calls of the steps as the lower bound sees them.
fn calls<'a>(operations: &'a [Operation], steps: &'a [Step]) -> Vec<Call<'a>> {
    let calls = operations.iter().zip(steps);
    calls
        .map(|(operation, step)| Call {
            operation,
            needs: &step.needs,
        })
        .collect()
}

/// The calls of the steps as the rate rules see them.
fn operations(desired: &Desired, steps: &[Step]) -> Vec<Operation> {
    let domains: HashMap<&str, DomainId> = (desired.tenant.domains.iter())
        .map(|domain| (domain.key.as_str(), domain.id))
        .collect();
    let of = |step: &Step| {
        let domain = domains.get(step.domain.as_str()).copied();
        let domains = [domain.unwrap_or(DomainId(0))];
        Operation::of(step.request.method, &step.request.path, &domains)
    };
    steps.iter().map(of).collect()
}

/// Seconds, to the millisecond.
pub fn rounded(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).round() / 1000.0
}
