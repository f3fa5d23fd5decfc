use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a call counts.
const WINDOW: SignedDuration = SignedDuration::from_secs(60);

/// The minute windows of the tenant, by operation (facts 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Windows {
    calls: BTreeMap<String, VecDeque<Timestamp>>,
}

/// How a window goes on (facts 11 #8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// A call counts for a minute.
    Sliding,
    /// A call counts until the clock's next minute.
    Fixed,
}

impl Course {
    /// How long a call of then still counts; zero or less where it no longer does.
    fn left(self, then: Timestamp, now: Timestamp) -> SignedDuration {
        let ends = match self {
            Course::Sliding => then.saturating_add(WINDOW),
            Course::Fixed => {
                let begun = then.as_second().div_euclid(60) * 60;
                Timestamp::from_second(begun).and_then(|begun| begun.saturating_add(WINDOW))
            }
        };
        now.duration_until(ends.unwrap_or(Timestamp::MAX))
    }
}

/// What a window says to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Whether the call is performed.
    pub admitted: bool,
    /// The limit in force.
    pub limit: u32,
    /// Calls made in the window.
    pub used: u32,
    /// Calls left in the window.
    pub remaining: u32,
    /// Whole seconds until the oldest call stops counting.
    pub reset: i64,
}

impl Windows {
    /// Counts a call, unless the window is full: a refused call does not count.
    pub fn enter(
        &mut self,
        operation: &str,
        limit: u32,
        course: Course,
        now: Timestamp,
    ) -> Admission {
        let calls = self.calls.entry(operation.to_owned()).or_default();
        while calls
            .front()
            .is_some_and(|first| !course.left(*first, now).is_positive())
        {
            calls.pop_front();
        }
        let admitted = u32::try_from(calls.len()).is_ok_and(|count| count < limit);
        if admitted {
            calls.push_back(now);
        }
        Admission {
            admitted,
            ..self.look(operation, limit, course, now)
        }
    }

    /// The operations with calls that still count, and what each window says.
    pub fn in_use(&self, limit: u32, course: Course, now: Timestamp) -> Vec<(&str, Admission)> {
        let all = self.calls.keys();
        all.map(|name| (name.as_str(), self.look(name, limit, course, now)))
            .filter(|(_, window)| window.used > 0)
            .collect()
    }

    /// What a window says while no call is counted.
    pub fn look(&self, operation: &str, limit: u32, course: Course, now: Timestamp) -> Admission {
        let calls = self.calls.get(operation).into_iter().flatten();
        let mut counted = calls.filter(|at| course.left(**at, now).is_positive());
        let first = counted.next();
        let used = u32::try_from(usize::from(first.is_some()) + counted.count());
        let used = used.unwrap_or(u32::MAX);
        let left = course.left(*first.unwrap_or(&now), now);
        let whole = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Admission {
            admitted: used < limit,
            limit,
            used,
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
            // Spelt so on every page (facts 11 #4).
            ("rateLimit-ssed", self.used.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Course, SignedDuration, Timestamp, Windows};

    const CALL: &str = "GET /users";

    #[test]
    fn a_window_admits_until_its_limit_and_says_so_beforehand() {
        let mut windows = Windows::default();
        let now = Timestamp::UNIX_EPOCH;
        for used in 0..3 {
            let seen = windows.look(CALL, 2, Course::Sliding, now);
            assert_eq!((seen.used, seen.admitted), (used.min(2), used < 2));
            let entered = windows.enter(CALL, 2, Course::Sliding, now);
            assert_eq!(entered.admitted, used < 2);
        }
    }

    #[test]
    fn a_part_of_a_second_is_waited_for_as_a_whole_one() {
        let mut windows = Windows::default();
        let begun = Timestamp::UNIX_EPOCH;
        windows.enter(CALL, 2, Course::Sliding, begun);
        for (passed, reset) in [(0, 60), (500, 60), (1_000, 59), (59_999, 1), (60_000, 60)] {
            let now = begun + SignedDuration::from_millis(passed);
            assert_eq!(windows.look(CALL, 2, Course::Sliding, now).reset, reset);
        }
    }

    #[test]
    fn only_windows_with_calls_in_them_are_in_use() {
        let mut windows = Windows::default();
        let begun = Timestamp::UNIX_EPOCH;
        windows.enter(CALL, 2, Course::Sliding, begun);
        let in_use = |after: i64| {
            let now = begun + SignedDuration::from_secs(after);
            let found = windows.in_use(2, Course::Sliding, now);
            found
                .into_iter()
                .map(|(name, seen)| (name.to_owned(), seen.used))
                .collect::<Vec<_>>()
        };
        assert_eq!(in_use(59), [(CALL.to_owned(), 1)]);
        assert_eq!(in_use(60), []);
    }
}
