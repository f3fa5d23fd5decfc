//! `/sandbox/`: what the sandbox itself can be told, by the bearer of the dev token.

use crate::world::Response;

use super::answer::{not_found, refusal};
use super::incoming::Incoming;
use super::service::Service;

/// Answers a request to `/sandbox/...`.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    if !service.dev_token.admits(incoming.authorization()) {
        return refusal(
            401,
            "UNAUTHORIZED",
            "this needs the dev token that the sandbox printed when it started",
        );
    }
    not_found("the sandbox can be told nothing here")
}
