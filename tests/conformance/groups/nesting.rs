//! Facts 5.3.1 and 5.3.4: what may be in a group.

use serde_json::json;

use super::{entry, members, path};
use crate::bodies::{group, posts, with};
use crate::tenant::{AWAY, Tenant};

#[test]
fn a_group_is_in_a_group_but_not_in_itself() {
    proves!["5.3.4-04"];
    let mut t = Tenant::acme();
    for key in ["A", "B", "C"] {
        t.create("/groups", group(key, "E1", &["E1"]));
    }
    let call = |key: &str| format!("{}/members", path(key));
    t.post(&call("A"), entry("GROUP", "B")).is(201);
    t.post(&call("B"), entry("GROUP", "C")).is(201);
    assert_eq!(members(&mut t, "A"), ["E1", "B"]);
    for (outer, inner) in [("A", "A"), ("B", "A"), ("C", "A"), ("C", "B")] {
        let added = t.post(&call(outer), entry("GROUP", inner));
        assert_eq!(added.refused(400), "groupCycle", "{inner} in {outer}");
        let list = json!({"members": [entry("GROUP", inner)]});
        assert_eq!(
            t.patch(&path(outer), list.clone()).refused(400),
            "groupCycle"
        );
        let put = t.put(&path(outer), with(group(outer, "E1", &[]), list));
        assert_eq!(put.refused(400), "groupCycle");
    }
    // One group may be in several.
    t.post(&call("A"), entry("GROUP", "C")).is(201);
}

#[test]
fn members_come_from_every_domain() {
    proves!["5.3.4-06"];
    let mut t = Tenant::acme();
    let call = format!("{}/members", path("ALL"));
    let id = t.id("/users/externalKey:X1");
    t.post(&call, json!({"id": id, "type": "USER"})).is(201);
    t.post(&call, entry("ORGUNIT", "SUB")).is(201);
    let away = json!({"domainId": AWAY});
    t.create("/groups", with(group("FAR", "X1", &["X1"]), away));
    t.post(&call, entry("GROUP", "FAR")).is(201);
    assert_eq!(members(&mut t, "ALL"), ["E2", "X1", "SUB", "FAR"]);
    let removed = format!("{call}/{id}?type=USER&domainId={AWAY}");
    t.delete(&removed).is_empty();
    assert_eq!(members(&mut t, "ALL"), ["E2", "SUB", "FAR"]);
}

#[test]
fn an_org_is_one_member_whoever_is_in_it() {
    proves!["5.3.1-01"];
    let mut t = Tenant::acme();
    let path_of = |key: &str| format!("/users/externalKey:{key}");
    for key in ["E3", "E4"] {
        t.patch(&path_of(key), json!({"organizations": posts(&["SALES"])}))
            .is(200);
    }
    t.post(
        &format!("{}/members", path("ALL")),
        entry("ORGUNIT", "SALES"),
    )
    .is(201);
    assert_eq!(members(&mut t, "ALL"), ["E2", "SALES"]);
    let out = format!("{}/members/externalKey:E3?type=USER", path("ALL"));
    t.delete(&out).refused(404);
}

#[test]
fn no_call_knows_a_photo() {
    proves!["5.3.4-08"];
    let mut t = Tenant::acme();
    let call = format!("{}/photo", path("ALL"));
    t.get(&call).refused(404);
    t.post(&call, json!({"fileName": "a.png", "fileSize": 1}))
        .refused(404);
    t.put(&call, json!({})).refused(404);
    t.delete(&call).refused(404);
    let group = t.read(&path("ALL"));
    let group = group.as_object().expect("an object");
    assert!(
        group
            .keys()
            .all(|name| !name.to_lowercase().contains("photo"))
    );
}
