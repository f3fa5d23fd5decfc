use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The sandbox's time: read once from the system, then carried on by the clock that
/// never jumps, as fast as it is told to run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    started: Instant,
    wall: Timestamp,
    scale: f64,
}

impl Clock {
    /// Starts now.
    pub(super) fn start(scale: f64) -> Clock {
        Clock {
            started: instant(),
            wall: wall(),
            scale: if scale.is_finite() && scale > 0.0 {
                scale
            } else {
                1.0
            },
        }
    }

    /// Real time since the start.
    pub(super) fn elapsed(&self) -> Duration {
        instant().saturating_duration_since(self.started)
    }

    /// The wall's time at a moment after the start.
    pub(super) fn wall(&self, elapsed: Duration) -> Timestamp {
        self.wall.checked_add(elapsed).unwrap_or(Timestamp::MAX)
    }

    /// The world's time.
    pub(super) fn now(&self) -> Timestamp {
        self.wall(self.elapsed().mul_f64(self.scale))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox plays a server, which has a clock of its own"
)]
fn instant() -> Instant {
    Instant::now()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox plays a server, which has a clock of its own"
)]
fn wall() -> Timestamp {
    Timestamp::now()
}
