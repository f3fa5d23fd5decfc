//! The sandbox killed in the middle of its work keeps every write it answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::json;

use crate::environment::{Environment, SandboxProcess};

const CONFIGURATION: &str = "\
tenant:
  key: killed
  plan: advanced
  domains: [{key: main, id: 1, name: killed.example}]
";

#[test]
fn a_sandbox_that_is_killed_keeps_every_answered_write() {
    let environment = Environment::new();
    environment.write("killed/tenant.yaml", CONFIGURATION);
    let state = ["killed", "--state", "state/sandbox.json"];
    let mut answered: Vec<String> = Vec::new();
    for round in 0..4_u64 {
        let running = SandboxProcess::start(&environment, &state);
        let door = running.door();
        let stop = Arc::new(AtomicBool::new(false));
        let writer = {
            let stop = Arc::clone(&stop);
            std::thread::spawn(move || {
                let mut answered = Vec::new();
                for n in 0.. {
                    if stop.load(Ordering::SeqCst) {
                        break;
                    }
                    let name = format!("r{round}-{n}");
                    let body = json!({
                        "domainId": 1, "orgUnitName": name, "displayOrder": 1,
                        "email": format!("{name}@killed.example"),
                    });
                    // A connection that the kill cuts is no answer.
                    match door.try_call("POST", "/orgunits", Some(&body)) {
                        Some(answer) if answer.status == 201 => {
                            answered.push(
                                answer.json()["orgUnitId"]
                                    .as_str()
                                    .expect("an id")
                                    .to_owned(),
                            );
                        }
                        // The minute's calls are used up: enough for this round.
                        Some(answer) if answer.status == 429 => break,
                        Some(answer) => panic!("{answer:?}"),
                        None => break,
                    }
                }
                answered
            })
        };
        std::thread::sleep(Duration::from_millis(150 + 70 * round));
        running.kill();
        stop.store(true, Ordering::SeqCst);
        let kept = writer.join().expect("no panic");
        assert!(!kept.is_empty(), "round {round}: nothing was answered");
        answered.extend(kept);

        let running = SandboxProcess::start(&environment, &state);
        let door = running.door();
        let mut live = Vec::new();
        let mut page = "/orgunits?domainId=1&count=100".to_owned();
        loop {
            let answer = door.call("GET", &page, None);
            assert_eq!(answer.status, 200, "{answer:?}");
            let answer = answer.json();
            for org in answer["orgUnits"].as_array().expect("a list") {
                live.push(org["orgUnitId"].as_str().expect("an id").to_owned());
            }
            match answer["responseMetaData"]["nextCursor"].as_str() {
                Some(cursor) if !cursor.is_empty() => {
                    let cursor: String =
                        url::form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
                    page = format!("/orgunits?domainId=1&count=100&cursor={cursor}");
                }
                _ => break,
            }
        }
        for id in &answered {
            assert!(
                live.contains(id),
                "round {round}: {id} was answered and is gone"
            );
        }
        running.kill();
    }
}
