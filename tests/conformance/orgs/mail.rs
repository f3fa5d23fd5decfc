//! Facts 5.2.2: the address of an org unit and its aliases.

use meibo::directory::Plan;
use serde_json::{Value, json};

use crate::bodies::{org, with, without};
use crate::property::ORG;
use crate::tenant::Tenant;

#[test]
fn an_address_is_made_up_by_create_and_needed_by_put() {
    proves!["5.2.2-06"];
    let mut t = Tenant::acme();
    let a = t.create("/orgunits", without(org("A"), "email"));
    let b = t.create("/orgunits", without(org("B"), "email"));
    let address = a["email"].as_str().expect("an address");
    assert!(address.ends_with("@acme.example"), "{address}");
    assert_ne!(a["email"], b["email"]);
    assert_eq!(t.read(&ORG.path(&a))["email"], a["email"]);
    let put = t.put(&ORG.path(&a), without(org("A"), "email"));
    assert_eq!(put.refused(400), "missingProperty");
    ORG.refuses_null(&mut t, "email");
    // What was made up is taken like any other.
    t.patch(&ORG.path(&b), json!({"email": address}))
        .refused(409);
}

#[test]
fn patch_needs_no_address() {
    proves!["5.2.2-20"];
    let mut t = Tenant::acme();
    let patched = t.patch("/orgunits/externalKey:HQ", json!({"orgUnitName": "本部"}));
    assert_eq!(patched.is(200)["email"], "t-hq@acme.example");
    let put = t.put("/orgunits/externalKey:HQ", without(org("HQ"), "email"));
    assert_eq!(put.refused(400), "missingProperty");
    // Where the service turns out to be as strict as its page reads.
    let mut t = Tenant::acme_with(|setup| setup.assumptions.org_patch_needs_no_email = false);
    let patched = t.patch("/orgunits/externalKey:HQ", json!({"orgUnitName": "本部"}));
    assert_eq!(patched.refused(400), "missingProperty");
}

#[test]
fn what_an_address_may_be() {
    proves!["5.2.2-06"];
    let mut t = Tenant::acme();
    let at = |local: &str| json!(format!("{local}@acme.example"));
    let long = "a".repeat(64);
    for local in [
        "ab", "1a", "!a", "#a", "a!", "a#b", "a.b", "a-", "a_", "a-_b", "00", &long,
    ] {
        ORG.takes(&mut t, "email", at(local));
    }
    let longer = "a".repeat(65);
    let refused: Vec<Value> = [
        "a", "", ".ab", "-ab", "_ab", "ab.", "a..b", "Ab", "aB", "a b", "a+b", "a/b", "a%b", "a'b",
        "a$b", "a*b", "営業", "a@b", &longer,
    ]
    .iter()
    .map(|local| at(local))
    .collect();
    ORG.refuses_all(&mut t, "email", &refused, "badEmail");
    let none = [json!("sales"), json!(""), json!("ab@")];
    ORG.refuses_all(&mut t, "email", &none, "badEmail");
    ORG.refuses_all(
        &mut t,
        "email",
        &[json!("ab@elsewhere.example")],
        "foreignEmail",
    );
    ORG.refuses_all(
        &mut t,
        "email",
        &[json!(7), json!(["ab@acme.example"])],
        "wrongType",
    );
}

#[test]
fn an_address_has_ninety_characters() {
    proves!["5.2.2-06"];
    for (length, is_taken) in [(90, true), (91, false)] {
        let mut t = Tenant::acme();
        let domain = format!("{}.example", "d".repeat(length - 65 - 8));
        t.resaved(|state| state["rules"]["domains"][0]["name"] = json!(domain));
        let address = format!("{}@{domain}", "a".repeat(64));
        assert_eq!(address.len(), length);
        if is_taken {
            ORG.takes(&mut t, "email", json!(address));
        } else {
            ORG.refuses(&mut t, "email", json!(address), 400);
        }
    }
}

#[test]
fn an_address_belongs_to_one() {
    proves!["5.2.2-06", "5.2.2-13"];
    let mut t = Tenant::acme();
    t.patch(
        "/orgunits/externalKey:DEV",
        json!({"aliasEmails": ["rnd@acme.example"]}),
    )
    .is(200);
    for taken in ["t-hq@acme.example", "rnd@acme.example", "e1@acme.example"] {
        assert_eq!(
            ORG.refuses(&mut t, "email", json!(taken), 409),
            "duplicateEmail"
        );
        let said = ORG.refuses(&mut t, "aliasEmails", json!([taken]), 409);
        assert_eq!(said, "duplicateEmail");
    }
    // Its own stays its own.
    t.put("/orgunits/externalKey:HQ", org("HQ")).is(200);
}

#[test]
fn there_are_up_to_twenty_aliases() {
    proves!["5.2.2-13"];
    let mut t = Tenant::acme();
    let aliases = |count: usize| -> Value {
        (0..count)
            .map(|n| json!(format!("!alias-{n}@acme.example")))
            .collect()
    };
    let list = "aliasEmails";
    for count in [0, 1, 20] {
        ORG.takes(&mut t, list, aliases(count));
    }
    ORG.refuses_all(&mut t, list, &[aliases(21)], "tooManyEntries");
    ORG.optional(&mut t, list, aliases(2), json!([]));
    ORG.refuses_null(&mut t, list);
    ORG.refuses_all(
        &mut t,
        list,
        &[json!("xy@acme.example"), json!([7])],
        "wrongType",
    );
    ORG.refuses_all(&mut t, list, &[json!(["-xy@acme.example"])], "badEmail");
    let twice = json!(["xy@acme.example", "xy@acme.example"]);
    ORG.refuses_all(&mut t, list, &[twice], "duplicateEntry");
}

#[test]
fn aliases_are_for_the_advanced_plan() {
    proves!["5.2.2-13"];
    let mut t = Tenant::acme();
    let path = "/orgunits/externalKey:HQ";
    let one = json!({"aliasEmails": ["honsha@acme.example"]});
    t.patch(path, one.clone()).is(200);
    t.turn_to(Plan::Standard);
    let two = json!(["honsha@acme.example", "honbu@acme.example"]);
    assert_eq!(
        ORG.refuses(&mut t, "aliasEmails", json!(["xy@acme.example"]), 403),
        "planLacks"
    );
    t.patch(path, json!({ "aliasEmails": two })).refused(403);
    // What it has from before may be sent along, and taken away.
    t.put(path, with(org("HQ"), one)).is(200);
    let none = t.patch(path, json!({"aliasEmails": []})).is(200);
    assert_eq!(none["aliasEmails"], json!([]));
}
