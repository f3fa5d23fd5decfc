use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// A wish to stop: the call in flight is finished, no further one is sent.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    wished: AtomicBool,
    told: Notify,
}

impl Cancel {
    /// Asks to stop. Asking again changes nothing.
    pub fn cancel(&self) {
        self.0.wished.store(true, Ordering::SeqCst);
        self.0.told.notify_waiters();
    }

    /// Whether stopping was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.0.wished.load(Ordering::SeqCst)
    }

    /// Waits until stopping is asked for.
    pub async fn cancelled(&self) {
        loop {
            // Asked for before looking, so that a wish in between is not missed.
            let told = self.0.told.notified();
            if self.is_cancelled() {
                return;
            }
            told.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cancel;

    #[tokio::test]
    async fn everyone_who_waits_hears_it() {
        let cancel = Cancel::default();
        assert!(!cancel.is_cancelled());
        let waiting = cancel.clone();
        tokio::join!(waiting.cancelled(), cancel.cancelled(), async {
            tokio::task::yield_now().await;
            cancel.cancel();
        });
        // And who comes late does not wait.
        cancel.cancelled().await;
    }
}
