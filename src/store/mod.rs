//! What meibo keeps beside a configuration, in `.meibo/`. Nothing in it is needed to plan.

pub mod codes;
mod folder;
mod lock;

pub use folder::{FOLDER, folder_of};
pub use lock::Lock;
