//! A sandbox is started and stopped here, and its requests read. Nothing of the
//! service's rules is decided here.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Request as HttpRequest, State};
use axum::response::Response as HttpResponse;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::world::World;

use super::answer::{http, internal, refusal};
use super::arrivals::{Arrival, Arrivals};
use super::clock::ServerClock;
use super::codes::{PORT_UNUSABLE, STATE_UNUSABLE};
use super::credentials::{self, Credentials};
use super::dev_token::DevToken;
use super::incoming::Incoming;
use super::service::{Inner, Service};
use super::state::StateFile;
use super::{Failure, api_calls, router, seed, token_calls};

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
    service: Arc<Service>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
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
    let service = Arc::new(Service {
        clock: ServerClock::start(time_scale),
        write_guard,
        dev_token: DevToken::new(credentials.dev_token.clone()),
        inner: Mutex::new(Inner {
            world,
            state,
            arrivals,
            broken: false,
        }),
    });
    let app = axum::Router::new()
        .fallback(answer)
        .with_state(Arc::clone(&service));
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
        api_url: format!("http://{address}{}", api_calls::BASE),
        auth_url: format!("http://{address}{}", token_calls::BASE),
        credentials,
        key_file,
        service,
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
        self.service
            .inner
            .lock()
            .map(|inner| inner.arrivals.list())
            .unwrap_or_default()
    }

    /// A copy of the world as it is now.
    pub fn world(&self) -> Option<World> {
        self.service
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
        let Ok(mut inner) = self.service.inner.lock() else {
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
async fn answer(State(service): State<Arc<Service>>, request: HttpRequest) -> HttpResponse {
    let arrived = service.clock.elapsed();
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
        arrived,
    };
    let answered = tokio::task::spawn_blocking(move || router::answer(&service, &incoming)).await;
    answered.unwrap_or_else(|_| http(internal("the sandbox failed on this call")))
}
