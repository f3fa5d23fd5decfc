//! Faults on demand: what a service, a proxy or a network does to a client now and then,
//! done at a chosen call. The rules come from a file or from `/sandbox/faults`.

mod body;
mod calls;
mod file;
mod pattern;
mod play;
mod rule;
mod set;
#[cfg(test)]
mod tests;

use rule::{Fault, Match, Rule};

pub(super) use calls::answer;
pub(super) use file::read;
pub(super) use play::play;
pub(super) use set::{Faults, Seen, Struck};
