//! Whole plans: the headline, gates and problems, the JSON.

use insta::assert_snapshot;

use super::super::{Headline, View, json, text};
use super::sample::{empty, personnel_change, view};
use crate::plan::{Gate, Plan, Verdict};
use crate::report::words::Language;
use crate::source::{Code, Place, Problem};

#[test]
fn nothing_to_do_is_one_line() {
    assert_snapshot!(text(&empty(), &view()), @"No changes. acme-prod is as the configuration says.");
    let drift = View {
        headline: Headline::Drift,
        ..view()
    };
    assert_snapshot!(text(&empty(), &drift), @"No drift. acme-prod is as the configuration says.");
}

#[test]
fn a_personnel_change() {
    assert_snapshot!("personnel_change", text(&personnel_change(), &view()));
}

#[test]
fn drift_has_another_headline_only() {
    let plan = personnel_change();
    let drift = text(
        &plan,
        &View {
            headline: Headline::Drift,
            ..view()
        },
    );
    let (first, rest) = drift.split_once('\n').expect("several lines");
    assert_eq!(
        first,
        "8 objects drifted in acme-prod: 2 to create, 3 to change, 1 to move, 2 to remove."
    );
    assert!(text(&plan, &view()).ends_with(rest));
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plan = personnel_change();
    let coloured = text(
        &plan,
        &View {
            colour: true,
            ..view()
        },
    );
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(
        anstream::adapter::strip_str(&coloured).to_string(),
        text(&plan, &view())
    );
}

#[test]
fn json_is_the_plan() {
    let plan = personnel_change();
    let read: Plan = serde_json::from_str(&json(&plan, true)).expect("a plan");
    assert_eq!(read, plan);
}

/// A plan beyond its limits, with problems.
pub(super) fn with_gates_and_problems() -> Plan {
    let mut plan = personnel_change();
    plan.gates = vec![
        Gate {
            kind: "member".to_owned(),
            action: "remove".to_owned(),
            count: 6,
            of: 1120,
            max: Some(5),
            percent: Some(2.0),
            allowed: None,
            verdict: Verdict::Refused,
        },
        Gate {
            kind: "org".to_owned(),
            action: "remove".to_owned(),
            count: 1,
            of: 40,
            max: Some(3),
            percent: None,
            allowed: None,
            verdict: Verdict::Ok,
        },
        Gate {
            kind: "org".to_owned(),
            action: "move".to_owned(),
            count: 4,
            of: 40,
            max: Some(3),
            percent: None,
            allowed: Some(4),
            verdict: Verdict::Ok,
        },
        Gate {
            kind: "group".to_owned(),
            action: "loseMembers".to_owned(),
            count: 40,
            of: 300,
            max: None,
            percent: Some(10.0),
            allowed: Some(35),
            verdict: Verdict::Refused,
        },
        Gate {
            kind: "level".to_owned(),
            action: "shrink".to_owned(),
            count: 1,
            of: 1,
            max: None,
            percent: Some(50.0),
            allowed: None,
            verdict: Verdict::Refused,
        },
    ];
    plan.problems = vec![
        Problem::warning(Code(9998)).with("property", "birthday"),
        Problem::error(Code(9999)).at(Place {
            file: Some("members.yaml".to_owned()),
            at: Some((12, 3)),
            object: Some("member/E00042".to_owned()),
            property: Some("email".to_owned()),
            ..Place::default()
        }),
    ];
    plan
}

#[test]
fn gates_and_problems_come_before_the_changes() {
    let mut plan = with_gates_and_problems();
    let shown = text(&plan, &view());
    let until = shown.find("\norgs:").expect("the changes");
    assert_snapshot!("gates_and_problems", &shown[..until]);
    plan.problems.clear();
    for (allowed, language, said) in [
        (
            1,
            Language::En,
            "Problems\n  1 warning not shown: `policy.allow` has the code\n",
        ),
        (
            2,
            Language::Ja,
            "問題\n  警告 2 件は `policy.allow` で許可しているため省略しました\n",
        ),
    ] {
        plan.allowed = allowed;
        let view = View { language, ..view() };
        let shown = text(&plan, &view);
        assert!(shown.contains(said), "{shown}");
    }
    plan.allowed = 0;
    assert_snapshot!(
        text(&plan, &view()).lines().next().unwrap_or_default(),
        @"8 changes to acme-prod: 2 to create, 3 to change, 1 to move, 2 to remove; about 18 s, 8 calls. Refused: 3 limits exceeded."
    );
}
