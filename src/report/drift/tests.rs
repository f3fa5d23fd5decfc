use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{DriftKind, Shown, Write, differences, fingerprint, reported, to_look_at, who};
use crate::plan::{Plan, Step};
use crate::source;

fn step(op: &str, kind: &str, key: &str, changes: &[(&str, Value, Value)]) -> Step {
    let changes: Vec<Value> = changes
        .iter()
        .map(|(field, from, to)| json!({"field": field, "from": from, "to": to}))
        .collect();
    serde_json::from_value(json!({
        "n": 0, "at": 0.0, "op": op, "kind": kind, "key": key, "name": format!("Name {key}"),
        "domain": "main", "changes": changes, "needs": [], "follows": [], "expects": [],
        "request": {"method": "PATCH", "path": "/x"}, "consequences": [], "reversible": true,
    }))
    .expect("a step")
}

fn because(code: &str, mut step: Step) -> Step {
    step.reason = Some(crate::plan::Said {
        code: code.to_owned(),
        params: Default::default(),
    });
    step
}

fn plan(mut steps: Vec<Step>) -> Plan {
    for (i, step) in steps.iter_mut().enumerate() {
        step.n = u32::try_from(i + 1).expect("few");
        step.at = i as f64;
    }
    serde_json::from_value(json!({
        "formatVersion": 1, "tenant": "t", "createdAt": "", "hash": "",
        "base": {"fingerprint": "", "readAt": ""},
        "summary": {"create": 0, "update": 0, "move": 0, "delete": 0, "calls": steps.len()},
        "schedule": {"etaSeconds": 0.0, "lowerBoundSeconds": 0.0, "binding": "serial", "latencySeconds": 0.2},
        "gates": [], "problems": [], "unmanaged": {}, "steps": steps,
    }))
    .expect("a plan")
}

fn named(value: &str) -> (&'static str, Value, Value) {
    ("name", json!("old"), json!(value))
}

fn kinds(steps: Vec<Step>) -> Vec<String> {
    differences(&plan(steps))
        .iter()
        .map(|one| {
            let fields: Vec<&str> = one.properties.iter().map(String::as_str).collect();
            format!(
                "{}/{} {:?} {}",
                one.kind,
                one.key,
                one.drift,
                fields.join(",")
            )
        })
        .collect()
}

#[test]
fn each_op_says_in_what_way_the_tenant_drifted() {
    let state = ("state", json!("suspended"), json!("active"));
    let key = ("key", Value::Null, json!("a"));
    let parent = ("parent", json!("x"), json!("y"));
    for (step, said) in [
        (
            step("create", "org", "a", &[named("A")]),
            "org/a Removed name",
        ),
        (step("undelete", "member", "a", &[]), "member/a Removed "),
        (
            step("update", "org", "a", &[named("A")]),
            "org/a Changed name",
        ),
        (
            step(
                "addMember",
                "group",
                "a",
                &[("members", Value::Null, json!("E1"))],
            ),
            "group/a Changed members",
        ),
        (step("move", "org", "a", &[parent]), "org/a Moved parent"),
        (step("transfer", "member", "a", &[]), "member/a Moved "),
        (
            step("unsuspend", "member", "a", std::slice::from_ref(&state)),
            "member/a State state",
        ),
        (
            because("stateDiffers", step("suspend", "member", "a", &[state])),
            "member/a State state",
        ),
        (
            because("ownedNotDeclared", step("suspend", "member", "a", &[])),
            "member/a Added ",
        ),
        (
            because("ownedNotDeclared", step("delete", "org", "a", &[])),
            "org/a Added ",
        ),
        (
            step(
                "update",
                "member",
                "a",
                &[("leave", Value::Null, json!({}))],
            ),
            "member/a State leave",
        ),
        (step("update", "org", "a", &[key]), "org/a Unkeyed key"),
        (
            step("enable", "feature", "levels", &[]),
            "feature/levels Changed ",
        ),
    ] {
        assert_eq!(kinds(vec![step]), [said]);
    }
    assert!(
        kinds(vec![because(
            "temporaryName",
            step("update", "org", "a", &[])
        )])
        .is_empty()
    );
}

#[test]
fn one_object_may_drift_in_several_ways_unless_it_is_missing_as_a_whole() {
    let parent = || ("parent", json!("x"), json!("y"));
    let several = vec![
        step("move", "org", "a", &[parent()]),
        step("update", "org", "a", &[named("A")]),
    ];
    assert_eq!(kinds(several), ["org/a Changed name", "org/a Moved parent"]);
    let whole = vec![
        step("create", "org", "a", &[named("A")]),
        step("move", "org", "a", &[parent()]),
    ];
    assert_eq!(kinds(whole), ["org/a Removed name,parent"]);
}

#[test]
fn keys_in_bulk_and_what_goes_along_are_told_by_object() {
    let mut keys = step("adopt", "externalKeys", "a, b", &[]);
    keys.request.path = "/orgunits/external-keys".to_owned();
    keys.changes = step(
        "",
        "",
        "",
        &[
            ("a", Value::Null, json!("a")),
            ("b", Value::Null, json!("b")),
        ],
    )
    .changes;
    assert_eq!(
        kinds(vec![keys]),
        ["org/a Unkeyed key", "org/b Unkeyed key"]
    );

    let mut top = because("ownedNotDeclared", step("delete", "org", "top", &[]));
    top.consequences.push(crate::plan::Said {
        code: "orgDeletedAlong".to_owned(),
        params: [("keys".to_owned(), "x, id:7".to_owned())].into(),
    });
    assert_eq!(
        kinds(vec![top]),
        ["org/id:7 Added ", "org/top Added ", "org/x Added "]
    );
}

fn print(steps: Vec<Step>) -> String {
    fingerprint(&differences(&plan(steps))).expect("something differs")
}

#[test]
fn the_fingerprint_is_of_the_differences_alone() {
    let one = || {
        step(
            "update",
            "org",
            "a",
            &[named("A"), ("email", Value::Null, json!("a@x"))],
        )
    };
    let two = || step("create", "member", "E1", &[]);
    let print_of_both = print(vec![one(), two()]);
    assert!(print_of_both.starts_with("sha256:") && print_of_both.len() == 71);
    // The order, the numbers, the times and the requests are not what drifted.
    let mut otherwise = vec![two(), one()];
    otherwise[1].changes.reverse();
    otherwise[1].request.path = "/elsewhere".to_owned();
    assert_eq!(print(otherwise), print_of_both);
    let split = vec![
        two(),
        step("update", "org", "a", &[named("A")]),
        step(
            "update",
            "org",
            "a",
            &[("email", Value::Null, json!("a@x"))],
        ),
    ];
    assert_eq!(print(split), print_of_both);

    let mut seen = BTreeSet::from([print_of_both]);
    for others in [
        vec![one()],
        vec![two()],
        vec![step("update", "org", "a", &[named("B")]), two()],
        vec![step("update", "org", "b", &[named("A")]), two()],
        vec![
            step(
                "update",
                "org",
                "a",
                &[("name", json!("other"), json!("A"))],
            ),
            two(),
        ],
    ] {
        assert!(
            seen.insert(print(others)),
            "another drift has another fingerprint"
        );
    }
    assert_eq!(fingerprint(&[]), None);
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).expect("in range")
}

/// Whether a difference is told as drift, when this was written so many seconds ago.
fn drifts(written: Step, found: Step, seconds: i64) -> bool {
    drifts_by_id(written, found, seconds, true)
}

/// The same, where what is read by id is as written, or is not.
fn drifts_by_id(written: Step, found: Step, seconds: i64, by_id: bool) -> bool {
    let object = (found.kind.clone(), found.key.clone());
    let shown = Shown::from_iter(by_id.then_some(object));
    let desired = desired("");
    let recent = [Write {
        at: at(-seconds),
        step: written,
    }];
    let (notice, shown) = reported(&plan(vec![found]), &desired, (&recent, &shown), at(0), &[]);
    assert_eq!(notice.fails, !notice.differences.is_empty());
    assert_eq!(notice.fingerprint.is_some(), notice.fails);
    assert_eq!(notice.settling.is_empty(), notice.fails);
    assert_eq!(shown.steps.is_empty(), !notice.fails);
    notice.fails
}

#[test]
fn what_was_written_a_moment_ago_and_reads_as_before_is_no_drift() {
    let posts = |from: Value, to: Value| step("update", "member", "E1", &[("posts", from, to)]);
    let rename = || step("update", "org", "a", &[named("A")]);
    assert!(!drifts(rename(), rename(), 60));
    assert!(!drifts(rename(), rename(), 15 * 60));
    assert!(drifts(rename(), rename(), 15 * 60 + 1));
    // Somebody wrote a third name; the configuration asks for another by now; another org.
    let third = step(
        "update",
        "org",
        "a",
        &[("name", json!("third"), json!("A"))],
    );
    assert!(drifts(rename(), third, 60));
    assert!(drifts(
        rename(),
        step("update", "org", "a", &[named("B")]),
        60
    ));
    assert!(drifts(
        rename(),
        step("update", "org", "b", &[named("A")]),
        60
    ));
    assert!(drifts(rename(), step("create", "org", "a", &[]), 60));
    // More differs than was written.
    let more = step(
        "update",
        "org",
        "a",
        &[named("A"), ("email", Value::Null, json!("a@x"))],
    );
    assert!(drifts(rename(), more, 60));

    let new = || step("create", "org", "a", &[named("A")]);
    assert!(!drifts(new(), new(), 60));
    let gone = || because("ownedNotDeclared", step("delete", "org", "a", &[]));
    assert!(!drifts(gone(), gone(), 60));
    assert!(drifts(rename(), gone(), 60));

    let (before, after) = (json!(["x", "y"]), json!(["y", "z"]));
    for (shown, drifted) in [
        (json!(["x", "y"]), false),
        (json!(["y"]), false),
        (json!(["x", "y", "z"]), false),
        (json!(["x", "z"]), true),
        (json!(["y", "other"]), true),
    ] {
        let written = posts(before.clone(), after.clone());
        assert_eq!(
            drifts(written, posts(shown.clone(), after.clone()), 60),
            drifted,
            "{shown}"
        );
    }
    // New, and shown without its posts yet.
    let created = step(
        "create",
        "member",
        "E1",
        &[("posts", Value::Null, after.clone())],
    );
    assert!(!drifts(created, posts(json!([]), after), 60));
}

#[test]
fn what_would_show_at_once_settles_only_where_it_does_by_id() {
    let new = || step("create", "org", "a", &[named("A")]);
    let gone = || because("ownedNotDeclared", step("delete", "org", "a", &[]));
    let text = || {
        step(
            "update",
            "org",
            "a",
            &[("description", json!("x"), json!("y"))],
        )
    };
    let both = || {
        step(
            "update",
            "org",
            "a",
            &[named("A"), ("description", json!("x"), json!("y"))],
        )
    };
    let parent = || step("move", "org", "a", &[("parent", json!("x"), json!("y"))]);
    for (step, at_once) in [
        (new(), true),
        (gone(), true),
        (text(), true),
        (both(), true),
        (parent(), true),
        (step("update", "org", "a", &[named("A")]), false),
    ] {
        assert!(!drifts_by_id(step.clone(), step.clone(), 60, true));
        assert_eq!(
            drifts_by_id(step.clone(), step.clone(), 60, false),
            at_once,
            "{step:?}"
        );
        let recent = [Write {
            at: at(0),
            step: step.clone(),
        }];
        let looks = to_look_at(&differences(&plan(vec![step])), &recent, at(60));
        assert_eq!(looks.len(), usize::from(at_once));
    }
}

#[test]
fn a_clock_that_was_set_back_makes_no_write_old() {
    let rename = || step("update", "org", "a", &[named("A")]);
    assert!(!drifts(rename(), rename(), -300));
    assert!(drifts(rename(), rename(), -3600));
}

#[test]
fn only_what_drifted_is_shown_and_counted() {
    let found = plan(vec![
        step("update", "org", "settles", &[named("A")]),
        step("update", "org", "drifted", &[named("B")]),
        step("create", "member", "E1", &[]),
    ]);
    let recent = [Write {
        at: at(0)
            .saturating_sub(SignedDuration::from_secs(5))
            .expect("in range"),
        step: step("update", "org", "settles", &[named("A")]),
    }];
    let fail_on = [DriftKind::Moved];
    let (notice, shown) = reported(
        &found,
        &desired(""),
        (&recent, &Shown::new()),
        at(0),
        &fail_on,
    );
    assert_eq!(notice.settling.len(), 1);
    assert_eq!(notice.counts.values().sum::<usize>(), 2);
    assert!(!notice.fails, "nothing moved");
    let keys: Vec<&str> = shown.steps.iter().map(|step| step.key.as_str()).collect();
    assert_eq!(keys, ["drifted", "E1"]);
    assert_eq!((shown.summary.create, shown.summary.update), (1, 1));
    let (notice, _) = reported(
        &found,
        &desired(""),
        (&recent, &Shown::new()),
        at(0),
        &[DriftKind::Removed],
    );
    assert!(notice.fails);
}

/// A configuration with these lines in its domain.
fn desired(sync: &str) -> crate::directory::Desired {
    let folder = tempfile::tempdir().expect("a folder");
    let yaml = format!(
        "tenant:\n  key: t\n  plan: standard\n  domains:\n    - key: main\n      id: 1\n      name: t.example\n{sync}\norgs: [{{key: a, name: A, email: a@t.example}}]\n"
    );
    std::fs::write(folder.path().join("t.yaml"), yaml).expect("written");
    let loaded = source::load(folder.path());
    loaded
        .desired
        .unwrap_or_else(|| panic!("{:#?}", loaded.problems))
}

fn could(sync: &str, step: Step) -> Vec<(String, Option<bool>, String)> {
    who(&desired(sync), &differences(&plan(vec![step])))
        .into_iter()
        .map(|who| {
            (
                format!("{} {}", who.area, who.switch),
                who.on,
                who.who.join(" "),
            )
        })
        .collect()
}

#[test]
fn who_could_have_changed_it_follows_from_the_switches() {
    let on = "      sync: {enabled: true, organizationMember: true, group: true, usedLanguage: false, allow: [teamFeatures]}";
    let whole_off = "      sync: {enabled: false, organizationMember: true}";
    let (all, app) = ("administrators members otherApps", "otherApps");
    let field = |field| (field, Value::Null, Value::Null);
    let member = |of| step("update", "member", "E1", &[field(of)]);
    let org = |of| step("update", "org", "a", &[field(of)]);
    let group = |of| step("update", "group", "g", &[field(of)]);
    let suspended = || step("unsuspend", "member", "E1", &[]);
    for (sync, step, area, stands, people) in [
        (
            on,
            member("task"),
            "members organizationMember",
            Some(true),
            app,
        ),
        (
            whole_off,
            member("task"),
            "members organizationMember",
            Some(false),
            all,
        ),
        ("", member("task"), "members organizationMember", None, all),
        (
            on,
            member("locale"),
            "members.locale usedLanguage",
            Some(false),
            "members otherApps",
        ),
        // Suspending stays possible in the console whatever is synced.
        (
            on,
            suspended(),
            "members.state organizationMember",
            Some(true),
            "administrators otherApps",
        ),
        (on, org("name"), "orgs organizationMember", Some(true), app),
        (
            on,
            org("features.message"),
            "orgs.features organizationMember",
            Some(true),
            "administrators otherApps",
        ),
        (
            on,
            group("features.note"),
            "groups.features group",
            Some(true),
            app,
        ),
        (
            whole_off,
            group("name"),
            "groups group",
            Some(false),
            "administrators otherApps",
        ),
        (
            whole_off,
            group("features.note"),
            "groups.features group",
            Some(false),
            "administrators masters otherApps",
        ),
        (
            on,
            step("create", "level", "L1", &[]),
            "levels levelPosition",
            Some(false),
            "administrators otherApps",
        ),
        (
            on,
            step("enable", "feature", "userTypes", &[]),
            "userTypes employmentType",
            Some(false),
            "administrators otherApps",
        ),
    ] {
        assert_eq!(
            could(sync, step),
            [(area.to_owned(), stands, people.to_owned())],
            "{area} {sync}"
        );
    }
    // One object, two areas.
    let both = step("update", "member", "E1", &[field("locale"), field("task")]);
    assert_eq!(could(on, both).len(), 2);
}

#[test]
fn in_japanese() {
    use crate::report::plan::{Headline, View};
    use crate::report::words::Language::Ja;
    let found = plan(vec![
        step("update", "org", "settles", &[named("営業部")]),
        step("update", "org", "drifted", &[named("開発部")]),
        step("create", "member", "E1", &[]),
        step("suspend", "member", "E2", &[]),
    ]);
    let recent = [Write {
        at: at(0)
            .saturating_sub(SignedDuration::from_secs(5))
            .expect("in range"),
        step: step("update", "org", "settles", &[named("営業部")]),
    }];
    let sync = "      sync: {enabled: true, organizationMember: true}";
    let declared = desired(sync);
    let writes = (&recent[..], &Shown::new());
    let (notice, shown) = reported(&found, &declared, writes, at(0), &[DriftKind::Moved]);
    let view = View {
        headline: Headline::Drift,
        language: Ja,
        ..View::default()
    };
    let said = super::text(&notice, &shown, &view, &[DriftKind::Changed]);
    let left = crate::report::words::tests::english_left(&said);
    assert_eq!(left, Vec::<String>::new());
    insta::assert_snapshot!("in_japanese", said);
    insta::assert_snapshot!("same_in_japanese", super::same(&notice, at(0), Ja));
}
