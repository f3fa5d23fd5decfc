use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::commands::export;
use crate::import::sheet;

/// `meibo export`
#[derive(Clone, Debug, Args)]
pub struct Export {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// As CSV: the one form there is so far
    #[arg(long, required = true)]
    csv: bool,

    /// What to write: one kind of object a file
    #[arg(long, value_enum, default_value_t = What::Members, value_name = "WHAT")]
    what: What,

    /// Write what a snapshot holds that `meibo pull` saved, instead of what is declared
    #[arg(long, value_name = "SNAPSHOT")]
    live: Option<PathBuf>,

    /// How the file is encoded
    #[arg(long, value_enum, default_value_t = Encoding::Utf8Bom, value_name = "ENCODING")]
    encoding: Encoding,

    /// Where to write it (readable by you alone); standard output without it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Write personal data to standard output too: without it those columns stand in `--out` files alone
    #[arg(long)]
    show_sensitive: bool,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// Members
    Members,
    /// Orgs
    Orgs,
    /// Groups
    Groups,
}

impl What {
    pub(super) fn what(self) -> sheet::What {
        match self {
            What::Members => sheet::What::Members,
            What::Orgs => sheet::What::Orgs,
            What::Groups => sheet::What::Groups,
        }
    }
}

/// How the file is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Encoding {
    /// UTF-8 with a byte order mark: what Excel takes for UTF-8
    #[value(name = "utf-8-bom")]
    Utf8Bom,
    /// UTF-8 without one
    #[value(name = "utf-8")]
    Utf8,
    /// Shift_JIS as Windows has it (CP932)
    #[value(name = "shift_jis")]
    ShiftJis,
}

impl Export {
    pub(super) fn request(self) -> export::Request {
        let Export {
            path,
            csv: _,
            what,
            live,
            encoding,
            out,
            show_sensitive,
        } = self;
        export::Request {
            path,
            what: what.what(),
            live,
            encoding: match encoding {
                Encoding::Utf8Bom => sheet::Encoding::Utf8Bom,
                Encoding::Utf8 => sheet::Encoding::Utf8,
                Encoding::ShiftJis => sheet::Encoding::ShiftJis,
            },
            out,
            show_sensitive,
        }
    }
}
