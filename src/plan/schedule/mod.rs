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

use super::action::Graph;
use super::build::Context;
use super::order;
use super::pace::Limits;
use calls::Operations;

/// The order in which the actions of a graph make their calls: an action that makes
/// several stands in it once for each. Actions in a circle of needs are left out.
pub fn order(context: &Context<'_>, graph: &Graph, latency: Duration) -> Vec<usize> {
    let given = order::order(graph);
    let waits = order::waits(graph, &given);
    let mut operations = Operations::default();
    let jobs: Vec<_> = (given.iter())
        .map(|node| {
            let action = &graph.actions[*node];
            let calls = if graph.vanishing.contains(node) {
                Vec::new()
            } else {
                calls::calls(context, &mut operations, &action.act)
            };
            (calls, action.is_removal())
        })
        .collect();
    let mut limits = Limits::of(context.desired.tenant.plan);
    let mut found = search(&Work::new(&limits, latency, &jobs, &waits));
    // A run expected to last long keeps to half of the rate from its first call (facts 3.1).
    if Duration::from_micros(found.end) > limits.long_after {
        limits.long_run = true;
        found = search(&Work::new(&limits, latency, &jobs, &waits));
    }
    found.order.iter().map(|job| given[*job]).collect()
}
