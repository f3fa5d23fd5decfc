//! The rate rules of the service (facts 3, design section 5) as a state machine over
//! virtual time: a `Duration` since any start. The schedule of a plan and the gate before
//! every real call both go by it, so that the estimate and the run keep the same rules.

mod operation;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

pub use operation::{Class, Operation};

use crate::directory::{DomainId, Plan};

/// What [`Pace::earliest`] answers when a call in flight must be answered first.
pub const BLOCKED: Duration = Duration::MAX;

/// Latencies kept to tell a slow transit from a usual one.
const LATENCIES: usize = 16;

/// Latencies of an operation by which alone its usual transit is told.
const ENOUGH: usize = 8;

/// Jitter beyond this is not waited for.
const MOST_JITTER: Duration = Duration::from_millis(40);

/// The numbers of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Calls of one operation in any window: 240, on the free plan 60 (facts 3.1).
    pub per_minute: u32,
    /// The window itself: a minute.
    pub window: Duration,
    /// Between two org-unit writes of a domain, as the server sees them (facts 3.2).
    pub org_write_gap: Duration,
    /// Added to every gap at least, for jitter. What the jitter of an operation is seen to
    /// be comes on top, to `MOST_JITTER`.
    pub guard: Duration,
    /// Member adds of a domain in any `member_add_window`: fewer than ten (facts 3.2).
    pub member_adds_per_second: usize,
    /// The window of member adds: a second.
    pub member_add_window: Duration,
    /// Reads of a domain that may be in flight at once (facts 11 #6).
    pub reads_per_domain: u32,
    /// Half of `per_minute` from the first call: for runs expected to last longer than
    /// `long_after` (facts 3.1).
    pub long_run: bool,
    /// A run that lasts so long goes on at half of `per_minute`.
    pub long_after: Duration,
}

impl Limits {
    /// The numbers of a product plan.
    pub fn of(plan: Plan) -> Limits {
        Limits {
            per_minute: plan.calls_per_minute(),
            ..Limits::default()
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            per_minute: 240,
            window: Duration::from_secs(60),
            org_write_gap: Duration::from_secs(1),
            guard: Duration::from_millis(10),
            member_adds_per_second: 9,
            member_add_window: Duration::from_secs(1),
            reads_per_domain: 2,
            long_run: false,
            long_after: Duration::from_secs(27 * 60),
        }
    }
}

/// The calls of one operation.
#[derive(Clone, Debug, Default)]
struct Window {
    /// When the last calls were answered, oldest first; at most `per_minute` of them.
    answers: VecDeque<Duration>,
    /// When the calls that are not answered yet were sent.
    in_flight: VecDeque<Duration>,
    /// Not before this: what a 429 said.
    closed_until: Duration,
    /// What the server says is left, and until when, where others use the window too.
    left: Option<(u32, Duration)>,
    latencies: Latencies,
}

/// The last few latencies.
#[derive(Clone, Debug, Default)]
struct Latencies(VecDeque<Duration>);

impl Latencies {
    fn push(&mut self, latency: Duration) {
        if self.0.len() == LATENCIES {
            self.0.pop_front();
        }
        self.0.push_back(latency);
    }

    fn least(&self) -> Option<Duration> {
        self.0.iter().min().copied()
    }

    /// How far apart the two least are: about as far as the least of all times may lie
    /// below the least that was seen.
    fn spread(&self) -> Duration {
        let (mut least, mut second) = (Duration::MAX, Duration::MAX);
        for latency in &self.0 {
            second = second.min((*latency).max(least));
            least = least.min(*latency);
        }
        if second == Duration::MAX {
            return Duration::ZERO;
        }
        second - least
    }
}

/// A call that a later one must stay clear of.
#[derive(Clone, Copy, Debug)]
struct Seen {
    sent: Duration,
    /// From when on a gap may be counted; `None` while it is in flight.
    from: Option<Duration>,
}

/// What was called, and so what may be called when. One for all calls of a tenant.
#[derive(Clone, Debug)]
pub struct Pace {
    limits: Limits,
    started: Option<Duration>,
    writes_in_flight: u32,
    reads_in_flight: HashMap<DomainId, u32>,
    windows: HashMap<Arc<str>, Window>,
    org_writes: HashMap<DomainId, Seen>,
    member_adds: HashMap<DomainId, VecDeque<Seen>>,
    latencies: Latencies,
}

impl Pace {
    /// Nothing called yet.
    pub fn new(limits: Limits) -> Pace {
        Pace {
            limits,
            started: None,
            writes_in_flight: 0,
            reads_in_flight: HashMap::new(),
            windows: HashMap::new(),
            org_writes: HashMap::new(),
            member_adds: HashMap::new(),
            latencies: Latencies::default(),
        }
    }

    /// The rules it keeps.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// From now on half of the calls a minute. There is no way back.
    pub fn slow_down(&mut self) {
        self.limits.long_run = true;
    }

    /// Calls of one operation in a window, at a time: half in a long run.
    pub fn per_window(&self, now: Duration) -> usize {
        let lasted = self
            .started
            .is_some_and(|start| now.saturating_sub(start) >= self.limits.long_after);
        let calls = if self.limits.long_run || lasted {
            self.limits.per_minute / 2
        } else {
            self.limits.per_minute
        };
        calls.max(1) as usize
    }

    /// When a call may be sent: `now` or later, [`BLOCKED`] while a call in flight has to
    /// be answered first.
    pub fn earliest(&self, operation: &Operation, now: Duration) -> Duration {
        let mut at = now;
        if self.writes_in_flight > 0 {
            return BLOCKED;
        }
        if operation.is_write() {
            if self.reads_in_flight.values().any(|n| *n > 0) {
                return BLOCKED;
            }
        } else if operation.domains().iter().any(|domain| {
            self.reads_in_flight
                .get(domain)
                .is_some_and(|n| *n >= self.limits.reads_per_domain)
        }) {
            return BLOCKED;
        }
        for domain in operation.domains() {
            match operation.class() {
                Class::OrgWrite => {
                    if let Some(last) = self.org_writes.get(domain) {
                        let Some(from) = last.from else {
                            return BLOCKED;
                        };
                        at = at.max(from + self.limits.org_write_gap);
                    }
                }
                Class::MemberAdd => {
                    let most = self.limits.member_adds_per_second.max(1);
                    if let Some(adds) = self.member_adds.get(domain)
                        && adds.len() >= most
                        && let Some(rival) = adds.get(adds.len() - most)
                    {
                        let Some(from) = rival.from else {
                            return BLOCKED;
                        };
                        at = at.max(from + self.limits.member_add_window);
                    }
                }
                Class::Other => {}
            }
        }
        if let Some(window) = self.windows.get(operation.name()) {
            at = at.max(window.closed_until);
            if let Some((0, until)) = window.left {
                at = at.max(until);
            }
            // A run becomes a long one at a moment: the wait for a slot may reach over it,
            // so the answer is checked against the rule that holds then.
            for _ in 0..2 {
                match self.slot(window, at) {
                    Some(slot) => at = at.max(slot),
                    None => return BLOCKED,
                }
            }
        }
        at
    }

    /// When the window of an operation has room: the (k+c)-th call starts a window after
    /// the k-th was answered. `None` while that k-th is in flight.
    fn slot(&self, window: &Window, at: Duration) -> Option<Duration> {
        let most = self.per_window(at);
        let taken = window.answers.len() + window.in_flight.len();
        match taken.checked_sub(most) {
            None => Some(Duration::ZERO),
            Some(k) => window
                .answers
                .get(k)
                .map(|answered| *answered + self.limits.window),
        }
    }

    /// A call was sent.
    pub fn sent(&mut self, operation: &Operation, at: Duration) {
        self.started.get_or_insert(at);
        if operation.is_write() {
            self.writes_in_flight += 1;
        } else {
            for domain in operation.domains() {
                *self.reads_in_flight.entry(*domain).or_default() += 1;
            }
        }
        let seen = Seen {
            sent: at,
            from: None,
        };
        for domain in operation.domains() {
            match operation.class() {
                Class::OrgWrite => {
                    self.org_writes.insert(*domain, seen);
                }
                Class::MemberAdd => {
                    let adds = self.member_adds.entry(*domain).or_default();
                    if adds.len() >= self.limits.member_adds_per_second.max(1) {
                        adds.pop_front();
                    }
                    adds.push_back(seen);
                }
                Class::Other => {}
            }
        }
        let window = self.windows.entry(operation.name().clone()).or_default();
        window.in_flight.push_back(at);
        if let Some((left, until)) = &mut window.left {
            if at >= *until {
                window.left = None;
            } else {
                *left = left.saturating_sub(1);
            }
        }
    }

    /// A call was answered, or given up. `remaining` and `reset` are what the rate headers
    /// said, where they said anything.
    pub fn answered(
        &mut self,
        operation: &Operation,
        at: Duration,
        remaining: Option<u32>,
        reset: Option<Duration>,
    ) {
        self.over(operation, at);
        let (full, span) = (self.limits.per_minute as usize, self.limits.window);
        let Some(window) = self.windows.get_mut(operation.name()) else {
            return;
        };
        if let Some(remaining) = remaining {
            // What is taken beyond our own calls is taken by others. Without others our
            // own window says the same as the header and says it finer, since the header
            // counts in whole seconds.
            let since = at.saturating_sub(span);
            let ours = window.answers.len() - window.answers.partition_point(|a| *a <= since)
                + window.in_flight.len();
            if ours + (remaining as usize) < full {
                let not_counted_yet = u32::try_from(window.in_flight.len()).unwrap_or(u32::MAX);
                window.left = Some((
                    remaining.saturating_sub(not_counted_yet),
                    at + reset.unwrap_or(span),
                ));
            } else {
                window.left = None;
            }
        }
    }

    /// A call was refused with 429: the same may be sent again after `reset`, else after a
    /// whole window (facts 3.1, 11 #5).
    pub fn refused_429(&mut self, operation: &Operation, at: Duration, reset: Option<Duration>) {
        self.over(operation, at);
        let until = at + reset.unwrap_or(self.limits.window);
        if let Some(window) = self.windows.get_mut(operation.name()) {
            window.closed_until = window.closed_until.max(until);
        }
    }

    /// What every end of a call has in common.
    fn over(&mut self, operation: &Operation, at: Duration) {
        if operation.is_write() {
            self.writes_in_flight = self.writes_in_flight.saturating_sub(1);
        } else {
            for domain in operation.domains() {
                if let Some(n) = self.reads_in_flight.get_mut(domain) {
                    *n = n.saturating_sub(1);
                }
            }
        }
        let kept = self.limits.per_minute.max(1) as usize;
        let window = self.windows.entry(operation.name().clone()).or_default();
        let sent = window.in_flight.pop_front().unwrap_or(at);
        while window.answers.len() >= kept {
            window.answers.pop_front();
        }
        window.answers.push_back(at);

        // The server saw the call somewhere between sending and answer. What it took
        // beyond the usual may have passed before it arrived, so a gap counts from that
        // much later, at worst from the answer.
        let latency = at.saturating_sub(sent);
        let few = window.latencies.0.len() < ENOUGH;
        let usual = window
            .latencies
            .least()
            .into_iter()
            .chain(self.latencies.least().filter(|_| few))
            .fold(latency, Duration::min);
        window.latencies.push(latency);
        let jitter = window.latencies.spread().min(MOST_JITTER);
        let from = sent + (latency - usual + jitter + self.limits.guard).min(latency);
        self.latencies.push(latency);

        let close = |seen: &mut Seen| {
            if seen.from.is_none() && seen.sent == sent {
                seen.from = Some(from);
                return true;
            }
            false
        };
        for domain in operation.domains() {
            match operation.class() {
                Class::OrgWrite => {
                    if let Some(last) = self.org_writes.get_mut(domain) {
                        close(last);
                    }
                }
                Class::MemberAdd => {
                    if let Some(adds) = self.member_adds.get_mut(domain) {
                        adds.iter_mut().any(close);
                    }
                }
                Class::Other => {}
            }
        }
    }
}

/// When calls start that are sent one after the other, each as soon as the rules let it,
/// and each answered after the latency.
pub fn starts(limits: &Limits, operations: &[Operation], latency: Duration) -> Vec<Duration> {
    let mut pace = Pace::new(limits.clone());
    let mut now = Duration::ZERO;
    let mut starts = Vec::with_capacity(operations.len());
    for operation in operations {
        // Nothing is in flight here, so no call is blocked by another.
        let at = pace.earliest(operation, now).max(now);
        pace.sent(operation, at);
        now = at + latency;
        pace.answered(operation, now, None, None);
        starts.push(at);
    }
    starts
}
