//! Applies that do not come to their end, for whatever reason, and going on with them.

mod endings;
mod kills;
mod scene;
