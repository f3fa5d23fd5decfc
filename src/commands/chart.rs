use std::path::{Path, PathBuf};

use crate::live::Wants;
use crate::report::chart::{self, Chart, View};
use crate::settings::Settings;
use crate::source::{Problem, write_private_file};

use super::codes::{FILE_UNWRITABLE, ORG_UNKNOWN};
use super::connection::Purpose;
use super::planning::{self, Side};
use super::{Exit, Failure, Format, Output, configuration};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// A snapshot to draw instead of it.
    pub live: Option<PathBuf>,
    /// Whether the tenant is read and drawn instead of it.
    pub read: bool,
    /// Only this org and what is below it.
    pub org: Option<String>,
    /// So many levels.
    pub depth: Option<usize>,
    /// Everybody rather than leaders alone.
    pub members: bool,
    /// A picture rather than text.
    pub svg: bool,
    /// No lines but those of ASCII.
    pub ascii: bool,
    /// Where to write; `None`: standard output.
    pub out: Option<PathBuf>,
    /// How the tenant is read.
    pub wants: Wants,
}

/// Draws the org chart: of the configuration, of a snapshot, or of the tenant as it is.
///
/// # Errors
/// What is wrong with the configuration or the tenant; an org that is not there; a file
/// that cannot be written.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let configuration = configuration::load(&request.path)?;
    output.problems(&configuration.warnings, &configuration.files);
    let whole = if request.live.is_some() || request.read || settings.is_sandbox() {
        let side = Side {
            file: request.live.as_deref(),
            ahead: None,
            purpose: Purpose::Read,
            wants: request.wants,
        };
        let path = &request.path;
        let live = planning::live_state(side, path, &configuration, settings, output)?;
        chart::live(&configuration.desired.tenant, &live.directory)
    } else {
        chart::declared(&configuration.desired)
    };
    let view = View {
        org: request.org.clone(),
        depth: request.depth,
        people: request.members,
    };
    let shown = whole.view(&view).ok_or_else(|| unknown(&whole, request))?;
    let language = output.language();
    let text = if request.svg {
        chart::svg(&shown, &chart::layout(&shown, language), language)
    } else if output.format() == Format::Json {
        let mut text = serde_json::to_string_pretty(&shown)
            .expect("a chart has string keys only and whole numbers");
        text.push('\n');
        text
    } else {
        chart::text(&shown, request.ascii, language)
    };
    match &request.out {
        None => output.data(&text),
        Some(file) => save(&text, file)?,
    }
    Ok(Exit::Done)
}

fn unknown(chart: &Chart, request: &Request) -> Failure {
    let org = request.org.clone().unwrap_or_default();
    let keys = chart.units.iter().filter(|unit| !unit.is_domain);
    let near = super::nearest::nearest(&org, keys.map(|unit| unit.key.as_str()));
    let problem = Problem::error(ORG_UNKNOWN).with("org", &org);
    Failure::error(match near {
        Some(near) => problem.with("nearest", near),
        None => problem,
    })
}

/// Names of people are in it: for the eyes of whoever draws it, to pass on as they see fit.
fn save(text: &str, file: &Path) -> Result<(), Failure> {
    write_private_file(file, |out| out.write_all(text.as_bytes())).map_err(|error| {
        Failure::error(
            Problem::error(FILE_UNWRITABLE)
                .with("path", file.display())
                .with("cause", error),
        )
    })
}
