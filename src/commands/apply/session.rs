use super::Apply;
use super::turn::Turn;
use crate::api::clock::Clock;
use crate::apply::{self, Ended, Journaled, Outcome, Verification};
use crate::commands::Failure;
use crate::commands::codes::READING_CUT_SHORT;
use crate::commands::connection::Connection;
use crate::commands::progress::Runner;
use crate::directory::Directory;
use crate::plan::Plan;
use crate::source::{Problem, Severity};
use crate::store::journal::{Head, JOURNAL_FORMAT, Journal, Line, Past};

/// What is about to be sent.
pub(super) struct Run<'a> {
    pub connection: &'a Connection,
    pub turn: &'a Turn,
    /// Name of the run in journals.
    pub run: &'a str,
    pub plan: &'a Plan,
    /// The tenant as it was before the run, as far as it is known.
    pub before: &'a Directory,
    pub past: &'a Past,
    pub journal: Journal,
}

impl Apply<'_> {
    /// Begins a journal: nothing is sent that could not be kept.
    pub(super) fn begin(&self, turn: &Turn, plan: &Plan) -> Result<Journal, Failure> {
        let head = Head {
            format_version: JOURNAL_FORMAT,
            run: turn.run.clone(),
            tenant: plan.tenant.clone(),
            started_at: Clock::start(1.0).outside(),
            meibo: env!("CARGO_PKG_VERSION").to_owned(),
            by: turn.by.clone(),
            undoes: apply::undo::taken_back(plan).map(str::to_owned),
            plan: plan.clone(),
        };
        Journal::begin(&*turn.store, &head).map_err(|problem| Failure::error(*problem))
    }

    /// Sends, reads back, and keeps both in the journal; with everything that went wrong.
    pub(super) async fn execute(&self, run: Run<'_>) -> (Outcome, Verification, Vec<Problem>) {
        let Run {
            connection,
            turn,
            run: name,
            plan,
            before,
            past,
            journal,
        } = run;
        let cancel = &self.cancel;
        let keeper = turn.keep(cancel);
        let client = &connection.client;
        let now = || client.clock().now();
        let fence = || turn.is_ours();
        let recorder = Journaled::new(journal, before, &now, past).fenced(&fence);
        let progress = Runner::new(self.output);
        let outcome = apply::apply(
            client,
            plan,
            &apply::Apply {
                secrets: &self.secrets,
                progress: &progress,
                cancel,
                recorder: &recorder,
                past,
            },
        )
        .await;
        // Where nobody answers there is nothing to read back; whoever goes on reads it.
        let verification = match &outcome.ended {
            Ended::Stopped(_) => Verification::default(),
            _ => apply::verify(client, plan, &outcome, &progress, cancel).await,
        };
        progress.end();
        let mut problems = outcome.problems(plan);
        problems.extend(verification.problems.iter().cloned());
        problems.extend(keeper.lost());
        if outcome.is_complete() && cancel.is_cancelled() {
            problems.push(Problem::error(READING_CUT_SHORT));
        }
        for seen in apply::changed_by_others(&problems, now()) {
            // Where nothing can be kept any more the end below says so.
            let _ = recorder.add(&Line::Seen(seen));
        }
        let kept = recorder.end(&outcome);
        // Why nothing can be kept was told already, where that ended the run.
        if let Err(problem) = kept
            && !matches!(outcome.ended, Ended::NotKept(_))
        {
            problems.push(*problem);
        }
        let is_open =
            !outcome.is_complete() && !outcome.touched_nothing() && problems.iter().any(is_error);
        if is_open {
            problems.push(super::going_on::how(name));
        }
        (outcome, verification, problems)
    }
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}
