//! Groups, their members and masters (facts 5.3).

mod encode;
mod handle;
mod leaving;
mod list;
mod masters;
mod members;
mod properties;
mod references;
#[cfg(test)]
mod tests;
mod write;

pub(super) use encode::listed_in;
pub use handle::handle;
pub(super) use leaving::{leave_all, only_master_of, rejoin};
