//! What a rule does to a call.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response as HttpResponse;
use tokio::sync::watch;

use crate::sandbox::answer::{http, refusal};
use crate::sandbox::exchange::{Dropped, perform};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;

use super::body::{Cut, Drip};
use super::rule::{Fault, Rule, When};
use super::set::Struck;

/// A proxy's page.
const PAGE: &str = "<!doctype html>\n<html><head><title>Bad Gateway</title></head>\n\
                    <body><h1>Bad Gateway</h1><p>The server could not be reached.</p></body></html>\n";
/// Cut off in the middle where the call was not performed.
const MADE_UP: &str =
    r#"{"responseMetaData": {"nextCursor": null}, "made": "up by a rule of faults"}"#;
/// Neither JSON nor UTF-8.
const GARBAGE: &[u8] = b"{\"users\": [\xff\xfe\x80 \x00 nan, }}";

/// Does to a call what a rule says.
///
/// # Errors
/// Where the connection is to end without an answer.
pub(in crate::sandbox) async fn play(
    service: Arc<Service>,
    incoming: Incoming,
    struck: Struck,
    mut stopping: watch::Receiver<bool>,
) -> Result<HttpResponse, Dropped> {
    let Rule {
        when,
        fault,
        status,
        retry_after,
        rate_limit_reset,
        seconds,
        id: _,
        matching: _,
    } = struck.rule.clone();
    let wait = Duration::try_from_secs_f64(seconds.unwrap_or(1.0)).unwrap_or_default();
    if (fault, when) == (Fault::Slow, When::Before) {
        service.clock.sleep(wait).await;
    }
    let incoming = Arc::new(incoming);
    let mut real = None;
    if struck.performs() {
        for _ in 0..if fault == Fault::Twice { 2 } else { 1 } {
            real = Some(perform(&service, &incoming).await);
        }
    } else {
        service.note_unperformed(&incoming);
    }
    match fault {
        Fault::Status => {
            let mut answer = http(failed(status.unwrap_or(500)));
            for (name, value) in [
                (header::RETRY_AFTER, retry_after),
                (HeaderName::from_static("ratelimit-reset"), rate_limit_reset),
            ] {
                if let Some(value) = value {
                    answer.headers_mut().insert(name, HeaderValue::from(value));
                }
            }
            Ok(answer)
        }
        Fault::Drop => Err(Dropped),
        Fault::Silence => {
            // Told to stop, or nobody is left who could tell: both end it.
            let _ = stopping.changed().await;
            Err(Dropped)
        }
        Fault::Drip => {
            let drip = Drip::every(Arc::clone(&service), wait);
            Ok(plain(StatusCode::OK, "application/json", Body::new(drip)))
        }
        Fault::Truncate => truncated(real).await,
        Fault::Html => {
            let status = StatusCode::from_u16(status.unwrap_or(502));
            Ok(plain(
                status.unwrap_or(StatusCode::BAD_GATEWAY),
                "text/html; charset=utf-8",
                Body::from(PAGE),
            ))
        }
        Fault::Garbage => Ok(plain(
            StatusCode::OK,
            "application/json",
            Body::from(GARBAGE),
        )),
        Fault::Slow | Fault::Twice => {
            if (fault, when) == (Fault::Slow, When::After) {
                service.clock.sleep(wait).await;
            }
            real.ok_or(Dropped)
        }
    }
}

/// Cuts an answer in its middle; one without a body is dropped whole.
async fn truncated(real: Option<HttpResponse>) -> Result<HttpResponse, Dropped> {
    let whole =
        real.unwrap_or_else(|| plain(StatusCode::OK, "application/json", Body::from(MADE_UP)));
    let (mut head, body) = whole.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default();
    if body.is_empty() {
        return Err(Dropped);
    }
    let half: Bytes = body.slice(..body.len() / 2);
    head.headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Ok(HttpResponse::from_parts(head, Body::new(Cut::after(half))))
}

fn plain(status: StatusCode, media: &'static str, body: Body) -> HttpResponse {
    let mut answer = HttpResponse::new(body);
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    answer
}

/// A refusal in the service's form (facts 1.5).
fn failed(status: u16) -> crate::world::Response {
    let (code, description) = match status {
        401 => ("UNAUTHORIZED", "Authentication failed"),
        403 => ("FORBIDDEN", "Forbidden"),
        404 => ("NOT_FOUND", "Not found"),
        409 => ("CONFLICT", "Conflict"),
        429 => ("TOO_MANY_REQUESTS", "API rate limit exceeded"),
        503 => ("SERVICE_UNAVAILABLE", "Service unavailable"),
        500.. => ("INTERNAL_SERVER_ERROR", "Internal server error"),
        _ => ("BAD_REQUEST", "Bad request"),
    };
    refusal(status, code, description)
}
