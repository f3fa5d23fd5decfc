//! The tenant as it is: the API's lists to a [`crate::directory::Snapshot`].
//!
//! Only what the configuration needs is read, and a read that fails or does not end is
//! an error, never an empty state.

mod beside;
pub mod codes;
mod convert;
mod groups;
mod hidden;
mod lookup;
mod needs;
mod progress;
mod read;
mod snapshot_file;
mod snapshot_stream;
mod walk;

pub use progress::{Event, Progress, Silent, What};
pub use read::{Failure, Reading, read};
pub use snapshot_file::{load, load_ahead, save};
