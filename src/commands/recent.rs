//! What applies wrote a short while ago, from their journals.

use std::collections::HashMap;
use std::path::Path;

use jiff::Timestamp;

use crate::apply::SHOWN_WITHIN;
use crate::plan::Step;
use crate::report::drift::Write;
use crate::source::{Problem, Severity};
use crate::store::journal::{self, Fate, Line, Record};
use crate::store::{Files, folder_of};

/// The steps that are done and may not show yet (facts 7), of the runs kept beside a
/// configuration. A journal that cannot be read makes no drift unknown: it is told as a
/// warning, and its writes are taken for none.
pub(super) fn writes(
    configuration: &Path,
    tenant: &str,
    now: Timestamp,
) -> (Vec<Write>, Vec<Problem>) {
    let store = Files::new(folder_of(configuration));
    let mut writes = Vec::new();
    let warning = |problem: Box<Problem>| Problem {
        severity: Severity::Warning,
        ..*problem
    };
    let records = match journal::all(&store) {
        Ok(records) => records,
        Err(problem) => return (writes, vec![warning(problem)]),
    };
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(problem) => return (writes, vec![warning(problem)]),
        };
        if record.head.tenant != tenant {
            continue;
        }
        let found = of_record(&record, now);
        // One run at a time: what came before one that is long over is over for longer.
        if found.is_empty() && !is_recent(last(&record), now) {
            break;
        }
        writes.extend(found);
    }
    (writes, Vec::new())
}

/// A clock that was set back makes no write old.
fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at).unsigned_abs() <= SHOWN_WITHIN
}

/// When a run wrote its last line.
fn last(record: &Record) -> Timestamp {
    record
        .lines
        .last()
        .map_or(record.head.started_at, |line| match line {
            Line::Intent(line) => line.at,
            Line::Outcome(line) => line.at,
            Line::Resumed(line) => line.at,
            Line::Seen(line) => line.at,
            Line::Ended(line) => line.at,
        })
}

fn of_record(record: &Record, now: Timestamp) -> Vec<Write> {
    let steps = record.head.plan.steps.iter();
    let by_number: HashMap<u32, &Step> = steps.map(|step| (step.n, step)).collect();
    record
        .lines
        .iter()
        .filter_map(|line| match line {
            Line::Outcome(outcome) if outcome.fate == Fate::Done => Some(outcome),
            _ => None,
        })
        .filter(|outcome| is_recent(outcome.at, now))
        .filter_map(|outcome| {
            let step = by_number.get(&outcome.n)?;
            Some(Write {
                at: outcome.at,
                step: Step::clone(step),
            })
        })
        .collect()
}
