//! The sandbox in this process, over real HTTP.

use std::path::Path;

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Arrival, Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules};
use secrecy::ExposeSecret;
use serde_json::json;

use crate::http::{Door, send};

fn rules() -> Rules {
    Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    }
}

fn options(state: Option<&Path>) -> Options {
    Options {
        state: state.map(Path::to_owned),
        ..Options::of(Seed::Empty(rules()))
    }
}

fn door(running: &Running) -> Door {
    let app = &running.credentials;
    Door::open(
        &running.api_url,
        &running.auth_url,
        (&app.client_id, app.client_secret.expose_secret()),
        &app.service_account,
        app.private_key.expose_secret(),
    )
}

/// The client of these tests blocks, so it gets a thread of its own.
async fn blocking<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(f).await.expect("no panic")
}

fn org(name: &str) -> serde_json::Value {
    json!({"domainId": 1, "orgUnitName": name, "displayOrder": 1, "email": format!("{name}@acme.example")})
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_created_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let state = folder.path().join("state.json");
    let running = start(options(Some(&state))).await.expect("started");
    let running = blocking(move || {
        let answer = door(&running).call("POST", "/orgunits", Some(&org("sales")));
        assert_eq!(answer.status, 201, "{answer:?}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("ratelimit-limit"), Some("240"));
        assert_eq!(answer.header("ratelimit-ssed"), Some("1"));
        running
    })
    .await;
    running.shutdown().await.expect("written");

    let running = start(options(Some(&state))).await.expect("started again");
    let listed = blocking(move || {
        let listed = door(&running).call("GET", "/orgunits?domainId=1", None);
        (listed.json(), running)
    })
    .await
    .0;
    assert_eq!(listed["orgUnits"][0]["orgUnitName"], "sales");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_refused_batch_of_keys_did_is_kept() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let [state, copy] = ["state.json", "copy.json"].map(|name| folder.path().join(name));
    let running = start(options(Some(&state))).await.expect("started");
    let running = blocking(move || {
        let door = door(&running);
        let org = door.call("POST", "/orgunits", Some(&org("sales"))).json();
        let batch = json!({"orgUnits": [
            {"id": org["orgUnitId"], "externalKey": "SALES"},
            {"id": "nobody", "externalKey": "X"},
        ]});
        let answer = door.call("POST", "/orgunits/external-keys", Some(&batch));
        assert_eq!(answer.status, 404, "{answer:?}");
        let body = json!({"description": "by its key"});
        let answer = door.call("PATCH", "/orgunits/externalKey:SALES", Some(&body));
        assert_eq!(answer.status, 200, "{answer:?}");
        running
    })
    .await;
    // What a kill leaves behind.
    for end in ["", ".log"] {
        let from = format!("{}{end}", state.display());
        std::fs::copy(from, format!("{}{end}", copy.display())).expect("copied");
    }
    let again = start(options(Some(&copy))).await.expect("no damage");
    let (before, after) = (running.world(), again.world());
    assert_eq!(
        before.expect("a world").directory(),
        after.expect("a world").directory()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_is_logged_with_its_times() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let log = folder.path().join("calls.jsonl");
    let mut options = options(None);
    options.log = Some(log.clone());
    let running = start(options).await.expect("started");
    let running = blocking(move || {
        let door = door(&running);
        let id = door.call("POST", "/orgunits", Some(&org("sales"))).json()["orgUnitId"]
            .as_str()
            .expect("an id")
            .to_owned();
        door.call("DELETE", &format!("/orgunits/{id}"), None);
        door.call("GET", "/nowhere", None);
        running
    })
    .await;
    let seen = running.arrivals();
    let short: Vec<_> = seen
        .iter()
        .map(|call| (call.operation.as_str(), call.status, call.domain))
        .collect();
    assert_eq!(
        short,
        [
            ("POST /oauth2/v2.0/token", 200, None),
            ("POST /orgunits", 201, Some(DomainId(1))),
            ("DELETE /orgunits/{}", 204, Some(DomainId(1))),
            ("GET", 404, None),
        ]
    );
    assert!(seen.iter().all(|call| call.arrived <= call.answered));
    assert!(seen.is_sorted_by_key(|call| call.arrived));
    let written: Vec<Arrival> = std::fs::read_to_string(&log)
        .expect("the log")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(written, seen);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_write_guard_lets_only_reads_through() {
    let mut options = options(None);
    options.write_guard = true;
    let running = start(options).await.expect("started");
    blocking(move || {
        let door = door(&running);
        for (method, path) in [
            ("POST", "/orgunits"),
            ("PUT", "/orgunits/x"),
            ("PATCH", "/orgunits/x"),
            ("DELETE", "/orgunits/x"),
        ] {
            assert_eq!(door.call(method, path, Some(&org("sales"))).status, 500);
        }
        let listed = door.call("GET", "/orgunits?domainId=1", None);
        assert_eq!(listed.status, 200);
        assert_eq!(listed.json()["orgUnits"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_call_of_the_api_is_refused() {
    let running = start(options(None)).await.expect("started");
    blocking(move || {
        let door = door(&running);
        let base = running.api_url.trim_end_matches("/v1.0").to_owned();
        let bearer = format!("Bearer {}", door.token);
        let json_body = ("Content-Type", "application/json");
        let long = vec![b' '; 5 << 20];
        let fat = "x".repeat(40 << 10);
        for (expected, method, path, headers, body) in [
            (401, "GET", "/v1.0/users", vec![], &b""[..]),
            (
                401,
                "GET",
                "/v1.0/users",
                vec![("Authorization", "Bearer other")],
                b"",
            ),
            (404, "GET", "/users", vec![], b""),
            (404, "GET", "/v1.0x/users", vec![], b""),
            (404, "POST", "/oauth2/v2.0/authorize", vec![], b""),
            (405, "GET", "/oauth2/v2.0/token", vec![], b""),
            (400, "POST", "/oauth2/v2.0/token", vec![], b"client_id=x"),
            (405, "GET", "/oauth2/v2.0/revoke", vec![], b""),
            (400, "POST", "/oauth2/v2.0/revoke", vec![], b"token=x"),
            (405, "OPTIONS", "/v1.0/users", vec![], b""),
            (413, "POST", "/v1.0/orgunits", vec![json_body], &long),
            (431, "GET", "/v1.0/users", vec![("X-Fat", &fat)], b""),
            (415, "POST", "/v1.0/orgunits", vec![], b"{}"),
            (
                400,
                "POST",
                "/v1.0/orgunits",
                vec![json_body, ("Authorization", &bearer)],
                b"{",
            ),
            (
                400,
                "POST",
                "/v1.0/orgunits",
                vec![json_body, ("Authorization", &bearer)],
                b"\xff\xfe",
            ),
        ] {
            let answer = send(method, &format!("{base}{path}"), &headers, body);
            assert_eq!(answer.status, expected, "{method} {path}: {answer:?}");
            if expected == 415 {
                assert_eq!(answer.header("ratelimit-remaining"), Some("240"));
            }
        }
        assert!(
            running
                .world()
                .expect("unharmed")
                .directory()
                .orgs
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_this_machine_can_reach_it() {
    let running = start(options(None)).await.expect("started");
    assert!(running.api_url.starts_with("http://127.0.0.1:"));
    assert!(running.auth_url.starts_with("http://127.0.0.1:"));
}
