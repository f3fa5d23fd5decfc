//! What a configuration means: named rules over a [`crate::directory::Desired`] that say
//! everything that is wrong with it at once. Pure, and nothing quadratic: each rule walks
//! the objects once over an index that is built once.

mod alike;
mod allowed;
mod characters;
pub mod codes;
mod dated;
mod emails;
mod groups;
mod index;
mod keys;
mod limits;
mod members;
mod names;
mod nearest;
mod orgs;
mod place;
mod policy;
mod posts;
mod references;
mod rules;
mod sync;
mod tenant;
#[cfg(test)]
pub(crate) mod tests;
mod texts;

pub use alike::folded;
pub use allowed::take_out_allowed;
pub use characters::key_of;
pub use emails::suggest_no_taken_address;
pub use references::{Reference, each_reference};
pub use rules::{Checked, RULES, Rule, check, check_at};
pub use sync::{SwitchState, switch_states};
