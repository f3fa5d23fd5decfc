//! The tenant's own time, where it is not that of the world around it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::World;

/// How far the tenant's clock was moved, and how far it has come: kept with the state, so
/// that a restart never goes back in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TenantClock {
    /// How far it is ahead of the time around it.
    #[serde(skip_serializing_if = "SignedDuration::is_zero")]
    pub ahead: SignedDuration,
    /// The latest moment at which something was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Timestamp>,
}

impl TenantClock {
    /// Whether it was never moved or looked at.
    pub fn is_unset(&self) -> bool {
        *self == TenantClock::default()
    }

    /// Moves it forward.
    pub(super) fn advance(&mut self, now: Timestamp, to: Timestamp) {
        self.ahead = self.ahead.saturating_add(to.duration_since(now));
        self.see(to);
    }

    fn see(&mut self, at: Timestamp) {
        self.seen = self.seen.max(Some(at));
    }
}

impl World {
    /// The tenant's time while the time around it is this, no earlier than anything that
    /// was kept: called once when a saved world is taken up again.
    pub fn wake(&mut self, around: Timestamp) -> Timestamp {
        let clock = &mut self.state_mut().clock;
        let moved = around.saturating_add(clock.ahead).unwrap_or(Timestamp::MAX);
        match clock.seen {
            Some(seen) if seen > moved => {
                clock.ahead = seen.duration_since(around);
                seen
            }
            _ => moved,
        }
    }

    /// How often time alone has brought something about since the world was loaded.
    pub fn settled(&self) -> u64 {
        self.state().settled
    }

    /// Remembers that something is kept that happened at a moment.
    pub fn see(&mut self, at: Timestamp) {
        self.state_mut().clock.see(at);
    }

    /// How far the tenant's clock is ahead of the time around it.
    pub fn clock_ahead(&self) -> SignedDuration {
        self.state().clock.ahead
    }
}
