use std::mem::ManuallyDrop;
use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::clock::Clock;
use crate::apply;
use crate::live::Wants;
use crate::plan::Plan;
use crate::report;
use crate::report::drift::{DriftKind, Notice, Shown, Write, differences, to_look_at};
use crate::report::plan::{Headline, View};
use crate::settings::Settings;
use crate::source::Files;

use super::configuration::Configuration;
use super::connection::{self, Purpose, runtime};
use super::planning::{self, Side, Wishes};
use super::recent;
use super::since::{self, Reported};
use super::{Exit, Failure, Format, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// A snapshot to compare with.
    pub live: Option<PathBuf>,
    /// `KIND/KEY`
    pub targets: Vec<String>,
    /// Where the drift that was reported last is kept.
    pub since: Option<PathBuf>,
    /// The kinds of drift that count; none for all.
    pub fail_on: Vec<DriftKind>,
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
    let (configuration, ahead) = planning::sides(&request.path, request.live.as_deref(), output)?;
    // The process ends with this: it gives back in one go what would take long in pieces.
    let configuration = ManuallyDrop::new(configuration);
    output.findings(
        &configuration.warnings,
        configuration.allowed,
        &configuration.files,
    );
    let tenant = &configuration.desired.tenant.key;
    // A file that is none of ours is told before minutes are spent on reading.
    let last = match &request.since {
        Some(file) => since::read(file, tenant)?,
        None => None,
    };
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
    let now = Clock::start(1.0).now();
    let (recent, unread) = recent::writes(&request.path, tenant, live.read_at);
    output.problems(&unread, &Files::default());
    let shown_by_id = look(
        request,
        settings,
        &configuration,
        &plan,
        (&recent, live.read_at),
    )?;
    let (mut notice, shown) = report::drift::reported(
        &plan,
        &configuration.desired,
        (&recent, &shown_by_id),
        live.read_at,
        &request.fail_on,
    );
    let known = last.filter(|last| Some(&last.fingerprint) == notice.fingerprint.as_ref());
    notice.reported_at = known.map(|known| known.at);
    show(request, &notice, &shown, output);
    output.problems_of_plan(&plan, &configuration.files);
    // A gate decides on applying; what differs differs all the same.
    if planning::obstacle(&plan, output) == Some(Exit::Error) {
        return Ok(Exit::Error);
    }
    if let Some(file) = &request.since
        && notice.reported_at.is_none()
    {
        let reported = notice.fingerprint.as_ref();
        let reported = reported.map(|fingerprint| Reported::new(tenant, fingerprint, now));
        since::keep(file, reported.as_ref())?;
    }
    Ok(if notice.fails && notice.reported_at.is_none() {
        Exit::Changes
    } else {
        Exit::Done
    })
}

/// Reads by id what may only be late in the lists. A snapshot leaves nothing to look at.
fn look(
    request: &Request,
    settings: &Settings,
    configuration: &Configuration,
    plan: &Plan,
    (recent, now): (&[Write], Timestamp),
) -> Result<Shown, Failure> {
    let mut shown = Shown::new();
    let differences = differences(plan);
    let looks = to_look_at(&differences, recent, now);
    if looks.is_empty() || request.live.is_some() {
        return Ok(shown);
    }
    runtime()?.block_on(async {
        let tenant = &configuration.desired.tenant;
        let connection = connection::open(settings, &request.path, tenant, Purpose::Read).await?;
        for look in looks {
            let client = &connection.client;
            if apply::shows_as_written(client, &look.kind, &look.key, &look.steps).await {
                shown.insert((look.kind, look.key));
            }
        }
        connection.close().await?;
        Ok(shown)
    })
}

fn show(request: &Request, notice: &Notice, shown: &Plan, output: &Output) {
    let view = View {
        headline: Headline::Drift,
        colour: output.color(),
        show_sensitive: request.show_sensitive,
        full: output.is_talkative(),
        language: output.language(),
    };
    match (output.format(), notice.reported_at) {
        (Format::Text, Some(at)) => output.data(&report::drift::same(notice, at, view.language)),
        (Format::Text, None) => {
            output.data(&report::drift::text(notice, shown, &view, &request.fail_on));
        }
        (Format::Json, _) => {
            let text = report::plan::json(shown, request.show_sensitive);
            let mut document: Value = serde_json::from_str(&text).unwrap_or_default();
            if let Some(document) = document.as_object_mut() {
                document.insert("drift".to_owned(), json!(notice));
            }
            output.json(&document);
        }
    }
}
