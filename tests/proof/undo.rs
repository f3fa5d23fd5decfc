//! What a plan did is taken back: on random tenants the plan of the undo leads to where the
//! run began, but for what it says does not come back.

use meibo::apply::undo::How;
use meibo::apply::undo::codes;
use meibo::source::{Code, Severity};
use meibo::world::World;

use crate::cases::{Sizes, case};
use crate::run::{planned, steps};
use crate::taking_back::{done_in_part, done_on, errors, left, taken_back};
use crate::tally::{Tally, tried};

const SIZES: Sizes = Sizes {
    orgs: 6,
    members: 6,
    groups: 3,
    levels: 3,
    changes: 5,
};

/// What says that something does not come back.
const LOST: [Code; 7] = [
    codes::HELD_IN_DELETION,
    codes::CHANGED_SINCE,
    codes::KEY_STAYS,
    codes::GONE_FOR_GOOD,
    codes::CANNOT_BE_MADE,
    codes::NOT_KNOWN,
    codes::NOT_WHOLE,
];

/// A step that the service may refuse.
const REFUSED: Code = Code(402);

#[test]
fn what_a_plan_did_is_taken_back() {
    let mut tally = Tally::default();
    let mut failures: Vec<String> = Vec::new();
    let wanted = tried(150);
    for seed in wanted.first.. {
        if tally.of("runs") == wanted.cases {
            break;
        }
        let Some(case) = case(seed, SIZES) else {
            continue;
        };
        let forth = planned(&case.live, &case.after);
        let refused = (forth.problems.iter()).any(|it| it.severity == Severity::Error);
        if refused || forth.steps.is_empty() {
            continue;
        }
        tally.add("runs", 1);
        // Every third run is stopped on its way.
        let steps_done = match seed % 3 {
            0 => forth.steps.len() / 2,
            _ => forth.steps.len(),
        };
        let (rules, assumptions) = (case.after.rules(), case.after.assumptions.clone());
        let world = World::load(&case.live, rules, assumptions);
        tally.add("calls forth", steps_done);
        let there = done_in_part(world, &case.live, &forth, steps_done);
        let live = there.world.directory().clone();
        let back = taken_back(&there, &live, &case.after, How::default());
        let wrong = errors(&back);
        if !wrong.is_empty() {
            tally.add("no plan back", 1);
            // What the planner finds no order for is rare: one in two hundred at most.
            if tally.of("no plan back") * 200 > tally.of("runs") + 200 {
                let wrong = wrong.join("\n");
                failures.push(format!("seed {seed}:\n{wrong}\n{}", steps(&forth)));
            }
            continue;
        }
        // What was before may be what the service would not let anybody make.
        if back.problems.iter().any(|it| it.code == REFUSED) {
            tally.add("were before as the service may refuse it", 1);
            continue;
        }
        tally.add("calls back", back.steps.len());
        let end = done_on(there.world, &live, &back);
        let left = left(&case.live, end.world.directory());
        let lost = back.problems.iter().any(|it| LOST.contains(&it.code));
        match (left.is_empty(), lost) {
            (true, _) => tally.add("come back whole", 1),
            (false, true) => tally.add("come back but for what is said", 1),
            (false, false) => {
                tally.add("come back otherwise", 1);
                failures.push(format!(
                    "seed {seed}:\n{}\n--- forth\n{}--- back\n{}",
                    left.join("\n"),
                    steps(&forth),
                    steps(&back)
                ));
            }
        }
    }
    tally.print("undo");
    assert!(
        failures.is_empty(),
        "{}:\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}
