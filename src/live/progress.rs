use std::time::Duration;

use crate::directory::{DomainId, RankKind};
use crate::source::Problem;

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
    /// The members and masters of a group were read, as far as they are needed.
    Group {
        /// Groups so far.
        done: usize,
        /// Groups in all, as far as they are known.
        of: usize,
    },
    /// A member that no list showed was looked up.
    LookedUp {
        /// Look-ups so far.
        done: usize,
        /// Look-ups in all.
        of: usize,
    },
    /// A call was answered.
    Call {
        /// Calls so far.
        made: u64,
        /// Calls that are left, as far as is known: no list says how long it is.
        left: u64,
        /// How long they take under the rate rules.
        time: Duration,
    },
}

/// Whoever shows how reading goes on.
pub trait Progress: Sync {
    /// Takes notice of an event.
    fn on(&self, event: Event);

    /// Tells a person something at once: that reading takes long, that lists which were
    /// shown are not whole. None of it is an error.
    fn tell(&self, _problem: &Problem) {}
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn on(&self, _event: Event) {}
}
