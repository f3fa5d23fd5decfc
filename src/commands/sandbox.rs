use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::Poll;

use secrecy::ExposeSecret;
use serde_json::json;

use crate::report::words::prompts;
use crate::sandbox::{Options, Running, Seed, start};
use crate::source::Problem;

use super::codes::{NUMBER_OUT_OF_RANGE, SANDBOX_WITHOUT_TENANT};
use super::connection::{default_state, rules_of, runtime, seed_beside};
use super::{Exit, Failure, Format, Output, configuration};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration whose tenant is played.
    pub path: PathBuf,
    /// Port on loopback; 0 takes a free one.
    pub port: u16,
    /// An address that other machines may reach, instead.
    pub network: Option<SocketAddr>,
    /// The state file.
    pub state: Option<PathBuf>,
    /// What to begin with.
    pub seed: Option<PathBuf>,
    /// The log of calls.
    pub log: Option<PathBuf>,
    /// The rules of faults.
    pub faults: Option<PathBuf>,
    /// How much faster its clock runs.
    pub time_scale: f64,
    /// How late lists of objects are, seconds.
    pub list_lag: Option<u32>,
    /// How late lists of members are, seconds.
    pub membership_lag: Option<u32>,
    /// Whether calls that write are answered 500.
    pub write_guard: bool,
}

/// A clock that runs faster than this would leave the years that can be told.
const FASTEST: f64 = 1_000_000.0;

/// Serves the documented API until it is told to stop.
///
/// # Errors
/// Where it cannot start, or its state cannot be written at the end.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    if !(request.time_scale > 0.0 && request.time_scale <= FASTEST) {
        return Err(Failure::error(
            Problem::error(NUMBER_OUT_OF_RANGE)
                .with("flag", "--time-scale")
                .with("value", request.time_scale)
                .with("range", format!("greater than 0, at most {FASTEST}")),
        ));
    }
    let state = request
        .state
        .clone()
        .unwrap_or_else(|| default_state(&request.path));
    let options = Options {
        port: request.port,
        network: request.network,
        seed: seed(request, &state)?,
        state: Some(state),
        keep_seed: false,
        keep_key: true,
        log: request.log.clone(),
        faults: request.faults.clone(),
        write_guard: request.write_guard,
        time_scale: request.time_scale,
        list_lag: request.list_lag,
        membership_lag: request.membership_lag,
    };
    runtime()?.block_on(async {
        let running = start(options).await?;
        let mut stop = pin!(tokio::signal::ctrl_c());
        // Listened for before anybody hears that it answers: whoever stops it at once is heard.
        let stopped = poll_fn(|cx| Poll::Ready(stop.as_mut().poll(cx).is_ready())).await;
        output.data(&greeting(&running, output.format()));
        let language = output.language();
        output.note(prompts::sandbox_answers(language));
        output.note(prompts::sandbox_tokens(language));
        if let Some(address) = running.open_to_others() {
            output.note(&prompts::sandbox_is_open(address, language));
        }
        if !stopped {
            // Where the signal cannot be waited for, there is nothing to wait for either.
            let _ = stop.await;
        }
        running.shutdown().await?;
        Ok(Exit::Done)
    })
}

/// What to begin with. A configuration is needed only where nothing else says what the
/// tenant is.
fn seed(request: &Request, state: &Path) -> Result<Seed, Failure> {
    let named = request.seed.clone().or_else(|| seed_beside(&request.path));
    let configuration = configuration::load(&request.path);
    match (named, configuration) {
        (Some(path), configuration) => Ok(Seed::File {
            path,
            rules: configuration.ok().map(|c| rules_of(&c.desired.tenant)),
        }),
        (None, Ok(configuration)) => Ok(Seed::Empty(rules_of(&configuration.desired.tenant))),
        // The state file says it all.
        (None, Err(_)) if state.exists() => Ok(Seed::File {
            path: state.to_owned(),
            rules: None,
        }),
        (None, Err(mut failure)) => {
            failure
                .problems
                .push(Problem::error(SANDBOX_WITHOUT_TENANT).with("path", request.path.display()));
            Err(failure)
        }
    }
}

/// What a shell needs to talk to it.
fn greeting(running: &Running, format: Format) -> String {
    let app = &running.credentials;
    let key_file = running
        .key_file
        .as_deref()
        .map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
        .unwrap_or_default();
    let key_file = key_file.display().to_string();
    let lines = [
        ("LINEWORKS_API_URL", running.api_url.as_str()),
        ("LINEWORKS_AUTH_URL", &running.auth_url),
        ("LINEWORKS_CLIENT_ID", &app.client_id),
        // Made by the sandbox for itself: opens nothing else.
        ("LINEWORKS_CLIENT_SECRET", app.client_secret.expose_secret()),
        ("LINEWORKS_SERVICE_ACCOUNT", &app.service_account),
        ("LINEWORKS_PRIVATE_KEY_FILE", &key_file),
        // Opens the whole sandbox, and nothing else.
        ("MEIBO_SANDBOX_DEV_TOKEN", app.dev_token.expose_secret()),
    ];
    match format {
        Format::Text => lines
            .map(|(name, value)| format!("export {name}='{}'\n", value.replace('\'', "'\\''")))
            .concat(),
        Format::Json => {
            let map: serde_json::Map<_, _> = lines
                .into_iter()
                .map(|(name, value)| (name.to_owned(), json!(value)))
                .collect();
            format!("{}\n", serde_json::Value::Object(map))
        }
    }
}
