//! Facts 5.1: members.

mod addresses;
mod created;
mod hidden;
mod invitations;
mod messenger;
mod names;
mod probe;
mod properties;
mod read_only;
