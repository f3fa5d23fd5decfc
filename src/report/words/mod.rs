//! The words: every code that can be said to a person, with what it says and what to do.
//!
//! One table a room ([`source`], [`check`], ...) and one for the reasons and consequences
//! of plan steps ([`mod@said`]). Every text stands in every [`Language`], side by side.

pub mod apply;
pub mod chart;
pub mod check;
pub mod checklist;
pub mod commands;
pub mod drift;
pub mod explain;
pub mod gates;
pub mod history;
pub mod import;
pub mod imported;
pub mod labels;
mod language;
pub mod lists;
pub mod live;
pub mod look;
pub mod phrases;
pub mod plan;
pub mod prompts;
pub mod refusals;
pub mod rehearsal;
pub mod run;
pub mod said;
pub mod sandbox;
pub mod settings;
pub mod sheets;
pub mod source;
pub mod starter;
mod table;
pub mod terms;
#[cfg(test)]
pub(in crate::report) mod tests;
pub mod verdict;

pub use language::Language;
pub use table::{
    InEnglish, SaidWords, Text, Words, all, fill, label, lacking, message, refusal, remedy, said,
    said_text, words,
};
