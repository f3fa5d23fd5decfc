//! The HTTP shell: bytes in, [`World`] asked, bytes out. Nothing of the service's rules
//! is decided here.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response as HttpResponse;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::world::{Method, Request, Response, World};

use super::arrivals::{self, Arrival, Arrivals};
use super::clock::ServerClock;
use super::codes::{PORT_UNUSABLE, STATE_UNUSABLE};
use super::credentials::{self, Credentials};
use super::journal::Entry;
use super::state::StateFile;
use super::{Failure, seed};

/// Where the API stands below the address.
const API: &str = "/v1.0";
/// Where the token endpoint stands below the address.
const AUTH: &str = "/oauth2/v2.0";

/// A longer body is refused with 413: the longest documented one, a group with all its
/// members, is far below.
const BODY_BYTES: usize = 4 << 20;
/// Longer headers in all are refused with 431.
const HEADER_BYTES: usize = 32 << 10;
/// How long open connections may take to end at shutdown.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// How a sandbox is started.
#[derive(Debug)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// State file; `None` keeps everything in memory.
    pub state: Option<PathBuf>,
    /// What to begin with where the state file does not exist.
    pub seed: seed::Seed,
    /// Whether a state file that does not exist is written at once; else with the first
    /// call that writes, so that looking leaves no trace.
    pub keep_seed: bool,
    /// Whether the app's key is kept beside the state file, so that what a shell
    /// exported still holds after a restart.
    pub keep_key: bool,
    /// File to append one JSON line per call to.
    pub log: Option<PathBuf>,
    /// Answer 500 to everything but GET and the token POST: proves that planning never
    /// writes.
    pub write_guard: bool,
    /// How many times faster than real time the world's clock runs; 1 in real use.
    pub time_scale: f64,
}

impl Options {
    /// Everything in memory, on a free port, in real time.
    pub fn of(seed: seed::Seed) -> Options {
        Options {
            port: 0,
            state: None,
            seed,
            keep_seed: false,
            keep_key: false,
            log: None,
            write_guard: false,
            time_scale: 1.0,
        }
    }
}

/// A sandbox that answers.
#[derive(Debug)]
pub struct Running {
    /// Base of the API: `http://127.0.0.1:PORT/v1.0`.
    pub api_url: String,
    /// Base of the token endpoint: `http://127.0.0.1:PORT/oauth2/v2.0`.
    pub auth_url: String,
    /// The app it knows.
    pub credentials: Credentials,
    /// Where the app's key lies, where it is kept.
    pub key_file: Option<PathBuf>,
    shared: Arc<Shared>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    clock: ServerClock,
    write_guard: bool,
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    world: World,
    state: Option<StateFile>,
    arrivals: Arrivals,
    /// A performed call could not be kept: nothing more is answered, so that the file
    /// holds every answered write.
    broken: bool,
}

/// A request with everything the shell needs of it.
struct Incoming {
    method: axum::http::Method,
    target: String,
    headers: HeaderMap,
    body: Bytes,
}

/// Starts a sandbox on the loopback interface.
///
/// # Errors
/// Where the port, the state file, the seed, the key file or the log cannot be used.
pub async fn start(options: Options) -> Result<Running, Failure> {
    let Options {
        port,
        state,
        seed,
        keep_seed,
        keep_key,
        log,
        write_guard,
        time_scale,
    } = options;
    let key_file = state.as_deref().filter(|_| keep_key).map(key_file);
    let (mut world, state) = match &state {
        Some(path) => {
            let (world, mut file) = StateFile::open(path)?;
            let world = match world {
                Some(world) => world,
                None => {
                    let world = seed.world()?;
                    if keep_seed {
                        file.write(&world)
                            .map_err(|error| Failure::of_file(STATE_UNUSABLE, path, error))?;
                    }
                    world
                }
            };
            (world, Some(file))
        }
        None => (seed.world()?, None),
    };
    let (credentials, app) = match &key_file {
        Some(path) => credentials::from_file(path)?,
        None => credentials::generate()?,
    };
    world.add_app(app);
    let arrivals = Arrivals::open(log.as_deref())?;
    let unusable = |error: std::io::Error| {
        Failure(Box::new(
            crate::source::Problem::error(PORT_UNUSABLE)
                .with("port", port)
                .with("cause", error),
        ))
    };
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    let shared = Arc::new(Shared {
        clock: ServerClock::start(time_scale),
        write_guard,
        inner: Mutex::new(Inner {
            world,
            state,
            arrivals,
            broken: false,
        }),
    });
    let app = axum::Router::new()
        .fallback(answer)
        .with_state(Arc::clone(&shared));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
            // Sent, or dropped with its owner: both mean stop.
            let _ = stopped.await;
        });
        if let Err(error) = serving.await {
            tracing::error!(%error, "the sandbox stopped listening");
        }
    });
    Ok(Running {
        api_url: format!("http://{address}{API}"),
        auth_url: format!("http://{address}{AUTH}"),
        credentials,
        key_file,
        shared,
        stop,
        server,
    })
}

/// The key file beside a state file: `sandbox.json.key.pem`.
fn key_file(state: &std::path::Path) -> PathBuf {
    let mut name = state.as_os_str().to_owned();
    name.push(".key.pem");
    PathBuf::from(name)
}

impl Running {
    /// The calls that arrived so far, as far as they are still in memory.
    pub fn arrivals(&self) -> Vec<Arrival> {
        self.shared
            .inner
            .lock()
            .map(|inner| inner.arrivals.list())
            .unwrap_or_default()
    }

    /// A copy of the world as it is now.
    pub fn world(&self) -> Option<World> {
        self.shared
            .inner
            .lock()
            .ok()
            .map(|inner| inner.world.clone())
    }

    /// Stops listening and writes the state file out. Every answered write is in it or
    /// in its log already, so a process that never gets here loses nothing.
    ///
    /// # Errors
    /// Where the state file cannot be written.
    pub async fn shutdown(self) -> Result<(), Failure> {
        // The receiver is gone only where the server ended by itself.
        let _ = self.stop.send(());
        let mut server = self.server;
        if tokio::time::timeout(LAST_WORDS, &mut server).await.is_err() {
            server.abort();
        }
        let Ok(mut inner) = self.shared.inner.lock() else {
            return Ok(());
        };
        let Inner {
            world,
            state,
            broken,
            ..
        } = &mut *inner;
        match state {
            Some(file) if !*broken => file
                .fold(world)
                .map_err(|error| Failure::of_file(STATE_UNUSABLE, file.path(), error)),
            _ => Ok(()),
        }
    }
}

/// Every request comes here; the rest may block on the disk.
async fn answer(State(shared): State<Arc<Shared>>, request: HttpRequest) -> HttpResponse {
    let arrived = shared.clock.elapsed();
    let (parts, body) = request.into_parts();
    let target = parts
        .uri
        .path_and_query()
        .map_or_else(String::new, |target| target.as_str().to_owned());
    let header_bytes: usize = parts
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if header_bytes > HEADER_BYTES {
        return http(refusal(
            431,
            "HEADERS_TOO_LARGE",
            "the headers are too long",
        ));
    }
    let Ok(body) = axum::body::to_bytes(body, BODY_BYTES).await else {
        return http(refusal(
            413,
            "PAYLOAD_TOO_LARGE",
            "the body is too long or broke off",
        ));
    };
    let incoming = Incoming {
        method: parts.method,
        target,
        headers: parts.headers,
        body,
    };
    let answered = tokio::task::spawn_blocking(move || shared.answer(&incoming, arrived)).await;
    http(answered.unwrap_or_else(|_| internal("the sandbox failed on this call")))
}

impl Shared {
    fn answer(&self, incoming: &Incoming, arrived: Duration) -> Response {
        if let Some(target) = below(&incoming.target, AUTH) {
            return self.answer_auth(incoming, target);
        }
        let Some(target) = below(&incoming.target, API) else {
            return refusal(404, "NOT_FOUND", "the API stands under /v1.0");
        };
        let Some(method) = method(&incoming.method) else {
            return refusal(405, "METHOD_NOT_ALLOWED", "the API has no such method");
        };
        // A poisoned lock means that a call failed half-way: nothing can be trusted.
        let Ok(mut inner) = self.inner.lock() else {
            return internal("the sandbox failed on an earlier call");
        };
        if inner.broken {
            return internal("the sandbox cannot write its state file");
        }
        let carries = matches!(method, Method::Post | Method::Put | Method::Patch);
        if carries && !incoming.body.is_empty() && !is_type(&incoming.headers, "application/json") {
            return Response {
                headers: inner.world.rate_headers(method, target, self.clock.now()),
                ..refusal(415, "UNSUPPORTED_MEDIA_TYPE", "a body is application/json")
            };
        }
        let domain = arrivals::domain(inner.world.directory(), target, &incoming.body);
        let response = if self.write_guard && method != Method::Get {
            internal("this sandbox answers no call that writes")
        } else {
            let now = self.clock.now();
            inner.perform(method, target, incoming, now)
        };
        inner.arrivals.push(Arrival {
            n: 0,
            at: self.clock.at(arrived),
            arrived: nanos(arrived),
            answered: nanos(self.clock.elapsed()),
            operation: World::operation(method, target).unwrap_or_else(|| method.name().to_owned()),
            target: target.to_owned(),
            domain,
            status: response.status,
            refusal: response
                .refusal
                .as_ref()
                .map(|refusal| refusal.reason.to_owned()),
        });
        response
    }

    fn answer_auth(&self, incoming: &Incoming, target: &str) -> Response {
        let revokes = match target {
            "/token" => false,
            "/revoke" => true,
            _ => return refusal(404, "NOT_FOUND", "only token and revoke are served"),
        };
        if incoming.method != axum::http::Method::POST {
            return refusal(405, "METHOD_NOT_ALLOWED", "tokens are handled with POST");
        }
        let form: Vec<(String, String)> = url::form_urlencoded::parse(&incoming.body)
            .into_owned()
            .collect();
        match self.inner.lock() {
            Ok(mut inner) if revokes => inner.world.revoke(&form),
            Ok(mut inner) => inner.world.token(&form, self.clock.now()),
            Err(_) => internal("the sandbox failed on an earlier call"),
        }
    }
}

impl Inner {
    /// Asks the world, and keeps what it performed before anybody is told.
    fn perform(
        &mut self,
        method: Method,
        target: &str,
        incoming: &Incoming,
        now: Timestamp,
    ) -> Response {
        let counter = self.world.counter();
        let response = self.world.serve(
            &Request {
                method,
                target,
                authorization: incoming
                    .headers
                    .get(header::AUTHORIZATION)
                    .and_then(|value| value.to_str().ok()),
                body: &incoming.body,
            },
            now,
        );
        let changed = may_have_changed(method, target, response.status);
        if let (true, Some(state)) = (changed, &mut self.state) {
            let entry = Entry::new(
                now,
                counter,
                method,
                target,
                &incoming.body,
                response.status,
            );
            if let Err(error) = state.record(entry, &self.world) {
                tracing::error!(%error, "the sandbox cannot write its state file and stops answering");
                self.broken = true;
                return internal("the sandbox cannot write its state file");
            }
        }
        response
    }
}

/// Whether a call that was answered so may have changed the world. Most refusals change
/// nothing, but external keys in bulk are not atomic: what stands before the entry that
/// is missing or in conflict is done (facts 11 #12).
fn may_have_changed(method: Method, target: &str, status: u16) -> bool {
    match status {
        200..300 => method != Method::Get,
        404 | 409 => World::operation(method, target)
            .is_some_and(|name| name.starts_with("POST ") && name.ends_with("/external-keys")),
        _ => false,
    }
}

/// The target below a base, with its leading slash: `/v1.0/users?x` below `/v1.0` is
/// `/users?x`.
fn below<'a>(target: &'a str, base: &str) -> Option<&'a str> {
    target
        .strip_prefix(base)
        .filter(|rest| rest.starts_with('/'))
}

fn method(method: &axum::http::Method) -> Option<Method> {
    [
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ]
    .into_iter()
    .find(|known| known.name() == method.as_str())
}

fn is_type(headers: &HeaderMap, expected: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|given| given.trim().eq_ignore_ascii_case(expected))
}

fn nanos(duration: Duration) -> u64 {
    // 584 years.
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

fn internal(description: &str) -> Response {
    refusal(500, "INTERNAL_SERVER_ERROR", description)
}

fn refusal(status: u16, code: &str, description: &str) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body: Some(json!({"code": code, "description": description})),
        refusal: None,
    }
}

fn http(response: Response) -> HttpResponse {
    let Response {
        status,
        headers,
        body,
        refusal: _,
    } = response;
    let mut answer = HttpResponse::new(
        body.as_ref()
            .map_or_else(Body::empty, |body: &Value| Body::from(body.to_string())),
    );
    *answer.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if body.is_some() {
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
