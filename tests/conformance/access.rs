//! Facts 2: tokens, their life and their scopes.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use meibo::directory::Plan;
use meibo::world::access::App;
use meibo::world::{Method, reasons};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::bodies::member;
use crate::tenant::{ACCOUNT, CLIENT, HOME, JWT_BEARER, Setup, Tenant, jwt_form, sign};

use Method::{Delete, Get, Patch, Post, Put};

const E1: &str = "/users/externalKey:E1";

/// Asks for a token by these claims.
fn ask(t: &mut Tenant, claims: &Value) -> Answer {
    t.token(&jwt_form(&sign(claims), "directory"))
}

/// The token endpoint's refusal: its status and its `error`.
#[track_caller]
fn refused(answer: &Answer) -> (u16, String) {
    assert!(answer.json["error_description"].is_string(), "{answer:?}");
    let error = answer.json["error"].as_str().expect("a code");
    (answer.status, error.to_owned())
}

fn grant(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

#[test]
fn the_assertion_is_of_the_app_and_its_account() {
    proves!["2.2-02", "2.2-03", "2.2-04", "2.2-05", "2.2-06"];
    let mut t = Tenant::empty();
    let good = t.claims();
    ask(&mut t, &good).is(200);
    let now = t.now().as_second();
    for (name, wrong) in [
        ("iss", json!("other")),
        ("iss", Value::Null),
        ("sub", json!("other.serviceaccount@acme")),
        ("sub", Value::Null),
        ("iat", json!(now.to_string())),
        ("iat", json!(now + 61)),
        ("iat", Value::Null),
        ("exp", json!((now + 3600).to_string())),
        ("exp", json!(now + 3601)),
        ("exp", json!(now - 60)),
        ("exp", Value::Null),
    ] {
        let mut claims = good.clone();
        claims[name] = wrong.clone();
        if name == "iat" && wrong.is_number() {
            claims["exp"] = json!(now + 3600);
        }
        let answer = ask(&mut t, &claims);
        assert_eq!(
            refused(&answer),
            grant(400, "invalid_grant"),
            "{name}: {wrong}"
        );
    }
    let mut shorter = good.clone();
    shorter["exp"] = json!(now + 600);
    let answer = ask(&mut t, &shorter).is(200);
    assert_eq!(
        answer["expires_in"], "86400",
        "the token lives as long as ever"
    );
}

#[test]
fn the_assertion_may_have_to_live_exactly_an_hour() {
    let mut t = Tenant::empty_with(|setup| setup.assumptions.jwt_life_is_one_hour = true);
    let mut claims = t.claims();
    ask(&mut t, &claims).is(200);
    claims["exp"] = json!(t.now().as_second() + 3599);
    assert_eq!(refused(&ask(&mut t, &claims)), grant(400, "invalid_grant"));
}

#[test]
fn the_assertion_is_signed_with_rs256_and_coded_without_padding() {
    proves!["2.2-01", "2.2-07", "2.2-08", "2.2-10"];
    let mut t = Tenant::empty();
    let claims = t.claims();
    assert!(claims.get("aud").is_none(), "none is needed");
    let good = sign(&claims);
    t.token(&jwt_form(&good, "directory")).is(200);
    let parts: Vec<&str> = good.split('.').collect();
    let header = URL_SAFE_NO_PAD.decode(parts[0]).expect("base64url");
    let header: Value = serde_json::from_slice(&header).expect("JSON");
    assert_eq!(header, json!({"typ": "JWT", "alg": "RS256"}));
    let padded = |text: &str| STANDARD.encode(URL_SAFE_NO_PAD.decode(text).expect("base64url"));
    let by_secret = {
        let key = EncodingKey::from_secret(CLIENT[1].as_bytes());
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).expect("signed")
    };
    let mut other_claims = claims.clone();
    other_claims["exp"] = json!(t.now().as_second() + 1800);
    let swapped = {
        let other = sign(&other_claims);
        let middle = other.split('.').nth(1).expect("claims");
        format!("{}.{middle}.{}", parts[0], parts[2])
    };
    for wrong in [
        format!(
            "{}.{}.{}",
            padded(parts[0]),
            padded(parts[1]),
            padded(parts[2])
        ),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}", parts[0], parts[1]),
        by_secret,
        swapped,
        "nonsense".to_owned(),
    ] {
        let answer = t.token(&jwt_form(&wrong, "directory"));
        assert_eq!(refused(&answer), grant(400, "invalid_grant"), "{wrong}");
    }
}

#[test]
fn the_form_names_the_grant_and_the_client() {
    proves!["2.1-02", "2.1-03", "2.2-09", "2.2-11", "2.2-12", "2.2-13"];
    let mut t = Tenant::empty();
    let assertion = sign(&t.claims());
    let form = jwt_form(&assertion, "directory");
    t.token(&form).is(200);
    let swap = |name: &str, value: &'static str| {
        let mut form = form.clone();
        for field in &mut form {
            if field.0 == name {
                field.1 = value;
            }
        }
        form
    };
    for (name, value, expected) in [
        (
            "grant_type",
            "password",
            grant(400, "unsupported_grant_type"),
        ),
        ("grant_type", "", grant(400, "invalid_request")),
        ("client_id", "other", grant(401, "invalid_client")),
        ("client_secret", "other", grant(401, "invalid_client")),
        ("assertion", "", grant(400, "invalid_request")),
        ("scope", "", grant(400, "invalid_request")),
    ] {
        let answer = t.token(&swap(name, value));
        assert_eq!(refused(&answer), expected, "{name}={value}");
    }
}

/// A second app of the tenant under the same key.
fn second_app(t: &mut Tenant) {
    let first = t.world.apps()[0].clone();
    t.world.add_app(App {
        client_id: "second".to_owned(),
        client_secret: "hidden".to_owned(),
        service_account: "second.serviceaccount@acme".to_owned(),
        ..first
    });
}

#[test]
fn a_service_account_is_of_one_app_and_in_no_list() {
    proves!["2.1-04"];
    let mut t = Tenant::acme();
    second_app(&mut t);
    let mut claims = t.claims();
    claims["iss"] = json!("second");
    let assertion = sign(&claims);
    let form = |assertion| {
        vec![
            ("grant_type", JWT_BEARER),
            ("assertion", assertion),
            ("client_id", "second"),
            ("client_secret", "hidden"),
            ("scope", "directory"),
        ]
    };
    let answer = t.token(&form(&assertion));
    assert_eq!(
        refused(&answer),
        grant(400, "invalid_grant"),
        "another app's account"
    );
    claims["sub"] = json!("second.serviceaccount@acme");
    let assertion = sign(&claims);
    t.token(&form(&assertion)).is(200);
    for member in t.list("/users", "users") {
        let email = member["email"].as_str().expect("an address");
        assert!(!email.contains("serviceaccount"), "{email}");
    }
    t.get(&format!("/users/{ACCOUNT}")).refused(404);
    // It is an administrator: it may erase a member.
    t.delete("/users/externalKey:E4/forcedelete").is_empty();
}

#[test]
fn a_token_has_the_scopes_it_asks_for_of_those_ticked() {
    proves!["2.1-05", "2.2-14"];
    let ticked = |setup: &mut Setup| {
        setup.scopes = ["user", "user.read", "orgunit", "group"]
            .map(str::to_owned)
            .to_vec();
    };
    let mut t = Tenant::empty_with(ticked);
    let assertion = sign(&t.claims());
    for (asked, granted) in [
        ("user.read", "user.read"),
        ("user,group,orgunit", "user,group,orgunit"),
        ("group orgunit", "group,orgunit"),
    ] {
        let answer = t.token(&jwt_form(&assertion, asked)).is(200);
        assert_eq!(answer["scope"], granted);
    }
    for asked in ["directory", "user,directory", "bot"] {
        let answer = t.token(&jwt_form(&assertion, asked));
        assert_eq!(refused(&answer), grant(400, "invalid_scope"), "{asked}");
    }
    // What is ticked and not asked for is not granted.
    let reads = t.bearer("user.read");
    let body = member("E7").to_string();
    let answer = t.send(Post, "/users", Some(&reads), body.as_bytes());
    assert_eq!(answer.refused(403), reasons::SCOPE_MISSING);
    // One of those that suffice is enough.
    let one = t.bearer("user");
    t.send(Post, "/users", Some(&one), body.as_bytes()).is(201);
}

#[test]
fn scopes_may_have_to_be_parted_by_commas() {
    let mut t = Tenant::empty_with(|setup| setup.assumptions.scopes_may_be_spaced = false);
    let assertion = sign(&t.claims());
    t.token(&jwt_form(&assertion, "user,group")).is(200);
    let answer = t.token(&jwt_form(&assertion, "user group"));
    assert_eq!(refused(&answer), grant(400, "invalid_scope"));
}

#[test]
fn an_access_token_lives_an_hour_or_a_day() {
    proves!["2.3-01"];
    for (seconds, says) in [(3_600, "3600"), (86_400, "86400")] {
        let mut t = Tenant::empty_with(|setup| setup.token_seconds = seconds);
        let claims = t.claims();
        assert_eq!(ask(&mut t, &claims).is(200)["expires_in"], says);
        let bearer = t.bearer("directory");
        t.at(SignedDuration::from_secs(seconds - 1));
        t.send_now(Get, "/users", Some(&bearer), b"").is(200);
        t.at(SignedDuration::from_secs(1));
        let late = t.send_now(Get, "/users", Some(&bearer), b"");
        assert_eq!(late.refused(401), reasons::TOKEN_EXPIRED);
    }
}

#[test]
fn a_new_token_leaves_the_old_one_or_ends_it() {
    let mut t = Tenant::empty();
    let (first, second) = (t.bearer("directory"), t.bearer("directory"));
    for bearer in [&first, &second] {
        t.send(Get, "/users", Some(bearer), b"").is(200);
    }
    let mut t = Tenant::empty_with(|setup| setup.assumptions.new_token_ends_old = true);
    let (first, second) = (t.bearer("directory"), t.bearer("directory"));
    t.send(Get, "/users", Some(&second), b"").is(200);
    let ended = t.send(Get, "/users", Some(&first), b"");
    assert_eq!(ended.refused(401), reasons::NO_TOKEN);
}

fn refresh_form(token: &str) -> Vec<(&str, &str)> {
    vec![
        ("grant_type", "refresh_token"),
        ("refresh_token", token),
        ("client_id", CLIENT[0]),
        ("client_secret", CLIENT[1]),
    ]
}

#[test]
fn a_refresh_token_lives_ninety_days() {
    proves!["2.3-02"];
    let mut t = Tenant::empty();
    let claims = t.claims();
    let answer = ask(&mut t, &claims).is(200);
    let token = answer["refresh_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    t.at(days(90) - SignedDuration::from_secs(1));
    let answer = t.token(&refresh_form(&token)).is(200);
    assert!(
        answer.get("refresh_token").is_none(),
        "it stays the same: {answer}"
    );
    let bearer = format!(
        "Bearer {}",
        answer["access_token"].as_str().expect("a token")
    );
    t.send_now(Get, "/users", Some(&bearer), b"").is(200);
    t.at(SignedDuration::from_secs(1));
    let late = t.token(&refresh_form(&token));
    assert_eq!(refused(&late), grant(400, "invalid_grant"));
}

#[test]
fn a_rotated_refresh_token_is_spent() {
    let mut t = Tenant::empty_with(|setup| setup.rotate_refresh_tokens = true);
    let claims = t.claims();
    let answer = ask(&mut t, &claims).is(200);
    let first = answer["refresh_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let next = t.token(&refresh_form(&first)).is(200);
    let second = next["refresh_token"]
        .as_str()
        .expect("a new one")
        .to_owned();
    assert_ne!(first, second);
    assert_eq!(
        refused(&t.token(&refresh_form(&first))),
        grant(400, "invalid_grant")
    );
    t.token(&refresh_form(&second)).is(200);
}

#[test]
fn a_revoked_token_is_worth_nothing() {
    let mut t = Tenant::empty();
    let claims = t.claims();
    let answer = ask(&mut t, &claims).is(200);
    for name in ["access_token", "refresh_token"] {
        let token = answer[name].as_str().expect("a token");
        let form = [
            ("token", token),
            ("client_id", CLIENT[0]),
            ("client_secret", CLIENT[1]),
        ];
        assert_eq!(t.revoke(&form).status, 200, "{name}");
    }
    let bearer = format!(
        "Bearer {}",
        answer["access_token"].as_str().expect("a token")
    );
    t.send(Get, "/users", Some(&bearer), b"").refused(401);
    let spent = t.token(&refresh_form(
        answer["refresh_token"].as_str().expect("a token"),
    ));
    assert_eq!(refused(&spent), grant(400, "invalid_grant"));
}

#[test]
fn me_is_nobody_to_a_service_account() {
    proves!["2.4-02"];
    let mut t = Tenant::acme();
    t.get("/users/me").refused(404);
    t.patch("/users/me", json!({"nickName": "me"})).refused(404);
}

#[test]
fn some_calls_are_for_no_service_account() {
    proves!["2.4-03"];
    let mut t = Tenant::acme();
    for path in [
        "/groups/externalKey:ALL/note/posts",
        "/groups/externalKey:ALL/folder",
        "/users/externalKey:E1/mail",
        "/users/externalKey:E1/mail/mailfolders",
        "/users/externalKey:E1/drive/files",
        "/users/externalKey:E1/tasks",
        "/users/externalKey:E1/task-categories",
        "/sharedrives",
        "/tasks/1",
        "/forms/1",
    ] {
        for method in [Get, Post] {
            let answer = t.call(method, path, None);
            assert_eq!(
                answer.refused(403),
                reasons::NOT_FOR_SERVICE_ACCOUNTS,
                "{path}"
            );
        }
        t.send(Get, path, None, b"").refused(401);
    }
    // Moving and forwarding mail is left to them, and no call of the directory is concerned.
    for path in ["/users/externalKey:E1/mail/migration", "/notes"] {
        assert_eq!(t.get(path).refused(404), reasons::UNKNOWN_PATH, "{path}");
    }
    t.get("/users/externalKey:E1/contact-tags").is(200);
    t.get("/groups/externalKey:ALL/members").is(200);
}

/// Calls of an area, and the scopes of which any one suffices to read and to write.
struct Row {
    calls: &'static [(Method, &'static str)],
    reads: &'static [&'static str],
    writes: &'static [&'static str],
}

const NONE: &[&str] = &[];
const DIRECTORY: [&[&str]; 2] = [&["directory", "directory.read"], &["directory"]];

/// Every path of the sandbox.
const ROWS: [Row; 8] = [
    Row {
        calls: &[
            (Get, "/users"),
            (Post, "/users"),
            (Get, E1),
            (Put, E1),
            (Patch, E1),
            (Delete, E1),
            (Delete, "/users/externalKey:E1/forcedelete"),
            (Post, "/users/externalKey:E1/undelete"),
            (Post, "/users/externalKey:E1/suspend"),
            (Post, "/users/externalKey:E1/unsuspend"),
            (Post, "/users/externalKey:E1/force-logout"),
            (Post, "/users/externalKey:E1/move"),
            (Post, "/users/externalKey:E1/set-leave-of-absence"),
            (Post, "/users/externalKey:E1/clear-leave-of-absence"),
            (Post, "/users/externalKey:E1/alias-emails/a1@acme.example"),
            (Delete, "/users/externalKey:E1/alias-emails/a1@acme.example"),
            (Post, "/users/externalKey:E1/send-invitation-email"),
            (Post, "/users/send-invitation-email"),
            (Get, "/users/externalKey:E1/photo"),
            (Post, "/users/externalKey:E1/photo"),
            (Delete, "/users/externalKey:E1/photo"),
            (Get, "/users/externalKey:E1/user-profile-statuses"),
            (Post, "/users/externalKey:E1/user-profile-statuses"),
            (Get, "/users/externalKey:E1/orgunit-access-restrict"),
            (Post, "/users/externalKey:E1/orgunit-access-restrict"),
            (Put, "/users/externalKey:E1/orgunit-access-restrict"),
            (Delete, "/users/externalKey:E1/orgunit-access-restrict"),
        ],
        reads: &["user", "user.read", "directory", "directory.read"],
        writes: &["user", "directory"],
    },
    Row {
        calls: &[
            (Get, "/users/external-keys"),
            (Post, "/users/external-keys"),
        ],
        reads: DIRECTORY[0],
        writes: DIRECTORY[1],
    },
    Row {
        calls: &[
            (Post, "/users/externalKey:E1/link-to-line"),
            (Post, "/users/externalKey:E1/link-to-works"),
            (Post, "/users/externalKey:E1/unlink-to-line"),
            (Post, "/users/externalKey:E1/unlink-to-works"),
            (Post, "/users/link-to-line"),
            (Post, "/users/link-to-works"),
        ],
        reads: NONE,
        writes: &["user"],
    },
    Row {
        calls: &[
            (Get, "/orgunits"),
            (Post, "/orgunits"),
            (Get, "/orgunits/externalKey:HQ"),
            (Put, "/orgunits/externalKey:HQ"),
            (Patch, "/orgunits/externalKey:HQ"),
            (Delete, "/orgunits/externalKey:HQ"),
            (Post, "/orgunits/externalKey:HQ/move"),
            (Get, "/orgunits/externalKey:HQ/members"),
        ],
        reads: &["orgunit", "orgunit.read", "directory", "directory.read"],
        writes: &["orgunit", "directory"],
    },
    Row {
        calls: &[
            (Get, "/groups"),
            (Post, "/groups"),
            (Get, "/groups/externalKey:ALL"),
            (Put, "/groups/externalKey:ALL"),
            (Patch, "/groups/externalKey:ALL"),
            (Delete, "/groups/externalKey:ALL"),
            (Get, "/groups/externalKey:ALL/members"),
            (Post, "/groups/externalKey:ALL/members"),
            (Delete, "/groups/externalKey:ALL/members/externalKey:E2"),
            (Get, "/groups/externalKey:ALL/administrators"),
            (Post, "/groups/externalKey:ALL/administrators"),
            (
                Delete,
                "/groups/externalKey:ALL/administrators/externalKey:E1",
            ),
        ],
        reads: &["group", "group.read", "directory", "directory.read"],
        writes: &["group", "directory"],
    },
    Row {
        calls: &[
            (Get, "/orgunits/external-keys"),
            (Post, "/orgunits/external-keys"),
            (Get, "/groups/external-keys"),
            (Post, "/groups/external-keys"),
            (Get, "/directory/levels"),
            (Post, "/directory/levels"),
            (Get, "/directory/levels/externalKey:L1"),
            (Put, "/directory/levels/externalKey:L1"),
            (Patch, "/directory/levels/externalKey:L1"),
            (Delete, "/directory/levels/externalKey:L1"),
            (Post, "/directory/levels/enable"),
            (Post, "/directory/levels/disable"),
            (Get, "/directory/levels/external-keys"),
            (Post, "/directory/levels/external-keys"),
            (Get, "/directory/positions"),
            (Post, "/directory/positions"),
            (Patch, "/directory/positions/externalKey:P1"),
            (Delete, "/directory/positions/externalKey:P1"),
            (Post, "/directory/positions/enable"),
            (Get, "/directory/positions/external-keys"),
            (Post, "/directory/positions/external-keys"),
            (Get, "/directory/user-types"),
            (Post, "/directory/user-types"),
            (Patch, "/directory/user-types/externalKey:FT"),
            (Get, "/directory/user-types/external-keys"),
            (Get, "/directory/employment-types"),
            (Post, "/directory/employment-types"),
            (Get, "/directory/users/custom-properties"),
            (Post, "/directory/users/custom-properties"),
            (Get, "/directory/profile-statuses"),
            (Post, "/directory/profile-statuses"),
            (Post, "/directory/profile-statuses/enable"),
        ],
        reads: DIRECTORY[0],
        writes: DIRECTORY[1],
    },
    Row {
        calls: &[
            (Get, "/users/externalKey:E1/contacts"),
            (Get, "/users/externalKey:E1/contact-tags"),
            (Post, "/users/externalKey:E1/contact-tags"),
            (Get, "/contacts"),
            (Post, "/contacts"),
        ],
        reads: &["contact", "contact.read"],
        writes: &["contact"],
    },
    Row {
        calls: &[
            (Get, "/security/external-browser"),
            (Post, "/security/external-browser/enable"),
        ],
        reads: &[
            "security.external-browser",
            "security.external-browser.read",
        ],
        writes: &["security.external-browser"],
    },
];

/// Whether a token of one scope is let through to a call; what becomes of it then is not
/// looked at.
fn admits(t: &Tenant, (method, path): (Method, &str), bearer: &str) -> bool {
    let mut copy = t.copy();
    let answer = copy.send(method, path, Some(bearer), b"{}");
    let unknown = [reasons::UNKNOWN_PATH, reasons::METHOD_NOT_ALLOWED];
    let reason = answer.refusal.as_ref().map(|refusal| refusal.reason);
    assert!(
        !reason.is_some_and(|reason| unknown.contains(&reason)),
        "{answer:?}"
    );
    reason != Some(reasons::SCOPE_MISSING)
}

#[test]
fn every_call_is_admitted_by_its_scopes_and_no_other() {
    proves![
        "2.5-01", "2.5-02", "2.5-04", "2.5-05", "2.5-06", "2.5-07", "2.5-08", "2.5-09", "2.5-10",
        "2.5-11", "2.5-13"
    ];
    let mut t = Tenant::acme();
    let scopes = crate::tenant::SCOPES;
    let bearers = scopes.map(|scope| (scope, t.bearer(scope)));
    let minimal = ["user.email.read", "user.profile.read"];
    for Row {
        calls,
        reads,
        writes,
    } in ROWS
    {
        for (method, path) in calls {
            let needs = if *method == Get { reads } else { writes };
            for (scope, bearer) in &bearers {
                let narrow = minimal.contains(scope) && *method == Get;
                let expected = needs.contains(scope) || (narrow && ["/users", E1].contains(path));
                let admitted = admits(&t, (*method, path), bearer);
                assert_eq!(admitted, expected, "{} {path} by {scope}", method.name());
            }
        }
    }
}

#[test]
fn the_minimal_scopes_show_a_part_of_a_member() {
    proves!["2.5-03"];
    let mut t = Tenant::acme();
    for (scope, shown) in [
        ("user.email.read", json!(["domainId", "userId", "email"])),
        (
            "user.profile.read",
            json!(["domainId", "userId", "userName", "i18nNames", "nickName"]),
        ),
    ] {
        let bearer = t.bearer(scope);
        let one = t.send(Get, E1, Some(&bearer), b"").is(200);
        let list = t.send(Get, "/users", Some(&bearer), b"").is(200);
        let listed = list["users"][0].clone();
        assert!(list["responseMetaData"].is_object(), "{list}");
        for member in [one, listed] {
            let names: Vec<&String> = member.as_object().expect("an object").keys().collect();
            let mut expected: Vec<&str> = shown
                .as_array()
                .expect("names")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            let mut names: Vec<&str> = names.into_iter().map(String::as_str).collect();
            names.sort_unstable();
            expected.sort_unstable();
            assert_eq!(names, expected, "{scope}");
        }
        let patch = t.send(Patch, E1, Some(&bearer), b"{}");
        assert_eq!(patch.refused(403), reasons::SCOPE_MISSING);
    }
    // Beside a scope that shows everything they take nothing away.
    let both = t.bearer("user.email.read,user.read");
    let whole = t.read(E1);
    assert_eq!(t.send(Get, E1, Some(&both), b"").is(200), whole);
}

#[test]
fn the_free_plan_reads_alone() {
    proves!["2.5-12"];
    let mut t = Tenant::acme();
    let written = t.bearer("directory");
    t.turn_to(Plan::Free);
    let assertion = sign(&t.claims());
    for scope in [
        "user.read",
        "group.read",
        "orgunit.read",
        "user.email.read",
        "user.profile.read",
    ] {
        t.token(&jwt_form(&assertion, scope)).is(200);
    }
    for scope in ["directory", "directory.read", "user", "group", "orgunit"] {
        let answer = t.token(&jwt_form(&assertion, scope));
        assert_eq!(refused(&answer), grant(400, "invalid_scope"), "{scope}");
    }
    t.get(E1).is(200);
    t.get("/orgunits/externalKey:HQ").is(200);
    t.get("/groups/externalKey:ALL").is(200);
    // Not even by a token of better days.
    let body = json!({"domainId": HOME, "orgUnitName": "経理部", "displayOrder": 1}).to_string();
    let late = t.send(Post, "/orgunits", Some(&written), body.as_bytes());
    assert_eq!(late.refused(403), reasons::PLAN_CANNOT_WRITE);
}
