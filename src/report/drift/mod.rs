//! How a tenant differs from its configuration: what drifted, what is only on its way, who
//! could have changed it, and a fingerprint by which the same drift is known again.

mod difference;
mod notice;
mod pieces;
mod settling;
mod text;
mod who;

#[cfg(test)]
mod tests;

pub use difference::{Difference, DriftKind, differences, fingerprint};
pub use notice::{Notice, reported};
pub use settling::{Look, Shown, Write, split, to_look_at};
pub use text::{same, text};
pub use who::{Who, who};
