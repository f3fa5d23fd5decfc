use std::time::Duration;

use super::{BLOCKED, Limits, Operation, Pace};
use crate::directory::{DomainId, Plan};
use crate::world::Method;

const A: DomainId = DomainId(1);
const B: DomainId = DomainId(2);

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

fn op(method: Method, target: &str, domain: DomainId) -> Operation {
    Operation::of(method, target, &[domain])
}

/// Sends calls one after the other, each as early as it may; their starts.
fn run(pace: &mut Pace, calls: &[Operation], latency: Duration) -> Vec<Duration> {
    let mut now = Duration::ZERO;
    calls
        .iter()
        .map(|call| {
            let at = pace.earliest(call, now);
            assert_ne!(at, BLOCKED, "nothing is in flight");
            assert!(at >= now);
            pace.sent(call, at);
            now = at + latency;
            pace.answered(call, now, None, None);
            at
        })
        .collect()
}

#[test]
fn one_write_at_a_time_and_nothing_beside_it() {
    let mut pace = Pace::new(Limits::default());
    let write = op(Method::Patch, "/users/1", A);
    let other = op(Method::Patch, "/groups/1", B);
    let read = op(Method::Get, "/groups", B);
    pace.sent(&write, ms(0));
    assert_eq!(pace.earliest(&other, ms(1)), BLOCKED);
    assert_eq!(pace.earliest(&read, ms(1)), BLOCKED);
    pace.answered(&write, ms(10), None, None);
    assert_eq!(pace.earliest(&other, ms(10)), ms(10));
    pace.sent(&read, ms(10));
    assert_eq!(pace.earliest(&write, ms(10)), BLOCKED);
    pace.answered(&read, ms(20), None, None);
    assert_eq!(pace.earliest(&write, ms(20)), ms(20));
}

#[test]
fn two_reads_in_flight_per_domain() {
    let mut pace = Pace::new(Limits::default());
    let users = op(Method::Get, "/users", A);
    let orgs = op(Method::Get, "/orgunits", A);
    let elsewhere = op(Method::Get, "/users", B);
    pace.sent(&users, ms(0));
    pace.sent(&orgs, ms(0));
    assert_eq!(pace.earliest(&users, ms(1)), BLOCKED);
    assert_eq!(pace.earliest(&elsewhere, ms(1)), ms(1));
    pace.answered(&orgs, ms(5), None, None);
    assert_eq!(pace.earliest(&users, ms(5)), ms(5));
}

#[test]
fn org_writes_of_a_domain_keep_their_distance() {
    let mut pace = Pace::new(Limits::default());
    let create = op(Method::Post, "/orgunits", A);
    let remove = op(Method::Delete, "/orgunits/9", A);
    let elsewhere = op(Method::Patch, "/orgunits/9", B);
    pace.sent(&create, ms(0));
    pace.answered(&create, ms(300), None, None);
    // 1 s and the guard after the start: the latency is the usual one.
    assert_eq!(pace.earliest(&remove, ms(300)), ms(1010));
    assert_eq!(pace.earliest(&elsewhere, ms(300)), ms(300));
    pace.sent(&remove, ms(1010));
    // The next may not even be asked for before the answer, however late that is.
    assert_eq!(pace.earliest(&create, ms(9000)), BLOCKED);
    pace.answered(&remove, ms(9000), None, None);
    // 7.65 s more than usual: it may have reached the server that late.
    assert_eq!(pace.earliest(&create, ms(9000)), ms(9000 - 300 + 10 + 1000));
}

#[test]
fn a_gap_never_counts_from_later_than_the_answer() {
    let mut pace = Pace::new(Limits::default());
    let create = op(Method::Post, "/orgunits", A);
    pace.sent(&create, ms(0));
    pace.answered(&create, ms(4), None, None);
    assert_eq!(pace.earliest(&create, ms(4)), ms(1004));
}

#[test]
fn a_gap_waits_for_the_jitter_that_is_seen() {
    let mut pace = Pace::new(Limits::default());
    let create = op(Method::Post, "/orgunits", A);
    pace.sent(&create, ms(0));
    pace.answered(&create, ms(100), None, None);
    assert_eq!(pace.earliest(&create, ms(100)), ms(1010));
    pace.sent(&create, ms(2000));
    pace.answered(&create, ms(2115), None, None);
    // 15 ms slower than usual, and so the usual may be 15 ms less than was seen.
    assert_eq!(
        pace.earliest(&create, ms(2115)),
        ms(2000 + 15 + 15 + 10 + 1000)
    );
    pace.sent(&create, ms(4000));
    pace.answered(&create, ms(4100), None, None);
    assert_eq!(pace.earliest(&create, ms(4100)), ms(5010));
}

#[test]
fn few_latencies_of_an_operation_are_judged_by_all() {
    let mut pace = Pace::new(Limits::default());
    let read = op(Method::Get, "/users", A);
    let create = op(Method::Post, "/orgunits", A);
    pace.sent(&read, ms(0));
    pace.answered(&read, ms(50), None, None);
    for second in [10_000, 20_000] {
        pace.sent(&create, ms(second));
        pace.answered(&create, ms(second + 90), None, None);
        assert_eq!(
            pace.earliest(&create, ms(second + 90)),
            ms(second + 40 + 10 + 1000)
        );
    }
}

#[test]
fn fewer_than_ten_member_adds_in_any_second() {
    let mut pace = Pace::new(Limits::default());
    let add = op(Method::Post, "/users", A);
    let starts = run(&mut pace, &vec![add; 40], ms(60));
    for pair in starts.windows(10) {
        assert!(pair[9] - pair[0] >= ms(1000), "{pair:?}");
    }
    // ... and no slower than that needs.
    assert!(starts[9] - starts[0] <= ms(1010));
    assert!(starts[8] - starts[0] == ms(480));
    let mut pace = Pace::new(Limits::default());
    let both = [op(Method::Post, "/users", A), op(Method::Post, "/users", B)];
    let mixed: Vec<Operation> = both.iter().cycle().take(18).cloned().collect();
    assert_eq!(run(&mut pace, &mixed, ms(10)).last(), Some(&ms(170)));
}

#[test]
fn the_minute_window_slides_from_answer_to_start() {
    let mut pace = Pace::new(Limits::default());
    let change = op(Method::Patch, "/users/1", A);
    let starts = run(&mut pace, &vec![change; 500], ms(100));
    assert_eq!(starts[239], ms(23_900));
    assert_eq!(starts[240], ms(60_100));
    assert_eq!(starts[480], ms(120_200));
    for k in 0..260 {
        assert!(starts[k + 240] >= starts[k] + ms(100) + ms(60_000));
    }
    // Another operation has a window of its own.
    let other = op(Method::Patch, "/groups/1", A);
    let now = starts[499] + ms(100);
    assert_eq!(pace.earliest(&other, now), now);
}

#[test]
fn the_free_plan_has_sixty_a_minute() {
    let mut pace = Pace::new(Limits::of(Plan::Free));
    let read = op(Method::Get, "/users", A);
    let starts = run(&mut pace, &vec![read; 61], ms(100));
    assert_eq!(starts[59], ms(5_900));
    assert_eq!(starts[60], ms(60_100));
}

#[test]
fn a_window_full_of_calls_in_flight_waits_for_an_answer() {
    let mut pace = Pace::new(Limits {
        per_minute: 2,
        ..Limits::default()
    });
    let first = op(Method::Get, "/users", A);
    let second = op(Method::Get, "/users", B);
    pace.sent(&first, ms(0));
    pace.sent(&second, ms(0));
    let third = op(Method::Get, "/users", DomainId(3));
    assert_eq!(pace.earliest(&third, ms(1)), BLOCKED);
    pace.answered(&second, ms(40), None, None);
    assert_eq!(pace.earliest(&third, ms(40)), ms(60_040));
}

#[test]
fn what_others_take_of_the_window_is_honoured() {
    let mut pace = Pace::new(Limits::default());
    let read = op(Method::Get, "/users", A);
    pace.sent(&read, ms(0));
    pace.answered(&read, ms(100), Some(1), Some(ms(30_000)));
    assert_eq!(pace.earliest(&read, ms(100)), ms(100));
    pace.sent(&read, ms(100));
    pace.answered(&read, ms(200), Some(0), Some(ms(29_900)));
    assert_eq!(pace.earliest(&read, ms(200)), ms(30_100));
    // Without a reset, a whole window.
    pace.sent(&read, ms(30_100));
    pace.answered(&read, ms(30_200), Some(0), None);
    assert_eq!(pace.earliest(&read, ms(30_200)), ms(90_200));
}

#[test]
fn a_window_only_we_use_is_not_waited_for_twice() {
    let mut pace = Pace::new(Limits {
        per_minute: 3,
        ..Limits::default()
    });
    let read = op(Method::Get, "/users", A);
    for (n, left) in [(0, 2), (1, 1), (2, 0)] {
        pace.sent(&read, ms(n * 1000));
        // The header counts in whole seconds and rounds up.
        pace.answered(&read, ms(n * 1000 + 100), Some(left), Some(ms(60_900)));
    }
    assert_eq!(pace.earliest(&read, ms(2100)), ms(60_100));
}

#[test]
fn a_refusal_for_rate_closes_the_operation() {
    let mut pace = Pace::new(Limits::default());
    let read = op(Method::Get, "/users", A);
    pace.sent(&read, ms(0));
    pace.refused_429(&read, ms(50), Some(ms(7_000)));
    assert_eq!(pace.earliest(&read, ms(50)), ms(7_050));
    pace.sent(&read, ms(7_050));
    pace.refused_429(&read, ms(7_100), None);
    assert_eq!(pace.earliest(&read, ms(7_100)), ms(67_100));
    let other = op(Method::Get, "/groups", A);
    assert_eq!(pace.earliest(&other, ms(7_100)), ms(7_100));
}

#[test]
fn long_runs_take_half_from_the_first_call() {
    let mut pace = Pace::new(Limits {
        long_run: true,
        ..Limits::default()
    });
    let change = op(Method::Patch, "/users/1", A);
    let starts = run(&mut pace, &vec![change; 121], ms(100));
    assert_eq!(starts[119], ms(11_900));
    assert_eq!(starts[120], ms(60_100));
}

#[test]
fn slowing_down_works_in_the_middle_and_for_good() {
    let mut pace = Pace::new(Limits::default());
    let change = op(Method::Patch, "/users/1", A);
    let starts = run(&mut pace, &vec![change.clone(); 200], ms(100));
    let now = starts[199] + ms(100);
    assert_eq!(pace.earliest(&change, now), now);
    pace.slow_down();
    // The 201st is the 120th after the 81st, which was answered at 8.1 s.
    assert_eq!(pace.earliest(&change, now), ms(68_100));
}

#[test]
fn a_run_that_turns_out_long_slows_down_by_itself() {
    let mut pace = Pace::new(Limits::default());
    let change = op(Method::Patch, "/users/1", A);
    let starts = run(&mut pace, &vec![change; 10_000], ms(200));
    let after = starts
        .iter()
        .filter(|s| **s >= Duration::from_secs(28 * 60) && **s < Duration::from_secs(30 * 60));
    assert_eq!(after.count(), 240);
    let before = starts.iter().filter(|s| **s < Duration::from_secs(60));
    assert_eq!(before.count(), 240);
}

#[test]
fn memory_stays_bounded() {
    let mut pace = Pace::new(Limits::default());
    let add = op(Method::Post, "/users", A);
    run(&mut pace, &vec![add.clone(); 5_000], ms(200));
    assert_eq!(pace.windows[add.name()].answers.len(), 240);
    assert!(pace.windows[add.name()].in_flight.is_empty());
    assert_eq!(pace.member_adds[&A].len(), 9);
}
