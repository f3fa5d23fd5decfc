//! Random sets of hundreds and thousands of calls that wait for each other as those of real
//! plans do: the order found, timed as real calls are, against the bound.

use std::time::Duration;

use meibo::plan::bound::{self, lower_bound};
use meibo::plan::pace::{Limits, Operation, starts};
use meibo::plan::schedule::{Work, search};
use meibo::world::Method;

use super::{operation, report};
use crate::dice::Dice;

const CASES: u64 = 25;
const LATENCIES: [u64; 4] = [50, 200, 300, 600];

/// Calls, whether they are removals, and pairs of a call and an earlier one that it needs.
#[derive(Default)]
struct Set {
    jobs: Vec<(Vec<(Operation, usize)>, bool)>,
    needs: Vec<(usize, usize)>,
}

impl Set {
    /// Up to so many calls of a kind, each of which needs up to so many of those given; the
    /// numbers of the calls.
    fn add(
        &mut self,
        dice: &mut Dice,
        (method, path, removal): (Method, &str, bool),
        most: usize,
        (from, each): (&[usize], usize),
    ) -> Vec<usize> {
        // As often few as many, and sometimes none.
        let few = dice.roll(most) + 1;
        let count = if dice.roll(4) == 0 {
            0
        } else {
            dice.roll(few) + 1
        };
        let first = self.jobs.len();
        for job in first..first + count {
            self.jobs
                .push((vec![(operation(method, path, 1), 1)], removal));
            for _ in 0..dice.roll(each + 1) {
                if !from.is_empty() {
                    self.needs.push((job, from[dice.roll(from.len())]));
                }
            }
        }
        (first..first + count).collect()
    }
}

fn set(dice: &mut Dice) -> Set {
    use Method::{Delete, Patch, Post};
    let mut set = Set::default();
    let mut add = |kind, most, from| set.add(dice, kind, most, from);
    let levels = add((Post, "/directory/levels", false), 12, (&[], 0));
    let tops = add((Post, "/orgunits", false), 60, (&[], 0));
    let orgs = add((Post, "/orgunits", false), 120, (&tops, 1));
    add((Patch, "/orgunits/o", false), 120, (&[], 0));
    add((Post, "/orgunits/o/move", false), 60, (&orgs, 1));
    let moved = add((Patch, "/users/u", false), 1_200, (&orgs, 1));
    let of_tops = add((Post, "/users", false), 300, (&tops, 1));
    let of_levels = add((Post, "/users", false), 500, (&levels, 1));
    add((Post, "/users/u/suspend", false), 200, (&[], 0));
    add((Patch, "/groups/g", false), 300, (&of_levels, 5));
    add((Post, "/groups", false), 100, (&of_tops, 5));
    add((Delete, "/users/u", true), 300, (&[], 0));
    add((Delete, "/orgunits/o", true), 80, (&moved, 8));
    set.needs.sort_unstable();
    set.needs.dedup();
    set
}

/// How many times the bound the order found takes.
fn ratio(set: &Set, latency: Duration) -> f64 {
    let limits = Limits::default();
    let found = search(&Work::new(&limits, latency, &set.jobs, &set.needs));
    let mut place = vec![0; set.jobs.len()];
    for (at, job) in (1..).zip(&found.order) {
        place[*job] = at;
    }
    for (job, on) in &set.needs {
        assert!(place[*on] < place[*job], "{job} before {on}");
    }
    let mut needs: Vec<Vec<u32>> = vec![Vec::new(); set.jobs.len()];
    for (job, on) in &set.needs {
        needs[*job].push(place[*on]);
    }
    let call = |job: &usize| set.jobs[*job].0[0].0.clone();
    let order: Vec<Operation> = found.order.iter().map(call).collect();
    let calls: Vec<bound::Call<'_>> = (order.iter().zip(&found.order))
        .map(|(operation, job)| bound::Call {
            operation,
            needs: &needs[*job],
        })
        .collect();
    let bound = lower_bound(&limits, &calls, latency);
    let end = starts(&limits, &order, latency).last().copied();
    (end.unwrap_or_default() + latency).as_secs_f64() / bound.time.as_secs_f64()
}

#[test]
fn large_sets_are_near_their_bound() {
    let (mut count, mut near, mut sum, mut most) = (0_u32, 0_u32, 0.0, 1.0_f64);
    let mut calls = Vec::new();
    for seed in 0..CASES {
        let set = set(&mut Dice(seed));
        calls.push(set.jobs.len());
        for latency in LATENCIES {
            let ratio = ratio(&set, Duration::from_millis(latency));
            assert!(
                (1.0..=1.05).contains(&ratio),
                "seed {seed} at {latency} ms: {ratio}"
            );
            count += 1;
            near += u32::from(ratio <= 1.02);
            sum += ratio;
            most = most.max(ratio);
        }
    }
    let (least, largest) = (calls.iter().min(), calls.iter().max());
    let (least, largest) = (least.expect("a set"), largest.expect("a set"));
    let mean = sum / f64::from(count);
    report(&format!(
        "{count} large sets of {least:?} to {largest:?} calls: order found / bound mean {mean:.4}, \
         most {most:.4}, at most 1.02 in {near}"
    ));
    assert!(mean <= 1.01, "{mean}");
    assert!(f64::from(near) >= 0.95 * f64::from(count), "{near}");
}
