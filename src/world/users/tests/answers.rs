//! The golden JSON of facts section 10 is what the handlers answer.

use serde_json::{Value, json};

use crate::directory::DomainId;
use crate::world::testing::{AWAY, HOME, call, refused};
use crate::world::{Method, World};

use super::{action, create, create_with, get, path, person_with, sso, world};
use Method::{Delete, Get, Patch, Post};

/// The sample of facts section 10, with the addresses of this tenant.
const GOLDEN: &str = r#"{
  "domainId": 20000123,
  "userId": "ID",
  "userExternalKey": "E00042",
  "isAdministrator": false,
  "isPending": false,
  "isSuspended": false,
  "isDeleted": false,
  "isAwaiting": false,
  "suspendedReason": null,
  "email": "hanako.mori@acme.example",
  "userName": {"lastName": "森", "firstName": "花子", "phoneticLastName": "モリ", "phoneticFirstName": "ハナコ"},
  "i18nNames": [{"language": "en_US", "firstName": "Hanako", "lastName": "Mori"}],
  "nickName": null,
  "privateEmail": "hanako@private.example",
  "aliasEmails": [],
  "employmentTypeId": "FT-ID", "employmentTypeName": "正社員", "employmentTypeExternalKey": "FT",
  "userTypeId": "FT-ID", "userTypeName": "正社員", "userTypeExternalKey": "FT", "userTypeCode": "FULLTIME",
  "searchable": true,
  "organizations": [
    {
      "domainId": 20000123, "primary": true, "userExternalKey": "E00042", "email": "hanako.mori@acme.example",
      "levelId": "L3-ID", "levelExternalKey": "L3", "levelName": "主任", "executive": false,
      "organizationName": "Acme Example",
      "orgUnits": [
        {"orgUnitId": "SALES-ID", "orgUnitExternalKey": "sales", "orgUnitName": "sales",
         "orgUnitEmail": "sales@acme.example", "primary": true,
         "positionId": "P-ID", "positionExternalKey": "P-LEAD", "positionName": "課長",
         "isManager": true, "visible": true, "useTeamFeature": true}
      ]
    }
  ],
  "telephone": "03-0000-0000", "cellPhone": null, "location": "東京", "task": null,
  "messenger": null,
  "birthdayCalendarType": null, "birthday": null,
  "locale": "ja_JP", "hiredDate": "2021-04-01", "timeZone": "Asia/Tokyo",
  "leaveOfAbsence": {"startTime": null, "endTime": null, "isLeaveOfAbsence": false},
  "customFields": [], "customProperties": {"badge_no": "A-118"},
  "relations": [], "activationDate": null, "employeeNumber": "00042"
}"#;

fn hanako() -> Value {
    json!({"domainId": HOME, "email": "hanako.mori@acme.example", "userExternalKey": "E00042",
        "userName": {"lastName": "森", "firstName": "花子",
            "phoneticLastName": "モリ", "phoneticFirstName": "ハナコ"},
        "i18nNames": [{"language": "en_US", "firstName": "Hanako", "lastName": "Mori"}],
        "privateEmail": "hanako@private.example", "userTypeId": "externalKey:FT",
        "organizations": [{"domainId": HOME, "primary": true, "levelId": "externalKey:L3",
            "orgUnits": [{"orgUnitId": "externalKey:sales", "primary": true,
                "positionId": "externalKey:P-LEAD", "isManager": true, "visible": true,
                "useTeamFeature": true}]}],
        "telephone": "03-0000-0000", "location": "東京", "hiredDate": "2021-04-01",
        "customProperties": {"badge_no": "A-118"}, "employeeNumber": "00042"})
}

fn golden(world: &mut World, answer: &Value) -> String {
    let mut id = |target: &str, name: &str| {
        let found = call(world, Get, target, Value::Null);
        found[name].as_str().expect("an id").to_owned()
    };
    GOLDEN
        .replace(
            "FT-ID",
            &id("/directory/user-types/externalKey:FT", "userTypeId"),
        )
        .replace(
            "P-ID",
            &id("/directory/positions/externalKey:P-LEAD", "positionId"),
        )
        .replace("L3-ID", &id("/directory/levels/externalKey:L3", "levelId"))
        .replace("SALES-ID", &id("/orgunits/externalKey:sales", "orgUnitId"))
        .replace("\"ID\"", &answer["userId"].to_string())
}

#[test]
fn a_member_is_answered_as_documented() {
    let mut w = sso();
    w.settings_mut(DomainId(HOME)).company_name = Some("Acme Example".to_owned());
    let created = call(&mut w, Post, "/users", hanako());
    let golden: Value = serde_json::from_str(&golden(&mut w, &created)).expect("JSON");
    assert_eq!(created, golden);
    let spelt = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    assert_eq!(spelt(&created), spelt(&golden), "the order of properties");
    assert_eq!(get(&mut w, "E00042"), created);
    let list = call(&mut w, Get, "/users", Value::Null);
    assert_eq!(
        list,
        json!({"users": [created], "responseMetaData": {"nextCursor": null}})
    );
    let patched = call(&mut w, Patch, &path("E00042"), json!({}));
    assert_eq!(patched, created);
}

#[test]
fn the_documented_minimal_create_is_accepted() {
    let mut w = world();
    let body = json!({"domainId": HOME, "email": "hanako.mori@acme.example",
        "userExternalKey": "E00042",
        "userName": {"lastName": "森", "firstName": "花子"},
        "passwordConfig": {"passwordCreationType": "ADMIN", "password": "Example#2026",
            "changePasswordAtNextLogin": true},
        "organizations": [{"domainId": HOME, "primary": true, "levelId": "externalKey:L3",
            "orgUnits": [{"orgUnitId": "externalKey:sales", "primary": true, "positionId": null,
                "isManager": false, "visible": true, "useTeamFeature": true}]}]});
    let reply = w
        .perform(Post, "/users", Some(&body), super::start())
        .expect("accepted");
    assert_eq!(reply.status, 201);
    let saved = serde_json::to_string(&w).expect("a world is saved");
    assert!(!saved.contains("Example#2026"), "a password is never kept");
    assert!(!reply.body.expect("a member").to_string().contains("passw"));
}

#[test]
fn a_member_without_organizations_comes_back_with_one_entry() {
    let mut w = world();
    let made = create(&mut w, "E1");
    let list = made["organizations"].as_array().expect("a list");
    assert_eq!(list.len(), 1);
    assert_eq!(list[0]["domainId"], HOME);
    assert_eq!(list[0]["primary"], true);
    assert_eq!(list[0]["orgUnits"], json!([]));
    assert_eq!(list[0]["levelId"], Value::Null);
}

#[test]
fn lists_go_by_domain_order_and_page() {
    let mut w = world();
    for (n, name) in [(1, "う"), (2, "あ"), (3, "い")] {
        let more = json!({"userName": {"lastName": name}});
        create_with(&mut w, &format!("E{n}"), more);
    }
    let away = json!({"domainId": super::AWAY, "email": "x1@acme-sub.example",
        "userName": {"lastName": "外"}, "privateEmail": "x@private.example"});
    call(&mut w, Post, "/users", away);
    let mut keys = |query: &str| {
        let list = call(&mut w, Get, &format!("/users{query}"), Value::Null);
        let users = list["users"].as_array().expect("a list").clone();
        let keys: Vec<String> = users
            .iter()
            .map(|user| user["userExternalKey"].as_str().unwrap_or("-").to_owned())
            .collect();
        (
            keys.join(" "),
            list["responseMetaData"]["nextCursor"].clone(),
        )
    };
    assert_eq!(keys(""), ("E1 E2 E3".into(), Value::Null));
    assert_eq!(keys("?domainId=20000456").0, "-");
    assert_eq!(keys("?sortOrder=DESCENDING").0, "E3 E2 E1");
    assert_eq!(keys("?orderBy=NAME").0, "E2 E3 E1");
    assert_eq!(keys("?orderBy=NAME&sortOrder=DESCENDING").0, "E1 E3 E2");
    assert_eq!(keys("?searchFilterType=VIP").0, "");
    let mut walk = String::new();
    let mut cursor = Value::Null;
    for _ in 0..3 {
        let at = cursor
            .as_str()
            .map(|c| c.replace('+', "%2B").replace('=', "%3D"));
        let at = at.map(|c| format!("&cursor={c}")).unwrap_or_default();
        let (page, next) = keys(&format!("?count=1&sortOrder=DESCENDING{at}"));
        walk = format!("{walk} {page}");
        cursor = next;
    }
    assert_eq!((walk.as_str(), cursor), (" E3 E2 E1", Value::Null));
    assert_eq!(
        super::refusal(&mut w, Get, "/users?orderBy=AGE", Value::Null),
        "400 unknownValue I"
    );
}

#[test]
fn what_manage_items_hides_is_neither_returned_nor_set() {
    let mut w = world();
    create_with(&mut w, "E1", json!({"hiredDate": "2021-04-01"}));
    let hidden = &mut w.settings_mut(DomainId(HOME)).hidden_properties;
    for name in ["hiredDate", "userTypeId", "privateEmail", "email"] {
        hidden.insert(name.to_owned());
    }
    let seen = get(&mut w, "E1");
    for gone in [
        "hiredDate",
        "userTypeId",
        "employmentTypeName",
        "privateEmail",
    ] {
        assert!(seen.get(gone).is_none(), "{gone}");
    }
    assert!(seen.get("email").is_some(), "the login id is always there");
    // Nonsense in a hidden property is not even looked at.
    let body = json!({"hiredDate": "soon", "task": "x"});
    assert_eq!(call(&mut w, Patch, &path("E1"), body)["task"], "x");
    let put = person_with("E1", json!({"hiredDate": null}));
    call(&mut w, Method::Put, &path("E1"), put);
    w.settings_mut(DomainId(HOME)).hidden_properties.clear();
    assert_eq!(get(&mut w, "E1")["hiredDate"], "2021-04-01");
}

#[test]
fn hidden_ranks_stay_with_their_domain_and_post() {
    let mut w = world();
    let rank = json!({"domainId": HOME, "positionName": "部長", "positionExternalKey": "P-2", "displayOrder": 1});
    call(&mut w, Post, "/directory/positions", rank);
    let org = |key: &str, position: Option<&str>, primary: bool| {
        let position = position.map(|key| format!("externalKey:{key}"));
        let mut org = json!({"orgUnitId": format!("externalKey:{key}"), "primary": primary});
        if let Some(position) = position {
            org["positionId"] = json!(position);
        }
        org
    };
    let entry = |domain: i32, level: Option<&str>, orgs: Value| {
        let mut entry = json!({"domainId": domain, "primary": domain == HOME, "orgUnits": orgs});
        if let Some(level) = level {
            entry["levelId"] = json!(level);
        }
        entry
    };
    let full = json!({"organizations": [
        entry(HOME, Some("externalKey:L3"), json!([org("hq", Some("P-LEAD"), true), org("sales", Some("P-2"), false)])),
        entry(AWAY, Some("externalKey:L3"), json!([org("sub", Some("P-LEAD"), true)]))]});
    create_with(&mut w, "E1", full);
    let before = get(&mut w, "E1");
    let hide = |w: &mut World, hidden: bool| {
        for domain in [HOME, AWAY] {
            let properties = &mut w.settings_mut(DomainId(domain)).hidden_properties;
            properties.clear();
            if hidden {
                for name in [
                    "organizations[].levelId",
                    "organizations[].orgUnits[].positionId",
                ] {
                    properties.insert(name.to_owned());
                }
            }
        }
    };
    hide(&mut w, true);
    let bare = json!({"organizations": [
        entry(HOME, None, json!([org("hq", None, true), org("sales", None, false)])),
        entry(AWAY, None, json!([org("sub", None, true)]))]});
    call(&mut w, Patch, &path("E1"), bare);
    hide(&mut w, false);
    assert_eq!(get(&mut w, "E1")["organizations"], before["organizations"]);
}

#[test]
fn aliases_one_by_one() {
    let mut w = world();
    create(&mut w, "E1");
    create(&mut w, "E2");
    let target = action("E1", "alias-emails/mori@acme.example");
    let reply = w.perform(Post, &target, None, super::start());
    let reply = reply.expect("accepted");
    assert_eq!(reply.status, 201);
    assert_eq!(
        reply.body,
        Some(json!({"aliasEmails": ["mori@acme.example"]}))
    );
    let other = action("E2", "alias-emails/mori@acme.example");
    for (target, refusal) in [
        (target.as_str(), "400 duplicateEntry I"),
        (&other, "400 duplicateEmail G"),
        (
            &action("E1", "alias-emails/e2@acme.example"),
            "400 duplicateEmail G",
        ),
        (
            &action("E1", "alias-emails/M@acme.example"),
            "400 badEmail D",
        ),
    ] {
        assert_eq!(super::refusal(&mut w, Post, target, Value::Null), refusal);
    }
    assert_eq!(
        super::refusal(&mut w, Delete, &other, Value::Null),
        "404 noSuchAlias D"
    );
    call(&mut w, Delete, &target, Value::Null);
    assert_eq!(get(&mut w, "E1")["aliasEmails"], json!([]));
    for n in 0..10 {
        let target = action("E1", &format!("alias-emails/alias{n}@acme.example"));
        call(&mut w, Post, &target, Value::Null);
    }
    assert_eq!(
        super::refusal(&mut w, Post, &target, Value::Null),
        "400 tooManyEntries D"
    );
    let refusal = refused(&mut w, Post, &target, Value::Null);
    for param in [("max", "10".to_owned()), ("length", "11".to_owned())] {
        assert!(refusal.params.contains(&param), "{refusal:?}");
    }
}

#[test]
fn invitations_go_to_pending_members() {
    let mut w = world();
    create(&mut w, "E1");
    let target = action("E1", "send-invitation-email");
    for (body, refusal) in [
        (json!({}), "400 missingProperty D"),
        (json!({"usePrivateEmail": false}), "400 missingProperty D"),
        (
            json!({"usePrivateEmail": false, "email": "x"}),
            "400 badFormat D",
        ),
    ] {
        assert_eq!(super::refusal(&mut w, Post, &target, body), refusal);
    }
    call(&mut w, Post, &target, json!({"usePrivateEmail": true}));
    call(&mut w, Patch, &path("E1"), json!({"privateEmail": null}));
    let body = json!({"usePrivateEmail": true});
    assert_eq!(
        super::refusal(&mut w, Post, &target, body.clone()),
        "400 noPrivateEmail D"
    );
    let all = "/users/send-invitation-email";
    call(&mut w, Post, all, json!({"domainId": HOME}));
    assert_eq!(
        super::refusal(&mut w, Post, all, json!({"domainId": HOME})),
        "400 invitedToday D"
    );
    assert!(super::call_later(&mut w, 24, Post, all).is_ok());
    let mut w = sso();
    create(&mut w, "E1");
    assert_eq!(
        super::refusal(&mut w, Post, &target, body),
        "400 memberIsNotPending D"
    );
}
