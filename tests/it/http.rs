//! The least HTTP that can talk to the sandbox: shares nothing with the client under test.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {:?}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Sends one request over a connection of its own. `url` is `http://host:port/path`.
pub fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    try_send(method, url, headers, body).expect("an answer")
}

/// The same; `None` where no whole answer comes.
pub fn try_send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
    let rest = url.strip_prefix("http://").expect("plain http");
    let (host, path) = rest.split_at(rest.find('/').expect("a path"));
    let mut stream = TcpStream::connect(host).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .expect("a timeout can be set");
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    // A server that refuses a long body early closes while it is being sent.
    let _ = stream.write_all(body);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .and_then(|status| status.parse().ok())
        .expect("a status line");
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let promised = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(0_usize);
    (body.len() >= promised).then(|| Answer {
        status,
        headers,
        body: body.to_owned(),
    })
}

/// An app's way into a sandbox.
pub struct Door {
    pub api_url: String,
    pub token: String,
}

impl Door {
    /// Gets a token as facts 2.2 describe it.
    #[expect(
        clippy::disallowed_methods,
        reason = "shares nothing with the client under test, its clock included"
    )]
    pub fn open(
        api_url: &str,
        auth_url: &str,
        client: (&str, &str),
        service_account: &str,
        key: &str,
    ) -> Door {
        use jsonwebtoken::{Algorithm, EncodingKey, Header};
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .expect("after 1970")
            .as_secs();
        let claims = serde_json::json!({
            "iss": client.0, "sub": service_account, "iat": now, "exp": now + 3600,
        });
        let key = EncodingKey::from_rsa_pem(key.as_bytes()).expect("a key");
        let assertion =
            jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &key).expect("signed");
        let form: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
            .append_pair("client_id", client.0)
            .append_pair("client_secret", client.1)
            .append_pair("assertion", &assertion)
            .append_pair("scope", "directory")
            .finish();
        let answer = send(
            "POST",
            &format!("{auth_url}/token"),
            &[("Content-Type", "application/x-www-form-urlencoded")],
            form.as_bytes(),
        );
        assert_eq!(answer.status, 200, "{answer:?}");
        Door {
            api_url: api_url.to_owned(),
            token: answer.json()["access_token"]
                .as_str()
                .expect("a token")
                .to_owned(),
        }
    }

    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.try_call(method, path, body).expect("an answer")
    }

    /// The same; `None` where no whole answer comes.
    pub fn try_call(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Answer> {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![("Authorization", bearer.as_str())];
        let body = body.map(Value::to_string).unwrap_or_default();
        if !body.is_empty() {
            headers.push(("Content-Type", "application/json"));
        }
        try_send(
            method,
            &format!("{}{path}", self.api_url),
            &headers,
            body.as_bytes(),
        )
    }
}
