//! The documented service as a pure state machine: `(state, request, now)` to
//! `(response, state)`. No clock, no network, no randomness.
//!
//! The plan's rehearsal calls [`World::perform`], which knows the directory's rules
//! alone; the sandbox calls [`World::serve`], which puts tokens, scopes and rate
//! windows before it. Every refusal carries the fact it rests on, with its mark.

mod assumptions;
mod call;
mod refusal;

pub use assumptions::Assumptions;
pub use call::{Call, Method, Reply, Request, Response};
pub use refusal::{Fact, Mark, Refusal};
