//! Changes that companies make to what stands, at 1,000 members: the estimate of each plan is at most
//! 1.02 times what any order of its calls takes at the least, whatever the latency.

use std::time::Duration;

use meibo::directory::Snapshot;
use meibo::plan::{Options, plan};

use crate::tenants;

fn latencies_are_near_the_bound(change: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (config, live) = tenants::write(tenants::Size::of(1_000), change, folder.path());
    let loaded = meibo::source::load(&config);
    let desired = loaded.desired.expect("a configuration without errors");
    let live = std::fs::read(live).expect("the snapshot");
    let live: Snapshot = serde_json::from_slice(&live).expect("a snapshot");
    for latency in [50, 200, 300, 600] {
        let options = Options {
            latency: Duration::from_millis(latency),
            ..Options::at(live.read_at)
        };
        let planned = plan(&desired, &live, &options);
        let schedule = &planned.schedule;
        assert!(planned.problems.is_empty(), "{:?}", planned.problems);
        assert!(planned.steps.len() > 40, "{} calls", planned.steps.len());
        let ratio = schedule.eta_seconds / schedule.lower_bound_seconds;
        assert!(
            (1.0..=1.02).contains(&ratio),
            "{change} at {latency} ms: {schedule:?}"
        );
    }
}

#[test]
fn an_april_personnel_change() {
    latencies_are_near_the_bound("april");
}

#[test]
fn a_merger_of_two_divisions() {
    latencies_are_near_the_bound("merger");
}

#[test]
fn a_new_company() {
    latencies_are_near_the_bound("new");
}
