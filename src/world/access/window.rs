use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a call counts.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

/// The sliding minute windows of the tenant, by operation (facts 3.1, 11 #8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Windows {
    calls: BTreeMap<String, VecDeque<Timestamp>>,
}

/// What a window says to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Whether the call is performed.
    pub admitted: bool,
    /// The limit in force.
    pub limit: u32,
    /// Calls left in the window.
    pub remaining: u32,
    /// Whole seconds until the oldest call stops counting.
    pub reset: i64,
}

impl Windows {
    /// Counts a call, unless the window is full: a refused call does not count.
    pub fn enter(&mut self, operation: &str, limit: u32, now: Timestamp) -> Admission {
        let calls = self.calls.entry(operation.to_owned()).or_default();
        while calls
            .front()
            .is_some_and(|first| now.duration_since(*first) >= WINDOW)
        {
            calls.pop_front();
        }
        let admitted = u32::try_from(calls.len()).is_ok_and(|count| count < limit);
        if admitted {
            calls.push_back(now);
        }
        let used = u32::try_from(calls.len()).unwrap_or(u32::MAX);
        let left = calls.front().map_or(WINDOW, |first| {
            WINDOW.saturating_sub(now.duration_since(*first))
        });
        let whole = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Admission {
            admitted,
            limit,
            remaining: limit.saturating_sub(used),
            reset: whole.clamp(0, 60),
        }
    }
}

impl Admission {
    /// The rate headers (facts 3.1).
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        vec![
            ("rateLimit-limit", self.limit.to_string()),
            ("rateLimit-remaining", self.remaining.to_string()),
            ("rateLimit-reset", self.reset.to_string()),
        ]
    }
}
