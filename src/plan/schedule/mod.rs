//! The order of the calls and their times (design section 4, Schedule): a pure function
//! over virtual time. The order is looked for before the requests are made, since their
//! bodies depend on it; the finished steps are then timed exactly.

mod calls;
mod clock;
mod faster;
mod feed;
mod pass;
mod said;
mod search;
#[cfg(test)]
mod tests;
mod timing;
mod work;

pub use search::{Found, search};
pub use timing::schedule;
pub use work::Work;

use std::time::Duration;

use super::action::{Act, Graph};
use super::build::{Context, Effects};
use super::order;
use super::pace::{Limits, Operation};
use calls::Operations;

/// The order in which the actions of a graph make their calls: an action that makes
/// several stands in it once for each. Actions in a circle of needs are left out.
pub fn order(context: &Context<'_>, graph: &Graph, latency: Duration) -> Vec<usize> {
    let given = order::order(graph);
    let waits = order::waits(graph, &given);
    let mut operations = Operations::default();
    let lists = graph.actions.iter();
    let mut lists = lists.filter(|action| matches!(action.act, Act::Members(_)));
    let effects = lists.next().map(|_| Effects::new(context));
    let jobs: Vec<_> = (given.iter())
        .map(|node| {
            let action = &graph.actions[*node];
            let calls = if graph.vanishing.contains(node) {
                Vec::new()
            } else {
                calls::calls(context, effects.as_ref(), &mut operations, &action.act)
            };
            (calls, action.is_removal())
        })
        .collect();
    let limits = Limits::of(context.desired.tenant.plan);
    let found = in_time(&limits, latency, &jobs, &waits).unwrap_or_else(|| {
        // A run expected to last long keeps to half of the rate from its first call
        // (facts 3.1).
        let long_run = Limits {
            long_run: true,
            ..limits
        };
        search(&Work::new(&long_run, latency, &jobs, &waits))
    });
    found.order.iter().map(|job| given[*job]).collect()
}

/// The order at the full rate, where that is over before a run counts as a long one.
fn in_time(
    limits: &Limits,
    latency: Duration,
    jobs: &[(Vec<(Operation, usize)>, bool)],
    waits: &[(usize, usize)],
) -> Option<Found> {
    let work = Work::new(limits, latency, jobs, waits);
    let is_in_time = |end: u64| Duration::from_micros(end) <= limits.long_after;
    let found = is_in_time(work.least()).then(|| search(&work));
    found.filter(|found| is_in_time(found.end))
}
