use crate::directory::{DomainId, RankKind};

/// A list of the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// `GET /users`
    Members,
    /// `GET /orgunits`
    Orgs,
    /// `GET /groups`
    Groups,
    /// `GET /directory/levels`, ...
    Ranks(RankKind),
}

/// How reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A page of a list was read.
    Listed {
        /// Which list.
        what: What,
        /// Of which domain.
        domain: DomainId,
        /// Items so far.
        items: usize,
        /// Whether it is read to its end.
        done: bool,
    },
    /// The members and masters of a group were read.
    Group {
        /// Groups so far.
        done: usize,
        /// Groups in all.
        of: usize,
    },
    /// A member that no list showed was looked up.
    LookedUp {
        /// Look-ups so far.
        done: usize,
        /// Look-ups in all.
        of: usize,
    },
}

/// Whoever shows how reading goes on.
pub trait Progress: Sync {
    /// Takes notice of an event.
    fn on(&self, event: Event);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn on(&self, _event: Event) {}
}
