use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Headline, View, json, text};
use crate::plan::{
    Base, Change, Gate, PLAN_FORMAT, Plan, PlanRequest, Said, Schedule, Source, Step, Summary,
    Verdict,
};
use crate::source::{Code, Place, Problem};
use crate::world::Method;

fn empty() -> Plan {
    Plan {
        format_version: PLAN_FORMAT,
        tenant: "acme-prod".to_owned(),
        created_at: "2026-04-01T18:00:00+09:00".to_owned(),
        base: Base {
            fingerprint: "sha256:00".to_owned(),
            read_at: "2026-04-01T17:59:30+09:00".to_owned(),
        },
        hash: "sha256:11".to_owned(),
        summary: Summary::default(),
        schedule: Schedule {
            eta_seconds: 0.0,
            lower_bound_seconds: 0.0,
            binding: "serial".to_owned(),
            latency_seconds: 0.2,
        },
        gates: Vec::new(),
        problems: Vec::new(),
        notes: Vec::new(),
        unmanaged: BTreeMap::new(),
        names: BTreeMap::new(),
        steps: Vec::new(),
    }
}

fn step(op: &str, kind: &str, key: &str, name: &str, changes: Vec<Change>) -> Step {
    Step {
        n: 0,
        at: 0.0,
        op: op.to_owned(),
        kind: kind.to_owned(),
        key: key.to_owned(),
        name: name.to_owned(),
        domain: "acme".to_owned(),
        changes,
        request: PlanRequest {
            method: Method::Patch,
            path: format!("/{kind}s/id-of-{key}"),
            body: None,
        },
        reason: None,
        needs: Vec::new(),
        follows: Vec::new(),
        expects: Vec::new(),
        consequences: Vec::new(),
        reversible: true,
        source: None,
    }
}

fn change(field: &str, from: Value, to: Value) -> Change {
    Change {
        field: field.to_owned(),
        from,
        to,
        sensitive: false,
    }
}

fn sensitive(field: &str, from: Value, to: Value) -> Change {
    Change {
        sensitive: true,
        ..change(field, from, to)
    }
}

fn said(code: &str, params: &[(&str, &str)]) -> Said {
    Said {
        code: code.to_owned(),
        params: params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

fn numbered(mut plan: Plan) -> Plan {
    for (i, step) in plan.steps.iter_mut().enumerate() {
        step.n = i as u32 + 1;
    }
    plan.summary.calls = plan.steps.len() as u32;
    plan
}

fn named(plan: &mut Plan, kind: &str, names: &[(&str, &str)]) {
    plan.names.insert(
        kind.to_owned(),
        names
            .iter()
            .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
            .collect(),
    );
}

fn view() -> View {
    View::default()
}

/// A personnel change with something of everything.
fn personnel_change() -> Plan {
    let mut plan = empty();
    named(
        &mut plan,
        "org",
        &[
            ("sales", "営業部"),
            ("sales-1", "営業部 > 営業1課"),
            ("sales-2", "営業部 > 営業2課"),
            ("sales-3", "営業部 > 営業3課"),
            ("legal", "管理本部 > 法務室"),
        ],
    );
    named(
        &mut plan,
        "member",
        &[
            ("E00042", "森 花子"),
            ("E00031", "佐藤 健"),
            ("E00099", "アレクサンドラ・ヤマダ"),
        ],
    );
    named(&mut plan, "level", &[("L1", "部長級"), ("L2", "課長級")]);
    named(
        &mut plan,
        "position",
        &[("P-MGR", "課長"), ("P-MEM", "一般")],
    );

    let mut created = step(
        "create",
        "org",
        "sales-2",
        "営業2課",
        vec![
            change("name", Value::Null, json!("営業2課")),
            change("names.en_US", Value::Null, json!("Sales 2")),
            change("parent", Value::Null, json!("sales")),
            change("features", Value::Null, json!(["message", "note"])),
        ],
    );
    created.source = Some(Source {
        file: "orgs/sales.yaml".to_owned(),
        line: 14,
    });
    created.reason = Some(said("declaredNotLive", &[]));
    let moved = Step {
        reason: Some(said("parentDiffers", &[])),
        ..step(
            "move",
            "org",
            "legal",
            "法務室",
            vec![change("parent", json!("sales"), Value::Null)],
        )
    };
    let deleted = Step {
        reversible: false,
        reason: Some(said("ownedNotDeclared", &[])),
        consequences: vec![
            said("orgDeletedData", &[("restorableDays", "30")]),
            said("orgDeletedAlong", &[("keys", "sales-3-a, sales-3-b")]),
        ],
        ..step("delete", "org", "sales-3", "営業3課", Vec::new())
    };
    let mut described = step(
        "update",
        "org",
        "sales-1",
        "営業1課",
        vec![
            change(
                "description",
                json!("東日本の法人営業を担当する部署です。連絡は内線101まで。"),
                json!("東日本の法人営業を担当する部署です。連絡は内線202まで。"),
            ),
            change(
                "features",
                json!(["message", "task"]),
                json!(["message", "note"]),
            ),
        ],
    );
    described.reversible = false;
    described.consequences = vec![said(
        "roomFeatureLost",
        &[("feature", "task"), ("days", "30")],
    )];

    let mut promoted = step(
        "update",
        "member",
        "E00042",
        "森 花子",
        vec![
            change("level", json!("L2"), json!("L1")),
            change(
                "posts",
                json!([
                    {"org": "sales-1", "primary": true, "position": "P-MEM", "leader": false, "visible": true, "teamFeature": true},
                    {"org": "sales-3", "primary": false, "position": null, "leader": false, "visible": true, "teamFeature": true},
                ]),
                json!([
                    {"org": "sales-1", "primary": true, "position": "P-MGR", "leader": true, "visible": true, "teamFeature": true},
                    {"org": "sales-2", "primary": false, "position": "P-MGR", "leader": false, "visible": false, "teamFeature": true},
                ]),
            ),
            sensitive("telephone", json!("03-1111-1111"), json!("03-2222-2222")),
            sensitive("privateEmail", Value::Null, json!("hanako@private.example")),
            sensitive("birthday", json!("1990-01-01"), Value::Null),
            change("nickName", json!("はな"), Value::Null),
        ],
    );
    promoted.consequences = vec![said(
        "leaderUnseated",
        &[("org", "sales-1"), ("who", "E00007 田中 一郎")],
    )];
    promoted.request.body = Some(json!({
        "telephone": "03-2222-2222", "privateEmail": "hanako@private.example", "birthday": null, "nickName": null
    }));
    let joiner = Step {
        consequences: vec![said(
            "invitationMail",
            &[("to", "alexandra@private.example")],
        )],
        ..step(
            "create",
            "member",
            "E00099",
            "アレクサンドラ・ヤマダ",
            vec![
                change("email", Value::Null, json!("alexandra@acme.example")),
                sensitive(
                    "privateEmail",
                    Value::Null,
                    json!("alexandra@private.example"),
                ),
                change(
                    "posts",
                    Value::Null,
                    json!([{"org": "sales-2", "primary": true, "position": "P-MEM"}]),
                ),
                change(
                    "secondary",
                    Value::Null,
                    json!([{"domain": "sub", "email": "a@sub.example", "posts": [{"org": "sub-1"}]}]),
                ),
            ],
        )
    };
    let leaver = Step {
        reason: Some(said("ownedNotDeclared", &[])),
        consequences: vec![said("memberSuspendedLosesNothing", &[])],
        ..step("suspend", "member", "E00031", "佐藤 健", Vec::new())
    };
    let group = step(
        "update",
        "group",
        "g-apollo",
        "PJ Apollo",
        vec![change(
            "members",
            json!(["E00031", "E00042", "id:0a1b"]),
            json!(["E00042", "E00099", "id:0a1b"]),
        )],
    );
    plan.steps = vec![
        created, moved, described, joiner, promoted, leaver, group, deleted,
    ];
    plan.summary = Summary {
        create: 2,
        update: 3,
        r#move: 1,
        delete: 2,
        calls: 8,
    };
    plan.schedule.eta_seconds = 18.3;
    plan.schedule.lower_bound_seconds = 18.2;
    plan.schedule.binding = "orgWrites".to_owned();
    plan.unmanaged = BTreeMap::from([("group".to_owned(), 1), ("member".to_owned(), 3)]);
    numbered(plan)
}

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
fn json_is_the_plan() {
    let plan = personnel_change();
    let read: Plan = serde_json::from_str(&json(&plan, true)).expect("a plan");
    assert_eq!(read, plan);
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

#[test]
fn gates_and_problems_come_before_the_changes() {
    let mut plan = personnel_change();
    plan.gates = vec![
        Gate {
            kind: "member".to_owned(),
            action: "remove".to_owned(),
            count: 6,
            of: 1120,
            max: Some(5),
            percent: Some(2.0),
            verdict: Verdict::Refused,
        },
        Gate {
            kind: "org".to_owned(),
            action: "remove".to_owned(),
            count: 1,
            of: 40,
            max: Some(3),
            percent: None,
            verdict: Verdict::Ok,
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
    let shown = text(&plan, &view());
    let until = shown.find("\norgs:").expect("the changes");
    assert_snapshot!("gates_and_problems", &shown[..until]);
    plan.problems.clear();
    assert_snapshot!(
        text(&plan, &view()).lines().next().unwrap_or_default(),
        @"8 changes to acme-prod: 2 to create, 3 to change, 1 to move, 2 to remove; about 18 s, 8 calls. Refused: 1 limit exceeded."
    );
}

#[test]
fn a_value_that_goes_by_way_of_another_is_shown_once() {
    let mut plan = empty();
    plan.steps = vec![
        Step {
            reason: Some(said("temporaryName", &[])),
            ..step(
                "update",
                "group",
                "g-1",
                "PJ Zeus",
                vec![change("name", json!("PJ Zeus"), json!("PJ Zeus ~1"))],
            )
        },
        step(
            "update",
            "group",
            "g-2",
            "PJ Apollo",
            vec![change("name", json!("PJ Apollo"), json!("PJ Zeus"))],
        ),
        step(
            "update",
            "group",
            "g-1",
            "PJ Zeus",
            vec![change("name", json!("PJ Zeus ~1"), json!("PJ Apollo"))],
        ),
        step(
            "addMember",
            "group",
            "g-3",
            "全社",
            vec![change("members", Value::Null, json!("E1"))],
        ),
        step(
            "addMember",
            "group",
            "g-3",
            "全社",
            vec![change("members", Value::Null, json!("E2"))],
        ),
        step(
            "removeMember",
            "group",
            "g-3",
            "全社",
            vec![change("members", json!("E3"), Value::Null)],
        ),
    ];
    plan.summary.update = 3;
    assert_snapshot!("by_way_of_another", text(&numbered(plan), &view()));
}

#[test]
fn keys_given_in_bulk_are_listed_one_by_one() {
    let mut plan = empty();
    named(&mut plan, "member", &[("E1", "森 花子"), ("E2", "佐藤 健")]);
    let mut adopted = step(
        "adopt",
        "externalKeys",
        "E1, E2",
        "2 members",
        vec![
            change("E1", Value::Null, json!("E1")),
            change("E2", json!("old"), json!("E2")),
        ],
    );
    adopted.request.path = "/users/external-keys".to_owned();
    adopted.reason = Some(said("adopted", &[]));
    plan.steps = vec![adopted];
    plan.summary.update = 2;
    let shown = text(&numbered(plan), &view());
    let shown = shown.split("\n\n").nth(1).unwrap_or_default();
    assert_snapshot!(shown, @r"
    external keys: 2 to adopt
      ~ 2 members  [adopt]
          E1 森 花子
          E2 佐藤 健 (was old)
          it was live without a key and is the same by its name or address
    ");
}

#[test]
fn a_list_sent_in_parts_is_one_list() {
    let mut plan = empty();
    let all = json!(["E1", "E2", "E3"]);
    plan.steps = vec![
        step(
            "create",
            "group",
            "g",
            "g",
            vec![change("members", Value::Null, all)],
        ),
        step(
            "addMember",
            "group",
            "g",
            "g",
            vec![change("members", Value::Null, json!("E3"))],
        ),
    ];
    let shown = text(&numbered(plan), &view());
    assert!(shown.contains("members  E1, E2, E3\n"), "{shown}");
}

#[test]
fn consequences_are_said_as_people_read_them() {
    let consequence = |code: &str, param: (&str, &str)| {
        let mut plan = empty();
        named(&mut plan, "org", &[("a", "営業部 > 営業1課")]);
        let consequences = vec![said(code, &[param])];
        plan.steps = vec![Step {
            consequences,
            ..step("update", "member", "E1", "", Vec::new())
        }];
        text(&numbered(plan), &view())
    };
    for (code, param, part) in [
        (
            "memberDeleted",
            ("until", "2026-04-08T09:00:12.5Z"),
            "until 2026-04-08 09:00 UTC",
        ),
        ("memberDeleted", ("until", "next week"), "until next week"),
        ("invitationMail", ("to", "森 花子"), "mail to 森 花子"),
        (
            "invitationMail",
            ("to", "h@private.example"),
            "mail to ••••",
        ),
        ("orgDeletedAlong", ("keys", "a, b"), "a 営業部 > 営業1課, b"),
        ("roomFeatureLostAtOnce", ("feature", "note"), "for good"),
    ] {
        let shown = consequence(code, param);
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn nested_properties_go_by_their_whole_name() {
    let mut plan = empty();
    plan.steps = vec![
        step(
            "update",
            "member",
            "E1",
            "森 花子",
            vec![
                change(
                    "names",
                    json!({"en_US": {"last": "Mori", "first": "Hanako"}}),
                    json!({"en_US": {"last": "Hayashi", "first": "Hanako"}}),
                ),
                change("description", Value::Null, json!("new")),
                change("features.message", json!(false), json!(true)),
                change("features.note", json!(true), json!(false)),
                change("features.mail", json!(false), json!(false)),
            ],
        ),
        step(
            "create",
            "member",
            "E2",
            "林 一郎",
            vec![
                change("name", Value::Null, json!({"last": "林", "first": "一郎"})),
                change("names", Value::Null, json!({"en_US": {"last": "Hayashi"}})),
                change("parent", Value::Null, Value::Null),
                change("features.message", Value::Null, json!(true)),
                change("features.note", Value::Null, json!(false)),
            ],
        ),
    ];
    let shown = text(&numbered(plan), &view());
    let shown = shown.split("\n\n").nth(1).unwrap_or_default();
    assert_snapshot!(shown, @r"
    members: 1 to change, 1 to create
      ~ E1  森 花子
          names.en_US.last  Mori -> Hayashi
          description       (none) -> new
          features          +message -note
      + E2  林 一郎
          name      last: 林, first: 一郎
          names     en_US: {last: Hayashi}
          features  message
    ");
}

#[test]
fn codes_of_a_later_version_are_shown_with_their_params() {
    let mut plan = empty();
    plan.steps = vec![Step {
        consequences: vec![said("somethingNew", &[("a", "1"), ("b", "2")])],
        ..step("fold", "sphere", "s-1", "球", Vec::new())
    }];
    let shown = text(&numbered(plan), &view());
    assert!(shown.contains("somethingNew a=1 b=2"), "{shown}");
    assert!(shown.contains("spheres: 1 to fold"), "{shown}");
}

#[test]
fn thousands_of_steps_stay_readable() {
    let mut plan = empty();
    for i in 0..5000 {
        let key = format!("E{i:05}");
        let mut step = step(
            "update",
            "member",
            &key,
            "名",
            vec![change("task", Value::Null, json!("x"))],
        );
        if i % 2 == 0 {
            step = Step {
                op: "delete".to_owned(),
                reversible: false,
                consequences: vec![said("memberDeleted", &[("until", "2026-04-08")])],
                ..step
            };
        }
        plan.steps.push(step);
    }
    let members: Vec<Value> = (0..5000).map(|i| json!(format!("E{i:05}"))).collect();
    plan.steps.push(step(
        "update",
        "group",
        "g-all",
        "全社",
        vec![change("members", json!([]), Value::Array(members))],
    ));
    plan.summary.update = 2501;
    plan.summary.delete = 2500;
    let plan = numbered(plan);
    let short = text(&plan, &view());
    assert!(short.lines().count() < 200, "{}", short.lines().count());
    assert!(
        short.contains("members: 2,500 to delete, 2,500 to change"),
        "{short}"
    );
    assert!(short.contains("... and 4,980 more"), "{short}");
    let full = text(
        &plan,
        &View {
            full: true,
            ..view()
        },
    );
    assert!(full.contains("E04999"), "the last one");
    assert!(!full.contains("... and"), "nothing cut");
}
