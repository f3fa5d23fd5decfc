use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use crate::live::Wants;
use crate::plan::Plan;
use crate::report::plan::Headline;
use crate::report::words::prompts;
use crate::settings::Settings;
use crate::source::{Problem, write_private_file};

use super::codes::FILE_UNWRITABLE;
use super::connection::Purpose;
use super::planning::{self, Side, Wishes};
use super::{Exit, Failure, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// Where to save the plan.
    pub out: Option<PathBuf>,
    /// A snapshot to plan against.
    pub live: Option<PathBuf>,
    /// `KIND/KEY`
    pub targets: Vec<String>,
    /// `SECTION.ACTION=N`
    pub allow: Vec<String>,
    /// Whether changes are exit code 2.
    pub detailed_exitcode: bool,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// Assumed latency of a call, in seconds; absent is the usual one.
    pub latency: Option<f64>,
    /// What of the tenant is read, and how.
    pub wants: Wants,
}

/// Plans, and changes nothing.
///
/// # Errors
/// What is wrong with the configuration, the flags or the tenant.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let wishes =
        Wishes::read(&request.targets, request.latency, settings)?.allowing(&request.allow)?;
    let (configuration, ahead) = planning::sides(&request.path, request.live.as_deref(), output)?;
    // The process ends with this: it gives back in one go what would take long in pieces.
    let configuration = ManuallyDrop::new(configuration);
    output.findings(
        &configuration.warnings,
        configuration.allowed,
        &configuration.files,
    );
    let live = ManuallyDrop::new(planning::live_state(
        Side {
            file: request.live.as_deref(),
            ahead,
            purpose: if request.out.is_some() {
                Purpose::Keep
            } else {
                Purpose::Read
            },
            wants: request.wants,
        },
        &request.path,
        &configuration,
        settings,
        output,
    )?);
    let plan = planning::plan(&configuration, &live, &wishes);
    planning::show(&plan, Headline::Plan, request.show_sensitive, output);
    output.problems_of_plan(&plan, &configuration.files);
    let obstacle = planning::obstacle(&plan, output);
    if let Some(file) = &request.out {
        // A plan with errors is not to be applied, so there is nothing to save it for.
        if obstacle != Some(Exit::Error) {
            save(&plan, file)?;
            output.note(&prompts::plan_saved(file.display(), output.language()));
        }
    }
    Ok(match obstacle {
        Some(exit) => exit,
        None if request.detailed_exitcode && !plan.steps.is_empty() => Exit::Changes,
        None => Exit::Done,
    })
}

pub(super) fn save(plan: &Plan, file: &Path) -> Result<(), Failure> {
    write_private_file(file, |out| {
        serde_json::to_writer_pretty(&mut *out, plan)?;
        out.write_all(b"\n")
    })
    .map_err(|error| {
        Failure::error(
            Problem::error(FILE_UNWRITABLE)
                .with("path", file.display())
                .with("cause", error),
        )
    })
}
