use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, header};

/// A request, read whole, with everything the rooms behind the router need of it.
#[derive(Debug)]
pub(super) struct Incoming {
    /// The method.
    pub method: Method,
    /// Path and query as sent: `/v1.0/users?count=100`.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// When it arrived: time since the sandbox's start.
    pub arrived: Duration,
    /// The rule of faults that strikes it.
    pub fault: Option<String>,
}

impl Incoming {
    /// The path as sent, without the query.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query as sent, without its question mark.
    pub(super) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The target below a base, with its leading slash: `/v1.0/users?x` below `/v1.0` is
    /// `/users?x`.
    pub(super) fn below(&self, base: &str) -> Option<&str> {
        self.target
            .strip_prefix(base)
            .filter(|rest| rest.starts_with('/'))
    }

    /// The `Authorization` header, where it is text.
    pub(super) fn authorization(&self) -> Option<&str> {
        self.headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
    }

    /// The `Content-Type` header; empty where there is none.
    pub(super) fn content_type(&self) -> &str {
        let value = self.headers.get(header::CONTENT_TYPE);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// Whether the body is of a media type, whatever its parameters.
    pub(super) fn is_type(&self, expected: &str) -> bool {
        (self.content_type().split(';').next())
            .is_some_and(|given| given.trim().eq_ignore_ascii_case(expected))
    }
}
