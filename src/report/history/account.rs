use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::report::words::{Language, history as words};
use crate::store::journal::{By, End, Fate, Line, Record};

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// Every step is done.
    Complete,
    /// Every step had its turn, and some were refused.
    Partial,
    /// Stopped before its end; can be taken up.
    Stopped,
    /// Given up.
    Abandoned,
    /// Going on right now, or killed; can be taken up.
    Open,
}

impl Standing {
    pub(super) fn of(record: &Record) -> Standing {
        match record.end() {
            Some(End::Complete) => Standing::Complete,
            Some(End::Partial) => Standing::Partial,
            Some(End::Stopped) => Standing::Stopped,
            Some(End::Abandoned) => Standing::Abandoned,
            None => Standing::Open,
        }
    }
}

/// What the lines of a journal say of one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    /// Times its call was sent.
    pub attempts: u32,
    /// The call as it was sent.
    pub call: Option<String>,
    /// What became of it; `None` where the journal does not say.
    pub fate: Option<Fate>,
    /// When that was known, or when it was last sent.
    pub at: Option<Timestamp>,
    /// The id of what it made.
    pub id: Option<String>,
    /// What the service or the network said.
    pub said: Option<String>,
}

impl Told {
    /// What became of it, in a word.
    pub fn outcome(&self, language: Language) -> &'static str {
        match (self.fate, self.attempts) {
            (Some(Fate::Done), _) => words::done(language),
            (Some(Fate::Refused), _) => words::refused(language),
            (Some(Fate::Unknown), _) | (None, 1..) => words::unknown(language),
            (Some(Fate::NotSent), _) | (None, 0) => words::not_sent(language),
        }
    }
}

/// What is told of each step, by its number.
pub(super) fn steps(record: &Record) -> BTreeMap<u32, Told> {
    let mut told: BTreeMap<u32, Told> = BTreeMap::new();
    for line in &record.lines {
        match line {
            Line::Intent(intent) => {
                let step = told.entry(intent.n).or_default();
                step.attempts += 1;
                step.call = Some(intent.call.clone());
                step.at = Some(intent.at);
                // A step that is tried again is in doubt until its outcome is there.
                step.fate = None;
            }
            Line::Outcome(outcome) => {
                let step = told.entry(outcome.n).or_default();
                step.fate = Some(outcome.fate);
                step.at = Some(outcome.at);
                step.id.clone_from(&outcome.id);
                step.said.clone_from(&outcome.said);
            }
            Line::Resumed(_) | Line::Seen(_) | Line::Ended(_) => {}
        }
    }
    told
}

/// `hanako on desk, commit 1a2b3c4d with changes that were not committed`.
pub(super) fn by(by: &By, language: Language) -> String {
    let By {
        user,
        host,
        process: _,
        commit,
        uncommitted,
    } = by;
    words::by(user, host, commit.as_deref(), *uncommitted, language)
}

/// A time to the second, in UTC.
pub(super) fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}
