use serde_json::{Value, json};

use crate::directory::Id;
use crate::world::testing::{AWAY, call};
use crate::world::{Act, Method, World};

use super::{action, call_later, create, get, later, path, person, refusal, sso, world};
use Method::{Delete, Get, Post};

fn does(world: &mut World, verb: &str) {
    call(world, Post, &action("E1", verb), Value::Null);
}

fn refuses(world: &mut World, verb: &str) -> String {
    refusal(world, Post, &action("E1", verb), Value::Null)
}

#[test]
fn members_in_use_are_suspended_and_come_back() {
    let mut w = sso();
    create(&mut w, "E1");
    assert_eq!(refuses(&mut w, "unsuspend"), "400 memberIsNotSuspended D");
    does(&mut w, "suspend");
    let seen = get(&mut w, "E1");
    assert_eq!(seen["isSuspended"], true);
    assert_eq!(seen["suspendedReason"], "MASTER");
    assert_eq!(refuses(&mut w, "suspend"), "400 memberIsSuspended D");
    does(&mut w, "unsuspend");
    let seen = get(&mut w, "E1");
    assert_eq!(seen["isSuspended"], false);
    assert_eq!(seen["suspendedReason"], Value::Null);
}

#[test]
fn pending_and_deleted_members_are_not_suspended() {
    let mut w = world();
    create(&mut w, "E1");
    assert_eq!(refuses(&mut w, "suspend"), "400 memberIsPending D");
    call(&mut w, Delete, &path("E1"), Value::Null);
    for (verb, said) in [
        ("suspend", "400 memberIsDeleted D"),
        ("unsuspend", "400 memberIsDeleted I"),
        ("force-logout", "400 memberIsDeleted I"),
        ("clear-leave-of-absence", "400 memberIsDeleted I"),
    ] {
        assert_eq!(refuses(&mut w, verb), said, "{verb}");
    }
}

#[test]
fn administrators_stay() {
    let mut w = sso();
    let id = create(&mut w, "E1")["userId"].clone();
    let id = Id::from(id.as_str().expect("an id"));
    w.make_super_admin(&id);
    assert_eq!(get(&mut w, "E1")["isAdministrator"], true);
    let gone = "400 memberIsAdministrator D";
    assert_eq!(refuses(&mut w, "suspend"), gone);
    assert_eq!(refusal(&mut w, Delete, &path("E1"), Value::Null), gone);
    let force = action("E1", "forcedelete");
    assert_eq!(refusal(&mut w, Delete, &force, Value::Null), gone);
    let body = json!({"privateEmail": null});
    assert_eq!(
        refusal(&mut w, Method::Patch, &path("E1"), body),
        "400 missingProperty D",
        "the super administrator needs a private address"
    );
}

#[test]
fn the_highest_of_another_domain_says_nothing_of_this_one() {
    let mut w = sso();
    create(&mut w, "E1");
    let role = json!({"act": "makeAdministrator", "member": "externalKey:E1"});
    let role: Act = serde_json::from_value(role).expect("an act");
    w.act(&role, later(0)).expect("done");
    let unsure = "400 memberIsAdministrator I";
    assert_eq!(refuses(&mut w, "suspend"), unsure);
    let away = json!({"domainId": AWAY, "email": "x1@acme-sub.example", "userExternalKey": "X1",
        "userName": {"lastName": "森"}});
    for body in [away, person("E2")] {
        let made = call(&mut w, Post, "/users", body);
        w.make_super_admin(&Id::from(made["userId"].as_str().expect("an id")));
        if made["domainId"] == AWAY {
            assert_eq!(refuses(&mut w, "suspend"), unsure);
        }
    }
    does(&mut w, "suspend");
}

#[test]
fn logging_out_is_accepted_and_comes_later() {
    let mut w = sso();
    create(&mut w, "E1");
    let reply = w.perform(Post, &action("E1", "force-logout"), None, later(0));
    assert_eq!(reply.map(|reply| reply.status), Ok(202));
}

#[test]
fn a_leave_comes_and_goes() {
    let mut w = sso();
    create(&mut w, "E1");
    let set = action("E1", "set-leave-of-absence");
    let leave = |from: i64, to: i64| json!({"startTime": later(from).to_string(), "endTime": later(to).to_string()});
    for (body, said) in [
        (json!({}), "400 missingProperty D"),
        (
            json!({"startTime": later(1).to_string()}),
            "400 missingProperty D",
        ),
        (
            json!({"startTime": "2026-04-01", "endTime": "x"}),
            "400 badFormat D",
        ),
        (leave(2, 1), "400 leaveEndsFirst I"),
    ] {
        assert_eq!(refusal(&mut w, Post, &set, body), said);
    }
    call(&mut w, Post, &set, leave(1, 3));
    let on_leave = |w: &mut World, hours| {
        let seen = call_later(w, hours, Get, &path("E1")).expect("there");
        seen["leaveOfAbsence"]["isLeaveOfAbsence"] == true
    };
    let mut walk = w.clone();
    assert_eq!(
        [0, 1, 2, 3, 4].map(|hours| on_leave(&mut walk, hours)),
        [false, true, true, true, false]
    );
    call(&mut w, Post, &set, leave(-1, 1));
    assert_eq!(refuses(&mut w, "suspend"), "400 memberIsOnLeave I");
    does(&mut w, "clear-leave-of-absence");
    let seen = get(&mut w, "E1");
    let none = json!({"startTime": null, "endTime": null, "isLeaveOfAbsence": false});
    assert_eq!(seen["leaveOfAbsence"], none);
    does(&mut w, "suspend");
    assert_eq!(
        refusal(&mut w, Post, &set, leave(1, 3)),
        "400 memberIsSuspended I"
    );
}
