//! What meibo keeps, behind one [`Store`]: journals and the lease on a tenant. Nothing in
//! it is needed to plan.

pub mod codes;
mod files;
mod folder;
pub mod journal;
mod keeping;
mod lease;

pub use files::Files;
pub use folder::{FOLDER, folder_of};
pub use keeping::{Claim, Kept, Log, Store, Tag};
pub use lease::{Broken, Holder, Lease};
