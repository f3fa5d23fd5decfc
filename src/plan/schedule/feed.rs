//! The order in which what the longest lane waits for feeds it best.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::pass::Backlog;
use super::work::Work;

/// Of longer lanes the first calls are too small a part to matter.
const MOST: usize = 5_000;
/// What all of the longest lane wait for together, directly or not: where that is more, as
/// in one long chain, it would take longer to look at than it could save.
const WAITED_FOR: usize = 300_000;

/// Keys by which jobs that let many of the longest lane follow soon come first. Jobs of
/// that lane that miss the same are a party; again and again the party is served that lets
/// most follow in the least time: what it misses is done, so that others miss less. None
/// where it would not pay.
pub fn keys(work: &Work, backlog: &Backlog) -> Option<Vec<u64>> {
    let longest = backlog.longest()?;
    let of_lane = |job: &usize| {
        let first = work.jobs[*job].runs.first();
        first.is_some_and(|run| run.lane == longest)
    };
    let fed: Vec<usize> = (0..work.jobs.len()).filter(of_lane).collect();
    let waits = fed.iter().any(|job| !work.before.of(*job).is_empty());
    if fed.len() > MOST || !waits {
        return None;
    }
    let mut left = WAITED_FOR;
    let mut all = Vec::with_capacity(fed.len());
    for job in &fed {
        let its = ancestors(work, *job);
        left = left.checked_sub(its.len())?;
        all.push(its);
    }
    Some(Feeding::new(work, fed, all).keys())
}

/// A set of jobs, as a number: the sum of numbers as good as random for each of them.
type Missing = u64;

/// What jobs of the longest lane still miss, and who misses what.
struct Feeding<'w> {
    work: &'w Work,
    /// The jobs of the lane, what each misses, and the time that takes.
    fed: Vec<(usize, Missing, u64)>,
    /// Who misses each job.
    missed_by: HashMap<usize, Vec<usize>>,
    /// All that each waits for, directly or not, in the order of the work.
    ancestors: Vec<Vec<usize>>,
    /// Those that miss the same, some of them no longer, and how many still do.
    parties: HashMap<Missing, (Vec<usize>, u64)>,
    best: BinaryHeap<Candidate>,
    /// Jobs done for others.
    served: HashSet<usize>,
    keys: Vec<u64>,
    place: u64,
}

impl<'w> Feeding<'w> {
    fn new(work: &'w Work, fed: Vec<usize>, ancestors: Vec<Vec<usize>>) -> Feeding<'w> {
        let mut feeding = Feeding {
            work,
            fed: Vec::with_capacity(fed.len()),
            missed_by: HashMap::new(),
            ancestors,
            parties: HashMap::new(),
            best: BinaryHeap::new(),
            served: HashSet::new(),
            keys: vec![u64::MAX; work.jobs.len()],
            place: 0,
        };
        for (number, job) in fed.into_iter().enumerate() {
            let (mut missing, mut time) = (0, 0);
            for on in &feeding.ancestors[number] {
                feeding.missed_by.entry(*on).or_default().push(number);
                missing ^= number_of(*on);
                time += own_time(work, *on);
            }
            feeding.fed.push((job, missing, time));
            feeding.join(number);
        }
        feeding
    }

    fn keys(mut self) -> Vec<u64> {
        while let Some(Candidate { jobs, missing, .. }) = self.best.pop() {
            // A party that has changed since stands in the heap again.
            let Some((party, _)) = self.parties.get(&missing).filter(|(_, now)| *now == jobs)
            else {
                continue;
            };
            let still = |number: &&usize| self.fed[**number].1 == missing;
            let Some(first) = party.iter().find(still).copied() else {
                continue;
            };
            for job in std::mem::take(&mut self.ancestors[first]) {
                self.serve(job);
            }
        }
        self.put_off();
        let last = 2 * self.place;
        self.keys.iter().map(|key| (*key).min(last)).collect()
    }

    /// Once the first are through that a window lets through at all, what nothing waits
    /// for can come last: so that what waits for others is not left to the end.
    fn put_off(&mut self) {
        let mut order: Vec<usize> = self.fed.iter().map(|(job, ..)| *job).collect();
        order.sort_by_key(|job| self.keys[*job]);
        let lane = order.first().map(|job| self.work.jobs[*job].runs[0].lane);
        let rules = lane.into_iter().flat_map(|lane| &self.work.lanes[lane]);
        let most = rules.map(|rule| self.work.rules[*rule].most).max();
        let first = order.len().saturating_sub(1) % most.unwrap_or(1).max(1) + 1;
        for job in order.into_iter().skip(first) {
            if self.work.after.of(job).is_empty() {
                self.keys[job] += self.place;
            }
        }
    }

    /// Does a job that some miss.
    fn serve(&mut self, job: usize) {
        if !self.served.insert(job) {
            return;
        }
        // A job of the lane itself has its place as soon as it misses nothing.
        if self.keys[job] == u64::MAX {
            self.keys[job] = self.place;
            self.place += 1;
        }
        for number in self.missed_by.remove(&job).into_iter().flatten() {
            let (_, missing, time) = &mut self.fed[number];
            if let Some((_, jobs)) = self.parties.get_mut(missing) {
                *jobs -= 1;
            }
            *missing ^= number_of(job);
            *time -= own_time(self.work, job);
            self.join(number);
        }
    }

    /// Puts a job of the lane into the party of those that miss the same; with nothing
    /// missing any more, it follows.
    fn join(&mut self, number: usize) {
        let (job, missing, time) = self.fed[number];
        if missing == 0 {
            self.keys[job] = self.place;
            self.place += 1;
            return;
        }
        let (party, jobs) = self.parties.entry(missing).or_default();
        party.push(number);
        *jobs += 1;
        self.best.push(Candidate {
            jobs: *jobs,
            time,
            first: number,
            missing,
        });
    }
}

/// A party that may be served next: the more of them in the less time the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    jobs: u64,
    time: u64,
    /// One of them.
    first: usize,
    missing: Missing,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        let rate = |one: &Candidate, two: &Candidate| u128::from(one.jobs) * u128::from(two.time);
        (rate(self, other).cmp(&rate(other, self))).then(other.first.cmp(&self.first))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All that a job waits for, directly or not, in the order of the work, which keeps what
/// waits for what.
fn ancestors(work: &Work, of: usize) -> Vec<usize> {
    let mut all: Vec<usize> = work.before.of(of).to_vec();
    let mut seen: HashSet<usize> = all.iter().copied().collect();
    let mut next = 0;
    while let Some(job) = all.get(next).copied() {
        next += 1;
        all.extend(work.before.of(job).iter().filter(|on| seen.insert(**on)));
    }
    all.sort_unstable();
    all
}

/// A number for a job that is as good as random, and the same in every run (splitmix64).
fn number_of(job: usize) -> Missing {
    let mut z = (job as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Time that a job takes of the row it stands in.
fn own_time(work: &Work, job: usize) -> u64 {
    let runs = work.jobs[job].runs.iter();
    runs.map(|run| {
        let rules = work.lanes[run.lane].iter().map(|rule| work.rules[*rule]);
        let gaps = rules.filter(|rule| rule.most == 1).map(|rule| rule.span);
        gaps.fold(work.latency, u64::max) * run.calls as u64
    })
    .sum()
}
