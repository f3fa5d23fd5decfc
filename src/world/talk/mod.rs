//! The permission to talk to people outside (facts 9.1, 9.2): granted and removed by
//! calls, read by none.

mod handle;
mod link;
mod names;
mod permission;
#[cfg(test)]
mod tests;

pub use handle::handle;
pub use permission::{
    Connection, DomainReach, DomainTalk, Grant, GrantChange, MemberTalk, Outside, Reach,
};
