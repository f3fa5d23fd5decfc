//! One request and its answer: judged before it is read, read within bounds, answered
//! off the network's threads.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, Request, header, request};
use axum::response::Response as HttpResponse;
use tokio::sync::watch;

use crate::world::Response;

use super::answer::{http, internal, refusal};
use super::arrivals::{Arrival, ArrivalKind};
use super::incoming::Incoming;
use super::request_body::{self, NotTaken};
use super::router::{self, Place};
use super::service::{Service, nanos};
use super::{admin, faults, guard};

/// A longer path and query are refused with 414.
const TARGET_BYTES: usize = 16 << 10;
/// Longer headers in all are refused with 431.
const HEADER_BYTES: usize = 32 << 10;
/// Characters of a refused path that the log keeps.
const LOGGED: usize = 256;

/// No answer is given: the connection ends without a word.
#[derive(Debug, thiserror::Error)]
#[error("dropped on purpose")]
pub(super) struct Dropped;

/// Why a request is refused before its room sees it.
#[derive(Debug)]
struct Unheard {
    reason: &'static str,
    response: Response,
}

/// Answers a request.
///
/// # Errors
/// Where the connection is to end without an answer.
pub(super) async fn answer(
    service: Arc<Service>,
    peer: IpAddr,
    request: Request<hyper::body::Incoming>,
    stopping: watch::Receiver<bool>,
) -> Result<HttpResponse, Dropped> {
    let arrived = service.clock.elapsed();
    let (head, mut body) = request.into_parts();
    let heard = match judge(&service, peer, &head) {
        Ok(place) => request_body::read(&head.headers, &mut body, place.body_bytes())
            .await
            .map_err(not_taken),
        Err(unheard) => Err(unheard),
    };
    let answer = match heard {
        Ok(body) => {
            let incoming = Incoming {
                method: head.method,
                target: head
                    .uri
                    .path_and_query()
                    .map_or_else(String::new, |target| target.as_str().to_owned()),
                headers: head.headers,
                body,
                arrived,
                fault: None,
            };
            answer_heard(service, incoming, stopping).await?
        }
        Err(unheard) => {
            // Neither a query, which may hold a secret, nor more than tells what it was.
            let path: String = head.uri.path().chars().take(LOGGED).collect();
            note(&service, arrived, (head.method.as_str(), path), &unheard);
            request_body::drain(&head.headers, &mut body).await;
            let mut answer = http(unheard.response);
            answer
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
            answer
        }
    };
    Ok(finish(answer))
}

/// Answers a request that was read whole, or does to it what the rules of faults say.
async fn answer_heard(
    service: Arc<Service>,
    mut incoming: Incoming,
    stopping: watch::Receiver<bool>,
) -> Result<HttpResponse, Dropped> {
    match service.strike(&incoming) {
        Some(struck) => {
            incoming.fault = Some(struck.id.clone());
            faults::play(service, incoming, struck, stopping).await
        }
        None => Ok(perform(&service, &Arc::new(incoming)).await),
    }
}

/// Has a request answered by its room, off the network's threads: it may wait for the
/// disk.
pub(super) async fn perform(service: &Arc<Service>, incoming: &Arc<Incoming>) -> HttpResponse {
    let (service, incoming) = (Arc::clone(service), Arc::clone(incoming));
    tokio::task::spawn_blocking(move || router::answer(&service, &incoming))
        .await
        .unwrap_or_else(|_| http(internal("the sandbox failed on this call")))
}

/// Judges a request by its head, before a byte of its body is asked for.
fn judge(service: &Service, peer: IpAddr, head: &request::Parts) -> Result<Place, Unheard> {
    let unheard = |reason, status, code, description| Unheard {
        reason,
        response: refusal(status, code, description),
    };
    guard::admit(service.listening, &head.uri, &head.headers).map_err(|barred| Unheard {
        reason: barred.reason(),
        response: barred.response(),
    })?;
    let target = head.uri.path_and_query().map_or(0, |t| t.as_str().len());
    if target > TARGET_BYTES {
        return Err(unheard(
            "targetTooLong",
            414,
            "URI_TOO_LONG",
            "the path is too long",
        ));
    }
    let header_bytes: usize = head
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if header_bytes > HEADER_BYTES {
        return Err(unheard(
            "headersTooLarge",
            431,
            "HEADERS_TOO_LARGE",
            "the headers are too long",
        ));
    }
    let place = Place::of(head.uri.path());
    match place {
        Place::Console if !guard::sees_console(peer) => Err(unheard(
            "consoleFromAfar",
            403,
            "FORBIDDEN",
            "the console is shown on the sandbox's own machine alone",
        )),
        // Before its body is taken, so that a stranger cannot make it hold 4 MiB.
        Place::Admin => admin::admit(service, &head.headers)
            .map(|()| place)
            .map_err(|response| Unheard {
                reason: "noDevToken",
                response,
            }),
        _ => Ok(place),
    }
}

/// Why a body is not taken, as an answer.
fn not_taken(why: NotTaken) -> Unheard {
    let (reason, status, code, description) = match why {
        NotTaken::TooLong => (
            "bodyTooLong",
            413,
            "PAYLOAD_TOO_LARGE",
            "the body is too long",
        ),
        NotTaken::Broken => ("bodyBroken", 400, "BAD_REQUEST", "the body broke off"),
        NotTaken::TooSlow => (
            "bodyTooSlow",
            408,
            "REQUEST_TIMEOUT",
            "the body did not come in time",
        ),
    };
    Unheard {
        reason,
        response: refusal(status, code, description),
    }
}

/// Logs a request that was refused before its room saw it.
fn note(service: &Service, arrived: Duration, (method, path): (&str, String), unheard: &Unheard) {
    if let Ok(mut inner) = service.inner.lock() {
        inner.arrivals.push(Arrival {
            n: 0,
            kind: ArrivalKind::Refused,
            at: service.clock.at(arrived),
            arrived: nanos(arrived),
            answered: nanos(service.clock.elapsed()),
            operation: method.to_owned(),
            target: path,
            domain: None,
            status: unheard.response.status,
            refusal: Some(unheard.reason.to_owned()),
            fault: None,
        });
    }
}

/// Logs what could not be read as a request at all.
pub(super) fn note_unreadable(service: &Service) {
    let unheard = Unheard {
        reason: "notHttp",
        response: refusal(400, "BAD_REQUEST", "this is no request"),
    };
    note(
        service,
        service.clock.elapsed(),
        ("", String::new()),
        &unheard,
    );
}

/// What every answer carries: nobody may take it for something else than it says.
fn finish(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    answer
}
