//! The order: several ways of picking the next call are tried, and the best is kept.

use super::clock;
use super::pass::{Aim, Backlog, Manner, Passed, pass};
use super::work::Work;

/// One part in so many of the time makes no difference: an order that reads better is
/// preferred to one that saves less.
const MEASURABLE: u64 = 200;
/// Nothing is gained by looking further when so near to what no order can beat.
const NEAR: u64 = 500;
/// Calls put in order by all passes together, after the first few.
const EFFORT: usize = 1_000_000;
/// Passes that are made whatever they cost.
const FIRST: usize = 6;
/// Times the order is turned round and back.
const TURNS: usize = 3;

/// An order of jobs: the job of every call, in the order they are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The job of each call.
    pub order: Vec<usize>,
    /// The last answer, in microseconds.
    pub end: u64,
}

/// Looks for the shortest order. The given one is kept where it is as good, and removals
/// come last where that costs nothing.
pub fn search(work: &Work) -> Found {
    let given = Found {
        order: (0..work.jobs.len())
            .flat_map(|job| std::iter::repeat_n(job, work.jobs[job].calls()))
            .collect(),
        end: clock::as_given(work),
    };
    let tails = work.tails();
    let backlog = Backlog::new(work, &tails);
    let least = backlog.least(work);
    if near(given.end, least) {
        return given;
    }
    let mut search = Search {
        work,
        tails,
        backlog,
        least,
        effort: 0,
        passes: 0,
    };
    let last = search.best(true);
    let any_removal = work.jobs.iter().any(|job| job.removal);
    let free = if any_removal && !near(last.end, least) {
        search.best(false)
    } else {
        last.clone()
    };
    let best = last.end.min(free.end).min(given.end);
    let as_good = |end: u64| end <= best + best / MEASURABLE;
    if as_good(given.end) {
        return given;
    }
    let kept = if as_good(last.end) { last } else { free };
    Found {
        order: kept.order,
        end: kept.end,
    }
}

fn near(end: u64, least: u64) -> bool {
    end <= least + least / NEAR
}

/// What all passes share.
struct Search<'w> {
    work: &'w Work,
    tails: Vec<u64>,
    backlog: Backlog,
    least: u64,
    effort: usize,
    passes: usize,
}

impl Search<'_> {
    /// The best order found, with removals last or anywhere.
    fn best(&mut self, removals_last: bool) -> Passed {
        self.passes = 0;
        let tails = self.tails.clone();
        let keys = upside_down(&tails);
        let mut goals = Goals {
            keys,
            needs: tails.clone(),
            removals_last,
        };
        let mut best = self.pass(&goals, Manner::Plain, self.least);
        self.narrow(
            &goals,
            &[Manner::Tight, Manner::Plain, Manner::Eager],
            &mut best,
        );
        // What others wait for is as urgent as they are.
        goals.needs = self.backlog.pulled(self.work, &goals.keys, &tails);
        goals.keys = upside_down(&goals.needs);
        self.narrow(&goals, &[Manner::Tight, Manner::Plain], &mut best);
        self.turn(removals_last, &mut best);
        best
    }

    /// Tries these manners, each with ends aimed at between what no order can beat and
    /// the best so far.
    fn narrow(&mut self, goals: &Goals, manners: &[Manner], best: &mut Passed) {
        for manner in manners {
            let found = self.pass(goals, *manner, self.least);
            keep(best, found);
        }
        for manner in manners {
            // Aims closer to the best in halves: an end that is aimed at too early makes
            // everything urgent, one too late makes nothing so.
            for part in [2, 4, 8, 16] {
                if self.is_over(best) {
                    return;
                }
                let target = self.least + (best.end - self.least) * (part - 1) / part;
                let found = self.pass(goals, *manner, target);
                keep(best, found);
            }
        }
    }

    /// Turns the order round and back: what a pass from the end starts late may start
    /// late, and what it starts early must.
    fn turn(&mut self, removals_last: bool, best: &mut Passed) {
        if self.is_over(best) {
            return;
        }
        let work = self.work;
        let back = work.reversed();
        let back_log = Backlog::new(&back, &back.tails());
        let mut now = best.clone();
        for _ in 0..TURNS {
            let before = now.end;
            let mut round: Option<Passed> = None;
            for manner in [Manner::Tight, Manner::Plain, Manner::Eager] {
                if self.is_over(best) {
                    return;
                }
                let needs = needs_turned(work, &now);
                let aim = Aim {
                    keys: &upside_down(&needs),
                    needs: &needs,
                    target: self.least,
                    manner,
                    removals_last: false,
                };
                self.count();
                let turned = pass(&back, &back_log, aim);
                let needs = needs_turned(&back, &turned);
                let goals = Goals {
                    keys: upside_down(&needs),
                    needs: self.tails.clone(),
                    removals_last,
                };
                for manner in [Manner::Tight, Manner::Plain] {
                    let found = self.pass(&goals, manner, self.least);
                    keep(best, found.clone());
                    match &mut round {
                        Some(round) => keep(round, found),
                        None => round = Some(found),
                    }
                }
            }
            let Some(round) = round.filter(|round| round.end < before) else {
                return;
            };
            now = round;
        }
    }

    fn pass(&mut self, goals: &Goals, manner: Manner, target: u64) -> Passed {
        self.count();
        let aim = Aim {
            keys: &goals.keys,
            needs: &goals.needs,
            target,
            manner,
            removals_last: goals.removals_last,
        };
        pass(self.work, &self.backlog, aim)
    }

    fn count(&mut self) {
        self.passes += 1;
        self.effort += self.work.calls();
    }

    /// Whether looking further is not worth it.
    fn is_over(&self, best: &Passed) -> bool {
        near(best.end, self.least) || (self.passes >= FIRST && self.effort > EFFORT)
    }
}

/// What passes go by, beside manner and target.
struct Goals {
    keys: Vec<u64>,
    needs: Vec<u64>,
    removals_last: bool,
}

fn keep(best: &mut Passed, found: Passed) {
    if found.end < best.end {
        *best = found;
    }
}

/// The largest first.
fn upside_down(needs: &[u64]) -> Vec<u64> {
    let most = needs.iter().copied().max().unwrap_or(0);
    needs.iter().map(|need| most - need).collect()
}

/// What each job of the work seen from the other end needs, by an order of this one: the
/// time from its first start to its last answer there is what comes before it here.
fn needs_turned(work: &Work, passed: &Passed) -> Vec<u64> {
    (0..work.jobs.len())
        .rev()
        .map(|job| passed.starts[job] + work.latency * work.jobs[job].calls() as u64)
        .collect()
}
