//! Facts 5.2.2 to 5.2.4: the parent of an org unit, and what a private one does.

use serde_json::{Value, json};

use crate::bodies::{org, org_of, with, without};
use crate::property::ORG;
use crate::tenant::{AWAY, HOME, Tenant};

fn below(key: &str, parent: &str) -> Value {
    with(
        org(key),
        json!({"parentOrgUnitId": format!("externalKey:{parent}")}),
    )
}

fn visible(t: &mut Tenant, key: &str) -> Value {
    t.read(&format!("/orgunits/externalKey:{key}"))["visible"].clone()
}

#[test]
fn create_names_the_parent() {
    proves!["5.2.2-09", "5.2.2-10"];
    let mut t = Tenant::acme();
    let hq = t.id("/orgunits/externalKey:HQ");
    for (parent, shown, key) in [
        (json!(hq), json!(hq), json!("HQ")),
        (json!("externalKey:HQ"), json!(hq), json!("HQ")),
        (Value::Null, Value::Null, Value::Null),
    ] {
        let made = t.create(
            "/orgunits",
            with(org("A"), json!({"parentOrgUnitId": parent})),
        );
        assert_eq!(
            (&made["parentOrgUnitId"], &made["parentExternalKey"]),
            (&shown, &key)
        );
        assert_eq!(t.read("/orgunits/externalKey:A"), made);
        t.delete("/orgunits/externalKey:A").is_empty();
    }
    let made = t.create("/orgunits", without(org("A"), "parentOrgUnitId"));
    assert_eq!(made["parentOrgUnitId"], Value::Null);
    for (parent, reason) in [
        (json!("HQ"), "noSuchReference"),
        (json!("t-hq@acme.example"), "noSuchReference"),
        (json!("externalKey:SUB"), "parentInOtherDomain"),
        (json!(1), "wrongType"),
    ] {
        let body = with(org("B"), json!({"parentOrgUnitId": parent}));
        assert_eq!(t.post("/orgunits", body).refused(400), reason);
    }
}

#[test]
fn put_and_patch_change_no_parent() {
    proves!["5.2.2-09"];
    let mut t = Tenant::acme();
    let path = "/orgunits/externalKey:DEV";
    let before = t.read(path);
    for parent in [
        json!("externalKey:SALES"),
        Value::Null,
        json!("nobody"),
        json!(7),
    ] {
        let put = t.put(path, with(org("DEV"), json!({"parentOrgUnitId": parent})));
        assert_eq!(put.is(200), before);
        let patched = t.patch(path, json!({"parentOrgUnitId": parent})).is(200);
        assert_eq!(patched, before);
        assert_eq!(t.read(path), before);
    }
}

#[test]
fn the_parent_s_key_is_read_only() {
    proves!["5.2.2-10"];
    let mut t = Tenant::acme();
    ORG.read_only(&mut t, "parentExternalKey", json!("HQ"));
    // It follows the parent's.
    t.patch(
        "/orgunits/externalKey:HQ",
        json!({"orgUnitExternalKey": "HEAD"}),
    )
    .is(200);
    assert_eq!(
        t.read("/orgunits/externalKey:DEV")["parentExternalKey"],
        "HEAD"
    );
    t.patch(
        "/orgunits/externalKey:HEAD",
        json!({"orgUnitExternalKey": null}),
    )
    .is(200);
    let dev = t.read("/orgunits/externalKey:DEV");
    assert_eq!(dev["parentExternalKey"], Value::Null);
    assert!(dev["parentOrgUnitId"].is_string());
}

#[test]
fn a_parent_comes_before_its_children() {
    proves!["5.2.3-01"];
    let mut t = Tenant::empty();
    let early = t.post("/orgunits", below("CHILD", "PARENT"));
    assert_eq!(early.refused(400), "noSuchReference");
    t.create("/orgunits", org("PARENT"));
    let made = t.create("/orgunits", below("CHILD", "PARENT"));
    assert_eq!(made["parentExternalKey"], "PARENT");
}

#[test]
fn the_level_is_the_depth() {
    proves!["5.2.2-12"];
    let mut t = Tenant::empty();
    let mut parent = Value::Null;
    for level in 1..=15 {
        let key = format!("D{level}");
        let made = t.create(
            "/orgunits",
            with(org(&key), json!({"parentOrgUnitId": parent})),
        );
        assert_eq!(made["displayLevel"], level);
        assert_eq!(t.read(&ORG.path(&made)), made);
        parent = json!(format!("externalKey:{key}"));
    }
    // Beyond the depth that the guide names.
    let deeper = t.post("/orgunits", below("D16", "D15"));
    assert_eq!(deeper.refused(400), "orgTooDeep");
}

#[test]
fn orgs_are_visible_unless_told_otherwise() {
    proves!["5.2.2-08"];
    ORG.is_flag(&mut Tenant::acme(), "visible", true);
}

#[test]
fn nothing_is_visible_below_a_private_parent() {
    proves!["5.2.2-08"];
    for refuses in [true, false] {
        let mut t = Tenant::acme_with(|setup| {
            setup.assumptions.visible_under_private_is_refused = refuses;
        });
        t.patch("/orgunits/externalKey:HQ", json!({"visible": false}))
            .is(200);
        // Its children at once.
        assert_eq!(
            [visible(&mut t, "SALES"), visible(&mut t, "DEV")],
            [false, false]
        );
        // A new one, whatever is left out.
        assert_eq!(t.create("/orgunits", below("A", "HQ"))["visible"], false);
        let path = "/orgunits/externalKey:A";
        assert_eq!(t.put(path, org("A")).is(200)["visible"], false);
        assert_eq!(t.patch(path, json!({})).is(200)["visible"], false);
        // Asked for by name it is refused, or private all the same.
        let asked = json!({"visible": true});
        let body = with(below("B", "HQ"), asked.clone());
        let answers = [
            t.post("/orgunits", body),
            t.put(path, with(org("A"), asked.clone())),
            t.patch(path, asked),
        ];
        for answer in answers {
            if refuses {
                assert_eq!(answer.refused(400), "visibleUnderPrivate");
            } else {
                assert_eq!(answer.is_success()["visible"], false);
            }
        }
        assert_eq!(visible(&mut t, "A"), false);
    }
}

#[test]
fn what_moves_below_a_private_parent_becomes_private() {
    proves!["5.2.4-01", "5.2.2-08"];
    let mut t = Tenant::acme();
    t.create("/orgunits", below("LOW", "DEV"));
    t.create("/orgunits", with(org("SECRET"), json!({"visible": false})));
    let body = json!({"parentOrgUnitId": "externalKey:SECRET", "displayOrder": 1});
    let moved = t.post("/orgunits/externalKey:DEV/move", body).is(200);
    assert_eq!(moved["visible"], false);
    assert_eq!(visible(&mut t, "LOW"), false);
    assert_eq!(visible(&mut t, "SALES"), true);
}

#[test]
fn a_member_has_thirty_posts_in_a_domain() {
    proves!["5.2.3-03"];
    let mut t = Tenant::acme();
    for n in 0..31 {
        t.create("/orgunits", org(&format!("K{n}")));
    }
    let posts = |count: usize| -> Value {
        (0..count)
            .map(|n| json!({"orgUnitId": format!("externalKey:K{n}"), "primary": n == 0}))
            .collect()
    };
    let home = |count| json!({"domainId": HOME, "primary": true, "orgUnits": posts(count)});
    t.create("/orgunits", org_of(AWAY, "FAR"));
    let away = json!({"domainId": AWAY, "primary": false,
        "orgUnits": [{"orgUnitId": "externalKey:FAR", "primary": true}]});
    let path = "/users/externalKey:E1";
    let thirty = t
        .patch(path, json!({"organizations": [home(30), away]}))
        .is(200);
    assert_eq!(
        thirty["organizations"][0]["orgUnits"]
            .as_array()
            .map(Vec::len),
        Some(30)
    );
    t.patch(path, json!({"organizations": [home(31)]}))
        .refused(400);
}
