//! Answers to the directory's nouns.

mod group;
mod member;
mod org;
mod rank;
#[cfg(test)]
mod tests;
mod value;

pub(super) use group::{People, group, masters, people};
pub(super) use member::member;
pub(super) use org::org;
pub(super) use rank::rank;
