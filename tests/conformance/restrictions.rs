//! Facts 5.2.6: restricted access to the org chart.

use meibo::world::{Method, reasons};
use serde_json::{Value, json};

use crate::bodies::{org, user_type};
use crate::tenant::Tenant;

/// Where one can be set: on a member, an org unit, and a user type by either name.
const PLACES: [&str; 4] = [
    "/users/externalKey:E1/orgunit-access-restrict",
    "/orgunits/externalKey:HQ/orgunit-access-restrict",
    "/directory/user-types/externalKey:FT/orgunit-access-restrict",
    "/directory/employment-types/externalKey:PT/orgunit-access-restrict",
];
const LISTED: &str = "ONLY_MY_AND_SPECIFIED_ORGUNIT";

fn tenant() -> Tenant {
    let mut t = Tenant::acme();
    t.create("/directory/user-types", user_type("PT"));
    t
}

fn only(kind: &str) -> Value {
    json!({ "accessRestrictType": kind })
}

fn seeing(orgs: Value) -> Value {
    json!({"accessRestrictType": LISTED, "specifiedOrgUnits": orgs})
}

#[test]
fn one_shape_everywhere() {
    proves!["5.2.6-01"];
    let mut t = tenant();
    let sales = t.id("/orgunits/externalKey:SALES");
    let shown = json!({"accessRestrictType": LISTED, "specifiedOrgUnits": [
        {"orgUnitId": sales, "orgUnitExternalKey": "SALES", "includeSubOrgUnits": true}]});
    for place in PLACES {
        let sent = seeing(json!([{"orgUnitId": sales, "includeSubOrgUnits": true}]));
        assert_eq!(t.create(place, sent.clone()), shown, "{place}");
        assert_eq!(t.put(place, sent).is(200), shown, "{place}");
        assert_eq!(t.read(place), shown, "{place}");
    }
    // The two names of user types are those of one resource.
    let same = PLACES[3].replace("employment-types", "user-types");
    assert_eq!(t.read(&same), shown);
}

#[test]
fn three_ranges_one_of_which_must_be_given() {
    proves!["5.2.6-02"];
    let mut t = tenant();
    for place in PLACES {
        t.create(place, only("ONLY_ME"));
        for kind in ["ONLY_MY_ORGUNIT", LISTED, "ONLY_ME"] {
            let put = t.put(place, only(kind)).is(200);
            assert_eq!(put["accessRestrictType"], kind);
            assert_eq!(t.read(place), put);
        }
        for body in [json!({}), json!({"specifiedOrgUnits": []})] {
            for answer in [t.put(place, body.clone()), t.post(place, body)] {
                assert_eq!(answer.refused(400), reasons::MISSING_PROPERTY);
            }
        }
        for (kind, reason) in [
            (json!("EVERYBODY"), reasons::UNKNOWN_VALUE),
            (json!("only_me"), reasons::UNKNOWN_VALUE),
            (Value::Null, reasons::NOT_NULLABLE),
            (json!(1), reasons::WRONG_TYPE),
        ] {
            let body = json!({ "accessRestrictType": kind });
            assert_eq!(t.put(place, body).refused(400), reason, "{kind}");
        }
        assert_eq!(t.read(place)["accessRestrictType"], "ONLY_ME");
    }
}

#[test]
fn up_to_two_hundred_orgs_by_id_or_key() {
    proves!["5.2.6-03"];
    let mut t = tenant();
    for n in 0..201 {
        t.create("/orgunits", org(&format!("T{n}")));
    }
    let first = |count: usize| {
        let orgs = (0..count).map(|n| json!({"orgUnitId": format!("externalKey:T{n}")}));
        seeing(orgs.collect())
    };
    let place = PLACES[0];
    let most = t.create(place, first(200));
    let listed = most["specifiedOrgUnits"].as_array().expect("a list");
    assert_eq!(listed.len(), 200);
    assert_eq!(
        t.put(place, first(201)).refused(400),
        reasons::TOO_MANY_ENTRIES
    );
    assert_eq!(
        t.put(place, first(0)).is(200)["specifiedOrgUnits"],
        json!([])
    );

    let sales = t.id("/orgunits/externalKey:SALES");
    let dev = t.id("/orgunits/externalKey:DEV");
    // What is read-only is ignored, and what is left out is false.
    let body = seeing(json!([
        {"orgUnitId": sales, "orgUnitExternalKey": "mine"},
        {"orgUnitId": "externalKey:DEV", "includeSubOrgUnits": true},
    ]));
    t.put(place, body).is(200);
    assert_eq!(
        t.read(place)["specifiedOrgUnits"],
        json!([
            {"orgUnitId": sales, "orgUnitExternalKey": "SALES", "includeSubOrgUnits": false},
            {"orgUnitId": dev, "orgUnitExternalKey": "DEV", "includeSubOrgUnits": true},
        ])
    );
    for (entry, reason) in [
        (json!({}), reasons::MISSING_PROPERTY),
        (
            json!({"orgUnitId": "externalKey:GONE"}),
            reasons::NO_SUCH_REFERENCE,
        ),
        (
            json!({"orgUnitId": sales, "includeSubOrgUnits": "yes"}),
            reasons::WRONG_TYPE,
        ),
    ] {
        let refused = t.put(place, seeing(json!([entry])));
        assert_eq!(refused.refused(400), reason);
    }
}

#[test]
fn set_replaced_removed_and_404_where_there_is_none() {
    proves!["5.2.6-04"];
    let mut t = tenant();
    for place in PLACES {
        let none = |t: &mut Tenant| {
            assert_eq!(t.get(place).refused(404), reasons::NO_RESTRICTION);
            let put = t.put(place, only("ONLY_ME"));
            assert_eq!(put.refused(404), reasons::NO_RESTRICTION);
            assert_eq!(t.delete(place).refused(404), reasons::NO_RESTRICTION);
        };
        none(&mut t);
        let listing = seeing(json!([{"orgUnitId": "externalKey:DEV"}]));
        let set = t.post(place, listing).is_success();
        assert_eq!(t.read(place), set);
        let replaced = t.put(place, only("ONLY_MY_ORGUNIT")).is(200);
        assert_eq!(replaced["specifiedOrgUnits"], json!([]));
        assert_eq!(t.read(place), replaced);
        t.delete(place).is_empty();
        none(&mut t);
    }
    for place in PLACES {
        let nobody = place.replace("externalKey:", "externalKey:NOT-");
        assert_eq!(t.get(&nobody).refused(404), reasons::NOT_FOUND);
        let post = t.post(&nobody, only("ONLY_ME"));
        assert_eq!(post.refused(404), reasons::NOT_FOUND);
    }
}

#[test]
fn users_restrictions_need_a_scope_of_users_or_the_directory() {
    proves!["2.5-06"];
    let mut t = tenant();
    let place = PLACES[0];
    t.create(place, only("ONLY_ME"));
    for (scope, reads, writes) in [
        ("directory", true, true),
        ("directory.read", true, false),
        ("user", true, true),
        ("user.read", true, false),
        ("orgunit", false, false),
        ("group", false, false),
        ("contact", false, false),
        ("security.external-browser", false, false),
    ] {
        let bearer = t.bearer(scope);
        let seen = t.send(Method::Get, place, Some(&bearer), b"").status;
        assert_eq!(seen, if reads { 200 } else { 403 }, "{scope}");
        let body = only("ONLY_ME").to_string();
        for method in [Method::Post, Method::Put] {
            let status = t.send(method, place, Some(&bearer), body.as_bytes()).status;
            assert_eq!(status < 300, writes, "{scope} {status}");
            assert!(writes || status == 403, "{scope} {status}");
        }
        let status = t.send(Method::Delete, place, Some(&bearer), b"").status;
        assert_eq!(status, if writes { 204 } else { 403 }, "{scope}");
        if writes {
            t.create(place, only("ONLY_ME"));
        }
    }
}
