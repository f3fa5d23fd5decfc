use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::world::testing::{AWAY, HOME, call, refused, start, world, world_where};
use crate::world::{Method, World, reasons};
use Method::{Delete, Get, Patch, Post, Put};

const DEFINED: &str = "/directory/profile-statuses";
const SET: &str = "/users/externalKey:E1/user-profile-statuses";

fn furnished() -> World {
    let mut world = world();
    let member = json!({"domainId": HOME, "userExternalKey": "E1", "email": "e1@acme.example",
        "userName": {"lastName": "森"}, "privateEmail": "p@private.example"});
    call(&mut world, Post, "/users", member);
    world
}

fn custom(id: &str) -> Value {
    json!({"domainId": HOME, "profileStatusId": id, "iconType": "MEETING",
        "profileStatusName": "会議中", "displayOrder": 9})
}

fn hours(n: i64) -> Timestamp {
    start() + SignedDuration::from_hours(n)
}

fn from_to(from: i64, to: i64) -> Value {
    json!({"profileStatusId": "BUSY", "startTime": hours(from).to_string(),
        "endTime": hours(to).to_string()})
}

/// Schedule types and messages of the member at a moment, as listed.
fn at(world: &mut World, now: Timestamp) -> Vec<(String, Value)> {
    let reply = world.perform(Get, SET, None, now).expect("listed");
    let body = reply.body.expect("a body");
    let list = body["userProfileStatuses"].as_array().expect("a list");
    list.iter()
        .map(|status| {
            let kind = status["scheduleType"].as_str().expect("a word").to_owned();
            (kind, status["statusMessage"].clone())
        })
        .collect()
}

#[test]
fn what_is_built_in_keeps_its_name_and_icon() {
    let mut world = world();
    let busy = format!("{DEFINED}/BUSY");
    let before = call(&mut world, Get, &busy, Value::Null);
    let change = json!({"domainId": HOME, "iconType": "OFF", "profileStatusName": "別",
        "i18nNames": [], "displayOrder": 7, "useDefaultStatus": false,
        "enableSettingByUser": false});
    for method in [Patch, Put] {
        let after = call(&mut world, method, &busy, change.clone());
        let mut expected = before.clone();
        for name in ["displayOrder", "useDefaultStatus", "enableSettingByUser"] {
            expected[name] = change[name].clone();
        }
        assert_eq!(after, expected);
    }
    let kept = refused(&mut world, Delete, &busy, Value::Null);
    assert_eq!(
        (kept.status, kept.reason),
        (403, reasons::STATUS_IS_BUILT_IN)
    );
    let taken = refused(&mut world, Post, DEFINED, custom("BUSY"));
    assert_eq!(
        (taken.status, taken.reason),
        (409, reasons::DUPLICATE_STATUS)
    );
    // The other domain has its own.
    let other = format!("{busy}?domainId={AWAY}");
    assert_eq!(
        call(&mut world, Get, &other, Value::Null)["displayOrder"],
        1
    );
}

#[test]
fn a_domain_defines_ten_or_one_for_each_id() {
    for (mut world, most) in [
        (world(), 10),
        (world_where(|a| a.ten_custom_statuses = false), 12),
    ] {
        for n in 1..=most {
            call(&mut world, Post, DEFINED, custom(&format!("CUSTOM{n:02}")));
        }
        let reason = if most == 10 {
            reasons::TOO_MANY_STATUSES
        } else {
            reasons::UNKNOWN_VALUE
        };
        let next = custom(&format!("CUSTOM{:02}", most + 1));
        assert_eq!(refused(&mut world, Post, DEFINED, next).reason, reason);
        call(
            &mut world,
            Delete,
            &format!("{DEFINED}/CUSTOM01"),
            Value::Null,
        );
        call(&mut world, Post, DEFINED, custom("CUSTOM01"));
    }
}

#[test]
fn nothing_is_seen_while_they_are_off() {
    let mut world = furnished();
    call(&mut world, Post, SET, json!({"profileStatusId": "BUSY"}));
    let disable = format!("{DEFINED}/disable?domainId={HOME}");
    call(&mut world, Post, &disable, Value::Null);
    for (path, method) in [(DEFINED, Get), (DEFINED, Post), (SET, Get), (SET, Post)] {
        let off = refused(&mut world, method, path, custom("CUSTOM01"));
        assert_eq!((off.status, off.reason), (403, reasons::FEATURE_DISABLED));
    }
    let other = format!("{DEFINED}?domainId={AWAY}");
    call(&mut world, Get, &other, Value::Null);
    call(&mut world, Post, &format!("{DEFINED}/enable"), Value::Null);
    assert_eq!(at(&mut world, start()).len(), 1);
}

#[test]
fn time_begins_and_ends_them() {
    let mut world = furnished();
    let mut reserved = from_to(2, 4);
    reserved["statusMessage"] = json!("later");
    call(&mut world, Post, SET, reserved);
    call(
        &mut world,
        Post,
        SET,
        json!({"statusMessage": "now", "endTime": hours(3).to_string()}),
    );
    let state = |kind: &str, message: &str| (kind.to_owned(), json!(message));
    assert_eq!(
        at(&mut world, start()),
        [state("PRESENT", "now"), state("RESERVED", "later")]
    );
    // Saved now and looked at late, it comes to the same.
    let saved = serde_json::to_string(&world).expect("saved");
    for step in [1, 2, 4] {
        let mut world: World = serde_json::from_str(&saved).expect("read");
        for hour in (0..=6).step_by(step) {
            let seen = at(&mut world, hours(hour));
            match hour {
                0..2 => assert_eq!(seen.len(), 2, "{hour}"),
                2..4 => assert_eq!(seen, [state("PRESENT", "later")], "{hour}"),
                _ => assert_eq!(seen, [], "{hour}"),
            }
        }
        assert!(world.state().statuses.all().next().is_none());
    }
}

#[test]
fn between_two_there_is_none_and_each_step_counts_once() {
    let mut world = furnished();
    call(&mut world, Post, SET, from_to(3, 4));
    let first = json!({"statusMessage": "now", "startTime": hours(0).to_string(),
        "endTime": hours(1).to_string()});
    let first = call(&mut world, Post, SET, first);
    assert_eq!(first["scheduleType"], "PRESENT", "it begins at once");
    for (hour, kinds, settled) in [
        (0, vec!["PRESENT", "RESERVED"], 0),
        (1, vec!["RESERVED"], 1),
        (2, vec!["RESERVED"], 1),
        (3, vec!["PRESENT"], 2),
        (4, vec![], 3),
    ] {
        let seen = at(&mut world, hours(hour));
        let seen: Vec<&str> = seen.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!((seen, world.settled()), (kinds, settled), "{hour}");
    }
}

#[test]
fn who_is_in_deletion_keeps_a_status_that_is_read_and_not_changed() {
    let mut world = furnished();
    call(&mut world, Post, SET, json!({"profileStatusId": "BUSY"}));
    call(&mut world, Delete, "/users/externalKey:E1", Value::Null);
    assert_eq!(at(&mut world, start()).len(), 1);
    let late = refused(&mut world, Post, SET, from_to(1, 2));
    assert_eq!(late.reason, reasons::MEMBER_IS_DELETED);
}

#[test]
fn a_definition_takes_the_statuses_of_its_own_domain_along() {
    let mut world = furnished();
    let member = json!({"domainId": AWAY, "userExternalKey": "X1", "email": "x1@acme-sub.example",
        "userName": {"lastName": "林"}, "privateEmail": "p@private.example"});
    call(&mut world, Post, "/users", member);
    for (domain, user) in [(HOME, "E1"), (AWAY, "X1")] {
        let mut defined = custom("CUSTOM03");
        defined["domainId"] = json!(domain);
        call(
            &mut world,
            Post,
            &format!("{DEFINED}?domainId={domain}"),
            defined,
        );
        let path = format!("/users/externalKey:{user}/user-profile-statuses");
        let set = json!({"profileStatusId": "CUSTOM03"});
        call(&mut world, Post, &path, set);
    }
    let one = format!("{DEFINED}/CUSTOM03?domainId={HOME}");
    call(&mut world, Delete, &one, Value::Null);
    let domains: Vec<_> = (world.state().statuses.all())
        .map(|(member, _)| world.directory().members[member].domain.0)
        .collect();
    assert_eq!(domains, [AWAY]);
}

#[test]
fn a_change_of_its_times_moves_a_status() {
    let mut world = furnished();
    let made = call(&mut world, Post, SET, from_to(2, 4));
    let id = made["userProfileStatusId"].as_str().expect("an id");
    let one = format!("{SET}/{id}");
    let now = call(&mut world, Patch, &one, json!({"startTime": null}));
    assert_eq!(now["scheduleType"], "PRESENT");
    let second = refused(&mut world, Post, SET, json!({"profileStatusId": "AWAY"}));
    assert_eq!(
        (second.status, second.reason),
        (409, reasons::SECOND_STATUS)
    );
    let later = call(&mut world, Put, &one, from_to(1, 2));
    assert_eq!(
        (&later["scheduleType"], &later["userProfileStatusId"]),
        (&json!("RESERVED"), &json!(id))
    );
    assert_eq!(
        refused(&mut world, Post, SET, from_to(5, 6)).reason,
        reasons::SECOND_STATUS
    );
    for times in [from_to(2, 2), from_to(-2, 0)] {
        let over = refused(&mut world, Put, &one, times);
        assert_eq!(
            (over.status, over.reason),
            (400, reasons::STATUS_ENDS_FIRST)
        );
    }
}

#[test]
fn statuses_go_with_their_definition_their_domain_and_their_member() {
    let mut world = furnished();
    call(&mut world, Post, DEFINED, custom("CUSTOM03"));
    let set = json!({"profileStatusId": "CUSTOM03"});
    call(&mut world, Post, SET, set.clone());
    call(
        &mut world,
        Delete,
        &format!("{DEFINED}/CUSTOM03"),
        Value::Null,
    );
    assert_eq!(at(&mut world, start()), []);
    assert_eq!(
        refused(&mut world, Post, SET, set.clone()).reason,
        reasons::UNKNOWN_VALUE
    );
    call(&mut world, Post, DEFINED, custom("CUSTOM03"));
    call(&mut world, Post, SET, set);
    call(&mut world, Post, SET, from_to(1, 2));
    let away = json!({"organizations": [{"domainId": AWAY, "primary": true, "orgUnits": [],
        "email": "e1@acme-sub.example"}]});
    call(&mut world, Post, "/users/externalKey:E1/move", away);
    let left = call(&mut world, Get, SET, Value::Null);
    let left = left["userProfileStatuses"].as_array().expect("a list");
    let ids: Vec<_> = left.iter().map(|left| &left["profileStatusId"]).collect();
    assert_eq!(ids, ["BUSY"], "what is built in is defined there too");
    call(
        &mut world,
        Delete,
        "/users/externalKey:E1/forcedelete",
        Value::Null,
    );
    assert!(world.state().statuses.all().next().is_none());
}
