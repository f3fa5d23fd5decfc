use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Mutex;

use super::clock::Clock;
use super::error::{ApiError, ErrorKind, Said};
use super::key::SigningKey;
use super::redact::Redactor;
use super::repeats::Repeats;
use super::transport::{Broken, Transport};

/// Times a token is asked for when the service fails.
const TRIES: u32 = 4;

/// Life of a JWT: exactly this (facts 2.2, 11 #9).
const JWT_SECONDS: i64 = 3600;

/// Life of a token that does not say: the shorter of the two documented (facts 2.3).
const DEFAULT_LIFE: Duration = Duration::from_secs(3600);

/// What a person sets up in the Developer Console (facts 2.1).
#[derive(Clone, Debug)]
pub struct ServiceAccount {
    /// Client ID of the app.
    pub client_id: String,
    /// Client Secret of the app.
    pub client_secret: SecretString,
    /// The service account's full id.
    pub account: String,
    /// Its private key.
    pub key: SigningKey,
}

/// How calls are authorised.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// A ready access token, used as it is.
    AccessToken(SecretString),
    /// A service account that tokens are issued to.
    ServiceAccount(Box<ServiceAccount>),
}

#[derive(Debug)]
struct Token {
    value: SecretString,
    /// When to ask for the next, in time since the clock's start.
    renew_at: Duration,
    /// Counts the tokens, so that a 401 takes away the token it was about and no later one.
    number: u64,
}

/// Issues access tokens, one at a time, and keeps the last.
#[derive(Debug)]
pub(super) struct Tokens {
    credentials: Credentials,
    url: String,
    host: String,
    scope: String,
    current: Mutex<Option<Token>>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    iat: i64,
    exp: i64,
}

impl Tokens {
    /// `url` is that of the token endpoint.
    pub(super) fn new(
        credentials: Credentials,
        url: String,
        host: String,
        scopes: &[&str],
    ) -> Self {
        Tokens {
            credentials,
            url,
            host,
            scope: scopes.join(","),
            current: Mutex::new(None),
        }
    }

    /// Whether a refused token can be replaced.
    pub(super) fn renewable(&self) -> bool {
        matches!(self.credentials, Credentials::ServiceAccount(_))
    }

    /// A token and its number; a new one where there is none, where the last one is near
    /// its end, or where `refused` is the number of the last.
    pub(super) async fn bearer(
        &self,
        refused: Option<u64>,
        transport: &Transport,
        clock: &Clock,
        redactor: &Redactor,
        repeats: &Repeats,
    ) -> Result<(SecretString, u64), ApiError> {
        let account = match &self.credentials {
            Credentials::AccessToken(token) => return Ok((token.clone(), 0)),
            Credentials::ServiceAccount(account) => account,
        };
        let mut current = self.current.lock().await;
        if let Some(token) = &*current
            && refused != Some(token.number)
            && clock.elapsed() < token.renew_at
        {
            return Ok((token.value.clone(), token.number));
        }
        let number = current.as_ref().map_or(0, |token| token.number) + 1;
        let issued = self
            .issue(account, transport, clock, redactor, repeats)
            .await?;
        let answer = (issued.0.clone(), number);
        *current = Some(Token {
            value: issued.0,
            renew_at: issued.1,
            number,
        });
        Ok(answer)
    }

    fn error(&self, kind: ErrorKind) -> ApiError {
        ApiError {
            call: "POST /token".to_owned(),
            host: self.host.clone(),
            kind,
        }
    }

    /// Asks the token endpoint; a failure of the service is tried again a few times, since
    /// asking twice does no harm.
    async fn issue(
        &self,
        account: &ServiceAccount,
        transport: &Transport,
        clock: &Clock,
        redactor: &Redactor,
        repeats: &Repeats,
    ) -> Result<(SecretString, Duration), ApiError> {
        let mut tries = 1;
        loop {
            let error = match self.ask(account, transport, clock, redactor).await {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            let wait = match &error.0.kind {
                _ if tries >= TRIES => None,
                ErrorKind::TokenRefused(429, _) => Some(error.1.unwrap_or(Duration::from_secs(60))),
                ErrorKind::TokenRefused(500.., _) => repeats.again(tries),
                _ if error.0.is_transient() => repeats.again(tries),
                _ => None,
            };
            let Some(wait) = wait else {
                return Err(error.0);
            };
            tracing::warn!(error = %error.0, "asking for a token again");
            clock.sleep(wait).await;
            tries += 1;
        }
    }

    async fn ask(
        &self,
        account: &ServiceAccount,
        transport: &Transport,
        clock: &Clock,
        redactor: &Redactor,
    ) -> Result<(SecretString, Duration), (ApiError, Option<Duration>)> {
        let iat = clock.now().as_second();
        let claims = Claims {
            iss: &account.client_id,
            sub: &account.account,
            iat,
            exp: iat + JWT_SECONDS,
        };
        // The key signed when it was read.
        let assertion = account
            .key
            .sign(&claims)
            .ok_or_else(|| (self.error(ErrorKind::TokenUnreadable(0)), None))?;
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("assertion", &assertion)
            .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
            .append_pair("client_id", &account.client_id)
            .append_pair("client_secret", account.client_secret.expose_secret())
            .append_pair("scope", &self.scope)
            .finish();
        let asked_at = clock.elapsed();
        let raw = transport
            .post_form(&self.url, form)
            .await
            .map_err(|broken| {
                let kind = match broken {
                    Broken::Answered(status, _) => ErrorKind::TokenUnreadable(status),
                    other => other.kind(redactor),
                };
                (self.error(kind), None)
            })?;
        if (300..400).contains(&raw.status) {
            return Err((self.error(ErrorKind::Redirected(raw.status)), None));
        }
        if !(200..300).contains(&raw.status) {
            let said = Said::of(&raw.body, |text| {
                redactor.clean(&text.replace(&assertion, ""))
            });
            return Err((
                self.error(ErrorKind::TokenRefused(raw.status, said)),
                raw.rate.wait(),
            ));
        }
        let answer: Value = serde_json::from_slice(&raw.body).unwrap_or(Value::Null);
        let token = answer
            .get("access_token")
            .and_then(Value::as_str)
            .filter(|token| is_header_text(token))
            .ok_or_else(|| (self.error(ErrorKind::TokenUnreadable(raw.status)), None))?;
        let life = answer
            .get("expires_in")
            .and_then(seconds)
            .unwrap_or(DEFAULT_LIFE);
        // Renewed a tenth of its life before its end, at most five minutes.
        let early = (life / 10).min(Duration::from_secs(300));
        Ok((
            SecretString::from(token.to_owned()),
            asked_at + (life - early),
        ))
    }
}

/// Seconds as a string or a number (facts 2.2).
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    (seconds > 0.0 && seconds < 1e9).then(|| Duration::from_secs_f64(seconds))
}

/// Whether a token can stand in a header.
pub(super) fn is_header_text(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::{is_header_text, seconds};

    #[test]
    fn life_is_a_string_or_a_number() {
        assert_eq!(seconds(&json!("86400")), Some(Duration::from_secs(86400)));
        assert_eq!(seconds(&json!(3600)), Some(Duration::from_secs(3600)));
        for odd in [json!("soon"), json!(null), json!(-1), json!("0"), json!([])] {
            assert_eq!(seconds(&odd), None, "{odd}");
        }
    }

    #[test]
    fn a_token_is_visible_ascii() {
        assert!(is_header_text("kr1AAA.b-_~+/="));
        for odd in ["", "a b", "a\n", "é", "a\u{0}"] {
            assert!(!is_header_text(odd), "{odd:?}");
        }
    }
}
