//! Sets of calls of which two rules want the time: what the order found takes, as the pacer
//! of real calls would time it, against the bound.

use std::time::Duration;

use meibo::plan::bound::{self, lower_bound};
use meibo::plan::pace::{Limits, Operation, starts};
use meibo::plan::schedule::{Work, search};
use meibo::world::Method;

use super::rules::{Call, Rules};
use super::{operation, report};

const LATENCIES: [u64; 4] = [50, 200, 300, 600];

/// So many calls of each kind: org PATCHes, member PATCHes, group PATCHes, new members.
const SETS: [(&str, [usize; 4]); 8] = [
    ("60 orgs and 100 members", [60, 100, 0, 0]),
    ("200 groups and 1,000 members", [0, 1_000, 200, 0]),
    ("60 orgs and 700 members", [60, 700, 0, 0]),
    ("165 orgs and 700 members", [165, 700, 0, 0]),
    ("60 orgs and 140 members", [60, 140, 0, 0]),
    (
        "240 members, 240 groups, 240 new members",
        [0, 240, 240, 240],
    ),
    (
        "100 orgs, 250 members, 30 groups, 100 new members",
        [100, 250, 30, 100],
    ),
    (
        "300 orgs, 1,500 members, 300 groups, 300 new members",
        [300, 1_500, 300, 300],
    ),
];

/// The calls, as they stand in a configuration: kind after kind.
fn calls(counts: [usize; 4]) -> Vec<Operation> {
    let kinds = [
        (Method::Patch, "/orgunits/o"),
        (Method::Patch, "/users/u"),
        (Method::Patch, "/groups/g"),
        (Method::Post, "/users"),
    ];
    (counts.into_iter().zip(kinds))
        .flat_map(|(count, (method, path))| std::iter::repeat_n(operation(method, path, 1), count))
        .collect()
}

/// The order found, timed as real calls are.
fn timed(limits: &Limits, calls: &[Operation], latency: Duration) -> Vec<(Operation, Duration)> {
    let jobs: Vec<_> = (calls.iter())
        .map(|call| (vec![(call.clone(), 1)], false))
        .collect();
    let found = search(&Work::new(limits, latency, &jobs, &[]));
    let order: Vec<Operation> = found.order.iter().map(|at| calls[*at].clone()).collect();
    let starts = starts(limits, &order, latency);
    order.into_iter().zip(starts).collect()
}

#[test]
fn no_more_than_a_fiftieth_is_lost_and_no_rule_is_broken() {
    for (name, counts) in SETS {
        let mut line = format!("{name}:");
        for latency in LATENCIES {
            let calls = calls(counts);
            let wait = Duration::from_millis(latency);
            let timed = timed(&Limits::default(), &calls, wait);
            assert_eq!(timed.len(), calls.len());
            let end = timed.last().expect("a call").1 + wait;
            let bare: Vec<_> = (calls.iter())
                .map(|operation| bound::Call {
                    operation,
                    needs: &[],
                })
                .collect();
            let bound = lower_bound(&Limits::default(), &bare, wait);
            let ratio = end.as_secs_f64() / bound.time.as_secs_f64();
            line += &format!(" {ratio:.4} ({} at {latency} ms)", bound.rule);
            assert!(ratio >= 1.0, "{name} at {latency} ms: {ratio}");
            assert!(ratio <= 1.02, "{name} at {latency} ms: {ratio}");
            assert_eq!(documented(latency).broken(&judged(&timed)), [""; 0]);
        }
        report(&line);
    }
}

/// The documented numbers.
fn documented(latency: u64) -> Rules {
    Rules {
        latency: latency * 1_000,
        per_window: 240,
        window: 60_000_000,
        gap: 1_000_000,
        adds: 9,
        second: 1_000_000,
    }
}

fn judged(timed: &[(Operation, Duration)]) -> Vec<(Call, u64)> {
    let call = |operation: &Operation| Call {
        name: operation.name().to_string(),
        domain: 1,
    };
    (timed.iter())
        .map(|(operation, start)| (call(operation), start.as_micros() as u64))
        .collect()
}
