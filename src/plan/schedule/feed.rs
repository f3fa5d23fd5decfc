//! The order in which what the longest lane waits for feeds it best.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

use super::pass::Backlog;
use super::work::Work;

/// Of longer lanes the first calls are too small a part to matter.
const MOST: usize = 5_000;

/// Keys by which jobs that let many of the longest lane follow soon come first. Jobs of
/// that lane that wait for the same are one party; again and again the party is served
/// that lets most follow in the least time, what is still missing being done for it, and
/// so less is missing for others. None where it would not pay.
pub fn keys(work: &Work, backlog: &Backlog) -> Option<Vec<u64>> {
    let longest = backlog.longest()?;
    let of_lane = |job: &usize| work.jobs[*job].runs[0].lane == longest;
    let fed: Vec<usize> = (0..work.jobs.len()).filter(of_lane).collect();
    let waits = fed.iter().any(|job| !work.before.of(*job).is_empty());
    if fed.len() > MOST || !waits {
        return None;
    }
    let mut parties = parties(work, &fed);
    let mut served_by: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, party) in parties.iter().enumerate() {
        for job in &party.missing {
            served_by.entry(*job).or_default().push(number);
        }
    }
    let mut best: BinaryHeap<Candidate> = (0..parties.len())
        .map(|number| parties[number].candidate(number, work))
        .collect();
    let mut keys = vec![u64::MAX; work.jobs.len()];
    let mut place = 0;
    while let Some(Candidate { number, time, .. }) = best.pop() {
        // One whose time has changed since stands in the heap again.
        if parties[number].served || parties[number].time != time {
            continue;
        }
        parties[number].served = true;
        let missing = std::mem::take(&mut parties[number].missing);
        for job in missing {
            if keys[job] != u64::MAX {
                continue;
            }
            keys[job] = place;
            place += 1;
            for other in served_by.remove(&job).into_iter().flatten() {
                let party = &mut parties[other];
                if !party.served {
                    party.time -= own_time(work, job);
                    best.push(party.candidate(other, work));
                }
            }
        }
        for job in &parties[number].jobs {
            keys[*job] = place;
            place += 1;
        }
    }
    for key in &mut keys {
        *key = (*key).min(place);
    }
    Some(keys)
}

/// Jobs that wait for the same.
#[derive(Clone, Debug)]
struct Party {
    jobs: Vec<usize>,
    /// Everything they wait for, directly or not, that is still to be done.
    missing: Vec<usize>,
    /// The time that takes.
    time: u64,
    served: bool,
}

impl Party {
    fn candidate(&self, number: usize, work: &Work) -> Candidate {
        let jobs = self.jobs.len() as u64;
        Candidate {
            jobs,
            time: self.time,
            all: self.time + jobs * work.latency,
            number,
        }
    }
}

/// A party that may be served next, by how much it lets follow in how little time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    jobs: u64,
    /// For what is missing.
    time: u64,
    /// For its own calls as well.
    all: u64,
    number: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        let rate = |one: &Candidate, two: &Candidate| u128::from(one.jobs) * u128::from(two.all);
        (rate(self, other).cmp(&rate(other, self))).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn parties(work: &Work, fed: &[usize]) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut by_needs: HashMap<&[usize], usize> = HashMap::new();
    for job in fed {
        let before = work.before.of(*job);
        let number = *by_needs.entry(before).or_insert_with(|| {
            let missing = ancestors(work, before);
            parties.push(Party {
                jobs: Vec::new(),
                time: missing.iter().map(|job| own_time(work, *job)).sum(),
                missing,
                served: false,
            });
            parties.len() - 1
        });
        parties[number].jobs.push(*job);
    }
    parties
}

/// These jobs and all they wait for, in the order of the work.
fn ancestors(work: &Work, of: &[usize]) -> Vec<usize> {
    let mut all: Vec<usize> = of.to_vec();
    let mut seen: std::collections::HashSet<usize> = of.iter().copied().collect();
    let mut next = 0;
    while let Some(job) = all.get(next).copied() {
        next += 1;
        all.extend(work.before.of(job).iter().filter(|on| seen.insert(**on)));
    }
    all.sort_unstable();
    all
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
