use std::error::Error as _;
use std::time::Duration;

use reqwest::{Certificate, NoProxy, Proxy, redirect};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::answer::Rate;
use super::codes;
use super::error::{ErrorKind, Unreadable};
use super::redact::Redactor;
use crate::source::Problem;
use crate::world::Method;

/// More than any documented answer: a page of 100 users with everything filled is far below.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// Idle connections are dropped before a server tires of them, so that a call after a
/// wait is not sent into a closing one.
const IDLE: Duration = Duration::from_secs(15);

/// How the service is reached.
#[derive(Clone, Debug)]
pub struct Network {
    /// The proxy for https, with credentials perhaps; none means the system's, if any.
    pub proxy: Option<SecretString>,
    /// Hosts the proxy is not for, as in `NO_PROXY`. Loopback never goes through one.
    pub no_proxy: String,
    /// PEM text of the authorities to trust instead of the system's.
    pub ca: Option<Vec<u8>>,
    /// For establishing a connection.
    pub connect_timeout: Duration,
    /// For a whole call.
    pub timeout: Duration,
}

impl Default for Network {
    fn default() -> Self {
        Network {
            proxy: None,
            no_proxy: String::new(),
            ca: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
        }
    }
}

/// An answer as it came.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) status: u16,
    pub(super) rate: Rate,
    pub(super) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Broken {
    /// Not sent.
    Unreachable(String),
    /// Sent, then nothing.
    Midway(String),
    /// Sent, then no answer in time.
    TimedOut(Duration),
    /// The status came, the body did not.
    Answered(u16, Unreadable),
}

impl Broken {
    pub(super) fn kind(self, redactor: &Redactor) -> ErrorKind {
        match self {
            Broken::Unreachable(why) => ErrorKind::Unreachable(redactor.clean(&why)),
            Broken::Midway(why) => ErrorKind::BrokenOff(redactor.clean(&why)),
            Broken::TimedOut(after) => ErrorKind::TimedOut(after),
            Broken::Answered(status, what) => ErrorKind::Unreadable(status, what),
        }
    }
}

/// Sends requests. Redirects are not followed: they would take the token along.
#[derive(Debug)]
pub(super) struct Transport {
    client: reqwest::Client,
    timeout: Duration,
}

impl Transport {
    /// `loopback_only`: neither address leaves the machine, so no proxy is looked for.
    ///
    /// # Errors
    /// A CA file without a certificate, a proxy that is no URL, no TLS.
    pub(super) fn new(network: &Network, loopback_only: bool) -> Result<Transport, Problem> {
        let builder = || {
            let mut builder = reqwest::Client::builder()
                .user_agent(concat!("meibo/", env!("CARGO_PKG_VERSION")))
                .redirect(redirect::Policy::none())
                .connect_timeout(network.connect_timeout)
                .timeout(network.timeout)
                .pool_idle_timeout(IDLE);
            if loopback_only {
                builder = builder.no_proxy();
            } else if let Some(proxy) = &network.proxy {
                let bypass = format!("localhost,127.0.0.0/8,::1,{}", network.no_proxy);
                let proxy = Proxy::https(proxy.expose_secret())
                    .map_err(|_| Problem::error(codes::PROXY_MALFORMED))?
                    .no_proxy(NoProxy::from_string(&bypass));
                builder = builder.proxy(proxy);
            }
            Ok(builder)
        };
        let tls = |why: &reqwest::Error| Problem::error(codes::TLS_SETUP).with("why", text(why));
        let client = if let Some(pem) = &network.ca {
            let certificates = Certificate::from_pem_bundle(pem).map_err(|error| {
                Problem::error(codes::CA_FILE_MALFORMED).with("why", text(&error))
            })?;
            if certificates.is_empty() {
                return Err(
                    Problem::error(codes::CA_FILE_MALFORMED).with("why", "no certificate in it")
                );
            }
            builder()?
                .tls_certs_only(certificates)
                .build()
                .map_err(|error| {
                    Problem::error(codes::CA_FILE_MALFORMED).with("why", text(&error))
                })?
        } else {
            match builder()?.build() {
                Ok(client) => client,
                // A machine without a system CA bundle: without one even plain http to
                // loopback would fail. The public authorities are built in. No input makes
                // this fail as well (so no test sees TLS_SETUP): it is the libraries below
                // that would, on a machine where they cannot begin at all.
                Err(_) => builder()?
                    .tls_certs_only(
                        webpki_root_certs::TLS_SERVER_ROOT_CERTS
                            .iter()
                            .filter_map(|der| Certificate::from_der(der).ok()),
                    )
                    .build()
                    .map_err(|error| tls(&error))?,
            }
        };
        Ok(Transport {
            client,
            timeout: network.timeout,
        })
    }

    /// Sends an API call.
    pub(super) async fn call(
        &self,
        method: Method,
        url: Url,
        token: &SecretString,
        body: Option<&[u8]>,
    ) -> Result<Raw, Broken> {
        let method = match method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = self
            .client
            .request(method, url)
            .bearer_auth(token.expose_secret())
            .header(reqwest::header::ACCEPT, "application/json");
        if let Some(body) = body {
            request = request
                .header(reqwest::header::CONTENT_TYPE, "application/json")
                .body(body.to_vec());
        }
        self.send(request).await
    }

    /// Sends a form to the token endpoint.
    pub(super) async fn post_form(&self, url: &str, form: String) -> Result<Raw, Broken> {
        let request = self
            .client
            .post(url)
            .header(
                reqwest::header::CONTENT_TYPE,
                "application/x-www-form-urlencoded",
            )
            .header(reqwest::header::ACCEPT, "application/json")
            .body(form);
        self.send(request).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Raw, Broken> {
        let mut response = request.send().await.map_err(|error| {
            if error.is_connect() || error.is_builder() {
                Broken::Unreachable(text(&error))
            } else if error.is_timeout() {
                Broken::TimedOut(self.timeout)
            } else {
                Broken::Midway(text(&error))
            }
        })?;
        let status = response.status().as_u16();
        let rate = Rate::of(response.headers());
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(None) => break,
                Ok(Some(chunk)) if body.len() + chunk.len() <= LARGEST_BODY => {
                    body.extend_from_slice(&chunk);
                }
                Ok(Some(_)) => {
                    return Err(Broken::Answered(
                        status,
                        Unreadable::TooLarge {
                            limit: LARGEST_BODY,
                        },
                    ));
                }
                // What an error says is for people only, half of it is better than none.
                Err(_) if !(200..300).contains(&status) => break,
                Err(_) => return Err(Broken::Answered(status, Unreadable::CutOff)),
            }
        }
        Ok(Raw { status, rate, body })
    }
}

/// The error with its causes, without the URL (its query is nobody's business).
fn text(error: &reqwest::Error) -> String {
    let mut text = String::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&error.to_string());
        cause = error.source();
    }
    if text.is_empty() {
        text = if error.is_timeout() {
            "timed out".to_owned()
        } else {
            "no further cause".to_owned()
        };
    }
    text
}
