use serde_json::{Map, Value, json};

use crate::import::edit;
use crate::source::values;

/// The text after a change of what it says.
fn changed(text: &str, change: impl FnOnce(&mut Value)) -> String {
    let old = values("a.yaml", text).expect("YAML");
    let mut new = Value::Object(old.clone());
    change(&mut new);
    let Value::Object(new) = new else {
        panic!("sections")
    };
    match edit::text(text, &old, &new) {
        Ok(text) => text,
        Err(stuck) => panic!("line {}:\n{text}\n{new:#?}", stuck.line),
    }
}

const MEMBERS: &str = "\
# yaml-language-server: $schema=x.json
# 営業

members:
  # 部長
  - key: E1          # since ever
    name: {last: 森, first: 花子} # one line
    hiredDate: 1995-04-01

    telephone: '03-0000-1007'
    posts:
      - {org: sales, leader: true}
      # second
      - {org: hq}
  # 課員
  - key: E2
    email: \"a@b.example\"
    groups: [a, b, c]   # three

groups: []
";

#[test]
fn a_value_is_changed_where_it_stands() {
    let text = changed(MEMBERS, |it| {
        it["members"][0]["name"]["first"] = json!("華子");
        it["members"][0]["hiredDate"] = json!("1996-04-01");
        it["members"][0]["telephone"] = json!("03-0000-2000");
        it["members"][0]["posts"][0]["leader"] = json!(false);
        it["members"][1]["email"] = json!("c@b.example");
        it["members"][1]["groups"] = json!(["a", "c", "d, e"]);
    });
    insta::assert_snapshot!(text);
}

#[test]
fn properties_come_and_go_in_their_places() {
    let text = changed(MEMBERS, |it| {
        let first = it["members"][0].as_object_mut().expect("a member");
        first.shift_remove("hiredDate");
        first.shift_insert(1, "email".into(), json!("hanako@b.example"));
        first.shift_insert(2, "names".into(), json!({"en_US": {"last": "Mori"}}));
        first.insert("custom".into(), json!({"no": "1e3"}));
        let name = it["members"][0]["name"].as_object_mut().expect("a name");
        name.shift_remove("first");
        name.insert("phoneticLast".into(), json!("モリ"));
        let second = it["members"][1].as_object_mut().expect("a member");
        second.shift_insert(2, "posts".into(), json!([{"org": "sales"}]));
        second.shift_remove("groups");
    });
    insta::assert_snapshot!(text);
}

#[test]
fn entries_come_and_go_in_their_places() {
    let text = changed(MEMBERS, |it| {
        let members = it["members"].as_array_mut().expect("members");
        members.insert(1, json!({"key": "E3", "posts": [{"org": "hq"}]}));
        members.push(json!({"key": "E4"}));
        let posts = it["members"][0]["posts"].as_array_mut().expect("posts");
        posts.remove(0);
        posts.push(json!({"org": "new", "visible": false}));
        it["groups"] = json!([{"key": "g", "name": "全員"}]);
        it["levels"] = json!([{"key": "L1", "name": "部長級"}]);
    });
    insta::assert_snapshot!(text);
    let text = changed(MEMBERS, |it| {
        it["members"].as_array_mut().expect("members").remove(0);
    });
    insta::assert_snapshot!(text);
    let text = changed(MEMBERS, |it| {
        it["members"] = json!([]);
    });
    insta::assert_snapshot!(text);
}

#[test]
fn a_list_in_another_order_keeps_what_stands_above_its_entries() {
    let text = changed(MEMBERS, |it| {
        it["members"].as_array_mut().expect("members").swap(0, 1);
        it["members"][1]["posts"]
            .as_array_mut()
            .expect("posts")
            .swap(0, 1);
        it["members"][1]["hiredDate"] = json!("2000-01-01");
        it["members"][0]["groups"] = json!(["c", "a", "b"]);
    });
    insta::assert_snapshot!(text);
}

#[test]
fn an_org_in_brackets_that_gets_orgs_takes_lines() {
    let text = "orgs:\n  - {key: a, name: 営業部} # first\n  - key: b\n    orgs: [{key: c}]\n";
    let text = changed(text, |it| {
        it["orgs"][0]["orgs"] = json!([{"key": "d", "name": "no"}]);
        it["orgs"][1]["orgs"] = json!([{"key": "c"}, {"key": "e"}]);
    });
    insta::assert_snapshot!(text);
}

#[test]
fn line_ends_stay_what_they_are() {
    let text = "levels:\r\n  - key: L1   # a\r\n    name: 部長級\r\n";
    let text = changed(text, |it| {
        it["levels"][0]["executive"] = json!(true);
        it["orgs"] = json!([{"key": "a"}]);
    });
    assert_eq!(
        text,
        "levels:\r\n  - key: L1   # a\r\n    name: 部長級\r\n    executive: true\r\n\r\norgs:\r\n  - {key: a}\r\n"
    );
    let text = changed("orgs:\n  - key: a\n    name: x", |it| {
        it["orgs"][0]["visible"] = json!(false);
        it["orgs"]
            .as_array_mut()
            .expect("orgs")
            .push(json!({"key": "b"}));
    });
    assert_eq!(
        text,
        "orgs:\n  - key: a\n    name: x\n    visible: false\n  - {key: b}"
    );
}

#[test]
fn lists_without_indentation_stay_so() {
    let text = "orgs:\n- key: a\n  orgs:\n  - key: b\n- key: c\n";
    let text = changed(text, |it| {
        it["orgs"][0]["orgs"]
            .as_array_mut()
            .expect("orgs")
            .push(json!({"key": "d"}));
        it["orgs"]
            .as_array_mut()
            .expect("orgs")
            .push(json!({"key": "e"}));
    });
    assert_eq!(
        text,
        "orgs:\n- key: a\n  orgs:\n  - key: b\n  - {key: d}\n- key: c\n- {key: e}\n"
    );
}

#[test]
fn what_would_change_something_else_as_well_is_refused() {
    for (text, name) in [
        (
            "orgs:\n  - key: a\n    names: &n {en_US: A}\n  - key: b\n    names: *n\n",
            "en_US",
        ),
        (
            "orgs:\n  - key: a\n    names: &n\n      en_US: A\n  - key: b\n    names:\n      <<: *n\n",
            "en_US",
        ),
    ] {
        let old = values("a.yaml", text).expect("YAML");
        let mut new = Value::Object(old.clone());
        new["orgs"][0]["names"][name] = json!("B");
        let stuck = edit::text(text, &old, new.as_object().expect("sections"));
        assert!(stuck.is_err(), "{stuck:?}");
    }
    // An alias gives way to a value of its own, and a merge to one beside it.
    let text = "orgs:\n  - key: a\n    names: &n {en_US: A}\n  - key: b\n    names: *n # same\n";
    let text = changed(text, |it| it["orgs"][1]["names"]["en_US"] = json!("B"));
    assert_eq!(
        text,
        "orgs:\n  - key: a\n    names: &n {en_US: A}\n  - key: b\n    names: {en_US: B} # same\n"
    );
    let text = "orgs:\n  - &o\n    key: a\n    name: x\n  - <<: *o\n    key: b\n";
    let text = changed(text, |it| it["orgs"][1]["name"] = json!("B"));
    assert_eq!(
        text,
        "orgs:\n  - &o\n    key: a\n    name: x\n  - <<: *o\n    key: b\n    name: B\n"
    );
}

/// A few numbers out of one: the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides.max(1)
    }
}

fn some_value(dice: &mut Dice) -> Value {
    match dice.roll(9) {
        0 => json!("no"),
        1 => json!("2026-04-01"),
        2 => json!("a: b # c\n\u{2028}d"),
        3 => json!(true),
        4 => json!([]),
        5 => json!(["a, b", "c"]),
        6 => json!({"last": "森", "no": null}),
        7 => json!([{"org": "x", "leader": true}, {"org": "y"}]),
        _ => json!(-7),
    }
}

/// Changes one thing somewhere in a value.
fn mutate(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(map) => {
            let at = dice.roll(map.len() + 2);
            match map.keys().nth(at).cloned() {
                None => {
                    let place = dice.roll(map.len());
                    map.shift_insert(place, format!("new{}", dice.roll(99)), some_value(dice));
                }
                Some(name) => match dice.roll(4) {
                    0 => {
                        map.shift_remove(&name);
                    }
                    1 => map[&name] = some_value(dice),
                    _ => mutate(&mut map[&name], dice),
                },
            }
        }
        Value::Array(list) if !list.is_empty() => {
            let at = dice.roll(list.len());
            match dice.roll(6) {
                0 => {
                    list.remove(at);
                }
                1 => list.insert(
                    at,
                    json!({"key": format!("new{}", dice.roll(99)), "name": "x"}),
                ),
                2 => {
                    let other = dice.roll(list.len());
                    list.swap(at, other);
                }
                _ => mutate(&mut list[at], dice),
            }
        }
        scalar => *scalar = some_value(dice),
    }
}

const STYLES: &str = "\
# every style there is
orgs:
    # deep
    -   key: a
        name: >-
          folded
          text
        description: |
          lines

          more
        empty:
        tilde: ~
        orgs:   # children

        -   {key: b, name: \"x\"}   # b
        -
            key: c
            features: [
              message,  # first
              note,
            ]
        # last comment
levels: [{key: L1, name: 'it''s'}, {key: L2}]
plain: several
  lines of
  text
\"quoted\": { a: 1, b: [x, {c: d}], }
members:
- key: E1
  posts:
  - org: a


  # between
  - {org: b}
  null_is: null
";

#[test]
fn any_change_of_any_file_says_what_was_meant() {
    let files = [
        MEMBERS,
        STYLES,
        include_str!("../../../examples/minimal/meibo.yaml"),
        include_str!("../../../examples/acme/groups.yaml"),
        include_str!("../../../examples/acme/orgs/sales.yaml"),
        include_str!("../../../examples/acme/policy.yaml"),
        include_str!("../../../examples/acme/tenant.yaml"),
    ];
    for (number, text) in files.into_iter().enumerate() {
        for crlf in [false, true] {
            let text = match crlf {
                true => text.replace('\n', "\r\n"),
                false => text.to_owned(),
            };
            let old: Map<String, Value> = values("a.yaml", &text).expect("YAML");
            for seed in 0..300 {
                let mut dice = Dice(seed * 7 + 1);
                let mut new = Value::Object(old.clone());
                for _ in 0..=dice.roll(4) {
                    mutate(&mut new, &mut dice);
                }
                let Value::Object(new) = new else { continue };
                let edited = edit::text(&text, &old, &new);
                assert!(
                    edited.is_ok(),
                    "file {number}, seed {seed}: stuck at {:?}\n{}",
                    edited,
                    serde_json::to_string_pretty(&new).expect("JSON")
                );
            }
        }
    }
}
