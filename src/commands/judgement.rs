//! What a run refuses because of how it was asked.

use crate::plan::Plan;
use crate::source::{Files, Problem, Severity};

use super::codes::{FORMAT_NOT_HERE, WARNINGS_DENIED};
use super::configuration::Configuration;
use super::manner::ProblemFormat;
use super::{Exit, Failure, Output};

/// A format that holds problems alone, for a verb that prints more.
pub fn format_not_here(format: ProblemFormat) -> Failure {
    Failure::error(Problem::error(FORMAT_NOT_HERE).with("format", format.name()))
}

fn denied(count: usize) -> Problem {
    Problem::error(WARNINGS_DENIED).with("count", count)
}

/// A configuration as it is, unless it has warnings and those are denied.
///
/// # Errors
/// Its warnings, where they are denied.
pub(super) fn unless_denied(
    configuration: Configuration,
    output: &Output,
) -> Result<Configuration, Failure> {
    let count = configuration.warnings.len();
    if count == 0 || !output.denies_warnings() {
        return Ok(configuration);
    }
    let Configuration {
        desired: _,
        warnings: mut problems,
        allowed,
        files,
    } = configuration;
    problems.push(denied(count));
    Err(Failure {
        exit: Exit::Error,
        problems,
        allowed,
        files,
    })
}

/// That reading the tenant found nothing to warn of, where warnings are denied. How long it
/// takes, and which calls it is done by, is told and makes nothing less: it is not denied.
///
/// # Errors
/// Its warnings, where they are denied; `allowed` says how many the policy lets pass.
pub(super) fn unless_read_with_warnings(
    mut problems: Vec<Problem>,
    allowed: usize,
    output: &Output,
) -> Result<Vec<Problem>, Failure> {
    let count = warnings(&problems);
    if count == 0 || !output.denies_warnings() {
        return Ok(problems);
    }
    problems.push(denied(count));
    Err(Failure {
        allowed,
        ..Failure::all(problems)
    })
}

fn warnings(problems: &[Problem]) -> usize {
    let is_warning = |problem: &&Problem| problem.severity == Severity::Warning;
    problems.iter().filter(is_warning).count()
}

/// Whether a plan has warnings where those are denied; says so.
pub(super) fn denies(plan: &Plan, output: &Output) -> bool {
    let count = warnings(&plan.problems);
    let denies = count > 0 && output.denies_warnings();
    if denies {
        output.problems(&[denied(count)], &Files::default());
    }
    denies
}
