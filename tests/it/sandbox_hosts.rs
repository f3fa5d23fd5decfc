//! Where the sandbox's API and its token endpoint stand, and what headers they ask for
//! (facts 1.1).

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules};
use secrecy::ExposeSecret;

use crate::http::{Door, send};

/// A sandbox, and what calls it from a thread of its own.
async fn with_sandbox(test: impl FnOnce(&Running, &Door) + Send + 'static) {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    };
    let options = Options::of(Seed::Empty(rules));
    let running = start(options).await.expect("started");
    let done = tokio::task::spawn_blocking(move || {
        let app = &running.credentials;
        let door = Door::open(
            &running.api_url,
            &running.auth_url,
            (&app.client_id, app.client_secret.expose_secret()),
            &app.service_account,
            app.private_key.expose_secret(),
        );
        test(&running, &door);
    });
    done.await.expect("no panic");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_and_its_tokens_have_their_paths() {
    proves!["1.1-01", "1.1-03"];
    with_sandbox(|running, door| {
        let base = running.api_url.trim_end_matches("/v1.0").to_owned();
        assert_eq!(running.api_url, format!("{base}/v1.0"));
        assert_eq!(running.auth_url, format!("{base}/oauth2/v2.0"));
        let bearer = format!("Bearer {}", door.token);
        let get = |path: &str| {
            let headers = [("Authorization", bearer.as_str())];
            send("GET", &format!("{base}{path}"), &headers, b"").status
        };
        assert_eq!(get("/v1.0/users"), 200);
        assert_eq!(get("/users"), 404);
        assert_eq!(get("/v2.0/users"), 404);
        let form = [("Content-Type", "application/x-www-form-urlencoded")];
        let post = |path: &str| send("POST", &format!("{base}{path}"), &form, b"grant_type=x");
        // The door has got a token there; a form that lacks something is told what.
        let refused = post("/oauth2/v2.0/token");
        assert_eq!(refused.status, 400);
        assert!(refused.json()["error"].is_string());
        assert_eq!(post("/oauth2/token").status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_the_server_is_a_500_or_503() {
    proves!["1.5-10", "1.5-11"];
    with_sandbox(|running, door| {
        let faults = format!(
            "{}/sandbox/faults",
            running.api_url.trim_end_matches("/v1.0")
        );
        let dev = format!("Bearer {}", running.credentials.dev_token.expose_secret());
        let headers = [
            ("Authorization", dev.as_str()),
            ("Content-Type", "application/json"),
        ];
        let tell = |method: &str, body: &str| send(method, &faults, &headers, body.as_bytes());
        let read = || door.call("GET", "/users", None);
        assert_eq!(read().status, 200);
        for (status, code) in [(500, "INTERNAL_SERVER_ERROR"), (503, "SERVICE_UNAVAILABLE")] {
            let rule =
                format!(r#"{{"what": "status", "status": {status}, "match": {{"nth": 1}}}}"#);
            assert_eq!(tell("POST", &rule).status, 201);
            let answer = read();
            assert_eq!(answer.status, status, "{answer:?}");
            assert_eq!(answer.json()["code"], code);
            assert!(answer.json()["description"].is_string());
            // A reader that asks again is answered.
            assert_eq!(read().status, 200);
            assert_eq!(tell("DELETE", "").status, 204);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_announced_as_json() {
    proves!["1.1-07"];
    with_sandbox(|running, door| {
        let bearer = format!("Bearer {}", door.token);
        let body = |n: usize| {
            format!(
                r#"{{"domainId":1,"orgUnitName":"営業{n}課","displayOrder":1,"email":"t-{n}@acme.example"}}"#
            )
        };
        let url = format!("{}/orgunits", running.api_url);
        for (n, kind) in [
            "application/json",
            "application/json; charset=UTF-8",
            "application/json;charset=utf-8",
        ]
        .into_iter()
        .enumerate()
        {
            let headers = [("Authorization", bearer.as_str()), ("Content-Type", kind)];
            let answer = send("POST", &url, &headers, body(n).as_bytes());
            assert_eq!(answer.status, 201, "{kind}: {answer:?}");
            assert_eq!(answer.header("content-type"), Some("application/json"));
            let made = answer.json();
            assert_eq!(made["orgUnitName"], format!("営業{n}課"));
            let id = made["orgUnitId"].as_str().expect("an id");
            for method in ["PATCH", "PUT"] {
                let answer = send(method, &format!("{url}/{id}"), &headers, body(n).as_bytes());
                assert_eq!(answer.status, 200, "{method} {kind}: {answer:?}");
            }
        }
        for kind in ["text/plain", "application/x-www-form-urlencoded"] {
            let headers = [("Authorization", bearer.as_str()), ("Content-Type", kind)];
            let answer = send("POST", &url, &headers, body(9).as_bytes());
            assert_eq!(answer.status, 415, "{kind}: {answer:?}");
        }
    })
    .await;
}
