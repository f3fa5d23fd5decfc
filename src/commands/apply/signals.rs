use tokio::task::JoinHandle;

use crate::apply::Cancel;
use crate::commands::Exit;

/// Stops a run after the call in flight when somebody asks for it: Ctrl-C, SIGTERM, or a
/// terminal that was closed. Asked again it ends at once: the journal knows where.
pub(super) struct Signals(JoinHandle<()>);

impl Signals {
    pub(super) fn listen(cancel: &Cancel) -> Signals {
        let cancel = cancel.clone();
        Signals(tokio::spawn(async move {
            // Where signals cannot be waited for, they end the process as usual.
            let Some(mut wishes) = Wishes::listen() else {
                return;
            };
            wishes.next().await;
            tracing::warn!("stopping after the call in flight; ask again to end at once");
            cancel.cancel();
            wishes.next().await;
            std::process::exit(i32::from(Exit::Partial.code()));
        }))
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(unix)]
struct Wishes([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Wishes {
    fn listen() -> Option<Wishes> {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| signal(kind).ok();
        Some(Wishes([
            listen(SignalKind::interrupt())?,
            listen(SignalKind::terminate())?,
            listen(SignalKind::hangup())?,
        ]))
    }

    async fn next(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Wishes;

#[cfg(not(unix))]
impl Wishes {
    fn listen() -> Option<Wishes> {
        Some(Wishes)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
