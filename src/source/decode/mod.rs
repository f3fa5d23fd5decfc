//! The configuration as it is written to [`crate::directory::Desired`]: references parsed,
//! domains resolved, nesting flattened, defaults made explicit.
//!
//! Every configuration type is taken apart exhaustively, so that a new property cannot be
//! forgotten.

mod context;
mod group;
mod member;
mod org;
mod policy;
mod rank;
mod tenant;
mod value;

pub use context::Context;
pub use group::group;
pub use member::member;
pub use org::{Nesting, org};
pub use policy::policy;
pub use rank::{level, position, user_type};
pub use tenant::tenant;
