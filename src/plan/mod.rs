//! The planner: `(desired, live, as_of)` to a [`Plan`], pure.
//!
//! `matching` finds which live object each declared one is, `build` turns the two sides
//! into a graph of actions, `order` puts them into the usual order and `schedule` into the
//! shortest, `steps` turns each into a request against the state as it will be, and
//! `rehearsal` plays the finished requests to the documented service and judges the result.

mod action;
pub mod bound;
mod build;
pub mod codes;
mod difference;
mod format;
mod gates;
mod hash;
pub mod look;
mod matching;
mod names;
mod objects;
mod order;
pub mod pace;
pub mod placeholder;
mod planner;
pub mod rehearsal;
mod resolver;
pub mod schedule;
mod sequence;
mod steps;
mod targets;
#[cfg(test)]
mod tests;
mod twin;

pub use format::{
    Base, Change, Expect, Faster, Gate, PLAN_FORMAT, Plan, PlanRequest, Said, Schedule, Source,
    Step, Summary, Verdict,
};
pub use gates::Allowed;
pub use hash::hash;
pub use matching::{Matches, matches};
pub use planner::{Options, located, plan, told};
