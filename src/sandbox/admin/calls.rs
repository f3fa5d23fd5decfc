//! `/sandbox/calls`: the calls of the API that came in, and how they were answered.

use axum::http::Method;
use serde_json::json;

use crate::sandbox::answer::{internal, json_answer, not_allowed};
use crate::sandbox::arrivals::Arrival;
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;
use crate::world::Response;

use super::body;

/// At most so many are given at once.
const MOST: usize = 1_000;

/// Answers a request to `/sandbox/calls`.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    if incoming.method != Method::GET {
        return not_allowed("GET", "calls are looked at");
    }
    let mut since = 0_u64;
    for (name, value) in url::form_urlencoded::parse(incoming.query().as_bytes()) {
        match (&*name, value.parse()) {
            ("since", Ok(number)) => since = number,
            ("since", Err(_)) => {
                return body::malformed("since is the number of a call: those after it are given");
            }
            _ => return body::malformed("the one parameter is since, the number of a call"),
        }
    }
    let Ok(inner) = service.inner.lock() else {
        return internal("the sandbox failed on an earlier call");
    };
    let calls: Vec<&Arrival> = inner.arrivals.since(since).take(MOST).collect();
    let last = calls
        .last()
        .map_or(since.min(inner.arrivals.count()), |call| call.n);
    json_answer(200, json!({ "calls": calls, "last": last }))
}
