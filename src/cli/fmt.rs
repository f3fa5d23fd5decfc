use std::path::PathBuf;

use clap::Args;

use crate::commands;

/// `meibo fmt`
#[derive(Clone, Debug, Args)]
pub struct Fmt {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Write nothing; name the files that are not in the usual style, and exit with 2 where there are any
    #[arg(long)]
    check: bool,

    /// Write nothing; print what would be changed
    #[arg(long)]
    diff: bool,

    /// Show personal data in what would be changed
    #[arg(long)]
    show_sensitive: bool,
}

impl Fmt {
    pub(super) fn request(self) -> commands::fmt::Request {
        let Fmt {
            path,
            check,
            diff,
            show_sensitive,
        } = self;
        commands::fmt::Request {
            path,
            check,
            diff,
            show_sensitive,
        }
    }
}
