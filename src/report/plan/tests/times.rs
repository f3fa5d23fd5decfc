//! When calls start, and what would make a plan faster.

use serde_json::json;

use super::super::{View, text};
use super::sample::{change, empty, named, numbered, step, view};
use crate::plan::{Faster, Plan};

fn timed() -> Plan {
    let mut plan = empty();
    named(&mut plan, "org", &[("sales-1", "営業部 > 営業1課")]);
    let rename = vec![change("name", json!("営業一課"), json!("営業1課"))];
    plan.steps = vec![
        step("update", "org", "sales-1", "営業1課", rename),
        step("create", "member", "E1", "森 花子", Vec::new()),
        step("adopt", "externalKeys", "E2, E3", "2 members", Vec::new()),
        step(
            "suspend",
            "member",
            "E9\u{1b}[2J",
            "木村\u{202e}誠",
            Vec::new(),
        ),
    ];
    for (step, at) in plan.steps.iter_mut().zip([0.0, 0.2, 0.4, 60.25]) {
        step.at = at;
    }
    plan.schedule.eta_seconds = 60.4;
    numbered(plan)
}

#[test]
fn the_start_of_every_call_is_shown_in_full_only() {
    let plan = timed();
    let full = View {
        full: true,
        ..view()
    };
    let shown = text(&plan, &full);
    let begin = shown.find("Calls, and when they start").expect("a heading");
    let lines: Vec<&str> = shown[begin..].lines().skip(1).take(4).collect();
    assert_eq!(
        lines,
        [
            "   0.0 s  org: change       sales-1  営業部 > 営業1課",
            "   0.2 s  member: create    E1  森 花子",
            "   0.4 s  external keys: adopt  2 members",
            "  60.2 s  member: suspend   E9\\u{1b}[2J  木村\\u{202e}誠",
        ]
    );
    assert!(!text(&plan, &view()).contains("when they start"));
}

#[test]
fn what_would_make_it_faster_is_said_where_there_is_something() {
    let mut plan = timed();
    assert!(!text(&plan, &view()).contains("It could take"));
    plan.schedule.faster = vec![Faster {
        code: "fasterOnAPaidPlan".to_owned(),
        params: [("calls", "240"), ("now", "60")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        lower_bound_seconds: 20.4,
    }];
    let shown = text(&plan, &view());
    assert!(
        shown.ends_with(
            "It could take 20 s on a product plan with 240 calls of a kind a minute instead of 60.\n"
        ),
        "{shown}"
    );
}
