//! Faults on demand, over real sockets: what comes over the wire, what stays of the call,
//! and what meibo's own client makes of it.

use std::time::Duration;

use meibo::api::{
    Client, Config, Credentials, Effect, Network, ServiceAccount, SigningKey, WRITE_USER_SCOPES,
};
use meibo::directory::{DomainId, Plan};
use meibo::plan::pace::Limits;
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::world::{DomainRules, Method, Rules};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::environment::{Environment, SandboxProcess};
use crate::http::{Answer, send};
use crate::raw::{Bytes, Raw, host, request};

fn options() -> Options {
    Options::of(Seed::Empty(Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    }))
}

async fn blocking<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(f).await.expect("no panic")
}

fn dev(running: &Running) -> String {
    format!("Bearer {}", running.credentials.dev_token.expose_secret())
}

/// Tells the sandbox something.
fn tell(running: &Running, method: &str, path: &str, body: &Value) -> Answer {
    let base = running.api_url.trim_end_matches("/v1.0");
    let body = match body {
        Value::Null => Vec::new(),
        body => body.to_string().into_bytes(),
    };
    send(
        method,
        &format!("{base}/sandbox{path}"),
        &[
            ("Authorization", &dev(running)),
            ("Content-Type", "application/json"),
        ],
        &body,
    )
}

fn add(running: &Running, rule: &Value) -> String {
    let answer = tell(running, "POST", "/faults", rule);
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()["id"].as_str().expect("an id").to_owned()
}

fn fired(running: &Running, id: &str) -> (u64, u64) {
    let rule = tell(running, "GET", &format!("/faults/{id}"), &Value::Null).json();
    let number = |name: &str| rule[name].as_u64().expect("a number");
    (number("seen"), number("fired"))
}

/// Sends the creation of an org, and waits so long for what comes.
fn create(running: &Running, name: &str, wait: Duration) -> Raw {
    let body = json!({
        "domainId": 1, "orgUnitName": name, "displayOrder": 1, "email": format!("{name}@acme.example"),
    });
    let dev = dev(running);
    let headers = [
        ("Host", host(&running.api_url)),
        ("Authorization", dev.as_str()),
        ("Content-Type", "application/json"),
    ];
    let mut raw = Raw::to(&running.api_url);
    raw.waits(wait);
    raw.send(request(
        "POST",
        "/v1.0/orgunits",
        &headers,
        body.to_string().as_bytes(),
    ));
    raw
}

fn orgs(running: &Running) -> Vec<String> {
    let world = running.world().expect("a world");
    let orgs = world.directory().orgs.values();
    orgs.filter_map(|org| org.props.name.known().map(ToString::to_string))
        .collect()
}

const SHORT: Duration = Duration::from_millis(400);
const LONG: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_strikes_on_either_side_of_the_effect() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let running = start(Options {
        state: Some(state.clone()),
        ..options()
    })
    .await
    .expect("started");
    let running = blocking(move || {
        let mut kept: Vec<String> = Vec::new();
        for what in [
            "status", "drop", "silence", "drip", "truncate", "html", "garbage",
        ] {
            for when in ["before", "after"] {
                let name = format!("{what}-{when}");
                let mut rule = json!({
                    "id": name, "what": what, "when": when,
                    "match": {"operation": "POST /orgunits", "nth": 1},
                });
                if what == "status" {
                    rule["status"] = json!(503);
                    rule["retryAfter"] = json!(7);
                    rule["rateLimitReset"] = json!(9);
                }
                if what == "drip" {
                    rule["seconds"] = json!(0.05);
                }
                assert_eq!(add(&running, &rule), name);
                let wait = if what == "silence" || what == "drip" {
                    SHORT
                } else {
                    LONG
                };
                struck(what, &mut create(&running, &name, wait));
                if when == "after" {
                    kept.push(name.clone());
                }
                assert_eq!(orgs(&running), kept, "{name}");
                assert_eq!(fired(&running, &name), (1, 1));
                // The next one is answered, and is none of the rule's.
                let answer = tell(&running, "DELETE", &format!("/faults/{name}"), &Value::Null);
                assert_eq!(answer.status, 204);
            }
        }
        let log = running.arrivals();
        let faults: Vec<(&str, u16)> = log
            .iter()
            .filter_map(|call| Some((call.fault.as_deref()?, call.status)))
            .collect();
        assert_eq!(faults.len(), 14);
        for (name, status) in faults {
            assert_eq!(
                status,
                if name.ends_with("after") { 201 } else { 0 },
                "{name}"
            );
        }
        assert_eq!(kept.len(), 7);
        running
    })
    .await;
    // What a kill leaves behind holds what was performed, though nobody was told.
    let copy = folder.path().join("copy.json");
    for end in ["", ".log"] {
        let from = format!("{}{end}", state.display());
        std::fs::copy(from, format!("{}{end}", copy.display())).expect("copied");
    }
    let again = start(Options {
        state: Some(copy),
        ..options()
    })
    .await
    .expect("no damage");
    assert_eq!(orgs(&again), orgs(&running));
}

/// What comes over the wire.
fn struck(what: &str, raw: &mut Raw) {
    match what {
        "status" => {
            let answer = raw.answer().expect("an answer");
            assert_eq!((answer.status, answer.whole), (503, true));
            assert_eq!(answer.header("retry-after"), Some("7"));
            assert_eq!(answer.header("ratelimit-reset"), Some("9"));
            assert!(json_of(&answer)["code"].is_string());
        }
        "drop" => assert_eq!(raw.everything(), b""),
        "silence" => {
            assert_eq!(raw.everything(), b"");
            // Still open: the other side has not said that it ends.
            raw.send("x");
            assert_eq!(raw.everything(), b"");
        }
        "drip" => {
            let head = raw.answer().expect("a head");
            assert_eq!(head.status, 200);
            assert_eq!(head.header("transfer-encoding"), Some("chunked"));
            // Six chunks of one byte, and more to come.
            let body = String::from_utf8(raw.at_least(36)).expect("text");
            assert!(body.starts_with("1\r\n{\r\n1\r\n \r\n"), "{body:?}");
            assert!(!body.contains("0\r\n\r\n"), "{body:?}");
        }
        "truncate" => {
            let answer = raw.answer().expect("a beginning");
            assert!(!answer.whole && !answer.body.is_empty(), "{answer:?}");
            assert!(serde_json::from_slice::<Value>(&answer.body).is_err());
            assert_eq!(raw.everything(), b"", "and then the end");
        }
        "html" => {
            let answer = raw.answer().expect("an answer");
            assert_eq!((answer.status, answer.whole), (502, true));
            assert!(answer.text().starts_with("<!doctype html>"));
            assert_eq!(
                answer.header("content-type"),
                Some("text/html; charset=utf-8")
            );
        }
        "garbage" => {
            let answer = raw.answer().expect("an answer");
            assert_eq!((answer.status, answer.whole), (200, true));
            assert!(std::str::from_utf8(&answer.body).is_err());
        }
        other => panic!("{other} is not tested"),
    }
}

fn json_of(answer: &Bytes) -> Value {
    serde_json::from_slice(&answer.body).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_and_twice_perform_the_call() {
    let running = start(Options {
        // A second passes in 20 ms.
        time_scale: 50.0,
        ..options()
    })
    .await
    .expect("started");
    blocking(move || {
        for when in ["before", "after"] {
            let rule = json!({"what": "slow", "seconds": 20, "when": when, "match": {"nth": 1}});
            let id = add(&running, &rule);
            let mut raw = create(&running, when, Duration::from_millis(100));
            assert!(raw.answer().is_none(), "it is late");
            assert_eq!(orgs(&running).contains(&when.to_owned()), when == "after");
            raw.waits(LONG);
            assert_eq!(raw.answer().expect("an answer").status, 201);
            assert!(orgs(&running).contains(&when.to_owned()));
            assert_eq!(fired(&running, &id), (1, 1));
            tell(&running, "DELETE", "/faults", &Value::Null);
        }
        add(
            &running,
            &json!({"what": "twice", "match": {"operation": "POST /groups"}}),
        );
        let body = json!({"domainId": 1, "groupName": "g", "administrators": [], "members": []});
        let before = running.arrivals().len();
        let url = format!("{}/groups", running.api_url);
        let dev = dev(&running);
        let headers = [
            ("Authorization", dev.as_str()),
            ("Content-Type", "application/json"),
        ];
        send("POST", &url, &headers, body.to_string().as_bytes());
        assert_eq!(running.arrivals().len(), before + 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_connection_does_not_keep_the_sandbox_from_ending() {
    let running = start(options()).await.expect("started");
    let (running, _raws) = blocking(move || {
        add(
            &running,
            &json!({"what": "silence", "match": {"path": "/v1.0/orgunits", "nth": 1}}),
        );
        add(
            &running,
            &json!({"what": "drip", "match": {"path": "/v1.0/orgunits"}}),
        );
        let raws = [create(&running, "a", SHORT), create(&running, "b", SHORT)];
        std::thread::sleep(SHORT);
        (running, raws)
    })
    .await;
    tokio::time::timeout(Duration::from_secs(20), running.shutdown())
        .await
        .expect("it ends")
        .expect("nothing to write");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_listed_counted_and_taken_away() {
    let running = start(options()).await.expect("started");
    blocking(move || {
        let every =
            json!({"id": "a", "what": "status", "status": 500, "match": {"every": 2, "times": 1}});
        add(&running, &every);
        let door = format!("{}/orgunits?domainId=1", running.api_url);
        let dev = dev(&running);
        let headers = [("Authorization", dev.as_str())];
        let statuses: Vec<u16> = (0..4)
            .map(|_| send("GET", &door, &headers, b"").status)
            .collect();
        assert_eq!(statuses, [200, 500, 200, 200]);
        let listed = tell(&running, "GET", "/faults", &Value::Null).json();
        assert_eq!(
            listed["faults"],
            json!([{
                "id": "a", "match": {"every": 2, "times": 1}, "when": "before", "what": "status",
                "status": 500, "seen": 4, "fired": 1,
            }])
        );
        for (status, rule) in [
            (409, json!({"id": "a", "what": "drop"})),
            (400, json!({"what": "drop", "nht": 1})),
            (400, json!({"what": "drop", "match": {"nth": 0}})),
            (400, json!({"what": "explode"})),
            (400, json!([])),
        ] {
            let answer = tell(&running, "POST", "/faults", &rule);
            assert_eq!(answer.status, status, "{rule}: {answer:?}");
        }
        assert_eq!(tell(&running, "GET", "/faults/b", &Value::Null).status, 404);
        assert_eq!(
            tell(&running, "DELETE", "/faults/b", &Value::Null).status,
            404
        );
        assert_eq!(
            tell(&running, "GET", "/faults/a/b", &Value::Null).status,
            404
        );
        assert_eq!(
            tell(&running, "DELETE", "/faults", &Value::Null).status,
            204
        );
        assert_eq!(
            tell(&running, "GET", "/faults", &Value::Null).json(),
            json!({"faults": []})
        );
        // Nothing strikes the sandbox's own pages and endpoints.
        add(&running, &json!({"what": "drop"}));
        assert_eq!(tell(&running, "GET", "/faults", &Value::Null).status, 200);
    })
    .await;
}

fn client(running: &Running) -> Client {
    let app = &running.credentials;
    Client::new(Config {
        api_url: running.api_url.clone(),
        auth_url: running.auth_url.clone(),
        credentials: Credentials::ServiceAccount(Box::new(ServiceAccount {
            client_id: app.client_id.clone(),
            client_secret: app.client_secret.clone(),
            account: app.service_account.clone(),
            key: SigningKey::read(&app.private_key).expect("a key"),
        })),
        scopes: WRITE_USER_SCOPES,
        limits: Limits::default(),
        domains: vec![DomainId(1)],
        network: Network::default(),
        time_scale: 500.0,
        secrets: Vec::new(),
    })
    .expect("usable settings")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_of_meibo_survives_what_passes() {
    for rule in [
        json!({"what": "status", "status": 500}),
        json!({"what": "status", "status": 503}),
        json!({"what": "status", "status": 503, "when": "after"}),
        json!({"what": "status", "status": 429, "retryAfter": 3}),
        json!({"what": "status", "status": 429, "rateLimitReset": 3}),
        json!({"what": "status", "status": 401}),
        json!({"what": "drop"}),
        json!({"what": "drop", "when": "after"}),
        json!({"what": "truncate", "when": "after"}),
        json!({"what": "html"}),
        json!({"what": "slow", "seconds": 5}),
        json!({"what": "status", "status": 503, "match": {"operation": "POST /oauth2/v2.0/token"}}),
        json!({"what": "drop", "match": {"operation": "POST /oauth2/v2.0/token"}}),
    ] {
        let running = start(Options {
            time_scale: 500.0,
            ..options()
        })
        .await
        .expect("started");
        let mut once = rule.clone();
        if once["match"].is_null() {
            once["match"] = json!({"operation": "GET /orgunits"});
        }
        once["match"]["nth"] = json!(1);
        let (running, id) = blocking(move || {
            let id = add(&running, &once);
            (running, id)
        })
        .await;
        let client = client(&running);
        let answer = client.send(Method::Get, "/orgunits?domainId=1", None).await;
        assert!(answer.is_ok(), "{rule}: {answer:?}");
        blocking(move || assert_eq!(fired(&running, &id).1, 1, "{rule}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_of_meibo_whose_answer_is_lost_is_not_repeated_blindly() {
    for (rule, effect) in [
        (
            json!({"what": "status", "status": 503, "when": "after"}),
            Effect::Unknown,
        ),
        (
            json!({"what": "status", "status": 500, "when": "before"}),
            Effect::Unknown,
        ),
        (json!({"what": "drop", "when": "after"}), Effect::Unknown),
        (json!({"what": "drop", "when": "before"}), Effect::Unknown),
        (json!({"what": "truncate", "when": "after"}), Effect::Done),
    ] {
        let running = start(Options {
            time_scale: 500.0,
            ..options()
        })
        .await
        .expect("started");
        let mut rule = rule.clone();
        rule["match"] = json!({"operation": "POST /orgunits"});
        let (running, id) = blocking(move || {
            let id = add(&running, &rule);
            (running, id)
        })
        .await;
        let client = client(&running);
        let body = json!({"domainId": 1, "orgUnitName": "a", "displayOrder": 1, "email": "aa@acme.example"});
        let error = client
            .send(Method::Post, "/orgunits", Some(&body))
            .await
            .expect_err("its answer is lost");
        assert_eq!(error.effect(), effect, "{error}");
        blocking(move || assert_eq!(fired(&running, &id).1, 1)).await;
    }
}

/// A whole apply against a service that loses answers, on either side of the effect.
#[test]
fn an_apply_brings_the_tenant_where_it_belongs_whatever_is_lost() {
    for when in ["before", "after"] {
        let mut environment = Environment::new();
        environment.copy_example("minimal");
        let faults = format!(
            "faults:\n  \
             - {{id: reads, what: status, status: 503, match: {{method: GET, every: 4}}}}\n  \
             - {{id: token, what: drop, match: {{operation: POST /oauth2/v2.0/token, nth: 1}}}}\n  \
             - {{id: orgs, what: drop, when: {when}, match: {{operation: POST /orgunits, nth: 2}}}}\n  \
             - {{id: users, what: status, status: 500, when: {when}, match: {{operation: POST /users, nth: 1}}}}\n  \
             - {{id: groups, what: truncate, when: {when}, match: {{operation: POST /groups, nth: 1}}}}\n"
        );
        environment.write("faults.yaml", faults);
        let running = SandboxProcess::start(
            &environment,
            &["minimal", "--faults", "faults.yaml", "--time-scale", "50"],
        );
        for (name, value) in &running.variables {
            environment.set(name, value);
        }
        let fast = ["--time-scale", "50"];
        let apply = [&["apply", "minimal", "--yes"][..], &fast].concat();
        environment.meibo(&apply).exits(0);
        environment.meibo(&["drift", "minimal"]).exits(0);
        let base = running.variables["LINEWORKS_API_URL"].trim_end_matches("/v1.0");
        let bearer = format!("Bearer {}", running.variables["MEIBO_SANDBOX_DEV_TOKEN"]);
        let url = format!("{base}/sandbox/faults");
        let listed = send("GET", &url, &[("Authorization", &bearer)], b"").json();
        for rule in listed["faults"].as_array().expect("a list") {
            assert!(rule["fired"].as_u64() >= Some(1), "{when}: {rule}");
        }
    }
}

#[test]
fn a_file_of_faults_is_read_strictly() {
    let environment = Environment::new();
    environment.copy_example("minimal");
    for (text, said) in [
        ("faults:\n  - what: drop\n    nht: 3\n", "line 3 column 5"),
        (
            "faults:\n  - what: status\n",
            "faults[0].status: is missing",
        ),
        ("{\"faults\": [{\"what\": \"explode\"}]}", "explode"),
        ("\u{feff}- 1", "faults.yaml"),
    ] {
        environment.write("faults.yaml", text);
        let ran = environment
            .meibo(&["sandbox", "minimal", "--faults", "faults.yaml"])
            .exits(1);
        assert!(
            ran.stderr.contains(said) && ran.stderr.contains("faults.yaml"),
            "{ran}"
        );
    }
    let ran = environment
        .meibo(&["sandbox", "minimal", "--faults", "none.yaml"])
        .exits(1);
    assert!(ran.stderr.contains("none.yaml"), "{ran}");
}
