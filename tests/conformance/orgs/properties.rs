//! Facts 5.2.2: every property of an org unit but its addresses and its place.

use serde_json::{Value, json};

use crate::bodies::{org, org_of, with, without};
use crate::property::ORG;
use crate::tenant::{AWAY, HOME, Tenant};

#[test]
fn the_domain_is_needed_by_create_and_put() {
    proves!["5.2.2-01"];
    let mut t = Tenant::acme();
    ORG.has_domain(&mut t, true);
    let made = t.create("/orgunits", org_of(AWAY, "A"));
    assert_eq!(made["domainId"], AWAY);
    let patched = t.patch("/orgunits/externalKey:A", json!({"domainId": AWAY}));
    patched.is(200);
    for odd in [json!(HOME), json!("20000456"), json!(2_147_483_648_i64)] {
        t.patch("/orgunits/externalKey:A", json!({"domainId": odd}))
            .refused(400);
    }
}

#[test]
fn the_id_is_the_service_s() {
    proves!["5.2.2-02"];
    let mut t = Tenant::acme();
    ORG.read_only(&mut t, "orgUnitId", json!("mine"));
    let (a, b) = (
        t.create("/orgunits", org("A")),
        t.create("/orgunits", org("B")),
    );
    assert_ne!(a["orgUnitId"], b["orgUnitId"]);
}

#[test]
fn keys_are_unique_in_the_tenant() {
    proves!["5.2.2-03"];
    let mut t = Tenant::acme();
    ORG.is_key(&mut t, "orgUnitExternalKey");
    assert_eq!(
        ORG.refuses(&mut t, "orgUnitExternalKey", json!("SUB"), 409),
        "duplicateKey"
    );
    // Its own key is no other's.
    t.patch(
        "/orgunits/externalKey:HQ",
        json!({"orgUnitExternalKey": "HQ"}),
    )
    .is(200);
    t.put("/orgunits/externalKey:HQ", org("HQ")).is(200);
    // A group, a member and a level may have the same.
    for key in ["ALL", "E1", "L1"] {
        ORG.takes(&mut t, "orgUnitExternalKey", json!(key));
    }
}

#[test]
fn the_name_is_needed_by_create_and_kept_by_put() {
    proves!["5.2.2-04"];
    let mut t = Tenant::acme();
    ORG.is_name(&mut t, "orgUnitName");
    ORG.needs(&mut t, "orgUnitName", false);
    let path = "/orgunits/externalKey:HQ";
    let put = t.put(path, without(org("HQ"), "orgUnitName")).is(200);
    assert_eq!(put["orgUnitName"], "本社");
}

#[test]
fn local_names() {
    proves!["5.2.2-05"];
    ORG.has_local_names(&mut Tenant::acme());
}

#[test]
fn the_description_has_160_characters() {
    proves!["5.2.2-07"];
    let mut t = Tenant::acme();
    ORG.is_at_most(&mut t, "description", 160);
    ORG.optional(&mut t, "description", json!("関東"), Value::Null);
    ORG.erased_by_null(&mut t, "description", json!("関東\n<&%?"));
}

#[test]
fn a_room_has_features_and_without_it_none() {
    proves!["5.2.2-15", "5.2.2-16"];
    const FEATURES: [&str; 4] = ["useNote", "useCalendar", "useTask", "useFolder"];
    let mut t = Tenant::acme();
    ORG.is_flag(&mut t, "useMessage", false);
    let path = ORG.made(&mut t, "A");
    for feature in FEATURES {
        ORG.refuses_null(&mut t, feature);
        ORG.refuses_all(&mut t, feature, &[json!("true"), json!(0)], "wrongType");
        // Without the room it stays off, by whatever call.
        ORG.takes_as(&mut t, feature, json!(true), &json!(false));
        let made = t.create(
            "/orgunits",
            with(org("B"), json!({"useMessage": true, feature: true})),
        );
        for other in FEATURES {
            assert_eq!(made[other], json!(other == feature));
        }
        t.delete("/orgunits/externalKey:B").is_empty();
        // PATCH keeps what it does not name, PUT does not.
        t.patch(&path, json!({"useMessage": true, feature: true}))
            .is(200);
        let kept = t.patch(&path, json!({"description": "x"})).is(200);
        assert_eq!(kept[feature], json!(true));
        let put = t
            .put(&path, with(org("A"), json!({"useMessage": true})))
            .is(200);
        assert_eq!(
            (&put["useMessage"], &put[feature]),
            (&json!(true), &json!(false))
        );
    }
    let all = json!({"useMessage": true, "useNote": true, "useCalendar": true, "useTask": true,
        "useFolder": true});
    for off in [
        json!({"useMessage": false}),
        json!({"useMessage": false, "useNote": true}),
    ] {
        let on = t.patch(&path, all.clone()).is(200);
        assert!(FEATURES.iter().all(|feature| on[*feature] == json!(true)));
        let silent = t.patch(&path, off).is(200);
        assert!(
            FEATURES
                .iter()
                .all(|feature| silent[*feature] == json!(false))
        );
        // Turning the room on again brings none of them back.
        let again = t.patch(&path, json!({"useMessage": true})).is(200);
        assert!(
            FEATURES
                .iter()
                .all(|feature| again[*feature] == json!(false))
        );
        assert_eq!(t.read(&path), again);
    }
}

#[test]
fn the_plain_switches_are_off_by_default() {
    proves!["5.2.2-14", "5.2.2-17"];
    let mut t = Tenant::acme();
    ORG.is_flag(&mut t, "canReceiveExternalMail", false);
    ORG.is_flag(&mut t, "useServiceNotification", false);
}

#[test]
fn who_may_use_the_address() {
    proves!["5.2.2-18", "5.2.2-19"];
    let mut t = Tenant::acme();
    let id = t.id("/users/externalKey:E1");
    let away = t.id("/users/externalKey:X1");
    for list in [
        "membersAllowedToUseOrgUnitEmailAsRecipient",
        "membersAllowedToUseOrgUnitEmailAsSender",
    ] {
        let shown = json!([{"userId": id, "userExternalKey": "E1"}]);
        for name in [id.as_str(), "externalKey:E1", "e1@acme.example"] {
            // The key is the member's, whatever is sent.
            let sent = json!([{"userId": name, "userExternalKey": "E9"}]);
            ORG.takes_as(&mut t, list, sent, &shown);
        }
        ORG.takes(&mut t, list, json!([]));
        let both = json!([{"userId": id}, {"userId": away}]);
        let shown = json!([{"userId": id, "userExternalKey": "E1"},
            {"userId": away, "userExternalKey": "X1"}]);
        ORG.takes_as(&mut t, list, both, &shown);
        ORG.optional(&mut t, list, shown, json!([]));
        ORG.refuses_null(&mut t, list);
        ORG.refuses_all(&mut t, list, &[json!([{}])], "missingProperty");
        ORG.refuses_all(&mut t, list, &[json!([id]), json!(id)], "wrongType");
        let nobody = json!([{"userId": "nobody"}]);
        ORG.refuses_all(&mut t, list, &[nobody], "noSuchReference");
        // A key that changes is shown as it is now.
        let path = ORG.made(&mut t, "A");
        t.patch(&path, json!({ list: [{"userId": id}] })).is(200);
        t.patch("/users/externalKey:E1", json!({"userExternalKey": null}))
            .is(200);
        assert_eq!(
            t.read(&path)[list],
            json!([{"userId": id, "userExternalKey": null}])
        );
        t.patch(&format!("/users/{id}"), json!({"userExternalKey": "E1"}))
            .is(200);
        t.delete(&path).is_empty();
    }
}
