//! `docs/yaml.md`: every property of the configuration beside the API's, from the schema and
//! one table.

mod kind;
pub mod mapping;
mod names;
mod page;

#[cfg(test)]
mod tests;

pub use mapping::TABLES;
pub use names::in_configuration;
pub use page::{page, property_mut};
