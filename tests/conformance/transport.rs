//! Facts 1: how requests, answers, pages and refusals look.

use std::collections::BTreeSet;

use meibo::world::{FileArrived, Method, reasons};
use serde_json::{Value, json};

use crate::bodies::{group, level, member, org, position, user_type, with};
use crate::tenant::{AWAY, HOME, Tenant};

const E1: &str = "/users/externalKey:E1";

#[test]
fn the_token_stands_after_bearer_and_one_space() {
    proves!["1.1-06"];
    let mut t = Tenant::acme();
    let good = t.bearer("directory");
    t.send(Method::Get, E1, Some(&good), b"").is(200);
    let token = good.trim_start_matches("Bearer ").to_owned();
    for wrong in [
        token.clone(),
        format!("Bearer  {token}"),
        format!("Bearer {token} "),
        format!("Token {token}"),
        "Bearer ".to_owned(),
        "Bearer nobody".to_owned(),
    ] {
        let answer = t.send(Method::Get, E1, Some(&wrong), b"");
        assert_eq!(answer.refused(401), reasons::NO_TOKEN, "{wrong}");
    }
    assert_eq!(
        t.send(Method::Get, E1, None, b"").refused(401),
        reasons::NO_TOKEN
    );
}

#[test]
fn actions_take_no_body() {
    proves!["1.1-08"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    t.act("/users/externalKey:E1/suspend").is_empty();
    assert_eq!(t.read(E1)["isSuspended"], true);
    t.act("/users/externalKey:E1/unsuspend").is_empty();
    t.act("/directory/levels/enable").is_success();
    t.act("/users/externalKey:E1/force-logout").is(202);
}

#[test]
fn post_creates_and_put_and_patch_answer_the_whole_object() {
    proves!["1.2-02", "1.2-05", "1.2-06"];
    let mut t = Tenant::acme();
    let created = t.create("/groups", group("G7", "E1", &["E1"]));
    let path = format!("/groups/{}", created["groupId"].as_str().expect("an id"));
    assert_eq!(t.read(&path), created);
    let patched = t.patch(&path, json!({"description": "新しい会"})).is(200);
    assert_eq!(patched, t.read(&path));
    let put = t.put(&path, group("G7", "E1", &["E1", "E2"])).is(200);
    assert_eq!(put, t.read(&path));
    assert_eq!(put["description"], Value::Null, "left out of PUT");
    // A list in a PATCH replaces the list, entry by entry nothing is merged.
    let e3 = json!([{"id": "externalKey:E3", "type": "USER"}]);
    let patched = t.patch(&path, json!({"members": e3})).is(200);
    let members = patched["members"].as_array().expect("a list");
    assert_eq!(members.len(), 1, "{members:?}");
    assert_eq!(members[0]["externalKey"], "E3");
    t.delete(&path).is_empty();
    t.get(&path).refused(404);
}

#[test]
fn put_forgets_what_it_leaves_out() {
    proves!["1.2-03", "1.2-07"];
    let mut t = Tenant::acme();
    let path = "/orgunits/externalKey:SALES";
    let shut = json!({"useMessage": true, "useNote": true, "description": "販売"});
    t.patch(path, shut).is(200);
    let mut body = org("SALES");
    // Misspelt, so ignored: the flag falls back to its default.
    body["useMesage"] = json!(true);
    let put = t.put(path, body).is(200);
    assert_eq!(put["useMessage"], false, "{put}");
    assert_eq!(put["useNote"], false, "{put}");
    assert_eq!(put["description"], Value::Null, "{put}");
    assert!(put.get("useMesage").is_none(), "{put}");
}

#[test]
fn a_patch_keeps_what_it_leaves_out_and_null_erases() {
    proves!["1.2-04"];
    let mut t = Tenant::acme();
    let more = json!({"nickName": "ゆき", "telephone": "03-0000-0000"});
    t.create("/users", with(member("E7"), more));
    let path = "/users/externalKey:E7";
    t.patch(path, json!({"nickName": null})).is(200);
    let read = t.read(path);
    assert_eq!(read["nickName"], json!(null));
    assert_eq!(read["telephone"], "03-0000-0000");
}

#[test]
fn what_only_the_service_sets_is_ignored() {
    proves!["1.2-08"];
    let mut t = Tenant::acme();
    let before = t.read(E1);
    let own = json!({"userId": "wished", "isSuspended": true, "isAdministrator": true,
        "isDeleted": true, "userTypeName": "役員"});
    assert_eq!(t.patch(E1, own.clone()).is(200), before);
    let put = t.put(E1, with(member("E1"), own)).is(200);
    assert_eq!(put, before);
}

#[test]
fn what_has_no_value_is_answered_as_null_or_empty() {
    proves!["1.3-01"];
    let mut t = Tenant::acme();
    let read = t.read(E1);
    for name in [
        "nickName",
        "telephone",
        "hiredDate",
        "activationDate",
        "messenger",
    ] {
        assert_eq!(read.get(name), Some(&Value::Null), "{name}");
    }
    for name in ["aliasEmails", "i18nNames", "relations"] {
        assert_eq!(read[name], json!([]), "{name}");
    }
    let camel = |name: &String| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric())
    };
    for path in [E1, "/orgunits/externalKey:HQ", "/groups/externalKey:ALL"] {
        let object = t.read(path);
        let names = object.as_object().expect("an object").keys();
        assert!(names.clone().all(camel), "{names:?}");
    }
}

#[test]
fn moments_have_an_offset_and_days_none() {
    proves!["1.3-02", "1.3-03"];
    let mut t = Tenant::acme();
    let moment = "2030-11-12T09:30:00+09:00";
    let read = t.patch(E1, json!({"activationDate": moment})).is(200);
    assert_eq!(read["activationDate"], moment);
    for wrong in [
        "2030-11-12T09:30:00",
        "2030-11-12",
        "2030-11-12T09:30:00.5+09:00",
        "2030-13-12T09:30:00+09:00",
        "12 Nov 2030",
    ] {
        let answer = t.patch(E1, json!({"activationDate": wrong}));
        assert_eq!(answer.status, 400, "{wrong}");
        answer.refused(400);
    }
    let read = t.patch(E1, json!({"hiredDate": "2021-04-01"})).is(200);
    assert_eq!(read["hiredDate"], "2021-04-01");
    for wrong in ["2021-4-1", "2021/04/01", "20210401", "2021-02-30", moment] {
        let answer = t.patch(E1, json!({"hiredDate": wrong}));
        assert_eq!(answer.status, 400, "{wrong}");
    }
}

#[test]
fn five_languages_are_spelt_with_an_underscore() {
    proves!["1.3-04"];
    let mut t = Tenant::acme();
    let named = |language: &str| json!({"i18nNames": [{"language": language, "name": "HQ"}]});
    let path = "/orgunits/externalKey:HQ";
    for language in ["ko_KR", "ja_JP", "en_US", "zh_CN", "zh_TW"] {
        let read = t.patch(path, named(language)).is(200);
        assert_eq!(read["i18nNames"][0]["language"], language);
    }
    for language in ["ja-JP", "ja", "JA_JP", "fr_FR", ""] {
        assert_eq!(t.patch(path, named(language)).status, 400, "{language}");
    }
}

#[test]
fn parts_of_a_path_are_percent_encoded() {
    proves!["1.3-05"];
    let mut t = Tenant::acme();
    t.create(
        "/users",
        with(member("E7"), json!({"userExternalKey": "営業 7+"})),
    );
    let encoded = "externalKey%3A%E5%96%B6%E6%A5%AD%207%2B";
    assert_eq!(
        t.read(&format!("/users/{encoded}"))["userExternalKey"],
        "営業 7+"
    );
    t.read("/users/e7%40acme.example");
    t.read("/users/externalKey:%E5%96%B6%E6%A5%AD%207%2B");
    let broken = t.get("/users/externalKey:%E5%96");
    assert_eq!(broken.refused(400), reasons::BAD_ENCODING);
}

/// Every list that comes in pages, its key, and what makes its n-th entry.
type List = (&'static str, &'static str, fn(&mut Tenant, usize));

const LISTS: [List; 15] = [
    ("/users", "users", a_member),
    ("/users/external-keys", "users", a_member),
    ("/orgunits", "orgUnits", an_org),
    ("/orgunits/external-keys", "orgUnits", an_org),
    ("/orgunits/externalKey:HQ/members", "members", a_colleague),
    ("/groups", "groups", a_group),
    ("/groups/external-keys", "groups", a_group),
    ("/groups/externalKey:ALL/members", "members", a_group_member),
    (
        "/groups/externalKey:ALL/administrators",
        "administrators",
        a_master,
    ),
    ("/directory/levels", "levels", a_level),
    ("/directory/levels/external-keys", "levels", a_level),
    ("/directory/positions", "positions", a_position),
    (
        "/directory/positions/external-keys",
        "positions",
        a_position,
    ),
    ("/directory/user-types", "userTypes", a_user_type),
    (
        "/directory/user-types/external-keys",
        "userTypes",
        a_user_type,
    ),
];

fn a_member(t: &mut Tenant, n: usize) {
    t.create("/users", member(&format!("N{n}")));
}

fn an_org(t: &mut Tenant, n: usize) {
    t.create("/orgunits", org(&format!("N{n}")));
}

fn a_colleague(t: &mut Tenant, n: usize) {
    let posts = crate::bodies::posts(&["HQ"]);
    t.create(
        "/users",
        with(member(&format!("N{n}")), json!({"organizations": posts})),
    );
}

fn a_group(t: &mut Tenant, n: usize) {
    t.create("/groups", group(&format!("N{n}"), "E1", &["E2"]));
}

fn a_group_member(t: &mut Tenant, n: usize) {
    a_member(t, n);
    let body = json!({"id": format!("externalKey:N{n}"), "type": "USER"});
    t.post("/groups/externalKey:ALL/members", body).is_success();
}

fn a_master(t: &mut Tenant, n: usize) {
    a_member(t, n);
    let body = json!({"userId": format!("externalKey:N{n}")});
    t.post("/groups/externalKey:ALL/administrators", body)
        .is_success();
}

fn a_level(t: &mut Tenant, n: usize) {
    t.create("/directory/levels", level(&format!("N{n}")));
}

fn a_position(t: &mut Tenant, n: usize) {
    t.create("/directory/positions", position(&format!("N{n}")));
}

fn a_user_type(t: &mut Tenant, n: usize) {
    t.create("/directory/user-types", user_type(&format!("N{n}")));
}

#[test]
fn every_list_comes_in_pages_of_a_hundred_at_most() {
    proves![
        "1.4-01", "1.4-02", "1.4-03", "1.4-05", "1.4-06", "1.4-09", "1.4-12", "1.4-13", "1.4-14",
        "1.4-15", "1.4-16", "1.4-17", "1.4-18", "1.4-19", "1.4-20", "1.4-21"
    ];
    for (path, key, make) in LISTS {
        let mut t = Tenant::acme();
        for n in 0..101 {
            make(&mut t, n);
        }
        let page = t.read(path);
        assert_eq!(
            page[key].as_array().map(Vec::len),
            Some(100),
            "{path}: the default"
        );
        let names: Vec<&String> = page.as_object().expect("an object").keys().collect();
        assert_eq!(names, [key, "responseMetaData"], "{path}: no total is told");
        assert!(page["responseMetaData"]["nextCursor"].is_string(), "{path}");
        assert_eq!(t.read(&format!("{path}?count=100")), page, "{path}");
        for count in ["101", "0", "-1", "ten"] {
            let answer = t.get(&format!("{path}?count={count}"));
            assert_eq!(answer.status, 400, "{path}: {count}");
        }
        // Every size of page shows the same entries once each.
        let all = t.list(path, key);
        assert!(all.len() > 100, "{path}");
        assert_eq!(t.list(&format!("{path}?count=7"), key), all, "{path}");
        let distinct: BTreeSet<String> = all.iter().map(Value::to_string).collect();
        assert_eq!(distinct.len(), all.len(), "{path}");
        // The second domain has its own, or none.
        let away = t.read(&format!("{path}?domainId={AWAY}"));
        assert_eq!(t.read(&format!("{path}?domainId={HOME}")), page, "{path}");
        let of_an_object = path.contains("externalKey:");
        assert!(of_an_object || away[key] != page[key], "{path}");
    }
}

#[test]
fn a_cursor_points_at_a_record_and_must_be_encoded() {
    proves!["1.4-04", "1.4-07"];
    let mut t = Tenant::empty();
    for n in 0..6 {
        a_member(&mut t, n);
    }
    let page = t.read("/users?count=3");
    let cursor = page["responseMetaData"]["nextCursor"]
        .as_str()
        .expect("a cursor")
        .to_owned();
    assert!(
        cursor
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)),
        "{cursor}"
    );
    let encoded =
        percent_encoding::utf8_percent_encode(&cursor, percent_encoding::NON_ALPHANUMERIC);
    let next = format!("/users?count=3&cursor={encoded}");
    let keys = |page: &Value| -> Vec<String> {
        let users = page["users"].as_array().expect("a list").iter();
        users
            .map(|user| user["userExternalKey"].to_string())
            .collect()
    };
    let expected = ["\"N3\"", "\"N4\"", "\"N5\""];
    assert_eq!(keys(&t.read(&next)), expected);
    // What goes and comes meanwhile shifts nothing.
    t.delete("/users/externalKey:N1/forcedelete").is_empty();
    a_member(&mut t, 6);
    assert_eq!(keys(&t.read(&next)), expected);
    let raw = t.get(&format!("/users?count=3&cursor={cursor}"));
    assert_eq!(raw.refused(400), reasons::BAD_CURSOR);
}

#[test]
fn custom_properties_and_profile_statuses_come_whole() {
    proves!["1.4-08", "1.4-22"];
    let mut t = Tenant::acme();
    t.act(&format!(
        "/directory/profile-statuses/enable?domainId={HOME}"
    ))
    .is_success();
    for (path, key) in [
        ("/directory/users/custom-properties", "customProperties"),
        ("/directory/profile-statuses", "profileStatuses"),
        (
            "/users/externalKey:E1/user-profile-statuses",
            "userProfileStatuses",
        ),
    ] {
        let answer = t.read(path);
        assert!(answer[key].is_array(), "{path}: {answer}");
        assert!(answer.get("responseMetaData").is_none(), "{path}: {answer}");
    }
}

#[test]
fn members_are_listed_by_age_or_name_either_way() {
    proves!["1.4-10"];
    let mut t = Tenant::empty();
    for (key, last) in [("BB", "b"), ("AA", "c"), ("CC", "a")] {
        t.create(
            "/users",
            with(member(key), json!({"userName": {"lastName": last}})),
        );
    }
    let mut order = |query: &str| -> String {
        let users = t.list(&format!("/users{query}"), "users");
        users
            .iter()
            .filter_map(|user| user["userExternalKey"].as_str()?.chars().next())
            .collect()
    };
    assert_eq!(order(""), "BAC");
    assert_eq!(order("?orderBy=CREATED_TIME&sortOrder=ASCENDING"), "BAC");
    assert_eq!(order("?sortOrder=DESCENDING"), "CAB");
    assert_eq!(order("?orderBy=NAME"), "CBA");
    assert_eq!(order("?orderBy=NAME&sortOrder=DESCENDING"), "ABC");
    assert_eq!(order("?orderBy=NAME&sortOrder=DESCENDING&count=2"), "ABC");
    // The caller's own favourites, of which a service account has none.
    assert_eq!(order("?searchFilterType=VIP"), "");
    for query in ["orderBy=AGE", "sortOrder=UP", "searchFilterType=ALL"] {
        assert_eq!(
            t.get(&format!("/users?{query}")).refused(400),
            reasons::UNKNOWN_VALUE
        );
    }
}

#[test]
fn external_keys_are_listed_by_who_has_one() {
    proves!["1.4-11"];
    let mut t = Tenant::acme();
    let none = with(member("E7"), json!({"userExternalKey": null}));
    t.create("/users", none);
    let mut listed = |query: &str| {
        t.list(&format!("/users/external-keys{query}"), "users")
            .len()
    };
    assert_eq!(listed(""), 5);
    assert_eq!(listed("?hasExternalKey=true"), 4);
    assert_eq!(listed("?hasExternalKey=false"), 1);
    assert_eq!(listed(&format!("?hasExternalKey=true&domainId={AWAY}")), 1);
    assert_eq!(
        t.get("/users/external-keys?hasExternalKey=yes")
            .refused(400),
        reasons::WRONG_TYPE
    );
}

#[test]
fn the_domain_left_out_is_the_one_of_the_app() {
    proves!["1.4-23"];
    let mut t = Tenant::acme();
    for (path, key) in [
        ("/users", "users"),
        ("/orgunits", "orgUnits"),
        ("/groups", "groups"),
        ("/directory/levels", "levels"),
        ("/users/external-keys", "users"),
    ] {
        let listed = t.list(path, key);
        assert!(
            !listed.is_empty() && listed.iter().all(|one| one["domainId"] == HOME),
            "{path}"
        );
    }
    t.get("/users?domainId=1").refused(403);
    t.get("/users?domainId=first").refused(400);
}

#[test]
fn refusals_are_a_code_and_a_description() {
    proves![
        "1.5-01", "1.5-02", "1.5-04", "1.5-05", "1.5-06", "1.5-07", "1.5-08", "1.5-09"
    ];
    let mut t = Tenant::acme();
    let mut codes = Vec::new();
    let lacking = t.post("/users", json!({"domainId": HOME}));
    let bad = t.patch(E1, json!({"hiredDate": "soon"}));
    let characters = t.patch(E1, json!({"userExternalKey": "a/b"}));
    let state = t.act("/users/externalKey:E1/unsuspend");
    let malformed = {
        let bearer = t.bearer("directory");
        t.send(Method::Post, "/users", Some(&bearer), b"{\"domainId\":")
    };
    for answer in [lacking, bad, characters, state, malformed] {
        codes.push((400, answer));
    }
    codes.push((401, t.send(Method::Get, E1, None, b"")));
    let reader = t.bearer("user.read");
    codes.push((403, t.send(Method::Delete, E1, Some(&reader), b"")));
    t.act(&format!("/directory/positions/disable?domainId={AWAY}"))
        .is_success();
    let off = json!({"domainId": AWAY, "positionName": "部長", "displayOrder": 1});
    codes.push((403, t.post("/directory/positions", off)));
    codes.push((404, t.get("/users/externalKey:E99")));
    let twice = with(org("X"), json!({"orgUnitExternalKey": "HQ"}));
    codes.push((409, t.post("/orgunits", twice)));
    codes.push((
        409,
        t.post(
            "/groups",
            with(group("X", "E1", &[]), json!({"groupName": "ALL 委員会"})),
        ),
    ));
    let again = json!({"id": "externalKey:E2", "type": "USER"});
    codes.push((409, t.post("/groups/externalKey:ALL/members", again)));
    let bearer = t.bearer("directory");
    let mut last = t.get(E1);
    for _ in 0..241 {
        last = t.send_now(Method::Get, E1, Some(&bearer), b"");
    }
    assert_eq!(
        last.json,
        json!({"code": "TOO_MANY_REQUESTS", "description": "API rate limit exceeded"})
    );
    codes.push((429, last));
    for (status, answer) in codes {
        assert_eq!(answer.status, status, "{answer:?}");
        let expected: &[&str] = match status {
            400 => &["INVALID_PARAMETER", "BAD_REQUEST"],
            401 => &["UNAUTHORIZED"],
            403 => &["FORBIDDEN", "ACCESS_DENIED"],
            404 => &["NOT_FOUND"],
            409 => &["CONFLICT"],
            _ => &["TOO_MANY_REQUESTS"],
        };
        let names: Vec<&String> = answer.json.as_object().expect("an object").keys().collect();
        assert_eq!(names, ["code", "description"]);
        let code = answer.json["code"].as_str().expect("a text");
        assert!(expected.contains(&code), "{status}: {code}");
        assert!(
            answer.json["description"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
    }
}

#[test]
fn the_directory_answers_with_ten_statuses() {
    proves!["1.5-03"];
    let mut t = Tenant::acme();
    let mut seen = BTreeSet::new();
    let mut note = |answer: crate::answer::Answer| seen.insert(answer.status);
    note(t.get(E1));
    note(t.post("/users", member("E7")));
    note(t.act("/users/externalKey:E1/force-logout"));
    note(t.delete("/users/externalKey:E7"));
    let upload = t.post(
        "/users/externalKey:E1/photo",
        json!({"fileName": "a.jpg", "fileSize": 3}),
    );
    let url = upload.json["uploadUrl"]
        .as_str()
        .expect("an address")
        .to_owned();
    let ticket = url.rsplit('/').next().expect("a last part");
    let ticket = percent_encoding::percent_decode_str(ticket)
        .decode_utf8_lossy()
        .into_owned();
    let now = t.now();
    let file = FileArrived {
        ticket,
        size: 3,
        digest: "abc".to_owned(),
    };
    t.world.receive_file(&file, now).expect("awaited");
    note(t.get("/users/externalKey:E1/photo"));
    note(t.post("/users", json!({})));
    note(t.get("/users?domainId=1"));
    note(t.get("/users/nobody"));
    note(t.post("/groups", group("ALL", "E1", &[])));
    let bearer = t.bearer("directory");
    for _ in 0..241 {
        note(t.send_now(Method::Get, E1, Some(&bearer), b""));
    }
    let expected = [200, 201, 202, 204, 302, 400, 403, 404, 409, 429];
    assert_eq!(seen.into_iter().collect::<Vec<u16>>(), expected);
}
