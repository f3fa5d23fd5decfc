//! Custom properties of members and of contacts (facts 5.7, 5.9): definitions, and the
//! values that are held against them.

mod calls;
mod definition;
mod definitions;
mod handle;
mod values;

pub use definition::{Choice, Definition, PropertyType};
pub use definitions::Definitions;
pub(in crate::world) use handle::answer;
pub use handle::handle;
pub use values::{Values, complete, read, shown};

const SECTION: &str = "5.7";

/// Whose properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::world) enum Of {
    Members,
    Contacts,
}
