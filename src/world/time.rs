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

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use serde_json::Value;

    use crate::world::testing::{HOME, call, start, world};
    use crate::world::{Method, World};

    fn saved(world: &World) -> Value {
        serde_json::to_value(world).expect("string keys only")
    }

    #[test]
    fn a_clock_is_kept_once_it_was_looked_at() {
        let mut world = world();
        assert_eq!(saved(&world).get("clock"), None);
        world.see(start());
        let clock = serde_json::json!({ "seen": start() });
        assert_eq!(saved(&world)["clock"], clock);
        let hour = SignedDuration::from_hours(1);
        for (around, ahead) in [
            (start() - hour, hour),
            (start(), SignedDuration::ZERO),
            (start() + hour, SignedDuration::ZERO),
        ] {
            let mut again: World = serde_json::from_value(saved(&world)).expect("a world");
            assert_eq!(again.wake(around), around.max(start()));
            assert_eq!(again.clock_ahead(), ahead);
        }
    }

    #[test]
    fn what_time_alone_brings_about_is_counted() {
        let mut world = world();
        let member = serde_json::json!({"domainId": HOME, "email": "e1@acme.example",
            "userExternalKey": "E1", "userName": {"lastName": "森"}, "privateEmail": "p@private.example"});
        call(&mut world, Method::Post, "/users", member);
        call(
            &mut world,
            Method::Delete,
            "/users/externalKey:E1",
            Value::Null,
        );
        assert_eq!(world.settled(), 0);
        let week = SignedDuration::from_hours(7 * 24);
        for _ in 0..2 {
            world.settle(start() + week);
            assert_eq!(world.settled(), 1);
        }
        let activation = start() + week * 2;
        let later = serde_json::json!({"domainId": HOME, "email": "e2@acme.example",
            "userExternalKey": "E2", "userName": {"lastName": "林"}, "privateEmail": "p@private.example",
            "activationDate": activation.to_string()});
        call(&mut world, Method::Post, "/users", later);
        for (at, settled) in [(week, 1), (week * 2, 2), (week * 3, 2)] {
            world.settle(start() + at);
            assert_eq!(world.settled(), settled);
        }
    }
}
