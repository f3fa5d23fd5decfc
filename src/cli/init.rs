use std::path::PathBuf;

use clap::Args;

use crate::commands;

/// `meibo init`
#[derive(Clone, Debug, Args)]
pub struct Init {
    /// Folder to write to; made where there is none
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
}

impl Init {
    pub(super) fn request(self) -> commands::init::Request {
        let Init { folder } = self;
        commands::init::Request { folder }
    }
}
