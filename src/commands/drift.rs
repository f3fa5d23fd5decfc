use std::mem::ManuallyDrop;
use std::path::PathBuf;

use crate::live::Wants;
use crate::report::plan::Headline;
use crate::settings::Settings;

use super::connection::Purpose;
use super::planning::{self, Side, Wishes};
use super::{Exit, Failure, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// A snapshot to compare with.
    pub live: Option<PathBuf>,
    /// `KIND/KEY`
    pub targets: Vec<String>,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// What of the tenant is read, and how.
    pub wants: Wants,
}

/// Tells whether the tenant is as declared.
///
/// # Errors
/// What is wrong with the configuration, the flags or the tenant.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let wishes = Wishes::read(&request.targets, None, settings)?;
    let (configuration, ahead) = planning::sides(&request.path, request.live.as_deref())?;
    // The process ends with this: it gives back in one go what would take long in pieces.
    let configuration = ManuallyDrop::new(configuration);
    output.problems(&configuration.warnings, &configuration.files);
    let live = ManuallyDrop::new(planning::live_state(
        Side {
            file: request.live.as_deref(),
            ahead,
            purpose: Purpose::Read,
            wants: request.wants,
        },
        &request.path,
        &configuration,
        settings,
        output,
    )?);
    let plan = planning::plan(&configuration, &live, &wishes);
    planning::show(&plan, Headline::Drift, request.show_sensitive, output);
    Ok(match planning::obstacle(&plan) {
        Some(Exit::Error) => Exit::Error,
        // A gate decides on applying; what differs differs all the same.
        _ if !plan.steps.is_empty() => Exit::Changes,
        _ => Exit::Done,
    })
}
