//! Facts 5.2: org units.

mod calls;
mod deletion;
mod mail;
mod order;
mod place;
mod properties;
