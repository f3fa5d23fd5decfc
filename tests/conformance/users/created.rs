//! How members come into being.

use serde_json::{Value, json};

use super::probe::{KEY, gone, made, path};
use crate::bodies::{member, with, without};
use crate::tenant::{HOME, Tenant};

const WORD: &str = "Sesame#2027";

fn config(config: Value) -> Value {
    with(member(KEY), json!({ "passwordConfig": config }))
}

#[test]
fn who_sets_the_first_password() {
    proves!["5.1.2-41"];
    let mut t = Tenant::acme();
    for taken in [
        json!({}),
        json!({"passwordCreationType": "MEMBER"}),
        json!({"passwordCreationType": "ADMIN", "password": WORD}),
        json!({"passwordCreationType": "ADMIN", "password": WORD, "changePasswordAtNextLogin": false}),
    ] {
        let made = t.create("/users", config(taken));
        gone(&mut t, &made);
    }
    for (odd, reason) in [
        (json!({"passwordCreationType": "ADMIN"}), "missingProperty"),
        (
            json!({"passwordCreationType": "ADMIN", "password": null}),
            "missingProperty",
        ),
        (json!({"passwordCreationType": "SELF"}), "unknownValue"),
        (json!({"passwordCreationType": 1}), "wrongType"),
        (
            json!({"passwordCreationType": "ADMIN", "password": 12345678}),
            "wrongType",
        ),
        (json!({"changePasswordAtNextLogin": "yes"}), "wrongType"),
        (json!("ADMIN"), "wrongType"),
    ] {
        assert_eq!(
            t.post("/users", config(odd.clone())).refused(400),
            reason,
            "{odd}"
        );
    }
    // No choice is that of the member, who needs to be invited somewhere.
    let bare = without(member(KEY), "privateEmail");
    for default in [json!({}), json!({"password": WORD})] {
        let body = with(bare.clone(), json!({ "passwordConfig": default }));
        assert_eq!(t.post("/users", body).refused(400), "missingProperty");
    }
    let given = json!({"passwordConfig": {"passwordCreationType": "ADMIN", "password": WORD}});
    t.create("/users", with(bare, given));
}

#[test]
fn a_password_is_for_create_alone_and_never_comes_back() {
    proves!["5.1.2-16"];
    let mut t = Tenant::acme();
    let body = config(json!({"passwordCreationType": "ADMIN", "password": WORD}));
    let mut said = String::new();
    let created = t.create("/users", body.clone());
    let before = serde_json::to_value(&t.world).expect("JSON");
    said += &created.to_string();
    // On an update it is not even looked at.
    let later = json!({"passwordConfig": {"passwordCreationType": "SELF", "password": WORD}});
    said += &t.patch(&path(&created), later.clone()).is(200).to_string();
    said += &t
        .put(&path(&created), with(member(KEY), later))
        .is(200)
        .to_string();
    said += &t.read(&path(&created)).to_string();
    said += &t.read("/users?count=100").to_string();
    let after = serde_json::to_value(&t.world).expect("JSON");
    assert_eq!(
        before["extras"], after["extras"],
        "an update sets no password"
    );
    let weak = config(json!({"passwordCreationType": "ADMIN", "password": "zzz-2027"}));
    let refused = t.post("/users", weak);
    let told = format!("{refused:?}");
    refused.refused(400);
    said += &after.to_string();
    assert!(!said.contains("passwordConfig") && !said.contains(WORD));
    assert!(!told.contains("zzz-2027"));
    // The default lets the member choose: an invitation is what it waits for.
    gone(&mut t, &created);
    let body = without(member(KEY), "privateEmail");
    assert_eq!(t.post("/users", body).refused(400), "missingProperty");
}

#[test]
fn under_single_sign_on_members_are_in_use_at_once() {
    proves!["5.1.4-01", "5.1.6-02"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let made = made(&mut t, json!({}));
    assert_eq!(made["isPending"], false);
    t.act(&format!("{}/suspend", path(&made))).is_empty();
    let keyless = without(member("N1"), "userExternalKey");
    assert_eq!(
        t.post("/users", keyless.clone()).refused(400),
        "missingProperty"
    );
    let null = with(keyless, json!({"userExternalKey": null}));
    assert_eq!(t.post("/users", null).refused(400), "missingProperty");
}

#[test]
fn without_it_members_are_pending() {
    proves!["5.1.4-02", "5.1.6-01"];
    let mut t = Tenant::acme();
    for by in [
        json!({"passwordCreationType": "MEMBER"}),
        json!({"passwordCreationType": "ADMIN", "password": WORD}),
    ] {
        let made = t.create("/users", config(by));
        assert_eq!(made["isPending"], true);
        assert_eq!(t.read(&path(&made))["isPending"], true);
        assert_eq!(
            t.act(&format!("{}/suspend", path(&made))).refused(400),
            "memberIsPending"
        );
        gone(&mut t, &made);
    }
    // No key is needed.
    t.create("/users", without(member("N1"), "userExternalKey"));
}

#[test]
fn one_call_makes_one_member() {
    proves!["5.1.4-04"];
    let mut t = Tenant::acme();
    let count = |t: &mut Tenant| t.list(&format!("/users?domainId={HOME}"), "users").len();
    let before = count(&mut t);
    t.create("/users", member("N1"));
    assert_eq!(count(&mut t), before + 1);
    t.post("/users", json!([member("N2"), member("N3")]))
        .refused(400);
    t.post("/users", json!({"users": [member("N2"), member("N3")]}))
        .refused(400);
    for path in ["/users/bulk", "/users/batch"] {
        let status = t.post(path, json!({"users": [member("N2")]})).status;
        assert!(matches!(status, 404 | 405), "{path}: {status}");
    }
    assert_eq!(count(&mut t), before + 1);
}
