//! Plans to show, and what they are put together from.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::View;
use crate::plan::{
    Base, Change, PLAN_FORMAT, Plan, PlanRequest, Said, Schedule, Source, Step, Summary,
};
use crate::world::Method;

pub fn empty() -> Plan {
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
            faster: Vec::new(),
        },
        gates: Vec::new(),
        problems: Vec::new(),
        allowed: 0,
        notes: Vec::new(),
        unmanaged: BTreeMap::new(),
        names: BTreeMap::new(),
        steps: Vec::new(),
    }
}

pub fn step(op: &str, kind: &str, key: &str, name: &str, changes: Vec<Change>) -> Step {
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

pub fn change(field: &str, from: Value, to: Value) -> Change {
    Change {
        field: field.to_owned(),
        from,
        to,
        sensitive: false,
    }
}

pub fn sensitive(field: &str, from: Value, to: Value) -> Change {
    Change {
        sensitive: true,
        ..change(field, from, to)
    }
}

pub fn said(code: &str, params: &[(&str, &str)]) -> Said {
    Said {
        code: code.to_owned(),
        params: params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

pub fn numbered(mut plan: Plan) -> Plan {
    for (i, step) in plan.steps.iter_mut().enumerate() {
        step.n = i as u32 + 1;
    }
    plan.summary.calls = plan.steps.len() as u32;
    plan
}

pub fn named(plan: &mut Plan, kind: &str, names: &[(&str, &str)]) {
    plan.names.insert(
        kind.to_owned(),
        names
            .iter()
            .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
            .collect(),
    );
}

pub fn view() -> View {
    View::default()
}

/// A personnel change with something of everything.
pub fn personnel_change() -> Plan {
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
