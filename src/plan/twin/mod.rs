//! Rename hints: a declared object that the plan would create, and a live one that nothing
//! matches and that is much like it. Then a warning gives the very line (`previously:` or
//! `id:`) that makes the two one, since what is created anew has none of the old one's talk
//! rooms, mails and files. Nothing but problems comes of it: the plan is the same with and
//! without.
//!
//! `spelling` compares texts, `index` finds candidates by what they have in common,
//! `members`, `orgs`, `groups` and `ranks` weigh them, `pick` decides which are told, and
//! `hints` puts them into words. Work is bounded: no object is compared with more than
//! [`index::CANDIDATES`] others.

mod groups;
mod hints;
mod index;
mod likeness;
mod members;
mod orgs;
mod pick;
mod ranks;
mod scene;
mod spelling;
#[cfg(test)]
mod tests;

pub use hints::hints;
pub use spelling::{folded, scalar};
