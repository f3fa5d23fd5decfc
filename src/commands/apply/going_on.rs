//! Runs that did not come to their end.

use std::collections::BTreeSet;

use super::session::Run;
use super::turn::Turn;
use super::{Apply, Unfinished, exit_of, tenant_of};
use crate::api::clock::Clock;
use crate::apply;
use crate::commands::codes::{DECLINED, NOTHING_TO_RESUME, RESUMABLE, RUN_UNFINISHED};
use crate::commands::connection::{self, Purpose, runtime};
use crate::commands::{Exit, Failure};
use crate::directory::Directory;
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
                let question = "Take it up? `yes` goes on with it, anything else leaves it:";
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
        let open = last_open(&store)?;
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
            let mut before = Directory::default();
            let moved = apply::check_what_is_left(client, plan, &past, &mut before).await;
            if !moved.is_empty() {
                connection.close().await?;
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
            connection.close().await?;
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

/// Whether a run can be taken up: one whose steps all had their turn as well, to try again
/// those that were refused.
fn is_resumable(record: &Record) -> bool {
    !matches!(record.end(), Some(End::Complete | End::Abandoned))
}

/// The latest run of any tenant that can be taken up.
fn last_open(store: &dyn Store) -> Result<Option<Record>, Failure> {
    let failed = |problem: Box<Problem>| Failure::error(*problem);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for record in journal::all(store).map_err(failed)? {
        let record = record.map_err(failed)?;
        // Of each tenant its last run alone: what came before is overtaken.
        if seen.insert(record.head.tenant.clone()) && is_resumable(&record) {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// What is open of a run.
pub(super) fn unfinished(open: &Record) -> Problem {
    let past = open.past();
    let steps = open.head.plan.steps.len();
    let by = &open.head.by;
    Problem::error(RUN_UNFINISHED)
        .with("run", &open.head.run)
        .with("started", open.head.started_at)
        .with("by", format!("{} on {}", by.user, by.host))
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
