//! What is sent to `/sandbox/`: strict JSON, and refusals that say what is wrong with it.

use serde::de::DeserializeOwned;

use crate::sandbox::answer::{internal, refusal};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::keeping::Undone;
use crate::world::Response;

/// Reads a body.
///
/// # Errors
/// 415 where it is not sent as JSON, 400 where it is not what is expected.
pub(super) fn read<T: DeserializeOwned>(incoming: &Incoming) -> Result<T, Response> {
    if !incoming.is_type("application/json") {
        return Err(refusal(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "a body is application/json",
        ));
    }
    serde_json::from_slice(&incoming.body).map_err(|error| malformed(&error.to_string()))
}

/// A refusal of what was sent.
pub(super) fn malformed(why: &str) -> Response {
    refusal(400, "INVALID_PARAMETER", why)
}

/// The refusal of what was not done.
pub(super) fn undone(undone: Undone) -> Response {
    match undone {
        Undone::Refused(refused) => Response {
            status: refused.status,
            headers: Vec::new(),
            body: Some(refused.body()),
            refusal: Some(refused),
        },
        Undone::Broken => internal("the sandbox failed, or cannot write its state file"),
    }
}
