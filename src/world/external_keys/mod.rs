//! External keys in bulk, for all six kinds (facts 4.3).

mod handle;
mod list;
mod set;
mod subject;
#[cfg(test)]
mod tests;

pub use handle::handle;
