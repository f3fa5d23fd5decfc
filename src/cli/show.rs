use std::path::PathBuf;

use clap::Args;

use crate::commands;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::tenant::TenantFlags;

/// `meibo show`
#[derive(Clone, Debug, Args)]
pub struct Show {
    /// A key, `KIND/KEY` (`org/sales-1`), a mail address, a name or a resource id
    #[arg(value_name = "WHAT")]
    what: String,

    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Look into a snapshot that `meibo pull` saved instead of the tenant
    #[arg(long, value_name = "SNAPSHOT", conflicts_with = "sandbox")]
    live: Option<PathBuf>,

    /// Do not look at the tenant: show what is declared alone
    #[arg(long, conflicts_with_all = ["live", "sandbox"])]
    offline: bool,

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

impl Show {
    pub(super) fn split(self) -> (Flags, commands::show::Request) {
        let Show {
            what,
            path,
            live,
            offline,
            show_sensitive,
            reading,
            tenant,
        } = self;
        let request = commands::show::Request {
            what,
            path,
            live,
            offline,
            show_sensitive,
            wants: reading.wants(),
        };
        (tenant.flags(), request)
    }
}
