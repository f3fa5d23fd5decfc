//! Every property of the three lists.

use serde_json::{Value, json};

use super::{LEVELS, POSITIONS, Ranks, USER_TYPES, away};
use crate::bodies::with;
use crate::property::{LEVEL, USER_TYPE};
use crate::tenant::{AWAY, HOME, Tenant};

/// `displayOrder`: needed, any int32, lists ascend by it.
fn are_ordered(ranks: Ranks) {
    let mut t = Tenant::acme();
    let property = "displayOrder";
    ranks.kind.needs(&mut t, property, true);
    ranks.kind.refuses_null(&mut t, property);
    for order in [0, -1, 1, i32::MIN, i32::MAX] {
        ranks.kind.takes(&mut t, property, json!(order));
    }
    let beyond = [i64::from(i32::MAX) + 1, i64::from(i32::MIN) - 1].map(|n| json!(n));
    ranks
        .kind
        .refuses_all(&mut t, property, &beyond, "wrongType");
    ranks
        .kind
        .refuses_all(&mut t, property, &[json!("1"), json!(1.5)], "wrongType");
    t.delete(&ranks.path(ranks.held)).is_empty();
    for (key, order) in [("C", 5), ("A", -3), ("D", 5), ("B", 0), ("E", 100)] {
        let made = with(ranks.body(HOME, key), json!({ property: order }));
        assert_eq!(t.create(ranks.kind.list, made)[property], order);
    }
    assert_eq!(ranks.keys(&mut t, HOME), ["A", "B", "C", "D", "E"]);
    // A change of one number moves that one alone.
    t.patch(&ranks.path("E"), json!({ property: -100 })).is(200);
    assert_eq!(ranks.keys(&mut t, HOME), ["E", "A", "B", "C", "D"]);
    assert_eq!(t.read(&ranks.path("D"))[property], 5);
}

#[test]
fn levels_are_ordered() {
    proves!["5.4-13"];
    are_ordered(LEVELS);
}

#[test]
fn positions_are_ordered() {
    proves!["5.5-01"];
    are_ordered(POSITIONS);
}

#[test]
fn user_types_are_ordered() {
    proves!["5.6-04"];
    are_ordered(USER_TYPES);
}

/// The name: needed, limited, unique in the domain.
fn are_named(ranks: Ranks) {
    let mut t = Tenant::acme();
    let property = ranks.property("Name");
    ranks.kind.is_name(&mut t, &property);
    ranks.kind.needs(&mut t, &property, true);
    let taken = t.read(&ranks.path(ranks.held))[&property].clone();
    let reason = ranks.kind.refuses(&mut t, &property, taken.clone(), 409);
    assert_eq!(reason, "duplicateName");
    // It may keep its own, and another domain may have the same.
    t.patch(&ranks.path(ranks.held), json!({ &property: taken }))
        .is(200);
    let far = away(ranks, "FAR", json!({ &property: "部長" }));
    t.create(ranks.kind.list, far);
    ranks.kind.takes(&mut t, &property, json!("部長"));
}

#[test]
fn levels_are_named() {
    proves!["5.4-14"];
    are_named(LEVELS);
}

#[test]
fn positions_are_named() {
    proves!["5.5-01"];
    are_named(POSITIONS);
}

#[test]
fn user_types_are_named() {
    proves!["5.6-05"];
    are_named(USER_TYPES);
}

#[test]
fn keys_of_levels_are_unique_in_the_domain() {
    proves!["5.4-15"];
    keyed_in_the_domain(LEVELS);
}

#[test]
fn keys_of_positions_are_unique_in_the_domain() {
    proves!["5.5-01"];
    keyed_in_the_domain(POSITIONS);
}

fn keyed_in_the_domain(ranks: Ranks) {
    let mut t = Tenant::acme();
    let property = ranks.property("ExternalKey");
    ranks.kind.is_key(&mut t, &property);
    let reason = ranks
        .kind
        .refuses(&mut t, &property, json!(ranks.held), 409);
    assert_eq!(reason, "duplicateKey");
    t.patch(&ranks.path(ranks.held), json!({ &property: ranks.held }))
        .is(200);
    t.create(ranks.kind.list, ranks.body(AWAY, "FAR"));
    ranks.kind.takes(&mut t, &property, json!("FAR"));
    // The domain of the body says which of two is meant.
    t.create(ranks.kind.list, ranks.body(HOME, "FAR"));
    let there = json!({"domainId": AWAY, "displayOrder": 42});
    assert_eq!(t.patch(&ranks.path("FAR"), there).is(200)["domainId"], AWAY);
    assert_eq!(t.read(&ranks.path("FAR"))["displayOrder"], 1);
}

#[test]
fn keys_of_user_types_are_unique_in_the_tenant() {
    proves!["5.6-06"];
    let mut t = Tenant::acme();
    let property = "userTypeExternalKey";
    USER_TYPE.is_key(&mut t, property);
    t.create("/directory/user-types", USER_TYPES.body(AWAY, "FAR"));
    for taken in ["FT", "FAR"] {
        let reason = USER_TYPE.refuses(&mut t, property, json!(taken), 409);
        assert_eq!(reason, "duplicateKey");
    }
    // So a path by key needs no domain.
    assert_eq!(t.read(&USER_TYPES.path("FAR"))["domainId"], AWAY);
    USER_TYPE.takes(&mut t, property, json!("L1"));
}

#[test]
fn create_needs_the_domain_and_put_does_not() {
    proves!["5.4-11", "5.5-01"];
    for ranks in [LEVELS, POSITIONS] {
        let mut t = Tenant::acme();
        ranks.kind.has_domain(&mut t, false);
        let path = ranks.path(ranks.held);
        let body = ranks.body(HOME, ranks.held);
        t.put(&path, body.clone()).is(200);
        let id = t.id(&path);
        let by_id = format!("{}/{id}", ranks.kind.list);
        for odd in [json!(AWAY), json!("20000123"), json!(2_147_483_648_i64)] {
            t.put(&by_id, with(body.clone(), json!({ "domainId": odd })))
                .refused(400);
            t.patch(&by_id, json!({ "domainId": odd })).refused(400);
        }
    }
}

#[test]
fn the_domain_means_nothing_when_a_user_type_is_updated() {
    proves!["5.6-02"];
    let mut t = Tenant::acme();
    USER_TYPE.has_domain(&mut t, false);
    let before = t.read(&USER_TYPES.path("FT"));
    for odd in [json!(AWAY), json!(999), json!("x"), json!(null)] {
        let put = USER_TYPE.body_with("domainId", &odd);
        let put = with(
            put,
            json!({"userTypeExternalKey": "FT",
            "userTypeName": before["userTypeName"]}),
        );
        assert_eq!(t.put(&USER_TYPES.path("FT"), put).is(200), before);
        let patched = t.patch(&USER_TYPES.path("FT"), json!({ "domainId": odd }));
        assert_eq!(patched.is(200), before);
        let query = format!("{}?domainId=999", USER_TYPES.path("FT"));
        assert_eq!(t.patch(&query, json!({})).is(200), before);
        assert_eq!(t.read(&query), before);
    }
}

#[test]
fn ids_are_the_service_s() {
    proves!["5.4-12", "5.5-01", "5.6-03"];
    for ranks in [LEVELS, POSITIONS, USER_TYPES] {
        let mut t = Tenant::acme();
        ranks
            .kind
            .read_only(&mut t, &ranks.property("Id"), json!("mine"));
        let made = t.create(ranks.kind.list, ranks.body(HOME, "N"));
        let other = t.id(&ranks.path(ranks.held));
        assert_ne!(made[ranks.property("Id")], json!(other));
    }
}

#[test]
fn levels_say_whether_they_are_executive() {
    proves!["5.4-16", "5.4-05"];
    let mut t = Tenant::acme();
    LEVEL.needs(&mut t, "executive", true);
    LEVEL.refuses_null(&mut t, "executive");
    for value in [true, false] {
        LEVEL.takes(&mut t, "executive", json!(value));
    }
    LEVEL.refuses_all(&mut t, "executive", &[json!("true"), json!(1)], "wrongType");
    let path = LEVELS.path("L1");
    t.patch(&path, json!({"executive": true})).is(200);
    assert_eq!(t.patch(&path, json!({})).is(200)["executive"], true);
}

#[test]
fn positions_and_user_types_are_not_executive() {
    proves!["5.5-01"];
    let mut t = Tenant::acme();
    for ranks in [POSITIONS, USER_TYPES] {
        let odd = with(ranks.body(HOME, "N"), json!({"executive": "whatever"}));
        assert_eq!(t.create(ranks.kind.list, odd).get("executive"), None);
        assert_eq!(t.read(&ranks.path("N")).get("executive"), None);
    }
}

#[test]
fn ranks_have_local_names() {
    proves!["5.4-17", "5.5-01", "5.6-07"];
    for ranks in [LEVELS, POSITIONS, USER_TYPES] {
        ranks.kind.has_local_names(&mut Tenant::acme());
    }
}

#[test]
fn user_types_have_a_code() {
    proves!["5.6-08"];
    let mut t = Tenant::acme();
    let property = "userTypeCode";
    let longest = format!("A{}", "9".repeat(49));
    for code in ["A", "z", "FULL_TIME", "a_1", "A9", &longest] {
        USER_TYPE.takes(&mut t, property, json!(code));
    }
    let odd = [
        "1A",
        "_A",
        "A-1",
        "A 1",
        "A.1",
        "é",
        "正社員",
        "A正",
        "A#",
        "A１",
    ]
    .map(|c| json!(c));
    USER_TYPE.refuses_all(&mut t, property, &odd, "badCharacters");
    let longer = format!("{longest}9");
    USER_TYPE.refuses_all(&mut t, property, &[json!(longer)], "tooLong");
    USER_TYPE.refuses_all(&mut t, property, &[json!(7), json!(["A"])], "wrongType");
    USER_TYPE.optional(&mut t, property, json!("A"), Value::Null);
    USER_TYPE.erased_by_null(&mut t, property, json!("A"));
    // Two may have one code.
    for key in ["A", "B"] {
        let body = with(USER_TYPES.body(HOME, key), json!({ property: "SAME" }));
        t.create("/directory/user-types", body);
    }
}

#[test]
fn patch_needs_nothing_and_null_erases() {
    proves!["5.4-06"];
    let mut t = Tenant::acme();
    let path = LEVELS.kind.path(&t.read(&LEVELS.path("L1")));
    let before = t.read(&path);
    assert_eq!(t.patch(&path, json!({})).is(200), before);
    let erased = t.patch(&path, json!({"levelExternalKey": null})).is(200);
    assert_eq!(erased, with(before, json!({"levelExternalKey": null})));
    assert_eq!(t.read(&path), erased);
    t.act(&path).refused(405);
}
