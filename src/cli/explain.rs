use clap::Args;

use crate::commands;

/// `meibo explain`
#[derive(Clone, Debug, Args)]
pub struct Explain {
    /// A problem code: M0200, m200 or 200; without one all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl Explain {
    pub(super) fn request(self) -> commands::explain::Request {
        commands::explain::Request { code: self.code }
    }
}
