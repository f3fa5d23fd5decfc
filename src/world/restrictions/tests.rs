use serde_json::{Value, json};

use crate::world::testing::{HOME, call, refused, world};
use crate::world::{Method, World, reasons};
use Method::{Delete, Get, Post, Put};

const PLACES: [&str; 4] = [
    "/users/externalKey:E1/orgunit-access-restrict",
    "/orgunits/externalKey:A/orgunit-access-restrict",
    "/directory/user-types/externalKey:FT/orgunit-access-restrict",
    "/directory/employment-types/externalKey:FT/orgunit-access-restrict",
];

fn furnished() -> World {
    let mut world = world();
    for (n, key) in (1..).zip(["A", "B", "C"]) {
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
            "displayOrder": n});
        call(&mut world, Post, "/orgunits", org);
    }
    let enable = "/directory/user-types/enable";
    call(&mut world, Post, enable, Value::Null);
    let kind = json!({"domainId": HOME, "userTypeExternalKey": "FT", "userTypeName": "正社員",
        "displayOrder": 1});
    call(&mut world, Post, "/directory/user-types", kind);
    let member = json!({"domainId": HOME, "userExternalKey": "E1", "email": "e1@acme.example",
        "userName": {"lastName": "森"}, "privateEmail": "p@private.example"});
    call(&mut world, Post, "/users", member);
    world
}

fn seeing(orgs: &[&str]) -> Value {
    let orgs: Vec<_> = (orgs.iter())
        .map(|key| json!({"orgUnitId": format!("externalKey:{key}")}))
        .collect();
    json!({"accessRestrictType": "ONLY_MY_AND_SPECIFIED_ORGUNIT", "specifiedOrgUnits": orgs})
}

fn keys(answer: &Value) -> Vec<&str> {
    let orgs = answer["specifiedOrgUnits"].as_array().expect("a list");
    orgs.iter()
        .map(|org| org["orgUnitExternalKey"].as_str().expect("a key"))
        .collect()
}

#[test]
fn it_is_set_replaced_and_removed_wherever_it_stands() {
    for place in &PLACES[..3] {
        let mut world = furnished();
        for method in [Get, Put, Delete] {
            let none = refused(&mut world, method, place, seeing(&[]));
            assert_eq!((none.status, none.reason), (404, reasons::NO_RESTRICTION));
        }
        let set = call(&mut world, Post, place, seeing(&["B", "A"]));
        assert_eq!(keys(&set), ["B", "A"]);
        assert_eq!(call(&mut world, Get, place, Value::Null), set);
        let second = call(
            &mut world,
            Post,
            place,
            json!({"accessRestrictType": "ONLY_ME"}),
        );
        assert_eq!(call(&mut world, Get, place, Value::Null), second);
        assert_eq!(keys(&second), [""; 0]);
        let put = call(&mut world, Put, place, seeing(&["C"]));
        assert_eq!(call(&mut world, Get, place, Value::Null), put);
        call(&mut world, Delete, place, Value::Null);
        assert_eq!(refused(&mut world, Get, place, Value::Null).status, 404);
    }
}

#[test]
fn an_org_that_goes_leaves_every_list_and_takes_its_own_along() {
    let mut world = furnished();
    for place in &PLACES[..3] {
        call(&mut world, Post, place, seeing(&["B", "C"]));
    }
    call(&mut world, Delete, "/orgunits/externalKey:B", Value::Null);
    for place in PLACES {
        assert_eq!(keys(&call(&mut world, Get, place, Value::Null)), ["C"]);
    }
    call(&mut world, Delete, "/orgunits/externalKey:A", Value::Null);
    call(
        &mut world,
        Post,
        "/directory/user-types/disable",
        Value::Null,
    );
    call(
        &mut world,
        Delete,
        "/users/externalKey:E1/forcedelete",
        Value::Null,
    );
    assert!(world.state().restrictions.is_empty());
    let again = json!({"domainId": HOME, "orgUnitExternalKey": "A", "orgUnitName": "A",
        "displayOrder": 1});
    call(&mut world, Post, "/orgunits", again);
    assert_eq!(refused(&mut world, Get, PLACES[1], Value::Null).status, 404);
}

#[test]
fn it_survives_its_file() {
    let mut world = furnished();
    call(&mut world, Post, PLACES[0], seeing(&["B", "C"]));
    let saved = serde_json::to_string(&world).expect("saved");
    let mut read: World = serde_json::from_str(&saved).expect("read");
    let seen = call(&mut read, Get, PLACES[0], Value::Null);
    assert_eq!(seen, call(&mut world, Get, PLACES[0], Value::Null));
    // What is derived was built anew.
    call(&mut read, Delete, "/orgunits/externalKey:B", Value::Null);
    assert_eq!(keys(&call(&mut read, Get, PLACES[0], Value::Null)), ["C"]);
}

#[test]
fn one_org_stands_once_and_members_in_deletion_are_left_alone() {
    let mut world = furnished();
    let twice = refused(&mut world, Post, PLACES[0], seeing(&["B", "B"]));
    assert_eq!(twice.reason, reasons::DUPLICATE_ENTRY);
    call(&mut world, Post, PLACES[0], seeing(&["B"]));
    call(&mut world, Delete, "/users/externalKey:E1", Value::Null);
    let deleted = refused(&mut world, Put, PLACES[0], seeing(&["C"]));
    assert_eq!(deleted.reason, reasons::MEMBER_IS_DELETED);
    call(&mut world, Get, PLACES[0], Value::Null);
}
