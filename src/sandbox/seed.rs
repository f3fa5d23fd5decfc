use std::path::PathBuf;

use serde::Deserialize;

use crate::directory::Snapshot;
use crate::source::read_regular_file;
use crate::world::{Assumptions, Rules, World};

use super::codes::SEED_UNUSABLE;
use super::{Failure, state};

/// What a sandbox begins with where its state file does not exist.
#[derive(Clone, Debug)]
pub enum Seed {
    /// An empty tenant of these rules.
    Empty(Rules),
    /// A file: a state file, a bare world, or a snapshot that `meibo pull` saved (which
    /// takes the rules from the configuration, where there is one).
    File {
        /// The file.
        path: PathBuf,
        /// The tenant of the configuration.
        rules: Option<Rules>,
    },
}

impl Seed {
    /// Reads it.
    ///
    /// # Errors
    /// Where the file cannot be read or is nothing of that kind.
    pub(super) fn world(&self) -> Result<World, Failure> {
        match self {
            Seed::Empty(rules) => Ok(World::new(rules.clone(), Assumptions::default())),
            Seed::File { path, rules } => {
                let unusable =
                    |cause: &dyn std::fmt::Display| Failure::of_file(SEED_UNUSABLE, path, cause);
                let bytes = read_regular_file(path).map_err(|error| unusable(&error))?;
                let shape: Shape =
                    serde_json::from_slice(&bytes).map_err(|error| unusable(&error))?;
                match (shape.read_at, rules) {
                    (Some(_), Some(rules)) => {
                        let snapshot: Snapshot =
                            serde_json::from_slice(&bytes).map_err(|error| unusable(&error))?;
                        Ok(World::load(
                            &snapshot.directory,
                            rules.clone(),
                            Assumptions::default(),
                        ))
                    }
                    (Some(_), None) => Err(unusable(
                        &"a snapshot needs the configuration it was read for beside it",
                    )),
                    (None, _) => state::world_of(path, &bytes),
                }
            }
        }
    }
}

/// What tells a snapshot from a state file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shape {
    #[serde(default)]
    read_at: Option<serde::de::IgnoredAny>,
}
