//! What the machine itself promises, whatever the resource.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::directory::{DomainId, FeatureState, RankKind};
use crate::world::access::{App, Token};
use crate::world::acts::{Act, Consistency};
use crate::world::testing::{
    AWAY, HOME, call, refused, rules, start, try_call, world, world_where,
};
use crate::world::{Assumptions, Method, Request, Response, Text, World, reasons};

fn get(target: &str) -> Request<'_> {
    Request {
        method: Method::Get,
        target,
        authorization: None,
        body: b"",
    }
}

/// A company of three.
fn company() -> World {
    let mut world = world();
    for key in ["E1", "E2", "E3"] {
        let member = json!({
            "domainId": HOME, "userExternalKey": key, "email": format!("{key}@acme.example").to_lowercase(),
            "userName": {"lastName": "森", "phoneticLastName": "モリ"}, "privateEmail": "p@private.example",
            "i18nNames": [{"language": "en_US", "lastName": "Mori", "firstName": null}],
            "messenger": {"protocol": "X", "messengerId": "m"},
        });
        call(&mut world, Method::Post, "/users", member);
    }
    world
}

#[test]
fn an_answer_written_out_says_the_same() {
    for (list_lag_seconds, membership_lag_seconds) in [(0, 0), (60, 0), (0, 60)] {
        let mut world = company();
        let lag = Act::SetConsistency(Consistency {
            list_lag_seconds,
            membership_lag_seconds,
        });
        world.act(&lag, start()).expect("set");
        let late = json!({
            "domainId": HOME, "userExternalKey": "E4", "email": "e4@acme.example",
            "userName": {"lastName": "林"}, "privateEmail": "p@private.example",
        });
        call(&mut world, Method::Post, "/users", late);
        let now = start().checked_add(SignedDuration::from_secs(1));
        let now = now.expect("a second");
        for target in [
            "/users",
            "/users?count=2",
            "/users?count=x",
            "/users?orderBy=NAME",
            "/users?domainId=20000456",
            "/users/externalKey:E2",
            "/orgunits",
            "/nowhere",
        ] {
            // The one as a value, the other as text; both for somebody who may do anything.
            let reply = world.clone().perform(Method::Get, target, None, now);
            let expected = match reply {
                Ok(reply) => (reply.status, reply.body),
                Err(refusal) => (refusal.status, Some(refusal.body())),
            };
            let Response { status, body, .. } = world.clone().serve_text(&get(target), true, now);
            let body = body.map(|Text(bytes)| serde_json::from_slice::<Value>(&bytes));
            let body = body.transpose().expect("JSON");
            assert_eq!((status, body), expected, "{target}, lag {list_lag_seconds}");
        }
        let Response { body, .. } = world.serve_text(&get("/users"), true, now);
        let Text(bytes) = body.expect("a page");
        let page: Value = serde_json::from_slice(&bytes).expect("JSON");
        let listed = page["users"].as_array().expect("a list").len();
        assert_eq!(listed, if list_lag_seconds == 0 { 4 } else { 3 });
    }
}

#[test]
fn what_is_written_out_is_done_like_any_call() {
    let made = json!({
        "domainId": HOME, "userExternalKey": "E4", "email": "e4@acme.example",
        "userName": {"lastName": "林"}, "privateEmail": "p@private.example",
    });
    let changed = json!({"nickName": "もり"});
    for (method, target, body) in [
        (Method::Post, "/users", made),
        (Method::Patch, "/users/externalKey:E1", changed),
        (Method::Delete, "/users/externalKey:E1", Value::Null),
    ] {
        let (mut performed, mut served) = (company(), company());
        let reply = performed.perform(method, target, Some(&body), start());
        let reply = reply.expect("accepted");
        let bytes = body.to_string().into_bytes();
        let request = Request {
            method,
            body: &bytes,
            ..get(target)
        };
        let Response { status, body, .. } = served.serve_text(&request, true, start());
        let body = body.map(|Text(bytes)| serde_json::from_slice::<Value>(&bytes));
        let body = body.transpose().expect("JSON");
        assert_eq!((status, body), (reply.status, reply.body), "{target}");
        assert!(served.is_unchanged_since(&performed), "{target}");
    }
}

#[test]
fn who_may_see_a_part_is_written_no_more() {
    let mut world = company();
    let token = Token {
        client_id: "c".to_owned(),
        scopes: vec!["user.email.read".to_owned()],
        expires: Timestamp::MAX,
    };
    world.state.access.tokens.insert("t".to_owned(), token);
    let request = Request {
        authorization: Some("Bearer t"),
        ..get("/users")
    };
    let Text(bytes) = (world.serve_text(&request, false, start()).body).expect("a page");
    let page: Value = serde_json::from_slice(&bytes).expect("JSON");
    let first = page["users"][0].as_object().expect("a member");
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    assert_eq!(names, ["domainId", "userId", "email"]);
}

#[test]
fn a_setting_is_no_list_and_never_lags() {
    let mut world = company();
    let lag = Act::SetConsistency(Consistency {
        list_lag_seconds: 60,
        membership_lag_seconds: 60,
    });
    world.act(&lag, start()).expect("set");
    let browser = "/security/external-browser";
    let enable = format!("{browser}/enable");
    call(&mut world, Method::Post, &enable, Value::Null);
    let shown = call(&mut world, Method::Get, browser, Value::Null);
    assert_eq!(shown["enabled"], true);
}

#[test]
fn without_a_token_nothing_is_written_out() {
    let answer = company().serve_text(&get("/users"), false, start());
    assert_eq!(answer.status, 401);
}

#[test]
fn every_operation_is_named_and_found_again() {
    let operations = World::operations();
    assert!(operations.len() > 100, "{}", operations.len());
    for name in &operations {
        let (method, template) = name.split_once(' ').expect("a method and a path");
        let methods = World::methods(&template.replace("{}", "x"));
        let method = methods.iter().find(|known| known.name() == method);
        let method = *method.expect("the path has the method");
        let found = World::operation(method, &template.replace("{}", "x"));
        assert_eq!(found.as_ref(), Some(name));
    }
    assert!(World::methods("/nowhere").is_empty());
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    // Nobody's id is empty.
    for path in ["/no/where", "/users/", "/users//photo"] {
        let refusal = refused(&mut world(), Method::Get, path, Value::Null);
        assert_eq!(refusal.reason, reasons::UNKNOWN_PATH);
        assert_eq!(refusal.params, [("value", path.to_owned())]);
    }
}

#[test]
fn every_change_is_seen_as_one_and_survives_its_file() {
    let mut before = company();
    for kind in RankKind::ALL {
        let target = format!("/directory/{}/enable", kind.path());
        call(&mut before, Method::Post, &target, Value::Null);
    }
    let act = |value: Value| -> Act { serde_json::from_value(value).expect("an act") };
    let first = json!({"act": "firstLogin", "member": "externalKey:E1"});
    before.act(&act(first), start()).expect("done");
    assert!(before.clone().is_unchanged_since(&before));
    let acts = [
        json!({"act": "nameCompany", "domain": HOME, "name": "森商事"}),
        json!({"act": "addExternalGroup", "domain": HOME, "name": "外", "key": "x"}),
        json!({"act": "setConsistency", "listLagSeconds": 5}),
        json!({"act": "setAssumptions", "switches": {"groupsMayBeEmpty": false}}),
        json!({"act": "makeSuperAdmin", "member": "externalKey:E1"}),
    ];
    for value in acts {
        let mut after = before.clone();
        after.act(&act(value.clone()), start()).expect("done");
        assert!(!after.is_unchanged_since(&before), "{value}");
        assert!(again(&after).is_unchanged_since(&after), "{value}");
    }
    let restriction = json!({"accessRestrictType": "ONLY_ME"});
    let status = json!({"profileStatusId": "BUSY"});
    let photo = json!({"fileName": "a.jpg", "fileSize": 3});
    let property = json!({"domainId": HOME, "propertyName": "p", "displayName": "P", "propertyType": "STRING"});
    let tag = json!({"contactTagName": "取引先"});
    let calls = [
        ("/users/externalKey:E1/orgunit-access-restrict", restriction),
        ("/users/externalKey:E1/user-profile-statuses", status),
        ("/users/externalKey:E1/photo", photo),
        ("/users/externalKey:E1/link-to-line", Value::Null),
        ("/users/externalKey:E1/link-to-works", Value::Null),
        ("/users/link-to-works", Value::Null),
        ("/security/external-browser/enable", Value::Null),
        ("/directory/users/custom-properties", property),
        ("/contact-tags", tag),
        ("/users/externalKey:E2/suspend", Value::Null),
        ("/directory/levels/disable", Value::Null),
    ];
    for (target, body) in calls {
        let mut after = before.clone();
        // A pending member cannot be suspended: that one must be seen to change nothing.
        let done = try_call(&mut after, Method::Post, target, body);
        let refused = target.ends_with("/suspend");
        assert_eq!(done.is_err(), refused, "{target}: {done:?}");
        assert_eq!(after.is_unchanged_since(&before), refused, "{target}");
        assert!(again(&after).is_unchanged_since(&after), "{target}");
    }
}

#[test]
fn other_rules_are_a_change() {
    let before = company();
    let mut after = before.clone();
    after.state.rules.sso = true;
    assert!(!after.is_unchanged_since(&before));
}

#[test]
fn no_id_of_a_tenant_is_given_twice() {
    let made = company();
    // What is made in it is counted from 1 again.
    let mut read = World::load(made.directory(), rules(), Assumptions::default());
    let org =
        json!({"domainId": HOME, "orgUnitExternalKey": "o", "orgUnitName": "o", "displayOrder": 1});
    let org = call(&mut read, Method::Post, "/orgunits", org);
    let id = org["orgUnitId"].as_str().expect("an id");
    let ids: Vec<_> = made.directory().members.keys().collect();
    assert!(ids.iter().all(|held| held.as_str() != id), "{ids:?} {id}");
}

#[test]
fn numbers_are_spread_as_splitmix64_does() {
    let spread = [1, 2, 3, 4, 5].map(crate::world::state::scatter);
    // The published outputs of the generator begun at 0.
    let published = [
        0xe220_a839_7b1d_cdaf,
        0x6e78_9e6a_a1b9_65f4,
        0x06c4_5d18_8009_454f,
        0xf88b_b8a8_724c_81ec,
        0x1b39_896a_51a8_749b,
    ];
    assert_eq!(spread, published);
}

#[test]
fn what_was_never_set_is_not_kept() {
    let mut world = world();
    let saved = serde_json::to_value(&world).expect("string keys");
    let kept: Vec<&String> = saved.as_object().expect("an object").keys().collect();
    let always = [
        "formatVersion",
        "rules",
        "assumptions",
        "directory",
        "counter",
        "access",
    ];
    assert_eq!(kept, always);
    let act = json!({"act": "nameCompany", "domain": HOME, "name": "森商事"});
    let act: Act = serde_json::from_value(act).expect("an act");
    world.act(&act, start()).expect("done");
    let saved = serde_json::to_value(&world).expect("string keys");
    let settings = &saved["settings"][HOME.to_string()];
    assert_eq!(
        *settings,
        json!({"companyName": "森商事", "companyTagsOff": false})
    );
}

/// The world after it was saved and read.
fn again(world: &World) -> World {
    let saved = serde_json::to_value(world).expect("string keys");
    serde_json::from_value(saved).expect("a world")
}

#[test]
fn the_orgs_above_come_nearest_first() {
    let mut world = world();
    for (key, parent) in [("a", None), ("b", Some("a")), ("c", Some("b"))] {
        let parent = parent.map(|parent| format!("externalKey:{parent}"));
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
            "parentOrgUnitId": parent, "displayOrder": 1});
        call(&mut world, Method::Post, "/orgunits", org);
    }
    let orgs = &world.directory().orgs;
    let lowest = orgs.values().find(|org| org.key == Some("c".into()));
    let above = world.above(lowest.expect("made"));
    let names: Vec<_> = above
        .iter()
        .filter_map(|org| org.props.name.known())
        .collect();
    assert_eq!(names, ["b", "a"]);
}

#[test]
fn gaps_that_were_read_stay_where_numbers_keep_them() {
    let mut world = world_where(|assumptions| assumptions.siblings_are_dense = false);
    for (order, key) in (1..).zip(["a", "b", "c"]) {
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
            "displayOrder": order});
        call(&mut world, Method::Post, "/orgunits", org);
    }
    call(
        &mut world,
        Method::Delete,
        "/orgunits/externalKey:b",
        Value::Null,
    );
    let orders = |world: &World| -> Vec<i64> {
        let orgs = world.directory().orgs.values();
        orgs.map(|org| org.display_order).collect()
    };
    let held = orders(&world);
    assert_eq!(held, [1, 3]);
    let mut again = again(&world);
    let last =
        json!({"domainId": HOME, "orgUnitExternalKey": "d", "orgUnitName": "d", "displayOrder": 9});
    call(&mut again, Method::Post, "/orgunits", last);
    assert_eq!(orders(&again)[..2], held, "nobody else was numbered anew");
}

#[test]
fn a_new_tenant_has_every_list_off_in_every_domain() {
    let world = world();
    for domain in [HOME, AWAY] {
        let held = world.directory().domains.get(&DomainId(domain));
        let held = held.expect("the domain");
        for kind in RankKind::ALL {
            assert_eq!(held.feature(kind), FeatureState::Off);
        }
    }
}

#[test]
fn an_app_takes_the_place_of_its_former_self_alone() {
    let app = |client_id: &str, client_secret: &str| App {
        client_id: client_id.to_owned(),
        client_secret: client_secret.to_owned(),
        service_account: String::new(),
        public_key: String::new(),
        scopes: Vec::new(),
        token_seconds: 60,
        rotate_refresh_tokens: false,
    };
    let mut world = world();
    for app in [app("a", "1"), app("b", "1"), app("a", "2")] {
        world.add_app(app);
    }
    let apps = world.apps().iter();
    let held: Vec<_> = apps
        .map(|app| (app.client_id.as_str(), app.client_secret.as_str()))
        .collect();
    assert_eq!(held, [("b", "1"), ("a", "2")]);
}

#[test]
fn counting_goes_on_from_where_it_stood_and_never_back() {
    let mut world = company();
    let stood = world.counter();
    assert!(stood > world_where(|_| ()).counter());
    world.count_from(stood + 3);
    assert_eq!(world.counter(), stood + 3);
    world.count_from(stood);
    assert_eq!(world.counter(), stood + 3);
}

#[test]
fn an_object_is_in_the_domain_it_was_made_in() {
    let mut world = company();
    for kind in RankKind::ALL {
        let (prefix, list) = (kind.prefix(), format!("/directory/{}", kind.path()));
        call(
            &mut world,
            Method::Post,
            &format!("{list}/enable?domainId={AWAY}"),
            Value::Null,
        );
        let rank = json!({"domainId": AWAY, format!("{prefix}Name"): "r", format!("{prefix}ExternalKey"): "r",
            "displayOrder": 1, "executive": false});
        let made = call(&mut world, Method::Post, &list, rank);
        let id = made[format!("{prefix}Id")].as_str().expect("an id");
        let target = format!("{list}/{id}");
        assert_eq!(world.domain_of(&target), Some(DomainId(AWAY)), "{target}");
    }
    let org =
        json!({"domainId": AWAY, "orgUnitExternalKey": "o", "orgUnitName": "o", "displayOrder": 1});
    call(&mut world, Method::Post, "/orgunits", org);
    let group = json!({"domainId": HOME, "groupExternalKey": "g", "groupName": "g",
        "administrators": [{"userId": "externalKey:E1"}], "members": [{"id": "externalKey:E1", "type": "USER"}]});
    call(&mut world, Method::Post, "/groups", group);
    for (target, domain) in [
        ("/users/externalKey:E1", Some(HOME)),
        ("/users/e2@acme.example/photo", Some(HOME)),
        ("/orgunits/externalKey:o", Some(AWAY)),
        ("/groups/externalKey:g/members", Some(HOME)),
        ("/users/externalKey:nobody", None),
        ("/users", None),
        ("/directory/users/custom-properties", None),
    ] {
        assert_eq!(world.domain_of(target), domain.map(DomainId), "{target}");
    }
}

#[test]
fn external_groups_are_kept_in_the_file_where_there_are_any() {
    let mut world = world();
    let saved = serde_json::to_value(&world).expect("string keys");
    assert_eq!(saved.get("externalGroups"), None);
    let act = json!({"act": "addExternalGroup", "domain": HOME, "name": "外", "key": "x"});
    let act: Act = serde_json::from_value(act).expect("an act");
    world.act(&act, start()).expect("done");
    for world in [&world, &again(&world)] {
        let groups = world.external_groups().iter();
        let names: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
        assert_eq!(names, ["外"]);
    }
}

#[test]
fn files_go_to_the_upload_host_that_was_set() {
    let mut world = company();
    world.set_upload_host("http://127.0.0.1:1/files".to_owned());
    let photo = json!({"fileName": "a.jpg", "fileSize": 3});
    let target = "/users/externalKey:E1/photo";
    let told = call(&mut world, Method::Post, target, photo);
    let url = told["uploadUrl"].as_str().expect("an address");
    assert!(url.starts_with("http://127.0.0.1:1/files/"), "{url}");
}

#[test]
fn time_alone_brings_deletion_about() {
    let mut world = company();
    let target = "/users/externalKey:E2";
    call(&mut world, Method::Delete, target, Value::Null);
    let week = SignedDuration::from_hours(7 * 24);
    let due = start().checked_add(week).expect("a moment");
    let early = due.checked_sub(SignedDuration::from_secs(1));
    for (now, left) in [(early.expect("a moment"), 3), (due, 2)] {
        world.settle(now);
        assert_eq!(world.directory().members.len(), left, "{now}");
    }
}
