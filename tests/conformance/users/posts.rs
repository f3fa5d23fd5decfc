//! `organizations[].orgUnits`: the teams of one domain.

use serde_json::{Value, json};

use super::probe::{KEY, gone, made, path, refuses, refuses_with};
use crate::bodies::{member, org, position, posts, with};
use crate::tenant::{AWAY, HOME, Tenant};

const E1: &str = "/users/externalKey:E1";

fn teams(entries: Value) -> Value {
    json!([{"domainId": HOME, "primary": true, "orgUnits": entries}])
}

/// Sets the teams of E1 and shows them as they come back.
#[track_caller]
fn set(t: &mut Tenant, entries: Value) -> Value {
    let answer = t
        .patch(E1, json!({"organizations": teams(entries)}))
        .is(200);
    assert_eq!(t.read(E1), answer);
    answer["organizations"][0]["orgUnits"].clone()
}

/// Refused on create, PUT and PATCH.
#[track_caller]
fn refused(t: &mut Tenant, entries: Value) -> &'static str {
    refuses(t, "organizations", teams(entries))
}

/// An entry for HQ with this.
fn hq(more: Value) -> Value {
    with(json!({"orgUnitId": "externalKey:HQ"}), more)
}

#[test]
fn up_to_thirty_teams() {
    proves!["5.1.2-52", "5.1.2-53", "5.1.9-01"];
    let mut t = Tenant::acme();
    let many: Vec<Value> = (0..31)
        .map(|n| json!({"orgUnitId": t.create("/orgunits", org(&format!("T{n}")))["orgUnitId"]}))
        .collect();
    assert_eq!(
        set(&mut t, json!(many[..30])).as_array().map(Vec::len),
        Some(30)
    );
    assert_eq!(set(&mut t, json!([])), json!([]));
    assert_eq!(refused(&mut t, json!(many)), "tooManyEntries");
    let left_out = json!({"organizations": [{"domainId": HOME, "primary": true}]});
    set(&mut t, json!(many[..1]));
    let none = t.patch(E1, left_out).is(200);
    assert_eq!(none["organizations"][0]["orgUnits"], json!([]));
    assert_eq!(refused(&mut t, Value::Null), "notNullable");
    for odd in [
        json!({}),
        json!("externalKey:HQ"),
        json!(["externalKey:HQ"]),
    ] {
        assert_eq!(refused(&mut t, odd), "wrongType");
    }
    // Thirty in each domain.
    let away =
        json!({"domainId": AWAY, "primary": false, "orgUnits": [{"orgUnitId": "externalKey:SUB"}]});
    let home = teams(json!(many[..30]))[0].clone();
    t.patch(E1, json!({"organizations": [home, away]})).is(200);
}

#[test]
fn which_team() {
    proves!["5.1.2-54", "5.1.2-60"];
    let mut t = Tenant::acme();
    let hq_now = t.read("/orgunits/externalKey:HQ");
    let id = hq_now["orgUnitId"].clone();
    for given in [id.clone(), json!("externalKey:HQ")] {
        let said = json!([{"orgUnitId": given, "positionId": "externalKey:P1", "orgUnitName": "x",
            "orgUnitExternalKey": "x", "orgUnitEmail": "x", "positionName": "x",
            "positionExternalKey": "x"}]);
        let shown = set(&mut t, said);
        assert_eq!(shown[0]["orgUnitId"], id);
        assert_eq!(shown[0]["orgUnitName"], hq_now["orgUnitName"]);
        assert_eq!(shown[0]["orgUnitExternalKey"], "HQ");
        assert_eq!(shown[0]["orgUnitEmail"], hq_now["email"]);
        let position = t.read("/directory/positions/externalKey:P1");
        assert_eq!(shown[0]["positionName"], position["positionName"]);
        assert_eq!(shown[0]["positionExternalKey"], "P1");
    }
    for (odd, reason) in [
        (json!({"primary": true}), "missingProperty"),
        (json!({"orgUnitId": null}), "notNullable"),
        (json!({"orgUnitId": 7}), "wrongType"),
        (json!({"orgUnitId": "externalKey:NO"}), "noSuchReference"),
        (json!({"orgUnitId": hq_now["email"]}), "noSuchReference"),
        (json!({"orgUnitId": "externalKey:SUB"}), "orgInOtherDomain"),
    ] {
        assert_eq!(refused(&mut t, json!([odd])), reason, "{odd}");
    }
    assert_eq!(
        refused(&mut t, json!([hq(json!({})), hq(json!({}))])),
        "duplicateEntry"
    );
}

#[test]
fn one_team_is_primary() {
    proves!["5.1.2-55"];
    let mut t = Tenant::acme();
    let team = |key: &str, primary: Value| {
        let team = json!({"orgUnitId": format!("externalKey:{key}")});
        if primary.is_null() {
            team
        } else {
            with(team, json!({ "primary": primary }))
        }
    };
    let [yes, no, left_out] = [json!(true), json!(false), Value::Null];
    for (first, second, primary) in [
        (&yes, &no, [true, false]),
        (&no, &yes, [false, true]),
        (&no, &no, [true, false]),
        (&left_out, &left_out, [true, false]),
        (&left_out, &yes, [false, true]),
    ] {
        let shown = set(
            &mut t,
            json!([team("HQ", first.clone()), team("DEV", second.clone())]),
        );
        assert_eq!(
            [&shown[0]["primary"], &shown[1]["primary"]],
            primary.map(Value::from).each_ref()
        );
    }
    let two = json!([team("HQ", yes.clone()), team("DEV", yes.clone())]);
    assert_eq!(refused(&mut t, two), "severalPrimaries");
    assert_eq!(
        refused(&mut t, json!([team("HQ", json!("yes"))])),
        "wrongType"
    );
    assert_eq!(
        refused(&mut t, json!([hq(json!({"primary": null}))])),
        "notNullable"
    );
    // One in each domain.
    let both = json!([
        {"domainId": HOME, "primary": true, "orgUnits": [team("HQ", yes.clone())]},
        {"domainId": AWAY, "primary": false, "orgUnits": [team("SUB", yes)]},
    ]);
    let seen = t.patch(E1, json!({ "organizations": both })).is(200);
    for entry in [0, 1] {
        assert_eq!(seen["organizations"][entry]["orgUnits"][0]["primary"], true);
    }
}

#[test]
fn a_position_in_each_team() {
    proves!["5.1.2-56"];
    let mut t = Tenant::acme();
    let p1 = json!(t.id("/directory/positions/externalKey:P1"));
    let p2 = t.create(
        "/directory/positions",
        with(position("P2"), json!({"positionName": "部長"})),
    );
    let shown = set(
        &mut t,
        json!([
            hq(json!({"positionId": p1})),
            {"orgUnitId": "externalKey:DEV", "positionId": "externalKey:P2"},
            {"orgUnitId": "externalKey:SALES"},
        ]),
    );
    assert_eq!(shown[0]["positionId"], p1);
    assert_eq!(shown[1]["positionId"], p2["positionId"]);
    for none in [
        json!([hq(json!({}))]),
        json!([hq(json!({"positionId": null}))]),
    ] {
        let shown = set(&mut t, none);
        for property in ["positionId", "positionName", "positionExternalKey"] {
            assert_eq!(shown[0].get(property), Some(&Value::Null), "{property}");
        }
    }
    let away = with(
        position("P3"),
        json!({"domainId": AWAY, "positionName": "係長"}),
    );
    let away = t.create("/directory/positions", away)["positionId"].clone();
    for (odd, reason) in [
        (json!("externalKey:NO"), "noSuchReference"),
        (away, "noSuchReference"),
        (json!(1), "wrongType"),
    ] {
        assert_eq!(
            refused(&mut t, json!([hq(json!({"positionId": odd}))])),
            reason,
            "{odd}"
        );
    }
    t.act(&format!("/directory/positions/disable?domainId={HOME}"))
        .is_success();
    let held = teams(json!([hq(json!({"positionId": p1}))]));
    assert_eq!(
        refuses_with(&mut t, "organizations", &held, 403),
        "featureDisabled"
    );
    set(&mut t, json!([hq(json!({"positionId": null}))]));
}

#[test]
fn flags_of_a_team_and_their_defaults() {
    proves!["5.1.2-57", "5.1.2-58", "5.1.2-59"];
    let mut t = Tenant::acme();
    for (flag, default) in [
        ("isManager", false),
        ("visible", true),
        ("useTeamFeature", true),
    ] {
        let plain = set(&mut t, json!([hq(json!({}))]));
        assert_eq!(plain[0][flag], json!(default), "{flag}");
        let turned = set(&mut t, json!([hq(json!({ flag: !default }))]));
        assert_eq!(turned[0][flag], json!(!default), "{flag}");
        let listed = t.list("/orgunits/externalKey:HQ/members", "members");
        assert_eq!(listed[0][flag], json!(!default), "{flag}");
        // Left out of an entry that is sent again, it is the default again.
        let again = set(&mut t, json!([hq(json!({}))]));
        assert_eq!(again[0][flag], json!(default), "{flag}");
        for (odd, reason) in [
            (json!("true"), "wrongType"),
            (json!(1), "wrongType"),
            (Value::Null, "notNullable"),
        ] {
            assert_eq!(
                refused(&mut t, json!([hq(json!({ flag: odd }))])),
                reason,
                "{flag}: {odd}"
            );
        }
    }
}

fn leaders(t: &mut Tenant, team: &str) -> Vec<Value> {
    let members = t.list(&format!("/orgunits/externalKey:{team}/members"), "members");
    let leads = members
        .iter()
        .filter(|member| member["isManager"] == json!(true));
    leads
        .map(|member| member["userExternalKey"].clone())
        .collect()
}

#[test]
fn a_new_leader_replaces_the_old_one() {
    proves!["5.1.2-57", "5.1.9-02"];
    let mut t = Tenant::acme();
    let lead = |keys: &[&str]| {
        let mut posts = posts(keys);
        for post in posts[0]["orgUnits"].as_array_mut().into_iter().flatten() {
            post["isManager"] = json!(true);
        }
        json!({ "organizations": posts })
    };
    t.patch(E1, lead(&["HQ", "DEV"])).is(200);
    assert_eq!(leaders(&mut t, "HQ"), ["E1"]);
    // By PATCH of another, by PUT, by create, and again by the first.
    t.patch("/users/externalKey:E2", lead(&["HQ"])).is(200);
    assert_eq!(leaders(&mut t, "HQ"), ["E2"]);
    let e1 = t.read(E1)["organizations"][0]["orgUnits"].clone();
    assert_eq!(e1[0]["isManager"], false);
    assert_eq!(e1[1]["isManager"], true, "the other team keeps its leader");
    t.put("/users/externalKey:E3", with(member("E3"), lead(&["HQ"])))
        .is(200);
    assert_eq!(leaders(&mut t, "HQ"), ["E3"]);
    let new = made(&mut t, lead(&["HQ"]));
    assert_eq!(leaders(&mut t, "HQ"), [KEY]);
    t.patch(&path(&new), lead(&["HQ"])).is(200);
    assert_eq!(leaders(&mut t, "HQ"), [KEY], "said twice");
    t.patch(E1, lead(&["HQ", "DEV"])).is(200);
    assert_eq!(leaders(&mut t, "HQ"), ["E1"]);
    gone(&mut t, &new);
    // A team may have none.
    t.patch(E1, json!({"organizations": posts(&["HQ"])}))
        .is(200);
    assert_eq!(leaders(&mut t, "HQ"), [Value::Null; 0]);
}

#[test]
fn who_comes_back_finds_the_team_led() {
    proves!["5.1.9-02"];
    let mut t = Tenant::acme_with(|setup| setup.assumptions.undelete_restores_posts = true);
    let lead = json!({"organizations": teams(json!([hq(json!({"isManager": true}))]))});
    let e3 = "/users/externalKey:E3";
    t.patch(e3, lead.clone()).is(200);
    t.delete(e3).is_empty();
    t.patch("/users/externalKey:E4", lead).is(200);
    t.act(&format!("{e3}/undelete")).is(200);
    assert_eq!(leaders(&mut t, "HQ"), ["E4"]);
}
