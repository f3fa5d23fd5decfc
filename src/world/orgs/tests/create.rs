use serde_json::{Value, json};

use super::staging::{at, get, org};
use crate::world::testing::{AWAY, HOME, call, refused, rules, world};
use crate::world::{Assumptions, Mark, Method, World, reasons};
use Method::{Patch, Post as Create};

#[test]
fn a_created_org_has_the_documented_shape_and_defaults() {
    let mut world = world();
    let made = call(
        &mut world,
        Create,
        "/orgunits",
        json!({"domainId": HOME, "orgUnitName": "営業部", "displayOrder": 1, "colour": "red"}),
    );
    assert_eq!(
        made,
        json!({
            "domainId": HOME,
            "orgUnitId": made["orgUnitId"],
            "orgUnitExternalKey": null,
            "orgUnitName": "営業部",
            "i18nNames": [],
            "email": made["email"],
            "description": null,
            "visible": true,
            "parentOrgUnitId": null,
            "parentExternalKey": null,
            "displayOrder": 1,
            "displayLevel": 1,
            "aliasEmails": [],
            "canReceiveExternalMail": false,
            "useMessage": false, "useNote": false, "useCalendar": false, "useTask": false,
            "useFolder": false, "useServiceNotification": false,
            "membersAllowedToUseOrgUnitEmailAsRecipient": [],
            "membersAllowedToUseOrgUnitEmailAsSender": []
        })
    );
    let email = made["email"].as_str().expect("an address is made");
    assert!(email.ends_with("@acme.example"), "{email}");
    let text = |value: &Value| {
        value
            .as_object()
            .expect("object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        text(&made)[..4],
        ["domainId", "orgUnitId", "orgUnitExternalKey", "orgUnitName"]
    );
}

#[test]
fn the_golden_org_can_be_made_and_read_back() {
    let mut world = world();
    org(&mut world, "T-SALES", None, 1);
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": "T-SALES-1", "orgUnitName": "営業1課",
        "i18nNames": [{"language": "en_US", "name": "Sales 1"}], "email": "t-sales-1@acme.example",
        "parentOrgUnitId": "externalKey:T-SALES", "displayOrder": 1, "aliasEmails": ["sales.one@acme.example"],
        "canReceiveExternalMail": true, "useMessage": true, "useNote": true, "useCalendar": true,
        "useTask": true, "useFolder": true, "useServiceNotification": true, "description": "課",
    });
    call(&mut world, Create, "/orgunits", body.clone());
    let read = get(&mut world, "T-SALES-1");
    for (name, value) in body.as_object().expect("object") {
        if name != "parentOrgUnitId" {
            assert_eq!(&read[name], value, "{name}");
        }
    }
    assert_eq!(read["parentExternalKey"], "T-SALES");
    assert_eq!(read["displayLevel"], 2);
}

#[test]
fn create_refuses_what_is_missing_or_malformed() {
    let base = json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 1});
    for (name, value, reason, mark) in [
        ("domainId", Value::Null, reasons::NOT_NULLABLE, Mark::D),
        ("domainId", json!("1"), reasons::WRONG_TYPE, Mark::D),
        ("domainId", json!(7), reasons::NO_SUCH_DOMAIN, Mark::I),
        ("orgUnitName", json!(""), reasons::TOO_SHORT, Mark::D),
        (
            "orgUnitName",
            json!("あ".repeat(101)),
            reasons::TOO_LONG,
            Mark::D,
        ),
        (
            "orgUnitName",
            json!("a#b"),
            reasons::BAD_CHARACTERS,
            Mark::D,
        ),
        (
            "orgUnitExternalKey",
            json!("a/b"),
            reasons::BAD_CHARACTERS,
            Mark::D,
        ),
        ("displayOrder", json!(0), reasons::OUT_OF_RANGE, Mark::D),
        ("displayOrder", json!("1"), reasons::WRONG_TYPE, Mark::D),
        (
            "description",
            json!("x".repeat(161)),
            reasons::TOO_LONG,
            Mark::D,
        ),
        ("visible", Value::Null, reasons::NOT_NULLABLE, Mark::D),
        ("useMessage", json!(1), reasons::WRONG_TYPE, Mark::D),
        (
            "email",
            json!("Sales@acme.example"),
            reasons::BAD_EMAIL,
            Mark::D,
        ),
        (
            "email",
            json!("a..b@acme.example"),
            reasons::BAD_EMAIL,
            Mark::D,
        ),
        (
            "email",
            json!("sales@elsewhere.example"),
            reasons::FOREIGN_EMAIL,
            Mark::I,
        ),
        (
            "i18nNames",
            json!([{"language": "fr_FR", "name": "x"}]),
            reasons::UNKNOWN_VALUE,
            Mark::D,
        ),
        (
            "i18nNames",
            json!([{"language": "en_US"}]),
            reasons::MISSING_PROPERTY,
            Mark::D,
        ),
        (
            "parentOrgUnitId",
            json!("externalKey:none"),
            reasons::NO_SUCH_REFERENCE,
            Mark::D,
        ),
        (
            "aliasEmails",
            json!(["a1@acme.example", "a1@acme.example"]),
            reasons::DUPLICATE_ENTRY,
            Mark::I,
        ),
        (
            "membersAllowedToUseOrgUnitEmailAsSender",
            json!([{"userId": "x"}]),
            reasons::NO_SUCH_REFERENCE,
            Mark::D,
        ),
    ] {
        let mut body = base.clone();
        body[name] = value.clone();
        let refusal = refused(&mut world(), Create, "/orgunits", body);
        assert_eq!(
            (refusal.reason, refusal.fact.mark),
            (reason, mark),
            "{name}: {value}"
        );
    }
    for (name, mark) in [
        ("domainId", Mark::D),
        ("orgUnitName", Mark::D),
        ("displayOrder", Mark::E),
    ] {
        let mut body = base.clone();
        body.as_object_mut().expect("object").remove(name);
        let refusal = refused(&mut world(), Create, "/orgunits", body);
        assert_eq!(refusal.status, 400);
        assert_eq!(
            (refusal.reason, refusal.fact.mark),
            (reasons::MISSING_PROPERTY, mark)
        );
        assert_eq!(refusal.params, [("property", name.to_owned())]);
    }
    assert_eq!(
        refused(&mut world(), Create, "/orgunits", Value::Null).reason,
        reasons::BODY_REQUIRED
    );
}

#[test]
fn keys_and_addresses_are_unique() {
    let mut world = world();
    org(&mut world, "A", None, 1);
    let email = get(&mut world, "A")["email"].clone();
    let body =
        json!({"domainId": AWAY, "orgUnitExternalKey": "A", "orgUnitName": "A", "displayOrder": 1});
    let refusal = refused(&mut world, Create, "/orgunits", body);
    assert_eq!(
        (refusal.status, refusal.reason),
        (409, reasons::DUPLICATE_KEY)
    );
    let body =
        json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 1, "aliasEmails": [email]});
    let refusal = refused(&mut world, Create, "/orgunits", body);
    assert_eq!(
        (refusal.status, refusal.reason),
        (409, reasons::DUPLICATE_EMAIL)
    );
    // Its own address is no duplicate, and a freed key can be taken.
    call(
        &mut world,
        Patch,
        &at("A"),
        json!({"email": email, "orgUnitExternalKey": "B"}),
    );
    org(&mut world, "A", None, 1);
}

#[test]
fn free_tenants_have_a_hundred_orgs() {
    let mut free = rules();
    free.plan = crate::directory::Plan::Free;
    let mut world = World::new(free, Assumptions::default());
    for n in 0..100 {
        org(&mut world, &n.to_string(), None, 1);
    }
    let body = json!({"domainId": HOME, "orgUnitName": "x", "displayOrder": 1});
    assert_eq!(
        refused(&mut world, Create, "/orgunits", body).reason,
        reasons::TOO_MANY_ORGS
    );
}
