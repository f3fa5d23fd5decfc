use serde_json::{Value, json};

use crate::world::testing::{AWAY, HOME, call, world_where};
use crate::world::{Method, World};

use super::{accepts, action, create, create_with, get, path, posts, refusal, sso, tenant, world};
use Method::{Patch, Post};

fn judge(world: &World, organizations: Value) -> String {
    let body = json!({ "organizations": organizations });
    accepts(world, Patch, &path("E1"), body)
        .err()
        .unwrap_or_default()
}

#[test]
fn flags_left_out_are_the_defaults_and_the_first_is_primary() {
    let mut w = world();
    let made = create_with(
        &mut w,
        "E1",
        json!({"organizations": [{"domainId": HOME, "orgUnits": [
            {"orgUnitId": "externalKey:sales"},
            {"orgUnitId": "externalKey:hq", "isManager": true, "visible": false,
             "useTeamFeature": false}]}]}),
    );
    let entry = &made["organizations"][0];
    assert_eq!(entry["primary"], true);
    let units = entry["orgUnits"].as_array().expect("a list");
    let flags = |n: usize| {
        ["primary", "isManager", "visible", "useTeamFeature"].map(|flag| units[n][flag] == true)
    };
    assert_eq!(flags(0), [true, false, true, true]);
    assert_eq!(flags(1), [false, true, false, false]);
    assert_eq!(units[0]["positionId"], Value::Null);
    // A PATCH replaces the whole list, flags included.
    let body = json!({"organizations": posts(&["hq"])});
    let answer = call(&mut w, Patch, &path("E1"), body);
    let units = &answer["organizations"][0]["orgUnits"];
    assert_eq!(units.as_array().map(Vec::len), Some(1));
    assert_eq!(units[0]["isManager"], false);
    assert_eq!(units[0]["visible"], true);
}

#[test]
fn what_organizations_refuse() {
    let mut w = world();
    create(&mut w, "E1");
    let unit = |org: &str, primary: bool| json!({"orgUnitId": org, "primary": primary});
    let home = |units: Value| json!([{"domainId": HOME, "primary": true, "orgUnits": units}]);
    for (given, said) in [
        (json!([]), ""),
        (json!([{"primary": true}]), "400 missingProperty D"),
        (json!([{"domainId": 7}]), "403 noSuchDomain I"),
        (
            json!([{"domainId": HOME, "primary": true}, {"domainId": AWAY, "primary": true}]),
            "400 severalPrimaries D",
        ),
        (
            json!([{"domainId": HOME}, {"domainId": HOME}]),
            "400 duplicateDomain D",
        ),
        (
            json!([{"domainId": AWAY, "primary": true}]),
            "400 primaryInOtherDomain I",
        ),
        (json!([{"domainId": AWAY}]), "400 primaryInOtherDomain I"),
        (home(json!([{}])), "400 missingProperty D"),
        (
            home(json!([unit("nowhere", true)])),
            "400 noSuchReference D",
        ),
        (
            home(json!([unit("externalKey:sub", true)])),
            "400 orgInOtherDomain I",
        ),
        (
            home(json!([
                unit("externalKey:hq", false),
                unit("externalKey:hq", false)
            ])),
            "400 duplicateEntry I",
        ),
        (
            home(json!([
                unit("externalKey:hq", true),
                unit("externalKey:sales", true)
            ])),
            "400 severalPrimaries D",
        ),
        (
            home(json!([{"orgUnitId": "externalKey:hq", "positionId": "externalKey:X"}])),
            "400 noSuchReference D",
        ),
        (
            home(json!([{"orgUnitId": "externalKey:hq", "isManager": null}])),
            "400 notNullable D",
        ),
        (
            json!([{"domainId": HOME, "levelId": "externalKey:X"}]),
            "400 noSuchReference D",
        ),
        (home(json!(vec![json!({}); 31])), "400 tooManyEntries D"),
    ] {
        assert_eq!(judge(&w, given.clone()), said, "{given}");
    }
    call(
        &mut w,
        Post,
        &format!("/directory/levels/disable?domainId={HOME}"),
        Value::Null,
    );
    let leveled = json!([{"domainId": HOME, "levelId": "externalKey:L3"}]);
    assert_eq!(judge(&w, leveled), "403 featureDisabled D");
    let none = json!([{"domainId": HOME, "levelId": null}]);
    assert_eq!(judge(&w, none), "");
}

#[test]
fn a_new_leader_unseats_the_present_one() {
    let mut w = world();
    let led = json!({"organizations": [{"domainId": HOME, "primary": true, "orgUnits": [
        {"orgUnitId": "externalKey:sales", "isManager": true},
        {"orgUnitId": "externalKey:hq", "isManager": true}]}]});
    create_with(&mut w, "E1", led);
    let sales = json!({"organizations": [{"domainId": HOME, "primary": true, "orgUnits": [
        {"orgUnitId": "externalKey:sales", "isManager": true}]}]});
    create_with(&mut w, "E2", sales.clone());
    let leads = |w: &mut World, key: &str, n: usize| {
        get(w, key)["organizations"][0]["orgUnits"][n]["isManager"].clone()
    };
    assert_eq!(leads(&mut w, "E1", 0), false);
    assert_eq!(leads(&mut w, "E1", 1), true, "another org's lead stays");
    assert_eq!(leads(&mut w, "E2", 0), true);
    // Saying it again changes nothing for anybody.
    let before = w.directory().clone();
    call(&mut w, Patch, &path("E2"), sales);
    assert_eq!(&before, w.directory());
}

#[test]
fn posts_in_a_second_domain() {
    let mut w = world();
    let organizations = json!([
        {"domainId": HOME, "primary": true, "levelId": "externalKey:L3", "orgUnits": []},
        {"domainId": AWAY, "primary": false, "email": "mori@acme-sub.example",
         "levelId": "externalKey:L3", "orgUnits": [{"orgUnitId": "externalKey:sub",
            "positionId": "externalKey:P-LEAD"}]}]);
    let made = create_with(&mut w, "E1", json!({"organizations": organizations}));
    let [home, away] = [0, 1].map(|n| &made["organizations"][n]);
    assert_eq!(home["email"], "e1@acme.example");
    assert_eq!(away["email"], "mori@acme-sub.example");
    assert_ne!(
        home["levelId"], away["levelId"],
        "a level of its own domain"
    );
    assert_eq!(away["orgUnits"][0]["positionName"], "課長");
    let taken = json!({"domainId": AWAY, "email": "mori@acme-sub.example",
        "userName": {"lastName": "森"}, "privateEmail": "m@private.example"});
    assert_eq!(
        refusal(&mut w, Post, "/users", taken),
        "400 duplicateEmail G"
    );
}

#[test]
fn a_key_inside_an_entry_is_ignored_or_refused() {
    let given = |key: &str| {
        let entry = json!({"domainId": HOME, "primary": true, "userExternalKey": key});
        json!({"organizations": [entry]})
    };
    let mut w = world();
    create(&mut w, "E1");
    call(&mut w, Patch, &path("E1"), given("other"));
    assert_eq!(get(&mut w, "E1")["userExternalKey"], "E1");
    let mut w = tenant(world_where(|a| a.organization_user_key_is_ignored = false));
    create(&mut w, "E1");
    assert_eq!(
        refusal(&mut w, Patch, &path("E1"), given("other")),
        "400 otherUserKey E"
    );
    call(&mut w, Patch, &path("E1"), given("E1"));
}

#[test]
fn a_member_moves_to_another_domain() {
    let mut w = sso();
    let more = json!({"organizations": posts(&["sales"]), "userTypeId": "externalKey:FT",
        "customProperties": {"badge": 1}});
    create_with(&mut w, "E00042", more);
    create(&mut w, "E2");
    let group = |name: &str, master: &str| {
        json!({"domainId": HOME, "groupName": name, "groupExternalKey": name,
            "administrators": [{"userId": format!("externalKey:{master}")}],
            "members": [{"id": "externalKey:E00042", "type": "USER"}]})
    };
    call(&mut w, Post, "/groups", group("g1", "E2"));
    let target = action("E00042", "move");
    // The body of facts section 10.
    let body = json!({"userExternalKey": "E00042", "preserveGroup": true, "organizations": [
        {"domainId": AWAY, "primary": true, "email": "hanako.mori@acme-sub.example",
         "orgUnits": [{"orgUnitId": "externalKey:sub", "primary": true}]}]});
    let mut kept = w.clone();
    let moved = call(&mut kept, Post, &target, body.clone());
    assert_eq!(moved["domainId"], AWAY);
    assert_eq!(moved["email"], "hanako.mori@acme-sub.example");
    assert_eq!(moved["organizations"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        moved["organizations"][0]["orgUnits"][0]["orgUnitName"],
        "sub"
    );
    assert_eq!(moved["customProperties"], json!({}));
    assert_eq!(moved["userTypeId"], Value::Null);
    let members = |w: &mut World| {
        let target = "/groups/externalKey:g1/members";
        call(w, Method::Get, target, Value::Null)["members"].clone()
    };
    assert_eq!(members(&mut kept).as_array().map(Vec::len), Some(1));
    let mut left = w.clone();
    let mut leaving = body.clone();
    leaving["preserveGroup"] = json!(false);
    leaving["userExternalKey"] = Value::Null;
    leaving["organizations"][0]["userExternalKey"] = json!("unused");
    let said = refusal(&mut left, Post, &target, leaving.clone());
    assert_eq!(said, "400 missingProperty D", "single sign-on needs a key");
    if let Some(root) = leaving.as_object_mut() {
        root.shift_remove("userExternalKey");
    }
    leaving["organizations"][0]["userExternalKey"] = json!("NEW");
    let moved = call(&mut left, Post, &target, leaving.clone());
    assert_eq!(
        moved["userExternalKey"], "NEW",
        "honoured in this call alone"
    );
    assert_eq!(members(&mut left), json!([]));

    call(&mut w, Post, "/groups", group("g2", "E00042"));
    assert_eq!(refusal(&mut w, Post, &target, leaving), "400 onlyMaster I");
    for (body, said) in [
        (json!({}), "400 missingProperty D"),
        (json!({"organizations": []}), "400 tooFewEntries D"),
        (
            json!({"organizations": [{"domainId": HOME, "primary": true}]}),
            "400 moveWithinDomain I",
        ),
    ] {
        assert_eq!(refusal(&mut w, Post, &target, body), said);
    }
    let deleted = action("E2", "move");
    call(
        &mut w,
        Patch,
        "/groups/externalKey:g1",
        json!({
        "administrators": [{"userId": "externalKey:E00042"}]}),
    );
    call(&mut w, Method::Delete, &path("E2"), Value::Null);
    assert_eq!(
        refusal(&mut w, Post, &deleted, body),
        "400 memberIsDeleted D"
    );
}
