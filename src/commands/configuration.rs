use std::path::Path;

use jiff::tz::TimeZone;

use crate::api::clock::Clock;
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
    /// How many warnings it allows itself.
    pub allowed: usize,
    /// Its files, to show places in.
    pub files: Files,
}

/// Reads a configuration, of which others may be writing files.
pub(super) fn read(path: &Path) -> Loaded {
    source::load_at(path, Clock::start(1.0).now().into())
}

/// The same of one that may have no `tenant` section yet.
pub(super) fn read_unfinished(path: &Path) -> Loaded {
    source::load_unfinished(path, Clock::start(1.0).now().into())
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
    } = read(path);
    let mut allowed = 0;
    if let Some(desired) = &desired {
        let today = Clock::start(1.0).now().to_zoned(TimeZone::UTC).date();
        let checked = check::check_at(desired, today);
        problems.extend(checked.problems);
        check::suggest_no_taken_address(&mut problems);
        allowed = checked.allowed;
    }
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    match desired {
        Some(desired) if !problems.iter().any(is_error) => Ok(Configuration {
            desired,
            warnings: problems,
            allowed,
            files,
        }),
        _ => Err(Failure {
            exit: Exit::Error,
            problems,
            allowed,
            files,
        }),
    }
}
