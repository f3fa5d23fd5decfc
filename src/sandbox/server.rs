//! A sandbox is started and stopped here, and its requests read. Nothing of the
//! service's rules is decided here.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::world::{Act, Refusal, World};

use super::arrivals::{Arrival, Arrivals};
use super::clock::ServerClock;
use super::codes::{FAULTS_UNUSABLE, PORT_UNUSABLE, STATE_UNUSABLE};
use super::credentials::{self, Credentials};
use super::dev_token::DevToken;
use super::faults::{self, Faults};
use super::files::Files;
use super::forms::Forms;
use super::keeping::Undone;
use super::service::{Inner, Service};
use super::state::StateFile;
use super::upload::Uploads;
use super::{Failure, api_calls, connections, seed, token_calls};

/// How a sandbox is started.
#[derive(Debug)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Listens on this address instead, where other machines may reach it: whoever does
    /// and has the dev token or the app's key can change the sandbox. The console stays
    /// on this machine.
    pub network: Option<SocketAddr>,
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
    /// File of the rules of faults to begin with.
    pub faults: Option<PathBuf>,
    /// Answer 500 to everything but GET and the token POST: proves that planning never
    /// writes.
    pub write_guard: bool,
    /// How many times faster than real time the world's clock runs; 1 in real use.
    pub time_scale: f64,
    /// How late lists of objects show what was written, in seconds; as the state has it
    /// where nothing is said.
    pub list_lag: Option<u32>,
    /// The same of lists of members.
    pub membership_lag: Option<u32>,
}

impl Options {
    /// Everything in memory, on a free port, in real time.
    pub fn of(seed: seed::Seed) -> Options {
        Options {
            port: 0,
            network: None,
            state: None,
            seed,
            keep_seed: false,
            keep_key: false,
            log: None,
            faults: None,
            write_guard: false,
            time_scale: 1.0,
            list_lag: None,
            membership_lag: None,
        }
    }
}

/// A sandbox that answers.
#[derive(Debug)]
pub struct Running {
    /// Base of the API: `http://127.0.0.1:PORT/v1.0`, on the network the address there.
    pub api_url: String,
    /// Base of the token endpoint: `http://127.0.0.1:PORT/oauth2/v2.0`.
    pub auth_url: String,
    /// The app it knows.
    pub credentials: Credentials,
    /// Where the app's key lies, where it is kept.
    pub key_file: Option<PathBuf>,
    service: Arc<Service>,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

/// Starts a sandbox.
///
/// # Errors
/// Where the port, the state file, the seed, the key file or the log cannot be used.
pub async fn start(options: Options) -> Result<Running, Failure> {
    let Options {
        port,
        network,
        state,
        seed,
        keep_seed,
        keep_key,
        log,
        faults,
        write_guard,
        time_scale,
        list_lag,
        membership_lag,
    } = options;
    let mut in_force = Faults::default();
    if let Some(path) = &faults {
        for rule in faults::read(path)? {
            in_force
                .add(rule)
                .map_err(|taken| Failure::of_file(FAULTS_UNUSABLE, path, taken))?;
        }
    }
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
    let wanted = network.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let unusable = |error: std::io::Error| {
        Failure(Box::new(
            crate::source::Problem::error(PORT_UNUSABLE)
                .with("address", wanted)
                .with("cause", error),
        ))
    };
    let listener = TcpListener::bind(wanted).await.map_err(unusable)?;
    let address = listener.local_addr().map_err(unusable)?;
    let forms =
        Forms::new(address.port()).map_err(|error| unusable(std::io::Error::other(error)))?;
    let files = Files::open(state.as_ref().map(StateFile::path), &world);
    let uploads = Uploads::new(&credentials.client_secret, files);
    world.set_upload_host(format!("http://{}{}", reachable(address), uploads.base()));
    let service = Arc::new(Service {
        listening: address,
        clock: ServerClock::start(time_scale, |around| world.wake(around)),
        write_guard,
        dev_token: DevToken::new(credentials.dev_token.clone()),
        forms,
        faults: Mutex::new(in_force),
        uploads,
        inner: Mutex::new(Inner {
            world,
            state,
            arrivals,
            broken: false,
        }),
    });
    service.lag(list_lag, membership_lag)?;
    let (stop, stopped) = watch::channel(false);
    let server = tokio::spawn(connections::serve(listener, Arc::clone(&service), stopped));
    let address = reachable(address);
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

/// An address at which what listens on `address` answers on this machine.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => (Ipv4Addr::LOCALHOST, v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => (Ipv6Addr::LOCALHOST, v6.port()).into(),
        _ => address,
    }
}

/// The key file beside a state file: `sandbox.json.key.pem`.
fn key_file(state: &std::path::Path) -> PathBuf {
    let mut name = state.as_os_str().to_owned();
    name.push(".key.pem");
    PathBuf::from(name)
}

impl Running {
    /// The address it listens on, where other machines may reach it.
    pub fn open_to_others(&self) -> Option<SocketAddr> {
        Some(self.service.listening).filter(|address| !address.ip().to_canonical().is_loopback())
    }

    /// The calls that arrived so far, as far as they are still in memory.
    pub fn arrivals(&self) -> Vec<Arrival> {
        self.service
            .inner
            .lock()
            .map(|inner| inner.arrivals.list())
            .unwrap_or_default()
    }

    /// The calls that arrived after the one of a number.
    pub fn arrivals_since(&self, n: u64) -> Vec<Arrival> {
        self.service
            .inner
            .lock()
            .map(|inner| inner.arrivals.since(n).cloned().collect())
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

    /// Does what no call of the API does, and keeps it.
    ///
    /// # Errors
    /// What the rules refuse; `None` where the sandbox has failed or cannot keep it.
    pub fn act(&self, act: &Act) -> Result<(), Option<Refusal>> {
        self.service.act(act).map_err(|undone| match undone {
            Undone::Refused(refusal) => Some(refusal),
            Undone::Broken => None,
        })
    }

    /// Stops listening and writes the state file out. Every answered write is in it or
    /// in its log already, so a process that never gets here loses nothing.
    ///
    /// # Errors
    /// Where the state file cannot be written.
    pub async fn shutdown(self) -> Result<(), Failure> {
        // The receiver is gone only where the server ended by itself.
        let _ = self.stop.send(true);
        if let Err(error) = self.server.await {
            tracing::error!(%error, "the sandbox stopped listening");
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
