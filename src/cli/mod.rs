//! What can be typed, one file per verb, and the way from there to [`crate::commands`].

mod apply;
mod chart;
mod checklist;
mod completions;
mod docs;
mod drift;
mod explain;
mod export;
mod fmt;
mod global;
mod history;
mod import;
mod init;
mod man;
mod parse;
mod plan;
mod pull;
mod reading;
mod sandbox;
mod schema;
mod sheet;
mod show;
mod tenant;
mod undo;
mod validate;

pub use parse::{Cli, Verb, run};
