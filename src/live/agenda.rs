use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};
use std::time::Duration;

use crate::directory::{DomainId, RankKind};
use crate::plan::pace::Operation;
use crate::world::Method;

/// How long a call takes while none was answered yet.
const LATENCY: Duration = Duration::from_millis(200);

/// The window of the minute limit.
const MINUTE: Duration = Duration::from_secs(60);

/// The reads of one operation. Of two that are equally urgent the former goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Line {
    /// `GET /groups`: the lists of every group come behind it.
    Groups,
    /// `GET /groups/{id}/members`
    GroupMembers,
    /// `GET /groups/{id}/administrators`
    GroupMasters,
    /// `GET /users`
    Members,
    /// `GET /orgunits`
    Orgs,
    /// `GET /directory/levels`, ...
    Ranks(RankKind),
    /// `GET /users/{id}`
    Lookups,
}

impl Line {
    fn operation(self, domain: DomainId) -> Operation {
        let path = match self {
            Line::Groups => "/groups".to_owned(),
            Line::GroupMembers => "/groups/g/members".to_owned(),
            Line::GroupMasters => "/groups/g/administrators".to_owned(),
            Line::Members => "/users".to_owned(),
            Line::Orgs => "/orgunits".to_owned(),
            Line::Ranks(kind) => format!("/directory/{}", kind.path()),
            Line::Lookups => "/users/u".to_owned(),
        };
        Operation::of(Method::Get, &path, &[domain])
    }

    /// Whether it is one list, of which each page is known only after the one before, and
    /// nobody knows how many there are.
    fn is_chain(self) -> bool {
        match self {
            Line::Groups | Line::Members | Line::Orgs | Line::Ranks(_) => true,
            Line::GroupMembers | Line::GroupMasters | Line::Lookups => false,
        }
    }

    /// What only its answers bring forth.
    fn behind(self) -> &'static [Line] {
        match self {
            Line::Groups => &[Line::GroupMembers, Line::GroupMasters],
            Line::Members => &[Line::Lookups],
            _ => &[],
        }
    }
}

/// Which read goes next: of those that the rate rules let go now, the one whose line has
/// most before it, what comes behind it counted. So the long poles start first, and short
/// lists fill the slots that the minute limit leaves free. Pure: told what time it is.
///
/// `J` is whatever is to be done: a chain of calls, each known only when the one before was
/// answered.
pub(super) struct Agenda<J> {
    /// Reads of a domain that may be in flight at once.
    lanes: u32,
    lines: BTreeMap<(DomainId, Line), Queue<J>>,
    in_flight: BTreeMap<DomainId, u32>,
    made: BTreeMap<Line, Made>,
    /// Sum and number of the latencies seen.
    latencies: (Duration, u32),
    /// Jobs so far, for a steady order.
    jobs: u64,
}

/// The calls of a line so far.
#[derive(Clone, Copy, Debug)]
struct Made {
    calls: u64,
    first: Duration,
}

struct Queue<J> {
    operation: Operation,
    waiting: BinaryHeap<Waiting<J>>,
    /// Calls that the waiting and the running jobs still take, as far as can be told.
    calls: u64,
    /// Calls of jobs that are not known yet.
    expected: u64,
}

struct Waiting<J> {
    calls: u64,
    number: Reverse<u64>,
    job: J,
}

impl<J> Waiting<J> {
    /// Longest first, then first come.
    fn rank(&self) -> (u64, Reverse<u64>) {
        (self.calls, self.number)
    }
}

impl<J> PartialEq for Waiting<J> {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl<J> Eq for Waiting<J> {}

impl<J> PartialOrd for Waiting<J> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<J> Ord for Waiting<J> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// A job to go on with by one call.
pub(super) struct Started<J> {
    pub(super) domain: DomainId,
    pub(super) line: Line,
    pub(super) job: J,
    /// Calls it still takes, this one counted.
    calls: u64,
    at: Duration,
}

/// What to tell the agenda when the call was answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket {
    pub(super) domain: DomainId,
    pub(super) line: Line,
    calls: u64,
    at: Duration,
}

impl<J> Started<J> {
    pub(super) fn ticket(&self) -> Ticket {
        Ticket {
            domain: self.domain,
            line: self.line,
            calls: self.calls,
            at: self.at,
        }
    }
}

/// What to do now.
pub(super) enum Next<J> {
    /// Send a call.
    Start(Started<J>),
    /// Nothing before this moment, or before a call in flight is answered.
    Wait(Option<Duration>),
}

impl<J> Agenda<J> {
    /// Nothing to do yet.
    pub(super) fn new(lanes: u32) -> Agenda<J> {
        Agenda {
            lanes: lanes.max(1),
            lines: BTreeMap::new(),
            in_flight: BTreeMap::new(),
            made: BTreeMap::new(),
            latencies: (Duration::ZERO, 0),
            jobs: 0,
        }
    }

    fn queue(&mut self, domain: DomainId, line: Line) -> &mut Queue<J> {
        self.lines.entry((domain, line)).or_insert_with(|| Queue {
            operation: line.operation(domain),
            waiting: BinaryHeap::new(),
            calls: 0,
            expected: 0,
        })
    }

    /// Takes a job up that takes about so many calls, at least one.
    pub(super) fn add(&mut self, domain: DomainId, line: Line, calls: u64, job: J) {
        let calls = calls.max(1);
        let number = Reverse(self.jobs);
        self.jobs += 1;
        let queue = self.queue(domain, line);
        queue.calls += calls;
        queue.waiting.push(Waiting { calls, number, job });
    }

    /// Says how many calls of a line jobs will take that are not known yet.
    pub(super) fn expect(&mut self, domain: DomainId, line: Line, calls: u64) {
        self.queue(domain, line).expected = calls;
    }

    /// Whether nothing is left to be sent. Calls may be in flight.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.values().all(|queue| queue.waiting.is_empty())
    }

    /// What to do now. `rate` is the number of calls of one operation in a minute,
    /// `earliest` says when the rate rules let a call go.
    pub(super) fn next(
        &mut self,
        now: Duration,
        rate: u32,
        earliest: impl Fn(&Operation) -> Option<Duration>,
    ) -> Next<J> {
        let full = self.slots_bind(rate);
        let mut best: Option<((bool, Duration), (DomainId, Line))> = None;
        let mut wake: Option<Duration> = None;
        for (&(domain, line), queue) in &self.lines {
            let in_flight = self.in_flight.get(&domain).copied().unwrap_or(0);
            if queue.waiting.is_empty() || in_flight >= self.lanes {
                continue;
            }
            match earliest(&queue.operation) {
                None => {}
                Some(at) if at > now => wake = Some(wake.map_or(at, |wake| wake.min(at))),
                Some(_) => {
                    // Where the slots bind, full is full whatever is in them, but a chain
                    // that is left to the end leaves one empty.
                    let chain = full && line.is_chain();
                    let urgency = (chain, self.urgency(domain, line, rate));
                    if best.is_none_or(|(most, _)| urgency > most) {
                        best = Some((urgency, (domain, line)));
                    }
                }
            }
        }
        let popped = best.and_then(|(_, (domain, line))| {
            let waiting = self.queue(domain, line).waiting.pop()?;
            Some((domain, line, waiting))
        });
        let Some((domain, line, Waiting { calls, job, .. })) = popped else {
            return Next::Wait(wake);
        };
        *self.in_flight.entry(domain).or_default() += 1;
        let made = self.made.entry(line).or_insert(Made {
            calls: 0,
            first: now,
        });
        made.calls += 1;
        Next::Start(Started {
            domain,
            line,
            job,
            calls,
            at: now,
        })
    }

    /// A call was answered. Its job, where it goes on, is added again.
    pub(super) fn answered(&mut self, ticket: Ticket, now: Duration) {
        let Ticket {
            domain,
            line,
            calls,
            at,
        } = ticket;
        let queue = self.queue(domain, line);
        queue.calls = queue.calls.saturating_sub(calls);
        if let Some(in_flight) = self.in_flight.get_mut(&domain) {
            *in_flight = in_flight.saturating_sub(1);
        }
        let (sum, count) = &mut self.latencies;
        *sum += now.saturating_sub(at);
        *count += 1;
    }

    fn latency(&self) -> Duration {
        let (sum, count) = self.latencies;
        sum.checked_div(count).unwrap_or(LATENCY)
    }

    /// Calls of a line that are left, over all domains: they share the minute.
    pub(super) fn left_of(&self, line: Line) -> u64 {
        let of_line = self.lines.iter().filter(|((_, other), _)| *other == line);
        of_line.map(|(_, queue)| queue.calls + queue.expected).sum()
    }

    /// Calls that are left, as far as can be told.
    pub(super) fn left(&self) -> u64 {
        let calls = self.lines.values().map(|q| q.calls + q.expected);
        calls.sum()
    }

    /// Calls sent.
    pub(super) fn made(&self) -> u64 {
        self.made.values().map(|made| made.calls).sum()
    }

    /// Whether the slots of a domain take longer than the minute limit of any line.
    fn slots_bind(&self, rate: u32) -> bool {
        let minute = self.lines.keys().map(|(_, line)| self.left_of(*line)).max();
        self.slots() >= share(minute.unwrap_or(0), rate)
    }

    /// What the slots alone ask for: the calls of the busiest domain, so many at a time.
    fn slots(&self) -> Duration {
        let mut calls: BTreeMap<DomainId, u64> = BTreeMap::new();
        for ((domain, _), queue) in &self.lines {
            *calls.entry(*domain).or_default() += queue.calls + queue.expected;
        }
        let most = calls.values().max().copied().unwrap_or(0);
        times(self.latency(), most.div_ceil(u64::from(self.lanes)))
    }

    /// The time a line takes at the least, with what comes behind it.
    fn urgency(&self, domain: DomainId, line: Line, rate: u32) -> Duration {
        let own = |line: Line| {
            let minutes = share(self.left_of(line), rate);
            minutes.max(self.longest(domain, line))
        };
        let behind = line.behind().iter().map(|line| own(*line)).max();
        own(line) + behind.unwrap_or_default()
    }

    /// The longest chain that waits in a line.
    fn longest(&self, domain: DomainId, line: Line) -> Duration {
        let queue = self.lines.get(&(domain, line));
        let calls = queue
            .and_then(|queue| queue.waiting.peek())
            .map(|w| w.calls);
        times(self.latency(), calls.unwrap_or(0))
    }

    /// The time that is left at about `rate` calls a minute and operation: the largest of
    /// what the minute limit, the slots and the longest chains ask for.
    pub(super) fn time_left(&self, now: Duration, rate: u32) -> Duration {
        let mut most = self.slots();
        for &(domain, line) in self.lines.keys() {
            most = most.max(self.longest(domain, line));
            most = most.max(self.windows(line, now, rate));
        }
        most
    }

    /// What the minute limit leaves of a line: its n-th call goes `(n-1)/rate` minutes after
    /// its first.
    fn windows(&self, line: Line, now: Duration, rate: u32) -> Duration {
        let left = self.left_of(line);
        if left == 0 {
            return Duration::ZERO;
        }
        let rate = u64::from(rate.max(1));
        let (calls, first) = match self.made.get(&line) {
            Some(made) => (made.calls, made.first),
            None => (0, now),
        };
        let last = first + times(MINUTE, (calls + left - 1) / rate);
        let from_now = times(MINUTE, (left - 1) / rate);
        let tail = ((calls + left - 1) % rate + 1).min(left);
        let tail = times(self.latency(), tail.div_ceil(u64::from(self.lanes)));
        last.saturating_sub(now).max(from_now) + tail
    }
}

/// So many calls at a rate.
fn share(calls: u64, rate: u32) -> Duration {
    times(MINUTE, calls) / rate.max(1)
}

fn times(duration: Duration, n: u64) -> Duration {
    duration.saturating_mul(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Agenda, LATENCY, Line, Next, Started};
    use crate::directory::{DomainId, RankKind};
    use crate::plan::pace::Operation;

    const HERE: DomainId = DomainId(1);
    const THERE: DomainId = DomainId(2);

    fn seconds(n: u64) -> Duration {
        Duration::from_secs(n)
    }

    /// What goes next while nothing holds it up.
    fn next(agenda: &mut Agenda<u32>) -> Option<Started<u32>> {
        let free = |_: &Operation| Some(Duration::ZERO);
        match agenda.next(Duration::ZERO, 240, free) {
            Next::Start(started) => Some(started),
            Next::Wait(_) => None,
        }
    }

    /// The lines in the order in which one call after the other goes.
    fn order(agenda: &mut Agenda<u32>) -> Vec<(Line, u32)> {
        let mut order = Vec::new();
        while let Some(started) = next(agenda) {
            let ticket = started.ticket();
            order.push((ticket.line, started.job));
            agenda.answered(ticket, LATENCY);
        }
        order
    }

    #[test]
    fn the_line_with_most_before_it_goes_first() {
        let mut agenda = Agenda::new(2);
        agenda.add(HERE, Line::Orgs, 3, 1);
        agenda.add(HERE, Line::Members, 40, 2);
        for job in 10..1010 {
            agenda.add(HERE, Line::GroupMembers, 1, job);
        }
        // What comes behind a list counts with it.
        agenda.add(HERE, Line::Groups, 1, 3);
        let order = order(&mut agenda);
        assert_eq!(order[0], (Line::Groups, 3));
        assert_eq!(order[1], (Line::GroupMembers, 10), "first come");
        let place = |wanted| order.iter().position(|(line, _)| *line == wanted);
        assert!(place(Line::Members) < place(Line::Orgs));
        assert_eq!(order.len(), 1003);
        assert!(agenda.is_empty());
        assert_eq!((agenda.left(), agenda.made()), (0, 1003));
    }

    #[test]
    fn a_chain_is_not_left_to_the_end_where_the_slots_bind() {
        let mut agenda = Agenda::new(2);
        // Ten times the usual latency: the minute limit never binds.
        agenda.add(HERE, Line::Lookups, 1, 0);
        let first = next(&mut agenda).expect("a call").ticket();
        agenda.answered(first, seconds(2));
        for job in 0..1000 {
            agenda.add(HERE, Line::GroupMembers, 1, job);
        }
        agenda.add(HERE, Line::Members, 1, 5000);
        let started = next(&mut agenda).expect("a call");
        assert_eq!(started.line, Line::Members);
    }

    #[test]
    fn of_one_line_the_longest_goes_first() {
        let mut agenda = Agenda::new(2);
        for (calls, job) in [(1, 1), (30, 2), (2, 3)] {
            agenda.add(HERE, Line::GroupMembers, calls, job);
        }
        let jobs: Vec<u32> = order(&mut agenda).iter().map(|(_, job)| *job).collect();
        assert_eq!(jobs, [2, 3, 1]);
    }

    #[test]
    fn two_of_a_domain_and_then_an_answer() {
        let mut agenda = Agenda::new(2);
        for (domain, job) in [(HERE, 1), (HERE, 2), (HERE, 3), (THERE, 4)] {
            agenda.add(domain, Line::Ranks(RankKind::Level), 1, job);
        }
        let first = next(&mut agenda).expect("a call");
        let mut jobs = vec![first.job];
        jobs.extend([next(&mut agenda), next(&mut agenda)].map(|s| s.expect("a call").job));
        assert_eq!(jobs, [1, 2, 4]);
        assert!(next(&mut agenda).is_none(), "both slots are taken");
        agenda.answered(first.ticket(), LATENCY);
        assert_eq!(next(&mut agenda).map(|started| started.job), Some(3));
    }

    #[test]
    fn what_the_rate_rules_hold_up_is_passed_by() {
        let mut agenda = Agenda::new(2);
        for job in 0..500 {
            agenda.add(HERE, Line::GroupMembers, 1, job);
        }
        agenda.add(HERE, Line::Orgs, 1, 500);
        let full = |operation: &Operation| match &**operation.name() {
            "GET /groups/{id}/members" => Some(seconds(60)),
            _ => Some(seconds(1)),
        };
        let Next::Start(started) = agenda.next(seconds(1), 240, full) else {
            panic!("the orgs may go");
        };
        assert_eq!(started.line, Line::Orgs);
        let Next::Wait(wake) = agenda.next(seconds(1), 240, full) else {
            panic!("nothing else may");
        };
        assert_eq!(wake, Some(seconds(60)));
    }

    #[test]
    fn the_time_that_is_left() {
        // The minute limit: 480 more go two minutes after the first.
        let mut agenda: Agenda<u32> = Agenda::new(2);
        agenda.expect(HERE, Line::GroupMembers, 481);
        let time = agenda.time_left(Duration::ZERO, 240);
        assert_eq!(time, seconds(120) + LATENCY);
        // At half of it, four.
        let time = agenda.time_left(Duration::ZERO, 120);
        assert_eq!(time, seconds(240) + LATENCY);
        // The slots: two at a time, in each domain.
        let mut agenda: Agenda<u32> = Agenda::new(2);
        for line in [Line::Members, Line::Orgs, Line::Groups] {
            agenda.expect(HERE, line, 100);
            agenda.expect(THERE, line, 50);
        }
        assert_eq!(agenda.time_left(Duration::ZERO, 240), seconds(30));
        // A chain: one after the other.
        let mut agenda = Agenda::new(2);
        agenda.add(HERE, Line::Members, 200, 1);
        assert_eq!(agenda.time_left(Duration::ZERO, 240), seconds(40));
        let mut agenda: Agenda<u32> = Agenda::new(2);
        agenda.expect(HERE, Line::Members, 0);
        assert_eq!(agenda.time_left(Duration::ZERO, 240), Duration::ZERO);
    }
}
