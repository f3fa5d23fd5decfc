//! From two sides to a graph of actions: what is created, changed, moved, removed, and
//! what each cannot do without.

mod canonical;
mod circles;
mod context;
mod effects;
mod groups;
mod keys;
mod masters;
mod members;
mod orgs;
mod ranks;
mod references;
mod removals;
mod uniques;

pub use context::{Context, live_parent, post_orgs};
pub use effects::Effects;
pub use groups::WHOLE_LIST;
pub use orgs::staying;
pub use ranks::{held_ranks, orders as rank_orders};
pub use references::leaning;
pub use removals::{Removals, below};

use super::action::Graph;
use super::order;
use crate::source::Problem;

/// Builds the whole graph.
pub fn build(context: &Context<'_>, problems: &mut Vec<Problem>) -> Graph {
    let mut graph = Graph::default();
    let effects = Effects::new(context);
    references::check(context, problems);
    ranks::add(context, &mut graph, problems);
    orgs::add(context, &effects, &mut graph);
    members::add(context, &effects, &mut graph, problems);
    groups::add(context, &effects, &mut graph);
    removals::add(context, &mut graph);
    keys::add(context, &mut graph);
    members::connect(context, &mut graph);
    orgs::connect(context, &mut graph);
    groups::connect(context, &mut graph);
    removals::connect(context, &mut graph);
    graph.dedup();
    canonical::arrange(context, &mut graph);
    uniques::connect(context, &mut graph);
    circles::break_all(context, &mut graph, problems);
    graph.dedup();
    order::loosen(&mut graph);
    graph
}
