use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Fate, Line, Record};

/// What a journal knows of the steps of its run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// Steps that are done, each with the id of what it made.
    pub done: BTreeMap<u32, Option<String>>,
    /// Steps of which nobody knows: a call was about to be sent, and the journal does not
    /// say what became of it.
    pub doubtful: BTreeSet<u32>,
    /// Objects as they were before the run: `member/ID` to its form in a snapshot.
    pub replaced: BTreeMap<String, Value>,
}

impl Past {
    pub(super) fn of(record: &Record) -> Past {
        let mut past = Past::default();
        for line in &record.lines {
            match line {
                Line::Intent(intent) => {
                    past.doubtful.insert(intent.n);
                    for (object, value) in &intent.replaces {
                        let held = past.replaced.entry(object.clone());
                        held.or_insert_with(|| value.clone());
                    }
                }
                Line::Outcome(outcome) => match outcome.fate {
                    Fate::Done => {
                        past.doubtful.remove(&outcome.n);
                        past.done.insert(outcome.n, outcome.id.clone());
                    }
                    Fate::Refused | Fate::NotSent => {
                        past.doubtful.remove(&outcome.n);
                    }
                    Fate::Unknown => {
                        past.doubtful.insert(outcome.n);
                    }
                },
                Line::Resumed(_) | Line::Seen(_) | Line::Ended(_) => {}
            }
        }
        past
    }
}
