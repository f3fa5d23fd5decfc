//! One company in, a plan and the state it leads to out. The snapshots beside each file are
//! the plans; that they are accepted, reach the declared state and leave nothing to plan is
//! required of every one by [`crate::run::run`].

mod adoption;
mod fewest;
mod gates;
mod groups;
mod members;
mod odd;
mod orgs;
mod properties;
mod ranks;
mod removal;
mod renamed;
mod twins;
mod whole;
