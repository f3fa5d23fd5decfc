use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::settings::Flags;

use super::tenant::TenantFlags;

/// `meibo checklist`
#[derive(Clone, Debug, Args)]
pub struct Checklist {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Use a snapshot that `meibo pull` saved instead of reading the tenant
    #[arg(long, value_name = "SNAPSHOT", conflicts_with = "sandbox")]
    live: Option<PathBuf>,

    /// Do not look at the tenant at all: pending members are then not named
    #[arg(long, conflicts_with_all = ["live", "sandbox"])]
    offline: bool,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Checklist {
    pub(super) fn split(self) -> (Flags, commands::checklist::Request) {
        let Checklist {
            path,
            live,
            offline,
            tenant,
        } = self;
        let request = commands::checklist::Request {
            path,
            live,
            offline,
        };
        (tenant.flags(), request)
    }
}
