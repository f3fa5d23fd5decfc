//! For each rule a wrong configuration and a valid neighbour.

mod any;
mod case;
mod identity;
mod sample;
mod scale;
mod settings;
mod structure;
mod suggestions;
mod table;

pub(crate) use sample::{ACME, group, key, member, org, post, renumber, sample};
pub(crate) use table::every_problem;
