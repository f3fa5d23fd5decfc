//! Facts 5.3.3: every property of a group but its mail, its masters and its members.

use serde_json::{Value, json};

use super::path;
use crate::bodies::{group, with};
use crate::property::GROUP;
use crate::tenant::{AWAY, HOME, Tenant};

#[test]
fn the_domain_is_needed_by_create_and_put() {
    proves!["5.3.3-01"];
    let mut t = Tenant::acme();
    GROUP.has_domain(&mut t, true);
    t.patch(&path("ALL"), json!({"domainId": HOME})).is(200);
    for odd in [json!(AWAY), json!("20000123"), json!(2_147_483_648_i64)] {
        t.patch(&path("ALL"), json!({ "domainId": odd }))
            .refused(400);
        t.put(
            &path("ALL"),
            with(group("ALL", "E1", &["E2"]), json!({ "domainId": odd })),
        )
        .refused(400);
    }
}

#[test]
fn the_id_is_the_service_s() {
    proves!["5.3.3-02"];
    let mut t = Tenant::acme();
    GROUP.read_only(&mut t, "groupId", json!("mine"));
    let made = t.create("/groups", group("B", "E1", &[]));
    assert_ne!(made["groupId"], json!(t.id(&path("ALL"))));
}

#[test]
fn names_are_needed_and_unique_in_the_domain() {
    proves!["5.3.3-03"];
    let mut t = Tenant::acme();
    GROUP.needs(&mut t, "groupName", true);
    GROUP.is_at_most(&mut t, "groupName", 100);
    GROUP.refuses_null(&mut t, "groupName");
    // No character is forbidden.
    GROUP.takes(&mut t, "groupName", json!("a\"#$%'*:;<=>?\\^`|~/委員会 🎉"));
    let made = GROUP.made(&mut t, "B");
    for name in ["ALL 委員会", "all 委員会", "All 委員会"] {
        assert_eq!(
            GROUP.refuses(&mut t, "groupName", json!(name), 409),
            "duplicateName"
        );
        let patched = t.patch(&made, json!({ "groupName": name }));
        assert_eq!(patched.refused(409), "duplicateName");
    }
    // Its own name in another case is no other's.
    let renamed = t
        .patch(&path("ALL"), json!({"groupName": "all 委員会"}))
        .is(200);
    assert_eq!(renamed["groupName"], "all 委員会");
    let away = json!({"domainId": AWAY, "groupName": "ALL 委員会"});
    t.create("/groups", with(group("FAR", "X1", &["X1"]), away));
}

#[test]
fn the_description_has_300_characters() {
    proves!["5.3.3-04"];
    let mut t = Tenant::acme();
    GROUP.is_at_most(&mut t, "description", 300);
    GROUP.optional(&mut t, "description", json!("月へ"), Value::Null);
    GROUP.erased_by_null(&mut t, "description", json!("月へ\n<&%?"));
}

#[test]
fn switches_and_their_defaults() {
    proves!["5.3.3-05", "5.3.3-06", "5.3.3-07"];
    let mut t = Tenant::acme();
    GROUP.is_flag(&mut t, "visible", true);
    GROUP.is_flag(&mut t, "useServiceNotification", false);
    GROUP.is_flag(&mut t, "serviceManageable", true);
}

#[test]
fn keys_are_unique_in_the_tenant() {
    proves!["5.3.3-08"];
    let mut t = Tenant::acme();
    GROUP.is_key(&mut t, "groupExternalKey");
    let away = json!({"domainId": AWAY});
    t.create("/groups", with(group("FAR", "X1", &["X1"]), away));
    for taken in ["ALL", "FAR"] {
        let said = GROUP.refuses(&mut t, "groupExternalKey", json!(taken), 409);
        assert_eq!(said, "duplicateKey");
    }
    t.patch(&path("ALL"), json!({"groupExternalKey": "ALL"}))
        .is(200);
    for key in ["HQ", "E1", "L1"] {
        GROUP.takes(&mut t, "groupExternalKey", json!(key));
    }
}

const FEATURES: [&str; 4] = ["useNote", "useCalendar", "useTask", "useFolder"];

#[test]
fn a_room_has_features_and_without_it_none() {
    proves!["5.3.3-11", "5.3.3-12"];
    let mut t = Tenant::acme();
    GROUP.is_flag(&mut t, "useMessage", false);
    for feature in FEATURES {
        GROUP.refuses_null(&mut t, feature);
        GROUP.refuses_all(&mut t, feature, &[json!("true"), json!(0)], "wrongType");
        GROUP.takes_as(&mut t, feature, json!(true), &json!(false));
        let one = json!({"useMessage": true, feature: true});
        let made = t.create("/groups", with(group("B", "E1", &[]), one));
        for other in FEATURES {
            assert_eq!(made[other], json!(other == feature));
        }
        t.delete(&path("B")).is_empty();
    }
    let all = json!({"useMessage": true, "useNote": true, "useCalendar": true, "useTask": true,
        "useFolder": true});
    for off in [
        json!({"useMessage": false}),
        json!({"useMessage": false, "useNote": true}),
    ] {
        let on = t.patch(&path("ALL"), all.clone()).is(200);
        assert!(FEATURES.iter().all(|feature| on[*feature] == json!(true)));
        let silent = t.patch(&path("ALL"), off).is(200);
        assert!(
            FEATURES
                .iter()
                .all(|feature| silent[*feature] == json!(false))
        );
        let again = t.patch(&path("ALL"), json!({"useMessage": true})).is(200);
        assert!(
            FEATURES
                .iter()
                .all(|feature| again[*feature] == json!(false))
        );
        assert_eq!(t.read(&path("ALL")), again);
    }
}

#[test]
fn patch_keeps_what_is_left_out_and_put_switches_features_off() {
    proves!["5.3.3-19"];
    let mut t = Tenant::acme();
    let on = json!({"useMessage": true, "useNote": true, "useCalendar": true, "useTask": true,
        "useFolder": true, "useMail": true, "groupEmail": "all@acme.example",
        "description": "全員", "visible": false});
    let before = t.patch(&path("ALL"), on.clone()).is(200);
    assert_eq!(before, with(before.clone(), on));
    let kept = t
        .patch(&path("ALL"), json!({"groupName": "全社員"}))
        .is(200);
    assert_eq!(kept, with(before, json!({"groupName": "全社員"})));
    let put = t.put(&path("ALL"), group("ALL", "E1", &["E2"])).is(200);
    for feature in ["useMessage", "useMail"].iter().chain(&FEATURES) {
        assert_eq!(put[*feature], false, "{feature}");
    }
    let partly = json!({"useMessage": true, "useTask": true});
    let put = t
        .put(&path("ALL"), with(group("ALL", "E1", &["E2"]), partly))
        .is(200);
    assert_eq!(
        (&put["useTask"], &put["useNote"]),
        (&json!(true), &json!(false))
    );
}
