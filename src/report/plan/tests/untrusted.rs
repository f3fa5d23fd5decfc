//! What the tenant or a person wrote: harmless on a terminal, and private where it must be.

use insta::assert_snapshot;
use serde_json::json;

use super::super::{View, json, text};
use super::sample::{change, empty, named, numbered, personnel_change, said, step, view};
use crate::plan::{Gate, Source, Verdict};
use crate::source::{Code, Place, Problem};

#[test]
fn personal_data_is_masked_unless_asked_for() {
    let plan = personnel_change();
    let shown = View {
        show_sensitive: true,
        ..view()
    };
    for secret in [
        "03-1111-1111",
        "03-2222-2222",
        "hanako@private.example",
        "alexandra@private.example",
        "1990-01-01",
    ] {
        assert!(!text(&plan, &view()).contains(secret), "{secret} in text");
        assert!(!json(&plan, false).contains(secret), "{secret} in JSON");
        assert!(text(&plan, &shown).contains(secret), "{secret} asked for");
        assert!(json(&plan, true).contains(secret), "{secret} asked for");
    }
}

#[test]
fn hostile_names_stay_harmless() {
    let mut plan = empty();
    let evil = "\u{1b}[2J\u{202e}gnp.exe\nNo changes.";
    plan.tenant = evil.to_owned();
    named(&mut plan, "org", &[(evil, evil)]);
    let mut bad = step(
        evil,
        evil,
        evil,
        evil,
        vec![
            change(evil, json!(evil), json!([evil, {"org": evil, evil: evil}])),
            change(
                "description",
                json!(evil),
                json!("\u{1b}]0;x\u{7}\n\u{9b}31m"),
            ),
        ],
    );
    bad.consequences = vec![
        said(evil, &[("a", evil)]),
        said("leaderUnseated", &[("who", evil)]),
    ];
    bad.reason = Some(said(evil, &[]));
    bad.source = Some(Source {
        file: evil.to_owned(),
        line: 1,
    });
    plan.steps = vec![bad];
    plan.unmanaged.insert(evil.to_owned(), 2);
    plan.gates.push(Gate {
        kind: evil.to_owned(),
        action: evil.to_owned(),
        count: 1,
        of: 1,
        max: Some(0),
        percent: None,
        allowed: None,
        verdict: Verdict::Refused,
    });
    plan.schedule.binding = evil.to_owned();
    plan.problems
        .push(Problem::error(Code(9999)).with("evil", evil).at(Place {
            file: Some(evil.to_owned()),
            object: Some(evil.to_owned()),
            property: Some(evil.to_owned()),
            ..Place::default()
        }));
    let plan = numbered(plan);
    let shown = text(&plan, &view());
    let unseen: Vec<char> = shown
        .chars()
        .filter(|c| *c != '\n' && crate::report::escape::is_unseen(*c))
        .collect();
    assert!(unseen.is_empty(), "{unseen:?}");
    assert!(!shown.lines().any(|line| line.starts_with("No changes")));
    assert_snapshot!("hostile", shown);
}
