//! Every plan reaches what is declared, leaves nothing to plan, and needs every one of its
//! calls.

use std::panic::{AssertUnwindSafe, catch_unwind};

use meibo::plan::Plan;
use meibo::world::World;

use super::case::{Case, case, each, usual};
use crate::compare::differences;
use crate::run::{perform, perform_on, planned, run_live, steps};
use crate::tally;

/// How many calls of a plan are left out, one at a time.
const LEFT_OUT: usize = 6;

/// What is not as declared where a plan leads, by code that shares nothing with the diff,
/// and what would be planned next.
fn missing(case: &Case, plan: &Plan) -> Vec<String> {
    let after = perform(&case.live, &case.after, plan);
    let mut missing = differences(&case.after.desired(), &after);
    let again = planned(&after, &case.after);
    if !again.steps.is_empty() {
        missing.push(format!("left to plan:\n{}", steps(&again)));
    }
    missing
}

#[test]
fn every_plan_reaches_what_is_declared() {
    let (mut done, mut calls) = (0_usize, 0_usize);
    each("every_plan_reaches_what_is_declared", |seed| {
        let shape = usual(seed);
        let case = case(seed, shape);
        let plan = case.plan().expect("a plan that is not refused");
        let missing = missing(&case, &plan);
        assert!(missing.is_empty(), "{}\n{missing:#?}", steps(&plan));
        // Some take the long way: through files, and as a plan out of a file.
        if !shape.large || seed % 16 == 0 {
            run_live(&case.live, &case.after);
        }
        done += 1;
        calls += plan.steps.len();
    });
    tally::line(&format!("{done} plans of {calls} calls reach their end"));
}

/// This also shows that a plan with a call missing is seen.
#[test]
fn no_call_of_a_plan_is_idle() {
    let (mut refused, mut short) = (0_usize, 0_usize);
    each("no_call_of_a_plan_is_idle", |seed| {
        let case = case(seed, usual(seed));
        let plan = case.plan().expect("a plan that is not refused");
        let stride = (plan.steps.len() / LEFT_OUT).max(1);
        let first = usize::try_from(seed).expect("a small seed") % stride;
        for at in (first..plan.steps.len()).step_by(stride) {
            let mut less = plan.clone();
            let left_out = less.steps.remove(at);
            let world = World::load(&case.live, case.after.rules(), Default::default());
            let end = catch_unwind(AssertUnwindSafe(|| perform_on(world, &less)));
            let Ok(end) = end else {
                refused += 1;
                continue;
            };
            let seen = !differences(&case.after.desired(), &end).is_empty();
            assert!(seen, "idle: {left_out:#?}\nof\n{}", steps(&plan));
            short += 1;
        }
    });
    tally::line(&format!(
        "{} calls left out, one at a time: {short} plans end short, {refused} are refused",
        refused + short
    ));
}
