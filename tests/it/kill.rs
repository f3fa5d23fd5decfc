//! The sandbox killed in the middle of its work keeps every write it answered, whoever
//! wrote, and no half of any other.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use meibo::directory::Directory;
use meibo::sandbox::{Options, Seed, start};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::environment::{Environment, SandboxProcess};
use crate::http::Answer;

const CONFIGURATION: &str = "\
tenant:
  key: killed
  plan: advanced
  domains: [{key: main, id: 1, name: killed.example}]
";

const ROUNDS: u64 = 100;

/// What was answered as done.
#[derive(Default)]
struct Answered {
    /// Org units by id, with their names.
    orgs: BTreeMap<String, String>,
    /// The keys of org units, set by batches that were refused further on.
    keys: BTreeMap<String, String>,
    /// Members by id, with whether they have logged in.
    members: BTreeMap<String, bool>,
    /// The latest time that was told.
    now: Option<Timestamp>,
    /// How many writes that makes.
    count: usize,
}

impl Answered {
    fn add(&mut self, other: Answered) {
        let Answered {
            orgs,
            keys,
            members,
            now,
            count,
        } = other;
        self.orgs.extend(orgs);
        self.keys.extend(keys);
        self.members.extend(members);
        self.now = self.now.max(now);
        self.count += count;
    }

    fn holds_in(&self, directory: &Directory, round: u64) {
        for (id, name) in &self.orgs {
            let org = directory.orgs.get(id.as_str());
            let org = org.unwrap_or_else(|| panic!("round {round}: org {name} is gone"));
            assert_eq!(org.props.name.known(), Some(name), "round {round}");
        }
        for (id, key) in &self.keys {
            let held = directory.orgs[id.as_str()].key.as_ref();
            let held = held.map(|key| key.as_str());
            assert_eq!(held, Some(key.as_str()), "round {round}");
        }
        for (id, logged_in) in &self.members {
            let member = directory.members.get(id.as_str());
            let member = member.unwrap_or_else(|| panic!("round {round}: member {id} is gone"));
            assert!(!(*logged_in && member.flags.pending), "round {round}: {id}");
        }
        // What nobody was told of is there whole, or not at all.
        for org in directory.orgs.values() {
            let whole = org.props.name.known().is_some() && org.props.email.known().is_some();
            assert!(whole, "round {round}: {org:?}");
        }
        for member in directory.members.values() {
            let whole = member.key.is_some()
                && member.props.email.known().is_some()
                && member.props.private_email.value().is_some();
            assert!(whole, "round {round}: {member:?}");
        }
    }
}

/// A client that goes on until the sandbox is gone.
struct Client {
    desk: Desk,
    round: u64,
    stop: Arc<AtomicBool>,
    /// Writes that were answered, of all clients.
    done: Arc<AtomicUsize>,
    answered: Answered,
}

impl Client {
    /// Sends a write; `None` at the end. A connection that the kill cuts is no answer.
    fn send(&mut self, path: &str, body: &Value) -> Option<Answer> {
        loop {
            if self.stop.load(Ordering::SeqCst) {
                return None;
            }
            let answer = self.desk.try_send("POST", path, Some(body))?;
            if answer.status == 429 {
                let later = json!({"advanceSeconds": 60});
                self.desk.try_send("POST", "/sandbox/clock", Some(&later))?;
                continue;
            }
            self.done.fetch_add(1, Ordering::SeqCst);
            self.answered.count += 1;
            return Some(answer);
        }
    }

    fn make_orgs(&mut self) -> Option<()> {
        for n in 0.. {
            let name = format!("r{}-{n}", self.round);
            let body = json!({"domainId": 1, "orgUnitName": name, "displayOrder": 1,
                "email": format!("{name}@killed.example")});
            let answer = self.send("/v1.0/orgunits", &body)?;
            assert_eq!(answer.status, 201, "{answer:?}");
            let id = text(&answer, "orgUnitId");
            self.answered.orgs.insert(id.clone(), name.clone());
            // Refused, and half done all the same: the half is kept as answered.
            let batch = json!({"orgUnits": [
                {"id": id, "externalKey": name}, {"id": "nobody", "externalKey": "x"}]});
            let answer = self.send("/v1.0/orgunits/external-keys", &batch)?;
            assert_eq!(answer.status, 404, "{answer:?}");
            self.answered.keys.insert(id, name);
        }
        None
    }

    fn make_members(&mut self) -> Option<()> {
        for n in 0.. {
            let key = format!("m{}-{n}", self.round);
            let body = json!({"domainId": 1, "userExternalKey": key, "userName": {"lastName": "森"},
                "email": format!("{key}@killed.example"), "privateEmail": "p@private.example"});
            let answer = self.send("/v1.0/users", &body)?;
            assert_eq!(answer.status, 201, "{answer:?}");
            let id = text(&answer, "userId");
            self.answered.members.insert(id.clone(), false);
            let login = json!({"act": "firstLogin", "member": id});
            let answer = self.send("/sandbox/acts", &login)?;
            assert_eq!(answer.status, 204, "{answer:?}");
            self.answered.members.insert(id, true);
        }
        None
    }

    fn move_the_clock(&mut self) -> Option<()> {
        for n in 0.. {
            let answer = self.send("/sandbox/clock", &json!({"advanceSeconds": 1}))?;
            assert_eq!(answer.status, 200, "{answer:?}");
            let now = text(&answer, "now").parse().expect("a time");
            self.answered.now = self.answered.now.max(Some(now));
            let act = json!({"act": "nameCompany", "domain": 1, "name": format!("Acme {n}")});
            assert_eq!(self.send("/sandbox/acts", &act)?.status, 204);
        }
        None
    }
}

fn text(answer: &Answer, name: &str) -> String {
    answer.json()[name].as_str().expect("a text").to_owned()
}

/// A number that nobody foresees, below a bound.
fn chance(state: &mut u64, bound: u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % bound
}

/// Holds what a kill left behind against what was answered: on a copy, so that the next
/// start finds it as it is.
fn check(state: &Path, aside: &Path, answered: &Answered, round: u64) {
    for end in ["", ".log", ".key.pem"] {
        let name = |path: &Path| format!("{}{end}", path.display());
        std::fs::copy(name(state), name(aside)).expect("copied");
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let options = Options {
            state: Some(aside.to_owned()),
            keep_key: true,
            ..Options::of(Seed::File {
                path: aside.to_owned(),
                rules: None,
            })
        };
        let running = start(options)
            .await
            .unwrap_or_else(|failure| panic!("round {round}: {failure:?}"));
        let world = running.world().expect("whole");
        answered.holds_in(world.directory(), round);
        let desk = Desk::of(&running);
        let now = tokio::task::spawn_blocking(move || desk.now());
        let now = now.await.expect("no panic");
        assert!(answered.now.is_none_or(|told| told <= now), "round {round}");
    });
}

#[test]
fn a_hundred_kills_among_writing_clients_lose_nothing_that_was_answered() {
    let environment = Environment::new();
    environment.write("killed/tenant.yaml", CONFIGURATION);
    let state = environment.folder().join("state/sandbox.json");
    let aside = environment.folder().join("aside.json");
    let mut all = Answered::default();
    let mut luck = u64::from(std::process::id());
    let begun = luck;
    for round in 0..ROUNDS {
        let running =
            SandboxProcess::start(&environment, &["killed", "--state", "state/sandbox.json"]);
        let stop = Arc::new(AtomicBool::new(false));
        let done = Arc::new(AtomicUsize::new(0));
        let works: [fn(&mut Client) -> Option<()>; 3] = [
            Client::make_orgs,
            Client::make_members,
            Client::move_the_clock,
        ];
        let clients: Vec<_> = works
            .into_iter()
            .map(|work| {
                let mut client = Client {
                    desk: Desk::of_process(&running),
                    round,
                    stop: Arc::clone(&stop),
                    done: Arc::clone(&done),
                    answered: Answered::default(),
                };
                std::thread::spawn(move || {
                    work(&mut client);
                    client.answered
                })
            })
            .collect();
        while done.load(Ordering::SeqCst) < 3 {
            std::thread::sleep(Duration::from_millis(1));
            assert!(
                clients.iter().any(|client| !client.is_finished()),
                "round {round}"
            );
        }
        std::thread::sleep(Duration::from_micros(chance(&mut luck, 50_000)));
        if round % 3 == 2 {
            // In the middle of folding its log, or just before or after.
            running.interrupt();
            std::thread::sleep(Duration::from_micros(chance(&mut luck, 15_000)));
        }
        running.kill();
        stop.store(true, Ordering::SeqCst);
        for client in clients {
            all.add(
                client
                    .join()
                    .unwrap_or_else(|_| panic!("round {round} of {begun}")),
            );
        }
        check(&state, &aside, &all, round);
    }
    let (orgs, members) = (all.orgs.len(), all.members.len());
    let count = all.count;
    assert!(
        count > 500 && orgs > 100 && members > 100,
        "too little was at stake: {count} writes, {orgs} orgs, {members} members"
    );
}

/// A limit on the size of files stands in for a disk that is full: a write is cut short
/// and fails.
#[cfg(unix)]
#[test]
fn a_full_disk_stops_the_sandbox_and_loses_nothing_that_was_answered() {
    let environment = Environment::new();
    environment.write("killed/tenant.yaml", CONFIGURATION);
    let state = environment.folder().join("state/sandbox.json");
    let args = ["killed", "--state", "state/sandbox.json"];
    let limit = "trap '' XFSZ; ulimit -f 24; exec \"$0\" \"$@\"";
    let running = SandboxProcess::start_under(limit, &environment, &args);
    let desk = Desk::of_process(&running);
    let mut answered = Vec::new();
    let refused = loop {
        let name = format!("o{}", answered.len());
        let body = json!({"domainId": 1, "orgUnitName": name, "displayOrder": 1,
            "email": format!("{name}@killed.example")});
        let answer = desk.send("POST", "/v1.0/orgunits", Some(&body));
        if answer.status != 201 {
            break answer;
        }
        answered.push(text(&answer, "orgUnitId"));
        assert!(answered.len() < 200, "the limit is never met");
    };
    assert_eq!(refused.status, 500, "{refused:?}");
    assert!(answered.len() > 5);
    // Nothing more is answered, for nothing could be kept.
    for (method, path) in [
        ("GET", "/v1.0/orgunits?domainId=1"),
        ("DELETE", "/v1.0/orgunits/x"),
    ] {
        assert_eq!(desk.send(method, path, None).status, 500, "{method} {path}");
    }
    let act = json!({"act": "nameCompany", "domain": 1, "name": "Acme"});
    assert_eq!(desk.send("POST", "/sandbox/acts", Some(&act)).status, 500);
    let kept = std::fs::read(&state).expect("state");
    running.interrupt();
    std::thread::sleep(Duration::from_millis(300));
    running.kill();
    assert_eq!(
        std::fs::read(&state).expect("state"),
        kept,
        "nothing is folded"
    );

    let running = SandboxProcess::start(&environment, &args);
    let desk = Desk::of_process(&running);
    for id in &answered {
        desk.api(200, "GET", &format!("/orgunits/{id}"), None);
    }
    let told = desk.send("GET", "/sandbox/state", None).json();
    assert_eq!(
        told["counts"]["orgUnits"],
        answered.len(),
        "and nothing else"
    );
    let body = json!({"domainId": 1, "orgUnitName": "more", "displayOrder": 1});
    desk.api(201, "POST", "/orgunits", Some(body));
}
