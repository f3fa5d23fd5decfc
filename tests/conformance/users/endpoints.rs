//! The calls of members, their success and their refusals.

use jiff::SignedDuration;
use meibo::world::Method;
use serde_json::{Value, json};

use crate::bodies::{member, with};
use crate::tenant::Tenant;

const E1: &str = "/users/externalKey:E1";
const NOBODY: &str = "/users/externalKey:NOBODY";

fn in_use() -> Tenant {
    Tenant::acme_with(|setup| setup.sso = true)
}

#[test]
fn members_are_read() {
    proves!["5.1.1-01", "5.1.1-02"];
    let mut t = Tenant::acme();
    let list = t.get("/users").is(200);
    let listed = list["users"].as_array().expect("a list");
    assert_eq!(listed.len(), 4);
    let one = t.get(E1).is(200);
    assert!(listed.contains(&one), "one shape in both");
    assert_eq!(
        t.get(&format!(
            "/users/{}",
            one["userId"].as_str().expect("an id")
        ))
        .is(200),
        one
    );
    assert_eq!(t.get(NOBODY).refused(404), "notFound");
    t.get("/users/nobody@acme.example").refused(404);
}

#[test]
fn members_are_replaced_and_changed() {
    proves!["5.1.1-03", "5.1.1-04"];
    let mut t = Tenant::acme();
    let full = with(member("E1"), json!({"task": "x", "location": "y"}));
    let put = t.put(E1, full).is(200);
    assert_eq!(put, t.read(E1));
    assert_eq!([&put["task"], &put["location"]], ["x", "y"]);
    let patched = t.patch(E1, json!({"task": null})).is(200);
    assert_eq!(patched, t.read(E1));
    assert_eq!(
        [&patched["task"], &patched["location"]],
        [&Value::Null, &json!("y")]
    );
    t.put(E1, json!({"task": 1})).refused(400);
    t.patch(E1, json!({"task": 1})).refused(400);
    for body in ["", "[]", "{", "\"x\""] {
        let header = t.bearer("user");
        for method in [Method::Put, Method::Patch] {
            t.send(method, E1, Some(&header), body.as_bytes())
                .refused(400);
        }
    }
    t.put(NOBODY, member("E9")).refused(404);
    t.patch(NOBODY, json!({})).refused(404);
}

#[test]
fn members_are_deleted() {
    proves!["5.1.1-05", "5.1.1-06", "5.1.1-07"];
    let mut t = in_use();
    let [e2, e3] = ["E2", "E3"].map(|key| format!("/users/externalKey:{key}"));
    t.delete(&e2).is_empty();
    assert_eq!(t.read(&e2)["isDeleted"], true);
    let back = t.act(&format!("{e2}/undelete")).is(200);
    assert_eq!(back, t.read(&e2));
    assert_eq!(back["isDeleted"], false);
    t.delete(&format!("{e3}/forcedelete")).is_empty();
    t.get(&e3).refused(404);
    // Its names are free at once.
    t.create("/users", member("E3"));
    // E1 is the only master of a group.
    t.delete(E1).refused(400);
    t.delete(&format!("{E1}/forcedelete")).refused(400);
    assert_eq!(
        t.act(&format!("{E1}/undelete")).refused(400),
        "memberIsNotDeleted"
    );
    t.delete(NOBODY).refused(404);
    t.delete(&format!("{NOBODY}/forcedelete")).refused(404);
    t.act(&format!("{NOBODY}/undelete")).refused(404);
}

#[test]
fn members_are_suspended_and_back() {
    proves!["5.1.1-08", "5.1.1-09"];
    let mut t = in_use();
    t.act(&format!("{E1}/unsuspend")).refused(400);
    t.act(&format!("{E1}/suspend")).is_empty();
    t.act(&format!("{E1}/suspend")).refused(400);
    t.act(&format!("{E1}/unsuspend")).is_empty();
    t.act(&format!("{NOBODY}/suspend")).refused(404);
    t.act(&format!("{NOBODY}/unsuspend")).refused(404);
}

#[test]
fn members_go_on_leave() {
    proves!["5.1.1-11"];
    let mut t = in_use();
    let path = format!("{E1}/set-leave-of-absence");
    let leave = json!({"startTime": t.now().to_string(),
        "endTime": (t.now() + SignedDuration::from_hours(1)).to_string()});
    t.post(&path, leave.clone()).is_empty();
    t.post(&path, json!({})).refused(400);
    t.post(&format!("{NOBODY}/set-leave-of-absence"), leave.clone())
        .refused(404);
    let reader = t.bearer("user.read");
    let body = leave.to_string();
    t.send(Method::Post, &path, Some(&reader), body.as_bytes())
        .refused(403);
}

#[test]
fn external_keys_in_bulk() {
    proves!["5.1.1-18"];
    let mut t = Tenant::acme();
    let keys = json!({"users": [{"id": "e1@acme.example", "externalKey": "NEW"}]});
    t.post("/users/external-keys", keys).is_empty();
    assert_eq!(t.read("/users/externalKey:NEW")["email"], "e1@acme.example");
    let listed = t.get("/users/external-keys").is(200);
    let held = listed["users"].as_array().expect("a list");
    assert!(held.iter().any(|user| user["externalKey"] == "NEW"));
}

#[test]
fn no_call_lists_the_groups_of_a_member() {
    proves!["5.1.1-21"];
    let mut t = Tenant::acme();
    for path in ["groups", "memberships", "orgunits", "group"] {
        assert_eq!(
            t.get(&format!("{E1}/{path}")).refused(404),
            "unknownPath",
            "{path}"
        );
    }
    let seen = t.read(E1);
    assert!(seen.get("groups").is_none(), "nor does the member say");
}
