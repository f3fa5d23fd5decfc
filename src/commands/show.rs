use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::api::clock::Clock;
use crate::directory::{Desired, Directory, Key, Kind, Ref, SNAPSHOT_FORMAT, Snapshot};
use crate::live::Wants;
use crate::plan::Options;
use crate::plan::look::{Found, Subject, find, look};
use crate::report;
use crate::report::plan::{Headline, View};
use crate::settings::Settings;
use crate::source::{Files, Problem};

use super::codes::{SHOWN_SEVERAL, SHOWN_UNKNOWN};
use super::configuration::{self, Configuration};
use super::connection::Purpose;
use super::planning::{self, Side};
use super::{Exit, Failure, Format, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is to be shown: a key, `KIND/KEY`, an address, a name, an id.
    pub what: String,
    /// The configuration.
    pub path: PathBuf,
    /// A snapshot to look into instead of the tenant.
    pub live: Option<PathBuf>,
    /// Whether the tenant is not looked at.
    pub offline: bool,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// How the tenant is read.
    pub wants: Wants,
}

/// Prints one object as it is declared, as it is live, and what differs. Without a tenant
/// (no snapshot, no sandbox, nothing in the environment) only what is declared.
///
/// # Errors
/// What is wrong with the configuration or the tenant; nothing, or several, of that name.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let configuration = configuration::load(&request.path)?;
    output.problems(&configuration.warnings, &configuration.files);
    let now = Clock::start(1.0).now();
    let nothing = Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: configuration.desired.tenant.key.clone(),
        read_at: now,
        directory: Directory::default(),
    };
    let is_read = !request.offline && (request.live.is_some() || settings.names_a_tenant());
    let (configuration, live) = if is_read {
        // What is declared says what has to be read.
        let subject = find(&configuration.desired, &nothing, &request.what);
        let configuration = reduced(configuration, &subject);
        let side = Side {
            file: request.live.as_deref(),
            ahead: None,
            purpose: Purpose::Read,
            wants: request.wants,
        };
        let path = &request.path;
        let live = planning::live_state(side, path, &configuration, settings, output)?;
        (configuration, live)
    } else {
        (configuration, nothing)
    };
    let desired = &configuration.desired;
    let subject = match find(desired, &live, &request.what) {
        Found::One(subject) => subject,
        Found::Several(candidates) => return Err(several(&request.what, &candidates)),
        Found::None(nearest) => return Err(unknown(&request.what, nearest)),
    };
    let seen = look(desired, &live, is_read, &subject, &Options::at(now));
    match output.format() {
        Format::Json => output.json(&report::plan::look_json(&seen, request.show_sensitive)),
        _ => output.data(&report::plan::look(
            &seen,
            &View {
                headline: Headline::Plan,
                colour: output.color(),
                show_sensitive: request.show_sensitive,
                full: output.is_talkative(),
                language: output.language(),
            },
        )),
    }
    Ok(Exit::Done)
}

/// The configuration without the groups that a declared object has nothing to do with: who
/// is in each of them would be read for nothing, at two calls a group.
fn reduced(configuration: Configuration, found: &Found) -> Configuration {
    let Configuration {
        mut desired,
        warnings,
        allowed,
        files,
    } = configuration;
    if let Found::One(Subject::Declared(kind, at)) = found {
        let kept: BTreeSet<Key> = match kind {
            Kind::Group => nested(&desired, *at),
            Kind::Level | Kind::Position | Kind::UserType | Kind::Org | Kind::Member => {
                BTreeSet::new()
            }
        };
        desired
            .groups
            .retain(|group| kept.contains(&group.declaration.key));
        desired.policy.owns.remove(&Kind::Group);
    }
    Configuration {
        desired,
        warnings,
        allowed,
        files,
    }
}

/// A group and all that stand in it.
fn nested(desired: &Desired, at: usize) -> BTreeSet<Key> {
    let mut kept = BTreeSet::new();
    let by_key: std::collections::HashMap<&Key, usize> = (desired.groups.iter().enumerate())
        .map(|(at, group)| (&group.declaration.key, at))
        .collect();
    let mut next = vec![at];
    while let Some(group) = next.pop().map(|at| &desired.groups[at]) {
        if !kept.insert(group.declaration.key.clone()) {
            continue;
        }
        let inner = group.props.groups.known().into_iter().flatten();
        let inner = inner.filter_map(Ref::key);
        next.extend(inner.filter_map(|key| by_key.get(key)));
    }
    kept
}

fn unknown(what: &str, nearest: Option<String>) -> Failure {
    let problem = Problem::error(SHOWN_UNKNOWN).with("what", what);
    Failure::error(match nearest {
        Some(nearest) => problem.with("nearest", nearest),
        None => problem,
    })
}

/// More are counted.
const LISTED: usize = 10;

fn several(what: &str, candidates: &[(String, String)]) -> Failure {
    let listed = candidates.iter().take(LISTED);
    let mut listed: Vec<String> = listed
        .map(|(object, name)| format!("{object} ({name})"))
        .collect();
    if candidates.len() > LISTED {
        listed.push(format!("+{}", candidates.len() - LISTED));
    }
    Failure {
        exit: Exit::Error,
        problems: vec![
            Problem::error(SHOWN_SEVERAL)
                .with("what", what)
                .with("count", candidates.len())
                .with("candidates", listed.join(", ")),
        ],
        allowed: 0,
        files: Files::default(),
    }
}
