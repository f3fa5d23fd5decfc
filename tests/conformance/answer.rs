//! What came back, and the questions tests ask of it.

use meibo::world::{Refusal, Response};
use serde_json::Value;

/// The answer to one call.
#[must_use]
pub struct Answer {
    /// The call, for messages: `GET /users`.
    call: String,
    /// HTTP status.
    pub status: u16,
    /// Headers beyond `Content-Type`, as spelt.
    pub headers: Vec<(&'static str, String)>,
    /// The JSON body; `Null` where there is none.
    pub json: Value,
    /// Whether there was a body.
    pub has_body: bool,
    /// Why it was refused: never part of what is sent.
    pub refusal: Option<Refusal>,
}

/// The call, the status and the body on one line; of a refusal its reason too.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answered {} {}", self.call, self.status, self.json)?;
        match &self.refusal {
            Some(refusal) => write!(f, " ({})", refusal.reason),
            None => Ok(()),
        }
    }
}

#[expect(
    clippy::wrong_self_convention,
    reason = "an answer is used up by what it is held to be"
)]
impl Answer {
    /// What a response says.
    pub fn new(call: String, response: Response) -> Answer {
        Answer {
            call,
            status: response.status,
            headers: response.headers,
            has_body: response.body.is_some(),
            json: response.body.unwrap_or(Value::Null),
            refusal: response.refusal,
        }
    }

    /// The body, where the status is this one.
    #[track_caller]
    pub fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        self.json
    }

    /// Any 2xx; the body.
    #[track_caller]
    pub fn is_success(self) -> Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        self.json
    }

    /// 204 and no body.
    #[track_caller]
    pub fn is_empty(self) {
        assert_eq!(self.status, 204, "{self:?}");
        assert!(!self.has_body, "{self:?}");
    }

    /// Refused with this status, in the documented error form; the reason (see
    /// `meibo::world::reasons`), which tells two refusals of one status apart.
    #[track_caller]
    pub fn refused(self, status: u16) -> &'static str {
        assert_eq!(self.status, status, "{self:?}");
        assert!(
            self.json["code"].is_string() && self.json["description"].is_string(),
            "{self:?}"
        );
        self.refusal.expect("a refusal says why").reason
    }

    /// A header's value, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
