//! The example company's plan over real HTTP, by meibo's own client, against a sandbox
//! that fails: whatever strikes, the tenant ends as planned. The same sweep in virtual
//! time, call by call, is in the executor's own tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use meibo::api::{
    Client, Config, Credentials, Network, ServiceAccount, SigningKey, WRITE_USER_SCOPES,
};
use meibo::apply::{Apply, Cancel, Secrets, Silent, apply};
use meibo::directory::{Desired, SNAPSHOT_FORMAT, Snapshot};
use meibo::plan::pace::Limits;
use meibo::plan::{Options, Plan, plan};
use meibo::sandbox::{self, Running, Seed, start};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::http::send;

/// A minute passes in a fifth of a second.
const FAST: f64 = 300.0;

/// One call in so many is struck in a run; as many runs strike every call, as in CI.
const APART: usize = 6;

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme/sandbox.json")
}

async fn tenant() -> Running {
    let options = sandbox::Options {
        time_scale: FAST,
        ..sandbox::Options::of(Seed::File {
            path: seed(),
            rules: None,
        })
    };
    start(options).await.expect("started")
}

fn client(running: &Running, timeout: Duration) -> Client {
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
        domains: Vec::new(),
        network: Network {
            timeout,
            ..Network::default()
        },
        time_scale: FAST,
        secrets: Vec::new(),
    })
    .expect("usable settings")
}

fn planned(desired: &Desired, running: &Running) -> Plan {
    let world = running.world().expect("a world");
    let now = "2026-04-01T00:00:00Z".parse().expect("a moment");
    let live = Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: desired.tenant.key.clone(),
        read_at: now,
        directory: world.directory().clone(),
    };
    plan(desired, &live, &Options::at(now))
}

async fn strike(running: &Running, rule: Value) {
    let base = running.api_url.trim_end_matches("/v1.0").to_owned();
    let bearer = format!("Bearer {}", running.credentials.dev_token.expose_secret());
    let answer = tokio::task::spawn_blocking(move || {
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/json"),
        ];
        let url = format!("{base}/sandbox/faults");
        send("POST", &url, &headers, rule.to_string().as_bytes())
    });
    let answer = answer.await.expect("no panic");
    assert_eq!(answer.status, 201, "{answer:?}");
}

/// Whether every call is struck by every fault, as in CI, or a sixth of them.
#[expect(
    clippy::disallowed_methods,
    reason = "how much a test tries is nothing that meibo is set by"
)]
fn all_are_struck() -> bool {
    std::env::var_os("MEIBO_CI").is_some()
}

/// Says what was tried, for whoever runs the tests.
#[expect(
    clippy::disallowed_macros,
    reason = "the figures of a test are none of meibo's output"
)]
fn tried(runs: usize, struck: usize) {
    println!("{runs} runs over HTTP, {struck} faults");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_company_ends_as_planned_whatever_strikes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
    let desired = meibo::source::load(&folder).desired.expect("no errors");
    let mut runs = 0;
    let mut struck = 0;
    let faults = [
        json!({"what": "status", "status": 500, "when": "before"}),
        json!({"what": "status", "status": 500, "when": "after"}),
        json!({"what": "status", "status": 503, "when": "before"}),
        json!({"what": "status", "status": 503, "when": "after"}),
        json!({"what": "drop", "when": "before"}),
        json!({"what": "drop", "when": "after"}),
        json!({"what": "silence", "when": "after"}),
        json!({"what": "truncate", "when": "after"}),
        json!({"what": "html", "when": "before"}),
        json!({"what": "html", "when": "after"}),
        json!({"what": "garbage", "when": "after"}),
        json!({"what": "status", "status": 429, "rateLimitReset": 3}),
        json!({"what": "status", "status": 429, "retryAfter": 2}),
        // What an expired token is answered with.
        json!({"what": "status", "status": 401}),
    ];
    for (i, fault) in faults.into_iter().enumerate() {
        // Waiting for what never comes takes its real time: one run tells.
        let is_silent = fault["what"] == "silence";
        let (apart, rounds) = match (is_silent, all_are_struck()) {
            (true, _) => (12, 0..1),
            (false, true) => (APART, 0..APART),
            (false, false) => (APART, i % APART..i % APART + 1),
        };
        let timeout = Duration::from_millis(if is_silent { 500 } else { 20_000 });
        for round in rounds {
            let running = tenant().await;
            let plan = planned(&desired, &running);
            let mut calls: BTreeMap<&str, usize> = BTreeMap::new();
            for step in &plan.steps {
                let method = step.request.method.name();
                let nth = calls.entry(method).or_default();
                *nth += 1;
                // By method, so that a call and its repeat are not both struck.
                if *nth % apart == round {
                    let mut rule = fault.clone();
                    rule["match"] = json!({"method": method, "path": "/v1.0/*", "nth": *nth});
                    strike(&running, rule).await;
                    struck += 1;
                }
            }
            let client = client(&running, timeout);
            let (secrets, cancel) = (Secrets::none(), Cancel::default());
            let with = Apply::unrecorded(&secrets, &Silent, &cancel);
            let outcome = apply(&client, &plan, &with).await;
            let case = format!("{fault}, round {round}");
            let problems = outcome.problems(&plan);
            assert!(outcome.is_complete(), "{case}: {problems:#?}");
            let left = planned(&desired, &running);
            assert!(left.steps.is_empty(), "{case}: {:#?}", left.steps);
            // Whatever was performed more than once would be in the log as accepted twice.
            let mut done: BTreeMap<String, usize> = BTreeMap::new();
            for call in running.arrivals() {
                let creates = ["POST /users", "POST /orgunits", "POST /groups"];
                if creates.contains(&call.operation.as_str()) && call.status == 201 {
                    *done.entry(call.operation.clone()).or_default() += 1;
                }
            }
            for (operation, times) in done {
                let (method, path) = operation.split_once(' ').expect("a method and a path");
                let is_it = |step: &&meibo::plan::Step| {
                    step.request.method.name() == method && step.request.path == path
                };
                let wanted = plan.steps.iter().filter(is_it).count();
                assert_eq!(times, wanted, "{case}: {operation}");
            }
            runs += 1;
        }
    }
    tried(runs, struck);
}
