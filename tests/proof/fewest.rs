//! The planner needs no call too many.

use std::collections::BTreeMap;

use meibo::plan::Plan;
use meibo::source::Severity;

use crate::cases::{Case, Shares, Sizes, case};
use crate::goal::Goal;
use crate::owed::owed;
use crate::planned::{performed, planned, steps};
use crate::reference::{Effort, search};

/// The tenants that are searched through.
const SMALL: Sizes = Sizes {
    orgs: 3,
    members: 2,
    groups: 1,
    levels: 2,
    changes: 4,
};

/// How many cases: more where somebody asks for them.
#[expect(
    clippy::disallowed_methods,
    reason = "what is asked of this test comes by its environment"
)]
fn count(default: usize) -> usize {
    let asked = std::env::var("MEIBO_PROOF_CASES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(default)
}

/// The plan of a case; `None` where the service would refuse what is declared.
fn plan_of(case: &Case) -> Option<Plan> {
    let plan = planned(&case.live, &case.after);
    let mut refused = false;
    for problem in plan
        .problems
        .iter()
        .filter(|it| it.severity == Severity::Error)
    {
        // What the planner itself should have seen to.
        let ours = [311, 403].contains(&problem.code.0);
        assert!(!ours, "seed {}: {problem:?}\n{}", case.seed, steps(&plan));
        refused = true;
    }
    (!refused).then_some(plan)
}

#[test]
fn no_small_case_can_be_done_in_fewer_calls() {
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    let mut add = |name: &'static str, count: usize| *sums.entry(name).or_default() += count;
    let wanted = count(200);
    let (mut seed, mut done, mut beaten) = (0, 0, Vec::new());
    while done < wanted {
        seed += 1;
        let Some(case) = case(seed, SMALL) else {
            add("passed over: not valid", 1);
            continue;
        };
        let Some(plan) = plan_of(&case) else {
            add("passed over: refused", 1);
            continue;
        };
        if plan.steps.is_empty() {
            continue;
        }
        done += 1;
        let goal = Goal::of(&case);
        let after = performed(&case.live, &case.after, &plan);
        assert_eq!(goal.left(&after), Vec::<String>::new(), "seed {seed}");
        let calls = plan.steps.len();
        let least = owed(&goal, &case.live);
        assert!(
            least <= calls,
            "seed {seed}: {least} > {calls}\n{}",
            steps(&plan)
        );
        let effort = Effort {
            prune: true,
            every_subset: false,
        };
        let found = search(&goal, calls - 1, effort);
        add("calls", calls);
        add("states", found.states);
        add("calls tried", found.tried);
        add("searched", usize::from(least < calls));
        let Shares {
            moves,
            cycle,
            leader,
            branch,
        } = case.shares;
        add("moves", usize::from(moves));
        add("cycles", usize::from(cycle));
        add("leaders", usize::from(leader));
        add("branches", usize::from(branch));
        if let Some(way) = found.way {
            beaten.push(format!(
                "seed {seed}: {calls} calls where {} do\n{}\n{}",
                way.len(),
                steps(&plan),
                way.join("\n")
            ));
        }
    }
    tell(&format!("{done} cases of {seed} seeds: {sums:#?}"));
    assert!(
        beaten.is_empty(),
        "{} beaten:\n{}",
        beaten.len(),
        beaten.join("\n\n")
    );
}

#[expect(
    clippy::disallowed_macros,
    reason = "the counts are what this test is run for"
)]
fn tell(line: &str) {
    println!("{line}");
}
