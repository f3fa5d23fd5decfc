//! Facts 5.1: members.

mod addresses;
mod created;
mod custom;
mod endpoints;
mod hidden;
mod invitations;
mod messenger;
mod moving;
mod names;
mod organizations;
mod posts;
mod probe;
mod properties;
mod read_only;
mod states;
