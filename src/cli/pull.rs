use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::live;
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

    /// Save everything, whatever the configuration says of it: for `meibo import`
    #[arg(long)]
    all: bool,

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
            all,
            reading,
            tenant,
        } = self;
        let request = commands::pull::Request {
            path,
            out,
            wants: live::Wants {
                extent: if all {
                    live::Extent::Everything
                } else {
                    live::Extent::Plan
                },
                ..reading.wants()
            },
        };
        (tenant.flags(), request)
    }
}
