//! The three lists are off until they are switched on, domain by domain.

use serde_json::{Value, json};

use super::{LEVELS, POSITIONS, Ranks, USER_TYPES, decorate, holds};
use crate::tenant::{AWAY, HOME, Tenant};

/// Nothing is created while the list is off; `lists` says whether it can be read then.
fn are_off_at_first(ranks: Ranks, lists: bool) {
    let mut t = Tenant::empty();
    let list = ranks.kind.list;
    let early = t.post(list, ranks.body(HOME, "A"));
    assert_eq!(early.refused(403), "featureDisabled");
    let read = t.get(list);
    if lists {
        assert_eq!(read.is(200)[ranks.list], json!([]));
    } else {
        assert_eq!(read.refused(403), "featureDisabled");
    }
    // On in one domain is not on in the other.
    t.act(&ranks.action("enable", AWAY)).is_empty();
    t.create(list, ranks.body(AWAY, "A"));
    t.post(list, ranks.body(HOME, "B")).refused(403);
    // Without a domain the authorised one is meant; twice does no harm.
    for _ in 0..2 {
        t.act(&format!("{list}/enable")).is_empty();
    }
    t.create(list, ranks.body(HOME, "B"));
    t.act(&format!("{list}/enable")).is_empty();
    assert_eq!(ranks.keys(&mut t, HOME), ["B"]);
    t.act(&format!("{list}/enable?domainId=999")).refused(403);
    t.act(&format!("{list}/disable?domainId=999")).refused(403);
    t.act(&format!("{list}/enable?domainId=x")).refused(400);
}

#[test]
fn levels_are_off_at_first() {
    proves!["5.4-02", "5.4-03", "5.4-08"];
    are_off_at_first(LEVELS, false);
}

#[test]
fn positions_are_off_at_first_but_listed() {
    proves!["5.5-01"];
    are_off_at_first(POSITIONS, true);
}

#[test]
fn user_types_are_off_at_first() {
    proves!["5.6-01"];
    are_off_at_first(USER_TYPES, false);
}

/// Switching off erases every definition and every assignment of the domain, and no more.
fn are_erased_when_switched_off(ranks: Ranks, secondary: impl Fn(&Value) -> Value) {
    let mut t = Tenant::acme();
    decorate(&mut t);
    t.create(ranks.kind.list, ranks.body(HOME, "SPARE"));
    t.create(ranks.kind.list, ranks.body(AWAY, "FAR"));
    let post = json!({"orgUnitId": "externalKey:SUB", "primary": true,
        "positionId": "externalKey:P1"});
    let far = json!({"domainId": AWAY, "levelId": "externalKey:L1", "orgUnits": [post]});
    let home = t.read("/users/externalKey:E1")["organizations"][0].clone();
    t.patch(
        "/users/externalKey:E1",
        json!({"organizations": [home, far]}),
    )
    .is(200);
    assert_eq!(holds(&mut t, ranks), ranks.held);
    let id = t.id(&ranks.path(ranks.held));
    let elsewhere = ranks.keys(&mut t, AWAY);
    let before = t.read("/users/externalKey:E1");
    t.act(&ranks.action("disable", HOME)).is_empty();
    assert_eq!(holds(&mut t, ranks), Value::Null);
    let now = t.read("/users/externalKey:E1");
    assert!(!now.to_string().contains(&id), "{now}");
    for key in [ranks.held, "SPARE"] {
        t.get(&ranks.path(key)).refused(404);
    }
    t.get(&format!("{}/{id}", ranks.kind.list)).refused(404);
    t.post(ranks.kind.list, ranks.body(HOME, "NEW"))
        .refused(403);
    // The other domain and the other lists are as they were.
    assert_eq!(ranks.keys(&mut t, AWAY), elsewhere);
    assert_eq!(secondary(&now), secondary(&before));
    for other in [LEVELS, POSITIONS, USER_TYPES] {
        if other.prefix != ranks.prefix {
            assert_eq!(holds(&mut t, other), other.held);
        }
    }
    // Switching it on again brings nothing back; switching it off twice does no harm.
    t.act(&ranks.action("disable", HOME)).is_empty();
    t.act(&ranks.action("enable", HOME)).is_empty();
    assert_eq!(ranks.keys(&mut t, HOME), Vec::<String>::new());
    assert_eq!(holds(&mut t, ranks), Value::Null);
}

#[test]
fn levels_are_erased_when_switched_off() {
    proves!["5.4-09"];
    are_erased_when_switched_off(LEVELS, |member| member["organizations"][1].clone());
}

#[test]
fn positions_are_erased_when_switched_off() {
    proves!["5.5-01"];
    are_erased_when_switched_off(POSITIONS, |member| member["organizations"][1].clone());
}

#[test]
fn user_types_are_erased_when_switched_off() {
    proves!["5.6-09"];
    are_erased_when_switched_off(USER_TYPES, |member| member["organizations"].clone());
}
