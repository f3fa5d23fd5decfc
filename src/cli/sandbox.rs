use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::commands;

/// `meibo sandbox`
#[derive(Clone, Debug, Args)]
pub struct Sandbox {
    /// Folder with the configuration whose tenant is played, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// Let other machines in: listen on this address instead of 127.0.0.1. Whoever reaches
    /// it and has the dev token or the app's key, both printed at start, can read and change
    /// everything in the sandbox; nothing is encrypted. The console stays on this machine
    #[arg(long, value_name = "ADDRESS:PORT", conflicts_with = "port")]
    listen_on_network: Option<SocketAddr>,

    /// State file (default: `.meibo/sandbox.json` beside the configuration)
    #[arg(long, value_name = "STATE.json")]
    state: Option<PathBuf>,

    /// What to begin with where the state file does not exist: a state, or a snapshot that
    /// `meibo pull` saved (default: `sandbox.json` in the configuration, else an empty tenant)
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,

    /// Append one line of JSON per call: when it arrived, what it was, how it was answered
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Fail chosen calls on purpose, by the rules in this file (JSON or YAML)
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,

    /// Let the sandbox's clock run this many times faster
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    time_scale: f64,

    /// Let lists of objects show what was written only after so many seconds, up to a day;
    /// reads by id are immediate. Kept in the state file
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(..=86_400))]
    list_lag: Option<u32>,

    /// The same for who is in a group or an org unit, wherever it is listed
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(..=86_400))]
    membership_lag: Option<u32>,

    /// Answer 500 to every call that writes
    #[arg(long)]
    write_guard: bool,
}

impl Sandbox {
    pub(super) fn request(self) -> commands::sandbox::Request {
        let Sandbox {
            path,
            port,
            listen_on_network,
            state,
            seed,
            log,
            faults,
            time_scale,
            list_lag,
            membership_lag,
            write_guard,
        } = self;
        commands::sandbox::Request {
            path,
            port,
            network: listen_on_network,
            state,
            seed,
            log,
            faults,
            time_scale,
            list_lag,
            membership_lag,
            write_guard,
        }
    }
}
