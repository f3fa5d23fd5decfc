//! When each step starts, over virtual time: one call in flight, as early as the rate
//! rules let it.

use std::time::Duration;

use super::pace::{Limits, Operation, Pace};
use super::{Schedule, Step, bound};
use crate::directory::{Desired, DomainId};

/// Times the steps, and says how long they take in all.
pub fn schedule(desired: &Desired, steps: &mut [Step], latency: Duration) -> Schedule {
    let operations: Vec<Operation> = steps.iter().map(|step| operation(desired, step)).collect();
    let mut limits = Limits::of(desired.tenant.plan);
    let mut times = simulate(&limits, &operations, latency);
    // A run expected to last long keeps to half of the rate from its first call (facts 3.1).
    if end(&times, latency) > limits.long_after {
        limits.long_run = true;
        times = simulate(&limits, &operations, latency);
    }
    for (step, at) in steps.iter_mut().zip(&times) {
        step.at = rounded(*at);
    }
    let (lower, binding) = bound::lower_bound(&limits, &operations, steps, latency);
    Schedule {
        eta_seconds: rounded(end(&times, latency)),
        lower_bound_seconds: rounded(lower),
        binding: binding.to_owned(),
        latency_seconds: rounded(latency),
    }
}

/// Start of every call in this order.
fn simulate(limits: &Limits, operations: &[Operation], latency: Duration) -> Vec<Duration> {
    let mut pace = Pace::new(limits.clone());
    let mut now = Duration::ZERO;
    let mut times = Vec::with_capacity(operations.len());
    for operation in operations {
        // Nothing is in flight here, so no call is blocked by another.
        let at = pace.earliest(operation, now).max(now);
        pace.sent(operation, at);
        now = at + latency;
        pace.answered(operation, now, None, None);
        times.push(at);
    }
    times
}

fn end(times: &[Duration], latency: Duration) -> Duration {
    times.last().map_or(Duration::ZERO, |last| *last + latency)
}

/// The call of a step as the rate rules see it.
fn operation(desired: &Desired, step: &Step) -> Operation {
    let domain = desired.tenant.domains.iter().find(|d| d.key == step.domain);
    let domain = domain.map_or(DomainId(0), |d| d.id);
    Operation::of(step.request.method, &step.request.path, &[domain])
}

/// Seconds, to the millisecond.
pub fn rounded(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).round() / 1000.0
}
