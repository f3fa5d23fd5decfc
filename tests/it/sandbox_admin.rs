//! What the sandbox can be told under `/sandbox/`.

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::http::send;

async fn with_sandbox(
    change: impl FnOnce(&mut Options),
    work: impl FnOnce(&Running, &Desk) + Send + 'static,
) {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    };
    let mut options = Options::of(Seed::Empty(rules));
    change(&mut options);
    let running = start(options).await.expect("started");
    tokio::task::spawn_blocking(move || work(&running, &Desk::of(&running)))
        .await
        .expect("no panic");
}

fn member(key: &str) -> Value {
    json!({"domainId": 1, "userExternalKey": key, "userName": {"lastName": "森"},
        "email": format!("{key}@acme.example"), "privateEmail": "p@private.example"})
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_are_listed_done_and_refused() {
    with_sandbox(
        |_| {},
        |_, desk| {
            let listed = desk.send("GET", "/sandbox/acts", None).json();
            let kinds: Vec<&str> = (listed["acts"].as_array().expect("a list").iter())
                .map(|act| act["act"].as_str().expect("a word"))
                .collect();
            assert_eq!(kinds, meibo::world::Act::KINDS);
            desk.api(201, "POST", "/users", Some(member("e1")));
            desk.act(json!({"act": "firstLogin", "member": "externalKey:e1"}));
            desk.act(json!({"act": "failedLogins", "member": "e1@acme.example"}));
            let read = desk.api(200, "GET", "/users/externalKey:e1", None);
            assert_eq!(read["suspendedReason"], "LOGIN_FAIL");
            let refusal = desk.refused(
                400,
                json!({"act": "firstLogin", "member": "externalKey:e1"}),
            );
            assert_eq!(refusal["code"], "INVALID_PARAMETER");
            desk.refused(404, json!({"act": "firstLogin", "member": "nobody"}));
            for (wrong, says) in [
                (
                    json!({"act": "fly"}),
                    "unknown variant `fly`, expected one of `setSync`",
                ),
                (
                    json!({"act": "firstLogin", "user": "e1"}),
                    "unknown field `user`, expected `member`",
                ),
                (json!({"act": "firstLogin"}), "missing field `member`"),
                (json!({"member": "e1"}), "missing field `act`"),
                (
                    json!({"act": "setConsistency", "lag": 1}),
                    "unknown field `lag`",
                ),
                (
                    json!({"act": "setSync", "domain": 1, "switches": {"groups": true}}),
                    "unknown field `groups`",
                ),
            ] {
                let refusal = desk.refused(400, wrong.clone());
                let said = refusal["description"].as_str().expect("a text");
                assert!(said.contains(says), "{wrong}: {said}");
            }
            assert_eq!(desk.send("PUT", "/sandbox/acts", None).status, 405);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_but_the_dev_token_and_json_is_turned_away() {
    with_sandbox(
        |_| {},
        |running, desk| {
            let base = running.api_url.trim_end_matches("/v1.0");
            for path in ["acts", "calls", "clock", "consistency", "state", "nothing"] {
                let url = format!("{base}/sandbox/{path}");
                assert_eq!(send("GET", &url, &[], b"").status, 401, "{path}");
                let wrong = [("Authorization", "Bearer meibo-dev-0")];
                assert_eq!(send("POST", &url, &wrong, b"{}").status, 401, "{path}");
                let found = desk.send("GET", &format!("/sandbox/{path}"), None).status;
                assert_eq!(found, if path == "nothing" { 404 } else { 200 }, "{path}");
            }
            use secrecy::ExposeSecret;
            let bearer = format!("Bearer {}", running.credentials.dev_token.expose_secret());
            let form = [
                ("Authorization", bearer.as_str()),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ];
            for path in ["acts", "clock", "consistency"] {
                let url = format!("{base}/sandbox/{path}");
                assert_eq!(send("POST", &url, &form, b"advanceSeconds=1").status, 415);
                let json = [form[0], ("Content-Type", "application/json")];
                assert_eq!(send("POST", &url, &json, b"{").status, 400, "{path}");
                assert_eq!(send("POST", &url, &json, b"").status, 400, "{path}");
            }
            for path in ["calls", "state"] {
                assert_eq!(
                    desk.send("DELETE", &format!("/sandbox/{path}"), None)
                        .status,
                    405
                );
            }
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lags_are_set_at_the_start_and_later_one_by_one() {
    let lagging = |options: &mut Options| options.list_lag = Some(60);
    with_sandbox(lagging, |_, desk| {
        let set = |body: Value| {
            let answer = desk.send("POST", "/sandbox/consistency", Some(&body));
            (answer.status, answer.json())
        };
        let held = desk.send("GET", "/sandbox/consistency", None).json();
        assert_eq!(
            held,
            json!({"listLagSeconds": 60, "membershipLagSeconds": 0})
        );
        desk.api(201, "POST", "/users", Some(member("e1")));
        let listed = || {
            let page = desk.api(200, "GET", "/users?domainId=1", None);
            page["users"].as_array().expect("a list").len()
        };
        assert_eq!(listed(), 0);
        desk.api(200, "GET", "/users/externalKey:e1", None);
        desk.advance(60);
        assert_eq!(listed(), 1);
        let (status, now) = set(json!({"membershipLagSeconds": 5}));
        assert_eq!((status, &now["listLagSeconds"]), (200, &json!(60)));
        assert_eq!(now["membershipLagSeconds"], 5);
        desk.api(201, "POST", "/users", Some(member("e2")));
        assert_eq!(listed(), 1);
        set(json!({"listLagSeconds": 0}));
        assert_eq!(listed(), 2);
        for wrong in [
            json!({"listLagSeconds": 86_401}),
            json!({"listLagSeconds": -1}),
            json!({"lists": 1}),
        ] {
            assert_eq!(set(wrong).0, 400);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_state_is_told_in_numbers() {
    with_sandbox(|_| {}, |_, desk| {
        for key in ["e1", "e2", "e3", "e4"] {
            desk.api(201, "POST", "/users", Some(member(key)));
        }
        for key in ["e1", "e2", "e3"] {
            desk.act(json!({"act": "firstLogin", "member": format!("externalKey:{key}")}));
        }
        desk.api(204, "POST", "/users/externalKey:e2/suspend", None);
        desk.api(204, "DELETE", "/users/externalKey:e3", None);
        desk.act(json!({"act": "setSync", "domain": 1, "switches": {"enabled": true, "group": true}}));
        desk.act(json!({"act": "grantExternal", "domain": 1, "outside": "line", "to": "perMember"}));
        desk.act(json!({"act": "setAssumptions", "switches": {"listShowsDeleted": false}}));
        let told = desk.send("GET", "/sandbox/state", None).json();
        assert_eq!(told["plan"], "advanced");
        assert_eq!(told["counts"]["members"], 4);
        assert_eq!(told["assumptions"]["listShowsDeleted"], false);
        assert_eq!(told["consistency"]["listLagSeconds"], 0);
        let domain = &told["domains"][0];
        assert_eq!(domain["states"], json!({"inUse": 1, "pending": 1, "suspended": 1, "onLeave": 0, "deleted": 1}));
        assert_eq!((&domain["sync"]["group"], &domain["sync"]["absence"]), (&json!(true), &json!(false)));
        assert_eq!(domain["external"], json!({"line": "perMember", "works": "off"}));
        // Looking lets time do its work, as every call does.
        desk.advance(7 * 24 * 3600);
        let told = desk.send("GET", "/sandbox/state", None).json();
        assert_eq!(told["domains"][0]["states"]["deleted"], 0);
        assert_eq!(told["movedSeconds"], 7 * 24 * 3600);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_are_told_from_a_number_on() {
    with_sandbox(
        |_| {},
        |_, desk| {
            desk.api(201, "POST", "/users", Some(member("e1")));
            desk.api(404, "GET", "/users/nobody", None);
            let told = desk.send("GET", "/sandbox/calls", None).json();
            assert_eq!(told["last"], 2);
            let short: Vec<(u64, &str, u64)> = (told["calls"].as_array().expect("a list").iter())
                .map(|call| {
                    let number = |name: &str| call[name].as_u64().expect("a number");
                    (
                        number("n"),
                        call["operation"].as_str().expect("a word"),
                        number("status"),
                    )
                })
                .collect();
            assert_eq!(short, [(1, "POST /users", 201), (2, "GET /users/{}", 404)]);
            desk.api(200, "GET", "/groups?domainId=1", None);
            let told = desk.send("GET", "/sandbox/calls?since=2", None).json();
            assert_eq!(
                (told["calls"][0]["n"].as_u64(), told["last"].as_u64()),
                (Some(3), Some(3))
            );
            let told = desk.send("GET", "/sandbox/calls?since=3", None).json();
            assert_eq!((&told["calls"], &told["last"]), (&json!([]), &json!(3)));
            for wrong in ["since=x", "since=-1", "until=3"] {
                let answer = desk.send("GET", &format!("/sandbox/calls?{wrong}"), None);
                assert_eq!(answer.status, 400, "{wrong}");
            }
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_page_about_the_sandbox_sends_is_taken() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sandbox.md"))
        .expect("the page");
    for kind in meibo::world::Act::KINDS {
        assert!(page.contains(&format!("`{kind}`")), "{kind} is not told");
    }
    let sent: Vec<(String, Option<Value>)> = (page.lines())
        .filter(|line| line.starts_with("curl ") && line.contains("/sandbox/"))
        .map(|line| {
            let path = &line[line.find("/sandbox/").expect("a path")..];
            let end = path.find([' ', '"']).unwrap_or(path.len());
            let body = line.split_once("-d '").map(|(_, rest)| {
                let body = rest.strip_suffix('\'').expect("a closing quote");
                serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {line}"))
            });
            (path[..end].to_owned(), body)
        })
        .collect();
    assert!(sent.len() > 6, "{sent:?}");
    with_sandbox(
        |_| {},
        move |_, desk| {
            let mut known = member("E001");
            known["email"] = json!("e1@acme.example");
            // The page moves the clock by more than an invitation lasts.
            known["passwordConfig"] =
                json!({"passwordCreationType": "ADMIN", "password": "Example#2026"});
            desk.api(201, "POST", "/users", Some(known));
            for (path, body) in sent {
                let method = if body.is_some() { "POST" } else { "GET" };
                let status = desk.send(method, &path, body.as_ref()).status;
                assert!(
                    matches!(status, 200 | 201 | 204),
                    "{method} {path} {body:?}: {status}"
                );
            }
        },
    )
    .await;
}
