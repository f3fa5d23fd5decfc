//! The tenant as it is: the API's lists to a [`crate::directory::Snapshot`].
//!
//! Only what the configuration needs is read, and a read that fails or does not end is
//! an error, never an empty state.

mod agenda;
mod beside;
mod book;
pub mod codes;
mod convert;
mod course;
mod coverage;
mod extent;
mod groups;
mod hidden;
mod lists;
mod lookup;
mod needs;
mod progress;
mod read;
mod rolls;
mod sample;
mod single;
mod snapshot_file;
mod snapshot_stream;
mod walk;

pub use coverage::lacking;
pub use extent::{Extent, GroupMembers, Wants};
pub use progress::{Event, Progress, Silent, What};
pub use read::{Failure, Reading, read};
pub use single::add;
pub use snapshot_file::{load, load_ahead, save};
