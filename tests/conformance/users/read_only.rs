//! What the service says of a member and nobody writes on it.

use jiff::SignedDuration;
use meibo::directory::Id;
use serde_json::json;

use super::probe::{ignored, made, path};
use crate::tenant::Tenant;

#[test]
fn flags_are_only_given_back() {
    proves![
        "5.1.2-33", "5.1.2-34", "5.1.2-35", "5.1.2-36", "5.1.2-37", "5.1.4-03"
    ];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    for flag in [
        "isAdministrator",
        "isPending",
        "isSuspended",
        "isDeleted",
        "isAwaiting",
    ] {
        ignored(&mut t, flag, json!(true));
    }
    let mut pending = Tenant::acme();
    ignored(&mut pending, "isPending", json!(false));
}

#[test]
fn flags_say_what_is() {
    proves!["5.1.2-33", "5.1.2-34", "5.1.2-35", "5.1.2-36"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let boss = made(&mut t, json!({}));
    t.world
        .make_super_admin(&Id::from(boss["userId"].as_str().expect("an id")));
    let [e1, e2] = ["E1", "E2"].map(|key| format!("/users/externalKey:{key}"));
    t.act(&format!("{e1}/suspend")).is_empty();
    t.delete(&e2).is_empty();
    let mut pending = Tenant::acme();
    for (seen, true_of_it) in [
        (t.read(&path(&boss)), "isAdministrator"),
        (t.read(&e1), "isSuspended"),
        (t.read(&e2), "isDeleted"),
        (pending.read(&e1), "isPending"),
    ] {
        for flag in [
            "isAdministrator",
            "isPending",
            "isSuspended",
            "isDeleted",
            "isAwaiting",
        ] {
            assert_eq!(seen[flag], json!(flag == true_of_it), "{flag} of {seen}");
        }
    }
}

#[test]
fn why_a_member_is_suspended() {
    proves!["5.1.2-38"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    ignored(&mut t, "suspendedReason", json!("MASTER"));
    let e1 = "/users/externalKey:E1";
    assert_eq!(t.read(e1).get("suspendedReason"), Some(&json!(null)));
    t.act(&format!("{e1}/suspend")).is_empty();
    assert_eq!(t.read(e1)["suspendedReason"], "MASTER");
    t.patch(e1, json!({"suspendedReason": null})).is(200);
    assert_eq!(t.read(e1)["suspendedReason"], "MASTER");
    t.act(&format!("{e1}/unsuspend")).is_empty();
    assert_eq!(t.read(e1)["suspendedReason"], json!(null));
}

#[test]
fn a_leave_is_written_by_its_own_calls() {
    proves!["5.1.2-32"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let none = json!({"startTime": null, "endTime": null, "isLeaveOfAbsence": false});
    let set = json!({"startTime": t.now().to_string(),
        "endTime": (t.now() + SignedDuration::from_hours(5)).to_string()});
    ignored(&mut t, "leaveOfAbsence", set.clone());
    let e1 = "/users/externalKey:E1";
    assert_eq!(t.read(e1)["leaveOfAbsence"], none);
    t.post(&format!("{e1}/set-leave-of-absence"), set.clone())
        .is_empty();
    let held = t.read(e1)["leaveOfAbsence"].clone();
    assert_eq!(held["startTime"], set["startTime"]);
    assert_eq!(held["endTime"], set["endTime"]);
    assert_eq!(held["isLeaveOfAbsence"], true);
    let mut body = crate::bodies::member("E1");
    t.put(e1, body.clone()).is(200);
    body["leaveOfAbsence"] = json!(null);
    t.put(e1, body).is(200);
    t.patch(e1, json!({"leaveOfAbsence": null})).is(200);
    assert_eq!(t.read(e1)["leaveOfAbsence"], held);
}
