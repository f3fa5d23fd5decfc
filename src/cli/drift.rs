use std::path::PathBuf;

use clap::Args;

use crate::commands;
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

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Drift {
    pub(super) fn split(self) -> (Flags, commands::drift::Request) {
        let Drift {
            path,
            live,
            targets,
            show_sensitive,
            reading,
            tenant,
        } = self;
        let request = commands::drift::Request {
            path,
            live,
            targets,
            show_sensitive,
            wants: reading.wants(),
        };
        (tenant.flags(), request)
    }
}
