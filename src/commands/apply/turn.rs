use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tokio::task::JoinHandle;

use super::who;
use crate::api::clock::Clock;
use crate::apply::Cancel;
use crate::commands::Failure;
use crate::settings::Settings;
use crate::source::Problem;
use crate::store::journal::{self, By, Record};
use crate::store::{self, Broken, Files, Lease, Store};

/// The turn of one run on a tenant: its name, who it is, and the lease.
pub(super) struct Turn {
    pub store: Arc<dyn Store>,
    pub run: String,
    pub by: By,
    lease: Arc<Mutex<Renewed>>,
    /// The same turn for every store of this user's on this machine.
    _here: Option<Lease>,
}

/// A lease and when it was renewed last.
struct Renewed {
    lease: Lease,
    at: Timestamp,
}

impl Renewed {
    fn renew(&mut self, now: Timestamp) -> Result<(), Box<Problem>> {
        self.lease.renew(now)?;
        self.at = now;
        Ok(())
    }
}

impl Turn {
    /// Takes the lease on a tenant that is kept in a folder; `path` is the configuration.
    ///
    /// # Errors
    /// A refusal where somebody has it, an error where nothing can be kept.
    pub(super) fn take(
        folder: &Path,
        path: &Path,
        tenant: &str,
        settings: &Settings,
        broken: Option<&str>,
    ) -> Result<Turn, Failure> {
        let store: Arc<dyn Store> = Arc::new(Files::new(folder));
        let by = who::by(path, settings);
        let now = Clock::start(1.0).outside();
        let failed = |problem: Box<Problem>| Failure::error(*problem);
        let last = journal::last_run(&*store, tenant).map_err(failed)?;
        let run = journal::next_run_name(now, by.process, last.as_deref());
        let holder = who::holder(&run, &by);
        let take = |store: Arc<dyn Store>| Lease::take(store, tenant, &holder, now, Broken(broken));
        let refused = |problem: Box<Problem>| match problem.code {
            store::codes::LEASE_HELD | store::codes::LEASE_ELSEWHERE => Failure::refused(*problem),
            _ => Failure::error(*problem),
        };
        // A plan that lies elsewhere, and a copy of the configuration, have stores of their
        // own; the tenant is one. Sandboxes are as many as there are states.
        let here = match &settings.state_folder {
            Some(folder) if !settings.is_sandbox() => {
                match take(Arc::new(Files::new(folder.clone()))) {
                    Ok(here) => Some(here),
                    // Not everybody who runs an apply has a home to write to.
                    Err(problem) if problem.code == store::codes::STORE_UNUSABLE => None,
                    Err(problem) => return Err(refused(problem)),
                }
            }
            _ => None,
        };
        let lease = take(store.clone()).map_err(refused)?;
        Ok(Turn {
            store,
            run,
            by,
            lease: Arc::new(Mutex::new(Renewed { lease, at: now })),
            _here: here,
        })
    }

    /// Whether it is still this run's turn: what was not renewed for a minute is renewed. The
    /// machine may have slept.
    ///
    /// # Errors
    /// Where somebody took it, or that cannot be told.
    pub(super) fn is_ours(&self) -> Result<(), Box<Problem>> {
        let now = Clock::start(1.0).outside();
        let mut held = self.lease.lock().unwrap_or_else(PoisonError::into_inner);
        let old = now.duration_since(held.at).abs() >= jiff::SignedDuration::from_mins(1);
        if old { held.renew(now) } else { Ok(()) }
    }

    /// The tenant's latest journal.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn latest(&self, tenant: &str) -> Result<Option<Record>, Failure> {
        journal::latest(&*self.store, tenant).map_err(|problem| Failure::error(*problem))
    }

    /// Keeps the lease while a run goes on. A run that lost it stops after the call in
    /// flight.
    pub(super) fn keep(&self, cancel: &Cancel) -> Keeper {
        let (lease, cancel) = (self.lease.clone(), cancel.clone());
        let lost = Arc::new(Mutex::new(None));
        let told = lost.clone();
        let renewing = tokio::spawn(async move {
            let clock = Clock::start(1.0);
            loop {
                clock.sleep(Lease::every()).await;
                let mut lease = lease.lock().unwrap_or_else(PoisonError::into_inner);
                if let Err(problem) = lease.renew(clock.outside()) {
                    // What cannot be written now may be written the next time; only who
                    // took the lease ends the run.
                    if problem.code == store::codes::LEASE_LOST {
                        *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(*problem);
                        cancel.cancel();
                        return;
                    }
                    tracing::warn!("the lease could not be renewed");
                }
            }
        });
        Keeper { renewing, lost }
    }
}

/// Renews a lease until it is dropped.
pub(super) struct Keeper {
    renewing: JoinHandle<()>,
    lost: Arc<Mutex<Option<Problem>>>,
}

impl Keeper {
    /// Why the lease was lost, where it was.
    pub(super) fn lost(&self) -> Option<Problem> {
        let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        lost.take()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}
