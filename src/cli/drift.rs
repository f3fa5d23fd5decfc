use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands;
use crate::report::drift::DriftKind;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo drift`
#[derive(Clone, Debug, Args)]
pub struct Drift {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Compare offline, against a snapshot that `meibo pull` saved
    #[arg(long, value_name = "SNAPSHOT", conflicts_with = "sandbox")]
    live: Option<PathBuf>,

    /// Look only at this object and what it needs (repeatable): `org/sales-1`
    #[arg(long = "target", value_name = "KIND/KEY")]
    targets: Vec<String>,

    /// Keep in this file what was reported: the same drift is not reported twice, and gives 0
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,

    /// Exit with 2 for these kinds of drift alone; the others are shown, and give 0 [default: all]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND,...")]
    fail_on: Vec<FailOn>,

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

/// See [`DriftKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Declared, and not in the tenant
    Removed,
    /// In the tenant, owned by the configuration, and not declared
    Added,
    /// Properties, posts or lists are otherwise
    Changed,
    /// Under another parent, in another place or another domain
    Moved,
    /// A member is suspended, in deletion or on leave, or should be
    State,
    /// There without the declared key
    Unkeyed,
}

impl From<FailOn> for DriftKind {
    fn from(kind: FailOn) -> DriftKind {
        match kind {
            FailOn::Removed => DriftKind::Removed,
            FailOn::Added => DriftKind::Added,
            FailOn::Changed => DriftKind::Changed,
            FailOn::Moved => DriftKind::Moved,
            FailOn::State => DriftKind::State,
            FailOn::Unkeyed => DriftKind::Unkeyed,
        }
    }
}

impl Drift {
    pub(super) fn split(self) -> (Flags, commands::drift::Request) {
        let Drift {
            path,
            live,
            targets,
            since,
            fail_on,
            show_sensitive,
            reading,
            tenant,
        } = self;
        let request = commands::drift::Request {
            path,
            live,
            targets,
            since,
            fail_on: fail_on.into_iter().map(DriftKind::from).collect(),
            show_sensitive,
            wants: reading.wants(),
        };
        (tenant.flags(), request)
    }
}
