//! The only reader of the clock.

use std::time::Duration;

use jiff::Timestamp;

/// Time as the rest of meibo sees it. With a scale, everything passes that much faster:
/// for trials against a loopback server whose own clock is scaled alike.
#[derive(Clone, Debug)]
pub struct Clock {
    started: tokio::time::Instant,
    wall: Timestamp,
    scale: f64,
}

/// The largest scale: a faster clock would soon leave the years that can be told.
const FASTEST: f64 = 1_000_000.0;

impl Clock {
    /// Starts now. `scale` divides every wait; a scale that is no positive number is 1, and
    /// none is beyond a million.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn start(scale: f64) -> Clock {
        Clock {
            started: tokio::time::Instant::now(),
            wall: Timestamp::now(),
            scale: if scale.is_finite() && scale > 0.0 {
                scale.min(FASTEST)
            } else {
                1.0
            },
        }
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        let real = self.started.elapsed();
        if self.scale == 1.0 {
            real
        } else {
            real.mul_f64(self.scale)
        }
    }

    /// The date and time. Unscaled, it follows corrections of the system's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn now(&self) -> Timestamp {
        if self.scale == 1.0 {
            Timestamp::now()
        } else {
            // Beyond the year 9999 the scaled clock stands still.
            self.wall.checked_add(self.elapsed()).unwrap_or(self.wall)
        }
    }

    /// The date and time, whatever the scale.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the clock"
    )]
    pub fn outside(&self) -> Timestamp {
        Timestamp::now()
    }

    /// Waits.
    pub async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration.div_f64(self.scale)).await;
    }

    /// Waits until a time since the start; at once where that has passed.
    pub async fn sleep_until(&self, at: Duration) {
        loop {
            let left = at.saturating_sub(self.elapsed());
            if left.is_zero() {
                return;
            }
            self.sleep(left).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Clock;

    #[tokio::test(start_paused = true)]
    async fn a_scale_divides_every_wait() {
        let real = tokio::time::Instant::now();
        let clock = Clock::start(60.0);
        clock.sleep(Duration::from_secs(60)).await;
        assert_eq!(real.elapsed(), Duration::from_secs(1));
        assert_eq!(clock.elapsed(), Duration::from_secs(60));
        clock.sleep_until(Duration::from_secs(90)).await;
        assert!(clock.elapsed() >= Duration::from_secs(90));
        assert!(real.elapsed() < Duration::from_millis(1510));
        let passed = clock.now().duration_since(clock.wall);
        assert!(passed.as_secs() >= 90);
    }

    #[tokio::test(start_paused = true)]
    async fn a_scale_that_is_no_number_is_none() {
        for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let clock = Clock::start(scale);
            clock.sleep(Duration::from_secs(1)).await;
            assert_eq!(clock.elapsed(), Duration::from_secs(1));
        }
    }
}
