use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo plan`
#[derive(Clone, Debug, Args)]
pub struct Plan {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Save the plan, for `meibo apply FILE`
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Plan offline, against a snapshot that `meibo pull` saved
    #[arg(long, value_name = "SNAPSHOT", conflicts_with = "sandbox")]
    live: Option<PathBuf>,

    /// Plan only this object and what it needs (repeatable): `org/sales-1`
    #[arg(long = "target", value_name = "KIND/KEY")]
    targets: Vec<String>,

    /// Let so many pass, whatever policy.limits says (repeatable): `members.remove=12`
    #[arg(long = "allow", value_name = "SECTION.ACTION=N")]
    allow: Vec<String>,

    /// Exit with 2 when there are changes
    #[arg(long)]
    detailed_exitcode: bool,

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,

    /// How long one call is assumed to take, for the estimate [default: 0.2, sandbox 0.01]
    #[arg(long, value_name = "SECONDS")]
    latency: Option<f64>,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Plan {
    pub(super) fn split(self) -> (Flags, commands::plan::Request) {
        let Plan {
            path,
            out,
            live,
            targets,
            allow,
            detailed_exitcode,
            show_sensitive,
            latency,
            reading,
            tenant,
        } = self;
        let request = commands::plan::Request {
            path,
            out,
            live,
            targets,
            allow,
            detailed_exitcode,
            show_sensitive,
            latency,
            wants: reading.wants(),
        };
        (tenant.flags(), request)
    }
}
