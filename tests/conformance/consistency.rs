//! Facts 7: what is read after a write, and when.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use meibo::world::{Act, Consistency, reasons};
use serde_json::{Value, json};

use crate::bodies::{group, member, org};
use crate::tenant::{SPACING, Tenant};

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn lagging(t: &mut Tenant, lists: u32, memberships: u32) {
    let set = Act::SetConsistency(Consistency {
        list_lag_seconds: lists,
        membership_lag_seconds: memberships,
    });
    t.world.act(&set, t.now()).expect("set");
}

/// Lets the next call be so long after the last one.
fn next_after(t: &mut Tenant, lag: i64) {
    t.at(seconds(lag) - SPACING);
}

fn listed(t: &mut Tenant, path: &str, list: &str, key: &str) -> BTreeSet<String> {
    let entries = t.list(path, list);
    let found: BTreeSet<String> = (entries.iter())
        .map(|entry| entry[key].as_str().expect("a text").to_owned())
        .collect();
    assert_eq!(found.len(), entries.len(), "nothing is listed twice");
    found
}

fn nick_name(t: &mut Tenant) -> Value {
    let all = t.list("/users", "users");
    let one = all.iter().find(|user| user["userExternalKey"] == "E1");
    one.expect("listed")["nickName"].clone()
}

#[test]
fn a_changed_name_or_address_shows_by_id_at_once_and_in_lists_when_the_lag_is_over() {
    proves!["7-01"];
    // Seconds as it is normally, and more than ten minutes as it may be.
    for lag in [5_u32, 900] {
        let mut t = Tenant::acme();
        lagging(&mut t, lag, 0);
        let change = json!({"nickName": "花", "email": "new@acme.example"});
        t.patch("/users/externalKey:E1", change).is(200);
        let one = t.read("/users/externalKey:E1");
        assert_eq!(
            (&one["nickName"], &one["email"]),
            (&json!("花"), &json!("new@acme.example"))
        );
        assert_eq!(t.read("/users/new@acme.example")["nickName"], "花");
        next_after(&mut t, i64::from(lag) - 3);
        assert_eq!(nick_name(&mut t), Value::Null, "one second before");
        let addresses = listed(&mut t, "/users", "users", "email");
        assert!(addresses.contains("new@acme.example"), "{addresses:?}");
        assert_eq!(nick_name(&mut t), "花");
    }
}

fn keys_of(members: &Value) -> Vec<&str> {
    let members = members.as_array().expect("a list").iter();
    members
        .filter_map(|entry| entry["externalKey"].as_str())
        .collect()
}

#[test]
fn who_joined_shows_in_lists_of_members_when_the_lag_is_over() {
    proves!["7-02"];
    for lag in [6_u32, 900] {
        let mut t = Tenant::acme();
        lagging(&mut t, 0, lag);
        let join = json!({"id": "externalKey:E3", "type": "USER"});
        t.post("/groups/externalKey:ALL/members", join).is(201);
        let posts = json!({"organizations": [{"domainId": crate::tenant::HOME, "primary": true,
            "orgUnits": [{"orgUnitId": "externalKey:SALES", "primary": true}]}]});
        t.patch("/users/externalKey:E3", posts).is(200);

        let one = t.read("/groups/externalKey:ALL");
        assert_eq!(keys_of(&one["members"]), ["E2", "E3"], "by id at once");
        let one = t.read("/users/externalKey:E3");
        assert_eq!(
            one["organizations"][0]["orgUnits"]
                .as_array()
                .expect("posts")
                .len(),
            1
        );
        let page = t.read("/orgunits/externalKey:SALES/members");
        assert_eq!(page["members"], json!([]), "not yet");
        next_after(&mut t, i64::from(lag) - 5);
        let page = t.read("/groups/externalKey:ALL/members");
        assert_eq!(keys_of(&page["members"]), ["E2"], "not yet");
        let page = t.read("/groups");
        assert_eq!(keys_of(&page["groups"][0]["members"]), ["E2", "E3"]);
        let page = t.read("/groups/externalKey:ALL/members");
        assert_eq!(keys_of(&page["members"]), ["E2", "E3"]);
        let page = t.read("/orgunits/externalKey:SALES/members");
        assert_eq!(page["members"].as_array().expect("a list").len(), 1);
    }
}

#[test]
fn lists_of_groups_show_the_members_of_then() {
    let mut t = Tenant::acme();
    lagging(&mut t, 0, 60);
    let join = json!({"id": "externalKey:E3", "type": "USER"});
    t.post("/groups/externalKey:ALL/members", join).is(201);
    t.post(
        "/groups/externalKey:ALL/administrators",
        json!({"userId": "externalKey:E4"}),
    )
    .is(201);
    t.patch("/groups/externalKey:ALL", json!({"groupName": "みんな"}))
        .is(200);
    t.create("/groups", group("NEW", "E1", &["E2"]));
    let page = t.read("/groups");
    let (all, new) = (&page["groups"][0], &page["groups"][1]);
    assert_eq!(all["groupName"], "みんな", "objects do not lag");
    assert_eq!(keys_of(&all["members"]), ["E2"]);
    assert_eq!(all["administrators"].as_array().expect("a list").len(), 1);
    assert_eq!(new["members"], json!([]), "nobody yet");
    let masters = t.read("/groups/externalKey:ALL/administrators");
    assert_eq!(
        masters["administrators"].as_array().expect("a list").len(),
        1
    );
    t.at(seconds(60));
    let page = t.read("/groups");
    assert_eq!(keys_of(&page["groups"][0]["members"]), ["E2", "E3"]);
    assert_eq!(keys_of(&page["groups"][1]["members"]), ["E2"]);
}

#[test]
fn a_new_object_has_an_empty_list_of_members_and_a_gone_one_none() {
    let mut t = Tenant::acme();
    lagging(&mut t, 0, 60);
    t.create("/groups", group("NEW", "E1", &["E2"]));
    let empty = json!({"members": [], "responseMetaData": {"nextCursor": null}});
    assert_eq!(t.read("/groups/externalKey:NEW/members"), empty);
    t.create("/orgunits", org("NEW"));
    assert_eq!(t.read("/orgunits/externalKey:NEW/members"), empty);
    t.delete("/groups/externalKey:ALL").is_empty();
    let gone = t.get("/groups/externalKey:ALL/members");
    assert_eq!(gone.refused(404), reasons::NOT_FOUND);
    // The key leads to the group that has it, not to the one that had it.
    let keys = json!({"groups": [{"id": "externalKey:NEW", "externalKey": "ALL"}]});
    t.post("/groups/external-keys", keys).is_empty();
    assert_eq!(t.read("/groups/externalKey:ALL/members"), empty);
}

#[test]
fn every_list_of_objects_lags_alike() {
    let mut t = Tenant::acme();
    let lists = [
        ("/users", "users", "userExternalKey"),
        ("/orgunits", "orgUnits", "orgUnitExternalKey"),
        ("/groups", "groups", "groupExternalKey"),
        ("/directory/levels", "levels", "levelExternalKey"),
        ("/directory/positions", "positions", "positionExternalKey"),
        ("/directory/user-types", "userTypes", "userTypeExternalKey"),
        ("/users/external-keys", "users", "externalKey"),
        ("/groups/external-keys", "groups", "externalKey"),
    ];
    let all = |t: &mut Tenant| -> Vec<BTreeSet<String>> {
        (lists.iter())
            .map(|(path, list, key)| listed(t, path, list, key))
            .collect()
    };
    let before = all(&mut t);
    lagging(&mut t, 600, 0);
    t.create("/users", member("E9"));
    t.create("/orgunits", org("NEW"));
    t.create("/groups", group("NEW", "E1", &["E2"]));
    t.create("/directory/levels", crate::bodies::level("L9"));
    t.create("/directory/positions", crate::bodies::position("P9"));
    t.create("/directory/user-types", crate::bodies::user_type("PT"));
    assert_eq!(all(&mut t), before);
    t.at(seconds(600));
    for (now, then) in all(&mut t).iter().zip(&before) {
        assert_eq!(now.len(), then.len() + 1, "{now:?}");
    }
}

#[test]
fn what_a_list_has_shown_it_shows_on_whatever_lag_is_set() {
    let mut t = Tenant::acme();
    for lag in [0, 5, 600, 60, 0, 600] {
        lagging(&mut t, lag, lag);
        let key = format!("N{}", t.now().as_second());
        t.create("/users", member(&key));
        if lag == 0 {
            assert!(listed(&mut t, "/users", "users", "userExternalKey").contains(&key));
        }
        let before = listed(&mut t, "/users", "users", "userExternalKey");
        for step in [1, 30, 300, 600] {
            t.at(seconds(step));
            let now = listed(&mut t, "/users", "users", "userExternalKey");
            assert!(now.is_superset(&before), "{lag}: {before:?} {now:?}");
        }
        assert!(listed(&mut t, "/users", "users", "userExternalKey").contains(&key));
    }
}

#[test]
fn a_walk_through_a_list_that_lags_sees_everybody_once() {
    let mut t = Tenant::acme();
    for n in 10..35 {
        t.create("/users", member(&format!("N{n}")));
    }
    let before = listed(&mut t, "/users", "users", "userExternalKey");
    lagging(&mut t, 30, 30);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    for turn in 0.. {
        let page = t.read(&format!("/users?count=5{cursor}"));
        for user in page["users"].as_array().expect("a list") {
            seen.push(user["userExternalKey"].as_str().expect("a key").to_owned());
        }
        let Some(next) = page["responseMetaData"]["nextCursor"].as_str() else {
            break;
        };
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        cursor = format!("&cursor={next}");
        // What comes and goes meanwhile arrives in the list while it is walked through.
        t.create("/users", member(&format!("M{turn}")));
        t.delete(&format!(
            "/users/externalKey:N{}/forcedelete",
            10 + 4 * turn
        ))
        .is_empty();
        t.at(seconds(25));
    }
    let once: BTreeSet<String> = seen.iter().cloned().collect();
    assert_eq!(once.len(), seen.len(), "{seen:?}");
    let gone: BTreeSet<String> = (0..9).map(|turn| format!("N{}", 10 + 4 * turn)).collect();
    let stayed: BTreeSet<String> = before.difference(&gone).cloned().collect();
    assert!(once.is_superset(&stayed), "{stayed:?} {once:?}");
}

#[test]
fn lists_lag_on_after_the_state_was_saved_and_follow_the_clock() {
    let mut t = Tenant::acme();
    lagging(&mut t, 600, 600);
    t.resaved(|_| {});
    t.create("/users", member("E9"));
    assert!(!listed(&mut t, "/users", "users", "userExternalKey").contains("E9"));
    let to = t.now() + seconds(600);
    t.world.act(&Act::MoveClock { to }, t.now()).expect("moved");
    t.at(seconds(600));
    assert!(listed(&mut t, "/users", "users", "userExternalKey").contains("E9"));
}

#[test]
fn a_deleted_member_leaves_its_groups_at_once_and_its_record_stays_seven_days() {
    proves!["7-05"];
    let mut t = Tenant::acme();
    t.delete("/users/externalKey:E2").is_empty();
    let page = t.read("/groups/externalKey:ALL/members");
    assert_eq!(page["members"], json!([]));
    next_after(&mut t, 7 * 24 * 3600 - 2);
    assert_eq!(t.read("/users/externalKey:E2")["isDeleted"], true);
    let gone = t.get("/users/externalKey:E2");
    assert_eq!(gone.refused(404), reasons::NOT_FOUND);
}
