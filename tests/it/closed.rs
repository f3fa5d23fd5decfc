//! The sandbox is closed to outsiders: other hosts, other pages, those without a token,
//! and those who send more, or slower, than anybody needs to.

use std::time::Duration;

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{ArrivalKind, Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules};
use secrecy::ExposeSecret;
use serde_json::json;

use crate::environment::Environment;
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

/// A running sandbox and what to say to it.
struct Port {
    running: Running,
    url: String,
    host: String,
    dev: String,
}

impl Port {
    async fn open(options: Options) -> Port {
        let running = start(options).await.expect("started");
        let url = running.api_url.clone();
        Port {
            host: host(&url).to_owned(),
            dev: format!("Bearer {}", running.credentials.dev_token.expose_secret()),
            url,
            running,
        }
    }

    fn send(&self, bytes: impl AsRef<[u8]>) -> Option<Bytes> {
        let mut raw = Raw::to(&self.url);
        raw.send(bytes);
        raw.answer()
    }

    /// A request of somebody who may do everything, with these headers on top.
    fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Bytes {
        let mut all = vec![("Host", self.host.as_str()), ("Authorization", &self.dev)];
        if !body.is_empty() {
            all.push(("Content-Type", "application/json"));
        }
        all.extend_from_slice(headers);
        self.send(request(method, target, &all, body))
            .unwrap_or_else(|| panic!("{method} {target} got no answer"))
    }

    fn orgs(&self) -> usize {
        self.running
            .world()
            .expect("a world")
            .directory()
            .orgs
            .len()
    }
}

fn org(name: &str) -> Vec<u8> {
    json!({"domainId": 1, "orgUnitName": name, "displayOrder": 1, "email": format!("{name}@acme.example")})
        .to_string()
        .into_bytes()
}

/// Nothing that would let a page of another origin read an answer or send more.
fn grants_nothing(answer: &Bytes) {
    for (name, _) in &answer.headers {
        assert!(!name.starts_with("access-control-"), "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_means_another_host_is_not_answered() {
    let port = Port::open(options()).await;
    blocking(move || {
        let (own, dev) = (port.host.clone(), port.dev.clone());
        let (_, number) = own.split_once(':').expect("a port");
        let head = |line: &str, hosts: &[&str]| {
            let mut head = format!("{line}\r\nAuthorization: {dev}\r\n");
            for host in hosts {
                head.push_str(&format!("Host: {host}\r\n"));
            }
            head.push_str("\r\n");
            port.send(head).expect("an answer")
        };
        let get = "GET /v1.0/orgunits?domainId=1 HTTP/1.1";
        for good in [
            own.clone(),
            format!("localhost:{number}"),
            format!("[::1]:{number}"),
        ] {
            assert_eq!(head(get, &[&good]).status, 200, "{good}");
        }
        for (status, hosts) in [
            (421, vec!["evil.example".to_owned()]),
            (421, vec![format!("evil.example:{number}")]),
            (421, vec![format!("127.0.0.1.evil.example:{number}")]),
            (421, vec!["127.0.0.1".to_owned()]),
            (421, vec![format!("user@{own}")]),
            (400, vec![]),
            (400, vec![String::new()]),
            (400, vec![own.clone(), own.clone()]),
            (400, vec![own.clone(), "evil.example".to_owned()]),
        ] {
            let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
            let answer = head(get, &hosts);
            assert_eq!(answer.status, status, "{hosts:?}: {answer:?}");
            assert!(!answer.text().contains("orgUnits"), "{answer:?}");
            assert_eq!(answer.header("connection"), Some("close"));
            grants_nothing(&answer);
        }
        // The target counts as well as the header, for every room of the port.
        for path in [
            "/v1.0/orgunits",
            "/oauth2/v2.0/token",
            "/console/",
            "/sandbox/faults",
            "/",
        ] {
            let line = format!("GET http://evil.example:{number}{path} HTTP/1.1");
            assert_eq!(head(&line, &[&own]).status, 421, "{line}");
            let line = format!("GET {path} HTTP/1.1");
            assert_eq!(head(&line, &["evil.example"]).status, 421, "{line}");
        }
        let line = format!("GET http://{own}/v1.0/orgunits?domainId=1 HTTP/1.1");
        assert_eq!(head(&line, &[&own]).status, 200);
        assert_eq!(
            head("GET /v1.0/orgunits?domainId=1 HTTP/1.0", &[&own]).status,
            200
        );
        assert_eq!(
            head("GET /v1.0/orgunits?domainId=1 HTTP/1.0", &[]).status,
            400
        );
        assert_eq!(head("OPTIONS * HTTP/1.1", &[&own]).status, 400);
        let refused = port.running.arrivals();
        let kinds = |kind| refused.iter().filter(|call| call.kind == kind).count();
        assert!(kinds(ArrivalKind::Refused) >= 20);
        let reasons: Vec<&str> = refused
            .iter()
            .filter_map(|c| c.refusal.as_deref())
            .collect();
        for reason in ["otherHost", "hostUnclear", "noPath"] {
            assert!(reasons.contains(&reason), "{reason}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_origins_change_and_read_nothing() {
    let port = Port::open(options()).await;
    blocking(move || {
        let own = format!("http://{}", port.host);
        for header in [
            ("Origin", "http://evil.example"),
            ("Origin", "null"),
            ("Origin", "http://127.0.0.1:1"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ] {
            for (method, target) in [
                ("POST", "/v1.0/orgunits"),
                ("POST", "/oauth2/v2.0/token"),
                ("POST", "/sandbox/faults"),
                ("POST", "/console/org"),
                ("OPTIONS", "/v1.0/orgunits"),
                ("GET", "/v1.0/orgunits"),
                ("GET", "/console/"),
            ] {
                let body = if method == "POST" {
                    org("evil")
                } else {
                    Vec::new()
                };
                let answer = port.ask(method, target, &[header], &body);
                assert_eq!(
                    answer.status, 403,
                    "{header:?} {method} {target}: {answer:?}"
                );
                assert_eq!(answer.header("allow"), None);
                grants_nothing(&answer);
            }
        }
        assert_eq!(port.orgs(), 0);
        for header in [
            ("Origin", own.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
            ("Sec-Fetch-Site", "none"),
        ] {
            let answer = port.ask("GET", "/v1.0/orgunits?domainId=1", &[header], b"");
            assert_eq!(answer.status, 200, "{header:?}");
            grants_nothing(&answer);
        }
        // A preflight without an origin is a call that does not exist.
        let answer = port.ask("OPTIONS", "/v1.0/orgunits", &[], b"");
        assert_eq!(answer.status, 405);
        grants_nothing(&answer);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_is_not_there_is_answered_with_those_that_are() {
    let port = Port::open(options()).await;
    blocking(move || {
        for (method, target, allow) in [
            ("OPTIONS", "/v1.0/orgunits", "GET, POST, PUT, PATCH, DELETE"),
            ("DELETE", "/v1.0/orgunits", "GET, POST"),
            ("GET", "/v1.0/orgunits/x/move", "POST"),
            ("POST", "/v1.0/orgunits/x", "GET, PUT, PATCH, DELETE"),
            ("TRACE", "/v1.0/orgunits", "GET, POST, PUT, PATCH, DELETE"),
            ("GET", "/oauth2/v2.0/token", "POST"),
            ("PUT", "/sandbox/faults", "GET, POST, DELETE"),
        ] {
            let answer = port.ask(method, target, &[], b"");
            assert_eq!(answer.status, 405, "{method} {target}: {answer:?}");
            assert_eq!(answer.header("allow"), Some(allow), "{method} {target}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dev_token_opens_everything_and_is_told_nowhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, log) = (
        folder.path().join("state.json"),
        folder.path().join("log.jsonl"),
    );
    let kept = || Options {
        state: Some(state.clone()),
        log: Some(log.clone()),
        keep_key: true,
        ..options()
    };
    let port = Port::open(kept()).await;
    let first = port.dev.clone();
    let secret = first.strip_prefix("Bearer ").expect("a bearer").to_owned();
    assert!(secret.len() >= 32 + "meibo-dev-".len(), "128 bits or more");
    let running = blocking(move || {
        assert_eq!(
            port.ask("POST", "/v1.0/orgunits", &[], &org("sales"))
                .status,
            201
        );
        assert_eq!(port.ask("GET", "/sandbox/faults", &[], b"").status, 200);
        // A token of the API opens the API alone; anything else opens nothing.
        let wrong = format!("{}0", port.dev);
        for (target, authorization) in [
            ("/v1.0/orgunits?domainId=1", wrong.as_str()),
            ("/v1.0/orgunits?domainId=1", &secret),
            ("/sandbox/faults", &wrong),
            ("/sandbox/faults", "Bearer "),
            ("/sandbox/nothing", "Bearer x"),
        ] {
            let headers = [
                ("Host", port.host.as_str()),
                ("Authorization", authorization),
            ];
            let answer = port
                .send(request("GET", target, &headers, b""))
                .expect("an answer");
            assert_eq!(answer.status, 401, "{target} {authorization}");
            assert!(!answer.text().contains(&secret));
        }
        let headers = [("Host", port.host.as_str())];
        let answer = port.send(request("POST", "/sandbox/faults", &headers, b"{}"));
        let answer = answer.expect("an answer");
        assert_eq!(answer.status, 401);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        assert!(!format!("{:?}", port.running).contains(&secret));
        // Wherever it may be echoed.
        let target = format!("/v1.0/{secret}");
        assert_eq!(port.ask("GET", &target, &[], b"").status, 404);
        port.running
    })
    .await;
    running.shutdown().await.expect("written");
    let text = std::fs::read_to_string(&state).expect("the state");
    let secret = first.strip_prefix("Bearer ").expect("a bearer");
    assert!(!text.contains(secret));
    // The path that was asked for is the asker's own doing.
    let text = std::fs::read_to_string(&log).expect("the log");
    let told = text.lines().filter(|line| line.contains(secret)).count();
    assert_eq!(told, 1, "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = folder.path().join("state.json.key.pem");
        let mode = std::fs::metadata(key)
            .expect("the key")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = Port::open(kept()).await;
    assert_eq!(again.dev, first, "a shell that exported it can go on");
    let other = Port::open(options()).await;
    assert_ne!(other.dev, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_is_refused_before_it_is_held() {
    let port = Port::open(options()).await;
    blocking(move || {
        let (own, dev) = (port.host.clone(), port.dev.clone());
        let long = "x".repeat(100 << 10);
        let line = format!("GET /v1.0/{long} HTTP/1.1\r\nHost: {own}\r\n\r\n");
        let status = port.send(line).expect("an answer").status;
        assert!(matches!(status, 414 | 431), "{status}");
        let line = format!(
            "GET /v1.0/{} HTTP/1.1\r\nHost: {own}\r\n\r\n",
            &long[..20 << 10]
        );
        assert_eq!(port.send(line).expect("an answer").status, 414);
        let many: String = (0..200).map(|n| format!("X-{n}: 1\r\n")).collect();
        let head = format!("GET /v1.0/users HTTP/1.1\r\nHost: {own}\r\n{many}\r\n");
        assert_eq!(port.send(head).expect("an answer").status, 431);
        let fat = ("X-Fat", &long[..40 << 10]);
        assert_eq!(port.ask("GET", "/v1.0/users", &[fat], b"").status, 431);

        // Said beforehand: refused at once, without `100 Continue` and without the body.
        let head = |more: &str| {
            format!(
                "POST /v1.0/orgunits HTTP/1.1\r\nHost: {own}\r\nAuthorization: {dev}\r\n\
                 Content-Type: application/json\r\n{more}\r\n\r\n"
            )
        };
        let answer = port.send(head("Expect: 100-continue\r\nContent-Length: 99999999"));
        assert_eq!(answer.expect("an answer").status, 413);
        let answer = port.send(head("Content-Length: 99999999999999999999"));
        assert_eq!(answer.expect("an answer").status, 400);
        let answer = port.send(head("Content-Length: -1"));
        assert_eq!(answer.expect("an answer").status, 400);
        // Not said beforehand.
        let mut raw = Raw::to(&port.url);
        raw.send(head("Transfer-Encoding: chunked"));
        let chunk = format!("{:x}\r\n{}\r\n", 64 << 10, " ".repeat(64 << 10));
        for _ in 0..80 {
            raw.send(&chunk);
        }
        raw.send("0\r\n\r\n");
        assert_eq!(raw.answer().expect("an answer").status, 413);

        // What is expected is waited for, and taken.
        let body = org("sales");
        let mut raw = Raw::to(&port.url);
        raw.send(head(&format!(
            "Expect: 100-continue\r\nContent-Length: {}",
            body.len()
        )));
        assert_eq!(raw.answer().expect("go on").status, 100);
        raw.send(&body);
        assert_eq!(raw.answer().expect("an answer").status, 201);
        let mut raw = Raw::to(&port.url);
        raw.send(head("Transfer-Encoding: chunked"));
        let body = String::from_utf8(org("audit")).expect("text");
        raw.send(format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
        assert_eq!(raw.answer().expect("an answer").status, 201);
        assert_eq!(port.orgs(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_in_one_breath_are_answered_in_their_order() {
    let port = Port::open(options()).await;
    blocking(move || {
        let headers = [
            ("Host", port.host.as_str()),
            ("Authorization", &port.dev),
            ("Content-Type", "application/json"),
        ];
        let mut bytes = request("POST", "/v1.0/orgunits", &headers, &org("sales"));
        bytes.extend(request("GET", "/v1.0/nowhere", &headers, b""));
        bytes.extend(request("GET", "/v1.0/orgunits?domainId=1", &headers, b""));
        let mut raw = Raw::to(&port.url);
        raw.send(bytes);
        let answers: Vec<Bytes> = (0..3).map(|_| raw.answer().expect("an answer")).collect();
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [201, 404, 200]);
        assert!(answers[2].text().contains("sales"));
        // HTTP/1.0 is answered once, and the connection ends.
        let mut raw = Raw::to(&port.url);
        raw.send(format!(
            "GET /v1.0/orgunits?domainId=1 HTTP/1.0\r\nHost: {}\r\nAuthorization: {}\r\n\r\n",
            port.host, port.dev
        ));
        assert_eq!(raw.answer().expect("an answer").status, 200);
        assert_eq!(raw.everything(), b"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_so_many_are_served_at_a_time() {
    let port = Port::open(options()).await;
    blocking(move || {
        let mut idle: Vec<Raw> = (0..256).map(|_| Raw::to(&port.url)).collect();
        let ask = request("GET", "/v1.0/orgunits", &[("Host", &port.host)], b"");
        // All of them are taken, the last one too.
        let last = idle.last_mut().expect("some");
        last.send(&ask);
        assert_eq!(last.answer().expect("an answer").status, 401);
        let mut late = Raw::to(&port.url);
        late.waits(Duration::from_millis(300));
        late.send(&ask);
        assert!(late.answer().is_none(), "it waits for a place");
        idle.truncate(200);
        late.waits(Duration::from_secs(30));
        assert_eq!(late.answer().expect("a place came free").status, 401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_logged_and_nothing_secret_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log.jsonl");
    let port = Port::open(Options {
        log: Some(log.clone()),
        ..options()
    })
    .await;
    let secret = "cl1ent-s3cret";
    blocking(move || {
        let body = format!("grant_type=refresh_token&client_id=x&client_secret={secret}");
        let headers = [
            ("Host", port.host.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ];
        let target = "/oauth2/v2.0/token?client_secret=cl1ent-s3cret";
        let answer = port.send(request("POST", target, &headers, body.as_bytes()));
        assert_eq!(answer.expect("an answer").status, 401);
        let seen = port.running.arrivals();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].kind, ArrivalKind::Token);
        assert_eq!(
            (seen[0].operation.as_str(), seen[0].status),
            ("POST /oauth2/v2.0/token", 401)
        );
    })
    .await;
    let text = std::fs::read_to_string(&log).expect("the log");
    assert!(text.contains("/oauth2/v2.0/token"));
    assert!(!text.contains(secret), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_network_numbers_are_meant_and_names_are_not() {
    let port = Port::open(Options {
        network: Some("0.0.0.0:0".parse().expect("an address")),
        ..options()
    })
    .await;
    assert!(port.running.open_to_others().is_some());
    assert!(port.url.starts_with("http://127.0.0.1:"));
    blocking(move || {
        let (_, number) = port.host.split_once(':').expect("a port");
        for (host, status) in [
            (port.host.clone(), 200),
            (format!("192.0.2.7:{number}"), 200),
            (format!("sandbox.example:{number}"), 421),
        ] {
            let headers = [("Host", host.as_str()), ("Authorization", &port.dev)];
            let bytes = request("GET", "/v1.0/orgunits?domainId=1", &headers, b"");
            assert_eq!(
                port.send(bytes).expect("an answer").status,
                status,
                "{host}"
            );
        }
    })
    .await;
    let here = Port::open(options()).await;
    assert_eq!(here.running.open_to_others(), None);
}

#[test]
fn the_network_is_asked_for_in_so_many_words() {
    let environment = Environment::new();
    environment.write(
        "org.yaml",
        "tenant:\n  key: k\n  plan: advanced\n  domains: [{key: m, id: 1, name: a.example}]\n",
    );
    for args in [
        // A sandbox inside another verb is for that verb alone.
        &["plan", ".", "--sandbox", "--listen-on-network", "0.0.0.0:0"][..],
        &[
            "sandbox",
            ".",
            "--port",
            "1",
            "--listen-on-network",
            "0.0.0.0:0",
        ],
        &["sandbox", ".", "--listen-on-network", "8080"],
        &["sandbox", ".", "--listen-on-network", "everybody:8080"],
        &["sandbox", ".", "--host", "0.0.0.0"],
    ] {
        let ran = environment.meibo(args).exits(1);
        assert!(ran.stderr.starts_with("error: "), "{ran}");
        assert!(!ran.stdout.contains("export"), "{ran}");
    }
    let help = environment.meibo(&["sandbox", "--help"]).exits(0).stdout;
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("Whoever reaches it and has the dev token"),
        "{help}"
    );
}
