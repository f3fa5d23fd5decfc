use serde_json::{Value, json};

use super::staging::{at, get, org};
use crate::world::testing::{AWAY, HOME, call, refused, world, world_where};
use crate::world::{Mark, Method, reasons};
use Method::{Get, Patch, Post as Create, Put};

#[test]
fn patch_replaces_what_it_names_and_null_erases() {
    let mut world = world();
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": "A", "orgUnitName": "A", "displayOrder": 1,
        "description": "d", "i18nNames": [{"language": "en_US", "name": "A"}, {"language": "ko_KR", "name": "K"}],
        "useMessage": true, "useNote": true,
    });
    let before = call(&mut world, Create, "/orgunits", body);
    let after = call(
        &mut world,
        Patch,
        &at("A"),
        json!({
            "description": null, "i18nNames": [{"language": "en_US", "name": "B"}],
            "displayOrder": 7, "parentOrgUnitId": "x", "displayLevel": 3, "misspelt": true,
        }),
    );
    let mut expected = before.clone();
    expected["description"] = Value::Null;
    expected["i18nNames"] = json!([{"language": "en_US", "name": "B"}]);
    assert_eq!(after, expected);
    let after = call(&mut world, Patch, &at("A"), json!({"useMessage": false}));
    assert_eq!(
        (&after["useMessage"], &after["useNote"]),
        (&json!(false), &json!(false))
    );
    let after = call(&mut world, Patch, &at("A"), json!({"useNote": true}));
    assert_eq!(
        after["useNote"],
        json!(false),
        "no note without the message room"
    );
    for name in ["orgUnitName", "email", "visible", "aliasEmails"] {
        let refusal = refused(&mut world, Patch, &at("A"), json!({ name: null }));
        assert_eq!(refusal.reason, reasons::NOT_NULLABLE, "{name}");
    }
    assert_eq!(
        refused(&mut world, Patch, &at("A"), json!({"domainId": AWAY})).reason,
        reasons::DOMAIN_CHANGE
    );
    assert_eq!(
        refused(&mut world, Patch, &at("none"), json!({})).status,
        404
    );
    let id = before["orgUnitId"].clone();
    call(
        &mut world,
        Patch,
        &at("A"),
        json!({"orgUnitExternalKey": null}),
    );
    assert_eq!(refused(&mut world, Get, &at("A"), Value::Null).status, 404);
    assert_eq!(
        call(
            &mut world,
            Get,
            &format!("/orgunits/{}", id.as_str().expect("id")),
            Value::Null
        )["orgUnitExternalKey"],
        Value::Null
    );
}

#[test]
fn patch_may_need_the_address() {
    let mut world = world_where(|a| a.org_patch_needs_no_email = false);
    org(&mut world, "A", None, 1);
    let refusal = refused(&mut world, Patch, &at("A"), json!({"orgUnitName": "B"}));
    assert_eq!(
        (refusal.fact.section, refusal.fact.mark),
        ("11 #20", Mark::I)
    );
    let email = get(&mut world, "A")["email"].clone();
    call(
        &mut world,
        Patch,
        &at("A"),
        json!({"orgUnitName": "B", "email": email}),
    );
}

#[test]
fn put_resets_what_is_left_out() {
    let mut world = world();
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": "A", "orgUnitName": "A", "displayOrder": 1,
        "email": "aa@acme.example", "description": "d", "visible": false, "canReceiveExternalMail": true,
        "useMessage": true, "useNote": true, "aliasEmails": ["ab@acme.example"],
        "i18nNames": [{"language": "en_US", "name": "A"}],
    });
    let made = call(&mut world, Create, "/orgunits", body);
    let path = format!("/orgunits/{}", made["orgUnitId"].as_str().expect("id"));
    let after = call(
        &mut world,
        Put,
        &path,
        json!({"domainId": HOME, "email": "aa@acme.example"}),
    );
    let mut expected = made.clone();
    for (name, value) in [
        ("orgUnitExternalKey", Value::Null),
        ("description", Value::Null),
        ("visible", json!(true)),
        ("canReceiveExternalMail", json!(false)),
        ("useMessage", json!(false)),
        ("useNote", json!(false)),
        ("aliasEmails", json!([])),
        ("i18nNames", json!([])),
    ] {
        expected[name] = value;
    }
    assert_eq!(after, expected);
    assert_eq!(
        refused(&mut world, Put, &path, json!({"domainId": HOME})).reason,
        reasons::MISSING_PROPERTY
    );
    assert_eq!(
        refused(&mut world, Put, &path, json!({"email": "aa@acme.example"})).reason,
        reasons::MISSING_PROPERTY
    );
}
