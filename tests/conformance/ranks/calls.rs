//! The calls of the three lists: what they answer and with which status.

use meibo::world::Method;
use serde_json::{Value, json};

use super::{LEVELS, POSITIONS, Ranks, USER_TYPES, away};
use crate::bodies::with;
use crate::tenant::{AWAY, HOME, Tenant};

/// Create, read, list, PUT, PATCH and delete, whole objects compared.
fn are_written_and_read(ranks: Ranks) {
    let mut t = Tenant::acme();
    let list = ranks.kind.list;
    let more = json!({"displayOrder": 7, "i18nNames": [{"language": "en_US", "name": "Chief"}]});
    let made = t.create(list, with(ranks.body(HOME, "N"), more.clone()));
    let mut expected = with(ranks.body(HOME, "N"), more);
    let id = ranks.property("Id");
    expected[&id] = made[&id].clone();
    match ranks.prefix {
        "level" => assert_eq!(made["executive"], false),
        "position" => assert_eq!(made.get("executive"), None),
        _ => expected["userTypeCode"] = Value::Null,
    }
    assert_eq!(made, expected);
    let path = ranks.kind.path(&made);
    assert_eq!(
        [t.read(&path), t.read(&ranks.path("N"))],
        [made.clone(), made.clone()]
    );
    let listed = t.list(list, ranks.list);
    assert!(listed.contains(&made), "{listed:?}");
    assert_eq!(listed.len(), 2);
    for nobody in ["N", "externalKey:n", "nobody"] {
        let path = format!("{list}/{nobody}");
        t.get(&path).refused(404);
        t.put(&path, ranks.body(HOME, "N")).refused(404);
        t.patch(&path, json!({})).refused(404);
        t.delete(&path).refused(404);
    }
    let patched = t.patch(&path, json!({"displayOrder": 9})).is(200);
    assert_eq!(patched, with(made.clone(), json!({"displayOrder": 9})));
    assert_eq!(t.read(&path), patched);
    let put = t.put(&path, ranks.body(HOME, "N")).is(200);
    let blank = json!({"displayOrder": 1, "i18nNames": []});
    assert_eq!(put, with(made, blank));
    assert_eq!(t.read(&path), put);
    t.act(list).refused(400);
    t.delete(&path).is_empty();
    t.get(&path).refused(404);
    // Its name and key are free again.
    t.create(list, ranks.body(HOME, "N"));
}

#[test]
fn levels_are_written_and_read() {
    proves!["5.4-02", "5.4-03", "5.4-04", "5.4-05", "5.4-06", "5.4-07"];
    are_written_and_read(LEVELS);
}

#[test]
fn positions_are_written_and_read() {
    proves!["5.5-01"];
    are_written_and_read(POSITIONS);
}

#[test]
fn user_types_are_written_and_read() {
    proves!["5.6-01", "5.6-09"];
    are_written_and_read(USER_TYPES);
}

#[test]
fn user_types_have_restrictions_of_the_org_chart() {
    proves!["5.6-01"];
    let mut t = Tenant::acme();
    let path = format!("{}/orgunit-access-restrict", USER_TYPES.path("FT"));
    let only = |kind: &str| json!({ "accessRestrictType": kind });
    t.get(&path).refused(404);
    t.post(&path, only("ONLY_ME")).is_success();
    assert_eq!(t.read(&path)["accessRestrictType"], "ONLY_ME");
    t.put(&path, only("ONLY_MY_ORGUNIT")).is(200);
    assert_eq!(t.read(&path)["accessRestrictType"], "ONLY_MY_ORGUNIT");
    t.delete(&path).is_empty();
    t.get(&path).refused(404);
    // Levels and positions have none.
    for other in [LEVELS, POSITIONS] {
        let path = format!("{}/orgunit-access-restrict", other.path(other.held));
        t.get(&path).refused(404);
        t.post(&path, only("ONLY_ME")).refused(404);
    }
}

/// Every list and its count is of one domain.
fn lists_are_of_one_domain(ranks: Ranks) {
    let mut t = Tenant::acme();
    let key = ranks.property("ExternalKey");
    let made = t.create(
        ranks.kind.list,
        away(ranks, "FAR", json!({"displayOrder": 5})),
    );
    assert_eq!(made["domainId"], AWAY);
    assert_eq!(made[&key], "FAR");
    assert!(ranks.keys(&mut t, AWAY).contains(&"FAR".to_owned()));
    assert_eq!(ranks.keys(&mut t, HOME), [ranks.held]);
    let list = ranks.kind.list;
    assert_eq!(t.read(list), t.read(&format!("{list}?domainId={HOME}")));
    t.get(&format!("{list}?domainId=999")).refused(403);
    t.get(&format!("{list}?domainId=x")).refused(400);
}

#[test]
fn lists_of_ranks_are_of_one_domain() {
    proves!["5.4-03", "5.5-01", "5.6-01"];
    for ranks in [LEVELS, POSITIONS, USER_TYPES] {
        lists_are_of_one_domain(ranks);
    }
}

/// `?domainId=` chooses between two of one key; without it the authorised domain is meant.
fn deletion_names_the_domain(ranks: Ranks) {
    let mut t = Tenant::acme();
    let path = ranks.path(ranks.held);
    // Of one key in both domains: see `Tenant::acme`.
    t.delete(&format!("{path}?domainId={AWAY}")).is_empty();
    assert_eq!(ranks.keys(&mut t, AWAY), Vec::<String>::new());
    assert_eq!(ranks.keys(&mut t, HOME), [ranks.held]);
    t.delete(&format!("{path}?domainId={AWAY}")).refused(404);
    t.delete(&format!("{path}?domainId=999")).refused(403);
    t.delete(&path).is_empty();
    t.delete(&path).refused(404);
    assert_eq!(ranks.keys(&mut t, HOME), Vec::<String>::new());
}

#[test]
fn a_level_is_deleted_in_the_domain_that_is_named() {
    proves!["5.4-07"];
    deletion_names_the_domain(LEVELS);
}

#[test]
fn a_position_is_deleted_in_the_domain_that_is_named() {
    proves!["5.5-01"];
    deletion_names_the_domain(POSITIONS);
}

#[test]
fn a_user_type_is_deleted_whatever_the_query() {
    proves!["5.6-09"];
    let mut t = Tenant::acme();
    t.create("/directory/user-types", away(USER_TYPES, "FAR", json!({})));
    for key in ["FAR", "FT"] {
        // Its key is unique in the tenant, and the query means nothing.
        t.delete(&format!(
            "/directory/user-types/externalKey:{key}?domainId={AWAY}"
        ))
        .is_empty();
    }
    assert_eq!(USER_TYPES.keys(&mut t, HOME), Vec::<String>::new());
    assert_eq!(USER_TYPES.keys(&mut t, AWAY), Vec::<String>::new());
}

/// Reading takes `directory.read`, writing `directory`, and nothing else suffices.
fn need_the_directory_scopes(ranks: Ranks) {
    let mut t = Tenant::acme();
    let read = t.bearer("directory.read");
    let others = t.bearer("user,group,orgunit");
    let (list, one) = (ranks.kind.list, ranks.path(ranks.held));
    let enable = format!("{list}/enable");
    let keys = format!("{list}/external-keys");
    let body = ranks.body(HOME, "N").to_string();
    for (method, path, reads) in [
        (Method::Get, list, true),
        (Method::Get, one.as_str(), true),
        (Method::Get, keys.as_str(), true),
        (Method::Post, list, false),
        (Method::Put, one.as_str(), false),
        (Method::Patch, one.as_str(), false),
        (Method::Delete, one.as_str(), false),
        (Method::Post, enable.as_str(), false),
        (Method::Post, keys.as_str(), false),
    ] {
        let body = if reads { "" } else { body.as_str() };
        let answer = t.send(method, path, Some(&read), body.as_bytes());
        if reads {
            answer.is(200);
        } else {
            assert_eq!(answer.refused(403), "scopeMissing", "{path}");
        }
        let answer = t.send(method, path, Some(&others), body.as_bytes());
        assert_eq!(answer.refused(403), "scopeMissing", "{path}");
    }
}

#[test]
fn ranks_need_the_directory_scopes() {
    proves!["5.4-01", "5.6-01"];
    for ranks in [LEVELS, POSITIONS, USER_TYPES] {
        need_the_directory_scopes(ranks);
    }
}

/// Bulk keys: set, overwritten, removed, listed, refused.
fn keys_go_in_bulk(ranks: Ranks) {
    let mut t = Tenant::acme();
    let list = ranks.kind.list;
    for key in ["A", "B"] {
        t.create(list, ranks.body(HOME, key));
    }
    let a = t.id(&ranks.path("A"));
    let path = format!("{list}/external-keys");
    let names_domain = ranks.prefix != "userType";
    let entry = |id: &str, key: Value| {
        let entry = json!({"id": id, "externalKey": key});
        let domain = names_domain.then_some(json!({ "domainId": HOME }));
        with(entry, domain.unwrap_or(Value::Null))
    };
    let post = |entries: &[Value]| json!({ ranks.list: entries });
    let removed = format!("externalKey:{}", ranks.held);
    let both = [entry(&a, json!("AA")), entry(&removed, Value::Null)];
    t.post(&path, post(&both)).is_empty();
    let listed = t.list(&format!("{path}?hasExternalKey=true&count=1"), ranks.list);
    let keys: Vec<&Value> = listed.iter().map(|rank| &rank["externalKey"]).collect();
    assert_eq!(keys, [&json!("AA"), &json!("B")]);
    let name = (ranks.kind.body)("A")[ranks.property("Name")].clone();
    let shown = json!({"domainId": HOME, "name": name, "id": a, "externalKey": "AA"});
    assert_eq!(listed[0], shown);
    assert_eq!(
        t.list(&format!("{path}?hasExternalKey=false"), ranks.list)
            .len(),
        1
    );
    assert_eq!(t.list(&path, ranks.list).len(), 3);
    for (bad, status) in [
        (entry(&a, json!("B")), 409),
        (entry("nobody", json!("N")), 404),
        (entry(&a, json!("a/b")), 400),
        (json!({"externalKey": "N", "domainId": HOME}), 400),
    ] {
        t.post(&path, post(&[bad])).refused(status);
    }
    if names_domain {
        t.post(&path, post(&[json!({"id": a, "externalKey": "N"})]))
            .refused(400);
        let elsewhere = json!({"domainId": AWAY, "id": a, "externalKey": "N"});
        t.post(&path, post(&[elsewhere])).refused(404);
    }
}

#[test]
fn keys_of_levels_go_in_bulk() {
    proves!["5.4-10"];
    keys_go_in_bulk(LEVELS);
}

#[test]
fn keys_of_positions_and_user_types_go_in_bulk() {
    proves!["5.5-01", "5.6-01"];
    keys_go_in_bulk(POSITIONS);
    keys_go_in_bulk(USER_TYPES);
}
