//! One file per verb: glue between the rooms below.

mod again;
mod allow;
pub mod apply;
pub mod chart;
pub mod checklist;
pub mod codes;
mod configuration;
mod connection;
pub mod docs;
pub mod drift;
mod exit;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod history;
pub mod import;
pub mod init;
mod judgement;
mod manner;
mod nearest;
mod output;
pub mod plan;
mod planning;
mod progress;
pub mod pull;
mod recent;
pub mod sandbox;
pub mod schema;
pub mod show;
mod since;
mod target;
pub mod validate;

pub use exit::{Exit, Failure};
pub use judgement::format_not_here;
pub use manner::{Format, Manner, ProblemFormat};
pub use output::{Output, install_panic_hook};
