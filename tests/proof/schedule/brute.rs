//! All orders of up to eight calls, with windows scaled down to three calls: bound, best
//! order, and the order found.

use std::time::Duration;

use meibo::plan::bound::{self, lower_bound};
use meibo::plan::pace::{Limits, Operation};
use meibo::plan::schedule::{Work, search};
use meibo::world::Method;

use super::rules::{Call, Rules};
use super::{operation, report};
use crate::dice::Dice;

/// A few calls, and pairs of a call and an earlier one that it needs or follows.
struct Case {
    calls: Vec<(Operation, Call, bool)>,
    needs: Vec<(usize, usize)>,
    follows: Vec<(usize, usize)>,
    limits: Limits,
    latency: Duration,
    rules: Rules,
}

fn case(dice: &mut Dice) -> Case {
    const KINDS: [(Method, &str, i32, bool); 8] = [
        (Method::Patch, "/orgunits/o", 1, false),
        (Method::Post, "/orgunits", 1, false),
        (Method::Post, "/orgunits", 2, false),
        (Method::Post, "/users", 1, false),
        (Method::Patch, "/users/u", 1, false),
        (Method::Patch, "/users/u", 1, false),
        (Method::Patch, "/groups/g", 1, false),
        (Method::Delete, "/orgunits/o", 1, true),
    ];
    let count = 3 + dice.roll(6);
    let kinds = 1 + dice.roll(KINDS.len());
    let shift = dice.roll(KINDS.len());
    let calls = (0..count)
        .map(|_| {
            let (method, path, domain, removal) = KINDS[(shift + dice.roll(kinds)) % KINDS.len()];
            let operation = operation(method, path, domain);
            let name = operation.name().to_string();
            (operation, Call { name, domain }, removal)
        })
        .collect();
    let density = dice.roll(5);
    let mut pairs = |share: usize| -> Vec<(usize, usize)> {
        let all = (0..count).flat_map(|late| (0..late).map(move |early| (late, early)));
        all.filter(|_| dice.roll(20) < share).collect()
    };
    let (needs, follows) = (pairs(density), pairs(density / 2));
    let latency = [50, 200, 300, 600][dice.roll(4)];
    let (window, gap) = ([1_000, 2_000, 4_000][dice.roll(3)], 1_000);
    let ms = Duration::from_millis;
    Case {
        calls,
        needs,
        follows,
        limits: Limits {
            per_minute: 3,
            window: ms(window),
            org_write_gap: ms(gap),
            guard: Duration::ZERO,
            member_adds_per_second: 2,
            ..Limits::default()
        },
        latency: ms(latency),
        rules: Rules {
            latency: latency * 1_000,
            per_window: 3,
            window: window * 1_000,
            gap: gap * 1_000,
            adds: 2,
            second: 1_000_000,
        },
    }
}

/// The end of the best order that keeps these pairs, by trying all; `known` is the end of
/// some order.
fn best(case: &Case, pairs: &[(usize, usize)], known: u64) -> u64 {
    fn go<'c>(
        case: &'c Case,
        pairs: &[(usize, usize)],
        done: &mut Vec<bool>,
        sent: &mut Vec<(&'c Call, u64)>,
        best: &mut u64,
    ) {
        let now = sent
            .last()
            .map_or(0, |(_, start)| start + case.rules.latency);
        let left = case.calls.len() - sent.len();
        if left == 0 {
            *best = (*best).min(now);
            return;
        }
        for at in 0..case.calls.len() {
            let free = |(late, early): &(usize, usize)| *late != at || done[*early];
            if done[at] || !pairs.iter().all(free) {
                continue;
            }
            let start = case.rules.earliest(sent, &case.calls[at].1);
            if start + case.rules.latency * left as u64 >= *best {
                continue;
            }
            done[at] = true;
            sent.push((&case.calls[at].1, start));
            go(case, pairs, done, sent, best);
            sent.pop();
            done[at] = false;
        }
    }
    let mut found = known;
    let mut done = vec![false; case.calls.len()];
    go(case, pairs, &mut done, &mut Vec::new(), &mut found);
    found
}

/// The order found, as places, and its end by the rules written here.
fn found(case: &Case, pairs: &[(usize, usize)]) -> (Vec<usize>, u64) {
    let jobs: Vec<_> = (case.calls.iter())
        .map(|(operation, _, removal)| (vec![(operation.clone(), 1)], *removal))
        .collect();
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    pairs.dedup();
    let found = search(&Work::new(&case.limits, case.latency, &jobs, &pairs));
    let mut sent: Vec<(&Call, u64)> = Vec::new();
    for at in &found.order {
        let start = case.rules.earliest(&sent, &case.calls[*at].1);
        sent.push((&case.calls[*at].1, start));
    }
    let end = sent
        .last()
        .map_or(0, |(_, start)| start + case.rules.latency);
    assert_eq!(end, found.end, "the search times its order by the rules");
    (found.order, end)
}

/// How many sets of calls are tried: `MEIBO_SCHEDULE_CASES`, else enough to notice.
#[expect(clippy::disallowed_methods, reason = "a test is told how much to do")]
fn cases() -> usize {
    let wish = std::env::var("MEIBO_SCHEDULE_CASES").ok();
    wish.and_then(|wish| wish.parse().ok()).unwrap_or(1_000)
}

#[test]
fn the_bound_is_below_the_best_order_and_the_order_found_close_above() {
    let cases = cases();
    let (mut over_bound, mut over_best) = (Spread::default(), Spread::default());
    for seed in 0..cases {
        let case = case(&mut Dice(seed as u64));
        let mut all = case.needs.clone();
        all.extend(&case.follows);
        let (order, end) = found(&case, &all);
        for (late, early) in &all {
            let place = |call: &usize| order.iter().position(|at| at == call);
            assert!(place(early) < place(late), "seed {seed}: {order:?}");
        }
        let needs: Vec<Vec<u32>> = (0..case.calls.len())
            .map(|at| {
                let own = case.needs.iter().filter(|(late, _)| *late == at);
                own.map(|(_, early)| *early as u32 + 1).collect()
            })
            .collect();
        let calls: Vec<bound::Call<'_>> = (case.calls.iter().zip(&needs))
            .map(|((operation, ..), needs)| bound::Call { operation, needs })
            .collect();
        let bound = lower_bound(&case.limits, &calls, case.latency);
        let bound = bound.time.as_micros() as u64;
        // Orders that keep the needs alone are more: the bound holds for those too.
        let by_needs = best(&case, &case.needs, end);
        let best = best(&case, &all, end);
        assert!(bound <= by_needs, "seed {seed}: {bound} > {by_needs}");
        over_bound.add(best, bound, seed);
        over_best.add(end, best, seed);
    }
    report(&format!(
        "{cases} sets of calls: best order / bound {over_bound}; order found / best {over_best}"
    ));
    assert!(over_best.mean() <= 1.02, "{over_best}");
    assert!(over_bound.mean() <= 1.10, "{over_bound}");
}

/// Ratios: how many are one, their mean and the greatest.
#[derive(Default)]
struct Spread {
    count: usize,
    ones: usize,
    sum: f64,
    most: (f64, usize),
}

impl Spread {
    fn add(&mut self, over: u64, under: u64, seed: usize) {
        let ratio = over as f64 / under as f64;
        self.count += 1;
        self.ones += usize::from(over == under);
        self.sum += ratio;
        if ratio > self.most.0 {
            self.most = (ratio, seed);
        }
    }

    fn mean(&self) -> f64 {
        self.sum / self.count as f64
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let equal = 100.0 * self.ones as f64 / self.count as f64;
        let (most, seed) = self.most;
        write!(
            out,
            "mean {:.4}, most {most:.4} (seed {seed}), equal in {equal:.1}%",
            self.mean()
        )
    }
}
