use std::time::Duration;

use super::Fate;
use crate::plan::Step;

/// What a run tells while it goes on.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// The first call is about to be sent.
    Started {
        /// Calls in all.
        steps: usize,
        /// How long it is expected to take.
        eta: Duration,
    },
    /// The rate rules make the next call wait.
    Waiting {
        /// The next step.
        step: &'a Step,
        /// For how long.
        time: Duration,
    },
    /// A call is sent.
    Sending {
        /// Its step.
        step: &'a Step,
    },
    /// The answer to a call is lost; whether it was done is looked at.
    Looking {
        /// Its step.
        step: &'a Step,
        /// In how long.
        after: Duration,
        /// What happened, for people.
        why: String,
    },
    /// A call failed and is sent again.
    Repeating {
        /// Its step.
        step: &'a Step,
        /// In how long.
        after: Duration,
        /// What happened, for people.
        why: String,
    },
    /// A step came to its end, sent or not.
    Finished {
        /// The step.
        step: &'a Step,
        /// What became of it.
        fate: &'a Fate,
        /// Steps that came to their end, this one included.
        done: usize,
        /// Steps in all.
        steps: usize,
        /// What is left, by the plan's schedule and how the run goes so far.
        left: Duration,
    },
    /// Reading back what was written.
    Verifying {
        /// Objects read so far.
        done: usize,
        /// Objects to read.
        objects: usize,
    },
    /// Some objects do not show what was written yet; they are read again.
    Settling {
        /// How many.
        objects: usize,
        /// In how long.
        time: Duration,
    },
}

/// Whoever shows how a run goes on.
pub trait Progress {
    /// Takes notice of an event.
    fn on(&self, event: &Event<'_>);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn on(&self, _event: &Event<'_>) {}
}
