//! How the changes of one object are shown.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::super::text;
use super::sample::{change, empty, named, numbered, said, step, view};
use crate::plan::Step;

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
