//! A sandbox that plays the example company, with members in every state.

use std::path::{Path, PathBuf};

use meibo::sandbox::{Options, Running, Seed, start};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::http::{Answer, Door, send};

/// A name that would be markup, and turns the text round.
pub const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}\"'";

/// Key of a member who waits for registration.
pub const PENDING: &str = "E00148";
/// Key of a member in use.
pub const IN_USE: &str = "E00088";
/// Key of the org that bears [`HOSTILE`].
pub const HOSTILE_ORG: &str = "ga-legal";

/// A sandbox, its state file, and a way to call it.
pub struct Company {
    pub running: Running,
    pub door: Door,
    /// `http://127.0.0.1:PORT`
    pub address: String,
    pub state: PathBuf,
    _folder: Option<tempfile::TempDir>,
}

fn change(state: &mut Value) {
    let all = |state: &mut Value, kind: &str| {
        let all = state["directory"][kind].as_object_mut().expect("objects");
        all.values().cloned().collect::<Vec<_>>()
    };
    let keyed = |state: &mut Value, kind: &str, key: &str| {
        let found = all(state, kind)
            .into_iter()
            .find(|object| object["key"] == key);
        found.unwrap_or_else(|| panic!("no {key}"))["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let org = keyed(state, "orgs", HOSTILE_ORG);
    state["directory"]["orgs"][&org]["props"]["name"] = json!(HOSTILE);
    let pending = keyed(state, "members", PENDING);
    state["directory"]["members"][&pending]["flags"]["pending"] = json!(true);
    let others: Vec<String> = all(state, "members")
        .iter()
        .filter(|member| member["key"] != PENDING && member["key"] != IN_USE)
        .map(|member| member["id"].as_str().expect("an id").to_owned())
        .collect();
    let member = |n: usize| &others[n * 7];
    let members = &mut state["directory"]["members"];
    members[member(1)]["flags"]["suspended"] = json!(true);
    members[member(1)]["flags"]["suspendedReason"] = json!("MASTER");
    members[member(2)]["flags"]["suspended"] = json!(true);
    members[member(2)]["flags"]["suspendedReason"] = json!("LOGIN_FAIL");
    members[member(3)]["flags"]["onLeave"] = json!(true);
    members[member(3)]["props"]["leave"] =
        json!({"from": "2020-04-01T00:00:00+09:00", "to": "2099-03-31T23:59:59+09:00"});
    members[member(4)]["flags"]["awaiting"] = json!(true);
    members[member(4)]["props"]["activationDate"] = json!("2099-01-05T09:00:00+09:00");
}

impl Company {
    pub async fn open() -> Company {
        let folder = tempfile::tempdir().expect("temporary folder");
        let text = include_str!("../../../examples/acme/sandbox.json");
        let mut seed: Value = serde_json::from_str(text).expect("JSON");
        change(&mut seed);
        let path = folder.path().join("seed.json");
        std::fs::write(&path, seed.to_string()).expect("written");
        let state = folder.path().join("state.json");
        Company::start(&path, state, Some(folder)).await
    }

    async fn start(seed: &Path, state: PathBuf, folder: Option<tempfile::TempDir>) -> Company {
        let options = Options {
            state: Some(state.clone()),
            ..Options::of(Seed::File {
                path: seed.to_owned(),
                rules: None,
            })
        };
        let running = start(options).await.expect("started");
        let door = Door {
            api_url: running.api_url.clone(),
            token: running.credentials.dev_token.expose_secret().to_owned(),
        };
        let address = running.api_url.trim_end_matches("/v1.0").to_owned();
        Company {
            running,
            door,
            address,
            state,
            _folder: folder,
        }
    }

    /// What a kill leaves behind, taken up by another sandbox.
    pub async fn after_a_kill(&self) -> Company {
        let copy = self.state.with_file_name("copy.json");
        for end in ["", ".log"] {
            let from = format!("{}{end}", self.state.display());
            if Path::new(&from).exists() {
                std::fs::copy(from, format!("{}{end}", copy.display())).expect("copied");
            }
        }
        Company::start(&copy, copy.clone(), None).await
    }

    /// An object by its external key.
    pub fn by_key(&self, list: &str, key: &str) -> Answer {
        self.door
            .call("GET", &format!("/{list}/externalKey:{key}"), None)
    }

    /// A page or a part of one.
    pub fn page(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        send(
            "GET",
            &format!("{}/console{path}", self.address),
            headers,
            b"",
        )
    }
}
