//! `/oauth2/v2.0/`: tokens are issued and revoked (facts 2.2, 2.3).

use axum::http::Method;

use crate::world::Response;

use super::answer::{internal, not_allowed, not_found};
use super::arrivals::{Arrival, ArrivalKind};
use super::incoming::Incoming;
use super::service::{Inner, Service, nanos};

/// Where the token endpoint stands below the address.
pub(super) const BASE: &str = "/oauth2/v2.0";

/// Answers a call of the token endpoint, and logs that it came: nothing of its form.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    let Ok(mut inner) = service.inner.lock() else {
        return internal("the sandbox failed on an earlier call");
    };
    let response = perform(service, &mut inner, incoming);
    inner.arrivals.push(Arrival {
        n: 0,
        kind: ArrivalKind::Token,
        at: service.clock.at(incoming.arrived),
        arrived: nanos(incoming.arrived),
        answered: nanos(service.clock.elapsed()),
        operation: operation(incoming),
        target: incoming.path().to_owned(),
        domain: None,
        status: response.status,
        refusal: response
            .refusal
            .as_ref()
            .map(|refusal| refusal.reason.to_owned()),
        fault: incoming.fault.clone(),
    });
    response
}

/// The operation of a call, as the log names it.
pub(super) fn operation(incoming: &Incoming) -> String {
    format!("{} {}", incoming.method, incoming.path())
}

fn perform(service: &Service, inner: &mut Inner, incoming: &Incoming) -> Response {
    let revokes = match incoming.path().strip_prefix(BASE) {
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
    if revokes {
        inner.world.revoke(&form)
    } else {
        let now = service.clock.now();
        let outside = Some(service.clock.outside());
        inner.world.token_where(&form, now, outside)
    }
}
