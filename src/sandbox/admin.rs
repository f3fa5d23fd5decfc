//! `/sandbox/`: what the sandbox itself can be told, by the bearer of the dev token.

mod acts;
mod body;
mod calls;
mod clock;
mod consistency;
mod state;

use axum::http::{HeaderMap, header};

use crate::world::Response;

use super::answer::{not_found, refusal};
use super::faults;
use super::incoming::Incoming;
use super::service::Service;

/// Lets the bearer of the dev token in.
///
/// # Errors
/// 401 for everybody else.
pub(super) fn admit(service: &Service, headers: &HeaderMap) -> Result<(), Response> {
    let authorization = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if service.dev_token.admits(authorization) {
        return Ok(());
    }
    Err(Response {
        headers: vec![("WWW-Authenticate", "Bearer".to_owned())],
        ..refusal(
            401,
            "UNAUTHORIZED",
            "this needs the dev token that the sandbox printed when it started",
        )
    })
}

/// Answers a request to `/sandbox/...` that was admitted.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    // The first segment below /sandbox/ says what is spoken of.
    if incoming.path().split('/').nth(2) == Some("faults") {
        return faults::answer(service, incoming);
    }
    match incoming.path() {
        "/sandbox/acts" => acts::answer(service, incoming),
        "/sandbox/calls" => calls::answer(service, incoming),
        "/sandbox/clock" => clock::answer(service, incoming),
        "/sandbox/consistency" => consistency::answer(service, incoming),
        "/sandbox/state" => state::answer(service, incoming),
        _ => not_found("the sandbox can be told nothing here"),
    }
}
