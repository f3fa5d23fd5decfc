use serde_json::{Value, json};

use super::staging::{children, get, numbered, org};
use crate::directory::{Directory, DomainId, Email, Field, LiveOrg, Org, Plan, Ref};
use crate::world::testing::{HOME, call, refused, rules, world};
use crate::world::{Assumptions, Method, World};
use Method::{Delete, Get, Patch, Post as Create};

#[test]
fn what_was_not_read_is_no_reason_to_refuse() {
    let mut directory = Directory::default();
    for (id, parent) in [
        ("o1", Some("gone")),
        ("o2", Some("o1")),
        ("o3", Some("o4")),
        ("o4", Some("o3")),
    ] {
        let org = LiveOrg {
            id: id.into(),
            key: Some(id.into()),
            domain: DomainId(HOME),
            display_order: 40,
            props: Org {
                parent: Field::Known(parent.map(|id| Ref::Id(id.into()))),
                ..Org::default()
            },
        };
        directory.orgs.insert(id.into(), org.into());
    }
    let mut world = World::load(&directory, rules(), Assumptions::default());
    let read = get(&mut world, "o2");
    assert!(read.get("email").is_none() && read.get("useMessage").is_none());
    call(
        &mut world,
        Patch,
        "/orgunits/o1",
        json!({"orgUnitName": "x", "visible": true, "useNote": true}),
    );
    call(
        &mut world,
        Create,
        "/orgunits/o2/move",
        json!({"displayOrder": 1}),
    );
    // A live circle neither hangs nor panics.
    call(&mut world, Get, "/orgunits/o3", Value::Null);
    call(
        &mut world,
        Create,
        "/orgunits/o2/move",
        json!({"displayOrder": 1, "parentOrgUnitId": "o3"}),
    );
    call(&mut world, Delete, "/orgunits/o3", Value::Null);
}

#[test]
fn a_world_is_the_same_after_its_state_was_saved() {
    let mut world = world();
    org(&mut world, "a", None, 1);
    org(&mut world, "b", Some("a"), 1);
    let text = serde_json::to_string(&world).expect("saved");
    let mut again: World = serde_json::from_str(&text).expect("read back");
    assert_eq!(get(&mut again, "b"), get(&mut world, "b"));
    let next = |world: &mut World| org(world, "c", Some("a"), 1);
    assert_eq!(next(&mut again), next(&mut world), "the same ids follow");
    let other = text.replacen("\"formatVersion\":2", "\"formatVersion\":9", 1);
    assert!(serde_json::from_str::<World>(&other).is_err());
}

#[test]
fn addresses_an_org_holds_are_sent_along_and_not_judged_again() {
    let mut directory = Directory::default();
    let org = LiveOrg {
        id: "o1".into(),
        key: None,
        domain: DomainId(HOME),
        display_order: 1,
        props: Org {
            email: Field::Known(Email::from("Odd@acme.example")),
            alias_emails: Field::Known(vec![Email::from("old@acme.example")]),
            ..Org::default()
        },
    };
    directory.orgs.insert("o1".into(), org.into());
    let standard = crate::world::Rules {
        plan: Plan::Standard,
        ..rules()
    };
    let mut world = World::load(&directory, standard, Assumptions::default());
    let mut body = json!({"domainId": HOME, "orgUnitName": "x", "email": "Odd@acme.example",
        "aliasEmails": ["old@acme.example"]});
    let seen = call(&mut world, Method::Put, "/orgunits/o1", body.clone());
    assert_eq!(seen["aliasEmails"], body["aliasEmails"]);
    body["aliasEmails"] = json!(["old@acme.example", "new@acme.example"]);
    let refusal = refused(&mut world, Method::Put, "/orgunits/o1", body.clone());
    assert_eq!(refusal.status, 403);
    body["aliasEmails"] = json!([]);
    body["email"] = json!("Other@acme.example");
    let refusal = refused(&mut world, Method::Put, "/orgunits/o1", body);
    assert_eq!(refusal.status, 400);
}

/// Top-level orgs `o0`, `o1`, ... with these numbers, as a live tenant may hold them.
fn numbered_as_read(numbers: &[i64]) -> World {
    let mut directory = Directory::default();
    for (n, number) in numbers.iter().enumerate() {
        let id = format!("o{n}");
        let org = LiveOrg {
            id: id.as_str().into(),
            key: Some(id.as_str().into()),
            domain: DomainId(HOME),
            display_order: *number,
            props: Org {
                parent: Field::Known(None),
                ..Org::default()
            },
        };
        directory.orgs.insert(id.as_str().into(), org.into());
    }
    World::load(&directory, rules(), Assumptions::default())
}

#[test]
fn numbers_with_gaps_are_closed_by_the_first_change() {
    for numbers in [[10, 20, 30, 40], [1, 1, 3, 4], [2, 3, 4, 5], [1, 2, 3, 9]] {
        let world = numbered_as_read(&numbers);
        let mut moved = world.clone();
        let last = json!({"displayOrder": 4});
        call(&mut moved, Create, "/orgunits/o0/move", last);
        let order = ["o1", "o2", "o3", "o0"];
        assert_eq!(children(&mut moved, None), numbered(&order), "{numbers:?}");
        let mut fewer = world.clone();
        call(&mut fewer, Delete, "/orgunits/o2", Value::Null);
        assert_eq!(children(&mut fewer, None), numbered(&["o0", "o1", "o3"]));
        let mut more = world.clone();
        org(&mut more, "new", None, 5);
        let order = ["o0", "o1", "o2", "o3", "new"];
        assert_eq!(children(&mut more, None), numbered(&order), "{numbers:?}");
    }
}
