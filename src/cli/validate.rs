use std::path::PathBuf;

use clap::Args;

use crate::commands;

/// `meibo validate`
#[derive(Clone, Debug, Args)]
pub struct Validate {
    /// Folder with the configuration, or one YAML file
    #[arg(default_value = ".")]
    path: PathBuf,
}

impl Validate {
    pub(super) fn request(self) -> commands::validate::Request {
        commands::validate::Request { path: self.path }
    }
}
