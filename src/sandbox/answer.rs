//! Answers as HTTP: the JSON forms of the API and of what the sandbox itself refuses.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response as HttpResponse;
use serde_json::{Value, json};

use crate::world::{Response, Text};

/// A fault of the sandbox itself.
pub(super) fn internal(description: &str) -> Response {
    refusal(500, "INTERNAL_SERVER_ERROR", description)
}

/// Nothing stands at this path.
pub(super) fn not_found(description: &str) -> Response {
    refusal(404, "NOT_FOUND", description)
}

/// The path has no such method; `allow` lists those it has (RFC 9110, 15.5.6).
pub(super) fn not_allowed(allow: &str, description: &str) -> Response {
    Response {
        headers: vec![("Allow", allow.to_owned())],
        ..refusal(405, "METHOD_NOT_ALLOWED", description)
    }
}

/// A refusal in the form of the API (facts 1.5) that the world knows nothing of.
pub(super) fn refusal(status: u16, code: &str, description: &str) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body: Some(json!({"code": code, "description": description})),
        refusal: None,
    }
}

/// An answer with a JSON body.
pub(super) fn json_answer(status: u16, body: Value) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body: Some(body),
        refusal: None,
    }
}

/// 204: done, and nothing to say.
pub(super) fn no_content() -> Response {
    Response {
        status: 204,
        headers: Vec::new(),
        body: None,
        refusal: None,
    }
}

/// An answer as it leaves the sandbox.
pub(super) fn http(response: impl Into<Response<Text>>) -> HttpResponse {
    let Response {
        status,
        headers,
        body,
        refusal: _,
    } = response.into();
    let typed = body.is_some();
    let mut answer =
        HttpResponse::new(body.map_or_else(Body::empty, |Text(body)| Body::from(body)));
    *answer.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if typed {
        answer.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
    }
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (
            axum::http::HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(&value),
        ) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// Sends a browser elsewhere on this port.
pub(super) fn see(path: &'static str) -> HttpResponse {
    let mut answer = HttpResponse::new(Body::empty());
    *answer.status_mut() = StatusCode::FOUND;
    answer
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static(path));
    answer
}
