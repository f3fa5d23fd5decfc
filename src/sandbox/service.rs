//! What every request to one sandbox has in common: the world, its state file, the log
//! of arrivals.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;

use crate::world::{Method, Request, Response, Text, World};

use super::answer::internal;
use super::arrivals::{self, Arrival, ArrivalKind, Arrivals};
use super::clock::ServerClock;
use super::dev_token::DevToken;
use super::faults::{Faults, Seen, Struck};
use super::forms::Forms;
use super::incoming::Incoming;
use super::journal::Entry;
use super::state::StateFile;
use super::upload::Uploads;
use super::{api_calls, router, upload};

/// A sandbox as its requests see it.
#[derive(Debug)]
pub(super) struct Service {
    /// The address it listens on.
    pub listening: SocketAddr,
    /// Its time.
    pub clock: ServerClock,
    /// Answer 500 to every call that writes.
    pub write_guard: bool,
    /// Opens everything.
    pub dev_token: DevToken,
    /// Makes and checks the tokens of the console's forms.
    pub forms: Forms,
    /// The rules of faults in force.
    pub faults: Mutex<Faults>,
    /// Where photos go.
    pub uploads: Uploads,
    /// What changes.
    pub inner: Mutex<Inner>,
}

/// What one request at a time may change.
#[derive(Debug)]
pub(super) struct Inner {
    /// The documented service.
    pub world: World,
    /// Where it is kept, if anywhere.
    pub state: Option<StateFile>,
    /// What was called.
    pub arrivals: Arrivals,
    /// A performed call could not be kept: nothing more is answered, so that the file
    /// holds every answered write.
    pub broken: bool,
}

/// A call of the API, ready to be performed.
#[derive(Clone, Copy, Debug)]
pub(super) struct ApiCall<'a> {
    /// As the world takes it.
    pub request: &'a Request<'a>,
    /// Borne by the dev token: admitted without a token of the world's own.
    pub trusted: bool,
}

impl Service {
    /// Counts a request for the rules of faults, and says what one of them does to it.
    pub(super) fn strike(&self, incoming: &Incoming) -> Option<Struck> {
        let (_, operation) = router::operation(incoming)?;
        // Poisoned only by a panic of the few lines that hold it: no faults then.
        self.faults.lock().ok()?.strike(Seen {
            method: incoming.method.as_str(),
            path: incoming.path(),
            operation: &operation,
        })
    }

    /// Logs a request that a rule of faults kept from being performed.
    pub(super) fn note_unperformed(&self, incoming: &Incoming) {
        if let Some((kind, operation)) = router::operation(incoming) {
            self.note(incoming, kind, operation, 0);
        }
    }

    /// Logs a request that is no call of the API and no token, with its answer.
    pub(super) fn note(
        &self,
        incoming: &Incoming,
        kind: ArrivalKind,
        operation: String,
        status: u16,
    ) {
        if let Ok(mut inner) = self.inner.lock() {
            let target = incoming.below(api_calls::BASE);
            let domain =
                target.and_then(|target| arrivals::domain(&inner.world, target, &incoming.body));
            inner.arrivals.push(Arrival {
                n: 0,
                kind,
                at: self.clock.at(incoming.arrived),
                arrived: nanos(incoming.arrived),
                answered: nanos(self.clock.elapsed()),
                operation,
                // Whoever knows an address of the upload host may use it.
                target: match kind {
                    ArrivalKind::Upload => upload::BASE,
                    _ => target.unwrap_or(incoming.path()),
                }
                .to_owned(),
                domain,
                status,
                refusal: None,
                fault: incoming.fault.clone(),
            });
        }
    }
}

impl Inner {
    /// Asks the world, and keeps what it performed before anybody is told.
    pub(super) fn perform(&mut self, call: ApiCall<'_>, now: Timestamp) -> Response<Text> {
        let ApiCall { request, trusted } = call;
        let counter = self.world.counter();
        let settled = self.world.settled();
        let response = self.world.serve_text(request, trusted, now);
        let Request {
            method,
            target,
            body,
            ..
        } = *request;
        let changed = may_have_changed(method, target, response.status);
        let kept = if changed {
            let entry = Entry::new(now, counter, method, target, body, response.status);
            self.keep(entry.into(), now)
        } else {
            self.keep_what_passed(settled, now)
        };
        match kept {
            Ok(()) => response,
            Err(_) => internal("the sandbox cannot write its state file").into(),
        }
    }
}

/// Whether a call that was answered so may have changed the world. Most refusals change
/// nothing, but external keys in bulk are not atomic: what stands before the entry that
/// is missing or in conflict is done (facts 11 #12).
fn may_have_changed(method: Method, target: &str, status: u16) -> bool {
    match status {
        200..300 => method != Method::Get,
        404 | 409 => World::operation(method, target)
            .is_some_and(|name| name.starts_with("POST ") && name.ends_with("/external-keys")),
        _ => false,
    }
}

/// Nanoseconds of a duration.
pub(super) fn nanos(duration: Duration) -> u64 {
    // 584 years.
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
