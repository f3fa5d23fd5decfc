//! Plans and problems turned into words: text, markdown, JSON. Pure: no terminal, no
//! clock, no environment; whoever prints decides on colour and width.

pub mod chart;
pub mod checklist;
pub mod diff;
pub mod drift;
pub mod escape;
pub mod explain;
pub mod history;
pub mod plan;
pub mod problems;
pub mod run;
pub mod sheet;
mod valid;
pub mod width;
pub mod words;

pub use valid::valid;
