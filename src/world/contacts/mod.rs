//! The address book of people outside, and its tags (facts 5.9).

mod body;
mod book;
mod calls;
mod handle;
mod tags;

pub use body::met;
#[cfg(test)]
pub(super) use book::mentioned;
pub use book::{Contact, Contacts, LinkedUser, Tag};
pub use handle::handle;

const SECTION: &str = "5.9";
