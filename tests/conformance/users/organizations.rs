//! `organizations`: one entry for each domain.

use meibo::directory::DomainId;
use serde_json::{Value, json};

use super::probe::{KEY, gone, made, not_null, path, refuses, refuses_all, refuses_with};
use crate::bodies::{level, member, posts, with, without};
use crate::tenant::{AWAY, HOME, Tenant};

fn entry(domain: i32, more: Value) -> Value {
    with(json!({"domainId": domain, "primary": domain == HOME}), more)
}

/// Sets the entry of the first domain alone and shows it as it comes back.
#[track_caller]
fn set(t: &mut Tenant, more: Value) -> Value {
    let body = json!({"organizations": [entry(HOME, more)]});
    let answer = t.patch("/users/externalKey:E1", body).is(200);
    assert_eq!(t.read("/users/externalKey:E1"), answer);
    answer["organizations"][0].clone()
}

/// Refused on create, PUT and PATCH.
#[track_caller]
fn refused(t: &mut Tenant, more: Value) -> &'static str {
    refuses(t, "organizations", json!([entry(HOME, more)]))
}

#[test]
fn posts_are_a_list_that_may_be_left_out() {
    proves!["5.1.2-17", "5.1.5-01"];
    let mut t = Tenant::acme();
    let plain = made(&mut t, json!({}));
    let none = plain["organizations"].clone();
    assert_eq!(none.as_array().map(Vec::len), Some(1), "its own domain");
    assert_eq!(none[0]["orgUnits"], json!([]));
    let at = path(&plain);
    let hq = json!({"organizations": posts(&["HQ", "DEV"])});
    let teams = |answer: &Value| {
        answer["organizations"][0]["orgUnits"]
            .as_array()
            .map(Vec::len)
    };
    for emptied in [
        Value::Null,
        json!({"organizations": []}),
        json!({"organizations": [entry(HOME, json!({}))]}),
    ] {
        assert_eq!(teams(&t.patch(&at, hq.clone()).is(200)), Some(2));
        // PATCH keeps what it does not name; a PUT without posts takes all of them.
        assert_eq!(teams(&t.patch(&at, json!({"task": "x"})).is(200)), Some(2));
        let answer = match emptied {
            Value::Null => t.put(&at, member(KEY)),
            body => t.patch(&at, body),
        };
        assert_eq!(answer.is(200)["organizations"], none);
        assert_eq!(t.read(&at)["organizations"], none);
        assert_eq!(
            t.list("/orgunits/externalKey:HQ/members", "members"),
            [Value::Null; 0]
        );
    }
    gone(&mut t, &plain);
    not_null(&mut t, "organizations");
    refuses_all(
        &mut t,
        "organizations",
        &[json!({}), json!("HQ"), json!(["HQ"])],
        "wrongType",
    );
}

#[test]
fn each_domain_has_one_entry() {
    proves!["5.1.2-43", "5.1.2-44"];
    let mut t = Tenant::acme();
    let both = json!([entry(AWAY, json!({})), entry(HOME, json!({}))]);
    let full = made(&mut t, json!({ "organizations": both }));
    let domains = |answer: &Value| -> Vec<Value> {
        let entries = answer["organizations"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        entries
            .iter()
            .map(|entry| entry["domainId"].clone())
            .collect()
    };
    assert_eq!(domains(&full), [HOME, AWAY]);
    assert_eq!(domains(&t.read(&path(&full))), [HOME, AWAY]);
    gone(&mut t, &full);
    let twice = json!([
        entry(HOME, json!({})),
        entry(HOME, json!({"primary": false}))
    ]);
    assert_eq!(refuses(&mut t, "organizations", twice), "duplicateDomain");
    let nowhere = json!([{"primary": true, "orgUnits": []}]);
    assert_eq!(refuses(&mut t, "organizations", nowhere), "missingProperty");
    assert_eq!(refused(&mut t, json!({"domainId": null})), "notNullable");
    assert_eq!(
        refused(&mut t, json!({"domainId": "20000123"})),
        "wrongType"
    );
    let unknown = json!([entry(HOME, json!({})), entry(20000999, json!({}))]);
    assert_eq!(
        refuses_with(&mut t, "organizations", &unknown, 403),
        "noSuchDomain"
    );
}

#[test]
fn one_entry_is_primary() {
    proves!["5.1.2-45"];
    let mut t = Tenant::acme();
    let bare = |domain: i32| json!({ "domainId": domain });
    for entries in [
        json!([bare(HOME)]),
        json!([bare(HOME), bare(AWAY)]),
        json!([
            with(bare(HOME), json!({"primary": false})),
            with(bare(AWAY), json!({"primary": false}))
        ]),
        json!([bare(AWAY), with(bare(HOME), json!({"primary": true}))]),
    ] {
        let full = made(&mut t, json!({ "organizations": entries }));
        assert_eq!(full["organizations"][0]["domainId"], HOME);
        assert_eq!(full["organizations"][0]["primary"], true);
        if let Some(second) = full["organizations"].get(1) {
            assert_eq!(second["primary"], false);
        }
        gone(&mut t, &full);
    }
    let primary = |domain: i32| with(bare(domain), json!({"primary": true}));
    let entries = json!([primary(HOME), primary(AWAY)]);
    assert_eq!(
        refuses(&mut t, "organizations", entries),
        "severalPrimaries"
    );
    // The primary entry is that of the domain the member is of.
    for entries in [
        json!([bare(AWAY)]),
        json!([bare(AWAY), bare(HOME)]),
        json!([primary(AWAY), bare(HOME)]),
    ] {
        assert_eq!(
            refuses(&mut t, "organizations", entries),
            "primaryInOtherDomain"
        );
    }
    assert_eq!(refused(&mut t, json!({"primary": "true"})), "wrongType");
}

#[test]
fn a_key_inside_an_entry_does_nothing() {
    proves!["5.1.2-46"];
    let mut t = Tenant::acme();
    let keyed =
        |key: Value| json!({"organizations": [entry(HOME, json!({"userExternalKey": key}))]});
    for key in [json!("OTHER"), Value::Null] {
        let full = made(&mut t, keyed(key.clone()));
        let at = path(&full);
        let put = t.put(&at, with(member(KEY), keyed(key.clone()))).is(200);
        let patched = t.patch(&at, keyed(key.clone())).is(200);
        for answer in [&full, &put, &patched] {
            assert_eq!(answer["userExternalKey"], KEY);
            assert_eq!(answer["organizations"][0]["userExternalKey"], KEY);
        }
        let bare = without(member(KEY), "userExternalKey");
        let cleared = t.put(&at, with(bare, keyed(key))).is(200);
        assert_eq!(cleared["userExternalKey"], Value::Null);
        assert_eq!(cleared["organizations"][0]["userExternalKey"], Value::Null);
        gone(&mut t, &full);
    }
    t.get("/users/externalKey:OTHER").refused(404);
    // The older behaviour, by the switch.
    let mut t =
        Tenant::acme_with(|setup| setup.assumptions.organization_user_key_is_ignored = false);
    let e1 = "/users/externalKey:E1";
    assert_eq!(
        t.patch(e1, keyed(json!("OTHER"))).refused(400),
        "otherUserKey"
    );
    t.patch(e1, keyed(json!("E1"))).is(200);
}

#[test]
fn an_entry_may_have_an_address_of_its_own() {
    proves!["5.1.2-47"];
    let host = format!("{}.example", "h".repeat(41));
    let mut t = Tenant::acme();
    t.resaved(|state| state["rules"]["domains"][1]["name"] = json!(host));
    let away = |email: Value| {
        json!([
            entry(HOME, json!({})),
            entry(AWAY, json!({ "email": email }))
        ])
    };
    let longest = format!("{}@{host}", "a".repeat(40));
    assert_eq!(longest.chars().count(), 90);
    let full = made(&mut t, json!({"organizations": away(json!(longest))}));
    assert_eq!(full["organizations"][0]["email"], full["email"]);
    assert_eq!(full["organizations"][1]["email"], longest);
    let same = json!({"organizations": [entry(HOME, json!({})), entry(AWAY, json!({}))]});
    let same = t.patch(&path(&full), same).is(200);
    assert_eq!(same["organizations"][1]["email"], full["email"]);
    gone(&mut t, &full);
    let long = away(json!(format!("{}@{host}h", "a".repeat(40))));
    assert_eq!(refuses(&mut t, "organizations", long), "tooLong");
    assert_eq!(
        refuses(&mut t, "organizations", away(json!(1))),
        "wrongType"
    );
    let taken = away(json!("x1@acme-sub.example"));
    assert_eq!(refuses(&mut t, "organizations", taken), "duplicateEmail");
    let odd = away(json!(format!("A.B@{host}")));
    assert_eq!(refuses(&mut t, "organizations", odd), "badEmail");
}

#[test]
fn the_level_of_a_domain() {
    proves!["5.1.2-48", "5.1.2-49"];
    let mut t = Tenant::acme();
    let id = json!(t.id("/directory/levels/externalKey:L1"));
    let name = t.read("/directory/levels/externalKey:L1")["levelName"].clone();
    for given in [id.clone(), json!("externalKey:L1")] {
        let shown = set(
            &mut t,
            json!({"levelId": given, "levelName": "x", "levelExternalKey": "y"}),
        );
        assert_eq!(shown["levelId"], id);
        assert_eq!(shown["levelExternalKey"], "L1");
        assert_eq!(shown["levelName"], name);
        for none in [
            json!({"levelId": null}),
            json!({"levelName": "x", "levelExternalKey": "L1"}),
        ] {
            let shown = set(&mut t, none);
            for property in ["levelId", "levelExternalKey", "levelName"] {
                assert_eq!(shown.get(property), Some(&Value::Null), "{property}");
            }
        }
    }
    for odd in ["externalKey:NO", "00000000-0000-4000-8000-000000000000"] {
        assert_eq!(refused(&mut t, json!({"levelId": odd})), "noSuchReference");
    }
    assert_eq!(refused(&mut t, json!({"levelId": [id]})), "wrongType");
    // A level belongs to its domain; each domain has one for the member.
    let other = with(level("L2"), json!({"domainId": AWAY, "levelName": "他"}));
    let other = t.create("/directory/levels", other)["levelId"].clone();
    assert_eq!(
        refused(&mut t, json!({ "levelId": other })),
        "noSuchReference"
    );
    let both = json!([
        entry(HOME, json!({"levelId": id})),
        entry(AWAY, json!({"levelId": other}))
    ]);
    let full = made(&mut t, json!({ "organizations": both }));
    assert_eq!(full["organizations"][0]["levelId"], id);
    assert_eq!(full["organizations"][1]["levelId"], other);
    gone(&mut t, &full);
    t.act(&format!("/directory/levels/disable?domainId={HOME}"))
        .is_success();
    let entries = json!([entry(HOME, json!({"levelId": id}))]);
    assert_eq!(
        refuses_with(&mut t, "organizations", &entries, 403),
        "featureDisabled"
    );
    set(&mut t, json!({"levelId": null}));
}

#[test]
fn whether_the_level_is_executive() {
    proves!["5.1.2-50"];
    let mut t = Tenant::acme();
    t.create(
        "/directory/levels",
        with(level("TOP"), json!({"executive": true})),
    );
    for (key, executive) in [("TOP", true), ("L1", false)] {
        let level = json!({"levelId": format!("externalKey:{key}"), "executive": !executive});
        assert_eq!(set(&mut t, level)["executive"], json!(executive));
    }
    assert_eq!(set(&mut t, json!({"executive": true}))["executive"], false);
}

#[test]
fn the_name_of_the_company() {
    proves!["5.1.2-51"];
    let mut t = Tenant::acme();
    t.world.settings_mut(DomainId(HOME)).company_name = Some("アクメ株式会社".to_owned());
    let shown = set(&mut t, json!({"organizationName": "x"}));
    assert_eq!(shown["organizationName"], "アクメ株式会社");
    let away = t.read("/users/externalKey:X1")["organizations"][0].clone();
    assert!(away["organizationName"].is_string());
    assert_ne!(away["organizationName"], shown["organizationName"]);
}

#[test]
fn teams_levels_and_positions_are_given_on_the_user() {
    proves!["5.1.2-61"];
    let mut t = Tenant::acme();
    let id = t.id("/users/externalKey:E1");
    for path in [
        "/orgunits/externalKey:HQ/members",
        "/directory/levels/externalKey:L1/members",
        "/directory/positions/externalKey:P1/members",
        "/directory/user-types/externalKey:FT/members",
    ] {
        let status = t
            .post(path, json!({"id": id, "userId": id, "type": "USER"}))
            .status;
        assert!(matches!(status, 404 | 405), "{path}: {status}");
    }
    t.patch(
        "/orgunits/externalKey:HQ",
        json!({"members": [{"userId": id}]}),
    )
    .is(200);
    let members = "/orgunits/externalKey:HQ/members";
    assert!(t.list(members, "members").is_empty());
    let given = json!({"userTypeId": "externalKey:FT", "organizations": [entry(HOME, json!({
        "levelId": "externalKey:L1",
        "orgUnits": [{"orgUnitId": "externalKey:HQ", "positionId": "externalKey:P1"}],
    }))]});
    let user = t.patch("/users/externalKey:E1", given).is(200);
    let held = &user["organizations"][0];
    assert_eq!(user["userTypeExternalKey"], "FT");
    assert_eq!(held["levelExternalKey"], "L1");
    assert_eq!(held["orgUnits"][0]["positionExternalKey"], "P1");
    let listed = t.list(members, "members");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["userId"], json!(id));
}

#[test]
fn entries_are_replaced_as_a_whole() {
    proves!["5.1.2-17"];
    let mut t = Tenant::acme();
    let rich = entry(HOME, json!({"levelId": "externalKey:L1"}));
    let full = made(
        &mut t,
        json!({"organizations": [rich, entry(AWAY, json!({}))]}),
    );
    let bare = t
        .patch(
            &path(&full),
            json!({"organizations": [entry(HOME, json!({}))]}),
        )
        .is(200);
    assert_eq!(bare["organizations"].as_array().map(Vec::len), Some(1));
    assert_eq!(bare["organizations"][0]["levelId"], Value::Null);
    gone(&mut t, &full);
}
