use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::address::Address;
use super::answer::{Answer, Rate};
use super::clock::Clock;
use super::codes;
use super::error::{ApiError, ErrorKind, Said, Unreadable};
use super::pacer::Pacer;
use super::redact::Redactor;
use super::repeats::Repeats;
use super::token::{Credentials, Tokens, is_header_text};
use super::transport::{Broken, Network, Raw, Transport};
use crate::directory::DomainId;
use crate::plan::pace::{Limits, Operation};
use crate::source::Problem;
use crate::world::Method;

/// Scopes of commands that only read (facts 2.5).
pub const READ_SCOPES: &[&str] = &["directory.read"];

/// Scopes of commands that write the directory.
pub const WRITE_SCOPES: &[&str] = &["directory"];

/// Scopes of plans that hold calls only the `user` scope allows.
pub const WRITE_USER_SCOPES: &[&str] = &["directory", "user"];

/// Times a read that is refused with 429 is repeated.
const REPEATS_ON_429: u32 = 5;

/// A longer wait than this is not waited: somebody should look.
const LONGEST_429_WAIT: Duration = Duration::from_secs(600);

/// Times one read is repeated when the service fails, where [`Repeats`] has some left.
const REPEATS_OF_READ: u32 = 4;

/// Everything a client is made of.
#[derive(Clone, Debug)]
pub struct Config {
    /// Base of the API: `https://www.worksapis.com/v1.0`.
    pub api_url: String,
    /// Base of the OAuth endpoints: `https://auth.worksmobile.com/oauth2/v2.0`.
    pub auth_url: String,
    /// How calls are authorised.
    pub credentials: Credentials,
    /// [`READ_SCOPES`] or more.
    pub scopes: &'static [&'static str],
    /// The rate rules of the tenant's plan.
    pub limits: Limits,
    /// The tenant's domains: calls that do not say which they are about count for all.
    pub domains: Vec<DomainId>,
    /// Proxy, authorities, timeouts.
    pub network: Network,
    /// Divides every wait; other than 1 for loopback only.
    pub time_scale: f64,
    /// Further secrets that may stand in bodies and so in what the service says about
    /// them, such as the password of new members.
    pub secrets: Vec<SecretString>,
}

/// A call to send.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The method.
    pub method: Method,
    /// Path below the API's base with its query, percent-encoded.
    pub target: &'a str,
    /// The JSON body.
    pub body: Option<&'a Value>,
    /// The domains it is about; none: all domains of the client.
    pub domains: &'a [DomainId],
}

/// Talks to the service: authorised, paced, bounded. Cheap to clone; clones share the
/// token, the pace and the budget of repeats.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    address: Address,
    transport: Transport,
    tokens: Tokens,
    pacer: Pacer,
    clock: Clock,
    domains: Vec<DomainId>,
    redactor: Redactor,
    repeats: Repeats,
}

impl Client {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// Every setting that cannot be used.
    pub fn new(config: Config) -> Result<Client, Vec<Problem>> {
        let Config {
            api_url,
            auth_url,
            credentials,
            scopes,
            limits,
            domains,
            network,
            time_scale,
            secrets,
        } = config;
        let mut problems = Vec::new();
        let mut keep = |result: Result<Address, Problem>| {
            result.map_err(|problem| problems.push(problem)).ok()
        };
        let api = keep(Address::read(&api_url));
        let auth = keep(Address::read(&auth_url));
        if !(time_scale.is_finite() && time_scale > 0.0) {
            problems.push(Problem::error(codes::TIME_SCALE_MALFORMED).with("value", time_scale));
        } else if time_scale != 1.0 {
            for address in [&api, &auth].into_iter().flatten() {
                if !address.loopback {
                    problems.push(
                        Problem::error(codes::TIME_SCALE_NOT_LOOPBACK).with("url", &address.host),
                    );
                }
            }
        }
        let mut redactor = Redactor::default();
        match &credentials {
            Credentials::AccessToken(token) => {
                if !is_header_text(token.expose_secret()) {
                    problems.push(Problem::error(codes::ACCESS_TOKEN_MALFORMED));
                }
                redactor.add(token.clone());
            }
            Credentials::ServiceAccount(account) => redactor.add(account.client_secret.clone()),
        }
        secrets.into_iter().for_each(|secret| redactor.add(secret));
        let loopback_only = [&api, &auth]
            .into_iter()
            .all(|address| address.as_ref().is_some_and(|address| address.loopback));
        let transport = Transport::new(&network, loopback_only)
            .map_err(|problem| problems.push(problem))
            .ok();
        let (Some(address), Some(auth), Some(transport), true) =
            (api, auth, transport, problems.is_empty())
        else {
            return Err(problems);
        };
        let clock = Clock::start(time_scale);
        let token_url = format!("{}/token", auth_url.trim().trim_end_matches('/'));
        Ok(Client(Arc::new(Inner {
            address,
            transport,
            tokens: Tokens::new(credentials, token_url, auth.host, scopes),
            pacer: Pacer::new(limits, clock.clone()),
            clock,
            domains,
            redactor,
            repeats: Repeats::default(),
        })))
    }

    /// The clock all its waits go by.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The gate its calls pass.
    pub fn pacer(&self) -> &Pacer {
        &self.0.pacer
    }

    /// What bounds the repeats of all its calls, and of the writes that its user repeats.
    pub fn repeats(&self) -> &Repeats {
        &self.0.repeats
    }

    /// Scheme, host and port of the API, for people.
    pub fn host(&self) -> &str {
        &self.0.address.host
    }

    /// A call as the rate rules see it.
    pub fn operation(&self, call: &Call<'_>) -> Operation {
        let domains = if call.domains.is_empty() {
            &self.0.domains
        } else {
            call.domains
        };
        Operation::of(call.method, call.target, domains)
    }

    /// Sends a call that counts for all domains. See [`Client::call`].
    ///
    /// # Errors
    /// See [`Client::call`].
    pub async fn send(
        &self,
        method: Method,
        target: &str,
        body: Option<&Value>,
    ) -> Result<Answer, ApiError> {
        self.call(Call {
            method,
            target,
            body,
            domains: &[],
        })
        .await
    }

    /// Reads. See [`Client::call`].
    ///
    /// # Errors
    /// See [`Client::call`].
    pub async fn get(&self, target: &str, domains: &[DomainId]) -> Result<Answer, ApiError> {
        self.call(Call {
            method: Method::Get,
            target,
            body: None,
            domains,
        })
        .await
    }

    /// Sends a call when the rate rules let it. Refused with 401 it asks for a new token
    /// once. A read is repeated: after a 429 when it says, and a few times when the service
    /// fails. A write is not: whether it may be repeated only the caller can tell, by
    /// [`ApiError::effect`]. After a 429 the pacer lets no call of the same operation pass
    /// before its time, so that nobody else has to wait for it.
    ///
    /// # Errors
    /// Every answer other than 2xx, an answer that cannot be used, and no answer.
    pub async fn call(&self, call: Call<'_>) -> Result<Answer, ApiError> {
        let operation = self.operation(&call);
        let name = operation.name().clone();
        let error = |kind| ApiError {
            call: name.to_string(),
            host: self.0.address.host.clone(),
            kind,
        };
        let url = self
            .0
            .address
            .url(call.target)
            .ok_or_else(|| error(ErrorKind::Unreachable("the path is malformed".to_owned())))?;
        // Serialising a `Value` cannot fail: its keys are strings.
        let body = call.body.map(|body| body.to_string().into_bytes());
        let mut refused_token = None;
        let mut limited = 0;
        let mut repeats = 0;
        loop {
            let (token, number) = self
                .0
                .tokens
                .bearer(
                    refused_token,
                    &self.0.transport,
                    &self.0.clock,
                    &self.0.redactor,
                    &self.0.repeats,
                )
                .await?;
            let permit = self.0.pacer.admit(operation.clone()).await;
            let result = self
                .0
                .transport
                .call(call.method, url.clone(), &token, body.as_deref())
                .await;
            tracing::debug!(
                call = %name,
                status = result.as_ref().ok().map(|raw| raw.status),
                "answered"
            );
            let outcome = match result {
                Ok(raw) if raw.status == 429 => {
                    let wait = raw.rate.wait();
                    permit.refused_429(wait);
                    limited += 1;
                    if call.method != Method::Get
                        || limited > REPEATS_ON_429
                        || wait.is_some_and(|w| w > LONGEST_429_WAIT)
                    {
                        return Err(error(ErrorKind::RateLimited { times: limited }));
                    }
                    tracing::warn!(
                        call = %name,
                        seconds = wait.map_or(60, |wait| wait.as_secs()),
                        "the service asks for a pause"
                    );
                    continue;
                }
                Ok(raw) => {
                    permit.answered(raw.rate);
                    if raw.status == 401 && refused_token.is_none() && self.0.tokens.renewable() {
                        refused_token = Some(number);
                        continue;
                    }
                    self.read(raw, call.method, &token)
                }
                Err(broken) => {
                    permit.answered(Rate::default());
                    Err(self.broken(broken))
                }
            };
            match outcome {
                Ok(answer) => {
                    self.0.repeats.earn();
                    return Ok(answer);
                }
                Err(kind) => {
                    let error = error(kind);
                    let may_be = call.method == Method::Get
                        && error.is_transient()
                        && repeats < REPEATS_OF_READ;
                    repeats += 1;
                    let again = if may_be {
                        self.0.repeats.again(repeats)
                    } else {
                        None
                    };
                    let Some(pause) = again else {
                        return Err(error);
                    };
                    tracing::warn!(%error, "reading again");
                    self.0.clock.sleep(pause).await;
                }
            }
        }
    }

    fn broken(&self, broken: Broken) -> ErrorKind {
        broken.kind(&self.0.redactor)
    }

    /// What an answer other than 429 means.
    fn read(&self, raw: Raw, method: Method, token: &SecretString) -> Result<Answer, ErrorKind> {
        let Raw { status, rate, body } = raw;
        match status {
            200..=299 => {}
            300..=399 => return Err(ErrorKind::Redirected(status)),
            _ => {
                let said = Said::of(&body, |text| {
                    // The token is issued at run time, so the redactor does not know it.
                    let text = text.replace(token.expose_secret(), "[secret]");
                    self.0.redactor.clean(&text)
                });
                return Err(if status == 401 {
                    ErrorKind::Unauthorised {
                        given: !self.0.tokens.renewable(),
                        said,
                    }
                } else {
                    ErrorKind::Status(status, said)
                });
            }
        }
        let text = body.trim_ascii();
        let unreadable = |what| Err(ErrorKind::Unreadable(status, what));
        let body = if text.is_empty() {
            if method == Method::Get {
                return unreadable(Unreadable::Empty);
            }
            None
        } else {
            match serde_json::from_slice(text) {
                Ok(value) => Some(value),
                Err(_) if text.starts_with(b"<") => return unreadable(Unreadable::Html),
                Err(error) if error.is_eof() => return unreadable(Unreadable::CutOff),
                Err(_) => return unreadable(Unreadable::NotJson),
            }
        };
        Ok(Answer { status, body, rate })
    }
}
