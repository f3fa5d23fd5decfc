//! Facts 5.2.1: the calls, what they answer and with which status.

use serde_json::{Value, json};

use crate::bodies::{org, org_of, posts, with};
use crate::tenant::{AWAY, HOME, Tenant};

/// Everything an org unit can be told, and what it is answered as.
fn full() -> Value {
    with(
        org("SALES-1"),
        json!({
            "i18nNames": [{"language": "en_US", "name": "Sales 1"}],
            "description": "関東", "visible": false, "parentOrgUnitId": "externalKey:SALES",
            "aliasEmails": ["kanto@acme.example"], "canReceiveExternalMail": true,
            "useMessage": true, "useNote": true, "useCalendar": false, "useTask": true,
            "useFolder": true, "useServiceNotification": true,
            "membersAllowedToUseOrgUnitEmailAsRecipient": [{"userId": "externalKey:E1"}],
            "membersAllowedToUseOrgUnitEmailAsSender": [{"userId": "e2@acme.example"}],
        }),
    )
}

#[test]
fn create_answers_the_whole_org() {
    proves!["5.2.1-01"];
    let mut t = Tenant::acme();
    let made = t.create("/orgunits", full());
    let user = |t: &mut Tenant, key: &str| {
        let id = t.id(&format!("/users/externalKey:{key}"));
        json!([{"userId": id, "userExternalKey": key}])
    };
    let expected = with(
        full(),
        json!({
            "orgUnitId": made["orgUnitId"],
            "parentOrgUnitId": t.id("/orgunits/externalKey:SALES"),
            "parentExternalKey": "SALES", "displayLevel": 3, "displayOrder": 1,
            "membersAllowedToUseOrgUnitEmailAsRecipient": user(&mut t, "E1"),
            "membersAllowedToUseOrgUnitEmailAsSender": user(&mut t, "E2"),
        }),
    );
    assert_eq!(made, expected);
    assert_eq!(t.read("/orgunits/externalKey:SALES-1"), expected);
    t.post("/orgunits", json!({"orgUnitName": 7})).refused(400);
    t.act("/orgunits").refused(400);
}

#[test]
fn lists_are_of_one_domain_and_hold_what_a_read_gives() {
    proves!["5.2.1-02"];
    let mut t = Tenant::acme();
    for (domain, keys) in [(HOME, vec!["HQ", "SALES", "DEV"]), (AWAY, vec!["SUB"])] {
        let listed = t.list(&format!("/orgunits?domainId={domain}"), "orgUnits");
        let mut names: Vec<&str> = listed
            .iter()
            .map(|org| org["orgUnitExternalKey"].as_str().expect("a key"))
            .collect();
        names.sort_unstable();
        let mut keys = keys;
        keys.sort_unstable();
        assert_eq!(names, keys);
        for org in &listed {
            let key = org["orgUnitExternalKey"].as_str().expect("a key");
            assert_eq!(t.read(&format!("/orgunits/externalKey:{key}")), *org);
        }
    }
    // Without a domain it is the authorised one.
    let plain = t.read("/orgunits");
    assert_eq!(plain, t.read(&format!("/orgunits?domainId={HOME}")));
    t.get("/orgunits?domainId=999").refused(403);
    t.get("/orgunits?domainId=x").refused(400);
}

#[test]
fn an_org_is_read_by_id_and_key() {
    proves!["5.2.1-03"];
    let mut t = Tenant::acme();
    let by_key = t.read("/orgunits/externalKey:HQ");
    let id = by_key["orgUnitId"].as_str().expect("an id");
    assert_eq!(t.read(&format!("/orgunits/{id}")), by_key);
    for nobody in ["HQ", "externalKey:hq", "t-hq@acme.example", "externalKey:"] {
        t.get(&format!("/orgunits/{nobody}")).refused(404);
    }
}

#[test]
fn put_and_patch_answer_the_org_as_it_is_now() {
    proves!["5.2.1-04", "5.2.1-05"];
    let mut t = Tenant::acme();
    t.create("/orgunits", full());
    let path = "/orgunits/externalKey:SALES-1";
    let before = t.read(path);
    let patched = t.patch(path, json!({"description": "関西"})).is(200);
    assert_eq!(
        patched,
        with(before.clone(), json!({"description": "関西"}))
    );
    assert_eq!(t.read(path), patched);
    let put = t.put(path, org("SALES-1")).is(200);
    let blank = json!({
        "i18nNames": [], "description": null, "visible": true, "aliasEmails": [],
        "canReceiveExternalMail": false, "useMessage": false, "useNote": false,
        "useCalendar": false, "useTask": false, "useFolder": false,
        "useServiceNotification": false,
        "membersAllowedToUseOrgUnitEmailAsRecipient": [],
        "membersAllowedToUseOrgUnitEmailAsSender": [],
    });
    assert_eq!(put, with(before, blank));
    assert_eq!(t.read(path), put);
    for nobody in ["x", "externalKey:NONE"] {
        let path = format!("/orgunits/{nobody}");
        t.put(&path, org("SALES-1")).refused(404);
        t.patch(&path, json!({"description": "x"})).refused(404);
    }
}

#[test]
fn a_move_answers_the_org_where_it_is_now() {
    proves!["5.2.1-06"];
    let mut t = Tenant::acme();
    let before = t.read("/orgunits/externalKey:DEV");
    let body = json!({"parentOrgUnitId": "externalKey:SALES", "displayOrder": 1});
    let moved = t
        .post("/orgunits/externalKey:DEV/move", body.clone())
        .is(200);
    let now = json!({"parentOrgUnitId": t.id("/orgunits/externalKey:SALES"),
        "parentExternalKey": "SALES", "displayLevel": 3, "displayOrder": 1});
    assert_eq!(moved, with(before, now));
    assert_eq!(t.read("/orgunits/externalKey:DEV"), moved);
    t.post("/orgunits/externalKey:NONE/move", body).refused(404);
}

#[test]
fn a_deleted_org_is_gone() {
    proves!["5.2.1-07"];
    let mut t = Tenant::acme();
    t.patch(
        "/users/externalKey:E1",
        json!({"organizations": posts(&["DEV"])}),
    )
    .is(200);
    assert_eq!(
        t.delete("/orgunits/externalKey:DEV").refused(400),
        "orgHasMembers"
    );
    t.delete("/orgunits/externalKey:SALES").is_empty();
    t.get("/orgunits/externalKey:SALES").refused(404);
    t.delete("/orgunits/externalKey:SALES").refused(404);
}

#[test]
fn members_of_an_org_are_those_with_a_post_in_it() {
    proves!["5.2.1-08"];
    let mut t = Tenant::acme();
    let path = "/orgunits/externalKey:SALES/members";
    assert_eq!(t.list(path, "members"), Vec::<Value>::new());
    let post = json!({"orgUnitId": "externalKey:SALES", "primary": true, "isManager": true,
        "visible": false, "useTeamFeature": false});
    let organizations = json!([{"domainId": HOME, "primary": true, "orgUnits": [post]}]);
    t.patch(
        "/users/externalKey:E1",
        json!({"organizations": organizations}),
    )
    .is(200);
    t.patch(
        "/users/externalKey:E2",
        json!({"organizations": posts(&["SALES"])}),
    )
    .is(200);
    t.patch(
        "/users/externalKey:E3",
        json!({"organizations": posts(&["HQ"])}),
    )
    .is(200);
    let id = |t: &mut Tenant, key: &str| t.id(&format!("/users/externalKey:{key}"));
    let mut expected = vec![
        json!({"userId": id(&mut t, "E1"), "userExternalKey": "E1", "isManager": true,
            "visible": false, "useTeamFeature": false}),
        json!({"userId": id(&mut t, "E2"), "userExternalKey": "E2", "isManager": false,
            "visible": true, "useTeamFeature": true}),
    ];
    expected.sort_by_key(|member| member["userId"].to_string());
    for query in ["", "?count=1", &format!("?domainId={HOME}")] {
        let mut listed = t.list(&format!("{path}{query}"), "members");
        listed.sort_by_key(|member| member["userId"].to_string());
        assert_eq!(listed, expected, "{query}");
    }
    t.get("/orgunits/externalKey:NONE/members").refused(404);
}

#[test]
fn keys_of_orgs_go_in_bulk() {
    proves!["5.2.1-09"];
    let mut t = Tenant::acme();
    t.create("/orgunits", org_of(AWAY, "X"));
    let id = t.id("/orgunits/externalKey:DEV");
    let body = json!({"orgUnits": [
        {"id": id, "externalKey": "RND"}, {"id": "externalKey:SALES", "externalKey": null}]});
    t.post("/orgunits/external-keys", body).is_empty();
    let listed = t.list("/orgunits/external-keys?hasExternalKey=true", "orgUnits");
    let keys: Vec<&Value> = listed.iter().map(|org| &org["externalKey"]).collect();
    assert_eq!(keys, [&json!("HQ"), &json!("RND")]);
    let rnd = json!({"domainId": HOME, "name": "開発部", "email": "t-dev@acme.example",
        "id": id, "externalKey": "RND"});
    assert_eq!(listed[1], rnd);
    let listed = t.list("/orgunits/external-keys?hasExternalKey=false", "orgUnits");
    assert_eq!((listed.len(), &listed[0]["externalKey"]), (1, &Value::Null));
    assert_eq!(t.list("/orgunits/external-keys", "orgUnits").len(), 3);
    let away = t.list(
        &format!("/orgunits/external-keys?domainId={AWAY}"),
        "orgUnits",
    );
    assert_eq!(away.len(), 2);
    let set = |id: &str, key: &str| json!({"orgUnits": [{"id": id, "externalKey": key}]});
    t.post("/orgunits/external-keys", set(&id, "HQ"))
        .refused(409);
    t.post("/orgunits/external-keys", set("nobody", "N"))
        .refused(404);
    t.post("/orgunits/external-keys", set(&id, "a/b"))
        .refused(400);
}
