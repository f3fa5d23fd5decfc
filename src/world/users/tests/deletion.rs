use serde_json::{Value, json};

use crate::world::testing::{HOME, call};
use crate::world::{Method, World};

use super::{
    action, call_later, create, create_with, get, later, path, posts, refusal, sso, sso_where,
};
use Method::{Delete, Get, Patch, Post};

/// E1 leads `sales`, is in group `g1`; E2 is the group's other master.
fn staffed(mut w: World) -> World {
    let leads = json!({"organizations": [{"domainId": HOME, "primary": true,
        "levelId": "externalKey:L3", "orgUnits": [
            {"orgUnitId": "externalKey:sales", "isManager": true,
             "positionId": "externalKey:P-LEAD"}]}]});
    create_with(&mut w, "E1", leads);
    create(&mut w, "E2");
    let user = |key: &str| json!({"userId": format!("externalKey:{key}")});
    let group = json!({"domainId": HOME, "groupName": "g1", "groupExternalKey": "g1",
        "administrators": [user("E1"), user("E2")],
        "members": [{"id": "externalKey:E1", "type": "USER"},
            {"id": "externalKey:E2", "type": "USER"}],
        "membersAllowedToUseGroupEmailAsSender": [user("E1")]});
    call(&mut w, Post, "/groups", group);
    let allowed = json!({"membersAllowedToUseOrgUnitEmailAsSender": [user("E1")]});
    call(&mut w, Patch, "/orgunits/externalKey:hq", allowed);
    let relation = json!({"relations": [
        {"relationUserId": "externalKey:E1", "relationName": "上司"}]});
    call(&mut w, Patch, &path("E2"), relation);
    w
}

fn group(world: &mut World) -> Value {
    call(world, Get, "/groups/externalKey:g1", Value::Null)
}

fn posts_of(world: &mut World, key: &str) -> usize {
    let seen = get(world, key);
    let units = seen["organizations"][0]["orgUnits"].as_array();
    units.map(Vec::len).expect("a list")
}

#[test]
fn deletion_takes_seven_days() {
    let mut w = staffed(sso());
    call(&mut w, Delete, &path("E1"), Value::Null);
    assert_eq!(get(&mut w, "E1")["isDeleted"], true);
    assert_eq!(
        refusal(&mut w, Delete, &path("E1"), Value::Null),
        "400 memberIsDeleted I"
    );
    let just_before = 7 * 24 - 1;
    assert!(call_later(&mut w, just_before, Get, &path("E1")).is_ok());
    let gone = call_later(&mut w, 7 * 24, Get, &path("E1")).expect_err("gone");
    assert_eq!(gone.status, 404);
    assert_eq!(w.directory().members.len(), 1);
}

#[test]
fn a_saved_world_still_knows_what_is_due() {
    let mut w = staffed(sso());
    call(&mut w, Delete, &path("E1"), Value::Null);
    let saved = serde_json::to_string(&w).expect("a world is saved");
    let mut read: World = serde_json::from_str(&saved).expect("and read");
    assert!(call_later(&mut read, 7 * 24, Get, &path("E1")).is_err());
}

#[test]
fn who_is_deleted_leaves_its_groups() {
    let mut w = staffed(sso());
    call(&mut w, Delete, &path("E1"), Value::Null);
    let seen = group(&mut w);
    for list in ["members", "administrators"] {
        assert_eq!(seen[list].as_array().map(Vec::len), Some(1), "{list}");
    }
}

#[test]
fn nothing_mentions_who_is_gone() {
    let mut w = staffed(sso());
    let id = get(&mut w, "E1")["userId"].clone();
    call(&mut w, Delete, &action("E1", "forcedelete"), Value::Null);
    let left = serde_json::to_string(&w).expect("a world is saved");
    assert!(!left.contains(id.as_str().expect("an id")), "{left}");
    // Its names are free at once.
    create(&mut w, "E1");
}

#[test]
fn who_goes_takes_its_own_relations_along_alone() {
    let mut w = staffed(sso());
    create(&mut w, "E3");
    let relation =
        |key: &str| json!({"relationUserId": format!("externalKey:{key}"), "relationName": "上司"});
    let both = json!({"relations": [relation("E1"), relation("E3")]});
    call(&mut w, Patch, &path("E2"), both);
    call(&mut w, Delete, &action("E1", "forcedelete"), Value::Null);
    let left = get(&mut w, "E2")["relations"].clone();
    let third = get(&mut w, "E3")["userId"].clone();
    assert_eq!(left.as_array().map(Vec::len), Some(1));
    assert_eq!(left[0]["relationUserId"], third);
}

#[test]
fn force_deletion_is_for_members_in_deletion_too() {
    let mut w = staffed(sso());
    call(&mut w, Delete, &path("E1"), Value::Null);
    call(&mut w, Delete, &action("E1", "forcedelete"), Value::Null);
    assert_eq!(
        refusal(&mut w, Get, &path("E1"), Value::Null),
        "404 notFound D"
    );
}

#[test]
fn who_only_leads_a_group_leaves_it_too() {
    let mut w = staffed(sso());
    let members = json!({"members": [{"id": "externalKey:E2", "type": "USER"}]});
    call(&mut w, Patch, "/groups/externalKey:g1", members);
    call(&mut w, Delete, &path("E1"), Value::Null);
    let masters = group(&mut w)["administrators"].clone();
    assert_eq!(masters.as_array().map(Vec::len), Some(1), "{masters}");
}

#[test]
fn the_only_master_of_a_group_stays() {
    let mut w = staffed(sso());
    let master = json!({"administrators": [{"userId": "externalKey:E1"}]});
    call(&mut w, Patch, "/groups/externalKey:g1", master);
    let said = "400 onlyMaster I";
    assert_eq!(refusal(&mut w, Delete, &path("E1"), Value::Null), said);
    let force = action("E1", "forcedelete");
    assert_eq!(refusal(&mut w, Delete, &force, Value::Null), said);
}

#[test]
fn while_idle_members_block_their_org_the_record_keeps_its_posts() {
    let org = "/orgunits/externalKey:sales";
    let mut w = staffed(sso());
    call(&mut w, Delete, &path("E1"), Value::Null);
    assert_eq!(
        refusal(&mut w, Delete, org, Value::Null),
        "400 orgHasMembers I"
    );
    let mut w = staffed(sso_where(|a| a.idle_members_block_org_delete = false));
    call(&mut w, Delete, &path("E1"), Value::Null);
    assert_eq!(posts_of(&mut w, "E1"), 0);
    call(&mut w, Delete, org, Value::Null);
}

#[test]
fn undelete_brings_back_the_member_alone() {
    let mut w = staffed(sso());
    assert_eq!(
        refusal(&mut w, Post, &action("E1", "undelete"), Value::Null),
        "400 memberIsNotDeleted I"
    );
    call(&mut w, Post, &action("E1", "suspend"), Value::Null);
    call(&mut w, Delete, &path("E1"), Value::Null);
    let reply = w.perform(Post, &action("E1", "undelete"), None, later(24));
    let reply = reply.expect("accepted");
    assert_eq!(reply.status, 200);
    let back = reply.body.expect("a member");
    assert_eq!(back["isDeleted"], false);
    assert_eq!(back["isSuspended"], true, "the state it had");
    assert_eq!(back["organizations"][0]["orgUnits"], json!([]));
    assert_eq!(back["organizations"][0]["levelId"], Value::Null);
    assert_eq!(group(&mut w)["members"].as_array().map(Vec::len), Some(1));
    assert!(
        call_later(&mut w, 8 * 24, Get, &path("E1")).is_ok(),
        "and it stays"
    );
}

#[test]
fn undelete_restores_posts_and_groups_by_assumption() {
    let mut w = staffed(sso_where(|a| {
        a.undelete_restores_posts = true;
        a.idle_members_block_org_delete = false;
    }));
    let before = get(&mut w, "E1");
    let mut whole = w.clone();
    call(&mut whole, Delete, &path("E1"), Value::Null);
    let undelete = action("E1", "undelete");
    assert_eq!(call(&mut whole, Post, &undelete, Value::Null), before);
    assert_eq!(
        group(&mut whole)["members"].as_array().map(Vec::len),
        Some(2)
    );
    // What is gone or taken over meanwhile is not brought back.
    call(&mut w, Delete, &path("E1"), Value::Null);
    let leads = json!({"organizations": [{"domainId": HOME, "primary": true, "orgUnits": [
        {"orgUnitId": "externalKey:sales", "isManager": true}]}]});
    call(&mut w, Patch, &path("E2"), leads);
    let back = call(&mut w, Post, &undelete, Value::Null);
    assert_eq!(
        back["organizations"][0]["orgUnits"][0]["isManager"], false,
        "the new leader keeps the lead"
    );
    call(
        &mut w,
        Patch,
        &path("E2"),
        json!({"organizations": posts(&[])}),
    );
    call(&mut w, Delete, &path("E1"), Value::Null);
    call(&mut w, Delete, "/orgunits/externalKey:sales", Value::Null);
    let back = call(&mut w, Post, &undelete, Value::Null);
    assert_eq!(back["organizations"][0]["orgUnits"], json!([]));
}

#[test]
fn who_comes_back_has_a_primary_post_where_any_is_left() {
    let mut tenant = sso_where(|a| {
        a.undelete_restores_posts = true;
        a.idle_members_block_org_delete = false;
    });
    let org =
        json!({"domainId": HOME, "orgUnitName": "x", "orgUnitExternalKey": "x", "displayOrder": 1});
    call(&mut tenant, Post, "/orgunits", org);
    let both = [("x", false), ("hq", false), ("sales", true)].map(
        |(key, primary)| json!({"orgUnitId": format!("externalKey:{key}"), "primary": primary}),
    );
    let both = json!({"organizations": [{"domainId": HOME, "primary": true, "orgUnits": both}]});
    create_with(&mut tenant, "E1", both);
    for (gone, primary) in [("sales", [true, false]), ("x", [false, true])] {
        let mut w = tenant.clone();
        call(&mut w, Delete, &path("E1"), Value::Null);
        call(
            &mut w,
            Delete,
            &format!("/orgunits/externalKey:{gone}"),
            Value::Null,
        );
        let back = call(&mut w, Post, &action("E1", "undelete"), Value::Null);
        let posts = &back["organizations"][0]["orgUnits"];
        let held = [0, 1].map(|at| posts[at]["primary"].clone());
        assert_eq!(held, primary, "{gone} is gone: {posts}");
    }
}

#[test]
fn the_list_shows_members_in_deletion_by_assumption() {
    let count = |mut w: World| {
        create(&mut w, "E1");
        call(&mut w, Delete, &path("E1"), Value::Null);
        let list = call(&mut w, Get, "/users", Value::Null);
        list["users"].as_array().map(Vec::len)
    };
    assert_eq!(count(sso()), Some(1));
    assert_eq!(count(sso_where(|a| a.list_shows_deleted = false)), Some(0));
}

#[test]
fn who_comes_back_finds_its_address_taken_where_it_did_not_hold_it() {
    let mut w = sso_where(|assumptions| assumptions.deleted_hold_names = false);
    let gone = create(&mut w, "E1");
    let id = gone["userId"].as_str().expect("an id").to_owned();
    let address = gone["email"].clone();
    call(&mut w, Delete, &format!("/users/{id}"), Value::Null);
    create_with(&mut w, "E2", json!({"email": address}));
    let undelete = format!("/users/{id}/undelete");
    let refused = crate::world::testing::refused(&mut w, Post, &undelete, Value::Null);
    assert_eq!(refused.reason, crate::world::reasons::DUPLICATE_EMAIL);
    call(
        &mut w,
        Delete,
        "/users/externalKey:E2/forcedelete",
        Value::Null,
    );
    // Its key alone is enough.
    create_with(&mut w, "E1", json!({"email": "e3@acme.example"}));
    let refused = crate::world::testing::refused(&mut w, Post, &undelete, Value::Null);
    assert_eq!(refused.reason, crate::world::reasons::DUPLICATE_KEY);
    call(&mut w, Delete, &action("E1", "forcedelete"), Value::Null);
    let back = call(&mut w, Post, &undelete, Value::Null);
    assert_eq!(back["email"], address);
}
