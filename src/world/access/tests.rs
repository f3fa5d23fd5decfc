use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::App;
use crate::directory::Plan;
use crate::world::testing::{HOME, rules, start, world};
use crate::world::{Assumptions, Method, Request, Response, World, reasons};

const JWT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A key pair made once: private DER, public PEM.
fn keys() -> &'static (Vec<u8>, String) {
    static KEYS: OnceLock<(Vec<u8>, String)> = OnceLock::new();
    KEYS.get_or_init(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
        let private = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).expect("private");
        let public = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).expect("public");
        let body = STANDARD.encode(public.as_ref());
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n");
        let pkcs8 = STANDARD.encode(private.as_ref());
        let private = format!("-----BEGIN PRIVATE KEY-----\n{pkcs8}\n-----END PRIVATE KEY-----\n");
        (private.into_bytes(), pem)
    })
}

fn app() -> App {
    App {
        client_id: "client".to_owned(),
        client_secret: "secret".to_owned(),
        service_account: "abc.serviceaccount@acme".to_owned(),
        public_key: keys().1.clone(),
        scopes: ["directory", "directory.read", "user", "user.read"]
            .map(str::to_owned)
            .to_vec(),
        token_seconds: 86_400,
        rotate_refresh_tokens: false,
    }
}

fn with_app(app: App) -> World {
    let mut world = world();
    world.add_app(app);
    world
}

fn claims() -> Value {
    let now = start().as_second();
    json!({"iss": "client", "sub": "abc.serviceaccount@acme", "iat": now, "exp": now + 3600})
}

fn sign(claims: &Value) -> String {
    let key = EncodingKey::from_rsa_pem(&keys().0).expect("a key");
    jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &key).expect("signed")
}

fn form(assertion: &str, scope: &str) -> Vec<(String, String)> {
    [
        ("grant_type", JWT),
        ("assertion", assertion),
        ("client_id", "client"),
        ("client_secret", "secret"),
        ("scope", scope),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn ask(world: &mut World, scope: &str) -> String {
    let answer = world.token(&form(&sign(&claims()), scope), start());
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.body.expect("a body")["access_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

fn serve(world: &mut World, method: Method, target: &str, token: &str, now: Timestamp) -> Response {
    let header = format!("Bearer {token}");
    let request = Request {
        method,
        target,
        authorization: Some(&header),
        body: b"",
    };
    world.serve(&request, now)
}

fn later(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

#[test]
fn a_signed_assertion_gives_the_golden_answer() {
    proves!["2.2-15", "2.2-16", "2.2-17", "2.2-18", "2.2-19", "2.2-20"];
    let mut world = with_app(app());
    let answer = world.token(&form(&sign(&claims()), "directory,user"), start());
    let body = answer.body.expect("a body");
    assert_eq!(
        body,
        json!({
            "access_token": body["access_token"], "refresh_token": body["refresh_token"],
            "token_type": "Bearer", "expires_in": "86400", "scope": "directory,user"
        })
    );
    assert!(body["access_token"].is_string() && body["refresh_token"].is_string());
    assert_ne!(body["access_token"], body["refresh_token"]);
}

#[test]
fn an_assertion_that_is_not_as_documented_is_refused() {
    let now = start().as_second();
    for (name, value) in [
        ("iss", json!("other")),
        ("sub", json!("other")),
        ("iat", json!(now.to_string())),
        ("exp", json!((now + 3600).to_string())),
        ("iat", Value::Null),
        ("exp", json!(now + 3601)),
        ("exp", json!(now - 60)),
        ("iat", json!(now + 61)),
    ] {
        let mut world = with_app(app());
        let mut claims = claims();
        claims[name] = value.clone();
        if name == "iat" && value.is_number() {
            claims["exp"] = json!(now + 3600);
        }
        let answer = world.token(&form(&sign(&claims), "directory"), start());
        assert_eq!(answer.status, 400, "{name}: {value}");
        assert_eq!(
            answer.body.expect("a body")["error"],
            "invalid_grant",
            "{name}: {value}"
        );
    }
    let mut world = with_app(app());
    let mut near = claims();
    near["iat"] = json!(now + 60);
    assert_eq!(
        world
            .token(&form(&sign(&near), "directory"), start())
            .status,
        200
    );
}

#[test]
fn times_may_have_a_fraction() {
    let mut world = with_app(app());
    let mut claims = claims();
    let now = start().as_second() as f64;
    claims["iat"] = json!(now + 0.25);
    claims["exp"] = json!(now + 3600.25);
    let answer = world.token(&form(&sign(&claims), "directory"), start());
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    claims["exp"] = json!(now + 3601.25);
    let answer = world.token(&form(&sign(&claims), "directory"), start());
    assert_eq!(answer.status, 400);
}

#[test]
fn a_revoked_token_is_worth_nothing() {
    let mut world = with_app(app());
    let answer = world.token(&form(&sign(&claims()), "directory"), start());
    let body = answer.body.expect("a body");
    let text = |name: &str| body[name].as_str().expect("a token").to_owned();
    let (access, refresh) = (text("access_token"), text("refresh_token"));
    let revoke = |world: &mut World, secret: &str, token: &str| {
        let pairs = [
            ("client_id", "client"),
            ("client_secret", secret),
            ("token", token),
        ];
        let form = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        world.revoke(&form)
    };
    let get = |world: &mut World| serve(world, Method::Get, "/orgunits", &access, start()).status;
    let again = |world: &mut World| {
        let mut form = form("", "");
        form[0].1 = "refresh_token".to_owned();
        form.push(("refresh_token".to_owned(), refresh.clone()));
        world.token(&form, start()).status
    };

    let refused = revoke(&mut world, "other", &access);
    assert_eq!(refused.status, 401);
    assert_eq!(refused.body.expect("a body")["error"], "invalid_client");
    assert_eq!(revoke(&mut world, "secret", "").status, 400);
    assert_eq!((get(&mut world), again(&mut world)), (200, 200));

    // Whatever the token, so that nobody can try out which exist.
    assert_eq!(revoke(&mut world, "secret", "unknown").status, 200);
    let answer = revoke(&mut world, "secret", &access);
    assert_eq!((answer.status, answer.body), (200, None));
    assert_eq!((get(&mut world), again(&mut world)), (401, 200));
    assert_eq!(revoke(&mut world, "secret", &refresh).status, 200);
    assert_eq!(again(&mut world), 400);
}

#[test]
fn a_foreign_or_unsigned_assertion_is_refused() {
    let mut world = with_app(app());
    let good = sign(&claims());
    let (head, signature) = good.rsplit_once('.').expect("three parts");
    let payload = URL_SAFE_NO_PAD.encode(claims().to_string());
    let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#);
    let padded = STANDARD.encode(claims().to_string());
    let header = head.split('.').next().expect("a header");
    let changed = URL_SAFE_NO_PAD.encode(claims().to_string().replace("client", "clienu"));
    for bad in [
        format!("{none}.{payload}."),
        format!("{header}.{changed}.{signature}"),
        format!("{header}.{padded}.{signature}"),
        head.to_owned(),
        "x".to_owned(),
    ] {
        let answer = world.token(&form(&bad, "directory"), start());
        assert_eq!(
            answer.body.expect("a body")["error"],
            "invalid_grant",
            "{bad}"
        );
    }
}

#[test]
fn the_form_is_held_against_the_app() {
    let assertion = sign(&claims());
    for (name, value, status, error) in [
        ("client_secret", "wrong", 401, "invalid_client"),
        ("client_id", "other", 401, "invalid_client"),
        ("grant_type", "password", 400, "unsupported_grant_type"),
        ("grant_type", "", 400, "invalid_request"),
        ("scope", "bot", 400, "invalid_scope"),
        ("scope", ",", 400, "invalid_scope"),
        ("assertion", "", 400, "invalid_request"),
    ] {
        let mut form = form(&assertion, "directory");
        for field in &mut form {
            if field.0 == name {
                field.1 = value.to_owned();
            }
        }
        let answer = with_app(app()).token(&form, start());
        assert_eq!(answer.status, status, "{name} {value}");
        let body = answer.body.expect("a body");
        assert_eq!(body["error"], error, "{name} {value}");
        assert!(body["error_description"].is_string());
    }
}

#[test]
fn refresh_gives_a_new_token_and_rotates_only_where_told() {
    for rotate in [false, true] {
        let mut world = with_app(App {
            rotate_refresh_tokens: rotate,
            token_seconds: 3600,
            ..app()
        });
        let first = world
            .token(&form(&sign(&claims()), "user.read"), start())
            .body
            .expect("a body");
        let refresh = |world: &mut World, token: &Value, now| {
            let form = [
                ("grant_type", "refresh_token"),
                ("refresh_token", token.as_str().expect("a token")),
                ("client_id", "client"),
                ("client_secret", "secret"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
            world.token(&form, now)
        };
        let second = refresh(&mut world, &first["refresh_token"], later(7200))
            .body
            .expect("a body");
        assert_eq!(second["scope"], "user.read");
        assert_eq!(second["expires_in"], "3600");
        assert_ne!(second["access_token"], first["access_token"]);
        assert_eq!(second.get("refresh_token").is_some(), rotate);
        let again = refresh(&mut world, &first["refresh_token"], later(7200));
        assert_eq!(again.status, if rotate { 400 } else { 200 });
        let late = refresh(&mut world, &first["refresh_token"], later(91 * 86_400));
        assert_eq!(late.body.expect("a body")["error"], "invalid_grant");
    }
}

#[test]
fn a_token_is_needed_and_expires() {
    let mut world = with_app(App {
        token_seconds: 3600,
        ..app()
    });
    let token = ask(&mut world, "directory");
    let get = |world: &mut World, authorization: Option<&str>, now| {
        let request = Request {
            method: Method::Get,
            target: "/orgunits",
            authorization,
            body: b"",
        };
        world.serve(&request, now)
    };
    let good = format!("Bearer {token}");
    assert_eq!(get(&mut world, Some(&good), later(3599)).status, 200);
    assert_eq!(get(&mut world, Some(&good), later(3600)).status, 401);
    for bad in [
        format!("Bearer  {token}"),
        format!("bearer {token}"),
        token,
        "Bearer x".to_owned(),
    ] {
        let answer = get(&mut world, Some(&bad), start());
        assert_eq!(answer.status, 401);
        let body = answer.body.expect("a body");
        assert_eq!(body["code"], "UNAUTHORIZED");
        assert!(body["description"].is_string());
    }
    assert_eq!(get(&mut world, None, start()).status, 401);
}

#[test]
fn scopes_are_those_of_the_operation() {
    use Method::{Get, Post};
    for (scope, method, target, passes) in [
        ("directory", Post, "/orgunits", true),
        ("directory.read", Post, "/orgunits", false),
        ("directory.read", Get, "/orgunits", true),
        ("user", Get, "/orgunits", false),
        ("user", Post, "/users", true),
        ("user.read", Get, "/users", true),
        ("user.read", Post, "/users", false),
        ("user", Post, "/users/external-keys", false),
        ("user", Get, "/users/external-keys", false),
        ("directory.read", Get, "/users/external-keys", true),
        ("user", Post, "/groups", false),
        ("user", Get, "/directory/positions", false),
        ("directory.read", Get, "/directory/positions", true),
    ] {
        let mut world = with_app(app());
        let token = ask(&mut world, scope);
        let answer = serve(&mut world, method, target, &token, start());
        let refused = answer
            .refusal
            .is_some_and(|r| r.reason == reasons::SCOPE_MISSING);
        assert_eq!(!refused, passes, "{scope} {method:?} {target}");
    }
}

#[test]
fn the_free_plan_reads_only() {
    let mut free = rules();
    free.plan = Plan::Free;
    let mut world = World::new(free, Assumptions::default());
    world.add_app(app());
    assert_eq!(
        world
            .token(&form(&sign(&claims()), "directory"), start())
            .status,
        400
    );
    let token = ask(&mut world, "user.read");
    let answer = serve(&mut world, Method::Get, "/users", &token, start());
    assert_eq!(answer.headers[0], ("rateLimit-limit", "60".to_owned()));
}

#[test]
fn the_window_slides_by_operation() {
    let mut world = with_app(app());
    let token = ask(&mut world, "directory");
    let path = "/orgunits/externalKey:none";
    for n in 0..240 {
        let answer = serve(&mut world, Method::Get, path, &token, later(n / 8));
        assert_eq!(answer.status, 404);
        assert_eq!(
            answer.headers[1],
            ("rateLimit-remaining", (239 - n).to_string())
        );
    }
    let answer = serve(
        &mut world,
        Method::Get,
        "/orgunits/another",
        &token,
        later(40),
    );
    assert_eq!(answer.status, 429);
    assert_eq!(
        answer.body,
        Some(json!({"code": "TOO_MANY_REQUESTS", "description": "API rate limit exceeded"}))
    );
    assert_eq!(
        answer.headers,
        [
            ("rateLimit-limit", "240".to_owned()),
            ("rateLimit-remaining", "0".to_owned()),
            ("rateLimit-reset", "20".to_owned()),
            ("rateLimit-ssed", "240".to_owned()),
        ]
    );
    // Another operation has its own window; the oldest calls leave this one.
    assert_eq!(
        serve(&mut world, Method::Get, "/orgunits", &token, later(40)).status,
        200
    );
    assert_eq!(
        serve(&mut world, Method::Get, path, &token, later(59)).status,
        429
    );
    assert_eq!(
        serve(&mut world, Method::Get, path, &token, later(60)).status,
        404
    );
}

#[test]
fn a_call_that_is_not_let_in_says_the_rate_and_counts_for_nothing() {
    let mut world = with_app(app());
    let reader = ask(&mut world, "directory.read");
    let headers = |used: u32| {
        [
            ("rateLimit-limit", "240".to_owned()),
            ("rateLimit-remaining", (240 - used).to_string()),
            ("rateLimit-reset", "60".to_owned()),
            ("rateLimit-ssed", used.to_string()),
        ]
    };
    let post = serve(&mut world, Method::Post, "/orgunits", &reader, start());
    assert_eq!((post.status, &post.headers[..]), (403, &headers(0)[..]));
    let get = serve(&mut world, Method::Get, "/orgunits", &reader, start());
    assert_eq!((get.status, &get.headers[..]), (200, &headers(1)[..]));
    let get = serve(&mut world, Method::Get, "/orgunits", "none", start());
    assert_eq!((get.status, &get.headers[..]), (401, &headers(1)[..]));
    // What left the window does not show, though nothing swept it out.
    assert_eq!(
        world.rate_headers(Method::Get, "/orgunits", later(60)),
        headers(0)
    );
    assert!(
        world
            .rate_headers(Method::Get, "/nowhere", start())
            .is_empty()
    );
}

#[test]
fn a_call_without_body_may_carry_what_clients_make_of_none() {
    let mut world = with_app(app());
    let token = ask(&mut world, "directory");
    let header = format!("Bearer {token}");
    for (method, target, body, status) in [
        (Method::Post, "/directory/levels/enable", "", 204),
        (Method::Post, "/directory/levels/enable", "{}", 204),
        (Method::Post, "/directory/levels/enable", "null", 204),
        (Method::Post, "/orgunits", "null", 400),
        (Method::Get, "/orgunits", "{", 200),
        (Method::Delete, "/orgunits/none", "[]", 404),
    ] {
        let request = Request {
            method,
            target,
            authorization: Some(&header),
            body: body.as_bytes(),
        };
        let answer = world.serve(&request, start());
        assert_eq!(answer.status, status, "{target} {body}");
        // As the sandbox repeats it from its log.
        if let Ok(body) = serde_json::from_str(body) {
            let repeated = world.perform(method, target, Some(&body), start());
            let again = repeated.map_or_else(|refusal| refusal.status, |reply| reply.status);
            assert_eq!(again, status, "{target} {body}");
        }
    }
}

#[test]
fn a_call_over_the_limit_is_not_performed() {
    let mut world = with_app(app());
    let token = ask(&mut world, "directory");
    let header = format!("Bearer {token}");
    let body = json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 1}).to_string();
    let request = Request {
        method: Method::Post,
        target: "/orgunits",
        authorization: Some(&header),
        body: body.as_bytes(),
    };
    for _ in 0..240 {
        assert_eq!(world.serve(&request, start()).status, 201);
    }
    assert_eq!(world.serve(&request, start()).status, 429);
    assert_eq!(world.directory().orgs.len(), 240);
}

#[test]
fn bodies_and_paths_that_make_no_sense_are_refused() {
    let mut world = with_app(app());
    let token = ask(&mut world, "directory");
    let header = format!("Bearer {token}");
    for (method, target, body, status) in [
        (Method::Post, "/orgunits", "{", 400),
        (Method::Post, "/orgunits", "[]", 400),
        (Method::Post, "/orgunits", "\u{fffd}", 400),
        (Method::Post, "/nothing", "", 404),
        (Method::Delete, "/orgunits", "", 405),
        (Method::Get, "/orgunits/%ff", "", 400),
        (Method::Get, "/orgunits/", "", 404),
        (Method::Get, "/orgunits?count=101", "", 400),
        (Method::Get, "/orgunits?count=0", "", 400),
        (Method::Get, "/orgunits?cursor=abc", "", 400),
        (Method::Get, "/orgunits?domainId=x", "", 400),
        (Method::Get, "/orgunits?domainId=7", "", 403),
    ] {
        let request = Request {
            method,
            target,
            authorization: Some(&header),
            body: body.as_bytes(),
        };
        let answer = world.serve(&request, start());
        assert_eq!(answer.status, status, "{target} {body}");
        let body = answer.body.expect("a body");
        assert!(body["code"].is_string() && body["description"].is_string());
    }
}

#[test]
fn secrets_do_not_show() {
    let mut world = with_app(app());
    let token = ask(&mut world, "directory");
    let text = format!("{world:?}");
    assert!(
        !text.contains("secret\"") && !text.contains(&token),
        "{text}"
    );
}

#[test]
fn where_the_clock_runs_faster_a_jwt_may_be_signed_by_either() {
    let mut world = with_app(app());
    let later = start()
        .checked_add(jiff::SignedDuration::from_hours(30))
        .expect("a day and more");
    let form = form(&sign(&claims()), "directory");
    assert_eq!(world.token(&form, later).status, 400);
    assert_eq!(world.token_where(&form, later, Some(start())).status, 200);
    assert_eq!(world.token_where(&form, start(), Some(later)).status, 200);
}
