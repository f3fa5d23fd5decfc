use clap::{Args, CommandFactory, ValueEnum};

use super::Cli;

/// `meibo man`
#[derive(Clone, Debug, Args)]
pub struct Man {
    /// A verb; without it the page of meibo itself
    #[arg(value_enum)]
    verb: Option<Page>,
}

/// The verbs that have a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Page {
    Validate,
    Plan,
    Apply,
    Drift,
    Checklist,
    Pull,
    Schema,
    Sandbox,
    Completions,
}

impl Man {
    /// The page in roff.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut command = Cli::command();
        command.build();
        let page = self
            .verb
            .and_then(|verb| Some(verb.to_possible_value()?.get_name().to_owned()))
            .and_then(|name| command.find_subcommand(&name).cloned())
            .unwrap_or(command);
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = clap_mangen::Man::new(page).render(&mut text);
        text
    }
}
