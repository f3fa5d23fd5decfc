//! What the machine itself promises, whatever the resource.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::directory::{DomainId, FeatureState, RankKind};
use crate::world::acts::{Act, Consistency};
use crate::world::testing::{AWAY, HOME, call, refused, start, try_call, world, world_where};
use crate::world::{Method, Request, Response, Text, World, reasons};

fn get(target: &str) -> Request<'_> {
    Request {
        method: Method::Get,
        target,
        authorization: None,
        body: b"",
    }
}

/// A company of three.
fn company() -> World {
    let mut world = world();
    for key in ["E1", "E2", "E3"] {
        let member = json!({
            "domainId": HOME, "userExternalKey": key, "email": format!("{key}@acme.example").to_lowercase(),
            "userName": {"lastName": "森", "phoneticLastName": "モリ"}, "privateEmail": "p@private.example",
            "i18nNames": [{"language": "en_US", "lastName": "Mori", "firstName": null}],
            "messenger": {"protocol": "X", "messengerId": "m"},
        });
        call(&mut world, Method::Post, "/users", member);
    }
    world
}

#[test]
fn an_answer_written_out_says_the_same() {
    for (list_lag_seconds, membership_lag_seconds) in [(0, 0), (60, 0), (0, 60)] {
        let mut world = company();
        let lag = Act::SetConsistency(Consistency {
            list_lag_seconds,
            membership_lag_seconds,
        });
        world.act(&lag, start()).expect("set");
        let late = json!({
            "domainId": HOME, "userExternalKey": "E4", "email": "e4@acme.example",
            "userName": {"lastName": "林"}, "privateEmail": "p@private.example",
        });
        call(&mut world, Method::Post, "/users", late);
        let now = start().checked_add(SignedDuration::from_secs(1));
        let now = now.expect("a second");
        for target in [
            "/users",
            "/users?count=2",
            "/users?count=x",
            "/users?orderBy=NAME",
            "/users?domainId=20000456",
            "/users/externalKey:E2",
            "/orgunits",
            "/nowhere",
        ] {
            // The one as a value, the other as text; both for somebody who may do anything.
            let reply = world.clone().perform(Method::Get, target, None, now);
            let expected = match reply {
                Ok(reply) => (reply.status, reply.body),
                Err(refusal) => (refusal.status, Some(refusal.body())),
            };
            let Response { status, body, .. } = world.clone().serve_text(&get(target), true, now);
            let body = body.map(|Text(bytes)| serde_json::from_slice::<Value>(&bytes));
            let body = body.transpose().expect("JSON");
            assert_eq!((status, body), expected, "{target}, lag {list_lag_seconds}");
        }
        let Response { body, .. } = world.serve_text(&get("/users"), true, now);
        let Text(bytes) = body.expect("a page");
        let page: Value = serde_json::from_slice(&bytes).expect("JSON");
        let listed = page["users"].as_array().expect("a list").len();
        assert_eq!(listed, if list_lag_seconds == 0 { 4 } else { 3 });
    }
}

#[test]
fn without_a_token_nothing_is_written_out() {
    let answer = company().serve_text(&get("/users"), false, start());
    assert_eq!(answer.status, 401);
}

#[test]
fn every_operation_is_named_and_found_again() {
    let operations = World::operations();
    assert!(operations.len() > 100, "{}", operations.len());
    for name in &operations {
        let (method, template) = name.split_once(' ').expect("a method and a path");
        let methods = World::methods(&template.replace("{}", "x"));
        let method = methods.iter().find(|known| known.name() == method);
        let method = *method.expect("the path has the method");
        let found = World::operation(method, &template.replace("{}", "x"));
        assert_eq!(found.as_ref(), Some(name));
    }
    assert!(World::methods("/nowhere").is_empty());
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let refusal = refused(&mut world(), Method::Get, "/no/where", Value::Null);
    assert_eq!(refusal.reason, reasons::UNKNOWN_PATH);
    assert_eq!(refusal.params, [("value", "/no/where".to_owned())]);
}

#[test]
fn every_change_is_seen_as_one_and_survives_its_file() {
    let mut before = company();
    for kind in RankKind::ALL {
        let target = format!("/directory/{}/enable", kind.path());
        call(&mut before, Method::Post, &target, Value::Null);
    }
    let act = |value: Value| -> Act { serde_json::from_value(value).expect("an act") };
    let first = json!({"act": "firstLogin", "member": "externalKey:E1"});
    before.act(&act(first), start()).expect("done");
    assert!(before.clone().is_unchanged_since(&before));
    let acts = [
        json!({"act": "nameCompany", "domain": HOME, "name": "森商事"}),
        json!({"act": "addExternalGroup", "domain": HOME, "name": "外", "key": "x"}),
        json!({"act": "setConsistency", "listLagSeconds": 5}),
        json!({"act": "setAssumptions", "switches": {"groupsMayBeEmpty": false}}),
        json!({"act": "makeSuperAdmin", "member": "externalKey:E1"}),
    ];
    for value in acts {
        let mut after = before.clone();
        after.act(&act(value.clone()), start()).expect("done");
        assert!(!after.is_unchanged_since(&before), "{value}");
        assert!(again(&after).is_unchanged_since(&after), "{value}");
    }
    let restriction = json!({"accessRestrictType": "ONLY_ME"});
    let status = json!({"profileStatusId": "BUSY"});
    let photo = json!({"fileName": "a.jpg", "fileSize": 3});
    let property = json!({"domainId": HOME, "propertyName": "p", "displayName": "P", "propertyType": "STRING"});
    let tag = json!({"contactTagName": "取引先"});
    let calls = [
        ("/users/externalKey:E1/orgunit-access-restrict", restriction),
        ("/users/externalKey:E1/user-profile-statuses", status),
        ("/users/externalKey:E1/photo", photo),
        ("/users/externalKey:E1/link-to-line", Value::Null),
        ("/users/externalKey:E1/link-to-works", Value::Null),
        ("/users/link-to-works", Value::Null),
        ("/security/external-browser/enable", Value::Null),
        ("/directory/users/custom-properties", property),
        ("/contact-tags", tag),
        ("/users/externalKey:E2/suspend", Value::Null),
        ("/directory/levels/disable", Value::Null),
    ];
    for (target, body) in calls {
        let mut after = before.clone();
        // A pending member cannot be suspended: that one must be seen to change nothing.
        let done = try_call(&mut after, Method::Post, target, body);
        let refused = target.ends_with("/suspend");
        assert_eq!(done.is_err(), refused, "{target}: {done:?}");
        assert_eq!(after.is_unchanged_since(&before), refused, "{target}");
        assert!(again(&after).is_unchanged_since(&after), "{target}");
    }
}

/// The world after it was saved and read.
fn again(world: &World) -> World {
    let saved = serde_json::to_value(world).expect("string keys");
    serde_json::from_value(saved).expect("a world")
}

#[test]
fn the_orgs_above_come_nearest_first() {
    let mut world = world();
    for (key, parent) in [("a", None), ("b", Some("a")), ("c", Some("b"))] {
        let parent = parent.map(|parent| format!("externalKey:{parent}"));
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
            "parentOrgUnitId": parent, "displayOrder": 1});
        call(&mut world, Method::Post, "/orgunits", org);
    }
    let orgs = &world.directory().orgs;
    let lowest = orgs.values().find(|org| org.key == Some("c".into()));
    let above = world.above(lowest.expect("made"));
    let names: Vec<_> = above
        .iter()
        .filter_map(|org| org.props.name.known())
        .collect();
    assert_eq!(names, ["b", "a"]);
}

#[test]
fn gaps_that_were_read_stay_where_numbers_keep_them() {
    let mut world = world_where(|assumptions| assumptions.siblings_are_dense = false);
    for (order, key) in (1..).zip(["a", "b", "c"]) {
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
            "displayOrder": order});
        call(&mut world, Method::Post, "/orgunits", org);
    }
    call(
        &mut world,
        Method::Delete,
        "/orgunits/externalKey:b",
        Value::Null,
    );
    let orders = |world: &World| -> Vec<i64> {
        let orgs = world.directory().orgs.values();
        orgs.map(|org| org.display_order).collect()
    };
    let held = orders(&world);
    assert_eq!(held, [1, 3]);
    let mut again = again(&world);
    let last =
        json!({"domainId": HOME, "orgUnitExternalKey": "d", "orgUnitName": "d", "displayOrder": 9});
    call(&mut again, Method::Post, "/orgunits", last);
    assert_eq!(orders(&again)[..2], held, "nobody else was numbered anew");
}

#[test]
fn a_new_tenant_has_every_list_off_in_every_domain() {
    let world = world();
    for domain in [HOME, AWAY] {
        let held = world.directory().domains.get(&DomainId(domain));
        let held = held.expect("the domain");
        for kind in RankKind::ALL {
            assert_eq!(held.feature(kind), FeatureState::Off);
        }
    }
}
