use serde_json::{Value, json};

use crate::directory::{
    Directory, DomainId, Field, Group, Id, LiveGroup, LiveMember, LiveOrg, LiveRank, Member,
    MemberFlags, Org, PersonName, Rank, RankKind,
};
use crate::world::testing::{AWAY, HOME, call, refused, rules, try_call};
use crate::world::{Assumptions, Method, World, reasons};
use Method::{Get, Post};

/// Two objects of every kind, `x1` and `x2`, without keys.
fn world() -> World {
    let mut directory = Directory::default();
    let domain = DomainId(HOME);
    for n in ["1", "2"] {
        let id = |prefix: &str| Id::from(format!("{prefix}{n}"));
        let email = format!("member{n}@acme.example");
        let member = LiveMember {
            id: id("m"),
            key: None,
            domain,
            flags: MemberFlags::default(),
            props: Member {
                email: Field::Known(email.into()),
                name: Field::Known(PersonName {
                    last: Field::Known(Some("森".into())),
                    first: Field::Known(Some("花子".into())),
                    ..PersonName::default()
                }),
                ..Member::default()
            },
        };
        directory.members.insert(member.id.clone(), member.into());
        let org = LiveOrg {
            id: id("o"),
            key: None,
            domain,
            display_order: 1,
            props: Org::default(),
        };
        directory.orgs.insert(org.id.clone(), org.into());
        let group = LiveGroup {
            id: id("g"),
            key: None,
            domain,
            props: Group::default(),
        };
        directory.groups.insert(group.id.clone(), group.into());
        for (kind, prefix) in RankKind::ALL.into_iter().zip(["l", "p", "t"]) {
            let rank = LiveRank {
                kind,
                id: id(prefix),
                key: None,
                domain,
                display_order: 1,
                props: Rank {
                    name: Field::Known(format!("{prefix}{n}")),
                    ..Rank::default()
                },
            };
            directory.ranks.insert(rank.id.clone(), rank.into());
        }
    }
    World::load(&directory, rules(), Assumptions::default())
}

const KINDS: [(&str, &str, &str); 6] = [
    ("/users", "users", "m"),
    ("/orgunits", "orgUnits", "o"),
    ("/groups", "groups", "g"),
    ("/directory/levels", "levels", "l"),
    ("/directory/positions", "positions", "p"),
    ("/directory/user-types", "userTypes", "t"),
];

fn post(list: &str, entries: &[(&str, Value)]) -> Value {
    let entries: Vec<Value> = entries
        .iter()
        .map(|(id, key)| json!({"domainId": HOME, "id": id, "externalKey": key}))
        .collect();
    json!({ list: entries })
}

fn keys(world: &mut World, path: &str, list: &str, query: &str) -> Vec<(String, Value)> {
    let found = call(
        world,
        Get,
        &format!("{path}/external-keys{query}"),
        Value::Null,
    );
    found[list]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| {
            (
                item["id"].as_str().expect("id").to_owned(),
                item["externalKey"].clone(),
            )
        })
        .collect()
}

#[test]
fn keys_are_set_overwritten_and_removed() {
    for (path, list, x) in KINDS {
        let mut world = world();
        let (first, second) = (format!("{x}1"), format!("{x}2"));
        let target = format!("{path}/external-keys");
        let body = post(list, &[(&first, json!("A")), (&second, json!("B"))]);
        assert_eq!(call(&mut world, Post, &target, body), Value::Null);
        let expected = vec![(first.clone(), json!("A")), (second.clone(), json!("B"))];
        assert_eq!(keys(&mut world, path, list, ""), expected);
        let body = post(
            list,
            &[("externalKey:A", json!("C")), (&second, Value::Null)],
        );
        call(&mut world, Post, &target, body);
        let only = vec![(first.clone(), json!("C"))];
        assert_eq!(keys(&mut world, path, list, "?hasExternalKey=true"), only);
        let without = vec![(second.clone(), Value::Null)];
        assert_eq!(
            keys(&mut world, path, list, "?hasExternalKey=false"),
            without
        );
        // A key that was removed a moment ago is free, within the same call too.
        let body = post(list, &[(&first, Value::Null), (&second, json!("C"))]);
        call(&mut world, Post, &target, body);
        assert_eq!(
            keys(&mut world, path, list, &format!("?domainId={AWAY}")),
            []
        );
    }
}

#[test]
fn the_entries_before_a_refused_one_stay_done() {
    for (path, list, x) in KINDS {
        let mut world = world();
        let target = format!("{path}/external-keys");
        let first = format!("{x}1");
        for (bad, status) in [(format!("{x}2"), 409), ("none".to_owned(), 404)] {
            let body = post(list, &[(&first, json!("A")), (&bad, json!("A"))]);
            let refusal = try_call(&mut world, Post, &target, body).expect_err("refused");
            assert_eq!(refusal.status, status);
            let only = vec![(first.clone(), json!("A"))];
            assert_eq!(keys(&mut world, path, list, "?hasExternalKey=true"), only);
        }
    }
}

#[test]
fn a_malformed_body_is_refused_as_a_whole() {
    for (path, list, x) in KINDS {
        let mut world = world();
        let target = format!("{path}/external-keys");
        let first = format!("{x}1");
        let entry = json!({"domainId": HOME, "id": first, "externalKey": "A"});
        for (body, reason) in [
            (json!({}), reasons::MISSING_PROPERTY),
            (json!({ list: [] }), reasons::TOO_FEW_ENTRIES),
            (
                json!({ list: vec![entry.clone(); 51] }),
                reasons::TOO_MANY_ENTRIES,
            ),
            (
                json!({ list: [entry, {"id": first, "domainId": HOME}] }),
                reasons::MISSING_PROPERTY,
            ),
            (
                post(list, &[(&first, json!("a?b"))]),
                reasons::BAD_CHARACTERS,
            ),
        ] {
            assert_eq!(refused(&mut world, Post, &target, body).reason, reason);
        }
    }
}

#[test]
fn levels_and_positions_name_their_domain() {
    let mut world = world();
    for (path, list, x) in KINDS.into_iter().skip(3) {
        let target = format!("{path}/external-keys");
        let id = format!("{x}1");
        let entry = json!({ list: [{"id": id, "externalKey": "A"}] });
        if list == "userTypes" {
            call(&mut world, Post, &target, entry);
            continue;
        }
        assert_eq!(
            refused(&mut world, Post, &target, entry).reason,
            reasons::MISSING_PROPERTY
        );
        let elsewhere = json!({ list: [{"id": id, "externalKey": "A", "domainId": AWAY}] });
        assert_eq!(refused(&mut world, Post, &target, elsewhere).status, 404);
    }
}

#[test]
fn members_go_by_address_too_and_are_shown_with_it() {
    let mut world = world();
    let body = post("users", &[("member2@acme.example", json!("E2"))]);
    call(&mut world, Post, "/users/external-keys", body);
    let list = call(
        &mut world,
        Get,
        "/users/external-keys?count=1&hasExternalKey=true",
        Value::Null,
    );
    assert_eq!(
        list,
        json!({"users": [{"domainId": HOME, "name": "森 花子", "email": "member2@acme.example", "id": "m2", "externalKey": "E2"}], "responseMetaData": {"nextCursor": null}})
    );
    let levels = call(
        &mut world,
        Get,
        "/directory/levels/external-keys?count=1",
        Value::Null,
    );
    assert_eq!(
        levels["levels"][0],
        json!({"domainId": HOME, "name": "l1", "id": "l1", "externalKey": null})
    );
}

#[test]
fn a_member_keeps_a_key_under_single_sign_on() {
    let mut rules = rules();
    rules.sso = true;
    let mut world = World::load(world().directory(), rules, Assumptions::default());
    let set = |key: Value| post("users", &[("m1", key)]);
    call(&mut world, Post, "/users/external-keys", set(json!("E1")));
    call(&mut world, Post, "/users/external-keys", set(json!("E2")));
    let refusal = refused(&mut world, Post, "/users/external-keys", set(Value::Null));
    assert_eq!(refusal.reason, reasons::MISSING_PROPERTY);
    // Of others it is the member alone who needs one.
    for (path, list, x) in &KINDS[1..] {
        let target = format!("{path}/external-keys");
        let body = post(list, &[(&format!("{x}1"), Value::Null)]);
        call(&mut world, Post, &target, body);
    }
}

#[test]
fn members_in_deletion_are_listed_where_lists_show_them() {
    let mut directory = world().directory().clone();
    let mut gone = LiveMember::clone(&directory.members["m1"]);
    gone.flags.deleted = true;
    directory.members.insert(gone.id.clone(), gone.into());
    for (list_shows_deleted, expected) in [(true, vec!["m1", "m2"]), (false, vec!["m2"])] {
        let assumptions = Assumptions {
            list_shows_deleted,
            ..Assumptions::default()
        };
        let mut world = World::load(&directory, rules(), assumptions);
        let list = call(&mut world, Get, "/users/external-keys", Value::Null);
        let list = list["users"].as_array().expect("a list").iter();
        let ids: Vec<_> = list
            .map(|user| user["id"].as_str().expect("an id"))
            .collect();
        assert_eq!(ids, expected);
    }
}
