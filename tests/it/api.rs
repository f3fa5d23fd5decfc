//! The client against a server that behaves in every way a server can.

use std::time::Duration;

use base64::Engine as _;
use meibo::api::{
    ApiError, Client, Config, Credentials, Effect, ErrorKind, List, Network, Pages, READ_SCOPES,
    ServiceAccount, SigningKey, WRITE_USER_SCOPES, codes,
};
use meibo::directory::DomainId;
use meibo::plan::pace::Limits;
use meibo::source::Code;
use meibo::world::Method;
use serde_json::{Value, json};

use crate::fake::{Fake, Reply, Seen};

const KEY: &str = include_str!("../../src/api/testdata/pkcs8.pem");
const SECRET: &str = "cl13nt-s3cr3t";
const PASSWORD: &str = "f1rst-p4ssword";
const GIVEN: &str = "g1ven-t0ken";

pub fn account() -> Credentials {
    Credentials::ServiceAccount(Box::new(ServiceAccount {
        client_id: "client".to_owned(),
        client_secret: SECRET.into(),
        account: "a.serviceaccount@acme".to_owned(),
        key: SigningKey::read(&KEY.into()).expect("a key"),
    }))
}

pub fn config(fake: &Fake, credentials: Credentials) -> Config {
    Config {
        api_url: format!("{}/v1.0", fake.url),
        auth_url: format!("{}/auth", fake.url),
        credentials,
        scopes: READ_SCOPES,
        limits: Limits::default(),
        domains: vec![DomainId(1)],
        network: Network::default(),
        // A minute passes in 60 ms.
        time_scale: 1000.0,
        secrets: vec![PASSWORD.into()],
    }
}

fn client(fake: &Fake) -> Client {
    Client::new(config(fake, account())).expect("usable settings")
}

/// A server that gives tokens, and answers everything else alike.
fn always(reply: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Fake {
    Fake::start(move |seen| (seen.path() != "/auth/token").then(|| reply(seen)))
}

fn text(status: u16, body: &str) -> Reply {
    Reply::Text(status, Vec::new(), body.to_owned())
}

async fn get(fake: &Fake) -> Result<Value, ApiError> {
    let answer = client(fake).send(Method::Get, "/users", None).await?;
    Ok(answer.body.unwrap_or(Value::Null))
}

fn code(error: &ApiError) -> Code {
    let problem = error.problem();
    crate::run::whole(std::slice::from_ref(&problem));
    problem.code
}

#[tokio::test]
async fn answers_that_are_none() {
    type Make = fn() -> Reply;
    let cases: [(Make, Code, usize); 8] = [
        (
            || text(200, "<!doctype html><p>Log in"),
            codes::ANSWER_HTML,
            1,
        ),
        (|| text(200, ""), codes::ANSWER_EMPTY, 5),
        (|| text(200, "{\"users\": [{"), codes::ANSWER_CUT_OFF, 5),
        (
            || Reply::Half(200, "{\"us".to_owned()),
            codes::ANSWER_CUT_OFF,
            5,
        ),
        (|| text(200, "users: []"), codes::ANSWER_NOT_JSON, 1),
        (|| Reply::Nothing, codes::BROKEN_OFF, 5),
        (|| text(502, "<html>Bad gateway</html>"), codes::FAILED, 5),
        (|| text(404, ""), codes::REFUSED, 1),
    ];
    for (make, expected, attempts) in cases {
        let fake = always(move |_| make());
        let error = get(&fake).await.expect_err("no answer");
        assert_eq!(code(&error), expected, "{error}");
        assert_eq!(fake.calls().len(), attempts, "{error}");
    }
}

#[tokio::test]
async fn an_answer_larger_than_any_is_not_read_to_its_end() {
    let large = " ".repeat(33 * 1024 * 1024);
    let fake = always(move |_| text(200, &large));
    let error = get(&fake).await.expect_err("too large");
    assert_eq!(code(&error), codes::ANSWER_TOO_LARGE);
    assert_eq!(error.problem().params["limit"], "33554432");
    assert_eq!(fake.calls().len(), 1, "another would be as large");
    // It was done all the same.
    assert_eq!(error.effect(), Effect::Done);
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_not_waited_for() {
    let fake = always(|_| {
        std::thread::sleep(Duration::from_millis(500));
        Reply::Nothing
    });
    let mut config = config(&fake, Credentials::AccessToken(GIVEN.into()));
    config.network.timeout = Duration::from_millis(50);
    let client = Client::new(config).expect("usable settings");
    // A write, so that it is tried once.
    let sent = client.send(Method::Post, "/users", None).await;
    let mut error = sent.expect_err("no answer");
    assert_eq!(code(&error), codes::TIMED_OUT);
    assert_eq!(error.effect(), Effect::Unknown);
    error.kind = ErrorKind::TimedOut(Network::default().timeout);
    assert_eq!(error.problem().params["seconds"], "60");
}

#[tokio::test]
async fn nobody_listens() {
    let mut gone = Fake::start(|_| None);
    gone.url = "http://127.0.0.1:1".to_owned();
    let error = get(&gone).await.expect_err("nobody");
    assert_eq!(code(&error), codes::UNREACHABLE);
    assert_eq!(error.effect(), Effect::None);
}

#[tokio::test]
async fn a_read_recovers_and_a_write_is_never_repeated() {
    let fake = always(|seen| match (seen.method.as_str(), seen.before) {
        ("GET", 0) => text(503, ""),
        ("GET", 1) => Reply::Nothing,
        ("GET", _) => Reply::Json(200, json!({"users": []})),
        (_, 0) => text(503, ""),
        _ => Reply::Nothing,
    });
    let client = client(&fake);
    let answer = client.send(Method::Get, "/users", None).await;
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(fake.calls().len(), 3);
    for _ in 0..2 {
        let error = client
            .send(Method::Post, "/groups", Some(&json!({"a": 1})))
            .await
            .expect_err("failed");
        assert_eq!(error.effect(), Effect::Unknown, "{error}");
    }
    assert_eq!(fake.calls().len(), 5);
    assert_eq!(fake.calls()[4].body, r#"{"a":1}"#);
}

#[tokio::test]
async fn repeats_have_a_budget_over_all_calls() {
    let fake = always(|_| text(500, ""));
    let client = client(&fake);
    for _ in 0..10 {
        let result = client.send(Method::Get, "/users", None).await;
        assert!(result.is_err());
    }
    assert_eq!(fake.calls().len(), 10 + 12);
}

#[tokio::test]
async fn every_2xx_counts_and_a_body_is_optional() {
    let fake = always(|seen| match seen.before {
        0 => text(201, ""),
        1 => text(204, ""),
        _ => Reply::Json(202, json!({"a": 1})),
    });
    let client = client(&fake);
    for (status, body) in [(201, None), (204, None), (202, Some(json!({"a": 1})))] {
        let answer = client
            .send(Method::Post, "/users/u/suspend", None)
            .await
            .expect("accepted");
        assert_eq!((answer.status, answer.body), (status, body));
    }
}

#[tokio::test]
async fn rate_refusals_are_waited_out_and_repeated() {
    let fake = always(|seen| match seen.before {
        0 => Reply::Text(
            429,
            vec![("rateLimit-reset", "30".to_owned())],
            r#"{"code":"TOO_MANY_REQUESTS","description":"API rate limit exceeded"}"#.to_owned(),
        ),
        1 => Reply::Text(429, vec![("Retry-After", "20".to_owned())], String::new()),
        2 => text(429, "<html>"),
        _ => Reply::Json(200, json!({"userId": "u"})),
    });
    let reader = client(&fake);
    let start = reader.clock().elapsed();
    let answer = reader.send(Method::Get, "/users/u", None).await;
    assert!(answer.is_ok(), "{answer:?}");
    let took = reader.clock().elapsed() - start;
    assert!(took >= Duration::from_secs(30 + 20 + 60), "{took:?}");
    assert_eq!(fake.calls().len(), 4);
}

/// A write that is refused so is not repeated here, since whether it was done may have to
/// be looked at first; but nobody can repeat it before its time.
#[tokio::test]
async fn a_write_refused_for_its_rate_waits_as_long() {
    let fake = always(|seen| match seen.before {
        0 => Reply::Text(429, vec![("Retry-After", "20".to_owned())], String::new()),
        _ => Reply::Json(200, json!({"userId": "u"})),
    });
    let client = client(&fake);
    let start = client.clock().elapsed();
    let body = json!({"location": "東京"});
    let refused = client.send(Method::Patch, "/users/u", Some(&body)).await;
    let error = refused.expect_err("refused");
    assert_eq!(code(&error), codes::RATE_LIMITED);
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(fake.calls().len(), 1);
    let answer = client.send(Method::Patch, "/users/u", Some(&body)).await;
    assert!(answer.is_ok(), "{answer:?}");
    let took = client.clock().elapsed() - start;
    assert!(took >= Duration::from_secs(20), "{took:?}");
    let calls = fake.calls();
    assert!(calls.iter().all(|call| *call.body == *body.to_string()));
}

#[tokio::test]
async fn rate_refusals_end_some_time() {
    let fake = always(|_| text(429, ""));
    let error = get(&fake).await.expect_err("refused for good");
    assert_eq!(code(&error), codes::RATE_LIMITED);
    assert_eq!(fake.calls().len(), 6);
    let fake = always(|_| {
        Reply::Text(
            429,
            vec![("Retry-After", "86400".to_owned())],
            String::new(),
        )
    });
    let error = get(&fake).await.expect_err("nobody waits a day");
    assert_eq!(code(&error), codes::RATE_LIMITED);
    assert_eq!(fake.calls().len(), 1);
}

#[tokio::test]
async fn a_401_brings_one_new_token() {
    let fake = always(|seen| match seen.before {
        0 => text(401, ""),
        _ => Reply::Json(200, json!({"users": []})),
    });
    get(&fake).await.expect("answered");
    let calls = fake.calls();
    let bearer = |n: usize| calls[n].authorization.as_deref();
    assert_eq!(bearer(0), Some("Bearer issued-t0ken-0"));
    assert_eq!(bearer(1), Some("Bearer issued-t0ken-1"));

    let fake = always(|_| text(401, "no"));
    let error = get(&fake).await.expect_err("refused");
    assert_eq!(code(&error), codes::UNAUTHORISED);
    assert_eq!((fake.calls().len(), fake.tokens().len()), (2, 2));
}

#[tokio::test]
async fn a_given_token_is_used_as_it_is() {
    let fake = always(|_| text(401, ""));
    let config = config(&fake, Credentials::AccessToken(GIVEN.into()));
    let client = Client::new(config).expect("usable settings");
    let result = client.send(Method::Get, "/users", None).await;
    let error = result.expect_err("refused");
    assert_eq!(code(&error), codes::ACCESS_TOKEN_REFUSED);
    assert_eq!((fake.calls().len(), fake.tokens().len()), (1, 0));
    let bearer = format!("Bearer {GIVEN}");
    assert_eq!(fake.calls()[0].authorization, Some(bearer));
}

#[tokio::test]
async fn tokens_are_asked_for_as_documented_and_renewed_in_time() {
    let fake = Fake::start(|seen| {
        Some(if seen.path() == "/auth/token" {
            Reply::Json(
                200,
                json!({"access_token": format!("t{}", seen.before), "expires_in": 1000}),
            )
        } else {
            Reply::Json(200, json!({}))
        })
    });
    let mut config = config(&fake, account());
    config.scopes = WRITE_USER_SCOPES;
    let client = Client::new(config).expect("usable settings");
    for _ in 0..2 {
        let answer = client.send(Method::Get, "/users", None).await;
        answer.expect("answered");
    }
    assert_eq!(fake.tokens().len(), 1);
    client.clock().sleep(Duration::from_secs(950)).await;
    let answer = client.send(Method::Get, "/users", None).await;
    answer.expect("answered");
    assert_eq!(fake.tokens().len(), 2);

    let form = fake.tokens()[0].body.clone();
    let field = |name: &str| {
        url::form_urlencoded::parse(form.as_bytes())
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.into_owned())
            .expect("the field")
    };
    assert_eq!(field("client_id"), "client");
    assert_eq!(field("client_secret"), SECRET);
    assert_eq!(field("scope"), "directory,user");
    assert_eq!(
        field("grant_type"),
        "urn:ietf:params:oauth:grant-type:jwt-bearer"
    );
    let assertion = field("assertion");
    let parts: Vec<&str> = assertion.split('.').collect();
    let decode = |part: &str| -> Value {
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(part)
            .expect("base64url without padding");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    assert_eq!(decode(parts[0])["alg"], "RS256");
    assert_eq!(decode(parts[0])["typ"], "JWT");
    let claims = decode(parts[1]);
    assert_eq!(claims["iss"], "client");
    assert_eq!(claims["sub"], "a.serviceaccount@acme");
    let (iat, exp) = (claims["iat"].as_i64(), claims["exp"].as_i64());
    assert_eq!(exp, iat.map(|iat| iat + 3600));
    assert_eq!(claims.as_object().map(serde_json::Map::len), Some(4));
}

#[tokio::test]
async fn token_endpoints_that_fail() {
    type Make = fn(&Seen) -> Reply;
    let cases: [(Make, Option<Code>, usize); 6] = [
        (
            |_| {
                Reply::Json(
                    400,
                    json!({"error": "invalid_grant", "error_description": "x"}),
                )
            },
            Some(codes::TOKEN_REFUSED),
            1,
        ),
        (|_| text(200, "<html>"), Some(codes::TOKEN_UNREADABLE), 1),
        (
            |_| Reply::Json(200, json!({"access_token": "a b"})),
            Some(codes::TOKEN_UNREADABLE),
            1,
        ),
        (|_| text(500, ""), Some(codes::TOKEN_REFUSED), 4),
        (|_| Reply::Nothing, Some(codes::BROKEN_OFF), 4),
        (
            |seen| match seen.before {
                0 => text(503, ""),
                1 => text(429, ""),
                _ => Reply::Json(200, json!({"access_token": "t"})),
            },
            None,
            3,
        ),
    ];
    for (make, expected, attempts) in cases {
        let fake = Fake::start(move |seen| {
            Some(match seen.path() {
                "/auth/token" => make(seen),
                _ => Reply::Json(200, json!({})),
            })
        });
        let found = get(&fake).await.err().map(|error| code(&error));
        assert_eq!(found, expected);
        assert_eq!(fake.tokens().len(), attempts, "{expected:?}");
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = always(|_| Reply::Json(200, json!({})));
    let location = elsewhere.url.clone();
    let fake =
        always(move |_| Reply::Text(302, vec![("Location", location.clone())], String::new()));
    let error = get(&fake).await.expect_err("not followed");
    assert_eq!(code(&error), codes::REDIRECTED);
    assert!(elsewhere.all().is_empty());
}

fn users() -> List {
    List {
        path: "/users".to_owned(),
        items: "users",
        id: "userId",
        domain: DomainId(1),
    }
}

async fn walk(fake: &Fake) -> Result<Vec<String>, ApiError> {
    let client = client(fake);
    let mut pages = Pages::new(&client, users());
    let mut ids = Vec::new();
    while let Some(items) = pages.next().await? {
        for item in items {
            ids.push(item["userId"].as_str().unwrap_or_default().to_owned());
        }
    }
    Ok(ids)
}

fn page(ids: &[&str], cursor: Value) -> Reply {
    let users: Vec<Value> = ids.iter().map(|id| json!({"userId": id})).collect();
    Reply::Json(
        200,
        json!({"users": users, "responseMetaData": {"nextCursor": cursor}}),
    )
}

#[tokio::test]
async fn cursors_are_encoded_and_null_ends() {
    let fake = always(|seen| match seen.before {
        0 => page(&["a"], json!("x+/y==")),
        _ => page(&["b"], json!(null)),
    });
    assert_eq!(walk(&fake).await, Ok(vec!["a".into(), "b".into()]));
    let calls = fake.calls();
    assert_eq!(calls[0].target, "/v1.0/users?domainId=1&count=100");
    assert_eq!(
        calls[1].target,
        "/v1.0/users?domainId=1&count=100&cursor=x%2B%2Fy%3D%3D"
    );
}

#[tokio::test]
async fn an_old_cursor_starts_over_once() {
    let fake = always(|seen| match seen.before {
        0 => page(&["a"], json!("1")),
        1 => text(400, ""),
        2 => page(&["a", "b"], json!("2")),
        _ => page(&["c"], json!("")),
    });
    let walked = walk(&fake).await;
    assert_eq!(walked, Ok(vec!["a".into(), "b".into(), "c".into()]));

    let fake = always(|seen| match seen.before % 2 {
        0 => page(&["a"], json!(format!("{}", seen.before))),
        _ => text(400, ""),
    });
    let error = walk(&fake).await.expect_err("twice is enough");
    assert_eq!(error.status(), Some(400));
    assert_eq!(fake.calls().len(), 4);

    // Without a cursor a 400 is just that.
    let fake = always(|_| text(400, ""));
    assert_eq!(walk(&fake).await.map_err(|e| e.status()), Err(Some(400)));
    assert_eq!(fake.calls().len(), 1);
}

#[tokio::test]
async fn lists_that_do_not_end() {
    let fake = always(|_| page(&["a"], json!("same")));
    let error = walk(&fake).await.expect_err("in circles");
    assert_eq!(code(&error), codes::LIST_REPEATS);
    let fake = always(|seen| page(&["a"], json!(format!("{}", seen.before))));
    let error = walk(&fake).await.expect_err("for ever");
    assert_eq!(code(&error), codes::LIST_ENDLESS);
    let fake = always(|_| Reply::Json(200, json!({"people": []})));
    let error = walk(&fake).await.expect_err("another list");
    assert_eq!(code(&error), codes::ANSWER_SHAPE);
}

#[tokio::test]
async fn settings_that_cannot_be_used() {
    let fake = Fake::start(|_| None);
    let mut wrong = config(&fake, Credentials::AccessToken("two words".into()));
    wrong.api_url = "http://www.worksapis.com/v1.0".to_owned();
    wrong.auth_url = "https://auth.worksmobile.com/oauth2/v2.0".to_owned();
    wrong.network.ca = Some(b"no certificate".to_vec());
    let problems = Client::new(wrong).expect_err("unusable");
    let found: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        found,
        [
            codes::URL_PLAIN_HTTP,
            codes::TIME_SCALE_NOT_LOOPBACK,
            codes::ACCESS_TOKEN_MALFORMED,
            codes::CA_FILE_MALFORMED
        ]
    );
    // A PEM text, and no certificate in it.
    let mut wrong = config(&fake, account());
    let broken = "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n";
    wrong.network.ca = Some(broken.as_bytes().to_vec());
    let problems = Client::new(wrong).expect_err("unusable");
    assert_eq!(problems[0].code, codes::CA_FILE_MALFORMED);
    crate::run::whole(&problems);
    let mut wrong = config(&fake, account());
    wrong.api_url = "https://www.worksapis.com/v1.0".to_owned();
    wrong.time_scale = 1.0;
    wrong.network.proxy = Some("http://u:pr0xy-p4ss@[".into());
    let problems = Client::new(wrong).expect_err("unusable");
    assert_eq!(problems[0].code, codes::PROXY_MALFORMED);
    assert!(!format!("{problems:?}").contains("pr0xy-p4ss"));
}

#[tokio::test]
async fn a_proxy_is_honoured() {
    let proxy = Fake::start(|_| Some(text(403, "")));
    let ask = async |host: &str| {
        let mut config = config(&proxy, Credentials::AccessToken(GIVEN.into()));
        config.api_url = format!("https://{host}/v1.0");
        config.auth_url = "https://auth.invalid".to_owned();
        config.time_scale = 1.0;
        config.network.proxy = Some(proxy.url.as_str().into());
        let client = Client::new(config).expect("usable settings");
        // A write, so that it is tried once.
        let result = client.send(Method::Post, "/users", None).await;
        code(&result.expect_err("the proxy refuses"))
    };
    assert_eq!(ask("api.invalid").await, codes::UNREACHABLE);
    let asked = proxy.all();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].method, "CONNECT");
    assert_eq!(asked[0].target, "api.invalid:443");
    assert_eq!(ask("127.0.0.1:1").await, codes::UNREACHABLE);
    assert_eq!(proxy.all().len(), 1, "loopback is not for the proxy");
}

/// A server that says everything it was sent, in every way there is.
#[tokio::test]
async fn no_secret_in_any_error_or_debug_output() {
    let echo = |seen: &Seen, status: u16, form: usize| {
        let all = format!(
            "{} {} {}",
            seen.body,
            url::form_urlencoded::parse(seen.body.as_bytes())
                .map(|(_, value)| value.into_owned())
                .collect::<Vec<_>>()
                .join(" "),
            seen.authorization.as_deref().unwrap_or_default()
        );
        match form {
            0 => Reply::Json(status, json!({"code": all, "description": all})),
            1 => Reply::Json(status, json!({"error": all, "error_description": all})),
            2 => text(status, &all),
            _ => Reply::Half(status, all),
        }
    };
    let mut said = String::new();
    let mut hear = async |client: &Client, target: &str| {
        let body = json!({"passwordConfig": {"password": PASSWORD}});
        let result = client.send(Method::Post, target, Some(&body)).await;
        if let Err(error) = result {
            said.push_str(&format!("{error} {error:?} {:?}\n", error.problem()));
        }
        said.push_str(&format!("{client:?}\n"));
    };
    // The API echoes: what it does stands in the path.
    let fake = always(move |seen| {
        let mut words = seen.path().rsplit('/');
        let form = words.next().and_then(|word| word.parse().ok());
        let status = words.next().and_then(|word| word.parse().ok());
        echo(seen, status.expect("a status"), form.expect("a form"))
    });
    for credentials in [account(), Credentials::AccessToken(GIVEN.into())] {
        let client = Client::new(config(&fake, credentials)).expect("usable settings");
        for status in [200, 400, 401, 403, 404, 409, 429, 500] {
            for form in 0..4 {
                hear(&client, &format!("/{status}/{form}")).await;
            }
        }
    }
    // The token endpoint echoes.
    for (status, form) in [(200, 0), (400, 1), (401, 2), (500, 3), (403, 0), (400, 2)] {
        let fake = Fake::start(move |seen| {
            (seen.path() == "/auth/token").then(|| echo(seen, status, form))
        });
        let client = Client::new(config(&fake, account())).expect("usable settings");
        hear(&client, "/users").await;
    }
    let key_line = KEY.lines().nth(1).expect("a key has lines");
    for secret in [SECRET, PASSWORD, GIVEN, "issued-t0ken", key_line, "eyJ"] {
        let found = said.lines().find(|line| line.contains(secret));
        assert!(found.is_none(), "{secret}: {found:?}");
    }
    assert!(said.contains("[secret]"), "the echo was heard");
}
