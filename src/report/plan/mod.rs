//! A plan as a person reads it, from the [`crate::plan::Plan`] alone: a saved plan shows
//! the same as a fresh one.

mod change;
mod ink;
mod json;
mod listing;
mod object;
mod prose;
mod risk;
mod spoken;
mod text;
mod times;
mod value;
mod verdict;

#[cfg(test)]
mod tests;

pub use json::json;
pub use text::{Headline, View, text};
