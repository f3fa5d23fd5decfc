//! The planner: `(desired, live, policy, as_of)` to a [`Plan`], pure.

mod format;
mod hash;
pub mod pace;
pub mod placeholder;

pub use format::{
    Base, Change, Expect, Gate, PLAN_FORMAT, Plan, PlanRequest, Said, Schedule, Source, Step,
    Summary, Verdict,
};
pub use hash::hash;
