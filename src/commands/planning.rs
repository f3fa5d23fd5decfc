//! From a request to a plan: what `plan`, `drift` and `apply` share.

use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::api::Client;
use crate::api::clock::Clock;
use crate::check;
use crate::directory::{Key, Kind, Snapshot};
use crate::live::{self, Wants};
use crate::plan::{self, Allowed, Plan, Verdict};
use crate::report;
use crate::settings::Settings;
use crate::source::{Problem, Severity};

use super::codes::NUMBER_OUT_OF_RANGE;
use super::configuration::{self, Configuration};
use super::connection::{self, Purpose, runtime};
use super::judgement;
use super::progress::Reader;
use super::{Exit, Failure, Format, Output};

/// How long a call takes, in seconds, where nobody says otherwise.
const LATENCY: f64 = 0.2;

/// The same for the sandbox on this machine.
const SANDBOX_LATENCY: f64 = 0.01;

/// Longer is no latency.
const MAX_LATENCY: f64 = 60.0;

/// What a plan is made by, besides the configuration and the tenant.
#[derive(Clone, Debug)]
pub(super) struct Wishes {
    /// Only these and what they need; empty: everything.
    pub targets: Vec<(Kind, Key)>,
    /// How long one call is assumed to take.
    pub latency: Duration,
    /// How many of what may be, whatever the limits of the policy are.
    pub allowed: Allowed,
    /// Whether it is told where something is created although a live object is much like it.
    pub hints: bool,
}

impl Wishes {
    /// Reads the flags.
    ///
    /// # Errors
    /// Everything wrong with them.
    pub(super) fn read(
        targets: &[String],
        latency: Option<f64>,
        settings: &Settings,
    ) -> Result<Wishes, Failure> {
        let usual = if settings.is_sandbox() {
            SANDBOX_LATENCY
        } else {
            LATENCY
        };
        let latency = latency.unwrap_or(usual);
        if !(0.0..=MAX_LATENCY).contains(&latency) {
            return Err(Failure::error(
                Problem::error(NUMBER_OUT_OF_RANGE)
                    .with("flag", "--latency")
                    .with("value", latency)
                    .with("range", format!("from 0 to {MAX_LATENCY} seconds")),
            ));
        }
        Ok(Wishes {
            targets: super::target::read(targets)?,
            latency: Duration::from_secs_f64(latency),
            allowed: Allowed::new(),
            hints: true,
        })
    }

    /// The same with what `--allow` says.
    ///
    /// # Errors
    /// Everything wrong with it.
    pub(super) fn allowing(mut self, allow: &[String]) -> Result<Wishes, Failure> {
        self.allowed = super::allow::read(allow)?;
        Ok(self)
    }
}

/// Reads a configuration and, where there is one, a saved snapshot beside it, whosever it
/// is: [`live_state`] judges that.
///
/// # Errors
/// What is wrong with the configuration.
pub(super) fn sides(
    path: &Path,
    live: Option<&Path>,
    output: &Output,
) -> Result<(Configuration, Option<Snapshot>), Failure> {
    let (configuration, ahead) = thread::scope(|scope| {
        let ahead = live.map(|file| scope.spawn(|| live::load_ahead(file)));
        let configuration = configuration::load(path);
        // What went wrong is told when the file is read for itself.
        (configuration, ahead.and_then(|ahead| ahead.join().ok()?))
    });
    Ok((judgement::unless_denied(configuration?, output)?, ahead))
}

/// Where the tenant as it is comes from.
pub(super) struct Side<'a> {
    /// A saved snapshot; `None`: the tenant itself.
    pub file: Option<&'a Path>,
    /// That snapshot, where it was read already.
    pub ahead: Option<Snapshot>,
    /// What the tenant is read for.
    pub purpose: Purpose,
    /// What of it is needed.
    pub wants: Wants,
}

/// The tenant as it is: from a file, or read now.
pub(super) fn live_state(
    side: Side<'_>,
    path: &Path,
    configuration: &Configuration,
    settings: &Settings,
    output: &Output,
) -> Result<Snapshot, Failure> {
    let tenant = &configuration.desired.tenant;
    let Side {
        file,
        ahead,
        purpose,
        wants,
    } = side;
    if let Some(file) = file {
        let snapshot = match ahead {
            Some(ahead) if ahead.tenant == tenant.key => ahead,
            _ => live::load(file, &tenant.key).map_err(Failure::error)?,
        };
        return match live::lacking(file, &snapshot, &configuration.desired, wants.extent) {
            Some(problem) => Err(Failure::error(problem)),
            None => Ok(snapshot),
        };
    }
    runtime()?.block_on(async {
        let connection = connection::open(settings, path, tenant, purpose).await?;
        let read = read(&connection.client, configuration, output, wants).await;
        connection.close().await?;
        read
    })
}

/// Reads the tenant, and tells what is worth knowing about the reading.
pub(super) async fn read(
    client: &Client,
    configuration: &Configuration,
    output: &Output,
    wants: Wants,
) -> Result<Snapshot, Failure> {
    let policy = &configuration.desired.policy;
    let reader = Reader::new(output, policy);
    let mut reading = live::read(client, &configuration.desired, wants, &reader)
        .await
        .map_err(|failure| Failure::all(failure.problems))?;
    let allowed = reader.end() + check::take_out_allowed(policy, &mut reading.problems);
    let live::Reading { snapshot, problems } = reading;
    let problems = judgement::unless_read_with_warnings(problems, allowed, output)?;
    output.findings(&problems, allowed, &configuration.files);
    Ok(snapshot)
}

/// Plans, and says of problems on which line they stand.
pub(super) fn plan(configuration: &Configuration, live: &Snapshot, wishes: &Wishes) -> Plan {
    let plan = plan::plan(
        &configuration.desired,
        live,
        &plan::Options {
            targets: wishes.targets.clone(),
            latency: wishes.latency,
            allowed: wishes.allowed.clone(),
            hints: wishes.hints,
            ..plan::Options::at(Clock::start(1.0).now())
        },
    );
    plan::located(plan, |place| {
        let spot = configuration.files.resolve(place)?;
        Some((spot.line, spot.column))
    })
}

/// Prints a plan.
pub(super) fn show(
    plan: &Plan,
    headline: report::plan::Headline,
    show_sensitive: bool,
    output: &Output,
) {
    match output.format() {
        Format::Text => output.data(&report::plan::text(
            plan,
            &report::plan::View {
                headline,
                colour: output.color(),
                show_sensitive,
                full: output.is_talkative(),
                language: output.language(),
            },
        )),
        Format::Json => output.data(&report::plan::json(plan, show_sensitive)),
    }
}

/// Why a plan is not to be applied, if it is not: an error in it (or a warning where those
/// are denied), else a gate.
pub(super) fn obstacle(plan: &Plan, output: &Output) -> Option<Exit> {
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    if plan.problems.iter().any(is_error) || judgement::denies(plan, output) {
        Some(Exit::Error)
    } else if plan
        .gates
        .iter()
        .any(|gate| gate.verdict == Verdict::Refused)
    {
        Some(Exit::Refused)
    } else {
        None
    }
}
