use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;

/// `meibo completions`
#[derive(Clone, Debug, Args)]
pub struct Completions {
    /// The shell to write them for
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// The script.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "meibo", &mut text);
        text
    }
}
