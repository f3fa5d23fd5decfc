//! One test per rule of groups, all through the calls of the API.

use serde_json::{Value, json};

use crate::directory::Id;
use crate::world::testing::{AWAY, HOME, call, refused, rules, try_call, world_where};
use crate::world::{Assumptions, Method, World};

use Method::{Delete, Get, Patch, Post, Put};

/// Members E1 to E3 (home) and X1 (away), orgs `sales` and `sub`.
fn staffed(mut w: World) -> World {
    for (domain, key, mail) in [
        (HOME, "E1", "acme.example"),
        (HOME, "E2", "acme.example"),
        (HOME, "E3", "acme.example"),
        (AWAY, "X1", "acme-sub.example"),
    ] {
        let body = json!({"domainId": domain, "userExternalKey": key,
            "email": format!("{}@{mail}", key.to_lowercase()),
            "userName": {"lastName": "森"}, "privateEmail": "p@private.example"});
        call(&mut w, Post, "/users", body);
    }
    for (domain, key, email) in [
        (HOME, "sales", "sales@acme.example"),
        (AWAY, "sub", "sub@acme-sub.example"),
    ] {
        let body = json!({"domainId": domain, "orgUnitName": key, "orgUnitExternalKey": key,
            "email": email, "displayOrder": 1});
        call(&mut w, Post, "/orgunits", body);
    }
    w
}

fn world() -> World {
    staffed(crate::world::testing::world())
}

fn named(key: &str) -> String {
    format!("externalKey:{key}")
}

fn group(key: &str, members: Value) -> Value {
    json!({"domainId": HOME, "groupName": key, "groupExternalKey": key,
        "administrators": [{"userId": named("E1")}], "members": members})
}

fn create(w: &mut World, key: &str, members: Value) -> Value {
    call(w, Post, "/groups", group(key, members))
}

fn with(key: &str, more: Value) -> Value {
    let mut body = group(key, json!([]));
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    body
}

fn user(key: &str) -> Value {
    json!({"id": named(key), "type": "USER"})
}

fn path(key: &str) -> String {
    format!("/groups/externalKey:{key}")
}

fn refusal(w: &mut World, method: Method, target: &str, body: Value) -> String {
    let refusal = refused(w, method, target, body);
    format!(
        "{} {} {:?}",
        refusal.status, refusal.reason, refusal.fact.mark
    )
}

/// What a PATCH of group `g` says; empty where it is accepted.
fn judge(w: &World, body: Value) -> String {
    let mut copy = w.clone();
    if try_call(&mut copy, Patch, &path("g"), body.clone()).is_ok() {
        return String::new();
    }
    refusal(&mut w.clone(), Patch, &path("g"), body)
}

#[test]
fn a_group_is_answered_as_documented() {
    let mut w = world();
    let body = json!({"domainId": HOME, "groupName": "PJ Apollo", "groupExternalKey": "G-APOLLO",
        "description": "Apollo project", "administrators": [{"userId": "e1@acme.example"}],
        "members": [user("E1"), {"id": named("sales"), "type": "ORGUNIT"}],
        "useMessage": true, "useNote": true, "useCalendar": true, "useTask": true,
        "useFolder": true});
    let reply = w
        .perform(Post, "/groups", Some(&body), crate::world::testing::start())
        .expect("accepted");
    assert_eq!(reply.status, 201);
    let made = reply.body.expect("a group");
    let e1 = call(&mut w, Get, "/users/externalKey:E1", Value::Null)["userId"].clone();
    let sales = call(&mut w, Get, "/orgunits/externalKey:sales", Value::Null)["orgUnitId"].clone();
    let members = json!([
        {"id": e1, "type": "USER", "externalKey": "E1"},
        {"id": sales, "type": "ORGUNIT", "externalKey": "sales"}
    ]);
    // The sample of facts section 10.
    let golden = json!({
        "domainId": HOME,
        "groupId": made["groupId"],
        "groupName": "PJ Apollo",
        "description": "Apollo project",
        "visible": true,
        "useServiceNotification": false,
        "serviceManageable": true,
        "groupExternalKey": "G-APOLLO",
        "administrators": [{"userId": e1, "userExternalKey": "E1"}],
        "members": members,
        "useMessage": true, "useNote": true, "useCalendar": true, "useTask": true,
        "useFolder": true, "useMail": false,
        "groupEmail": null, "aliasEmails": [], "canReceiveExternalMail": false,
        "toExternalEmails": [],
        "membersAllowedToUseGroupEmailAsRecipient": [],
        "membersAllowedToUseGroupEmailAsSender": []
    });
    assert_eq!(made.to_string(), golden.to_string(), "order included");
    let list =
        |list: &str, value: &Value| json!({list: value, "responseMetaData": {"nextCursor": null}});
    let mut read = |target: &str| call(&mut w, Get, target, Value::Null);
    assert_eq!(read(&path("G-APOLLO")), golden);
    assert_eq!(read("/groups"), list("groups", &json!([golden])));
    assert_eq!(
        read("/groups?domainId=20000456"),
        list("groups", &json!([]))
    );
    assert_eq!(
        read(&format!("{}/members", path("G-APOLLO"))),
        list("members", &members)
    );
    assert_eq!(
        read(&format!("{}/administrators", path("G-APOLLO"))),
        list("administrators", &golden["administrators"])
    );
}

#[test]
fn what_a_new_group_needs() {
    let mut w = world();
    for name in ["domainId", "groupName", "administrators", "members"] {
        let mut body = group("g", json!([]));
        body.as_object_mut().expect("an object").shift_remove(name);
        assert_eq!(
            refusal(&mut w, Post, "/groups", body),
            "400 missingProperty D",
            "{name}"
        );
    }
    let body = with("g", json!({"administrators": []}));
    assert_eq!(
        refusal(&mut w, Post, "/groups", body),
        "400 tooFewEntries D"
    );
    create(&mut w, "g", json!([]));
    let mut w = staffed(world_where(|a| a.groups_may_be_empty = false));
    assert_eq!(
        refusal(&mut w, Post, "/groups", group("g", json!([]))),
        "400 groupEmpty I"
    );
    create(&mut w, "g", json!([user("E1")]));
    let only = format!("{}/members/externalKey:E1?type=USER", path("g"));
    assert_eq!(
        refusal(&mut w, Delete, &only, Value::Null),
        "400 groupEmpty I"
    );
}

#[test]
fn what_properties_refuse() {
    let mut w = world();
    create(&mut w, "g", json!([]));
    let long = |n: usize| "あ".repeat(n);
    for (body, said) in [
        (json!({"groupName": ""}), "400 tooShort D"),
        (json!({"groupName": long(101)}), "400 tooLong D"),
        (json!({"groupName": "何でも <>;"}), ""),
        (json!({"groupName": null}), "400 notNullable D"),
        (json!({"description": long(301)}), "400 tooLong D"),
        (json!({"description": null}), ""),
        (json!({"groupExternalKey": "a?b"}), "400 badCharacters D"),
        (json!({"visible": "no"}), "400 wrongType D"),
        (json!({"groupEmail": "A@acme.example"}), "400 badEmail D"),
        (json!({"groupEmail": "#g!@acme.example"}), ""),
        (
            json!({"groupEmail": "sales@acme.example"}),
            "409 duplicateEmail G",
        ),
        (
            json!({"aliasEmails": ["e1@acme.example"]}),
            "409 duplicateEmail G",
        ),
        (json!({"toExternalEmails": ["x"]}), "400 badFormat I"),
        (json!({"toExternalEmails": ["x@out.example"]}), ""),
        (json!({"useMail": true}), "400 mailNeedsAddress I"),
        (
            json!({"useMail": true, "groupEmail": "gg@acme.example"}),
            "",
        ),
        (json!({"domainId": AWAY}), "400 domainChange I"),
        (json!({"members": [{"id": "x"}]}), "400 missingProperty D"),
        (
            json!({"members": [{"id": "x", "type": "TEAM"}]}),
            "400 unknownValue D",
        ),
        (
            json!({"members": [{"id": "x", "type": "USER"}]}),
            "400 noSuchReference D",
        ),
        (
            json!({"members": [user("E1"), {"id": "e1@acme.example", "type": "USER"}]}),
            "400 duplicateEntry I",
        ),
        (json!({"members": [user("X1")]}), ""),
        (json!({"administrators": []}), "400 tooFewEntries D"),
        (
            json!({"administrators": [{"userId": named("X1")}]}),
            "400 masterInOtherDomain I",
        ),
        (
            json!({"membersAllowedToUseGroupEmailAsSender": [{"userId": "x"}]}),
            "400 noSuchReference D",
        ),
    ] {
        assert_eq!(judge(&w, body.clone()), said, "{body}");
    }
}

#[test]
fn a_master_of_another_domain_is_an_assumption() {
    let mut w = staffed(world_where(|a| a.masters_in_domain = false));
    create(&mut w, "g", json!([]));
    let body = json!({"administrators": [{"userId": named("X1")}]});
    assert_eq!(judge(&w, body), "");
}

#[test]
fn names_are_unique_whatever_their_case() {
    let mut w = world();
    create(&mut w, "g", json!([]));
    let named_g = with("h", json!({"groupName": "G"}));
    assert_eq!(
        refusal(&mut w, Post, "/groups", named_g),
        "409 duplicateName D"
    );
    let keyed_g = with("g", json!({"groupName": "h"}));
    assert_eq!(
        refusal(&mut w, Post, "/groups", keyed_g),
        "409 duplicateKey D"
    );
    assert_eq!(judge(&w, json!({"groupName": "G"})), "", "its own name");
    let away = json!({"domainId": AWAY, "groupName": "g", "members": [],
        "administrators": [{"userId": named("X1")}]});
    call(&mut w, Post, "/groups", away);
}

#[test]
fn without_the_message_room_its_features_are_off() {
    let mut w = world();
    let made = call(&mut w, Post, "/groups", with("g", json!({"useNote": true})));
    assert_eq!(made["useNote"], false);
    let on = json!({"useMessage": true, "useNote": true, "useTask": true});
    let seen = call(&mut w, Patch, &path("g"), on);
    assert_eq!(
        (&seen["useNote"], &seen["useFolder"]),
        (&json!(true), &json!(false))
    );
    let seen = call(&mut w, Patch, &path("g"), json!({"useMessage": false}));
    assert_eq!(
        (&seen["useNote"], &seen["useTask"]),
        (&json!(false), &json!(false))
    );
}

#[test]
fn mail_needs_the_advanced_plan() {
    let mut standard = rules();
    standard.plan = crate::directory::Plan::Standard;
    let mut w = staffed(World::new(standard, Assumptions::default()));
    create(&mut w, "g", json!([]));
    for body in [
        json!({"useMail": true, "groupEmail": "gg@acme.example"}),
        json!({"groupEmail": "gg@acme.example"}),
        json!({"aliasEmails": ["gg@acme.example"]}),
    ] {
        assert_eq!(judge(&w, body), "403 planLacks D");
    }
    let off = json!({"useMail": false, "groupEmail": null, "aliasEmails": []});
    assert_eq!(judge(&w, off), "");
}

#[test]
fn the_mail_of_better_days_stays_and_may_go() {
    let mut w = world();
    let mail = json!({"groupEmail": "gg@acme.example", "aliasEmails": ["ga@acme.example"]});
    call(&mut w, Post, "/groups", with("g", mail.clone()));
    let mut standard = rules();
    standard.plan = crate::directory::Plan::Standard;
    let mut w = World::load(w.directory(), standard, Assumptions::default());
    for body in [
        json!({"groupEmail": "hh@acme.example"}),
        json!({"aliasEmails": ["ga@acme.example", "gb@acme.example"]}),
    ] {
        assert_eq!(judge(&w, body), "403 planLacks D");
    }
    for body in [
        mail,
        json!({"groupEmail": null}),
        json!({"aliasEmails": []}),
    ] {
        call(&mut w, Patch, &path("g"), body);
    }
}

#[test]
fn addresses_change_and_stand_once() {
    let mut w = world();
    let mail = json!({"groupEmail": "gg@acme.example", "aliasEmails": ["ga@acme.example"]});
    call(&mut w, Post, "/groups", with("g", mail));
    let mail = json!({"groupEmail": "hh@acme.example", "aliasEmails": ["ga@acme.example", "hb@acme.example"]});
    let seen = call(&mut w, Patch, &path("g"), mail.clone());
    assert_eq!(seen["groupEmail"], mail["groupEmail"]);
    assert_eq!(seen["aliasEmails"], mail["aliasEmails"]);
    for twice in [
        json!({"aliasEmails": ["hc@acme.example", "hc@acme.example"]}),
        json!({"aliasEmails": ["hh@acme.example"]}),
    ] {
        assert_eq!(judge(&w, twice), "400 duplicateEntry I");
    }
}

#[test]
fn who_has_a_post_in_the_domain_may_lead_there() {
    let mut w = staffed(world_where(|a| a.masters_in_domain = true));
    let lead = || with("g", json!({"administrators": [{"userId": named("X1")}]}));
    assert!(try_call(&mut w, Post, "/groups", lead()).is_err());
    let posts = json!({"organizations": [
        {"domainId": AWAY, "primary": true, "orgUnits": []},
        {"domainId": HOME, "primary": false,
            "orgUnits": [{"orgUnitId": named("sales"), "primary": true}]}]});
    call(&mut w, Patch, "/users/externalKey:X1", posts);
    call(&mut w, Post, "/groups", lead());
    // One elsewhere alone is none here.
    let mut away = lead();
    away["domainId"] = json!(AWAY);
    away["administrators"] = json!([{"userId": named("E1")}]);
    assert!(try_call(&mut w, Post, "/groups", away).is_err());
}

#[test]
fn patch_keeps_and_put_resets_what_is_left_out() {
    let mut w = world();
    let more = json!({"description": "d", "useMessage": true, "visible": false,
        "members": [user("E2")]});
    let made = call(&mut w, Post, "/groups", with("g", more));
    let seen = call(&mut w, Patch, &path("g"), json!({"groupName": "h"}));
    let mut wanted = made;
    wanted["groupName"] = json!("h");
    assert_eq!(seen, wanted);
    let seen = call(&mut w, Put, &path("g"), group("g", json!([])));
    assert_eq!(seen["description"], Value::Null);
    assert_eq!(seen["useMessage"], false);
    assert_eq!(seen["visible"], true);
    assert_eq!(seen["members"], json!([]));
    let mut body = group("g", json!([]));
    body.as_object_mut()
        .expect("an object")
        .shift_remove("members");
    assert_eq!(
        refusal(&mut w, Put, &path("g"), body),
        "400 missingProperty D"
    );
}

#[test]
fn members_one_by_one() {
    let mut w = world();
    create(&mut w, "g", json!([]));
    let inner = create(&mut w, "inner", json!([]));
    let target = format!("{}/members", path("g"));
    let start = crate::world::testing::start();
    let reply = w
        .perform(Post, &target, Some(&user("E2")), start)
        .expect("accepted");
    assert_eq!((reply.status, reply.body), (201, None));
    call(
        &mut w,
        Post,
        &target,
        json!({"id": named("sales"), "type": "ORGUNIT"}),
    );
    call(
        &mut w,
        Post,
        &target,
        json!({"id": inner["groupId"], "type": "GROUP"}),
    );
    for (body, said) in [
        (user("E2"), "409 alreadyInGroup D"),
        (
            json!({"id": "e2@acme.example", "type": "USER"}),
            "409 alreadyInGroup D",
        ),
        (json!({"id": named("E3")}), "400 missingProperty D"),
        (json!({"type": "USER"}), "400 missingProperty D"),
        (user("nobody"), "400 noSuchReference D"),
    ] {
        assert_eq!(refusal(&mut w, Post, &target, body), said);
    }
    for (tail, said) in [
        ("externalKey:E2", "400 missingProperty D"),
        ("externalKey:E2?type=TEAM", "400 unknownValue D"),
        ("externalKey:E3?type=USER", "404 notInGroup D"),
        ("externalKey:E2?type=ORGUNIT", "404 notInGroup D"),
    ] {
        let one = format!("{target}/{tail}");
        assert_eq!(refusal(&mut w, Delete, &one, Value::Null), said, "{tail}");
    }
    let group_id = inner["groupId"].as_str().expect("an id");
    for tail in [
        "e2%40acme.example?type=USER&domainId=20000123".to_owned(),
        "externalKey:sales?type=ORGUNIT".to_owned(),
        format!("{group_id}?type=GROUP"),
    ] {
        call(&mut w, Delete, &format!("{target}/{tail}"), Value::Null);
    }
    let seen = call(&mut w, Get, &path("g"), Value::Null);
    assert_eq!(seen["members"], json!([]));
}

#[test]
fn keys_of_orgs_and_groups_are_taken_by_assumption() {
    let mut w = staffed(world_where(|a| a.member_keys_for_all_types = false));
    create(&mut w, "g", json!([user("E1")]));
    let org = json!({"id": named("sales"), "type": "ORGUNIT"});
    let target = format!("{}/members", path("g"));
    assert_eq!(
        refusal(&mut w, Post, &target, org.clone()),
        "400 noSuchReference I"
    );
    assert_eq!(
        judge(&w, json!({"members": [org]})),
        "400 noSuchReference I"
    );
}

#[test]
fn masters_one_by_one() {
    let mut w = world();
    create(&mut w, "g", json!([]));
    let target = format!("{}/administrators", path("g"));
    let one = |key: &str| format!("{target}/externalKey:{key}");
    let who = |key: &str| json!({"userId": named(key)});
    assert_eq!(
        refusal(&mut w, Delete, &one("E1"), Value::Null),
        "400 lastMaster D"
    );
    call(&mut w, Post, &target, who("E2"));
    for (body, said) in [
        (who("E2"), "409 alreadyInGroup D"),
        (who("X1"), "400 masterInOtherDomain I"),
        (json!({}), "400 missingProperty D"),
    ] {
        assert_eq!(refusal(&mut w, Post, &target, body), said);
    }
    assert_eq!(
        refusal(&mut w, Delete, &one("E3"), Value::Null),
        "404 notInGroup D"
    );
    call(&mut w, Delete, &one("E1"), Value::Null);
    let seen = call(&mut w, Get, &target, Value::Null);
    assert_eq!(seen["administrators"][0]["userExternalKey"], "E2");
}

#[test]
fn no_group_is_in_itself() {
    let inner = |key: &str| json!({"id": named(key), "type": "GROUP"});
    let mut w = world();
    create(&mut w, "c", json!([]));
    create(&mut w, "b", json!([inner("c")]));
    create(&mut w, "g", json!([inner("b")]));
    let target = format!("{}/members", path("c"));
    for key in ["c", "b", "g"] {
        assert_eq!(
            refusal(&mut w, Post, &target, inner(key)),
            "400 groupCycle I",
            "{key}"
        );
    }
    assert_eq!(
        judge(&w, json!({"members": [inner("g")]})),
        "400 groupCycle I"
    );
    assert_eq!(judge(&w, json!({"members": [inner("c"), inner("b")]})), "");
    let mut w = staffed(world_where(|a| a.group_cycles_are_refused = false));
    create(&mut w, "g", json!([]));
    assert_eq!(judge(&w, json!({"members": [inner("g")]})), "");
}

#[test]
fn members_of_a_dynamic_group_are_computed() {
    let mut w = world();
    let made = create(&mut w, "g", json!([user("E2")]));
    w.make_dynamic(&Id::from(made["groupId"].as_str().expect("an id")));
    let members = format!("{}/members", path("g"));
    assert_eq!(
        refusal(&mut w, Post, &members, user("E3")),
        "403 groupIsDynamic D"
    );
    let one = format!("{members}/externalKey:E2?type=USER");
    assert_eq!(
        refusal(&mut w, Delete, &one, Value::Null),
        "403 groupIsDynamic D"
    );
    let body = json!({"members": [], "description": "d"});
    let seen = call(&mut w, Patch, &path("g"), body);
    assert_eq!(seen["members"], made["members"]);
    assert_eq!(seen["description"], "d");
    let seen = call(&mut w, Put, &path("g"), group("g", json!([])));
    assert_eq!(seen["members"], made["members"]);
}

#[test]
fn who_is_pending_or_going_joins_by_assumption_or_not() {
    let mut w = staffed(world_where(|a| a.pending_may_join_groups = false));
    assert_eq!(
        refusal(&mut w, Post, "/groups", group("g", json!([]))),
        "400 pendingInGroup I"
    );
    let mut w = world();
    create(&mut w, "g", json!([user("E2")]));
    call(&mut w, Delete, "/users/externalKey:E3", Value::Null);
    assert_eq!(
        judge(&w, json!({"members": [user("E3")]})),
        "400 memberIsDeleted I"
    );
}

#[test]
fn a_member_is_in_two_thousand_groups_at_most() {
    let mut w = world();
    for n in 0..2_000 {
        create(&mut w, &format!("g{n}"), json!([user("E2")]));
    }
    let full = group("one-more", json!([user("E2")]));
    assert_eq!(
        refusal(&mut w, Post, "/groups", full),
        "400 tooManyGroups G"
    );
    // The master E1 is in none of them.
    create(&mut w, "one-more", json!([user("E1")]));
}

#[test]
fn a_group_that_goes_leaves_the_groups_it_is_in() {
    let mut w = world();
    create(&mut w, "inner", json!([]));
    create(
        &mut w,
        "g",
        json!([{"id": named("inner"), "type": "GROUP"}]),
    );
    call(&mut w, Delete, &path("inner"), Value::Null);
    let seen = call(&mut w, Get, &path("g"), Value::Null);
    assert_eq!(seen["members"], json!([]));
    assert_eq!(
        refusal(&mut w, Get, &path("inner"), Value::Null),
        "404 notFound D"
    );
    create(&mut w, "inner", json!([]));
}

#[test]
fn long_lists_of_members_come_in_pages() {
    let mut w = world();
    create(&mut w, "g", json!([user("E1"), user("E2"), user("E3")]));
    let target = format!("{}/members?count=2", path("g"));
    let first = call(&mut w, Get, &target, Value::Null);
    assert_eq!(first["members"].as_array().map(Vec::len), Some(2));
    let cursor = first["responseMetaData"]["nextCursor"]
        .as_str()
        .expect("more");
    let cursor = cursor.replace('+', "%2B").replace('=', "%3D");
    let last = call(
        &mut w,
        Get,
        &format!("{target}&cursor={cursor}"),
        Value::Null,
    );
    assert_eq!(last["members"].as_array().map(Vec::len), Some(1));
    assert_eq!(last["responseMetaData"]["nextCursor"], Value::Null);
}
