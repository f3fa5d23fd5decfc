//! The live directory as sections: what there is, in the configuration's own words.

mod group;
mod keys;
mod mail;
mod member;
mod names;
mod org;
mod rank;
mod refused;
mod sections;
mod value;

pub use keys::Keys;
pub use mail::mail_domains;
pub use sections::{Imported, Left, sections};
