//! A state file in a folder of its own, and the world behind it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::directory::{DomainId, Plan};
use crate::sandbox::journal::{ActEntry, Entry};
use crate::sandbox::state::StateFile;
use crate::world::{Act, Assumptions, DomainRules, Method, Rules, World};

pub fn empty() -> World {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    };
    World::new(rules, Assumptions::default())
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

pub fn org(name: &str) -> Value {
    json!({"domainId": 1, "orgUnitName": name, "displayOrder": 1, "email": format!("{name}@acme.example")})
}

/// A state file in a folder of its own, and the world behind it.
pub struct Bench {
    pub folder: tempfile::TempDir,
    pub world: World,
    pub state: StateFile,
}

impl Bench {
    pub fn new() -> Bench {
        let folder = tempfile::tempdir().expect("temporary folder");
        let (world, state) = StateFile::open(&folder.path().join("state.json")).expect("opened");
        assert!(world.is_none());
        Bench {
            folder,
            world: empty(),
            state,
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("state.json")
    }

    /// What the server does with a call that writes.
    pub fn create(&mut self, second: i64, name: &str) {
        self.perform(second, Method::Post, "/orgunits", &org(name));
    }

    /// The same of any call; the answer.
    pub fn perform(&mut self, second: i64, method: Method, target: &str, body: &Value) -> Value {
        let counter = self.world.counter();
        let reply = self
            .world
            .perform(method, target, Some(body), at(second))
            .expect("accepted");
        self.world.see(at(second));
        let entry = Entry::new(
            at(second),
            counter,
            method,
            target,
            body.to_string().as_bytes(),
            reply.status,
        );
        self.state.record(entry, &self.world).expect("kept");
        reply.body.unwrap_or_default()
    }

    /// What the server does with an act.
    pub fn act(&mut self, second: i64, act: &Value) {
        let act: Act = serde_json::from_value(act.clone()).expect("an act");
        let counter = self.world.counter();
        self.world.act(&act, at(second)).expect("done");
        self.world.see(at(second));
        let entry = ActEntry {
            at: at(second),
            counter,
            act,
        };
        self.state.record(entry, &self.world).expect("kept");
    }

    /// As after a kill: nothing of the process is left but its files.
    pub fn killed(self) -> (tempfile::TempDir, PathBuf, World) {
        let path = self.path();
        let Bench {
            folder,
            world,
            state,
        } = self;
        drop(state);
        (folder, path, world)
    }
}

pub fn reopen(path: &Path) -> (World, StateFile) {
    let (world, state) = StateFile::open(path).expect("opened again");
    (world.expect("it exists"), state)
}
