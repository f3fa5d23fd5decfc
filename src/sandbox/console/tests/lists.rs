//! The order of members in an org, their states, and the pace.

use serde_json::json;

use crate::directory::Id;
use crate::sandbox::console::language::Tongue;
use crate::sandbox::console::people::{Standing, full_name, seats};
use crate::world::{Method, World};

use super::company::{company, drawn, id_of, keyed, now};

fn create(world: &mut World, target: &str, body: serde_json::Value, id: &str) -> String {
    let reply = world.perform(Method::Post, target, Some(&body), now());
    let body = reply.expect("accepted").body.expect("a body");
    body[id].as_str().expect("an id").to_owned()
}

/// Executive, leader, position, level, name (facts 5.1.9).
#[test]
fn members_stand_in_the_documented_order() {
    let mut world = company(|_| {});
    let rank = |world: &mut World, list: &str, kind: &str, order: i64, executive: bool| {
        let mut body = json!({
            "domainId": 20000123, "displayOrder": order, (format!("{kind}Name")): format!("{kind} {order} {executive}"),
        });
        if kind == "level" {
            body["executive"] = json!(executive);
        }
        create(
            world,
            &format!("/directory/{list}"),
            body,
            &format!("{kind}Id"),
        )
    };
    let board = rank(&mut world, "levels", "level", 900, true);
    let high = rank(&mut world, "levels", "level", 901, false);
    let low = rank(&mut world, "levels", "level", 902, false);
    let chief = rank(&mut world, "positions", "position", 900, false);
    let clerk = rank(&mut world, "positions", "position", 901, false);
    let org = json!({"domainId": 20000123, "orgUnitName": "order", "displayOrder": 1, "email": "order@acme.example"});
    let org = create(&mut world, "/orgunits", org, "orgUnitId");
    for (name, level, position, leader) in [
        ("g-none", None, None, false),
        ("f-zz", Some(&high), None, false),
        ("e-low", Some(&low), Some(&clerk), false),
        ("d-high-z", Some(&high), Some(&clerk), false),
        ("d-high-a", Some(&high), Some(&clerk), false),
        ("c-chief", Some(&low), Some(&chief), false),
        ("b-leader", None, None, true),
        ("a-board", Some(&board), None, false),
    ] {
        let body = json!({
            "domainId": 20000123, "email": format!("{name}@acme.example"), "userName": {"lastName": name},
            "privateEmail": "x@private.example",
            "organizations": [{"domainId": 20000123, "primary": true, "levelId": level, "orgUnits": [
                {"orgUnitId": org, "primary": true, "positionId": position, "isManager": leader}]}],
        });
        create(&mut world, "/users", body, "userId");
    }
    let names: Vec<String> = seats(&world, &Id::from(org))
        .iter()
        .map(|seat| full_name(seat.member))
        .collect();
    assert_eq!(
        names,
        [
            "a-board", "b-leader", "c-chief", "d-high-a", "d-high-z", "e-low", "f-zz", "g-none"
        ]
    );
}

#[test]
fn the_state_that_weighs_most_is_shown() {
    let mut id = String::new();
    let mut of = |flags: serde_json::Value, deleted_at: Option<&str>| {
        let world = company(|state| {
            id = id_of(state, "members", "E00088");
            keyed(state, "members", "E00088")["flags"] = flags;
            if let Some(at) = deleted_at {
                state["extras"] = json!({ (id.as_str()): { "deletedAt": at } });
            }
        });
        let member = &world.directory().members[id.as_str()];
        Standing::of(&world, member, now())
    };
    use crate::directory::SuspendedReason::{LoginFail, Master};
    for (flags, deleted_at, expected) in [
        (json!({}), None, Standing::InUse),
        (json!({"awaiting": true}), None, Standing::Awaiting),
        (
            json!({"onLeave": true, "awaiting": true}),
            None,
            Standing::OnLeave,
        ),
        (
            json!({"suspended": true, "suspendedReason": "MASTER", "onLeave": true}),
            None,
            Standing::Suspended(Some(Master)),
        ),
        (
            json!({"suspended": true, "suspendedReason": "LOGIN_FAIL"}),
            None,
            Standing::Suspended(Some(LoginFail)),
        ),
        (json!({"pending": true}), None, Standing::Pending),
        (
            json!({"deleted": true, "pending": true}),
            Some("2026-11-22T00:00:00Z"),
            Standing::Deleted(7),
        ),
        (
            json!({"deleted": true}),
            Some("2026-11-21T23:59:59Z"),
            Standing::Deleted(7),
        ),
        (
            json!({"deleted": true}),
            Some("2026-11-15T00:00:01Z"),
            Standing::Deleted(1),
        ),
        (
            json!({"deleted": true}),
            Some("2026-11-19T00:00:00Z"),
            Standing::Deleted(4),
        ),
    ] {
        assert_eq!(
            of(flags.clone(), deleted_at),
            expected,
            "{flags} {deleted_at:?}"
        );
    }
}

#[test]
fn org_writes_sooner_than_a_second_are_marked() {
    let world = company(|_| {});
    let log = drawn(&world, "/calls", Tongue::En).expect("a page");
    assert!(log.contains("+0.40 s"), "{log}");
    assert!(log.contains("sooner than one second"));
}
