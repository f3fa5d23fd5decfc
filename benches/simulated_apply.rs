//! How near the schedule of a plan comes to the least any order of its calls can take: for
//! a personnel change, a merger of two divisions and a new company, at four latencies, the
//! estimate over the lower bound. Fails where it is above 1.02.
//!
//! ```text
//! cargo bench --bench simulated_apply            # MEIBO_BLESS=1 puts the table into the README
//! cargo bench --bench simulated_apply -- 1000    # one size alone
//! ```

#[path = "measured/findings.rs"]
mod findings;
mod tenants;

use std::process::ExitCode;
use std::time::Duration;

use findings::{bless, is_test, report};
use meibo::plan::{Options, Plan, plan};
use tenants::Size;

const SIZES: [usize; 2] = [1_000, 10_000];
const CHANGES: [(&str, &str); 3] = [
    ("april", "April personnel change"),
    ("merger", "merger of two divisions"),
    ("new", "new company"),
];
/// Seconds from a call to its answer.
const LATENCIES: [f64; 4] = [0.05, 0.2, 0.3, 0.6];
/// The estimate may be so many times the lower bound.
const MOST: f64 = 1.02;

fn main() -> ExitCode {
    if is_test() {
        return ExitCode::SUCCESS;
    }
    let only: Vec<usize> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let mut rows = Vec::new();
    let mut missed = 0;
    for members in SIZES {
        if !only.is_empty() && !only.contains(&members) {
            continue;
        }
        for (change, name) in CHANGES {
            let plans = plans(members, change);
            missed += plans.iter().filter(|plan| ratio(plan) > MOST).count();
            let what = format!("{name}, {},{:03} members", members / 1000, members % 1000);
            let mut cells = vec![what, plans[0].steps.len().to_string()];
            cells.extend(plans.iter().map(cell));
            let rules: Vec<&str> = plans
                .iter()
                .map(|plan| plan.schedule.binding.as_str())
                .collect();
            report(&format!("{}  [{}]", cells.join("  |  "), rules.join(", ")));
            rows.push(cells);
        }
    }
    if only.is_empty() {
        let head = [
            "change",
            "calls",
            "at 0.05 s",
            "at 0.2 s",
            "at 0.3 s",
            "at 0.6 s",
        ];
        bless("simulated_apply", &head, &rows);
    }
    if missed > 0 {
        report(&format!(
            "MISSED {missed} estimates are more than {MOST} times the bound"
        ));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The plan of a change at each latency.
fn plans(members: usize, change: &str) -> Vec<Plan> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (config, live) = tenants::write(Size::of(members), change, folder.path());
    let loaded = meibo::source::load(&config);
    let desired = loaded.desired.expect("a configuration without errors");
    let live = std::fs::read(live).expect("the snapshot");
    let live: meibo::directory::Snapshot = serde_json::from_slice(&live).expect("a snapshot");
    let plans = LATENCIES.map(|latency| {
        let options = Options {
            latency: Duration::from_secs_f64(latency),
            ..Options::at(live.read_at)
        };
        plan(&desired, &live, &options)
    });
    plans.into()
}

fn ratio(plan: &Plan) -> f64 {
    plan.schedule.eta_seconds / plan.schedule.lower_bound_seconds
}

/// The estimate, and how many times the lower bound that is.
fn cell(plan: &Plan) -> String {
    let seconds = plan.schedule.eta_seconds.round();
    let time = match seconds {
        0.0..120.0 => format!("{seconds:.0} s"),
        _ => format!("{:.1} min", seconds / 60.0),
    };
    format!("{time} ({:.3})", ratio(plan))
}
