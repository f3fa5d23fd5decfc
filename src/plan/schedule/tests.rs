use std::time::Duration;

use super::pass::{Aim, Backlog, Manner, pass};
use super::work::Work;
use super::{feed, search};
use crate::directory::DomainId;
use crate::plan::pace::{Limits, Operation};
use crate::world::Method;

/// Calls and whether they are of removals: `org`, `member`, `new`, `group`, `gone`.
fn jobs(names: &[&str]) -> Vec<(Vec<(Operation, usize)>, bool)> {
    let one = |name: &&str| {
        let (method, path) = match *name {
            "org" => (Method::Patch, "/orgunits/o"),
            "member" => (Method::Patch, "/users/u"),
            "new" => (Method::Post, "/users"),
            "group" => (Method::Post, "/groups"),
            "level" => (Method::Post, "/directory/levels"),
            _ => (Method::Delete, "/orgunits/o"),
        };
        let operation = Operation::of(method, path, &[DomainId(1)]);
        (vec![(operation, 1)], *name == "gone")
    };
    names.iter().map(one).collect()
}

fn work(names: &[&str], waits: &[(usize, usize)], latency: u64) -> Work {
    let latency = Duration::from_millis(latency);
    Work::new(&Limits::default(), latency, &jobs(names), waits)
}

/// The order found, in names.
fn order(names: &[&'static str], waits: &[(usize, usize)], latency: u64) -> Vec<&'static str> {
    let found = search(&work(names, waits, latency));
    found.order.iter().map(|job| names[*job]).collect()
}

#[test]
fn calls_fit_between_org_writes_and_never_run_over_the_next() {
    let mut names = vec!["org"; 4];
    names.extend(["member"; 6]);
    // At 0.3 s three calls fit into 1.01 s, org write and all; the fourth would run over.
    assert_eq!(
        order(&names, &[], 300),
        [
            "org", "member", "member", "org", "member", "member", "org", "member", "member", "org"
        ]
    );
}

#[test]
fn the_given_order_stays_where_it_is_as_good() {
    let names = ["level", "org", "member", "member", "group", "gone"];
    assert_eq!(order(&names, &[], 1_200), names);
    // An org write is waited for; nothing is gained by putting others before it.
    assert_eq!(order(&["org", "org"], &[], 200), ["org", "org"]);
}

#[test]
fn removals_come_last_where_that_costs_nothing() {
    let names = ["org", "org", "member", "member", "gone", "gone"];
    let found = order(&names, &[], 200);
    assert_eq!(found[4..], ["gone"; 2]);
    // A removal that something else waits for is not put off.
    let waits = [(2, 0), (3, 0), (4, 0), (5, 1)];
    let names = ["gone", "gone", "member", "member", "org", "gone"];
    let work = work(&names, &waits, 200);
    let put_off: Vec<bool> = work.jobs.iter().map(|job| job.removal).collect();
    assert_eq!(put_off, [false, true, false, false, false, true]);
}

#[test]
fn what_comes_to_nothing_takes_no_time_and_holds_nothing_back() {
    // A group that misses who is gone, one that waits for that, and a last one alone.
    let mut all = jobs(&["org", "org", "gone", "gone", "member", "member", "member"]);
    all.extend(vec![(Vec::new(), false); 3]);
    let waits = [(7, 2), (7, 3), (8, 7), (9, 4)];
    let work = Work::new(&Limits::default(), Duration::from_millis(200), &all, &waits);
    let put_off: Vec<usize> = (0..all.len())
        .filter(|job| work.jobs[*job].removal)
        .collect();
    assert_eq!(put_off, [2, 3, 7, 8, 9]);
    let found = search(&work);
    assert_eq!(found.end, 3 * 1_010_000 + 200_000);
    let place = |job: usize| found.order.iter().position(|at| *at == job);
    for (job, on) in waits {
        assert!(place(on) < place(job), "{:?}", found.order);
    }
    assert_eq!(found.order.len(), all.len());
    assert_eq!(work.reversed().reversed().calls(), 7);
}

#[test]
fn removals_come_between_where_waiting_for_them_would_take_longer() {
    // Thirty org writes that go and as many members: at the end they would stand alone.
    let mut names = vec!["member"; 120];
    names.extend(["gone"; 30]);
    let found = search(&work(&names, &[], 200));
    assert!(found.end < 31_000_000, "{}", found.end);
}

#[test]
fn what_waits_comes_after_what_it_waits_for() {
    let names = ["level", "org", "org", "new", "new", "group"];
    let waits = [(2, 1), (3, 0), (3, 2), (4, 1), (5, 3), (5, 4)];
    let found = search(&work(&names, &waits, 50));
    let place = |job: usize| found.order.iter().position(|at| *at == job);
    for (job, on) in waits {
        assert!(place(on) < place(job), "{:?}", found.order);
    }
    assert_eq!(found.order.len(), names.len());
}

#[test]
fn calls_of_one_job_are_not_held_together() {
    let limits = Limits::default();
    let add = Operation::of(Method::Post, "/groups/g/members", &[]);
    let remove = Operation::of(Method::Delete, "/groups/g/members/m", &[]);
    let mut all = vec![(vec![(add, 300), (remove, 10)], false)];
    all.extend(jobs(&["member"; 100]));
    // Sixty additions wait for a minute, in which there is time for everything else.
    let found = search(&Work::new(&limits, Duration::from_millis(200), &all, &[]));
    assert_eq!(found.order.iter().filter(|job| **job == 0).count(), 310);
    assert!(found.end <= 82_100_000, "{}", found.end);
}

#[test]
fn a_backlog_counts_windows_spans_and_tails() {
    let mut names = vec!["org"; 3];
    names.push("new");
    let work = work(&names, &[(3, 0), (3, 1), (3, 2)], 200);
    let tails = work.tails();
    assert_eq!(tails, [400_000, 400_000, 400_000, 200_000]);
    let backlog = Backlog::new(&work, &tails);
    // Two gaps, the third org write, and the member behind it.
    assert_eq!(backlog.least(&work), 2 * 1_010_000 + 400_000);
    assert_eq!(work.least(), 2 * 1_010_000 + 200_000);
    let members = super::tests::work(&["member"; 241], &[], 200);
    assert_eq!(members.least(), 60_200_000 + 200_000);
    let backlog = Backlog::new(&members, &members.tails());
    assert_eq!(backlog.least(&members), 60_200_000 + 200_000);
}

#[test]
fn a_pass_never_ends_before_the_least() {
    for latency in [50, 200, 300, 600] {
        let mut names = vec!["org"; 20];
        names.extend(["new"; 50]);
        let waits: Vec<(usize, usize)> = (20..70).map(|job| (job, job % 20)).collect();
        let work = work(&names, &waits, latency);
        let tails = work.tails();
        let backlog = Backlog::new(&work, &tails);
        let least = backlog.least(&work);
        for manner in [Manner::Plain, Manner::Tight, Manner::Eager] {
            let aim = Aim {
                keys: &tails,
                needs: &tails,
                target: least,
                manner,
                removals_last: false,
            };
            assert!(
                pass(&work, &backlog, aim).end >= least,
                "{latency} {manner:?}"
            );
        }
    }
}

#[test]
fn what_feeds_most_in_the_least_time_comes_first() {
    // Two levels and two orgs; most of the new members wait for the second of each.
    let mut names = vec!["level", "level", "org", "org"];
    names.extend(["new"; 10]);
    let mut waits = vec![(4, 0), (4, 2)];
    for job in 5..14 {
        waits.extend([(job, 1), (job, 3)]);
    }
    let work = work(&names, &waits, 200);
    let tails = work.tails();
    let backlog = Backlog::new(&work, &tails);
    let keys = feed::keys(&work, &backlog).expect("something waits");
    assert!(keys[1] < keys[0] && keys[3] < keys[2], "{keys:?}");
    assert!(keys[13] < keys[4], "{keys:?}");
    // Jobs of the lane may wait for each other.
    let chain = super::tests::work(&["new"; 3], &[(1, 0), (2, 1)], 200);
    let backlog = Backlog::new(&chain, &chain.tails());
    let keys = feed::keys(&chain, &backlog).expect("something waits");
    assert!(keys.is_sorted_by(|one, two| one < two), "{keys:?}");
    let after_another: Vec<(usize, usize)> = (1..1_000).map(|job| (job, job - 1)).collect();
    let long = super::tests::work(&["new"; 1_000], &after_another, 200);
    let backlog = Backlog::new(&long, &long.tails());
    assert_eq!(feed::keys(&long, &backlog), None);
    let free = super::tests::work(&["new"; 3], &[], 200);
    let backlog = Backlog::new(&free, &free.tails());
    assert_eq!(feed::keys(&free, &backlog), None);
}

#[test]
fn turned_round_twice_is_as_before() {
    let work = work(
        &["level", "org", "new", "group"],
        &[(2, 0), (2, 1), (3, 2)],
        200,
    );
    assert_eq!(work.reversed().reversed(), work);
    assert_eq!(work.reversed().tails().first(), Some(&600_000));
}
