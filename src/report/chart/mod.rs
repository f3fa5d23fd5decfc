//! The org chart: `model` says what is in it, from a configuration or from the tenant as it
//! is; `tree` draws it for a terminal; `layout` says where each box of a picture stands, and
//! `svg` draws that. Layout and drawing know nothing of each other's making, so that another
//! picture (a chart before and after) can use the same layout.
//!
//! Everything is linear in orgs and members, and nothing recurs: what was read may hold
//! chains of any depth, even circles.

mod build;
mod layout;
mod metrics;
mod model;
mod svg;
#[cfg(test)]
mod tests;
mod tree;

pub use build::{declared, live};
pub use layout::{Edge, Layout, Line, LineKind, Placed, layout};
pub use model::{Chart, Person, Unit, View};
pub use svg::svg;
pub use tree::text;
