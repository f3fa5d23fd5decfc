use serde_json::{Value, json};

use crate::directory::{Field, LiveMember, Ref};
use crate::world::testing::{AWAY, HOME, call, rules, world_where};
use crate::world::{Assumptions, Method, World};

use super::{
    create, create_with, get, path, person, person_with, posts, refusal, sso, tenant, world,
};
use Method::{Patch, Put};

#[test]
fn patch_changes_what_it_names() {
    let mut w = world();
    let before = create_with(&mut w, "E1", json!({"task": "t", "location": "l"}));
    let after = call(&mut w, Patch, &path("E1"), json!({"task": "u"}));
    let mut wanted = before;
    wanted["task"] = json!("u");
    assert_eq!(after, wanted);
}

#[test]
fn put_resets_what_is_left_out() {
    let mut w = world();
    let more = json!({"task": "t", "organizations": posts(&["sales"]), "locale": "en_US",
        "searchable": false, "aliasEmails": ["x1@acme.example"],
        "customProperties": {"badge": 1}});
    let before = create_with(&mut w, "E1", more);
    let after = call(&mut w, Put, &path("E1"), person("E1"));
    assert_eq!(after["userId"], before["userId"]);
    assert_eq!(after["task"], Value::Null);
    assert_eq!(after["organizations"][0]["orgUnits"], json!([]));
    assert_eq!(after["locale"], "ja_JP");
    assert_eq!(after["searchable"], true);
    assert_eq!(after["aliasEmails"], json!([]));
    assert_eq!(after["customProperties"], json!({}));
    for name in ["domainId", "email", "userName"] {
        let mut body = person("E1");
        body.as_object_mut().expect("an object").shift_remove(name);
        assert_eq!(
            refusal(&mut w, Put, &path("E1"), body),
            "400 missingProperty D",
            "{name}"
        );
    }
    let mut keyless = person("E1");
    keyless["userExternalKey"] = Value::Null;
    let answer = call(&mut w, Put, &path("E1"), keyless);
    assert_eq!(answer["userExternalKey"], Value::Null);
}

#[test]
fn under_single_sign_on_the_key_stays() {
    let mut w = sso();
    create(&mut w, "E1");
    let body = json!({"userExternalKey": null});
    assert_eq!(
        refusal(&mut w, Patch, &path("E1"), body),
        "400 missingProperty I"
    );
    let mut put = person("E1");
    put.as_object_mut()
        .expect("an object")
        .shift_remove("userExternalKey");
    assert_eq!(
        refusal(&mut w, Put, &path("E1"), put),
        "400 missingProperty D"
    );
}

#[test]
fn the_domain_changes_by_move_alone() {
    let mut w = world();
    create(&mut w, "E1");
    let away = json!({ "domainId": AWAY });
    assert_eq!(
        refusal(&mut w, Patch, &path("E1"), away.clone()),
        "400 domainChange I"
    );
    assert_eq!(
        refusal(&mut w, Put, &path("E1"), person_with("E1", away)),
        "400 domainChange I"
    );
    call(&mut w, Patch, &path("E1"), json!({"domainId": HOME}));
}

#[test]
fn nested_values_are_replaced_or_merged_by_assumption() {
    let more = json!({"userName": {"lastName": "森", "firstName": "花子"},
        "customProperties": {"a": 1, "b": 2}});
    let change = json!({"userName": {"lastName": "林"}, "customProperties": {"b": null, "c": 3}});
    let mut w = world();
    create_with(&mut w, "E1", more.clone());
    let answer = call(&mut w, Patch, &path("E1"), change.clone());
    assert_eq!(answer["userName"]["firstName"], Value::Null);
    assert_eq!(answer["customProperties"], json!({"c": 3}));
    let mut w = tenant(world_where(|a| a.patch_replaces_nested = false));
    create_with(&mut w, "E1", more);
    let answer = call(&mut w, Patch, &path("E1"), change);
    assert_eq!(answer["userName"]["lastName"], "林");
    assert_eq!(answer["userName"]["firstName"], "花子");
    assert_eq!(answer["customProperties"], json!({"a": 1, "c": 3}));
    let line = json!({"messenger": {"protocol": "LINE", "messengerId": "m"}});
    call(&mut w, Patch, &path("E1"), line);
    let answer = call(
        &mut w,
        Patch,
        &path("E1"),
        json!({"messenger": {"messengerId": "n"}}),
    );
    assert_eq!(answer["messenger"]["protocol"], "LINE");
    assert_eq!(answer["messenger"]["messengerId"], "n");
}

#[test]
fn what_is_gone_may_be_sent_along_by_whom_it_was_held() {
    let mut w = world();
    create(&mut w, "E1");
    let mut directory = w.directory().clone();
    let (id, held) = directory.members.first().expect("one");
    let (id, mut held) = (id.clone(), LiveMember::clone(held));
    held.props.level = Field::Known(Some(Ref::Id("gone".into())));
    directory.members.insert(id, held.into());
    let mut w = World::load(&directory, rules(), Assumptions::default());
    let level =
        |id: &str| json!({"organizations": [{"domainId": HOME, "primary": true, "levelId": id}]});
    assert_eq!(
        refusal(&mut w, Patch, &path("E1"), level("never")),
        "400 noSuchReference D"
    );
    call(&mut w, Patch, &path("E1"), level("gone"));
}

#[test]
fn relations_change() {
    let mut w = world();
    let [_, second, third] = ["E1", "E2", "E3"].map(|key| create(&mut w, key)["userId"].clone());
    for id in [&second, &third, &second] {
        let relation = json!({"relations": [{"relationUserId": id, "relationName": "上司"}]});
        let seen = call(&mut w, Patch, &path("E1"), relation);
        assert_eq!(seen["relations"][0]["relationUserId"], *id);
    }
}

#[test]
fn members_answer_to_id_key_and_address() {
    let mut w = world();
    let id = create(&mut w, "E1")["userId"].clone();
    let id = id.as_str().expect("an id");
    for target in [
        format!("/users/{id}"),
        path("E1"),
        "/users/e1%40acme.example".to_owned(),
    ] {
        let answer = call(&mut w, Patch, &target, json!({"task": target}));
        assert_eq!(answer["userId"], id);
    }
    assert_eq!(
        refusal(&mut w, Patch, &path("E9"), json!({})),
        "404 notFound D"
    );
    assert_eq!(get(&mut w, "E1")["task"], "/users/e1%40acme.example");
}

#[test]
fn members_in_deletion_are_not_changed() {
    let mut w = world();
    create(&mut w, "E1");
    call(&mut w, Method::Delete, &path("E1"), Value::Null);
    assert_eq!(
        refusal(&mut w, Patch, &path("E1"), json!({"task": "t"})),
        "400 memberIsDeleted I"
    );
}
