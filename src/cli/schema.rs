use clap::{Args, ValueEnum};

use crate::commands;

/// `meibo schema`
#[derive(Clone, Debug, Args)]
pub struct Schema {
    /// Of which files
    #[arg(value_enum, default_value_t = Of::Config)]
    of: Of,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// The YAML files
    Config,
    /// Saved plans
    Plan,
    /// Saved snapshots
    Snapshot,
    /// Mapping files of `import --csv` and `--xlsx`
    Mapping,
}

impl Schema {
    pub(super) fn request(&self) -> commands::schema::Request {
        match self.of {
            Of::Config => commands::schema::Request::Config,
            Of::Plan => commands::schema::Request::Plan,
            Of::Snapshot => commands::schema::Request::Snapshot,
            Of::Mapping => commands::schema::Request::Mapping,
        }
    }
}
