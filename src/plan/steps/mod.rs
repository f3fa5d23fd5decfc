//! From ordered actions to requests in full. Each body is computed from the state as it
//! will be at that step: the world the earlier requests have made.

mod draft;
mod groups;
mod holders;
mod keys;
mod leftover;
mod maker;
mod members;
mod orgs;
mod ranks;
mod removals;

pub use draft::Draft;
pub use leftover::left_over;
pub use maker::{Made, declaration, make};
