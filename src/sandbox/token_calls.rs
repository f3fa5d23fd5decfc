//! `/oauth2/v2.0/`: tokens are issued and revoked (facts 2.2, 2.3).

use axum::http::Method;

use crate::world::Response;

use super::answer::{internal, not_allowed, not_found};
use super::incoming::Incoming;
use super::service::Service;

/// Where the token endpoint stands below the address.
pub(super) const BASE: &str = "/oauth2/v2.0";

/// Answers a call of the token endpoint.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    let revokes = match incoming.below(BASE) {
        Some("/token") => false,
        Some("/revoke") => true,
        _ => return not_found("only token and revoke are served"),
    };
    if incoming.method != Method::POST {
        return not_allowed("POST", "tokens are handled with POST");
    }
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&incoming.body)
        .into_owned()
        .collect();
    match service.inner.lock() {
        Ok(mut inner) if revokes => inner.world.revoke(&form),
        Ok(mut inner) => inner.world.token(&form, service.clock.now()),
        Err(_) => internal("the sandbox failed on an earlier call"),
    }
}
