//! What is behind a problem code: why the rule exists, what it stands on, and what shows
//! it. One table for every code there are words for; `meibo explain`, `docs/problems.md`
//! and the rules of SARIF are printed from it.

mod entry;
mod forms;
mod identity;
mod importing;
mod lookup;
mod page;
mod planning;
mod reading;
mod running;
mod sandbox;
mod source;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod verbs;

pub use entry::{Both, Example, Explanation};
pub use lookup::{FRAME, all, code_of, explanation, near};
pub use page::page;
pub use text::{Explained, explained, list, rule, text};
