//! What a run leaves behind, and what a run that goes on finds.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::touched::{original, touched};
use super::{Ended, Fate, Outcome, outcome};
use crate::directory::Directory;
use crate::plan::Step;
use crate::source::Problem;
use crate::store::journal::{self, Journal, Line, Past};

/// Whoever keeps what a run does. What it could not keep is not done.
pub trait Recorder {
    /// A call is about to be sent.
    ///
    /// # Errors
    /// Where it could not be kept: the call is not sent.
    fn intent(&self, step: &Step, attempt: u32, path: &str) -> Result<(), Box<Problem>>;

    /// A step came to its end.
    ///
    /// # Errors
    /// Where it could not be kept: no further call is sent.
    fn outcome(&self, n: u32, fate: &Fate) -> Result<(), Box<Problem>>;
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unrecorded;

impl Recorder for Unrecorded {
    fn intent(&self, _: &Step, _: u32, _: &str) -> Result<(), Box<Problem>> {
        Ok(())
    }

    fn outcome(&self, _: u32, _: &Fate) -> Result<(), Box<Problem>> {
        Ok(())
    }
}

/// Keeps it in a journal.
pub struct Journaled<'a> {
    journal: RefCell<Journal>,
    /// The tenant as it was before the run, as far as it is known.
    before: &'a Directory,
    /// Objects that the journal holds.
    held: RefCell<BTreeSet<String>>,
    now: &'a dyn Fn() -> Timestamp,
    fence: &'a dyn Fn() -> Result<(), Box<Problem>>,
}

impl<'a> Journaled<'a> {
    /// Goes on with a journal. `before` is the tenant as it was before the run, as far as it
    /// is known, `now` tells the time; `past` is what the journal holds already.
    pub fn new(
        journal: Journal,
        before: &'a Directory,
        now: &'a dyn Fn() -> Timestamp,
        past: &Past,
    ) -> Journaled<'a> {
        Journaled {
            journal: RefCell::new(journal),
            before,
            held: RefCell::new(past.replaced.keys().cloned().collect()),
            now,
            fence: &always,
        }
    }

    /// The same with something that says before each call whether it is still this run's
    /// turn.
    #[must_use]
    pub fn fenced(self, fence: &'a dyn Fn() -> Result<(), Box<Problem>>) -> Journaled<'a> {
        Journaled { fence, ..self }
    }

    /// Adds another line.
    ///
    /// # Errors
    /// Where it could not be written.
    pub fn add(&self, line: &Line) -> Result<(), Box<Problem>> {
        self.journal.borrow_mut().add(line)
    }

    /// Says how the run ended.
    ///
    /// # Errors
    /// Where it could not be written: the run stays one that can be taken up.
    pub fn end(&self, outcome: &Outcome) -> Result<(), Box<Problem>> {
        let how = match &outcome.ended {
            Ended::NotKept(_) => journal::End::Stopped,
            _ if outcome.is_complete() => journal::End::Complete,
            // There is nothing to go on with: the next run begins anew.
            _ if outcome.touched_nothing() => journal::End::Abandoned,
            Ended::Through => journal::End::Partial,
            Ended::Cancelled | Ended::Stopped(_) => journal::End::Stopped,
        };
        self.add(&Line::Ended(journal::Ended {
            at: (self.now)(),
            how,
            done: outcome.done(),
            steps: outcome.steps.len(),
        }))
    }
}

fn always() -> Result<(), Box<Problem>> {
    Ok(())
}

impl Recorder for Journaled<'_> {
    fn intent(&self, step: &Step, attempt: u32, path: &str) -> Result<(), Box<Problem>> {
        (self.fence)()?;
        let mut replaces = BTreeMap::new();
        if attempt == 1 {
            for (kind, id) in touched(step, self.before) {
                let object = format!("{kind}/{id}");
                if !self.held.borrow().contains(&object)
                    && let Some(value) = original(self.before, kind, &id)
                {
                    replaces.insert(object, value);
                }
            }
        }
        let added: Vec<String> = replaces.keys().cloned().collect();
        self.add(&Line::Intent(journal::Intent {
            n: step.n,
            attempt,
            at: (self.now)(),
            call: format!("{} {path}", step.request.method.name()),
            replaces,
        }))?;
        self.held.borrow_mut().extend(added);
        Ok(())
    }

    fn outcome(&self, n: u32, fate: &Fate) -> Result<(), Box<Problem>> {
        let (kept, id, said) = match fate {
            Fate::Done { id } => (journal::Fate::Done, id.clone(), None),
            // Of a batch that was refused in part nobody knows which part.
            Fate::Refused {
                error,
                partly: Some(_),
                ..
            } => (journal::Fate::Unknown, None, Some(outcome::why(error))),
            Fate::Refused { error, .. } => {
                (journal::Fate::Refused, None, Some(outcome::why(error)))
            }
            Fate::Unknown { error } => (journal::Fate::Unknown, None, Some(outcome::why(error))),
            Fate::NotSent(_) => (journal::Fate::NotSent, None, None),
        };
        self.add(&Line::Outcome(journal::Outcome {
            n,
            at: (self.now)(),
            fate: kept,
            id,
            said,
        }))
    }
}
