//! What is to be put in order: calls in lanes, the rate rules they fall under, and what
//! waits for what. Times are whole microseconds.

use std::collections::HashMap;
use std::time::Duration;

use crate::plan::pace::{Class, Limits, Operation};

/// A rate rule as the order sees it: any call starts `span` or more after the start of
/// the call `most` before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Calls within a span.
    pub most: usize,
    /// The span, in microseconds.
    pub span: u64,
}

/// Calls of one lane, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The lane.
    pub lane: usize,
    /// How many calls; at least one.
    pub calls: usize,
}

/// One action: its calls in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its calls; none where it comes to nothing once what it waits for is done.
    pub runs: Vec<Run>,
    /// It takes something away or makes no call, and nothing but such jobs waits for it.
    pub removal: bool,
}

impl Job {
    /// How many calls it makes.
    pub fn calls(&self) -> usize {
        self.runs.iter().map(|run| run.calls).sum()
    }
}

/// Lists of job numbers, one for each job, in one piece of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    begins: Vec<usize>,
    to: Vec<usize>,
}

impl Links {
    /// From pairs of (job, other).
    fn new(count: usize, pairs: &[(usize, usize)]) -> Links {
        let mut begins = vec![0; count + 1];
        for (from, _) in pairs {
            begins[from + 1] += 1;
        }
        for at in 0..count {
            begins[at + 1] += begins[at];
        }
        let mut next = begins.clone();
        let mut to = vec![0; pairs.len()];
        for (from, other) in pairs {
            to[next[*from]] = *other;
            next[*from] += 1;
        }
        Links { begins, to }
    }

    /// The list of one job.
    pub fn of(&self, job: usize) -> &[usize] {
        &self.to[self.begins[job]..self.begins[job + 1]]
    }
}

/// Everything an order depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// How long a call takes.
    pub latency: u64,
    /// The rate rules.
    pub rules: Vec<Rule>,
    /// The rules each lane falls under.
    pub lanes: Vec<Vec<usize>>,
    /// The jobs, in an order that keeps what waits for what.
    pub jobs: Vec<Job>,
    /// The jobs that wait for each job.
    pub after: Links,
    /// The jobs that each job waits for.
    pub before: Links,
}

impl Work {
    /// The work of these jobs, given as runs of calls, in an order that keeps `waits`:
    /// pairs of a job and one that it waits for, which comes before it.
    pub fn new(
        limits: &Limits,
        latency: Duration,
        jobs: &[(Vec<(Operation, usize)>, bool)],
        waits: &[(usize, usize)],
    ) -> Work {
        let latency = micros(latency);
        let mut work = Work {
            latency,
            rules: Vec::new(),
            lanes: Vec::new(),
            jobs: Vec::with_capacity(jobs.len()),
            after: Links::default(),
            before: Links::new(jobs.len(), waits),
        };
        let back: Vec<(usize, usize)> = waits.iter().map(|(job, on)| (*on, *job)).collect();
        work.after = Links::new(jobs.len(), &back);
        let mut book = Book::new(limits, latency);
        for (its, removal) in jobs {
            let runs = its.iter().map(|(operation, calls)| Run {
                lane: book.lane(operation, &mut work),
                calls: *calls,
            });
            let job = Job {
                runs: runs.collect(),
                removal: *removal || its.is_empty(),
            };
            work.jobs.push(job);
        }
        // What something else waits for is not put off.
        for job in (0..work.jobs.len()).rev() {
            let after = work.after.of(job);
            let alone = after.iter().all(|next| work.jobs[*next].removal);
            work.jobs[job].removal &= alone;
        }
        work
    }

    /// Calls in all.
    pub fn calls(&self) -> usize {
        self.jobs.iter().map(Job::calls).sum()
    }

    /// No order is over sooner, as far as each rule alone can tell without looking at what
    /// waits for what.
    pub fn least(&self) -> u64 {
        let mut calls = vec![0; self.rules.len()];
        for run in self.jobs.iter().flat_map(|job| &job.runs) {
            for rule in &self.lanes[run.lane] {
                calls[*rule] += run.calls;
            }
        }
        let serial = self.latency * self.calls() as u64;
        let by_rule = (self.rules.iter().zip(calls)).map(|(rule, calls)| {
            let spans = calls.saturating_sub(1) / rule.most;
            let last = calls.min(1) as u64 * self.latency;
            rule.span * spans as u64 + last
        });
        by_rule.fold(serial, u64::max)
    }

    /// The same seen from the end: what came last comes first.
    pub fn reversed(&self) -> Work {
        let count = self.jobs.len();
        let turn = |links: &Links| {
            let pairs: Vec<(usize, usize)> = (0..count)
                .flat_map(|job| links.of(job).iter().map(move |other| (job, other)))
                .map(|(job, other)| (count - 1 - job, count - 1 - other))
                .collect();
            Links::new(count, &pairs)
        };
        let jobs = self.jobs.iter().rev().map(|job| Job {
            runs: job.runs.iter().rev().copied().collect(),
            removal: false,
        });
        Work {
            latency: self.latency,
            rules: self.rules.clone(),
            lanes: self.lanes.clone(),
            jobs: jobs.collect(),
            after: turn(&self.before),
            before: turn(&self.after),
        }
    }

    /// From the first start of each job to the end of all that waits for it: the longest
    /// way, one call after the other.
    pub fn tails(&self) -> Vec<u64> {
        let mut tails = vec![0; self.jobs.len()];
        self.spread(&mut tails);
        tails
    }

    /// Makes what is waited for need as much as what waits for it, and its own time.
    pub fn spread(&self, tails: &mut [u64]) {
        for job in (0..self.jobs.len()).rev() {
            let runs = &self.jobs[job].runs;
            let own = self.jobs[job].calls() as u64 * self.latency;
            let mut tail = own.max(tails[job]);
            for next in self.after.of(job) {
                let apart = match (runs.as_slice(), self.jobs[*next].runs.first()) {
                    ([Run { lane, calls: 1 }], Some(first)) => self.apart(*lane, first.lane),
                    _ => 0,
                };
                tail = tail.max(own.max(apart) + tails[*next]);
            }
            tails[job] = tail;
        }
    }

    /// How far apart the starts of two calls are that follow each other.
    fn apart(&self, lane: usize, next: usize) -> u64 {
        let shared = |rule: &&usize| self.lanes[next].contains(rule);
        let spans = self.lanes[lane].iter().filter(shared);
        let rules = spans.map(|rule| self.rules[*rule]);
        rules
            .filter(|rule| rule.most == 1)
            .map(|rule| rule.span)
            .max()
            .unwrap_or(0)
    }
}

/// Numbers lanes and rules as they are met.
struct Book<'l> {
    limits: &'l Limits,
    latency: u64,
    lanes: HashMap<Operation, usize>,
    rules: HashMap<(Class, String), usize>,
}

impl<'l> Book<'l> {
    fn new(limits: &'l Limits, latency: u64) -> Book<'l> {
        Book {
            limits,
            latency,
            lanes: HashMap::new(),
            rules: HashMap::new(),
        }
    }

    fn lane(&mut self, operation: &Operation, work: &mut Work) -> usize {
        if let Some(lane) = self.lanes.get(operation) {
            return *lane;
        }
        let limits = self.limits;
        let guard = micros(limits.guard).min(self.latency);
        let calls = if limits.long_run {
            limits.per_minute / 2
        } else {
            limits.per_minute
        };
        let window = Rule {
            most: calls.max(1) as usize,
            span: micros(limits.window) + self.latency,
        };
        let mut rules = vec![self.rule(Class::Other, operation.name(), window, work)];
        let shared = match operation.class() {
            Class::OrgWrite => Some(Rule {
                most: 1,
                span: micros(limits.org_write_gap) + guard,
            }),
            Class::MemberAdd => Some(Rule {
                most: limits.member_adds_per_second.max(1),
                span: micros(limits.member_add_window) + guard,
            }),
            Class::Other => None,
        };
        for domain in operation.domains() {
            if let Some(rule) = shared {
                let name = domain.0.to_string();
                rules.push(self.rule(operation.class(), &name, rule, work));
            }
        }
        work.lanes.push(rules);
        self.lanes.insert(operation.clone(), work.lanes.len() - 1);
        work.lanes.len() - 1
    }

    fn rule(&mut self, class: Class, name: &str, rule: Rule, work: &mut Work) -> usize {
        let next = work.rules.len();
        let number = *self.rules.entry((class, name.to_owned())).or_insert(next);
        if number == next {
            work.rules.push(rule);
        }
        number
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX / 4)
}
