//! A search over everything the service allows, which knows nothing of the planner: whether
//! a goal can be reached in fewer calls than a plan has.

mod calls;
mod search;
mod seats;
mod values;

pub use search::{Effort, search};
