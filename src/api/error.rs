use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::codes;
use crate::source::{Code, Problem};

/// What an error body said (facts 1.5). For people only: nothing is decided on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// `code`, or `error` of the OAuth form.
    pub code: Option<String>,
    /// `description`, or `error_description`.
    pub description: Option<String>,
}

impl Said {
    /// Reads any body: the two-member form, the OAuth form, API 1.0's forms, text, nothing.
    pub(super) fn of(body: &[u8], clean: impl Fn(&str) -> String) -> Said {
        let member = |value: &Value, names: &[&str]| {
            names
                .iter()
                .find_map(|name| value.get(name)?.as_str())
                .map(&clean)
        };
        if let Ok(value) = serde_json::from_slice::<Value>(body)
            && value.is_object()
        {
            return Said {
                code: member(&value, &["code", "error", "errorCode"]),
                description: member(
                    &value,
                    &[
                        "description",
                        "error_description",
                        "message",
                        "errorMessage",
                    ],
                ),
            };
        }
        let text = String::from_utf8_lossy(body);
        let text = text.trim();
        Said {
            code: None,
            description: (!text.is_empty() && !text.starts_with('<')).then(|| clean(text)),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.description) {
            (Some(code), Some(description)) => write!(f, "{code}: {description}"),
            (Some(text), None) | (None, Some(text)) => f.write_str(text),
            (None, None) => f.write_str("nothing more"),
        }
    }
}

/// Why an answer with a good status cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A web page: a proxy or a login portal answered.
    Html,
    /// Nothing, where there must be something.
    Empty,
    /// It stops in the middle.
    CutOff,
    /// Something else than JSON.
    NotJson,
    /// More than any documented answer.
    TooLarge {
        /// Bytes that are read at most.
        limit: usize,
    },
    /// JSON of another shape; what was looked for.
    Shape(String),
}

/// What went wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// No connection: the call was not sent.
    Unreachable(String),
    /// The connection broke after the call was sent.
    BrokenOff(String),
    /// No answer in time after the call was sent.
    TimedOut(Duration),
    /// An answer other than 2xx, 3xx and 429.
    Status(u16, Said),
    /// 401 although the token is new, or is the one of the environment (`given`).
    Unauthorised {
        /// Whether the token was given ready-made.
        given: bool,
        /// What the service said.
        said: Said,
    },
    /// 429, again and again.
    RateLimited {
        /// How often.
        times: u32,
    },
    /// A redirect.
    Redirected(u16),
    /// 2xx, but the answer cannot be used.
    Unreadable(u16, Unreadable),
    /// A list gave the same cursor twice.
    ListRepeats,
    /// A list goes on without end.
    ListEndless {
        /// Pages read.
        pages: u32,
    },
    /// The token endpoint refused: status and what it said.
    TokenRefused(u16, Said),
    /// The token endpoint's answer holds no token.
    TokenUnreadable(u16),
}

/// What a failed call may have done to the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Surely nothing: it was not sent, or it was refused.
    None,
    /// It was done: the status says so, only the answer is lost.
    Done,
    /// Perhaps it was done.
    Unknown,
}

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// Method and path template: `PATCH /users/{id}`; `POST /token` for the token endpoint.
    pub call: String,
    /// Scheme, host and port of the server.
    pub host: String,
    /// What went wrong.
    pub kind: ErrorKind,
}

impl ApiError {
    /// The HTTP status of the answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        match &self.kind {
            ErrorKind::Status(status, _)
            | ErrorKind::Redirected(status)
            | ErrorKind::Unreadable(status, _)
            | ErrorKind::TokenRefused(status, _)
            | ErrorKind::TokenUnreadable(status) => Some(*status),
            ErrorKind::Unauthorised { .. } => Some(401),
            ErrorKind::RateLimited { .. } => Some(429),
            ErrorKind::Unreachable(_)
            | ErrorKind::BrokenOff(_)
            | ErrorKind::TimedOut(_)
            | ErrorKind::ListRepeats
            | ErrorKind::ListEndless { .. } => None,
        }
    }

    /// Whether the service answered that there is no such thing.
    pub fn is_not_found(&self) -> bool {
        matches!(self.kind, ErrorKind::Status(404, _))
    }

    /// Whether the service answered that this is not allowed.
    pub fn is_forbidden(&self) -> bool {
        matches!(self.kind, ErrorKind::Status(403, _))
    }

    /// What the call may have done.
    pub fn effect(&self) -> Effect {
        match &self.kind {
            ErrorKind::BrokenOff(_) | ErrorKind::TimedOut(_) => Effect::Unknown,
            ErrorKind::Status(500.., _) => Effect::Unknown,
            // The service answers JSON or nothing: something else in between answered.
            ErrorKind::Unreadable(_, Unreadable::Html | Unreadable::NotJson) => Effect::Unknown,
            ErrorKind::Unreadable(..) => Effect::Done,
            ErrorKind::Unreachable(_)
            | ErrorKind::Status(..)
            | ErrorKind::Unauthorised { .. }
            | ErrorKind::RateLimited { .. }
            | ErrorKind::Redirected(_)
            | ErrorKind::ListRepeats
            | ErrorKind::ListEndless { .. }
            | ErrorKind::TokenRefused(..)
            | ErrorKind::TokenUnreadable(_) => Effect::None,
        }
    }

    /// Whether the same call may succeed when it is simply repeated.
    pub fn is_transient(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::Unreachable(_)
                | ErrorKind::BrokenOff(_)
                | ErrorKind::TimedOut(_)
                | ErrorKind::Status(500.., _)
                | ErrorKind::Unreadable(_, Unreadable::Empty | Unreadable::CutOff)
        )
    }

    /// For people.
    pub fn problem(&self) -> Problem {
        let base = |code: Code| Problem::error(code).with("call", &self.call);
        let said = |code: Code, status: u16, said: &Said| {
            base(code).with("status", status).with("said", said)
        };
        match &self.kind {
            ErrorKind::Unreachable(why) => base(codes::UNREACHABLE)
                .with("host", &self.host)
                .with("why", why),
            ErrorKind::BrokenOff(why) => base(codes::BROKEN_OFF)
                .with("host", &self.host)
                .with("why", why),
            ErrorKind::TimedOut(after) => base(codes::TIMED_OUT)
                .with("host", &self.host)
                .with("seconds", after.as_secs()),
            ErrorKind::Status(403, text) => said(codes::FORBIDDEN, 403, text),
            ErrorKind::Status(status @ 500.., text) => said(codes::FAILED, *status, text),
            ErrorKind::Status(status, text) => said(codes::REFUSED, *status, text),
            ErrorKind::Unauthorised {
                given: true,
                said: text,
            } => said(codes::ACCESS_TOKEN_REFUSED, 401, text),
            ErrorKind::Unauthorised {
                given: false,
                said: text,
            } => said(codes::UNAUTHORISED, 401, text),
            ErrorKind::RateLimited { times } => base(codes::RATE_LIMITED).with("times", times),
            ErrorKind::Redirected(status) => base(codes::REDIRECTED)
                .with("status", status)
                .with("host", &self.host),
            ErrorKind::Unreadable(status, what) => {
                let problem = match what {
                    Unreadable::Html => base(codes::ANSWER_HTML),
                    Unreadable::Empty => base(codes::ANSWER_EMPTY),
                    Unreadable::CutOff => base(codes::ANSWER_CUT_OFF),
                    Unreadable::NotJson => base(codes::ANSWER_NOT_JSON),
                    Unreadable::TooLarge { limit } => {
                        base(codes::ANSWER_TOO_LARGE).with("limit", limit)
                    }
                    Unreadable::Shape(why) => base(codes::ANSWER_SHAPE).with("why", why),
                };
                problem.with("status", status).with("host", &self.host)
            }
            ErrorKind::ListRepeats => base(codes::LIST_REPEATS),
            ErrorKind::ListEndless { pages } => base(codes::LIST_ENDLESS).with("pages", pages),
            ErrorKind::TokenRefused(status, text) => {
                said(codes::TOKEN_REFUSED, *status, text).with("host", &self.host)
            }
            ErrorKind::TokenUnreadable(status) => base(codes::TOKEN_UNREADABLE)
                .with("status", status)
                .with("host", &self.host),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.call, self.host, self.kind)
    }
}

/// For the log; problems have words of their own.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What others say may hold what acts on a terminal.
        let safe = |text: &dyn fmt::Display| text.to_string().escape_debug().to_string();
        match self {
            ErrorKind::Unreachable(why) => write!(f, "no connection: {}", safe(why)),
            ErrorKind::BrokenOff(why) => write!(f, "the connection broke: {}", safe(why)),
            ErrorKind::TimedOut(after) => write!(f, "no answer within {} s", after.as_secs()),
            ErrorKind::Status(status, said) => write!(f, "{status}: {}", safe(said)),
            ErrorKind::Unauthorised { said, .. } => write!(f, "401: {}", safe(said)),
            ErrorKind::RateLimited { times } => write!(f, "429, {times} times"),
            ErrorKind::Redirected(status) => write!(f, "{status}, a redirect"),
            ErrorKind::Unreadable(status, what) => {
                let what = match what {
                    Unreadable::Html => "a web page",
                    Unreadable::Empty => "an empty answer",
                    Unreadable::CutOff => "an answer that stops in the middle",
                    Unreadable::NotJson => "an answer that is not JSON",
                    Unreadable::TooLarge { .. } => "an answer that is too large",
                    Unreadable::Shape(_) => "an answer of another shape",
                };
                write!(f, "{status} with {what}")
            }
            ErrorKind::ListRepeats => f.write_str("the list goes round in circles"),
            ErrorKind::ListEndless { pages } => write!(f, "no end after {pages} pages"),
            ErrorKind::TokenRefused(status, said) => {
                write!(f, "no access token, {status}: {}", safe(said))
            }
            ErrorKind::TokenUnreadable(status) => write!(f, "{status} without a token"),
        }
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests {
    use super::{ApiError, Effect, ErrorKind, Said, Unreadable};
    use crate::api::codes;
    use crate::source::Code;

    fn said(body: &str) -> Said {
        Said::of(body.as_bytes(), str::to_owned)
    }

    #[test]
    fn any_error_body_is_accepted() {
        for (body, text) in [
            (
                r#"{"code": "FORBIDDEN", "description": "no"}"#,
                "FORBIDDEN: no",
            ),
            (
                r#"{"error": "invalid_grant", "error_description": "expired"}"#,
                "invalid_grant: expired",
            ),
            (r#"{"code": "NOT_FOUND"}"#, "NOT_FOUND"),
            (
                r#"{"errorCode":"024","errorMessage":"Authentication failed"}"#,
                "024: Authentication failed",
            ),
            (r#"{"code": 7, "description": null}"#, "nothing more"),
            ("[]", "[]"),
            ("", "nothing more"),
            ("<html><body>502</body></html>", "nothing more"),
            (r#"{"code": "INTER"#, r#"{"code": "INTER"#),
            ("  busy\n", "busy"),
        ] {
            assert_eq!(said(body).to_string(), text, "{body}");
        }
        assert_eq!(
            Said::of(&[0xff, 0xfe], str::to_owned).description,
            Some("\u{fffd}\u{fffd}".to_owned())
        );
    }

    #[test]
    fn decisions_rest_on_the_status_alone() {
        let error = |kind| ApiError {
            call: "POST /users".to_owned(),
            host: "https://example.com".to_owned(),
            kind,
        };
        let status = |n| ErrorKind::Status(n, Said::default());
        let cases: [(ErrorKind, Effect, bool, Code); 9] = [
            (status(400), Effect::None, false, codes::REFUSED),
            (status(403), Effect::None, false, codes::FORBIDDEN),
            (status(404), Effect::None, false, codes::REFUSED),
            (status(503), Effect::Unknown, true, codes::FAILED),
            (
                ErrorKind::Unreachable(String::new()),
                Effect::None,
                true,
                codes::UNREACHABLE,
            ),
            (
                ErrorKind::BrokenOff(String::new()),
                Effect::Unknown,
                true,
                codes::BROKEN_OFF,
            ),
            (
                ErrorKind::Unreadable(201, Unreadable::CutOff),
                Effect::Done,
                true,
                codes::ANSWER_CUT_OFF,
            ),
            (
                ErrorKind::Unreadable(200, Unreadable::Html),
                Effect::Unknown,
                false,
                codes::ANSWER_HTML,
            ),
            (
                ErrorKind::RateLimited { times: 5 },
                Effect::None,
                false,
                codes::RATE_LIMITED,
            ),
        ];
        for (kind, effect, transient, code) in cases {
            let error = error(kind);
            assert_eq!(error.effect(), effect, "{error}");
            assert_eq!(error.is_transient(), transient, "{error}");
            assert_eq!(error.problem().code, code, "{error}");
        }
    }
}
