//! `/sandbox/clock`: the sandbox's time is told, and moved forward.

use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;

use crate::sandbox::answer::{internal, json_answer, not_allowed};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;
use crate::world::{Act, Response};

use super::body;

/// How far, or until when: one of the two.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Move {
    advance_seconds: Option<u32>,
    to: Option<Timestamp>,
}

/// Answers a request to `/sandbox/clock`.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    match incoming.method {
        Method::GET => shown(service),
        Method::POST => advance(service, incoming).unwrap_or_else(|refused| refused),
        _ => not_allowed("GET, POST", "the clock is looked at and moved"),
    }
}

fn advance(service: &Service, incoming: &Incoming) -> Result<Response, Response> {
    let asked: Move = body::read(incoming)?;
    {
        let mut inner = (service.inner.lock())
            .map_err(|_| internal("the sandbox failed on an earlier call"))?;
        let now = service.clock.now();
        let to = match asked {
            Move {
                advance_seconds: Some(seconds),
                to: None,
            } => now
                .saturating_add(SignedDuration::from_secs(i64::from(seconds)))
                .unwrap_or(Timestamp::MAX),
            Move {
                advance_seconds: None,
                to: Some(to),
            } => to,
            _ => {
                return Err(body::malformed(
                    "give either advanceSeconds, a whole number, or to, a time such as 2026-04-01T09:00:00+09:00",
                ));
            }
        };
        (inner.act_at(&service.clock, &Act::MoveClock { to }, now)).map_err(body::undone)?;
    }
    Ok(shown(service))
}

fn shown(service: &Service) -> Response {
    let ahead = match service.inner.lock() {
        Ok(inner) => inner.world.clock_ahead(),
        Err(_) => return internal("the sandbox failed on an earlier call"),
    };
    json_answer(
        200,
        json!({ "now": service.clock.now(), "movedSeconds": ahead.as_secs() }),
    )
}
