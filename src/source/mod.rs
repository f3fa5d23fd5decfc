//! Files, YAML with spans, schema, decoding: a folder to a [`crate::directory::Desired`].

mod assemble;
mod beside;
pub mod codes;
pub mod config;
mod decode;
mod editor;
mod entry;
mod events;
mod files;
mod forms;
mod gather;
mod issues;
mod load;
mod nearest;
pub mod outline;
mod part;
mod private_file;
mod problem;
mod read;
mod reference;
mod repair;
mod schema;
mod spot;
mod still;
mod text;
mod tree;
mod validate;
mod values;
mod walk;
mod yaml;

use nearest::nearest;

pub use beside::beside_each_other;
pub use entry::{entry_problems, read_yaml};
pub use files::Files;
pub use load::{Loaded, load, load_at, load_bytes, load_str, load_unfinished};
pub use private_file::{
    NOT_REGULAR, append_to_private_file, create_private_folder, open_regular_file, parent,
    read_regular_file, rewrite_file, write_private_file,
};
pub use problem::{Code, Place, Problem, Severity};
pub use reference::{in_configuration, page as yaml_reference};
pub use repair::accepted;
pub use schema::{config_schema, schema_of};
pub use spot::Spot;
pub use values::values;
pub use walk::file_names;

#[cfg(test)]
mod tests;
