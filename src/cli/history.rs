use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::commands;

/// `meibo history`
#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct History {
    #[command(subcommand)]
    one: Option<One>,

    /// Folder with the configuration, or one YAML file: the runs are kept beside it
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Folder that journals are kept in [default: `.meibo` beside the configuration]
    #[arg(long, value_name = "FOLDER")]
    store: Option<PathBuf>,

    /// How many runs are listed
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

#[derive(Clone, Debug, Subcommand)]
enum One {
    /// Tell one run step by step: each call, what became of it, what it changed
    Show(Show),
}

/// `meibo history show`
#[derive(Clone, Debug, Args)]
struct Show {
    /// Name of the run, the beginning of it, or the path of its journal
    run: String,

    /// Folder with the configuration, or one YAML file: the runs are kept beside it
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Folder that journals are kept in [default: `.meibo` beside the configuration]
    #[arg(long, value_name = "FOLDER")]
    store: Option<PathBuf>,

    /// Show private mail addresses, telephone numbers, birthdays and the like
    #[arg(long)]
    show_sensitive: bool,
}

impl History {
    pub(super) fn request(self) -> commands::history::Request {
        let History {
            one,
            path,
            store,
            limit,
        } = self;
        match one {
            Some(One::Show(Show {
                run,
                path,
                store,
                show_sensitive,
            })) => commands::history::Request::One {
                path,
                store,
                run,
                show_sensitive,
            },
            None => commands::history::Request::All { path, store, limit },
        }
    }
}
