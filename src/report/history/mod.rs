//! What the journals of runs say, in words: the list of runs, and one of them.

mod account;
mod list;
mod run;
#[cfg(test)]
mod tests;

pub use account::Standing;
pub use list::{Entry, Run, entry, list};
pub use run::{json, text};
