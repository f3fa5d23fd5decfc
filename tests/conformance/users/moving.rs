//! The move to another domain.

use jiff::SignedDuration;
use meibo::directory::DomainId;
use meibo::world::{Act, Reach};
use serde_json::{Value, json};

use crate::bodies::{member, member_of, with};
use crate::tenant::{AWAY, HOME, Tenant};

const E3: &str = "/users/externalKey:E3";

fn away(more: Value) -> Value {
    with(json!({"domainId": AWAY, "primary": true}), more)
}

fn to(entries: &[Value]) -> Value {
    json!({ "organizations": entries })
}

#[test]
fn everything_of_the_new_domain_comes_in_one_call() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme();
    let before = t
        .patch(
            E3,
            json!({"nickName": "三", "userTypeId": "externalKey:FT"}),
        )
        .is(200);
    let sub = away(
        json!({"email": "three@acme-sub.example", "levelId": "externalKey:L1",
        "orgUnits": [{"orgUnitId": "externalKey:SUB", "isManager": true}]}),
    );
    let body = with(
        to(&[sub]),
        json!({"nickName": "参", "email": "no@acme.example", "task": "x"}),
    );
    let moved = t.post(&format!("{E3}/move"), body).is(200);
    assert_eq!(t.read(E3), moved);
    assert_eq!(moved["userId"], before["userId"]);
    assert_eq!(moved["domainId"], AWAY);
    assert_eq!(moved["email"], "three@acme-sub.example");
    assert_eq!(moved["userExternalKey"], "E3", "none is given, so it stays");
    assert_eq!(moved["organizations"].as_array().map(Vec::len), Some(1));
    assert_eq!(moved["organizations"][0]["levelExternalKey"], "L1");
    assert_eq!(
        moved["organizations"][0]["orgUnits"][0]["orgUnitExternalKey"],
        "SUB"
    );
    // No other property of the root is read.
    assert_eq!(
        [&moved["nickName"], &moved["task"]],
        [&json!("三"), &Value::Null]
    );
    let listed = |t: &mut Tenant, domain: i32| {
        let users = t.list(&format!("/users?domainId={domain}"), "users");
        users.iter().any(|user| user["userId"] == before["userId"])
    };
    assert!(listed(&mut t, AWAY) && !listed(&mut t, HOME));
    t.create(
        "/users",
        with(member("N1"), json!({"email": "e3@acme.example"})),
    );
}

#[test]
fn what_a_move_needs() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme();
    let path = format!("{E3}/move");
    for (odd, reason) in [
        (json!({}), "missingProperty"),
        (to(&[]), "tooFewEntries"),
        (json!({"organizations": null}), "notNullable"),
        (json!({"organizations": {}}), "wrongType"),
        (to(&[json!({"primary": true})]), "missingProperty"),
        (
            to(&[json!({"domainId": HOME, "primary": true})]),
            "moveWithinDomain",
        ),
        (
            to(&[away(json!({"orgUnits": [{"orgUnitId": "externalKey:HQ"}]}))]),
            "orgInOtherDomain",
        ),
        (
            to(&[away(json!({"email": "x1@acme-sub.example"}))]),
            "duplicateEmail",
        ),
        (
            with(to(&[away(json!({}))]), json!({"userExternalKey": "E1"})),
            "duplicateKey",
        ),
        (
            with(to(&[away(json!({}))]), json!({"preserveGroup": "yes"})),
            "wrongType",
        ),
    ] {
        assert_eq!(t.post(&path, odd.clone()).refused(400), reason, "{odd}");
    }
    t.act(&path).refused(400);
    t.post(&path, to(&[json!({"domainId": 20000999, "primary": true})]))
        .refused(403);
    t.post("/users/externalKey:NO/move", to(&[away(json!({}))]))
        .refused(404);
}

#[test]
fn whose_key_counts() {
    proves!["5.1.7-01", "5.1.2-46"];
    let first = json!({"domainId": HOME, "primary": false, "userExternalKey": "FIRST"});
    let bare = json!({"domainId": HOME, "primary": false});
    let keyed = away(json!({"userExternalKey": "PRIMARY"}));
    for (body, key) in [
        (
            with(
                to(&[first.clone(), keyed.clone()]),
                json!({"userExternalKey": "ROOT"}),
            ),
            "ROOT",
        ),
        (to(&[first.clone(), keyed.clone()]), "PRIMARY"),
        (to(&[bare, keyed]), "PRIMARY"),
        (to(&[first, away(json!({}))]), "FIRST"),
    ] {
        let mut t = Tenant::acme();
        let moved = t.post(&format!("{E3}/move"), body).is(200);
        assert_eq!(moved["userExternalKey"], key);
        t.get(E3).refused(404);
        t.read(&format!("/users/externalKey:{key}"));
    }
}

#[test]
fn teams_stay_where_they_are_named_again() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme();
    let teams = json!({"organizations": [{"domainId": HOME, "primary": true,
        "orgUnits": [{"orgUnitId": "externalKey:HQ"}, {"orgUnitId": "externalKey:DEV"}]}]});
    t.patch(E3, teams).is(200);
    let hq =
        json!({"domainId": HOME, "primary": false, "orgUnits": [{"orgUnitId": "externalKey:HQ"}]});
    t.post(&format!("{E3}/move"), to(&[away(json!({})), hq]))
        .is(200);
    let members = |t: &mut Tenant, org: &str| {
        t.list(&format!("/orgunits/externalKey:{org}/members"), "members")
            .len()
    };
    assert_eq!([members(&mut t, "HQ"), members(&mut t, "DEV")], [1, 0]);
}

#[test]
fn groups_are_left_unless_they_are_kept() {
    proves!["5.1.7-01"];
    for (preserve, stays) in [
        (json!({}), false),
        (json!({"preserveGroup": false}), false),
        (json!({"preserveGroup": true}), true),
    ] {
        let mut t = Tenant::acme();
        let id = json!(t.id("/users/externalKey:E2"));
        let body = with(to(&[away(json!({}))]), preserve);
        t.post("/users/externalKey:E2/move", body).is(200);
        let members = t.list("/groups/externalKey:ALL/members", "members");
        assert_eq!(members.iter().any(|member| member["id"] == id), stays);
    }
    let mut t = Tenant::acme();
    let only_master = "/users/externalKey:E1/move";
    assert_eq!(
        t.post(only_master, to(&[away(json!({}))])).refused(400),
        "onlyMaster"
    );
    let kept = with(to(&[away(json!({}))]), json!({"preserveGroup": true}));
    t.post(only_master, kept).is(200);
}

#[test]
fn who_is_not_moved() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let body = to(&[away(json!({}))]);
    t.delete(E3).is_empty();
    assert_eq!(
        t.post(&format!("{E3}/move"), body.clone()).refused(400),
        "memberIsDeleted"
    );
    let e4 = "externalKey:E4";
    let now = t.now();
    let boss = |member: &str| Act::MakeSuperAdmin {
        member: member.to_owned(),
    };
    t.world.act(&boss(e4), now).expect("in use");
    let path = format!("/users/{e4}/move");
    assert_eq!(
        t.post(&path, body.clone()).refused(400),
        "memberIsAdministrator"
    );
    // Other administrators are.
    t.world.act(&boss("externalKey:E2"), now).expect("in use");
    assert_eq!(t.read(&format!("/users/{e4}"))["isAdministrator"], true);
    t.post(&path, body).is(200);
}

#[test]
fn values_of_the_old_domain_are_erased() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme();
    let property = json!({"domainId": HOME, "propertyName": "badge", "displayName": "バッジ",
        "propertyType": "STRING"});
    t.create("/directory/users/custom-properties", property);
    let badge = json!({"customProperties": {"badge": "A-1"}});
    assert_eq!(
        t.patch(E3, badge.clone()).is(200)["customProperties"],
        badge["customProperties"]
    );
    let moved = t
        .post(&format!("{E3}/move"), to(&[away(json!({}))]))
        .is(200);
    assert_eq!(moved["customProperties"], json!({}));
    let back = to(&[json!({"domainId": HOME, "primary": true})]);
    let back = t.post(&format!("{E3}/move"), back).is(200);
    assert_eq!(back["customProperties"], json!({}), "they do not come back");
}

#[test]
fn who_talks_to_outsiders_goes_where_that_is_allowed() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme();
    t.act(&format!("{E3}/link-to-line")).is_success();
    t.at(SignedDuration::from_hours(1));
    let body = to(&[away(json!({}))]);
    t.post(&format!("{E3}/move"), body.clone()).refused(403);
    t.post("/users/externalKey:E4/move", body.clone()).is(200);
    t.world
        .settings_mut(DomainId(AWAY))
        .talk
        .line
        .set(Reach::PerMember);
    t.post(&format!("{E3}/move"), body).is(200);
}

#[test]
fn under_single_sign_on_the_key_goes_along() {
    proves!["5.1.7-01"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let keyless = with(to(&[away(json!({}))]), json!({"userExternalKey": null}));
    t.post(&format!("{E3}/move"), keyless).refused(400);
    let there = t.create("/users", member_of(AWAY, "X2"));
    assert_eq!(there["domainId"], AWAY);
    t.post(&format!("{E3}/move"), to(&[away(json!({}))]))
        .is(200);
}
