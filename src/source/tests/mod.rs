//! Loading, problem by problem.

mod happy;
