//! For each rule a wrong configuration and a valid neighbour.

mod case;
mod identity;
mod sample;
mod scale;
mod settings;
mod structure;
mod table;

pub(crate) use sample::sample;
