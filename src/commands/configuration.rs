use std::path::Path;

use crate::check;
use crate::directory::Desired;
use crate::source::{self, Files, Loaded, Problem, Severity};

use super::{Exit, Failure};

/// A configuration without errors.
pub(super) struct Configuration {
    /// What the tenant should be.
    pub desired: Desired,
    /// What is worth knowing about it.
    pub warnings: Vec<Problem>,
    /// Its files, to show places in.
    pub files: Files,
}

/// Reads and checks a configuration.
///
/// # Errors
/// Every problem of it at once.
pub(super) fn load(path: &Path) -> Result<Configuration, Failure> {
    let Loaded {
        desired,
        mut problems,
        files,
    } = source::load(path);
    if let Some(desired) = &desired {
        problems.extend(check::check(desired));
    }
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    match desired {
        Some(desired) if !problems.iter().any(is_error) => Ok(Configuration {
            desired,
            warnings: problems,
            files,
        }),
        _ => Err(Failure {
            exit: Exit::Error,
            problems,
            files,
        }),
    }
}
