//! The gate before every call: [`crate::plan::pace`] on the real clock.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::answer::Rate;
use super::clock::Clock;
use crate::plan::pace::{BLOCKED, Limits, Operation, Pace};

/// One for all calls of a tenant.
#[derive(Debug)]
pub struct Pacer {
    pace: Mutex<Pace>,
    /// Told whenever a call ends: a waiting one may go.
    ended: Notify,
    clock: Clock,
}

impl Pacer {
    /// Nothing called yet.
    pub fn new(limits: Limits, clock: Clock) -> Pacer {
        Pacer {
            pace: Mutex::new(Pace::new(limits)),
            ended: Notify::new(),
            clock,
        }
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        // The state is plain counters: whoever panicked beside it left it usable.
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on half of the calls a minute, for good.
    pub fn slow_down(&self) {
        self.pace().slow_down();
    }

    /// Calls of one operation that any minute may hold from now on.
    pub fn per_minute(&self) -> u32 {
        let now = self.clock.elapsed();
        u32::try_from(self.pace().per_window(now)).unwrap_or(u32::MAX)
    }

    /// The rules it keeps.
    pub fn limits(&self) -> Limits {
        self.pace().limits().clone()
    }

    /// When a call could be sent, in time since the clock's start: a moment that has come
    /// means now, `None` that another call must be answered first.
    pub fn earliest(&self, operation: &Operation) -> Option<Duration> {
        let at = self.pace().earliest(operation, self.clock.elapsed());
        (at != BLOCKED).then_some(at)
    }

    /// Waits until a call may be sent, and takes its place.
    pub async fn admit(&self, operation: Operation) -> Permit<'_> {
        loop {
            // Asked for before looking, so that an end in between is not missed.
            let ended = self.ended.notified();
            let now = self.clock.elapsed();
            let at = {
                let mut pace = self.pace();
                let at = pace.earliest(&operation, now);
                if at <= now {
                    pace.sent(&operation, now);
                    return Permit {
                        pacer: self,
                        operation,
                        over: false,
                    };
                }
                at
            };
            if at == BLOCKED {
                ended.await;
            } else {
                tracing::debug!(call = %operation.name(), wait = ?(at - now), "waiting for the rate rules");
                tokio::select! {
                    () = ended => {}
                    () = self.clock.sleep_until(at) => {}
                }
            }
        }
    }
}

/// A call under way. Dropped without a word (the caller was cancelled), it counts as
/// answered at that moment.
#[derive(Debug)]
pub struct Permit<'a> {
    pacer: &'a Pacer,
    operation: Operation,
    over: bool,
}

impl Permit<'_> {
    /// The call was answered, or broke off.
    pub fn answered(mut self, rate: Rate) {
        self.end(rate);
    }

    /// The call was refused with 429.
    pub fn refused_429(mut self, wait: Option<Duration>) {
        self.over = true;
        let at = self.pacer.clock.elapsed();
        self.pacer.pace().refused_429(&self.operation, at, wait);
        self.pacer.ended.notify_waiters();
    }

    fn end(&mut self, rate: Rate) {
        self.over = true;
        let at = self.pacer.clock.elapsed();
        self.pacer
            .pace()
            .answered(&self.operation, at, rate.remaining, rate.reset);
        self.pacer.ended.notify_waiters();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.end(Rate::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::Pacer;
    use crate::api::answer::Rate;
    use crate::api::clock::Clock;
    use crate::directory::DomainId;
    use crate::plan::pace::{Limits, Operation};
    use crate::world::Method;

    fn pacer() -> Arc<Pacer> {
        Arc::new(Pacer::new(Limits::default(), Clock::start(1.0)))
    }

    fn read() -> Operation {
        Operation::of(Method::Get, "/users", &[DomainId(1)])
    }

    fn write() -> Operation {
        Operation::of(Method::Post, "/orgunits", &[DomainId(1)])
    }

    #[tokio::test(start_paused = true)]
    async fn waits_in_real_time_between_org_writes() {
        let pacer = pacer();
        let start = tokio::time::Instant::now();
        for _ in 0..3 {
            let permit = pacer.admit(write()).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            permit.answered(Rate::default());
        }
        let took = start.elapsed();
        // Two gaps of a second with their guard, and the last answer.
        assert!(took > Duration::from_millis(2300), "{took:?}");
        assert!(took < Duration::from_millis(2400), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_third_read_goes_when_one_ends() {
        let pacer = pacer();
        let first = pacer.admit(read()).await;
        let _second = pacer.admit(read()).await;
        let waiting = {
            let pacer = pacer.clone();
            tokio::spawn(async move {
                pacer.admit(read()).await.answered(Rate::default());
            })
        };
        tokio::time::sleep(Duration::from_secs(5)).await;
        assert!(!waiting.is_finished());
        first.answered(Rate::default());
        waiting.await.expect("the third read goes");
    }

    #[tokio::test(start_paused = true)]
    async fn a_dropped_call_does_not_block_the_rest() {
        let pacer = pacer();
        drop(pacer.admit(write()).await);
        let start = tokio::time::Instant::now();
        pacer.admit(read()).await.answered(Rate::default());
        assert_eq!(start.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_for_rate_is_waited_out() {
        let pacer = pacer();
        let start = tokio::time::Instant::now();
        let permit = pacer.admit(read()).await;
        permit.refused_429(Some(Duration::from_secs(7)));
        pacer.admit(read()).await.answered(Rate::default());
        assert_eq!(start.elapsed().as_secs(), 7);
    }
}
