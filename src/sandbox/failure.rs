use std::fmt;
use std::path::Path;

use crate::source::{Code, Problem};

use super::codes;

/// Why a sandbox does not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub Box<Problem>);

impl Failure {
    /// A failure over a file.
    pub(super) fn of_file(code: Code, path: &Path, cause: impl fmt::Display) -> Failure {
        Failure(Box::new(
            Problem::error(code)
                .with("path", path.display())
                .with("cause", cause),
        ))
    }

    /// Whether the state file is in the hands of another process.
    pub fn is_held(&self) -> bool {
        self.0.code == codes::STATE_IN_USE
    }
}
