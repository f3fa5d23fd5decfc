use serde_json::{Value, json};

use super::staging::{at, children, get, numbered, org};
use crate::world::testing::{AWAY, HOME, call, refused, try_call, world, world_where};
use crate::world::{Mark, Method, reasons};
use Method::{Delete, Patch, Post as Create};

#[test]
fn create_inserts_and_the_others_shift() {
    let mut world = world();
    for key in ["a", "b", "c"] {
        org(&mut world, key, None, 99);
    }
    assert_eq!(children(&mut world, None), numbered(&["a", "b", "c"]));
    org(&mut world, "d", None, 2);
    assert_eq!(children(&mut world, None), numbered(&["a", "d", "b", "c"]));
}

#[test]
fn move_inserts_before_the_one_that_stood_there() {
    // The example of the 1.0 documentation: the 5th to order 2 gives 1, 5, 2, 3, 4.
    let mut world = world();
    for (n, key) in (1..).zip(["1", "2", "3", "4", "5"]) {
        org(&mut world, key, None, n);
    }
    let moved = call(
        &mut world,
        Create,
        &format!("{}/move", at("5")),
        json!({"displayOrder": 2}),
    );
    assert_eq!(moved["displayOrder"], 2);
    assert_eq!(
        children(&mut world, None),
        numbered(&["1", "5", "2", "3", "4"])
    );
    call(
        &mut world,
        Create,
        &format!("{}/move", at("1")),
        json!({"displayOrder": 3}),
    );
    assert_eq!(
        children(&mut world, None),
        numbered(&["5", "2", "1", "3", "4"])
    );
    // To another parent: the gap closes, the children come along.
    let body = json!({"displayOrder": 1, "parentOrgUnitId": "externalKey:5"});
    call(
        &mut world,
        Create,
        &format!("{}/move", at("2")),
        body.clone(),
    );
    call(&mut world, Create, &format!("{}/move", at("1")), body);
    assert_eq!(children(&mut world, None), numbered(&["5", "3", "4"]));
    assert_eq!(children(&mut world, Some("5")), numbered(&["1", "2"]));
    assert_eq!(get(&mut world, "1")["displayLevel"], 2);
    assert_eq!(
        refused(&mut world, Create, &format!("{}/move", at("1")), json!({})).reason,
        reasons::MISSING_PROPERTY
    );
}

#[test]
fn numbers_keep_their_gaps_where_siblings_are_not_dense() {
    let mut world = world_where(|a| {
        a.siblings_are_dense = false;
        a.large_display_order_is_clipped = true;
    });
    org(&mut world, "a", None, 1);
    org(&mut world, "b", None, 2);
    org(&mut world, "c", None, 3);
    call(&mut world, Delete, &at("b"), Value::Null);
    assert_eq!(
        children(&mut world, None),
        [(1, "a".to_owned()), (3, "c".to_owned())]
    );
    org(&mut world, "d", None, 1);
    let expected = [(1, "d"), (2, "a"), (3, "c")].map(|(n, key)| (n, key.to_owned()));
    assert_eq!(children(&mut world, None), expected);
}

#[test]
fn an_order_beyond_the_last_is_clipped_or_refused() {
    let body = json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 2});
    assert_eq!(
        call(&mut world(), Create, "/orgunits", body.clone())["displayOrder"],
        1
    );
    let mut strict = world_where(|a| a.large_display_order_is_clipped = false);
    let refusal = refused(&mut strict, Create, "/orgunits", body);
    assert_eq!(
        (refusal.reason, refusal.fact.mark),
        (reasons::DISPLAY_ORDER_TOO_LARGE, Mark::I)
    );
    let last = json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 1});
    call(&mut strict, Create, "/orgunits", last);
}

#[test]
fn where_gaps_stay_only_as_many_shift_as_are_in_the_way() {
    let mut world = world_where(|a| a.siblings_are_dense = false);
    for (order, key) in (1..).zip(["a", "b", "c", "d"]) {
        org(&mut world, key, None, order);
    }
    call(&mut world, Delete, &at("c"), Value::Null);
    org(&mut world, "e", None, 1);
    let expected = [(1, "e"), (2, "a"), (3, "b"), (4, "d")];
    let expected = expected.map(|(order, key)| (order, key.to_owned()));
    assert_eq!(children(&mut world, None), expected);
    call(&mut world, Delete, &at("a"), Value::Null);
    call(&mut world, Delete, &at("b"), Value::Null);
    org(&mut world, "f", None, 1);
    let expected = [(1, "f"), (2, "e"), (4, "d")];
    let expected = expected.map(|(order, key)| (order, key.to_owned()));
    assert_eq!(children(&mut world, None), expected);
}

#[test]
fn no_org_stands_below_itself_or_in_another_domain() {
    let mut world = world();
    org(&mut world, "a", None, 1);
    org(&mut world, "b", Some("a"), 1);
    org(&mut world, "c", Some("b"), 1);
    for parent in ["a", "c"] {
        let body = json!({"displayOrder": 1, "parentOrgUnitId": format!("externalKey:{parent}")});
        let refusal = refused(&mut world, Create, &format!("{}/move", at("a")), body);
        assert_eq!(refusal.reason, reasons::ORG_CYCLE);
    }
    let body = json!({"domainId": AWAY, "orgUnitName": "x", "displayOrder": 1, "parentOrgUnitId": "externalKey:a"});
    assert_eq!(
        refused(&mut world, Create, "/orgunits", body).reason,
        reasons::PARENT_IN_OTHER_DOMAIN
    );
}

#[test]
fn fifteen_levels_are_the_most() {
    let mut world = world();
    org(&mut world, "1", None, 1);
    for n in 2..=15 {
        org(&mut world, &n.to_string(), Some(&(n - 1).to_string()), 1);
    }
    let body = json!({"domainId": HOME, "orgUnitName": "x", "displayOrder": 1, "parentOrgUnitId": "externalKey:15"});
    let refusal = refused(&mut world, Create, "/orgunits", body);
    assert_eq!(
        (refusal.reason, refusal.fact.mark),
        (reasons::ORG_TOO_DEEP, Mark::G)
    );
    org(&mut world, "top", None, 1);
    let body = json!({"displayOrder": 1, "parentOrgUnitId": "externalKey:top"});
    assert_eq!(
        refused(
            &mut world,
            Create,
            &format!("{}/move", at("1")),
            body.clone()
        )
        .reason,
        reasons::ORG_TOO_DEEP
    );
    call(&mut world, Create, &format!("{}/move", at("2")), body);
}

#[test]
fn nothing_is_visible_below_a_private_parent() {
    for refuses in [true, false] {
        let mut world = world_where(|a| a.visible_under_private_is_refused = refuses);
        org(&mut world, "a", None, 1);
        org(&mut world, "b", Some("a"), 1);
        org(&mut world, "c", Some("b"), 1);
        org(&mut world, "d", None, 2);
        org(&mut world, "e", Some("d"), 1);
        call(&mut world, Patch, &at("a"), json!({"visible": false}));
        assert_eq!(
            get(&mut world, "c")["visible"],
            json!(false),
            "the children follow"
        );
        let asked = try_call(&mut world, Patch, &at("b"), json!({"visible": true}));
        match asked {
            Err(refusal) => assert!(refuses && refusal.reason == reasons::VISIBLE_UNDER_PRIVATE),
            Ok(answer) => assert!(!refuses && answer["visible"] == json!(false)),
        }
        org(&mut world, "f", Some("a"), 1);
        assert_eq!(
            get(&mut world, "f")["visible"],
            json!(false),
            "the default gives way"
        );
        let body = json!({"displayOrder": 1, "parentOrgUnitId": "externalKey:a"});
        let moved = call(&mut world, Create, &format!("{}/move", at("d")), body);
        assert_eq!(moved["visible"], json!(false));
        assert_eq!(get(&mut world, "e")["visible"], json!(false));
    }
}

#[test]
fn sibling_names_may_be_taken() {
    let mut world = world_where(|a| a.sibling_orgs_may_share_names = false);
    org(&mut world, "a", None, 1);
    org(&mut world, "b", Some("a"), 1);
    let body = json!({"domainId": HOME, "orgUnitName": "a", "displayOrder": 1});
    assert_eq!(
        refused(&mut world, Create, "/orgunits", body).reason,
        reasons::DUPLICATE_SIBLING_NAME
    );
    call(&mut world, Patch, &at("b"), json!({"orgUnitName": "a"}));
    assert_eq!(
        refused(
            &mut world,
            Create,
            &format!("{}/move", at("b")),
            json!({"displayOrder": 1})
        )
        .reason,
        reasons::DUPLICATE_SIBLING_NAME
    );
    call(&mut world, Patch, &at("a"), json!({"orgUnitName": "a"}));
}
