use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo undo`
#[derive(Clone, Debug, Args)]
pub struct Undo {
    /// Name of the run as `meibo history` lists it, the beginning of it, or the path of its journal
    #[arg(value_name = "RUN|JOURNAL")]
    run: String,

    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Save the plan (whole, readable by you alone) for `meibo apply FILE`, and change nothing
    #[arg(long, value_name = "FILE", conflicts_with = "yes")]
    out: Option<PathBuf>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,

    /// Take back also what somebody else changed since
    #[arg(long)]
    force: bool,

    /// Let so many pass, whatever policy.limits says (repeatable): `members.remove=12`
    #[arg(long = "allow", value_name = "SECTION.ACTION=N")]
    allow: Vec<String>,

    /// Folder that journals are kept in [default: `.meibo` beside the configuration]
    #[arg(long, value_name = "FOLDER")]
    store: Option<PathBuf>,

    /// Take the turn of a run on another machine that died without giving it back
    #[arg(long, value_name = "RUN")]
    break_lease: Option<String>,

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,

    /// How long one call is assumed to take, for the estimate [default: 0.2, sandbox 0.01]
    #[arg(long, value_name = "SECONDS")]
    latency: Option<f64>,

    /// Divide every wait by this: for servers on this machine only
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    time_scale: f64,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Undo {
    pub(super) fn split(self) -> (Flags, commands::apply::undo::Request) {
        let Undo {
            run,
            path,
            out,
            yes,
            force,
            allow,
            store,
            break_lease,
            show_sensitive,
            latency,
            time_scale,
            reading,
            tenant,
        } = self;
        let request = commands::apply::undo::Request {
            run,
            path,
            out,
            yes,
            force,
            allow,
            show_sensitive,
            latency,
            wants: reading.wants(),
            store,
            break_lease,
        };
        let flags = Flags {
            time_scale: Some(time_scale),
            ..tenant.flags()
        };
        (flags, request)
    }
}
