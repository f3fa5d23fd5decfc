//! Facts 5.3.2: the calls of groups as a whole.

use serde_json::{Value, json};

use super::{entry, path, user};
use crate::bodies::{group, with};
use crate::tenant::{AWAY, HOME, Tenant};

/// Everything a group can be told.
fn full() -> Value {
    with(
        group("APOLLO", "E1", &[]),
        json!({
            "description": "月へ", "visible": false, "useServiceNotification": true,
            "serviceManageable": false, "administrators": [user("E2"), user("E1")],
            "members": [entry("USER", "E2"), entry("ORGUNIT", "SALES"), entry("GROUP", "ALL")],
            "useMessage": true, "useNote": true, "useCalendar": false, "useTask": true,
            "useFolder": true, "useMail": true, "groupEmail": "apollo@acme.example",
            "aliasEmails": ["moon@acme.example"], "canReceiveExternalMail": true,
            "toExternalEmails": ["partner@elsewhere.example"],
            "membersAllowedToUseGroupEmailAsRecipient": [user("E3")],
            "membersAllowedToUseGroupEmailAsSender": [user("E4")],
        }),
    )
}

/// The same as it is answered.
fn shown(t: &mut Tenant) -> Value {
    let mut user = |key: &str| {
        let id = t.id(&format!("/users/externalKey:{key}"));
        json!({"userId": id, "userExternalKey": key})
    };
    let people = json!({
        "administrators": [user("E2"), user("E1")],
        "membersAllowedToUseGroupEmailAsRecipient": [user("E3")],
        "membersAllowedToUseGroupEmailAsSender": [user("E4")],
    });
    let ids = [
        "/users/externalKey:E2",
        "/orgunits/externalKey:SALES",
        "/groups/externalKey:ALL",
    ]
    .map(|path| t.id(path));
    let members = json!([
        {"id": ids[0], "type": "USER", "externalKey": "E2"},
        {"id": ids[1], "type": "ORGUNIT", "externalKey": "SALES"},
        {"id": ids[2], "type": "GROUP", "externalKey": "ALL"},
    ]);
    with(with(full(), people), json!({ "members": members }))
}

#[test]
fn a_normal_group_is_made_read_changed_and_deleted() {
    proves!["5.3.1-01", "5.3.2-02", "5.3.2-03", "5.3.2-04", "5.3.2-05"];
    let mut t = Tenant::acme();
    let made = t.create("/groups", full());
    let expected = with(shown(&mut t), json!({"groupId": made["groupId"]}));
    assert_eq!(made, expected);
    let id = made["groupId"].as_str().expect("an id").to_owned();
    for name in [&id, "externalKey:APOLLO"] {
        assert_eq!(t.read(&format!("/groups/{name}")), expected);
    }
    for nobody in ["APOLLO", "externalKey:apollo", "apollo@acme.example"] {
        t.get(&format!("/groups/{nobody}")).refused(404);
    }
    let patched = t
        .patch(&path("APOLLO"), json!({"description": "火星へ"}))
        .is(200);
    assert_eq!(
        patched,
        with(expected.clone(), json!({"description": "火星へ"}))
    );
    assert_eq!(t.read(&path("APOLLO")), patched);
    let put = t.put(&path("APOLLO"), group("APOLLO", "E1", &[])).is(200);
    let blank = json!({
        "description": null, "visible": true, "useServiceNotification": false,
        "serviceManageable": true, "administrators": [expected["administrators"][1]],
        "members": [], "useMessage": false, "useNote": false, "useCalendar": false,
        "useTask": false, "useFolder": false, "useMail": false, "groupEmail": null,
        "aliasEmails": [], "canReceiveExternalMail": false, "toExternalEmails": [],
        "membersAllowedToUseGroupEmailAsRecipient": [],
        "membersAllowedToUseGroupEmailAsSender": [],
    });
    assert_eq!(put, with(expected, blank));
    assert_eq!(t.read(&path("APOLLO")), put);
    t.delete(&path("APOLLO")).is_empty();
    t.get(&format!("/groups/{id}")).refused(404);
    t.delete(&path("APOLLO")).refused(404);
    t.put(&path("APOLLO"), full()).refused(404);
    t.patch(&path("APOLLO"), json!({"visible": true}))
        .refused(404);
    // Everything it held is free again.
    t.create("/groups", full());
}

#[test]
fn a_deleted_group_leaves_the_groups_it_is_in() {
    proves!["5.3.2-05"];
    let mut t = Tenant::acme();
    t.create(
        "/groups",
        with(
            group("OUTER", "E1", &["E1"]),
            json!({"members":
        [entry("USER", "E1"), entry("GROUP", "ALL")]}),
        ),
    );
    t.delete(&path("ALL")).is_empty();
    assert_eq!(super::members(&mut t, "OUTER"), ["E1"]);
    // Whoever was in it stays.
    t.get("/users/externalKey:E2").is(200);
}

#[test]
fn lists_are_of_one_domain_and_hold_what_a_read_gives() {
    proves!["5.3.2-01"];
    let mut t = Tenant::acme();
    t.create("/groups", full());
    let far = json!({"domainId": AWAY, "administrators": [user("X1")]});
    t.create("/groups", with(group("FAR", "X1", &["X1"]), far));
    for (domain, keys) in [(HOME, vec!["ALL", "APOLLO"]), (AWAY, vec!["FAR"])] {
        let listed = t.list(&format!("/groups?count=1&domainId={domain}"), "groups");
        assert_eq!(listed.len(), keys.len());
        for (group, key) in listed.iter().zip(keys) {
            assert_eq!(t.read(&path(key)), *group);
        }
    }
    assert_eq!(
        t.read("/groups"),
        t.read(&format!("/groups?domainId={HOME}"))
    );
    t.get("/groups?domainId=999").refused(403);
    t.get("/groups?domainId=x").refused(400);
}

#[test]
fn create_refuses_a_name_or_key_that_is_taken() {
    proves!["5.3.3-03", "5.3.3-08"];
    let mut t = Tenant::acme();
    let key = json!({"groupExternalKey": "ALL"});
    let same_key = t.post("/groups", with(group("B", "E1", &[]), key));
    assert_eq!(same_key.refused(409), "duplicateKey");
    for name in ["ALL 委員会", "all 委員会"] {
        let name = json!({"groupName": name});
        let same_name = t.post("/groups", with(group("B", "E1", &[]), name));
        assert_eq!(same_name.refused(409), "duplicateName");
    }
}

#[test]
fn keys_of_groups_go_in_bulk() {
    proves!["5.3.2-12"];
    let mut t = Tenant::acme();
    t.create("/groups", full());
    let id = t.id(&path("APOLLO"));
    let body = json!({"groups": [
        {"id": id, "externalKey": "MOON"}, {"id": "externalKey:ALL", "externalKey": null}]});
    t.post("/groups/external-keys", body).is_empty();
    let moon = json!({"domainId": HOME, "name": "APOLLO 委員会", "email": "apollo@acme.example",
        "id": id, "externalKey": "MOON"});
    let with_key = t.list("/groups/external-keys?hasExternalKey=true", "groups");
    assert_eq!(with_key, [moon]);
    let without = t.list("/groups/external-keys?hasExternalKey=false", "groups");
    let kept = (&without[0]["externalKey"], &without[0]["email"]);
    assert_eq!((without.len(), kept), (1, (&Value::Null, &Value::Null)));
    assert_eq!(t.list("/groups/external-keys?count=1", "groups").len(), 2);
    assert_eq!(
        t.list(&format!("/groups/external-keys?domainId={AWAY}"), "groups")
            .len(),
        0
    );
    let all = without[0]["id"].as_str().expect("an id").to_owned();
    let set = |id: &str, key: &str| json!({"groups": [{"id": id, "externalKey": key}]});
    t.post("/groups/external-keys", set(&all, "MOON"))
        .refused(409);
    t.post("/groups/external-keys", set("nobody", "N"))
        .refused(404);
    t.post("/groups/external-keys", set(&all, "a#b"))
        .refused(400);
    t.post("/groups/external-keys", json!({"groups": []}))
        .refused(400);
    t.post("/groups/external-keys", set(&all, "ALL")).is_empty();
}
