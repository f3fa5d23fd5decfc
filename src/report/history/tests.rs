use serde_json::json;

use super::{entry, json as as_json, list, text};
use crate::plan::Plan;
use crate::report::words::Language::{En, Ja};
use crate::source::Problem;
use crate::store::codes::JOURNAL_DAMAGED;
use crate::store::journal::{
    By, End, Ended, Fate, Head, Intent, JOURNAL_FORMAT, Line, Outcome, Record, Resumed, Seen,
};

fn plan() -> Plan {
    let step = |n: u32, key: &str, name: &str| {
        json!({
            "n": n, "at": 0.0, "op": "update", "kind": "member", "key": key, "name": name,
            "domain": "acme",
            "changes": [
                {"field": "task", "from": null, "to": "a\u{1b}[31m"},
                {"field": "privateEmail", "from": "old@private.example", "to": "new@private.example", "sensitive": true},
            ],
            "request": {"method": "PATCH", "path": format!("/users/{key}"), "body": {"task": "a"}},
            "needs": [], "follows": [], "expects": [], "consequences": [], "reversible": true,
        })
    };
    serde_json::from_value(json!({
        "formatVersion": 1, "tenant": "acme", "createdAt": "", "hash": "sha256:0",
        "base": {"fingerprint": "", "readAt": ""},
        "summary": {"create": 0, "update": 3, "move": 0, "delete": 0, "calls": 3},
        "schedule": {"etaSeconds": 1.0, "lowerBoundSeconds": 1.0, "binding": "serial", "latencySeconds": 0.2},
        "gates": [
            {"kind": "member", "action": "remove", "count": 6, "of": 50, "max": 5, "allowed": 6, "verdict": "ok"},
            {"kind": "org", "action": "remove", "count": 1, "of": 50, "max": 5, "allowed": 3, "verdict": "ok"},
        ],
        "problems": [], "unmanaged": {},
        "steps": [step(1, "E1", "森 \u{202e}花子"), step(2, "E2", "b"), step(3, "E3", "c"), step(4, "E4", "d")],
    }))
    .expect("a plan")
}

fn record(end: Option<End>) -> Record {
    let at = |second: i64| jiff::Timestamp::from_second(1_800_000_000 + second).expect("in range");
    let by = |user: &str| By {
        user: user.to_owned(),
        host: "desk".to_owned(),
        process: 7,
        commit: Some("0123456789abcdef0123".to_owned()),
        uncommitted: true,
    };
    let intent = |n, attempt, second| {
        Line::Intent(Intent {
            n,
            attempt,
            at: at(second),
            call: format!("PATCH /users/E{n}"),
            replaces: Default::default(),
        })
    };
    let outcome = |n, fate, said: Option<&str>| {
        Line::Outcome(Outcome {
            n,
            at: at(9),
            fate,
            id: None,
            said: said.map(str::to_owned),
        })
    };
    let mut lines = vec![
        intent(1, 1, 1),
        intent(1, 2, 4),
        outcome(1, Fate::Done, None),
        intent(2, 1, 5),
        outcome(2, Fate::Refused, Some("no such \u{7}member")),
        Line::Seen(Seen {
            at: at(6),
            object: "org/hq".to_owned(),
            property: "name".to_owned(),
        }),
        Line::Resumed(Resumed {
            at: at(7),
            by: by("hanako"),
        }),
        intent(3, 1, 8),
    ];
    if let Some(how) = end {
        lines.push(Line::Ended(Ended {
            at: at(20),
            how,
            done: 1,
            steps: 4,
        }));
    }
    Record {
        head: Head {
            format_version: JOURNAL_FORMAT,
            run: "20270115T080000Z-00000001".to_owned(),
            tenant: "acme".to_owned(),
            started_at: at(0),
            meibo: "0.1.0".to_owned(),
            by: by("taro\n"),
            undoes: Some("20270114T080000Z-00000001".to_owned()),
            plan: plan(),
        },
        lines,
        torn: end.is_none(),
        whole: 0,
    }
}

#[test]
fn one_run_is_told_step_by_step() {
    insta::assert_snapshot!(text(&record(None), false, En));
    insta::assert_snapshot!("one_run_in_japanese", text(&record(None), false, Ja));
}

#[test]
fn nothing_of_others_reaches_the_terminal_and_nothing_private_is_shown_unasked() {
    let record = record(Some(End::Partial));
    for shown in [text(&record, false, En), text(&record, true, En)] {
        for acting in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(!shown.contains(acting), "{shown}");
        }
    }
    assert!(!text(&record, false, En).contains("private.example"));
    assert!(text(&record, true, En).contains("old@private.example"));
    let masked = as_json(&record, false);
    assert!(!masked.to_string().contains("private.example"), "{masked}");
    assert_eq!(masked["allowed"].as_array().map(Vec::len), Some(1));
    assert!(
        as_json(&record, true)
            .to_string()
            .contains("new@private.example")
    );
}

#[test]
fn the_list_has_a_line_for_every_run_whatever_became_of_it() {
    let ends = [
        Some(End::Complete),
        Some(End::Partial),
        Some(End::Stopped),
        Some(End::Abandoned),
        None,
    ];
    let mut entries: Vec<_> = ends.map(|end| entry(Ok(record(end)), En)).into();
    let damaged = Problem::error(JOURNAL_DAMAGED)
        .with("journal", "x\u{1b}.jsonl")
        .with("line", 2)
        .with("cause", "no JSON");
    entries.insert(1, entry(Err(Box::new(damaged)), En));
    insta::assert_snapshot!(list(&entries, En));
    insta::assert_snapshot!(list(&[], En));
    insta::assert_snapshot!("list_in_japanese", list(&entries, Ja));
}
