//! Plans of thousands of steps: what is cut, what never is, and how to see the rest.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::super::{View, text};
use super::sample::{change, empty, numbered, said, step, view};
use crate::plan::{Plan, Step};
use crate::source::{Code, Place, Problem};

/// A plan of so many times ten steps: in ten, one member is created, six are changed, two
/// deleted, and one org is moved; beside them five orgs and a group go.
pub(super) fn long(tens: usize) -> Plan {
    let mut plan = empty();
    for n in 0..tens {
        plan.steps.push(step(
            "move",
            "org",
            &format!("t-{n}"),
            "課",
            vec![change("parent", json!("hq"), json!("sales"))],
        ));
        for m in 0..9 {
            let key = format!("E{:06}", n * 9 + m);
            let task = |from: Value| vec![change("task", from, json!("x"))];
            plan.steps.push(match m {
                0 => step("create", "member", &key, "森 花子", task(Value::Null)),
                1..7 => step("update", "member", &key, "林 一郎", task(json!("y"))),
                _ => removal("delete", "member", &key, "木村 誠"),
            });
        }
    }
    for n in 0..5 {
        plan.steps
            .push(removal("delete", "org", &format!("old-{n}"), "旧課"));
    }
    plan.steps.push(removal("delete", "group", "g-old", "旧PJ"));
    let members: Vec<Value> = (0..tens).map(|n| json!(format!("E{n:06}"))).collect();
    plan.steps.push(step(
        "update",
        "group",
        "g-all",
        "全社",
        vec![change("members", json!([]), Value::Array(members))],
    ));
    let many = |n: usize| u32::try_from(n).expect("few enough");
    plan.summary.create = many(tens);
    plan.summary.update = many(tens * 6 + 1);
    plan.summary.r#move = many(tens);
    plan.summary.delete = many(tens * 2 + 6);
    numbered(plan)
}

fn removal(op: &str, kind: &str, key: &str, name: &str) -> Step {
    let (code, params) = match kind {
        "org" => ("orgDeletedData", ("restorableDays", "30")),
        "group" => ("groupDeletedData", ("", "")),
        _ => ("memberDeleted", ("until", "2026-04-08T00:00:00Z")),
    };
    Step {
        reversible: false,
        reason: Some(said("ownedNotDeclared", &[])),
        consequences: vec![said(code, &[params])],
        ..step(op, kind, key, name, Vec::new())
    }
}

fn in_full(plan: &Plan) -> String {
    let full = View {
        full: true,
        ..view()
    };
    text(plan, &full)
}

#[test]
fn ten_thousand_steps_are_a_summary_with_every_small_group_of_removals_in_full() {
    assert_snapshot!("ten_thousand_steps", text(&long(1000), &view()));
}

#[test]
fn a_plan_ten_times_as_long_is_not_longer_to_read() {
    let lines = |tens| text(&long(tens), &view()).lines().count();
    assert_eq!(lines(200), lines(2000));
}

#[test]
fn asked_for_in_full_nothing_is_cut() {
    let plan = long(400);
    let full = in_full(&plan);
    assert!(!full.contains("... and"), "nothing cut");
    assert!(!full.contains("not shown"), "nothing to say of it");
    for step in &plan.steps {
        assert!(full.contains(&step.key), "{}", step.key);
    }
}

#[test]
fn a_short_plan_shows_every_object_once_and_says_nothing_of_a_rest() {
    let shown = text(&long(20), &view());
    assert!(!shown.contains("not shown"), "{shown}");
    for n in 0..180 {
        assert!(shown.contains(&format!("E{n:06}")), "{n}: {shown}");
    }
}

#[test]
fn a_removal_unlike_the_others_is_told_of_beside_thousands() {
    let mut plan = long(1000);
    plan.steps.push(Step {
        consequences: vec![said("orgDeletedAlong", &[("keys", "fin-1, fin-2")])],
        ..removal("delete", "org", "fin", "財務部")
    });
    let shown = text(&numbered(plan), &view());
    assert!(shown.contains("! delete org  fin 財務部"), "{shown}");
    assert!(shown.contains("fin-1, fin-2"), "{shown}");
}

#[test]
fn what_is_deleted_along_is_counted_beyond_the_first() {
    let mut plan = empty();
    let along: Vec<String> = (0..9000).map(|n| format!("sub-{n}")).collect();
    plan.steps.push(Step {
        consequences: vec![said("orgDeletedAlong", &[("keys", &along.join(", "))])],
        ..removal("delete", "org", "fin", "財務部")
    });
    let plan = numbered(plan);
    let shown = text(&plan, &view());
    assert!(shown.contains("sub-24, ... and 8,975 more"), "{shown}");
    assert!(in_full(&plan).contains("sub-8999"));
}

#[test]
fn problems_beyond_the_first_are_counted_by_severity() {
    let mut plan = empty();
    let place = |n: usize| Place {
        object: Some(format!("member/E{n:06}")),
        ..Place::default()
    };
    for n in 0..5000 {
        plan.problems
            .push(Problem::warning(Code(9998)).at(place(n)));
    }
    for n in 5000..5030 {
        plan.problems.push(Problem::error(Code(9999)).at(place(n)));
    }
    let shown = text(&plan, &view());
    assert!(
        shown.contains("5 errors, 5,000 warnings not shown"),
        "{shown}"
    );
    assert!(in_full(&plan).contains("E004999"));
}
