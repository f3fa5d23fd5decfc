//! `/sandbox/consistency`: how late lists show what was written (facts 7).

use axum::http::Method;
use serde::Deserialize;
use serde_json::json;

use crate::sandbox::answer::{internal, json_answer, not_allowed};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;
use crate::world::{Act, Consistency, Response};

use super::body;

/// What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Change {
    list_lag_seconds: Option<u32>,
    membership_lag_seconds: Option<u32>,
}

/// Answers a request to `/sandbox/consistency`.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    match incoming.method {
        Method::GET => shown(service),
        Method::POST => set(service, incoming).unwrap_or_else(|refused| refused),
        _ => not_allowed("GET, POST", "lags are looked at and set"),
    }
}

fn set(service: &Service, incoming: &Incoming) -> Result<Response, Response> {
    let change: Change = body::read(incoming)?;
    {
        let mut inner = (service.inner.lock())
            .map_err(|_| internal("the sandbox failed on an earlier call"))?;
        let held = inner.world.consistency();
        let act = Act::SetConsistency(Consistency {
            list_lag_seconds: change.list_lag_seconds.unwrap_or(held.list_lag_seconds),
            membership_lag_seconds: (change.membership_lag_seconds)
                .unwrap_or(held.membership_lag_seconds),
        });
        (inner.act(&service.clock, &act)).map_err(body::undone)?;
    }
    Ok(shown(service))
}

fn shown(service: &Service) -> Response {
    match service.inner.lock() {
        Ok(inner) => json_answer(200, json!(inner.world.consistency())),
        Err(_) => internal("the sandbox failed on an earlier call"),
    }
}
