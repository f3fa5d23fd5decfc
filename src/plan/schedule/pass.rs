//! One pass of list scheduling: call after call, the lane that is picked among those that
//! may send now. O(calls * (lanes + log calls)).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::clock::Clock;
use super::work::{Job, Work};

/// Which of the lanes that may send now goes first, as long as every other can still wait
/// without the end being later than aimed at. One that cannot wait goes first always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The one whose next job stands first in the given order.
    Plain,
    /// The one with the most time still before it.
    Tight,
    /// The one with the most after that: what the longest row can spare is spent at once
    /// on the others, since a row that has once made room keeps it in every later window.
    Eager,
}

/// What a pass goes by.
#[derive(Clone, Copy, Debug)]
pub struct Aim<'a> {
    /// Within a lane the smallest goes first.
    pub keys: &'a [u64],
    /// The time each job needs from its first start to the end of all.
    pub needs: &'a [u64],
    /// When all should be over.
    pub target: u64,
    /// How a lane is picked.
    pub manner: Manner,
    /// Removals wait for everything else.
    pub removals_last: bool,
}

/// An order and its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The job of every call, in the order they are sent.
    pub order: Vec<usize>,
    /// When each job's first call starts.
    pub starts: Vec<u64>,
    /// The last answer.
    pub end: u64,
}

/// For each rule and each lane, and the number of calls gone through, the least time that
/// the calls that are left need from the next start on, the tails behind them counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    rules: Vec<Vec<u64>>,
    lanes: Vec<Vec<u64>>,
}

impl Backlog {
    /// Of this work; `tails` are times from each job's first start to the end.
    pub fn new(work: &Work, tails: &[u64]) -> Backlog {
        let mut rules: Vec<Vec<u64>> = vec![Vec::new(); work.rules.len()];
        let mut lanes: Vec<Vec<u64>> = vec![Vec::new(); work.lanes.len()];
        for (job, tail) in work.jobs.iter().zip(tails) {
            let mut tail = *tail;
            for run in &job.runs {
                for _ in 0..run.calls {
                    lanes[run.lane].push(tail);
                    for rule in &work.lanes[run.lane] {
                        rules[*rule].push(tail);
                    }
                    tail = tail.saturating_sub(work.latency);
                }
            }
        }
        for (number, left) in rules.iter_mut().enumerate() {
            accumulate(work, left, &[number]);
        }
        for (under, left) in work.lanes.iter().zip(&mut lanes) {
            accumulate(work, left, under);
        }
        Backlog { rules, lanes }
    }

    /// The lane whose calls need the most time.
    pub fn longest(&self) -> Option<usize> {
        let lanes = 0..self.lanes.len();
        lanes.max_by_key(|lane| (self.lanes[*lane].first(), Reverse(*lane)))
    }

    /// No order is over sooner, as far as each rule and lane alone can tell.
    pub fn least(&self, work: &Work) -> u64 {
        let serial = work.latency * work.calls() as u64;
        let all = self.rules.iter().chain(&self.lanes);
        let most = all.filter_map(|left| left.first()).copied().max();
        most.unwrap_or(0).max(serial)
    }
}

impl Backlog {
    /// What each job needs from its first start on, when the jobs of each lane go in the
    /// order of `keys`: what they wait for is as urgent as they are.
    pub fn pulled(&self, work: &Work, keys: &[u64], tails: &[u64]) -> Vec<u64> {
        let mut lanes: Vec<Vec<usize>> = vec![Vec::new(); work.lanes.len()];
        for (job, its) in work.jobs.iter().enumerate() {
            if let Some(first) = its.runs.first() {
                lanes[first.lane].push(job);
            }
        }
        let mut needs = tails.to_vec();
        for (lane, jobs) in lanes.iter_mut().enumerate() {
            jobs.sort_by_key(|job| (keys[*job], *job));
            let mut sent = 0;
            for job in jobs {
                needs[*job] = needs[*job].max(self.lanes[lane].get(sent).copied().unwrap_or(0));
                sent += work.jobs[*job].runs[0].calls;
            }
        }
        work.spread(&mut needs);
        needs
    }
}

/// From the tails of calls to the time needed from the n-th start on, the longest tails
/// first.
fn accumulate(work: &Work, left: &mut Vec<u64>, under: &[usize]) {
    left.sort_unstable_by_key(|tail| Reverse(*tail));
    for at in (0..left.len()).rev() {
        let next = left.get(at + 1).map_or(0, |next| next + work.latency);
        left[at] = left[at].max(next);
        for rule in under {
            let rule = work.rules[*rule];
            let again = left.get(at + rule.most).map_or(0, |next| next + rule.span);
            left[at] = left[at].max(again);
        }
    }
    left.push(0);
}

/// Where a job stands: the run and the calls of it that are sent.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    run: usize,
    sent: usize,
    /// Calls sent in all.
    all: usize,
}

/// The state of a pass.
struct Pass<'w> {
    work: &'w Work,
    aim: Aim<'w>,
    backlog: &'w Backlog,
    clock: Clock<'w>,
    /// Calls left in all.
    left: usize,
    /// The jobs by their keys, and the place of each job among them.
    by_key: Vec<u32>,
    place: Vec<u32>,
    lanes: Vec<Lane>,
    progress: Vec<Progress>,
    /// Jobs that each job still waits for.
    waits: Vec<usize>,
    /// Removals that wait for everything else, and how many jobs else are left.
    held: Vec<usize>,
    others: usize,
    passed: Passed,
}

/// Jobs of a lane whose next call may be sent as far as other jobs go.
#[derive(Clone, Debug, Default)]
struct Lane {
    /// By their places.
    ready: BinaryHeap<Reverse<u32>>,
    /// The first of them, and what it needs from its next call on.
    first: Option<(usize, u64)>,
    /// Calls sent.
    sent: usize,
}

/// A lane with something to send.
#[derive(Clone, Copy, Debug)]
struct Offer {
    lane: usize,
    job: usize,
    /// When it may be sent.
    from: u64,
    /// What is needed from its start on.
    need: u64,
    /// The rule that need is of; none where it is the job's own tail.
    of: Option<usize>,
}

/// Puts the work in order.
pub fn pass(work: &Work, backlog: &Backlog, aim: Aim<'_>) -> Passed {
    let held = |job: &Job| aim.removals_last && job.removal;
    let mut by_key: Vec<u32> = (0..).take(work.jobs.len()).collect();
    by_key.sort_by_key(|job| aim.keys[*job as usize]);
    let mut pass = Pass {
        work,
        aim,
        backlog,
        clock: Clock::new(work),
        left: work.calls(),
        place: places(&by_key),
        by_key,
        lanes: vec![Lane::default(); work.lanes.len()],
        progress: vec![Progress::default(); work.jobs.len()],
        waits: (0..work.jobs.len())
            .map(|job| work.before.of(job).len())
            .collect(),
        held: Vec::new(),
        others: work.jobs.iter().filter(|job| !held(job)).count(),
        passed: Passed {
            order: Vec::with_capacity(work.jobs.len()),
            starts: vec![0; work.jobs.len()],
            end: 0,
        },
    };
    let free = |job: &usize| work.before.of(*job).is_empty();
    pass.release((0..work.jobs.len()).filter(free).collect());
    let mut offers = Vec::with_capacity(work.lanes.len());
    while pass.left > 0 {
        pass.offers(&mut offers);
        let Some(picked) = pass.pick(&offers) else {
            break;
        };
        if pass.progress[picked.job].all == 0 {
            pass.passed.starts[picked.job] = pass.clock.now;
        }
        pass.passed.order.push(picked.job);
        pass.send(&picked);
    }
    pass.passed.end = pass.clock.now;
    pass.passed
}

/// Where each job stands in a list of all.
fn places(list: &[u32]) -> Vec<u32> {
    let mut places = vec![0; list.len()];
    for (place, job) in (0..).zip(list) {
        places[*job as usize] = place;
    }
    places
}

impl Pass<'_> {
    /// Jobs wait for no other any more. One that makes no call is over at once.
    fn release(&mut self, mut jobs: Vec<usize>) {
        jobs.reverse();
        while let Some(job) = jobs.pop() {
            let Job { runs, removal } = &self.work.jobs[job];
            if runs.is_empty() {
                self.passed.starts[job] = self.clock.now;
                self.passed.order.push(job);
                self.over(job, &mut jobs);
            } else if self.aim.removals_last && *removal && self.others > 0 {
                self.held.push(job);
            } else {
                self.offer(job);
            }
        }
    }

    /// Puts a job into the lane of its next call.
    fn offer(&mut self, job: usize) {
        let run = self.progress[job].run;
        if let Some(run) = self.work.jobs[job].runs.get(run) {
            self.lanes[run.lane].ready.push(Reverse(self.place[job]));
            self.look(run.lane);
        }
    }

    /// Finds the first job of a lane again.
    fn look(&mut self, lane: usize) {
        let lane = &mut self.lanes[lane];
        let first = lane.ready.peek();
        let job = first.map(|Reverse(place)| self.by_key[*place as usize] as usize);
        if job != lane.first.map(|(job, _)| job) {
            lane.first = job.map(|job| (job, self.aim.needs[job]));
        }
    }

    /// The first job of every lane that has one.
    fn offers(&self, offers: &mut Vec<Offer>) {
        offers.clear();
        for (number, lane) in self.lanes.iter().enumerate() {
            let Some((job, need)) = lane.first else {
                continue;
            };
            let mut offer = Offer {
                lane: number,
                job,
                from: self.clock.earliest(number),
                need,
                of: None,
            };
            for rule in &self.work.lanes[number] {
                let need = self.backlog.rules[*rule][self.clock.sent(*rule)];
                if need >= offer.need {
                    (offer.need, offer.of) = (need, Some(*rule));
                }
            }
            let need = self.backlog.lanes[number][lane.sent];
            offer.need = offer.need.max(need);
            offers.push(offer);
        }
    }

    /// The call to send now; time passes where waiting is better than anything that could
    /// be sent.
    fn pick(&mut self, offers: &[Offer]) -> Option<Offer> {
        let soonest = offers.iter().map(|offer| offer.from).min()?;
        self.clock.now = self.clock.now.max(soonest);
        let now = self.clock.now;
        let ready = || offers.iter().filter(|offer| offer.from <= now);
        let tightest = *ready().max_by_key(|offer| (offer.need, Reverse(offer.job)))?;
        let next = now + self.work.latency;
        // A call sent now is over at `next`: who may start before that, and would be late?
        let overrun = offers
            .iter()
            .filter(|offer| offer.from > now && offer.from < next)
            .max_by_key(|offer| (offer.need, Reverse(offer.job)));
        if let Some(late) = overrun
            && next + late.need > self.aim.target
        {
            let behind = late.from + self.work.latency + tightest.need;
            let serial = late.from + self.work.latency * self.left as u64;
            let waited = behind.max(serial);
            if waited <= self.aim.target || waited < next + late.need {
                self.clock.now = late.from;
                return Some(*late);
            }
        }
        if next + tightest.need > self.aim.target {
            return Some(tightest);
        }
        let picked = match self.aim.manner {
            Manner::Plain => ready().min_by_key(|offer| offer.job),
            Manner::Tight => Some(&tightest),
            Manner::Eager => ready()
                .filter(|offer| offer.of.is_none() || offer.of != tightest.of)
                .filter(|offer| offer.job != tightest.job)
                .max_by_key(|offer| (offer.need, Reverse(offer.job))),
        };
        Some(*picked.unwrap_or(&tightest))
    }

    /// Sends a call and lets its answer come.
    fn send(&mut self, offer: &Offer) {
        let Offer { lane, job, .. } = *offer;
        self.clock.send(lane);
        self.left -= 1;
        self.lanes[lane].sent += 1;
        let progress = &mut self.progress[job];
        progress.sent += 1;
        progress.all += 1;
        let runs = &self.work.jobs[job].runs;
        if runs.get(progress.run).map(|run| run.calls) != Some(progress.sent) {
            // The next call of the same run.
            let own = progress.all as u64 * self.work.latency;
            let need = self.aim.needs[job].saturating_sub(own);
            self.lanes[lane].first = Some((job, need));
            return;
        }
        progress.run += 1;
        progress.sent = 0;
        let is_over = progress.run == runs.len();
        self.lanes[lane].ready.pop();
        self.look(lane);
        if is_over {
            let mut freed = Vec::new();
            self.over(job, &mut freed);
            self.release(freed);
        } else {
            self.offer(job);
        }
    }

    /// All calls of a job are answered: what may go now is added to `freed`.
    fn over(&mut self, job: usize, freed: &mut Vec<usize>) {
        if !(self.aim.removals_last && self.work.jobs[job].removal) {
            self.others -= 1;
        }
        for next in self.work.after.of(job) {
            self.waits[*next] -= 1;
            if self.waits[*next] == 0 {
                freed.push(*next);
            }
        }
        if self.others == 0 {
            freed.append(&mut self.held);
        }
    }
}
