//! Files, YAML with spans, schema, decoding: a folder to a [`crate::directory::Desired`].

mod problem;

pub use problem::{Code, Place, Problem, Severity};
