//! What members hold: it stays, and each holds one; and how many there can be.

use serde_json::{Value, json};

use super::{LEVELS, POSITIONS, Ranks, USER_TYPES, decorate, holds};
use crate::tenant::{HOME, Tenant};

/// A rank that somebody holds is not deleted.
fn stay_while_held(ranks: Ranks, free: Value) {
    let mut t = Tenant::acme();
    decorate(&mut t);
    let path = ranks.path(ranks.held);
    assert_eq!(t.delete(&path).refused(403), "rankIsHeld");
    assert_eq!(holds(&mut t, ranks), ranks.held);
    t.patch("/users/externalKey:E1", free).is(200);
    assert_eq!(holds(&mut t, ranks), Value::Null);
    t.delete(&path).is_empty();
    // By the other reading it is taken from whoever holds it.
    let mut t = Tenant::acme_with(|setup| setup.assumptions.held_ranks_are_kept = false);
    decorate(&mut t);
    t.delete(&path).is_empty();
    assert_eq!(holds(&mut t, ranks), Value::Null);
}

/// E1's posts in the first domain, without level or position.
fn plain() -> Value {
    json!({"organizations": [{"domainId": HOME, "primary": true,
        "orgUnits": [{"orgUnitId": "externalKey:HQ", "primary": true}]}]})
}

#[test]
fn levels_stay_while_held() {
    proves!["5.4-07", "5.4-18"];
    stay_while_held(LEVELS, plain());
}

#[test]
fn positions_stay_while_held() {
    proves!["5.5-01"];
    stay_while_held(POSITIONS, plain());
}

#[test]
fn user_types_stay_while_held() {
    proves!["5.6-09"];
    stay_while_held(USER_TYPES, json!({"userTypeId": null}));
}

#[test]
fn a_member_has_one_level_in_a_domain() {
    proves!["5.4-18"];
    let mut t = Tenant::acme();
    decorate(&mut t);
    t.create("/directory/levels", LEVELS.body(HOME, "L2"));
    let entry = |level: &str| {
        json!({"domainId": HOME, "primary": true, "levelId": format!("externalKey:{level}"),
            "orgUnits": []})
    };
    // Another takes the place of the one before.
    t.patch(
        "/users/externalKey:E1",
        json!({"organizations": [entry("L2")]}),
    )
    .is(200);
    assert_eq!(holds(&mut t, LEVELS), "L2");
    t.delete(&LEVELS.path("L1")).is_empty();
    // Two entries of one domain, each with a level, are no entry.
    t.create("/directory/levels", LEVELS.body(HOME, "L1"));
    let two = json!({"organizations": [entry("L1"), entry("L2")]});
    t.patch("/users/externalKey:E1", two).refused(400);
    let list = json!({"organizations": [{"domainId": HOME, "primary": true,
        "levelId": ["externalKey:L1", "externalKey:L2"]}]});
    t.patch("/users/externalKey:E1", list).refused(400);
}

#[test]
fn a_member_has_one_position_in_each_org() {
    proves!["5.5-01"];
    let mut t = Tenant::acme();
    t.create("/directory/positions", POSITIONS.body(HOME, "P2"));
    let post = |org: &str, position: Value, primary: bool| {
        json!({"orgUnitId": format!("externalKey:{org}"), "positionId": position,
            "primary": primary})
    };
    let body = |posts: &[Value]| json!({"organizations": [{"domainId": HOME, "primary": true, "orgUnits": posts}]});
    let (p1, p2) = (json!("externalKey:P1"), json!("externalKey:P2"));
    let posts = [post("HQ", p1.clone(), true), post("DEV", p2.clone(), false)];
    let path = "/users/externalKey:E1";
    let member = t.patch(path, body(&posts)).is(200);
    let shown = member["organizations"][0]["orgUnits"].clone();
    assert_eq!(shown[0]["positionExternalKey"], "P1");
    assert_eq!(shown[1]["positionExternalKey"], "P2");
    let twice = [post("HQ", p1.clone(), true), post("HQ", p2.clone(), false)];
    t.patch(path, body(&twice)).refused(400);
    t.patch(path, body(&[post("HQ", json!([p1, p2]), true)]))
        .refused(400);
}

/// Two hundred are the most in a domain.
fn are_two_hundred_at_most(ranks: Ranks) {
    let mut t = Tenant::acme();
    for n in 1..200 {
        t.create(ranks.kind.list, ranks.body(HOME, &format!("N{n}")));
    }
    let more = t.post(ranks.kind.list, ranks.body(HOME, "MORE"));
    assert_eq!(more.refused(403), "tooManyRanks");
    t.delete(&ranks.path("N1")).is_empty();
    t.create(ranks.kind.list, ranks.body(HOME, "MORE"));
}

#[test]
fn a_domain_has_two_hundred_levels_at_most() {
    proves!["5.4-18"];
    are_two_hundred_at_most(LEVELS);
}

#[test]
fn a_domain_has_two_hundred_positions_at_most() {
    proves!["5.5-01"];
    are_two_hundred_at_most(POSITIONS);
}
