use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::directory::{DomainId, Email, Id, Kind, RankKind};
use crate::world::acts::Act;
use crate::world::testing::{AWAY, HOME, call, start, world};
use crate::world::{Method, Request, World};

fn act(world: &mut World, act: Value) {
    let act: Act = serde_json::from_value(act).expect("an act");
    world.act(&act, start()).expect("done");
}

/// A company: an org of two in another, a level held by one of them, a group.
fn company() -> World {
    let mut world = world();
    call(
        &mut world,
        Method::Post,
        "/directory/levels/enable",
        Value::Null,
    );
    let level = json!({"domainId": HOME, "levelName": "L", "levelExternalKey": "L", "displayOrder": 1,
        "executive": false});
    call(&mut world, Method::Post, "/directory/levels", level);
    for (key, parent) in [("top", None), ("sales", Some("externalKey:top"))] {
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
            "parentOrgUnitId": parent, "displayOrder": 1});
        call(&mut world, Method::Post, "/orgunits", org);
    }
    for (key, level) in [("E1", Some("externalKey:L")), ("E2", None)] {
        let member = json!({
            "domainId": HOME, "userExternalKey": key, "email": format!("{key}@acme.example").to_lowercase(),
            "userName": {"lastName": "森"}, "privateEmail": "p@private.example",
            "organizations": [{"domainId": HOME, "primary": true, "levelId": level,
                "orgUnits": [{"orgUnitId": "externalKey:sales", "primary": true}]}],
        });
        call(&mut world, Method::Post, "/users", member);
    }
    let group = json!({"domainId": HOME, "groupExternalKey": "g", "groupName": "g",
        "administrators": [{"userId": "externalKey:E1"}],
        "members": [{"id": "externalKey:E1", "type": "USER"}, {"id": "externalKey:sales", "type": "ORGUNIT"}]});
    call(&mut world, Method::Post, "/groups", group);
    world
}

fn id(world: &mut World, target: &str, name: &str) -> Id {
    let object = call(world, Method::Get, target, Value::Null);
    Id::from(object[name].as_str().expect("an id"))
}

fn user(world: &mut World, key: &str) -> Id {
    id(world, &format!("/users/externalKey:{key}"), "userId")
}

#[test]
fn what_stands_where_is_found_from_either_end() {
    let mut world = company();
    let [top, sales] = ["top", "sales"].map(|key| {
        id(
            &mut world,
            &format!("/orgunits/externalKey:{key}"),
            "orgUnitId",
        )
    });
    let [one, two] = ["E1", "E2"].map(|key| user(&mut world, key));
    let level = id(&mut world, "/directory/levels/externalKey:L", "levelId");
    let group = id(&mut world, "/groups/externalKey:g", "groupId");
    let home = DomainId(HOME);
    assert_eq!(world.children(home, None), std::slice::from_ref(&top));
    let below = world.children(home, Some(&top));
    assert_eq!(below, std::slice::from_ref(&sales));
    assert_eq!(world.children(home, Some(&sales)), []);
    assert_eq!(world.children(DomainId(AWAY), None), []);

    let mut held: Vec<_> = world.members_of(&sales).map(|member| &member.id).collect();
    held.sort();
    let mut both = [&one, &two];
    both.sort();
    assert_eq!(held, both);
    assert_eq!(world.members_of(&top).count(), 0);

    for (object, by, expected) in [
        (&sales, Kind::Member, 2),
        (&sales, Kind::Group, 1),
        (&level, Kind::Member, 1),
        (&top, Kind::Member, 0),
        (&one, Kind::Group, 1),
        (&two, Kind::Group, 0),
    ] {
        assert_eq!(
            world.count_mentions(object, by),
            expected,
            "{object} {by:?}"
        );
    }
    for (object, expected) in [(&one, vec![&group]), (&sales, vec![&group]), (&two, vec![])] {
        let named: Vec<_> = world.groups_naming(object).map(|group| &group.id).collect();
        assert_eq!(named, expected);
    }
    for (kind, expected) in [
        (Kind::Member, 2),
        (Kind::Org, 2),
        (Kind::Group, 1),
        (Kind::from(RankKind::Level), 1),
        (Kind::from(RankKind::Position), 0),
    ] {
        assert_eq!(world.count(kind, home), expected, "{kind:?}");
        assert_eq!(world.count(kind, DomainId(AWAY)), 0, "{kind:?}");
    }
    assert_eq!(
        world.member_of_login(&Email::from("e2@acme.example")),
        Some(&two)
    );
    assert_eq!(world.member_of_login(&Email::from("e3@acme.example")), None);
}

#[test]
fn a_member_in_deletion_can_be_brought_back_for_a_week() {
    let mut world = company();
    let [one, two] = ["E1", "E2"].map(|key| user(&mut world, key));
    call(
        &mut world,
        Method::Delete,
        "/users/externalKey:E2",
        Value::Null,
    );
    let week = SignedDuration::from_hours(7 * 24);
    let until = start().checked_add(week).expect("a moment");
    assert_eq!(world.undelete_until(&two), Some(until));
    assert_eq!(world.undelete_until(&one), None);
}

#[test]
fn what_only_the_console_knows_is_told() {
    let mut world = company();
    let (one, two) = (user(&mut world, "E1"), user(&mut world, "E2"));
    let group = id(&mut world, "/groups/externalKey:g", "groupId");
    let home = DomainId(HOME);
    assert!(!world.is_super_admin(&one) && !world.is_dynamic(&group));
    assert_eq!(world.settings(home), None);
    assert_eq!(world.consistency().list_lag_seconds, 0);
    for kind in ["firstLogin", "makeSuperAdmin"] {
        let member = json!({"act": kind, "member": "externalKey:E1"});
        act(&mut world, member);
    }
    act(
        &mut world,
        json!({"act": "makeDynamic", "group": "externalKey:g"}),
    );
    act(
        &mut world,
        json!({"act": "nameCompany", "domain": HOME, "name": "森商事"}),
    );
    act(
        &mut world,
        json!({"act": "setConsistency", "listLagSeconds": 5}),
    );
    assert!(world.is_super_admin(&one) && !world.is_super_admin(&two));
    assert!(world.is_dynamic(&group));
    let settings = world.settings(home).expect("named");
    assert_eq!(settings.company_name.as_deref(), Some("森商事"));
    assert_eq!(world.settings(DomainId(AWAY)), None);
    assert_eq!(world.consistency().list_lag_seconds, 5);
}

#[test]
fn the_pace_is_that_of_the_operations_in_use() {
    let mut world = company();
    assert!(world.pace(start()).is_empty());
    let request = Request {
        method: Method::Get,
        target: "/users",
        authorization: None,
        body: b"",
    };
    for _ in 0..2 {
        world.serve_text(&request, true, start());
    }
    let pace = world.pace(start());
    let used: Vec<_> = pace
        .iter()
        .map(|(name, window)| (*name, window.used))
        .collect();
    assert_eq!(used, [("GET /users", 2)]);
    let minute = start().checked_add(SignedDuration::from_secs(60));
    assert!(world.pace(minute.expect("a moment")).is_empty());
}
