//! Other people's lists turned into a configuration: the live directory, an HR export.
//! Pure: files are read and written by the verbs.

pub mod codes;
pub mod defaults;
pub mod edit;
pub mod emit;
pub mod layout;
mod lines;
pub mod live;
pub mod merge;
pub mod overlay;
pub mod scalar;
pub mod sheet;
pub mod tidy;
pub mod write;

pub use defaults::Defaults;
pub use layout::Layout;
pub use merge::Manner;
pub use overlay::{Empty, Rules};

/// What is to be declared, in the configuration's own words: section name to its value
/// (`members`: a list of objects, ...). The order of properties is the order written.
pub type Sections = serde_json::Map<String, serde_json::Value>;

#[cfg(test)]
mod tests;
