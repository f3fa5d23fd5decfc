use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands;
use crate::import::live::Keys;
use crate::live;
use crate::settings::Flags;

use super::reading::ReadingFlags;
use super::sheet::SheetFlags;
use super::tenant::TenantFlags;

/// `meibo import`
#[derive(Clone, Debug, Args)]
pub struct Import {
    /// Folder to write the configuration into; one that is there is brought up to date, its comments and its order kept
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,

    /// Import a snapshot that `meibo pull` saved instead of reading the tenant
    #[arg(long, value_name = "SNAPSHOT", conflicts_with_all = ["sandbox", "list"])]
    live: Option<PathBuf>,

    /// What keys are made of for objects that have none
    #[arg(long, value_enum, default_value_t = KeysFrom::Email, value_name = "WHAT")]
    keys: KeysFrom,

    /// Print what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Show personal data in a dry run
    #[arg(long)]
    show_sensitive: bool,

    /// Bring up to date what is declared, and declare nothing that is not
    #[arg(long)]
    declared_only: bool,

    /// Take out what is declared and not in the tenant; else that stays, and is listed
    #[arg(long, conflicts_with = "list")]
    prune: bool,

    /// Name of the tenant, where no configuration is there yet [default: from the mail domain]
    #[arg(long = "tenant", value_name = "KEY")]
    tenant_key: Option<String>,

    /// A domain of the tenant, where no configuration is there yet (repeatable): its number in the Developer Console, and its mail domain where members do not tell it
    #[arg(long = "domain", value_name = "ID[=MAIL DOMAIN]")]
    domains: Vec<String>,

    #[command(flatten)]
    sheet: SheetFlags,

    #[command(flatten)]
    reading: ReadingFlags,

    #[command(flatten)]
    tenant: TenantFlags,
}

/// See [`Keys`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum KeysFrom {
    /// Members: the address before the @; others: the English name
    Email,
    /// Members: the employee number, else as `email`
    #[value(name = "employeeNumber", alias = "employee-number")]
    EmployeeNumber,
    /// The name as it is spelled
    Name,
    /// The resource id
    Uuid,
}

impl Import {
    /// The list to import, where one is given instead of the tenant.
    pub(super) fn list(&self) -> Option<commands::import::sheet::Request> {
        self.sheet
            .clone()
            .request(self.out.clone(), self.dry_run, self.show_sensitive)
    }

    pub(super) fn split(self) -> (Flags, commands::import::Request) {
        let Import {
            out,
            live,
            keys,
            dry_run,
            show_sensitive,
            declared_only,
            prune,
            tenant_key,
            domains,
            sheet: _,
            reading,
            tenant,
        } = self;
        let request = commands::import::Request {
            out,
            live,
            keys: match keys {
                KeysFrom::Email => Keys::Email,
                KeysFrom::EmployeeNumber => Keys::EmployeeNumber,
                KeysFrom::Name => Keys::Name,
                KeysFrom::Uuid => Keys::Uuid,
            },
            dry_run,
            show_sensitive,
            declared_only,
            prune,
            tenant: tenant_key,
            domains,
            wants: live::Wants {
                extent: live::Extent::Everything,
                ..reading.wants()
            },
        };
        (tenant.flags(), request)
    }
}
