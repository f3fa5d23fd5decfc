//! Facts 5.2.2 and 5.2.4: the order of an org unit among its siblings.

use serde_json::{Value, json};

use crate::bodies::{org, with, without};
use crate::property::ORG;
use crate::tenant::Tenant;

/// `{"parentOrgUnitId", "displayOrder"}`
fn place(parent: Option<&str>, order: i64) -> Value {
    let parent = parent.map(|key| format!("externalKey:{key}"));
    json!({"parentOrgUnitId": parent, "displayOrder": order})
}

fn family(t: &mut Tenant, parent: Option<&str>, keys: &[&str]) {
    for (key, order) in keys.iter().zip(1..) {
        t.create("/orgunits", with(org(key), place(parent, order)));
    }
}

/// The children of an org in their order. Only relative order counts: numbers are compared,
/// not what they are.
fn children(t: &mut Tenant, parent: Option<&str>) -> Vec<String> {
    let orgs = t.list("/orgunits", "orgUnits");
    let mut found: Vec<(i64, String)> = orgs
        .iter()
        .filter(|org| org["parentExternalKey"].as_str() == parent)
        .map(|org| {
            let order = org["displayOrder"].as_i64().expect("a number");
            (
                order,
                org["orgUnitExternalKey"]
                    .as_str()
                    .expect("a key")
                    .to_owned(),
            )
        })
        .collect();
    found.sort_unstable();
    let distinct = found.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(
        distinct && found.iter().all(|(order, _)| *order >= 1),
        "{found:?}"
    );
    found.into_iter().map(|(_, key)| key).collect()
}

#[track_caller]
fn relocate(t: &mut Tenant, key: &str, parent: Option<&str>, order: i64) {
    let path = format!("/orgunits/externalKey:{key}/move");
    let moved = t.post(&path, place(parent, order)).is(200);
    assert_eq!(moved["parentExternalKey"].as_str(), parent);
}

const FIVE: [&str; 5] = ["A", "B", "C", "D", "E"];

#[test]
fn create_needs_a_place() {
    proves!["5.2.2-11"];
    let mut t = Tenant::acme();
    let bare = t.post("/orgunits", without(org("A"), "displayOrder"));
    assert_eq!(bare.refused(400), "missingProperty");
    let odd = [
        json!(0),
        json!(-1),
        json!("1"),
        json!(1.5),
        json!(2_147_483_648_i64),
        json!(null),
        json!([1]),
    ];
    for odd in odd {
        t.post("/orgunits", with(org("A"), json!({"displayOrder": odd})))
            .refused(400);
    }
    for order in [1, 2_147_483_647] {
        t.create("/orgunits", with(org("A"), json!({"displayOrder": order})));
        t.delete("/orgunits/externalKey:A").is_empty();
    }
}

#[test]
fn create_inserts_and_the_others_shift() {
    proves!["5.2.2-11"];
    let mut t = Tenant::empty();
    t.create("/orgunits", org("TOP"));
    for parent in [None, Some("TOP")] {
        family(&mut t, parent, &[]);
        let key = |name: &str| format!("{}{name}", parent.unwrap_or_default());
        for (name, order) in [("1", 1), ("2", 2), ("3", 3), ("FIRST", 1), ("THIRD", 3)] {
            t.create("/orgunits", with(org(&key(name)), place(parent, order)));
        }
        let mut expected: Vec<String> = ["FIRST", "1", "THIRD", "2", "3"].map(&key).into();
        if parent.is_none() {
            expected.push("TOP".to_owned());
        }
        assert_eq!(children(&mut t, parent), expected);
    }
}

#[test]
fn put_and_patch_leave_the_order_alone() {
    proves!["5.2.2-11"];
    let mut t = Tenant::empty();
    family(&mut t, None, &FIVE);
    let before = t.read("/orgunits/externalKey:E");
    for odd in [json!(1), json!(0), json!("first"), json!(null)] {
        let path = "/orgunits/externalKey:E";
        let put = t
            .put(path, with(org("E"), json!({"displayOrder": odd})))
            .is(200);
        assert_eq!(put, before);
        let patched = t.patch(path, json!({"displayOrder": odd})).is(200);
        assert_eq!(patched, before);
    }
    let put = t.put("/orgunits/externalKey:E", without(org("E"), "displayOrder"));
    assert_eq!(put.is(200), before);
    assert_eq!(children(&mut t, None), FIVE);
}

#[test]
fn a_move_within_a_parent_is_an_insertion() {
    proves!["5.2.4-01", "5.2.2-11"];
    // The documented example: the fifth becomes the second.
    let mut t = Tenant::empty();
    family(&mut t, None, &FIVE);
    relocate(&mut t, "E", None, 2);
    assert_eq!(children(&mut t, None), ["A", "E", "B", "C", "D"]);
    for (key, order, expected) in [
        ("A", 1, ["A", "B", "C", "D", "E"]),
        ("A", 3, ["B", "C", "A", "D", "E"]),
        ("A", 5, ["B", "C", "D", "E", "A"]),
        ("C", 3, ["A", "B", "C", "D", "E"]),
        ("E", 1, ["E", "A", "B", "C", "D"]),
        ("D", 99, ["A", "B", "C", "E", "D"]),
    ] {
        let mut t = Tenant::empty();
        t.create("/orgunits", org("TOP"));
        family(&mut t, Some("TOP"), &FIVE);
        relocate(&mut t, key, Some("TOP"), order);
        assert_eq!(children(&mut t, Some("TOP")), expected, "{key} to {order}");
    }
}

#[test]
fn a_move_to_another_parent_shifts_both() {
    proves!["5.2.4-01", "5.2.2-11"];
    for (order, expected) in [
        (1, ["B", "X", "Y"]),
        (2, ["X", "B", "Y"]),
        (3, ["X", "Y", "B"]),
        (99, ["X", "Y", "B"]),
    ] {
        let mut t = Tenant::empty();
        family(&mut t, None, &["FROM", "TO"]);
        family(&mut t, Some("FROM"), &["A", "B", "C"]);
        family(&mut t, Some("TO"), &["X", "Y"]);
        relocate(&mut t, "B", Some("TO"), order);
        assert_eq!(children(&mut t, Some("FROM")), ["A", "C"]);
        assert_eq!(children(&mut t, Some("TO")), expected);
    }
    // To the top: null, or nothing said.
    for body in [
        json!({"parentOrgUnitId": null, "displayOrder": 2}),
        json!({"displayOrder": 2}),
    ] {
        let mut t = Tenant::empty();
        family(&mut t, None, &["P", "Q"]);
        family(&mut t, Some("P"), &["A", "B"]);
        let moved = t.post("/orgunits/externalKey:A/move", body).is(200);
        assert_eq!(moved["parentOrgUnitId"], Value::Null);
        assert_eq!(children(&mut t, None), ["P", "A", "Q"]);
        assert_eq!(children(&mut t, Some("P")), ["B"]);
    }
}

#[test]
fn what_a_move_refuses() {
    proves!["5.2.4-01"];
    let mut t = Tenant::acme();
    let path = "/orgunits/externalKey:DEV/move";
    let parent = json!({"parentOrgUnitId": "externalKey:SALES"});
    assert_eq!(t.post(path, parent.clone()).refused(400), "missingProperty");
    t.act(path).refused(400);
    for odd in [
        json!(0),
        json!(-1),
        json!("1"),
        json!(null),
        json!(2_147_483_648_i64),
    ] {
        t.post(path, with(parent.clone(), json!({"displayOrder": odd})))
            .refused(400);
    }
    for (parent, reason) in [
        (json!("externalKey:NONE"), "noSuchReference"),
        (json!("externalKey:DEV"), "orgCycle"),
        (json!("externalKey:SUB"), "parentInOtherDomain"),
        (json!(7), "wrongType"),
    ] {
        let body = json!({"parentOrgUnitId": parent, "displayOrder": 1});
        assert_eq!(t.post(path, body).refused(400), reason);
    }
    // Nor below what is below it.
    t.create("/orgunits", with(org("LOW"), place(Some("DEV"), 1)));
    for below in ["SALES", "DEV", "LOW"] {
        let said = t.post("/orgunits/externalKey:HQ/move", place(Some(below), 1));
        assert_eq!(said.refused(400), "orgCycle");
    }
}

#[test]
fn children_come_along() {
    proves!["5.2.4-01", "5.2.2-12"];
    let mut t = Tenant::acme();
    family(&mut t, Some("DEV"), &["A", "B"]);
    family(&mut t, Some("A"), &["LOW"]);
    relocate(&mut t, "DEV", Some("SALES"), 1);
    assert_eq!(children(&mut t, Some("DEV")), ["A", "B"]);
    assert_eq!(children(&mut t, Some("A")), ["LOW"]);
    for (key, level) in [("HQ", 1), ("SALES", 2), ("DEV", 3), ("B", 4), ("LOW", 5)] {
        let org = t.read(&format!("/orgunits/externalKey:{key}"));
        assert_eq!(org["displayLevel"], level, "{key}");
    }
    relocate(&mut t, "A", None, 1);
    assert_eq!(t.read("/orgunits/externalKey:LOW")["displayLevel"], 2);
    ORG.read_only(&mut t, "displayLevel", json!(7));
}

#[test]
fn a_parent_has_any_number_of_children() {
    proves!["5.2.3-02"];
    let mut t = Tenant::empty();
    t.create("/orgunits", org("TOP"));
    let keys: Vec<String> = (0..300).map(|n| format!("K{n}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    family(&mut t, Some("TOP"), &keys);
    assert_eq!(children(&mut t, Some("TOP")), keys);
}
