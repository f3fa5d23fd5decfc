use serde_json::{Value, json};

use crate::world::testing::{HOME, call, rules};
use crate::world::{Assumptions, Method, World};

use super::{create, create_with, get, person, person_with, refusal, sso, tenant, world};
use Method::{Delete, Post};

fn without(name: &str) -> Value {
    let mut body = person("E1");
    body.as_object_mut().expect("an object").shift_remove(name);
    body
}

#[test]
fn what_a_new_member_needs() {
    let mut w = world();
    for name in ["domainId", "email", "userName", "privateEmail"] {
        assert_eq!(
            refusal(&mut w, Post, "/users", without(name)),
            "400 missingProperty D",
            "{name}"
        );
    }
    call(&mut w, Post, "/users", without("userExternalKey"));
    let mut w = sso();
    assert_eq!(
        refusal(&mut w, Post, "/users", without("userExternalKey")),
        "400 missingProperty D"
    );
    call(&mut w, Post, "/users", without("privateEmail"));
    assert_eq!(
        refusal(&mut w, Post, "/users", Value::Null),
        "400 bodyRequired D"
    );
    let elsewhere = person_with("E2", json!({"domainId": 7}));
    assert_eq!(
        refusal(&mut w, Post, "/users", elsewhere),
        "403 noSuchDomain I"
    );
}

#[test]
fn first_passwords() {
    let mut w = world();
    let with = |config: Value| {
        let mut body = without("privateEmail");
        body["passwordConfig"] = config;
        body
    };
    for (config, said) in [
        (
            json!({"passwordCreationType": "ADMIN"}),
            "400 missingProperty D",
        ),
        (
            json!({"passwordCreationType": "ADMIN", "password": "short1"}),
            "400 badPassword G",
        ),
        (
            json!({"passwordCreationType": "BOTH"}),
            "400 unknownValue D",
        ),
        (
            json!({"passwordCreationType": "MEMBER"}),
            "400 missingProperty D",
        ),
    ] {
        assert_eq!(refusal(&mut w, Post, "/users", with(config)), said);
    }
    let config = json!({"passwordCreationType": "ADMIN", "password": "Sesame#2027"});
    let refused = crate::world::testing::refused(
        &mut w,
        Post,
        "/users",
        with(json!({"passwordCreationType": "ADMIN", "password": "zzz-secret"})),
    );
    assert!(
        !format!("{refused:?} {}", refused.body()).contains("zzz-secret"),
        "a refusal never says the password"
    );
    call(&mut w, Post, "/users", with(config));
}

#[test]
fn new_members_are_pending_unless_sign_on_is_single() {
    let mut w = world();
    assert_eq!(create(&mut w, "E1")["isPending"], true);
    let mut w = sso();
    assert_eq!(create(&mut w, "E1")["isPending"], false);
}

#[test]
fn seats_run_out_and_deletion_frees_them() {
    let mut limited = rules();
    limited.sso = true;
    limited.domains[0].member_limit = Some(2);
    let mut w = tenant(World::new(limited, Assumptions::default()));
    create(&mut w, "E1");
    create(&mut w, "E2");
    let third = person("E3");
    assert_eq!(
        refusal(&mut w, Post, "/users", third.clone()),
        "403 memberLimit I"
    );
    call(&mut w, Delete, &super::path("E1"), Value::Null);
    call(&mut w, Post, "/users", third);
    assert_eq!(
        refusal(&mut w, Post, &super::action("E1", "undelete"), Value::Null),
        "403 memberLimit I"
    );
}

#[test]
fn an_activation_to_come_waits() {
    let mut w = sso();
    let soon = super::later(2).to_string();
    let made = create_with(&mut w, "E1", json!({"activationDate": soon}));
    assert_eq!(made["isAwaiting"], true);
    let target = super::path("E1");
    let seen = super::call_later(&mut w, 1, Method::Get, &target).expect("there");
    assert_eq!(seen["isAwaiting"], true);
    let seen = super::call_later(&mut w, 2, Method::Get, &target).expect("there");
    assert_eq!(seen["isAwaiting"], false);
    let again = json!({"activationDate": soon});
    let seen = w.perform(Method::Patch, &target, Some(&again), super::later(2));
    assert!(
        seen.is_ok(),
        "what is held may be said again once it is past"
    );
    let past = super::person_with("E2", json!({"activationDate": super::later(0).to_string()}));
    assert_eq!(
        super::refusal(&mut w, Method::Post, "/users", past),
        "400 notInFuture I"
    );
}

#[test]
fn what_nobody_knows_is_ignored() {
    let mut w = world();
    let more = json!({"userNmae": 1, "isAdministrator": true, "userId": "x"});
    let made = create_with(&mut w, "E1", more);
    assert_eq!(made["isAdministrator"], false);
    assert_ne!(made["userId"], "x");
    assert_eq!(get(&mut w, "E1")["domainId"], HOME);
}
