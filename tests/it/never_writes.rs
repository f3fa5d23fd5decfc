//! Planning never writes: every reading verb runs against a server that fails whatever is
//! no GET and no token request, with a plan that holds an enable, an adoption and a removal.

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Arrival, ArrivalKind};
use meibo::world::{Assumptions, DomainRules, Method, Rules, World};
use serde_json::{Value, json};

use crate::environment::{Environment, SandboxProcess};

const CONFIGURATION: &str = "\
tenant:
  key: guarded
  plan: advanced
  domains: [{key: main, id: 1, name: guarded.example, enable: [levels]}]
policy:
  owns: {orgs: \"t-*\"}
levels:
  - {key: L1, name: Director}
orgs:
  - {key: hq, name: Head Office}
groups: []
";

/// What is live: an org without a key that is adopted, and one that is removed.
fn seed() -> String {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "guarded.example".to_owned(),
            member_limit: None,
        }],
    };
    let mut world = World::new(rules, Assumptions::default());
    for body in [
        json!({"domainId": 1, "orgUnitName": "Head Office", "displayOrder": 1, "email": "hq@guarded.example"}),
        json!({"domainId": 1, "orgUnitName": "Old", "displayOrder": 2, "email": "old@guarded.example", "orgUnitExternalKey": "t-old"}),
    ] {
        world
            .perform(
                Method::Post,
                "/orgunits",
                Some(&body),
                "2027-04-01T00:00:00Z".parse().expect("a moment"),
            )
            .expect("accepted");
    }
    serde_json::to_string(&world).expect("plain data")
}

#[test]
fn reading_verbs_send_nothing_but_reads() {
    let mut environment = Environment::new();
    environment.write("guarded/tenant.yaml", CONFIGURATION);
    environment.write("seed.json", seed());
    let running = SandboxProcess::start(
        &environment,
        &[
            "guarded",
            "--write-guard",
            "--seed",
            "seed.json",
            "--state",
            "server/state.json",
            "--log",
            "calls.jsonl",
        ],
    );
    for (name, value) in &running.variables {
        environment.set(name, value);
    }

    let planned = environment
        .meibo(&["plan", "guarded", "--format", "json", "--out", "plan.json"])
        .exits(0);
    let plan: Value = serde_json::from_str(&planned.stdout).expect("JSON");
    let ops: Vec<&str> = plan["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .filter_map(|step| step["op"].as_str())
        .collect();
    for needed in ["enable", "adopt", "delete", "create"] {
        assert!(ops.contains(&needed), "{needed} is missing: {ops:?}");
    }
    environment.meibo(&["validate", "guarded"]).exits(0);
    environment.meibo(&["drift", "guarded"]).exits(2);
    environment
        .meibo(&["pull", "guarded", "--out", "snapshot.json"])
        .exits(0);
    environment.meibo(&["checklist", "guarded"]).exits(0);
    environment.meibo(&["apply", "guarded"]).exits(3);

    let calls: Vec<Arrival> = std::fs::read_to_string(environment.folder().join("calls.jsonl"))
        .expect("the log")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert!(!calls.is_empty());
    for call in calls.iter().filter(|call| call.kind == ArrivalKind::Call) {
        assert!(call.operation.starts_with("GET "), "{call:?}");
    }
    // The guard does guard: a write is failed, and seen.
    let written = running.door().call("DELETE", "/orgunits/x", None);
    assert_eq!(written.status, 500);
}
