//! What every request to one sandbox has in common: the world, its state file, the log
//! of arrivals.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;

use crate::world::{Method, Request, Response, World};

use super::answer::internal;
use super::arrivals::Arrivals;
use super::clock::ServerClock;
use super::dev_token::DevToken;
use super::forms::Forms;
use super::journal::Entry;
use super::state::StateFile;

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

impl Inner {
    /// Asks the world, and keeps what it performed before anybody is told.
    pub(super) fn perform(&mut self, call: ApiCall<'_>, now: Timestamp) -> Response {
        let ApiCall { request, trusted } = call;
        let counter = self.world.counter();
        let settled = self.world.settled();
        let response = if trusted {
            self.world.serve_trusted(request, now)
        } else {
            self.world.serve(request, now)
        };
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
            Err(_) => internal("the sandbox cannot write its state file"),
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
