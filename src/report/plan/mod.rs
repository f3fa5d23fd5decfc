//! A plan as a person reads it, from the [`crate::plan::Plan`] alone: a saved plan shows
//! the same as a fresh one.

mod change;
mod ink;
mod json;
mod listing;
mod look;
mod object;
mod one_step;
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
pub(super) use json::without_personal_data;
pub use look::{look, look_json};
pub(super) use one_step::changes;
pub use text::{Headline, View, text};
