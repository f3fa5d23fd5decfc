//! A sandbox under the hands of whoever has its dev token: the API and `/sandbox/`.

use meibo::sandbox::Running;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::environment::SandboxProcess;
use crate::http::{Answer, try_send};

/// The way in.
#[derive(Clone)]
pub struct Desk {
    base: String,
    token: String,
}

impl Desk {
    /// Of a sandbox in this process.
    pub fn of(running: &Running) -> Desk {
        Desk {
            base: running.api_url.trim_end_matches("/v1.0").to_owned(),
            token: running.credentials.dev_token.expose_secret().to_owned(),
        }
    }

    /// Of a sandbox in a process of its own.
    pub fn of_process(process: &SandboxProcess) -> Desk {
        let api = &process.variables["LINEWORKS_API_URL"];
        Desk {
            base: api.trim_end_matches("/v1.0").to_owned(),
            token: process.variables["MEIBO_SANDBOX_DEV_TOKEN"].clone(),
        }
    }

    /// The same door for somebody with another token.
    pub fn with(&self, token: &str) -> Desk {
        Desk {
            base: self.base.clone(),
            token: token.to_owned(),
        }
    }

    /// Sends a request to a path of the port; `None` where no whole answer comes.
    pub fn try_send(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Answer> {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![("Authorization", bearer.as_str())];
        let body = body.map(Value::to_string).unwrap_or_default();
        if !body.is_empty() {
            headers.push(("Content-Type", "application/json"));
        }
        let url = format!("{}{path}", self.base);
        try_send(method, &url, &headers, body.as_bytes())
    }

    /// The same, answered.
    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        (self.try_send(method, path, body)).unwrap_or_else(|| panic!("{method} {path}: no answer"))
    }

    /// A call of the API that must be answered with this status; the body.
    #[track_caller]
    pub fn api(&self, status: u16, method: &str, path: &str, body: Option<Value>) -> Value {
        let answer = self.send(method, &format!("/v1.0{path}"), body.as_ref());
        assert_eq!(answer.status, status, "{method} {path}: {answer:?}");
        if answer.body.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    /// Does an act.
    #[track_caller]
    pub fn act(&self, act: Value) {
        let answer = self.send("POST", "/sandbox/acts", Some(&act));
        assert_eq!(answer.status, 204, "{act}: {answer:?}");
    }

    /// An act that must be refused with this status; the refusal.
    #[track_caller]
    pub fn refused(&self, status: u16, act: Value) -> Value {
        let answer = self.send("POST", "/sandbox/acts", Some(&act));
        assert_eq!(answer.status, status, "{act}: {answer:?}");
        answer.json()
    }

    /// Moves the clock on.
    #[track_caller]
    pub fn advance(&self, seconds: i64) {
        let answer = self.send(
            "POST",
            "/sandbox/clock",
            Some(&json!({ "advanceSeconds": seconds })),
        );
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    /// The sandbox's time.
    #[track_caller]
    pub fn now(&self) -> jiff::Timestamp {
        let answer = self.send("GET", "/sandbox/clock", None);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()["now"]
            .as_str()
            .and_then(|text| text.parse().ok())
            .expect("a time")
    }
}
