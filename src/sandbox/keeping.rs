//! What changes the world is kept before anybody is told of it.

use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use crate::world::{Act, Consistency, Method, Refusal, Reply};

use super::Failure;
use super::clock::ServerClock;
use super::codes::STATE_UNUSABLE;
use super::journal::{ActEntry, Entry, Kept};
use super::service::{Inner, Service};

/// Why something was not done.
#[derive(Debug)]
pub(super) enum Undone {
    /// The rules refuse it; nothing has changed.
    Refused(Refusal),
    /// It cannot be kept, or something before it could not: the sandbox answers no more.
    Broken,
}

impl From<Refusal> for Undone {
    fn from(refusal: Refusal) -> Undone {
        Undone::Refused(refusal)
    }
}

impl Service {
    /// Performs an act and keeps it.
    ///
    /// # Errors
    /// Where the rules refuse it, or it cannot be kept.
    pub(super) fn act(&self, act: &Act) -> Result<(), Undone> {
        let mut inner = self.inner.lock().map_err(|_| Undone::Broken)?;
        inner.act(&self.clock, act)
    }

    /// Sets how late lists show what was written; what is `None` stays.
    ///
    /// # Errors
    /// Where a lag is too long, or it cannot be kept.
    pub(super) fn lag(&self, lists: Option<u32>, memberships: Option<u32>) -> Result<(), Failure> {
        let held =
            (self.inner.lock()).map_or_else(|_| Consistency::default(), |i| i.world.consistency());
        let wanted = Consistency {
            list_lag_seconds: lists.unwrap_or(held.list_lag_seconds),
            membership_lag_seconds: memberships.unwrap_or(held.membership_lag_seconds),
        };
        if wanted == held {
            return Ok(());
        }
        self.act(&Act::SetConsistency(wanted)).map_err(|undone| {
            let why = match undone {
                Undone::Refused(refusal) => refusal.reason,
                Undone::Broken => "it cannot be written",
            };
            Failure::of_file(STATE_UNUSABLE, Path::new("-"), why)
        })
    }
}

impl Inner {
    /// As [`Service::act`], for whoever holds the lock.
    pub(super) fn act(&mut self, clock: &ServerClock, act: &Act) -> Result<(), Undone> {
        self.act_at(clock, act, clock.now())
    }

    /// The same at a moment that was looked up under this lock.
    pub(super) fn act_at(
        &mut self,
        clock: &ServerClock,
        act: &Act,
        now: Timestamp,
    ) -> Result<(), Undone> {
        if self.broken {
            return Err(Undone::Broken);
        }
        let counter = self.world.counter();
        self.world.act(act, now)?;
        let entry = ActEntry {
            at: now,
            counter,
            act: act.clone(),
        };
        self.keep(entry.into(), now)?;
        if let Act::MoveClock { to } = act
            && let Ok(by) = to.duration_since(now).try_into()
        {
            clock.advance(by);
        }
        Ok(())
    }

    /// Performs an edit of the console, written as the call that does the same, and keeps
    /// it.
    ///
    /// # Errors
    /// Where the rules refuse it, a switch of Organization Sync has made it read-only, or
    /// it cannot be kept.
    pub(super) fn edit(
        &mut self,
        clock: &ServerClock,
        method: Method,
        target: &str,
        body: Option<&Value>,
    ) -> Result<Reply, Undone> {
        if self.broken {
            return Err(Undone::Broken);
        }
        let now = clock.now();
        let counter = self.world.counter();
        let reply = self.world.edit(method, target, body, now)?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let entry = Entry::new(now, counter, method, target, body.as_bytes(), reply.status);
        self.keep(entry.into(), now)?;
        Ok(reply)
    }

    /// Lets time alone bring about what is due, and keeps that it did: what somebody has
    /// seen happen does not unhappen.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub(super) fn settle(&mut self, now: Timestamp) -> Result<(), Undone> {
        let before = self.world.settled();
        self.world.settle(now);
        self.keep_what_passed(before, now)
    }

    /// Keeps that time alone brought something about since [`World::settled`] was
    /// `before`, where there is a state file already: looking alone makes none.
    ///
    /// # Errors
    /// Where it cannot be kept.
    ///
    /// [`World::settled`]: crate::world::World::settled
    pub(super) fn keep_what_passed(&mut self, before: u64, now: Timestamp) -> Result<(), Undone> {
        let is_kept = (self.state.as_ref()).is_some_and(super::state::StateFile::exists);
        if self.world.settled() == before || !is_kept {
            return Ok(());
        }
        self.keep(Kept::Passed(now), now)
    }

    /// Keeps what was performed.
    ///
    /// # Errors
    /// Where it cannot be kept: nothing more is answered then.
    pub(super) fn keep(&mut self, kept: Kept, now: Timestamp) -> Result<(), Undone> {
        self.world.see(now);
        let Some(state) = &mut self.state else {
            return Ok(());
        };
        state.record(kept, &self.world).map_err(|error| {
            tracing::error!(%error, "the sandbox cannot write its state file and stops answering");
            self.broken = true;
            Undone::Broken
        })
    }
}
