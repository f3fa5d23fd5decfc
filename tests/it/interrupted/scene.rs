use std::process::{Child, Command, Stdio};

use meibo::directory::Directory;
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::store::Files;
use meibo::store::journal::{Record, latest};
use secrecy::ExposeSecret;
use serde_json::json;
use tokio::runtime::Runtime;

use crate::environment::Environment;

/// Time passes so much faster.
pub const SCALE: f64 = 100.0;

/// The sandbox keeps the answers of writes back for so long, by its clock.
pub const HELD_BACK: f64 = 1.0;

const TENANT: &str = "acme-prod";

/// A company before the first of April, its service, and a place to run from.
pub struct Scene {
    pub environment: Environment,
    pub running: Running,
}

impl Scene {
    pub fn new(runtime: &Runtime) -> Scene {
        let mut environment = Environment::new();
        environment.copy_example("acme");
        let rules: Vec<_> = ["POST", "PATCH", "DELETE"]
            .iter()
            .map(|method| {
                json!({"match": {"method": method, "path": "/v1.0/*"}, "what": "slow",
                    "when": "after", "seconds": HELD_BACK})
            })
            .collect();
        let faults = environment.write("faults.json", json!({"faults": rules}).to_string());
        let options = Options {
            time_scale: SCALE,
            faults: Some(faults),
            ..Options::of(Seed::File {
                path: environment.folder().join("acme/sandbox.json"),
                rules: None,
            })
        };
        let running = runtime.block_on(start(options)).expect("a port");
        let token = running.credentials.dev_token.expose_secret().to_owned();
        for (name, value) in [
            ("LINEWORKS_API_URL", running.api_url.as_str()),
            ("LINEWORKS_AUTH_URL", running.auth_url.as_str()),
            ("LINEWORKS_ACCESS_TOKEN", token.as_str()),
        ] {
            environment.set(name, value);
        }
        Scene {
            environment,
            running,
        }
    }

    /// The token that the runs use.
    pub fn secret(&self) -> &str {
        self.running.credentials.dev_token.expose_secret()
    }

    fn store(&self) -> Files {
        Files::new(self.environment.folder().join("acme/.meibo"))
    }

    pub fn journal(&self) -> Option<Record> {
        latest(&self.store(), TENANT).expect("a journal can be read at any moment")
    }

    /// Starts an apply.
    pub fn apply(&self, more: &[&str]) -> Child {
        self.command(more).spawn().expect("the binary runs")
    }

    /// An apply, ready to start.
    pub fn command(&self, more: &[&str]) -> Command {
        let scale = SCALE.to_string();
        let mut args = vec!["apply", "acme", "--yes", "--time-scale", &scale];
        args.extend(more);
        let mut command = self.environment.command(&args);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// How many writes the service performed.
    pub fn performed(&self) -> usize {
        self.writes().len()
    }

    /// The writes that the service performed, in their order.
    pub fn writes(&self) -> Vec<String> {
        let calls = self.running.arrivals().into_iter();
        let done = calls.filter(|call| (200..300).contains(&call.status));
        let writes = done.filter(|call| !call.operation.starts_with("GET"));
        writes
            .map(|call| {
                let method = call.operation.split(' ').next().unwrap_or_default();
                format!("{method} {}", call.target)
            })
            .collect()
    }

    pub fn directory(&self) -> Directory {
        let world = self.running.world().expect("the service did not fail");
        world.directory().clone()
    }

    pub fn has_begun(&self) -> bool {
        let folder = self
            .environment
            .folder()
            .join("acme/.meibo/journals")
            .join(TENANT);
        std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())
    }
}
