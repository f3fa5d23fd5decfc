use std::time::Duration;

use jiff::Timestamp;

use crate::api::clock::Clock;

/// The sandbox's time: read once from the system, then carried on by the clock that
/// never jumps, as fast as it is told to run.
#[derive(Clone, Debug)]
pub(super) struct ServerClock {
    wall: Timestamp,
    clock: Clock,
}

impl ServerClock {
    /// Starts now.
    pub(super) fn start(scale: f64) -> ServerClock {
        let clock = Clock::start(scale);
        ServerClock {
            wall: clock.now(),
            clock,
        }
    }

    /// Time since the start.
    pub(super) fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Date and time at a moment after the start.
    pub(super) fn at(&self, elapsed: Duration) -> Timestamp {
        self.wall.checked_add(elapsed).unwrap_or(Timestamp::MAX)
    }

    /// Date and time.
    pub(super) fn now(&self) -> Timestamp {
        self.at(self.elapsed())
    }
}
