use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use crate::api::clock::Clock;

/// The sandbox's time: read once from the system, then carried on by the clock that
/// never jumps, as fast as it is told to run. It can be moved forward.
#[derive(Debug)]
pub(super) struct ServerClock {
    wall: Timestamp,
    clock: Clock,
    /// Nanoseconds it was moved forward since the start.
    moved: AtomicU64,
}

impl ServerClock {
    /// Starts at the time that `wake` makes of the time around.
    pub(super) fn start(scale: f64, wake: impl FnOnce(Timestamp) -> Timestamp) -> ServerClock {
        let clock = Clock::start(scale);
        ServerClock {
            wall: wake(clock.now()),
            clock,
            moved: AtomicU64::new(0),
        }
    }

    /// Time since the start, without what it was moved.
    pub(super) fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Date and time at a moment after the start, as the clock stands now.
    pub(super) fn at(&self, elapsed: Duration) -> Timestamp {
        let moved = Duration::from_nanos(self.moved.load(Ordering::SeqCst));
        self.wall
            .checked_add(elapsed.saturating_add(moved))
            .unwrap_or(Timestamp::MAX)
    }

    /// Waits, by this clock.
    pub(super) async fn sleep(&self, duration: Duration) {
        self.clock.sleep(duration).await;
    }

    /// Date and time outside the sandbox, which nobody moves and nothing speeds up.
    pub(super) fn outside(&self) -> Timestamp {
        self.clock.outside()
    }

    /// Date and time.
    pub(super) fn now(&self) -> Timestamp {
        self.at(self.elapsed())
    }

    /// Moves it forward; for whoever holds the world, so that no call is served at a time
    /// before one that was served already.
    pub(super) fn advance(&self, by: Duration) {
        // 584 years.
        let nanos = u64::try_from(by.as_nanos()).unwrap_or(u64::MAX);
        self.moved.fetch_add(nanos, Ordering::SeqCst);
    }
}
