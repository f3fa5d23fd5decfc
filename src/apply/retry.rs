//! What is done after a call failed: the one table. A call is never repeated blindly: what
//! may have been done and would be done twice is looked at first.

use std::time::Duration;

use crate::api::{ApiError, Effect, ErrorKind};
use crate::world::Method;

/// Calls of one step at most, look-ups aside.
pub(super) const ATTEMPTS: u32 = 4;

/// What a call does, as far as repeating it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Makes an object: twice makes two, or is refused because of the first.
    Create,
    /// Sets values: twice is as good as once.
    Overwrite,
    /// Takes something away: the second time there is nothing to take.
    Remove,
    /// Puts an entry into a list: the second time it is there.
    Entry,
    /// Turns a state: the second time it is refused.
    State,
}

impl Nature {
    /// The nature of a call, from its method and path.
    pub fn of(method: Method, path: &str) -> Nature {
        let path = path.split('?').next().unwrap_or(path);
        let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match (method, segments.as_slice()) {
            (Method::Delete, _) => Nature::Remove,
            (Method::Get | Method::Put | Method::Patch, _) => Nature::Overwrite,
            (Method::Post, ["users" | "orgunits" | "groups"] | ["directory", _]) => Nature::Create,
            (
                Method::Post,
                [
                    ..,
                    "external-keys" | "set-leave-of-absence" | "clear-leave-of-absence",
                ],
            ) => Nature::Overwrite,
            // The place among siblings is absolute: moving to it again changes nothing.
            (Method::Post, ["orgunits", _, "move"]) => Nature::Overwrite,
            (Method::Post, ["groups", _, "members" | "administrators"])
            | (Method::Post, ["users", _, "alias-emails", _]) => Nature::Entry,
            (Method::Post, _) => Nature::State,
        }
    }
}

/// What to do after a failed call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It was refused for good, or failed too often.
    GiveUp,
    /// What was wanted is so.
    Done,
    /// Send it again after a while.
    Repeat(Duration),
    /// Look, after a while, whether it was done; send it again where it was not.
    Look(Duration),
}

/// The table. `attempt` counts from 1; `doubtful` says that an earlier attempt of the same
/// call may have been done.
pub(super) fn judge(nature: Nature, error: &ApiError, attempt: u32, doubtful: bool) -> Next {
    let again = attempt < ATTEMPTS;
    let pause = back_off(attempt);
    match error.effect() {
        // Only the answer is lost; of a create it held the id.
        Effect::Done => match nature {
            Nature::Create => Next::Look(pause),
            Nature::Overwrite | Nature::Remove | Nature::Entry | Nature::State => Next::Done,
        },
        Effect::Unknown if !again => match nature {
            Nature::Create | Nature::State => Next::Look(pause),
            Nature::Overwrite | Nature::Remove | Nature::Entry => Next::GiveUp,
        },
        Effect::Unknown => match nature {
            Nature::Create | Nature::State => Next::Look(pause),
            Nature::Overwrite | Nature::Remove | Nature::Entry => Next::Repeat(pause),
        },
        Effect::None if error.is_transient() && again => Next::Repeat(pause),
        Effect::None if !doubtful => Next::GiveUp,
        // A refusal of the second attempt may be because the first was done.
        Effect::None => match (nature, error.status()) {
            (Nature::Remove, Some(404)) => Next::Done,
            (Nature::Entry, Some(409)) => Next::Done,
            (Nature::Create, Some(400 | 409)) => Next::Look(pause),
            (Nature::State, Some(400 | 403 | 404 | 409)) => Next::Look(pause),
            _ => Next::GiveUp,
        },
    }
}

/// 1, 3, 9 seconds.
fn back_off(attempt: u32) -> Duration {
    Duration::from_secs(3_u64.saturating_pow(attempt.saturating_sub(1).min(3)))
}

/// Whether every further call would fail alike: nobody answers, or nothing is allowed.
pub(super) fn is_hopeless(error: &ApiError) -> bool {
    matches!(
        error.kind,
        ErrorKind::Unreachable(_)
            | ErrorKind::Unauthorised { .. }
            | ErrorKind::RateLimited { .. }
            | ErrorKind::Redirected(_)
            | ErrorKind::TokenRefused(..)
            | ErrorKind::TokenUnreadable(_)
    )
}
