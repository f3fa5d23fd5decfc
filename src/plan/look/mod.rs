//! One object looked at: as it is declared, as it is live, and what a plan would do to it.

mod find;
mod seen;

pub use find::{Found, Subject, find};
pub use seen::{LiveSide, Look, look};
