use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo pull`
#[derive(Clone, Debug, Args)]
pub struct Pull {
    /// Folder with the configuration, or one YAML file: says which tenant, and what is read
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Where to save the snapshot (readable by you alone); standard output without it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Pull {
    pub(super) fn split(self) -> (Flags, commands::pull::Request) {
        let Pull {
            path,
            out,
            reading,
            tenant,
        } = self;
        let request = commands::pull::Request {
            path,
            out,
            wants: reading.wants(),
        };
        (tenant.flags(), request)
    }
}
