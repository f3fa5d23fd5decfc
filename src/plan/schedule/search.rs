//! The order: several ways of picking the next call are tried, and the best is kept.

use super::pass::{Aim, Backlog, Manner, Passed, pass};
use super::work::Work;
use super::{clock, feed};

/// One part in so many of the time makes no difference: an order that reads better is
/// preferred to one that saves less.
const MEASURABLE: u64 = 200;
/// Nothing is gained by looking further when so near to what no order can beat.
const NEAR: u64 = 500;
/// Calls put in order by all passes together, after the first few: for any order, and for
/// one with removals last.
const EFFORT: [usize; 2] = [600_000, 200_000];
/// Passes that are made whatever they cost.
const FIRST: [usize; 2] = [4, 2];
/// Times the order is turned round and back.
const TURNS: usize = 3;

/// Aims tried between the least and the best.
const PARTS: u64 = 8;

/// What goes first within a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// What has the longest way behind it.
    Own,
    /// The same, what others wait for being as urgent as they are.
    Pull,
    /// What lets most of the longest lane follow soonest.
    Feed,
}

/// One way of making a pass.
#[derive(Clone, Copy, Debug)]
struct Rung {
    by: By,
    manner: Manner,
    /// How much later than the least the end is aimed at, in thousandths.
    late: u64,
}

/// The ways that are tried, those that were best for large plans first.
const LADDER: [Rung; 18] = [
    rung(By::Own, Manner::Plain, 2),
    rung(By::Pull, Manner::Tight, 0),
    rung(By::Own, Manner::Tight, 0),
    rung(By::Own, Manner::Plain, 0),
    rung(By::Feed, Manner::Tight, 0),
    rung(By::Feed, Manner::Plain, 2),
    rung(By::Own, Manner::Plain, 5),
    rung(By::Pull, Manner::Tight, 15),
    rung(By::Own, Manner::Plain, 15),
    rung(By::Own, Manner::Eager, 2),
    rung(By::Pull, Manner::Plain, 20),
    rung(By::Own, Manner::Plain, 40),
    rung(By::Pull, Manner::Plain, 40),
    rung(By::Own, Manner::Eager, 15),
    rung(By::Pull, Manner::Tight, 40),
    rung(By::Own, Manner::Plain, 100),
    rung(By::Feed, Manner::Plain, 15),
    rung(By::Feed, Manner::Tight, 15),
];

const fn rung(by: By, manner: Manner, late: u64) -> Rung {
    Rung { by, manner, late }
}

/// An order of jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The job of each call; one that makes none stands in it once.
    pub order: Vec<usize>,
    /// The last answer, in microseconds.
    pub end: u64,
}

/// Looks for the shortest order. The given one is kept where it is as good, and removals
/// come last where that costs nothing.
pub fn search(work: &Work) -> Found {
    let given = Found {
        order: (0..work.jobs.len())
            .flat_map(|job| std::iter::repeat_n(job, work.jobs[job].calls().max(1)))
            .collect(),
        end: clock::as_given(work),
    };
    let tails = work.tails();
    let backlog = Backlog::new(work, &tails);
    let least = backlog.least(work);
    if near(given.end, least) {
        return given;
    }
    let any_removal = work.jobs.iter().any(|job| job.removal);
    let mut search = Search {
        work,
        tails,
        backlog,
        enough: least + least / NEAR,
        least,
        effort: 0,
        passes: 0,
        removals_last: false,
    };
    let free = search.best();
    let last = if any_removal {
        // As good is good enough.
        search.enough = search.enough.max(free.end + free.end / MEASURABLE);
        search.removals_last = true;
        search.best()
    } else {
        free.clone()
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
    /// An end that is as good as any.
    enough: u64,
    /// Calls put in order, and passes made.
    effort: usize,
    passes: usize,
    /// Whether removals wait for everything else.
    removals_last: bool,
}

impl Search<'_> {
    /// The best order found.
    fn best(&mut self) -> Passed {
        (self.passes, self.effort) = (0, 0);
        let [mut rung, rest @ ..] = LADDER;
        let own = self.own();
        let mut best = self.climb(&own, rung);
        if self.is_over(&best) {
            return best;
        }
        let goals = [Some(own), Some(self.pull()), self.feed()];
        for next in rest {
            let Some(goals) = &goals[next.by as usize] else {
                continue;
            };
            let found = self.climb(goals, next);
            if found.end < best.end {
                (best, rung) = (found, next);
            }
            if self.is_over(&best) {
                return best;
            }
        }
        // Aims between what no order can beat and the best so far: one too early makes
        // everything urgent, one too late makes nothing so.
        for part in 1..PARTS {
            if self.is_over(&best) {
                return best;
            }
            let target = self.least + (best.end - self.least) * part / PARTS;
            if let Some(goals) = &goals[rung.by as usize] {
                let found = self.pass(goals, rung.manner, target);
                keep(&mut best, found);
            }
        }
        self.turn(&mut best);
        best
    }

    /// A pass of one way.
    fn climb(&mut self, goals: &Goals, rung: Rung) -> Passed {
        let target = self.least + self.least * rung.late / 1000;
        self.pass(goals, rung.manner, target)
    }

    fn own(&self) -> Goals {
        Goals {
            keys: upside_down(&self.tails),
            needs: self.tails.clone(),
        }
    }

    fn pull(&self) -> Goals {
        let keys = upside_down(&self.tails);
        let needs = self.backlog.pulled(self.work, &keys, &self.tails);
        Goals {
            keys: upside_down(&needs),
            needs,
        }
    }

    fn feed(&self) -> Option<Goals> {
        let keys = feed::keys(self.work, &self.backlog)?;
        let needs = self.backlog.pulled(self.work, &keys, &self.tails);
        Some(Goals { keys, needs })
    }

    /// Turns the order round and back: what a pass from the end starts late may start
    /// late, and what it starts early must.
    fn turn(&mut self, best: &mut Passed) {
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
            removals_last: self.removals_last,
        };
        pass(self.work, &self.backlog, aim)
    }

    fn count(&mut self) {
        self.passes += 1;
        self.effort += self.work.calls();
    }

    /// Whether looking further is not worth it.
    fn is_over(&self, best: &Passed) -> bool {
        let sort = usize::from(self.removals_last);
        best.end <= self.enough || (self.passes >= FIRST[sort] && self.effort > EFFORT[sort])
    }
}

/// What passes go by, beside manner and target.
struct Goals {
    keys: Vec<u64>,
    needs: Vec<u64>,
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
