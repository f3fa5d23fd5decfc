use serde_json::{Value, json};

use crate::world::testing::{AWAY, HOME, call, refused, world_where};
use crate::world::{Method, World};

use super::{accepts, create, create_with, path, person, person_with, refusal, tenant, world};
use Method::{Delete, Patch, Post};

#[test]
fn addresses_are_one_namespace_of_members_orgs_and_groups() {
    let mut w = world();
    create_with(&mut w, "E1", json!({"aliasEmails": ["alias@acme.example"]}));
    let group = json!({"domainId": HOME, "groupName": "g", "groupEmail": "list@acme.example",
        "useMail": true, "administrators": [{"userId": "externalKey:E1"}], "members": []});
    call(&mut w, Post, "/groups", group);
    for taken in ["e1", "alias", "sales", "list"] {
        let email = format!("{taken}@acme.example");
        for body in [
            person_with("E2", json!({ "email": email })),
            person_with("E2", json!({"aliasEmails": [email]})),
        ] {
            assert_eq!(
                refusal(&mut w, Post, "/users", body),
                "400 duplicateEmail G",
                "{taken}"
            );
        }
    }
    let away = json!({"domainId": AWAY, "email": "sales@acme-sub.example",
        "userName": {"lastName": "森"}, "privateEmail": "m@private.example"});
    call(&mut w, Post, "/users", away);
}

#[test]
fn a_login_is_one_in_the_tenant() {
    let mut w = world();
    create(&mut w, "E1");
    let away = json!({"domainId": AWAY, "email": "x1@acme-sub.example", "userExternalKey": "X1",
        "userName": {"lastName": "森"}, "privateEmail": "m@private.example"});
    call(&mut w, Post, "/users", away);
    let taken = json!({"email": "e1@acme.example"});
    let said = refusal(&mut w, Patch, &path("X1"), taken);
    assert_eq!(said, "400 duplicateEmail I");
    for email in ["x2@acme-sub.example", "x2@acme-sub.example"] {
        let seen = call(&mut w, Patch, &path("X1"), json!({ "email": email }));
        assert_eq!(seen["email"], email);
    }
}

#[test]
fn of_a_clash_of_both_the_address_is_named() {
    let mut w = world();
    create(&mut w, "E1");
    assert_eq!(
        refusal(&mut w, Post, "/users", person("E1")),
        "400 duplicateEmail G"
    );
    let body = person_with("E1", json!({"email": "other@acme.example"}));
    assert_eq!(refusal(&mut w, Post, "/users", body), "400 duplicateKey D");
}

#[test]
fn the_status_of_a_duplicate_is_an_assumption() {
    let mut w = tenant(world_where(|a| a.duplicate_user_is_400 = false));
    create(&mut w, "E1");
    assert_eq!(
        refusal(&mut w, Post, "/users", person("E1")),
        "409 duplicateEmail G"
    );
}

#[test]
fn own_names_are_free_and_freed_ones_too() {
    let mut w = world();
    create(&mut w, "E1");
    create(&mut w, "E2");
    let own = json!({"email": "e1@acme.example", "userExternalKey": "E1"});
    call(&mut w, Patch, &path("E1"), own);
    let taken = json!({"email": "e1@acme.example"});
    assert_eq!(
        refusal(&mut w, Patch, &path("E2"), taken.clone()),
        "400 duplicateEmail G"
    );
    let moved = json!({"email": "e9@acme.example", "aliasEmails": []});
    call(&mut w, Patch, &path("E1"), moved);
    call(&mut w, Patch, &path("E2"), taken);
}

#[test]
fn members_in_deletion_hold_their_names_by_assumption() {
    let judge = |mut w: World| {
        create(&mut w, "E1");
        call(&mut w, Delete, &path("E1"), Value::Null);
        let by_key = person_with("E1", json!({"email": "other@acme.example"}));
        let by_email = person_with("E2", json!({"email": "e1@acme.example"}));
        [by_email, by_key].map(|body| accepts(&w, Post, "/users", body))
    };
    assert_eq!(
        judge(world()),
        ["400 duplicateEmail E", "400 duplicateKey I"].map(|said| Err(said.to_owned()))
    );
    let freed = tenant(world_where(|a| a.deleted_hold_names = false));
    assert_eq!(judge(freed), [Ok(()), Ok(())]);
}

#[test]
fn a_clash_says_whether_its_holder_is_in_deletion_whatever_the_domain() {
    let mut w = world();
    create(&mut w, "E1");
    let away = json!({"domainId": AWAY, "email": "e1@acme.example",
        "userName": {"lastName": "森"}, "privateEmail": "m@private.example"});
    for deleted in ["false", "true"] {
        let refusal = refused(&mut w, Post, "/users", away.clone());
        assert!(
            refusal
                .params
                .contains(&("holderDeleted", deleted.to_owned())),
            "{refusal:?}"
        );
        if deleted == "false" {
            call(&mut w, Delete, &path("E1"), Value::Null);
        }
    }
}
