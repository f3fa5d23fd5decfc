//! Files, YAML with spans, schema, decoding: a folder to a [`crate::directory::Desired`].

mod private_file;
mod problem;
mod spot;

pub use private_file::{create_private_folder, parent, write_private_file};
pub use problem::{Code, Place, Problem, Severity};
pub use spot::Spot;
