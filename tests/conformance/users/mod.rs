//! Facts 5.1: members.

mod messenger;
mod names;
mod probe;
mod properties;
