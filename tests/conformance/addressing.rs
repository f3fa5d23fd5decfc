//! Facts 4: identifiers, uniqueness, external keys in bulk.

use meibo::world::reasons;
use serde_json::{Value, json};

use crate::bodies::{
    group, level, member, member_of, org, org_of, position, user_type, with, without,
};
use crate::tenant::{AWAY, HOME, Tenant};

/// A kind of object with an external key: where it is, and how its properties are called.
struct Kind {
    path: &'static str,
    id: &'static str,
    key: &'static str,
    /// Key of its list.
    list: &'static str,
    /// The key of one that the tenant holds.
    held: &'static str,
    body: fn(&str) -> Value,
}

const KINDS: [Kind; 6] = [
    Kind {
        path: "/users",
        id: "userId",
        key: "userExternalKey",
        list: "users",
        held: "E1",
        body: member,
    },
    Kind {
        path: "/orgunits",
        id: "orgUnitId",
        key: "orgUnitExternalKey",
        list: "orgUnits",
        held: "HQ",
        body: org,
    },
    Kind {
        path: "/groups",
        id: "groupId",
        key: "groupExternalKey",
        list: "groups",
        held: "ALL",
        body: |key| group(key, "E1", &["E2"]),
    },
    Kind {
        path: "/directory/levels",
        id: "levelId",
        key: "levelExternalKey",
        list: "levels",
        held: "L1",
        body: level,
    },
    Kind {
        path: "/directory/positions",
        id: "positionId",
        key: "positionExternalKey",
        list: "positions",
        held: "P1",
        body: position,
    },
    Kind {
        path: "/directory/user-types",
        id: "userTypeId",
        key: "userTypeExternalKey",
        list: "userTypes",
        held: "FT",
        body: user_type,
    },
];

impl Kind {
    fn by_key(&self, key: &str) -> String {
        format!("{}/externalKey:{key}", self.path)
    }

    /// Whether it is a level, position or user type.
    fn is_rank(&self) -> bool {
        self.path.starts_with("/directory")
    }
}

#[test]
fn an_id_is_given_once_and_stays() {
    proves!["4.1-01", "4.1-14"];
    let mut t = Tenant::acme();
    for kind in KINDS {
        let mut body = (kind.body)("N7");
        body[kind.id] = json!("wished");
        let made = t.create(kind.path, body);
        let id = made[kind.id].as_str().expect("an id").to_owned();
        assert_ne!(id, "wished");
        assert_eq!(made[kind.key], "N7");
        let at = format!("{}/{id}", kind.path);
        assert_eq!(t.read(&at), made);
        // Whatever is changed about it, its key too.
        let mut body = (kind.body)("N8");
        body[kind.id] = json!("wished");
        let put = t.put(&at, body).is(200);
        assert_eq!((&put[kind.id], &put[kind.key]), (&json!(id), &json!("N8")));
        let other = t.create(kind.path, (kind.body)("N9"));
        assert_ne!(other[kind.id], put[kind.id]);
    }
}

#[test]
fn a_key_is_set_changed_and_removed_at_any_time() {
    proves!["4.1-02", "4.2-12"];
    let mut t = Tenant::acme();
    for kind in KINDS {
        let made = t.create(kind.path, without((kind.body)("N7"), kind.key));
        assert_eq!(made[kind.key], Value::Null, "{}", kind.path);
        let at = format!("{}/{}", kind.path, made[kind.id].as_str().expect("an id"));
        for key in ["N7", "N8"] {
            t.patch(&at, json!({kind.key: key})).is(200);
            assert_eq!(t.read(&kind.by_key(key))[kind.id], made[kind.id]);
        }
        t.get(&kind.by_key("N7")).refused(404);
        let body = with((kind.body)("N7"), json!({kind.key: "N9"}));
        t.put(&at, body).is(200);
        t.get(&kind.by_key("N8")).refused(404);
        assert_eq!(t.read(&kind.by_key("N9"))[kind.id], made[kind.id]);
        let gone = t.patch(&at, json!({kind.key: null})).is(200);
        assert_eq!(gone[kind.key], Value::Null);
        t.get(&kind.by_key("N9")).refused(404);
    }
}

#[test]
fn paths_take_ids_and_keys_and_for_members_addresses() {
    proves!["4.1-03", "4.1-04", "4.1-05", "4.1-06", "4.1-07", "4.1-08"];
    let mut t = Tenant::acme();
    t.patch(
        "/groups/externalKey:ALL",
        json!({"useMail": true, "groupEmail": "all@acme.example"}),
    )
    .is(200);
    for kind in KINDS {
        let held = t.read(&kind.by_key(kind.held));
        let id = held[kind.id].as_str().expect("an id").to_owned();
        assert_eq!(t.read(&format!("{}/{id}", kind.path)), held);
        // The bare key is no identifier.
        t.get(&format!("{}/{}", kind.path, kind.held)).refused(404);
    }
    assert_eq!(
        t.read("/users/e1@acme.example"),
        t.read("/users/externalKey:E1")
    );
    for path in ["/orgunits/t-hq@acme.example", "/groups/all@acme.example"] {
        assert_eq!(t.get(path).refused(404), reasons::NOT_FOUND, "{path}");
    }
    // What stands below the object is addressed the same way.
    for user in ["externalKey:E1", "e1@acme.example"] {
        t.post(
            &format!("/users/{user}/alias-emails/{}@acme.example", user.len()),
            Value::Null,
        )
        .is(201);
    }
    t.read("/orgunits/externalKey:HQ/members");
    t.read("/groups/externalKey:ALL/administrators");
}

#[test]
fn custom_properties_go_by_id_or_name() {
    proves!["4.1-09"];
    let mut t = Tenant::acme();
    let list = "/directory/users/custom-properties";
    let body = json!({"domainId": HOME, "propertyName": "badge_no", "displayName": "社員証",
        "propertyType": "STRING"});
    let made = t.create(list, body);
    let id = made["customPropertyId"].as_str().expect("an id").to_owned();
    assert_eq!(t.read(&format!("{list}/{id}")), made);
    assert_eq!(t.read(&format!("{list}/badge_no")), made);
    t.get(&format!("{list}/externalKey:badge_no")).refused(404);
}

#[test]
fn bodies_refer_by_id_or_key() {
    proves!["4.1-10"];
    let mut t = Tenant::acme();
    let (org, level) = (
        t.id("/orgunits/externalKey:SALES"),
        t.id("/directory/levels/externalKey:L1"),
    );
    let position = t.id("/directory/positions/externalKey:P1");
    let user_type = t.id("/directory/user-types/externalKey:FT");
    let by_id = [&org, &level, &position, &user_type].map(String::to_owned);
    let by_key = ["SALES", "L1", "P1", "FT"].map(|key| format!("externalKey:{key}"));
    for [at, rank, post, kind] in [by_id, by_key] {
        let body = json!({"userTypeId": kind, "organizations": [{"domainId": HOME, "primary": true,
            "levelId": rank, "orgUnits": [{"orgUnitId": at, "primary": true, "positionId": post}]}]});
        let read = t.patch("/users/externalKey:E1", body).is(200);
        let held = &read["organizations"][0];
        assert_eq!(read["userTypeExternalKey"], "FT");
        assert_eq!(
            (&held["levelId"], &held["levelExternalKey"]),
            (&json!(level), &json!("L1"))
        );
        let post = &held["orgUnits"][0];
        assert_eq!(
            (&post["orgUnitId"], &post["orgUnitExternalKey"]),
            (&json!(org), &json!("SALES"))
        );
        assert_eq!(post["positionExternalKey"], "P1");
        t.patch(
            "/users/externalKey:E1",
            json!({"userTypeId": null, "organizations": []}),
        )
        .is(200);
    }
    for parent in [org.as_str(), "externalKey:SALES"] {
        let moved = json!({"parentOrgUnitId": parent, "displayOrder": 1});
        let moved = t.post("/orgunits/externalKey:DEV/move", moved).is(200);
        assert_eq!(moved["parentExternalKey"], "SALES");
        t.post("/orgunits/externalKey:DEV/move", json!({"displayOrder": 1}))
            .is(200);
    }
    // Neither takes an address.
    let by_mail = json!({"parentOrgUnitId": "t-sales@acme.example", "displayOrder": 1});
    t.post("/orgunits/externalKey:DEV/move", by_mail)
        .refused(400);
}

#[test]
fn groups_name_members_by_id_key_or_address() {
    proves!["4.1-11", "4.1-12"];
    let mut t = Tenant::acme();
    let (e3, sales) = (
        t.id("/users/externalKey:E3"),
        t.id("/orgunits/externalKey:SALES"),
    );
    let all = "/groups/externalKey:ALL";
    for name in [e3.as_str(), "externalKey:E3", "e3@acme.example"] {
        let read = t
            .patch(all, json!({"administrators": [{"userId": name}]}))
            .is(200);
        assert_eq!(read["administrators"][0]["userExternalKey"], "E3", "{name}");
        t.patch(all, json!({"members": [{"id": name, "type": "USER"}]}))
            .is(200);
        t.delete(&format!("{all}/members/{name}?type=USER"))
            .is_empty();
        t.post(
            &format!("{all}/members"),
            json!({"id": name, "type": "USER"}),
        )
        .is_success();
        let members = t.list(&format!("{all}/members"), "members");
        assert_eq!(members.len(), 1);
        assert_eq!(members[0]["id"], json!(e3));
    }
    let team = |id: &str| json!({"members": [{"id": id, "type": "ORGUNIT"}]});
    t.patch(all, team(&sales)).is(200);
    t.patch(all, team("externalKey:SALES")).is(200);
    t.delete(&format!("{all}/members/{sales}?type=ORGUNIT"))
        .is_empty();
    t.patch(all, team("t-sales@acme.example")).refused(400);
}

#[test]
fn a_key_of_ranks_is_looked_for_in_one_domain() {
    proves!["4.1-15"];
    let mut t = Tenant::acme();
    for (list, id) in [
        ("/directory/levels", "levelId"),
        ("/directory/positions", "positionId"),
    ] {
        let key = if id == "levelId" { "L1" } else { "P1" };
        let path = format!("{list}/externalKey:{key}");
        let away = t.list(
            &format!("{list}?domainId={AWAY}"),
            if id == "levelId" {
                "levels"
            } else {
                "positions"
            },
        );
        let away = away[0][id].as_str().expect("an id").to_owned();
        assert_eq!(t.read(&path)["domainId"], HOME, "the app's own");
        t.delete(&format!("{path}?domainId={AWAY}")).is_empty();
        t.get(&format!("{list}/{away}")).refused(404);
        assert_eq!(t.read(&path)["domainId"], HOME);
        t.delete(&path).is_empty();
        t.get(&path).refused(404);
    }
}

/// What a create of this key is refused with; `None` where it is accepted.
fn create(t: &Tenant, kind: &Kind, key: &str) -> Option<&'static str> {
    let mut copy = t.copy();
    let body = with((kind.body)("N7"), json!({kind.key: key}));
    let answer = copy.post(kind.path, body);
    if answer.status == 201 {
        assert_eq!(answer.json[kind.key], key, "as it was sent");
        return None;
    }
    assert!([400, 409].contains(&answer.status), "{answer:?}");
    let status = answer.status;
    Some(answer.refused(status))
}

#[test]
fn external_keys_have_a_hundred_characters_and_five_forbidden() {
    proves!["4.2-01", "4.2-02", "4.2-03", "4.2-04", "4.2-05", "4.2-06"];
    let t = Tenant::acme();
    for kind in KINDS {
        let held = |key: &str| create(&t, &kind, key);
        assert_eq!(held(&"鍵".repeat(100)), None, "{}", kind.path);
        assert_eq!(
            held(&"k".repeat(101)),
            Some(reasons::TOO_LONG),
            "{}",
            kind.path
        );
        for c in ['%', '\\', '#', '/', '?'] {
            let key = format!("a{c}b");
            assert_eq!(
                held(&key),
                Some(reasons::BAD_CHARACTERS),
                "{} {key}",
                kind.path
            );
        }
        assert_eq!(held("営業-1_a.b:c@d!$&'()*+,;= ~|"), None, "{}", kind.path);
        assert_eq!(
            held(kind.held),
            Some(reasons::DUPLICATE_KEY),
            "{}",
            kind.path
        );
        let other_kind = if kind.held == "HQ" { "E1" } else { "HQ" };
        assert_eq!(
            held(other_kind),
            None,
            "another kind's key is free: {}",
            kind.path
        );
    }
}

#[test]
fn external_keys_are_unique_in_the_tenant_or_the_domain() {
    proves!["4.2-01", "4.2-02", "4.2-03", "4.2-04", "4.2-05", "4.2-06"];
    let mut t = Tenant::acme();
    let in_away =
        |body: Value, key: (&str, &str)| with(body, json!({"domainId": AWAY, (key.0): key.1}));
    t.post(
        "/users",
        in_away(member_of(AWAY, "Y1"), ("userExternalKey", "E1")),
    )
    .refused(400);
    t.post(
        "/orgunits",
        in_away(org_of(AWAY, "Y1"), ("orgUnitExternalKey", "HQ")),
    )
    .refused(409);
    let away = json!({"administrators": [{"userId": "externalKey:X1"}]});
    let team = with(group("Y1", "X1", &["X1"]), away);
    t.post(
        "/groups",
        in_away(team.clone(), ("groupExternalKey", "ALL")),
    )
    .refused(409);
    t.create("/groups", in_away(team, ("groupExternalKey", "Y1")));
    let kind = in_away(user_type("Y1"), ("userTypeExternalKey", "FT"));
    t.post("/directory/user-types", kind).refused(409);
    // Both domains have their own L1 and P1 from the start; a third is one too many.
    for (path, body) in [
        (
            "/directory/levels",
            with(level("Y1"), json!({"levelExternalKey": "L1"})),
        ),
        (
            "/directory/positions",
            with(position("Y1"), json!({"positionExternalKey": "P1"})),
        ),
    ] {
        for domain in [HOME, AWAY] {
            let body = with(body.clone(), json!({"domainId": domain}));
            assert_eq!(t.post(path, body).refused(409), reasons::DUPLICATE_KEY);
        }
    }
    for (path, body) in [
        ("/directory/levels", level("ONCE")),
        ("/directory/positions", position("ONCE")),
    ] {
        t.create(path, body.clone());
        t.create(path, with(body, json!({"domainId": AWAY})));
    }
}

#[test]
fn names_have_their_lengths_characters_and_places() {
    proves!["4.2-08", "4.2-09", "4.2-10"];
    let mut t = Tenant::acme();
    for (path, name, body) in [
        ("/orgunits", "orgUnitName", org("N7")),
        ("/groups", "groupName", group("N7", "E1", &["E2"])),
        ("/directory/levels", "levelName", level("N7")),
        ("/directory/positions", "positionName", position("N7")),
        ("/directory/user-types", "userTypeName", user_type("N7")),
    ] {
        let named = |text: &str| {
            let mut copy = t.copy();
            copy.post(path, with(body.clone(), json!({name: text})))
                .status
        };
        assert_eq!(named(&"営".repeat(100)), 201, "{path}");
        assert_eq!(named(&"営".repeat(101)), 400, "{path}");
        assert_eq!(named("a!@&()-_+[]{},./ 1"), 201, "{path}");
        let free = path == "/groups";
        for c in "\"#$%'*:;<=>?\\^`|~".chars() {
            assert_eq!(
                named(&format!("a{c}b")),
                if free { 201 } else { 400 },
                "{path} {c}"
            );
        }
        let first = t.create(path, body.clone());
        // Only names of org units may stand twice in a domain.
        let other = ["ExternalKey", "email", "groupEmail"];
        let mut again = body.clone();
        for property in again.clone().as_object().expect("an object").keys() {
            if other.iter().any(|end| property.ends_with(end)) {
                again = without(again, property);
            }
        }
        let answer = t.post(path, again);
        if path == "/orgunits" {
            assert_eq!(answer.is(201)["orgUnitName"], first["orgUnitName"]);
        } else {
            assert_eq!(answer.refused(409), reasons::DUPLICATE_NAME, "{path}");
        }
    }
    // In the second domain the name is free.
    for (path, body) in [
        ("/directory/levels", level("N7")),
        ("/directory/positions", position("N7")),
    ] {
        t.create(path, with(body, json!({"domainId": AWAY})));
    }
    let away = json!({"domainId": AWAY, "administrators": [{"userId": "externalKey:X1"}],
        "members": [], "groupExternalKey": "N8"});
    t.create("/groups", with(group("N7", "X1", &[]), away));
    let shouted = with(group("N9", "E1", &[]), json!({"groupName": "n7 委員会"}));
    assert_eq!(
        t.post("/groups", shouted).refused(409),
        reasons::DUPLICATE_NAME
    );
}

#[test]
fn custom_properties_have_a_name_and_a_label() {
    proves!["4.2-11"];
    let mut t = Tenant::acme();
    let list = "/directory/users/custom-properties";
    let body = |domain: i32, name: &str, label: &str| {
        json!({"domainId": domain, "propertyName": name, "displayName": label,
            "propertyType": "STRING"})
    };
    let status = |body: Value| {
        let mut copy = t.copy();
        copy.post(list, body).status
    };
    for (name, label, expected) in [
        ("_A9", "証", 201),
        (&*"a".repeat(120), "証", 201),
        (&*"a".repeat(121), "証", 400),
        ("9a", "証", 400),
        ("a-b", "証", 400),
        ("社員証", "証", 400),
        ("", "証", 400),
        ("a", &*"証".repeat(20), 201),
        ("a", &*"証".repeat(21), 400),
    ] {
        assert_eq!(status(body(HOME, name, label)), expected, "{name} {label}");
    }
    t.create(list, body(HOME, "badge_no", "社員証"));
    assert_eq!(t.post(list, body(HOME, "badge_no", "別")).status, 409);
    assert_eq!(t.post(list, body(HOME, "other", "社員証")).status, 409);
    t.create(list, body(AWAY, "badge_no", "社員証"));
}

#[test]
fn keys_in_bulk_are_set_overwritten_and_removed() {
    proves!["4.3-01", "4.3-02", "4.3-03", "4.3-04", "4.3-05", "4.3-06"];
    for kind in KINDS {
        let mut t = Tenant::acme();
        let bulk = format!("{}/external-keys", kind.path);
        let bare = t.create(kind.path, without((kind.body)("N7"), kind.key));
        let entry = |id: &Value, key: Value| {
            let mut entry = json!({"id": id, "externalKey": key});
            if ["levels", "positions"].contains(&kind.list) {
                entry["domainId"] = json!(HOME);
            }
            entry
        };
        let set = json!({kind.list: [entry(&bare[kind.id], json!("N7")),
            entry(&json!(format!("externalKey:{}", kind.held)), json!("N8"))]});
        t.post(&bulk, set).is_empty();
        assert_eq!(t.read(&kind.by_key("N7"))[kind.id], bare[kind.id], "set");
        t.read(&kind.by_key("N8"));
        t.get(&kind.by_key(kind.held)).refused(404);
        t.post(
            &bulk,
            json!({kind.list: [entry(&json!("externalKey:N7"), Value::Null)]}),
        )
        .is_empty();
        t.get(&kind.by_key("N7")).refused(404);
        let listed = t.list(&format!("{bulk}?hasExternalKey=false"), kind.list);
        assert!(
            listed.iter().any(|item| item["id"] == bare[kind.id]),
            "{listed:?}"
        );
        let names: Vec<&String> = listed[0].as_object().expect("an object").keys().collect();
        let expected: &[&str] = if kind.is_rank() {
            &["domainId", "name", "id", "externalKey"]
        } else {
            &["domainId", "name", "email", "id", "externalKey"]
        };
        assert_eq!(names, expected);
        // 400, 404 and 409 are what it is refused with.
        t.post(&bulk, json!({kind.list: []})).refused(400);
        t.post(&bulk, json!({"entries": []})).refused(400);
        t.post(
            &bulk,
            json!({kind.list: [entry(&json!("nobody"), json!("N9"))]}),
        )
        .refused(404);
        let taken = json!({kind.list: [entry(&bare[kind.id], json!("N8"))]});
        assert_eq!(t.post(&bulk, taken).refused(409), reasons::DUPLICATE_KEY);
        if ["levels", "positions"].contains(&kind.list) {
            let lacking = json!({kind.list: [{"id": bare[kind.id], "externalKey": "N9"}]});
            assert_eq!(
                t.post(&bulk, lacking).refused(400),
                reasons::MISSING_PROPERTY
            );
        }
    }
}

#[test]
fn keys_in_bulk_of_employment_types_are_those_of_user_types() {
    proves!["4.3-07"];
    let mut t = Tenant::acme();
    let bulk = "/directory/employment-types/external-keys";
    let body = json!({"employmentTypes": [{"id": "externalKey:FT", "externalKey": "N7"}]});
    t.post(bulk, body).is_empty();
    t.read("/directory/user-types/externalKey:N7");
    let listed = t.list(bulk, "employmentTypes");
    assert_eq!(listed[0]["externalKey"], "N7");
}

#[test]
fn a_batch_of_keys_has_fifty_entries_at_most() {
    proves!["4.1-13", "4.3-08"];
    let mut t = Tenant::acme();
    for n in 0..51 {
        t.create("/users", member(&format!("N{n}")));
    }
    let batch = |most: usize| -> Value {
        let entries = (0..most)
            .map(|n| json!({"id": format!("externalKey:N{n}"), "externalKey": format!("M{n}")}));
        json!({"users": entries.collect::<Vec<Value>>()})
    };
    let bulk = "/users/external-keys";
    assert_eq!(
        t.post(bulk, batch(51)).refused(400),
        reasons::TOO_MANY_ENTRIES
    );
    t.post(bulk, batch(50)).is_empty();
    assert_eq!(
        t.post(bulk, json!({"users": []})).refused(400),
        reasons::TOO_FEW_ENTRIES
    );
    let one = |id: &str, key: &str| json!({"users": [{"id": id, "externalKey": key}]});
    t.post(bulk, one("e1@acme.example", &"k".repeat(100)))
        .is_empty();
    let long = t.post(bulk, one("e2@acme.example", &"k".repeat(101)));
    assert_eq!(long.refused(400), reasons::TOO_LONG);
    let id = t.id("/users/externalKey:E2");
    t.post(bulk, one(&id, "BY-ID")).is_empty();
    t.read("/users/externalKey:BY-ID");
    // Others have no address that would name them.
    for (path, list, mail) in [
        ("/orgunits", "orgUnits", "t-hq@acme.example"),
        ("/directory/user-types", "userTypes", "e2@acme.example"),
    ] {
        let body = json!({list: [{"id": mail, "externalKey": "N7"}]});
        t.post(&format!("{path}/external-keys"), body).refused(404);
    }
    let narrow = t.bearer("user");
    let body = one("externalKey:BY-ID", "X7").to_string();
    let answer = t.send(
        meibo::world::Method::Post,
        bulk,
        Some(&narrow),
        body.as_bytes(),
    );
    assert_eq!(answer.refused(403), reasons::SCOPE_MISSING);
}

#[test]
fn a_refused_batch_is_undone_where_it_is_taken_to_be_atomic() {
    let batch = json!({"orgUnits": [{"id": "externalKey:HQ", "externalKey": "N7"},
        {"id": "nobody", "externalKey": "N8"}]});
    let mut t = Tenant::acme_with(|setup| setup.assumptions.bulk_keys_are_atomic = true);
    t.post("/orgunits/external-keys", batch.clone())
        .refused(404);
    t.read("/orgunits/externalKey:HQ");
    let mut t = Tenant::acme();
    let bearer = t.bearer("directory");
    let text = batch.to_string();
    let request = meibo::world::Request {
        method: meibo::world::Method::Post,
        target: "/orgunits/external-keys",
        authorization: Some(&bearer),
        body: text.as_bytes(),
    };
    let now = t.now();
    assert_eq!(t.world.serve(&request, now).status, 404);
    t.read("/orgunits/externalKey:N7");
    t.get("/orgunits/externalKey:HQ").refused(404);
}

#[test]
fn an_org_without_a_place_is_refused_or_goes_last() {
    let body = without(org("N7"), "displayOrder");
    let mut t = Tenant::acme();
    assert_eq!(
        t.post("/orgunits", body.clone()).refused(400),
        reasons::MISSING_PROPERTY
    );
    let mut t = Tenant::acme_with(|setup| setup.assumptions.org_create_needs_display_order = false);
    t.create("/orgunits", org("N8"));
    assert_eq!(t.create("/orgunits", body)["displayOrder"], 3);
    // Moving needs it all the same.
    t.post("/orgunits/externalKey:N8/move", json!({}))
        .refused(400);
}

#[test]
fn the_members_of_a_dynamic_group_are_refused_by_either_number() {
    for (answers_403, status) in [(true, 403), (false, 400)] {
        let mut t =
            Tenant::acme_with(|setup| setup.assumptions.dynamic_refusal_is_403 = answers_403);
        let id = t.id("/groups/externalKey:ALL");
        t.world.make_dynamic(&id.as_str().into());
        let body = json!({"id": "externalKey:E3", "type": "USER"});
        let answer = t.post("/groups/externalKey:ALL/members", body);
        assert_eq!(answer.refused(status), reasons::GROUP_IS_DYNAMIC);
    }
}
