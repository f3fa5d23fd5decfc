use std::path::PathBuf;

use clap::Args;

use crate::commands::{self, apply::Unfinished};
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo apply`
#[derive(Clone, Debug, Args)]
pub struct Apply {
    /// Folder with the configuration, one YAML file, or a plan that `meibo plan --out` saved
    #[arg(default_value = ".", value_name = "PATH|PLANFILE")]
    path: PathBuf,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,

    /// Go on with the last run that did not come to its end
    #[arg(long, conflicts_with_all = ["targets", "abandon"])]
    resume: bool,

    /// Give up a run that did not come to its end, and plan anew
    #[arg(long)]
    abandon: bool,

    /// Take the turn of a run on another machine that died without giving it back
    #[arg(long, value_name = "RUN")]
    break_lease: Option<String>,

    /// Folder that journals and the lease on the tenant are kept in [default: `.meibo` beside the
    /// configuration or plan]
    #[arg(long, value_name = "FOLDER")]
    store: Option<PathBuf>,

    /// Apply only this object and what it needs (repeatable): `org/sales-1`
    #[arg(long = "target", value_name = "KIND/KEY")]
    targets: Vec<String>,

    /// Let so many pass, whatever policy.limits says (repeatable): `members.remove=12`
    #[arg(long = "allow", value_name = "SECTION.ACTION=N")]
    allow: Vec<String>,

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,

    /// How long one call is assumed to take, for the estimate [default: 0.2, sandbox 0.01]
    #[arg(long, value_name = "SECONDS")]
    latency: Option<f64>,

    /// After applying, read the whole tenant once more and plan, even where reading it takes over a minute
    #[arg(long)]
    recheck: bool,

    /// Divide every wait by this: for servers on this machine only
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    time_scale: f64,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Apply {
    pub(super) fn split(self) -> (Flags, commands::apply::Request) {
        let Apply {
            path,
            yes,
            resume,
            abandon,
            break_lease,
            store,
            targets,
            allow,
            show_sensitive,
            latency,
            recheck,
            time_scale,
            reading,
            tenant,
        } = self;
        let request = commands::apply::Request {
            path,
            yes,
            targets,
            allow,
            show_sensitive,
            latency,
            wants: reading.wants(),
            recheck,
            unfinished: match (resume, abandon) {
                (true, _) => Unfinished::Resume,
                (false, true) => Unfinished::Abandon,
                (false, false) => Unfinished::Ask,
            },
            break_lease,
            store,
        };
        let flags = Flags {
            time_scale: Some(time_scale),
            ..tenant.flags()
        };
        (flags, request)
    }
}
