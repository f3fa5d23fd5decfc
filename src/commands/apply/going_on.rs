//! Runs that did not come to their end.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::session::Run;
use super::signals::Signals;
use super::turn::Turn;
use super::{Apply, Unfinished, exit_of, tenant_of};
use crate::api::clock::Clock;
use crate::apply;
use crate::commands::codes::{
    DECLINED, NOTHING_TO_RESUME, RESUMABLE, RUN_UNFINISHED, WHICH_TENANT,
};
use crate::commands::configuration;
use crate::commands::connection::{self, Purpose, runtime};
use crate::commands::{Exit, Failure};
use crate::directory::Directory;
use crate::report;
use crate::source::{Files, Problem, Severity};
use crate::store::Store;
use crate::store::journal::{self, End, Ended, Journal, Line, Record, Resumed};

/// Says how to go on with a run that did not come to its end.
pub(super) fn how(run: &str) -> Problem {
    Problem::warning(RESUMABLE).with("run", run)
}

impl Apply<'_> {
    /// The tenant's run that is to be taken up, where there is one and that is wished.
    ///
    /// # Errors
    /// A refusal where there is one, and nobody says what is to become of it.
    pub(super) fn unfinished(&self, turn: &Turn, tenant: &str) -> Result<Option<Record>, Failure> {
        let Some(open) = turn.latest(tenant)?.filter(Record::is_open) else {
            return Ok(None);
        };
        let problem = unfinished(&open);
        match self.request.unfinished {
            Unfinished::Resume => return Ok(Some(open)),
            Unfinished::Abandon => {}
            Unfinished::Ask => {
                if self.output.can_ask() {
                    self.output
                        .problems(std::slice::from_ref(&problem), &Files::default());
                }
                let question = report::words::prompts::take_it_up(self.output.language());
                return match self.output.ask(question) {
                    Some(true) => Ok(Some(open)),
                    Some(false) => Err(Failure::refused(Problem::error(DECLINED))),
                    None => Err(Failure::refused(problem)),
                };
            }
        }
        give_up(turn, &open)?;
        Ok(None)
    }

    /// `--resume`: the journal says everything; the configuration is not even read.
    pub(super) fn resumed(&self) -> Result<Exit, Failure> {
        let folder = self.store();
        let store = crate::store::Files::new(&folder);
        let open = last_open(&store, self.tenant_here().as_deref(), &folder)?;
        let Some(open) = open else {
            return Err(Failure::error(
                Problem::error(NOTHING_TO_RESUME).with("path", folder.display()),
            ));
        };
        let tenant = &open.head.tenant;
        let turn = self.turn(tenant)?;
        // Whoever had the lease until now may have gone on with it.
        let now = turn.latest(tenant)?.filter(is_resumable);
        match now {
            Some(open) => self.go_on(&turn, &open),
            None => Err(Failure::error(
                Problem::error(NOTHING_TO_RESUME).with("path", folder.display()),
            )),
        }
    }

    /// The tenant that is spoken of, where that can be told: the configuration's, or the
    /// plan's.
    fn tenant_here(&self) -> Option<String> {
        let path = &self.request.path;
        if super::is_plan_file(path) {
            let text = std::fs::read_to_string(path).ok()?;
            return Some(apply::load(&text).ok()?.tenant);
        }
        let configuration = configuration::load(path).ok()?;
        Some(configuration.desired.tenant.key)
    }

    /// Goes on with a run: what is done is left as it is, what is in doubt is looked at.
    pub(super) fn go_on(&self, turn: &Turn, open: &Record) -> Result<Exit, Failure> {
        let plan = &open.head.plan;
        let past = open.past();
        let told = Problem {
            severity: Severity::Warning,
            ..unfinished(open)
        };
        self.output.problems(&[told], &Files::default());
        self.has_secrets(plan)?;
        let kept = |problem: Box<Problem>| Failure::error(*problem);
        runtime()?.block_on(async {
            let tenant = tenant_of(plan);
            let path = &self.request.path;
            let connection =
                connection::open(self.settings, path, &tenant, Purpose::WriteSaved).await?;
            let client = &connection.client;
            let _signals = Signals::listen(&self.cancel);
            // What a run that was killed sent last may still be under way.
            let wait = under_way(open, client.clock().now());
            if !wait.is_zero() {
                self.output
                    .note(&report::run::under_way(wait, self.output.language()));
                tokio::select! {
                    () = client.clock().sleep(wait) => {}
                    () = self.cancel.cancelled() => {}
                }
            }
            let mut before = Directory::default();
            let moved = apply::check_what_is_left(client, plan, &past, &mut before).await;
            if !moved.is_empty() {
                self.close(connection).await;
                return Err(Failure {
                    exit: Exit::Refused,
                    ..Failure::all(moved)
                });
            }
            let mut journal = Journal::go_on(&*turn.store, open).map_err(kept)?;
            let resumed = Line::Resumed(Resumed {
                at: client.clock().now(),
                by: turn.by.clone(),
            });
            journal.add(&resumed).map_err(kept)?;
            let (outcome, verification, problems) = self
                .execute(Run {
                    connection: &connection,
                    turn,
                    run: &open.head.run,
                    plan,
                    before: &before,
                    past: &past,
                    journal,
                })
                .await;
            self.close(connection).await;
            self.report(
                plan,
                Some((&outcome, &verification)),
                &problems,
                &Files::default(),
            );
            Ok(exit_of(&outcome, &problems))
        })
    }
}

/// So long a call may be under way: no longer does meibo wait for an answer.
const UNDER_WAY: SignedDuration = SignedDuration::from_secs(60);

/// How long to wait until nothing that a run left in doubt can be under way any more.
fn under_way(open: &Record, now: Timestamp) -> Duration {
    let doubtful = open.past().doubtful;
    let sent = open.lines.iter().filter_map(|line| match line {
        Line::Intent(intent) if doubtful.contains(&intent.n) => Some(intent.at),
        _ => None,
    });
    let Some(last) = sent.max() else {
        return Duration::ZERO;
    };
    // A clock that was put back makes nobody wait longer.
    let passed = now
        .duration_since(last)
        .clamp(SignedDuration::ZERO, UNDER_WAY);
    (UNDER_WAY - passed).unsigned_abs()
}

/// Whether a run can be taken up: one whose steps all had their turn as well, to try again
/// those that were refused.
fn is_resumable(record: &Record) -> bool {
    !matches!(record.end(), Some(End::Complete | End::Abandoned))
}

/// The latest run that can be taken up: of a tenant, where one is known, else of the only
/// one that has one.
fn last_open(
    store: &dyn Store,
    tenant: Option<&str>,
    folder: &Path,
) -> Result<Option<Record>, Failure> {
    let failed = |problem: Box<Problem>| Failure::error(*problem);
    if let Some(tenant) = tenant {
        let last = journal::latest(store, tenant).map_err(failed)?;
        return Ok(last.filter(is_resumable));
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<Record> = Vec::new();
    for record in journal::all(store).map_err(failed)? {
        let record = record.map_err(failed)?;
        // Of each tenant its last run alone: what came before is overtaken.
        if seen.insert(record.head.tenant.clone()) && is_resumable(&record) {
            open.push(record);
        }
    }
    if open.len() > 1 {
        let tenants: Vec<&str> = open.iter().map(|it| it.head.tenant.as_str()).collect();
        return Err(Failure::error(
            Problem::error(WHICH_TENANT)
                .with("tenants", tenants.join(", "))
                .with("path", folder.display()),
        ));
    }
    Ok(open.pop())
}

/// What is open of a run.
pub(super) fn unfinished(open: &Record) -> Problem {
    let past = open.past();
    let steps = open.head.plan.steps.len();
    let by = &open.head.by;
    Problem::error(RUN_UNFINISHED)
        .with("run", &open.head.run)
        .with("started", format!("{:.0}", open.head.started_at))
        .with("by", &by.user)
        .with("host", &by.host)
        .with("done", past.done.len())
        .with("doubtful", past.doubtful.len())
        .with(
            "left",
            steps.saturating_sub(past.done.len() + past.doubtful.len()),
        )
        .with("total", steps)
}

/// Says in the journal of a run that it is not taken up.
///
/// # Errors
/// Where that cannot be kept.
pub(super) fn give_up(turn: &Turn, open: &Record) -> Result<(), Failure> {
    let kept = |problem: Box<Problem>| Failure::error(*problem);
    let mut journal = Journal::go_on(&*turn.store, open).map_err(kept)?;
    let ended = Line::Ended(Ended {
        at: Clock::start(1.0).outside(),
        how: End::Abandoned,
        done: open.past().done.len(),
        steps: open.head.plan.steps.len(),
    });
    journal.add(&ended).map_err(kept)
}
