use std::path::PathBuf;

use crate::live::{self, Wants};
use crate::report::words::prompts;
use crate::settings::Settings;

use super::connection::Purpose;
use super::planning::{self, Side};
use super::{Exit, Failure, Output, configuration};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration: says which tenant, and what is read.
    pub path: PathBuf,
    /// Where to save the snapshot; `None`: standard output.
    pub out: Option<PathBuf>,
    /// What of the tenant is read, and how.
    pub wants: Wants,
}

/// Saves what the tenant holds.
///
/// # Errors
/// What is wrong with the configuration or the tenant; a file that cannot be written.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let configuration = configuration::load(&request.path)?;
    output.findings(
        &configuration.warnings,
        configuration.allowed,
        &configuration.files,
    );
    let snapshot = planning::live_state(
        Side {
            file: None,
            ahead: None,
            purpose: Purpose::Read,
            wants: request.wants,
        },
        &request.path,
        &configuration,
        settings,
        output,
    )?;
    match &request.out {
        Some(file) => {
            live::save(file, &snapshot).map_err(Failure::error)?;
            output.note(&prompts::snapshot_saved(file.display(), output.language()));
        }
        None => output.json(&snapshot),
    }
    Ok(Exit::Done)
}
