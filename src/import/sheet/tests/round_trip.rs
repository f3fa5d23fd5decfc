use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::export::{Encoding, bytes, sheet};
use super::super::{Known, What, Wish, codes, read, read_csv, recognised};

/// What a list that was exported reads back as.
fn back(what: What, objects: &Value, encoding: Encoding) -> Value {
    let objects = objects.as_array().expect("a list");
    let file = bytes(&sheet(what, objects), encoding).expect("an encoding that has it all");
    let table = read_csv("m.csv", &file, Wish::Auto).expect("CSV");
    let layout = recognised(&table, Some(what)).expect("paths of properties");
    let outcome = read(&table, &layout, Known::default());
    let wrong: Vec<_> = outcome
        .problems
        .iter()
        .map(|one| (one.code, &one.params))
        .collect();
    assert!(
        !outcome.has_errors(),
        "{wrong:?}\n{}",
        String::from_utf8_lossy(&file)
    );
    outcome.sections[what.section()].clone()
}

fn everything() -> Value {
    json!([
        {"key": "E1", "previously": "X1", "id": "1-2", "domain": "acme", "state": "suspended",
         "passwordBy": "admin", "changePasswordAtNextLogin": false, "email": "aa@acme.example",
         "name": {"last": "森", "first": null, "phoneticLast": "モリ"},
         "names": {"en_US": {"last": "Mori"}, "ko_KR": null}, "nickName": "@1+1", "privateEmail": null,
         "aliasEmails": ["bb@acme.example", "cc@acme.example"], "userType": "FT", "searchable": true,
         "level": {"id": "77"}, "posts": [{"org": "s,1", "position": "P;1", "leader": true},
         {"org": {"id": "o-1"}, "primary": true, "visible": false, "teamFeature": true, "position": null}],
         "secondary": [{"domain": "sub", "email": "aa@sub.example", "level": "L1", "posts": [{"org": "x"}]},
                       {"domain": "sub2", "posts": []}],
         "telephone": "+81-3-0000", "cellPhone": "090", "location": " 東京 ", "task": "a\nb\r\nc",
         "messenger": {"protocol": "LINE", "id": "@x"}, "birthdayCalendarType": "SOLAR",
         "birthday": "1990-05-05", "locale": "ja_JP", "hiredDate": "2020-04-01", "timeZone": "Asia/Tokyo",
         "custom": {"t": "json:x", "n": 5, "l": {"text": null, "link": "https://a.example"}, "a": ["x", "y"],
                    "z": null, "e": "-"},
         "relations": [{"member": {"email": "zz@acme.example"}, "name": "妻"}, {"member": "E2", "name": "'x"}],
         "activationDate": "2026-04-01T09:00:00+00:00", "employeeNumber": "007",
         "leave": {"from": "2026-12-01T00:00:00+09:00", "to": "2027-03-31T23:59:59+09:00"}},
        {"key": "E２", "email": "dd@acme.example", "messenger": null, "leave": null, "posts": [],
         "secondary": [], "aliasEmails": [], "relations": [], "name": {"last": "(clear)"}},
        {"key": "id:3", "email": "ee@acme.example"},
    ])
}

#[test]
fn every_property_of_a_member_comes_back() {
    for encoding in [Encoding::Utf8Bom, Encoding::Utf8, Encoding::ShiftJis] {
        assert_eq!(back(What::Members, &everything(), encoding), everything());
    }
}

#[test]
fn no_cell_is_a_formula() {
    let objects = everything();
    let list = sheet(What::Members, objects.as_array().expect("a list"));
    for cell in list.rows.iter().flatten() {
        assert!(!super::super::guard::is_active(cell), "{cell}");
    }
}

#[test]
fn orgs_come_back_nested_and_groups_with_their_lists() {
    let orgs = json!([
        {"key": "hq", "name": "本社", "names": {"en_US": "HQ"}, "features": ["message", "note"], "orgs": [
            {"key": "s", "name": "営業/部", "features": [], "orgs": [{"key": "s-1", "name": "1課"}]},
            {"key": "d", "description": null}]},
        {"key": "x", "parent": {"id": "o-9"}, "membersAllowedToUseEmailAsSender": ["E1", {"id": "u1"}]},
    ]);
    let read = back(What::Orgs, &orgs, Encoding::Utf8Bom);
    assert_eq!(read, orgs);
    let groups = json!([
        {"key": "g", "name": "PJ, Apollo", "masters": ["E1"], "members": ["E1", {"email": "tt@acme.example"}],
         "orgs": ["a;b", "c"], "groups": [], "features": ["message"], "toExternalEmails": ["X@y.example"]},
        {"key": "h", "name": "@all", "members": ["a;b", {"id": "5"}], "masters": ["id:7", "ｱ"]},
    ]);
    assert_eq!(back(What::Groups, &groups, Encoding::Utf8Bom), groups);
}

#[test]
fn what_cp932_lacks_is_named_by_its_cell() {
    let objects =
        json!([{"key": "E1", "name": {"last": "森"}}, {"key": "E2", "name": {"last": "𠮷田"}}]);
    let list = sheet(What::Members, objects.as_array().expect("a list"));
    let problems = bytes(&list, Encoding::ShiftJis).expect_err("lacking");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, codes::NOT_IN_ENCODING);
    assert_eq!(problems[0].params["cell"], "B3");
    assert_eq!(problems[0].params["character"], "𠮷 (U+20BB7)");
}

/// Text as hostile as a configuration may hold.
fn text() -> impl Strategy<Value = String> {
    "[='+@＝ \u{3000}\t\n\r\",;、/a-cＡｱモ(){}:0-9-]{0,3}(json:|id:|\\(clear\\)|[a-z森])[='+@ ;,、\t\n\"ｱ]{0,3}"
}

/// A key as the schema takes it.
fn key() -> impl Strategy<Value = String> {
    "[='+@＝a-cＡｱモ(){}:0-9-]([='+@＝ ;,、\"a-cＡｱモ(){}:0-9-]{0,6}[='+@;,、a-cＡ])?"
}

fn member() -> impl Strategy<Value = Map<String, Value>> {
    (
        proptest::option::of(text()),
        proptest::option::of(text()),
        proptest::collection::vec(key(), 0..3),
        proptest::option::of(proptest::collection::vec(key(), 1..3)),
        any::<bool>(),
    )
        .prop_map(|(task, custom, orgs, level, flag)| {
            let mut member = Map::new();
            if let Some(task) = task {
                member.insert("task".to_owned(), task.into());
            }
            let mut orgs = orgs;
            orgs.sort();
            orgs.dedup();
            let posts: Vec<Value> = orgs
                .iter()
                .map(|org| json!({"org": org, "leader": flag}))
                .collect();
            member.insert("posts".to_owned(), posts.into());
            if let Some(level) = level {
                member.insert("level".to_owned(), level[0].clone().into());
            }
            if let Some(custom) = custom {
                member.insert("custom".to_owned(), json!({"a": custom}));
            }
            member
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn hostile_members_come_back(members in proptest::collection::btree_map(key(), member(), 1..4)) {
        let members: Vec<Value> = members.into_iter().map(|(key, mut member)| {
            member.insert("key".to_owned(), key.into());
            Value::Object(member)
        }).collect();
        let members = Value::Array(members);
        prop_assert_eq!(back(What::Members, &members, Encoding::Utf8Bom), members);
    }

    #[test]
    fn hostile_groups_come_back(
        keys in proptest::collection::btree_set(key(), 1..4),
        ids in proptest::collection::vec("[a-z0-9-]{1,4}", 0..3),
        name in "[='+@＝a-zモ;,(\"]{1,6}",
    ) {
        let mut list: Vec<Value> = keys.iter().map(|key| key.as_str().into()).collect();
        list.extend(ids.iter().map(|id| json!({"id": id})));
        let groups = json!([{"key": "g", "name": name, "masters": keys, "members": list}]);
        prop_assert_eq!(back(What::Groups, &groups, Encoding::Utf8Bom), groups);
    }
}
