//! Facts 5.3.2 to 5.3.4: masters of a group.

use serde_json::{Value, json};

use super::{masters, members, path, user};
use crate::bodies::{group, with};
use crate::property::GROUP;
use crate::tenant::{HOME, Tenant};

#[test]
fn masters_are_listed() {
    proves!["5.3.2-09"];
    let mut t = Tenant::acme();
    let all = json!({"administrators": [user("E1"), user("E2"), user("E3")]});
    t.patch(&path("ALL"), all).is(200);
    let listed = t.list(
        &format!("{}/administrators?count=2", path("ALL")),
        "administrators",
    );
    let expected: Vec<Value> = ["E1", "E2", "E3"]
        .map(|key| {
            let id = t.id(&format!("/users/externalKey:{key}"));
            json!({"userId": id, "userExternalKey": key})
        })
        .into();
    assert_eq!(listed, expected);
    assert_eq!(t.read(&path("ALL"))["administrators"], json!(expected));
    t.get(&format!("{}/administrators?domainId={HOME}", path("ALL")))
        .is(200);
    t.get("/groups/nobody/administrators").refused(404);
    t.get(&format!("{}/administrators?domainId=999", path("ALL")))
        .refused(403);
    t.get(&format!("{}/administrators?count=x", path("ALL")))
        .refused(400);
}

#[test]
fn a_master_is_added() {
    proves!["5.3.2-10"];
    let mut t = Tenant::acme();
    let call = format!("{}/administrators", path("ALL"));
    let id = t.id("/users/externalKey:E2");
    for (name, key) in [
        (id.as_str(), "E2"),
        ("externalKey:E3", "E3"),
        ("e4@acme.example", "E4"),
    ] {
        t.post(&call, json!({ "userId": name })).is(201);
        assert_eq!(masters(&mut t, "ALL").last().map(String::as_str), Some(key));
        let again = t.post(&call, json!({ "userId": name }));
        assert_eq!(again.refused(409), "alreadyInGroup");
    }
    assert_eq!(masters(&mut t, "ALL"), ["E1", "E2", "E3", "E4"]);
    t.post(&call, json!({})).refused(400);
    t.post(&call, json!({"userId": 7})).refused(400);
    t.act(&call).refused(400);
    t.post("/groups/nobody/administrators", user("E2"))
        .refused(404);
}

#[test]
fn a_master_is_taken_away_but_never_the_last() {
    proves!["5.3.2-11", "5.3.4-01"];
    let mut t = Tenant::acme();
    let all = json!({"administrators": [user("E1"), user("E2"), user("E3"), user("E4")]});
    t.patch(&path("ALL"), all).is(200);
    let call = |name: &str| format!("{}/administrators/{name}", path("ALL"));
    let id = t.id("/users/externalKey:E1");
    t.delete(&call(&id)).is_empty();
    t.delete(&call(&id)).refused(404);
    t.delete(&format!("{}?domainId={HOME}", call("externalKey:E2")))
        .is_empty();
    t.delete(&format!("{}?domainId=x", call("externalKey:E3")))
        .refused(400);
    t.delete(&call("e3@acme.example")).is_empty();
    t.delete(&call("nobody")).refused(404);
    t.delete("/groups/nobody/administrators/externalKey:E4")
        .refused(404);
    assert_eq!(t.delete(&call("externalKey:E4")).refused(400), "lastMaster");
    assert_eq!(masters(&mut t, "ALL"), ["E4"]);
    // Neither by the whole list, nor by deleting the person.
    for none in [json!([]), Value::Null] {
        t.patch(&path("ALL"), json!({ "administrators": none }))
            .refused(400);
        t.put(
            &path("ALL"),
            with(group("ALL", "E4", &[]), json!({ "administrators": none })),
        )
        .refused(400);
    }
    t.delete("/users/externalKey:E4").refused(400);
}

#[test]
fn create_and_put_need_a_master() {
    proves!["5.3.3-09"];
    let mut t = Tenant::acme();
    GROUP.needs(&mut t, "administrators", true);
    GROUP.refuses_null(&mut t, "administrators");
    GROUP.refuses_all(&mut t, "administrators", &[json!([])], "tooFewEntries");
    let odd = [
        json!("E1"),
        json!(["E1"]),
        json!({"userId": "externalKey:E1"}),
    ];
    GROUP.refuses_all(&mut t, "administrators", &odd, "wrongType");
    GROUP.refuses_all(&mut t, "administrators", &[json!([{}])], "missingProperty");
    let nobody = json!([{"userId": "externalKey:NONE"}]);
    GROUP.refuses_all(&mut t, "administrators", &[nobody], "noSuchReference");
    let twice = json!([user("E1"), {"userId": "e1@acme.example"}]);
    GROUP.refuses_all(&mut t, "administrators", &[twice], "duplicateEntry");
    let id = t.id("/users/externalKey:E2");
    let shown = json!([{"userId": id, "userExternalKey": "E2"}]);
    for name in [id.as_str(), "externalKey:E2", "e2@acme.example"] {
        let sent = json!([{"userId": name, "userExternalKey": "E9"}]);
        GROUP.takes_as(&mut t, "administrators", sent, &shown);
    }
}

#[test]
fn a_master_is_not_a_member_by_it() {
    proves!["5.3.4-02"];
    let mut t = Tenant::acme();
    assert_eq!(members(&mut t, "ALL"), ["E2"]);
    t.post(&format!("{}/administrators", path("ALL")), user("E3"))
        .is(201);
    assert_eq!(members(&mut t, "ALL"), ["E2"]);
    let made = t.create("/groups", group("B", "E1", &[]));
    assert_eq!(made["members"], json!([]));
    // Nor does a member stop being one when mastership ends.
    t.post(&format!("{}/administrators", path("ALL")), user("E2"))
        .is(201);
    t.delete(&format!("{}/administrators/externalKey:E2", path("ALL")))
        .is_empty();
    assert_eq!(members(&mut t, "ALL"), ["E2"]);
}
