//! The token that the console's edits carry. A form belongs to one browser's session and
//! one run of the sandbox: its token cannot be made without a secret of this run, which
//! never leaves it.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::{self, SystemRandom};
use axum::http::{HeaderMap, HeaderValue, header};

/// The secret of this run.
pub(super) struct Forms {
    key: hmac::Key,
    cookie: String,
}

/// One browser, as told by its cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    id: String,
    /// Whether the browser must be given its cookie yet.
    is_new: bool,
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Forms").finish_non_exhaustive()
    }
}

impl Forms {
    /// A secret for this run. Cookies are kept apart by host and not by port, so the
    /// port is in their name.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub(super) fn new(port: u16) -> Result<Forms, aws_lc_rs::error::Unspecified> {
        Ok(Forms {
            key: hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new())?,
            cookie: format!("meibo_sandbox_{port}"),
        })
    }

    /// The session of a browser; a new one where it has no cookie yet.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub(super) fn session(
        &self,
        headers: &HeaderMap,
    ) -> Result<Session, aws_lc_rs::error::Unspecified> {
        if let Some(id) = self.cookie_of(headers) {
            return Ok(Session { id, is_new: false });
        }
        let mut id = [0; 16];
        rand::fill(&mut id)?;
        Ok(Session {
            id: hex(&id),
            is_new: true,
        })
    }

    /// The cookie that a page must set, where the browser has none yet: out of reach of
    /// scripts, and never sent with what another site begins.
    pub(super) fn set_cookie(&self, session: &Session) -> Option<HeaderValue> {
        let text = format!(
            "{}={}; Path=/console; HttpOnly; SameSite=Strict",
            self.cookie, session.id
        );
        session
            .is_new
            .then(|| HeaderValue::from_str(&text).ok())
            .flatten()
    }

    /// The token for the hidden field of every form of a session.
    pub(super) fn form_token(&self, session: &Session) -> String {
        hex(hmac::sign(&self.key, session.id.as_bytes()).as_ref())
    }

    /// Whether a form that was sent carries the token of the session it was sent from.
    pub(super) fn admits(&self, headers: &HeaderMap, given: &str) -> bool {
        let (Some(id), Some(given)) = (self.cookie_of(headers), unhex(given)) else {
            return false;
        };
        hmac::verify(&self.key, id.as_bytes(), &given).is_ok()
    }

    fn cookie_of(&self, headers: &HeaderMap) -> Option<String> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.cookie)
            .map(|(_, id)| id.to_owned())
            .filter(|id| id.len() == 32 && unhex(id).is_some())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().expect("a value"));
        headers
    }

    #[test]
    fn a_token_holds_for_its_session_and_its_run() {
        let forms = Forms::new(8080).expect("randomness");
        let session = forms.session(&HeaderMap::new()).expect("randomness");
        let set = forms.set_cookie(&session).expect("a new session");
        let set = set.to_str().expect("text");
        assert!(set.ends_with("; Path=/console; HttpOnly; SameSite=Strict"));
        let cookie = set.split(';').next().expect("a pair");
        let token = forms.form_token(&session);

        let back = headers(&format!("other=1; {cookie}"));
        let again = forms.session(&back).expect("no randomness needed");
        assert_eq!(forms.form_token(&again), token);
        assert_eq!(forms.set_cookie(&again), None);
        assert!(forms.admits(&back, &token));

        let stranger = forms.session(&HeaderMap::new()).expect("randomness");
        assert_ne!(forms.form_token(&stranger), token);
        for wrong in ["", "00", &token[2..], &forms.form_token(&stranger), "zz"] {
            assert!(!forms.admits(&back, wrong), "{wrong}");
        }
        assert!(!forms.admits(&HeaderMap::new(), &token));
        assert!(!forms.admits(&headers("meibo_sandbox_8080=short"), &token));
        let next_run = Forms::new(8080).expect("randomness");
        assert!(!next_run.admits(&back, &token));
        let other_port = Forms::new(8081).expect("randomness");
        assert!(other_port.session(&back).expect("randomness").is_new);
    }
}
