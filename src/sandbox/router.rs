//! Which room of the port a request is for, by the first segment of its path.

use axum::http::Method;
use axum::response::Response as HttpResponse;

use super::answer::{http, not_found, see};
use super::arrivals::ArrivalKind;
use super::incoming::Incoming;
use super::service::Service;
use super::{admin, api_calls, console, token_calls, upload};

/// The rooms behind the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `/v1.0/`: the documented API.
    Api,
    /// `/oauth2/v2.0/`: tokens.
    Tokens,
    /// `/upload/`: the upload host, where photos go.
    Upload,
    /// `/sandbox/`: what the sandbox itself can be told, for the bearer of the dev token.
    Admin,
    /// `/console/`: the pages to look at.
    Console,
    /// `/`
    Root,
    /// Anything else.
    Nowhere,
}

impl Place {
    /// The room of a path.
    pub(super) fn of(path: &str) -> Place {
        let mut segments = path.split('/').skip(1);
        match (segments.next(), segments.next()) {
            (Some("v1.0"), Some(_)) => Place::Api,
            (Some("oauth2"), Some("v2.0")) => Place::Tokens,
            (Some("upload"), Some(_)) => Place::Upload,
            (Some("sandbox"), Some(_)) => Place::Admin,
            (Some("console"), _) => Place::Console,
            (Some(""), None) => Place::Root,
            _ => Place::Nowhere,
        }
    }

    /// The longest body that is taken: the longest documented call, a group with all its
    /// members, is far below; a photo has up to 10 MiB (facts 5.1.11).
    pub(super) fn body_bytes(self) -> usize {
        match self {
            Place::Upload => 11 << 20,
            _ => 4 << 20,
        }
    }
}

/// The operation that a request is of, as the log names it; `None` for what faults do not
/// strike.
pub(super) fn operation(incoming: &Incoming) -> Option<(ArrivalKind, String)> {
    match Place::of(incoming.path()) {
        Place::Api => Some((
            ArrivalKind::Call,
            api_calls::operation(incoming).unwrap_or_else(|| bare(incoming)),
        )),
        Place::Tokens => Some((ArrivalKind::Token, token_calls::operation(incoming))),
        Place::Upload => Some((ArrivalKind::Upload, upload::operation(incoming))),
        Place::Admin | Place::Console | Place::Root | Place::Nowhere => None,
    }
}

fn bare(incoming: &Incoming) -> String {
    format!("{} {}", incoming.method, incoming.path())
}

/// Answers a request. May block on the disk.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> HttpResponse {
    match Place::of(incoming.path()) {
        Place::Api => http(api_calls::answer(service, incoming)),
        Place::Tokens => http(token_calls::answer(service, incoming)),
        Place::Admin => {
            let answer = admin::answer(service, incoming);
            // Looking is not worth a line.
            if incoming.method != Method::GET {
                service.note(incoming, ArrivalKind::Admin, bare(incoming), answer.status);
            }
            http(answer)
        }
        Place::Upload => {
            let answer = upload::answer(service, incoming);
            let (operation, status) = (upload::operation(incoming), answer.status().as_u16());
            service.note(incoming, ArrivalKind::Upload, operation, status);
            answer
        }
        Place::Console => console::answer(service, incoming),
        Place::Root => see("/console/"),
        Place::Nowhere => http(not_found("the API stands under /v1.0")),
    }
}
