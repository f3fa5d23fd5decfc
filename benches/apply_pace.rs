//! Applies 60 orgs and 200 members to the sandbox in real time, release build, and judges
//! the log of arrivals against the rate rules.
//!
//! ```text
//! cargo bench --bench apply_pace
//! ```

#[path = "../tests/it/judge.rs"]
mod judge;

use std::fmt::Write as _;
use std::process::{Command, ExitCode};
use std::time::Instant;

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules};
use secrecy::ExposeSecret;

const ORGS: usize = 60;
const MEMBERS: usize = 200;
/// Calls a minute per operation on the Advanced plan.
const PER_MINUTE: usize = 240;

fn main() -> ExitCode {
    if std::env::args().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let running = runtime.block_on(start(options())).expect("a port");
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("company.yaml"), company()).expect("a file in it");

    let begin = now();
    let status = command(&running, folder.path())
        .status()
        .expect("the binary starts");
    let seconds = begin.elapsed().as_secs_f64();
    let calls = running.arrivals();
    report(&format!(
        "{ORGS} orgs and {MEMBERS} members: {seconds:.1} s, {} calls",
        calls.len()
    ));
    for (operation, count) in counts(&calls) {
        report(&format!("{count:>6} {operation}"));
    }
    let broken = judge::broken(&calls, PER_MINUTE);
    for rule in &broken {
        report(&format!("broken: {rule}"));
    }
    let made = counts(&calls);
    let complete = made.contains(&("POST /orgunits".to_owned(), ORGS))
        && made.contains(&("POST /users".to_owned(), MEMBERS));
    match status.success() && complete && broken.is_empty() {
        true => {
            report("no rate rule broken");
            ExitCode::SUCCESS
        }
        false => ExitCode::FAILURE,
    }
}

fn options() -> Options {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(20_000_123),
            name: "bench.example".into(),
            member_limit: None,
        }],
    };
    Options::of(Seed::Empty(rules))
}

fn command(running: &Running, folder: &std::path::Path) -> Command {
    let app = &running.credentials;
    let mut command = Command::new(env!("CARGO_BIN_EXE_meibo"));
    command.arg("apply").arg(folder).args(["--yes", "--quiet"]);
    command.env("LINEWORKS_API_URL", &running.api_url);
    command.env("LINEWORKS_AUTH_URL", &running.auth_url);
    command.env("LINEWORKS_CLIENT_ID", &app.client_id);
    command.env("LINEWORKS_CLIENT_SECRET", app.client_secret.expose_secret());
    command.env("LINEWORKS_SERVICE_ACCOUNT", &app.service_account);
    command.env("LINEWORKS_PRIVATE_KEY", app.private_key.expose_secret());
    command.stdout(std::process::Stdio::null());
    command
}

/// Six divisions of nine sections, and members in all of them.
fn company() -> String {
    let mut out = String::from(
        "tenant:\n  key: bench\n  plan: advanced\n  domains: [{key: bench, id: 20000123, name: \
         bench.example}]\norgs:\n",
    );
    for top in 0..6 {
        write!(out, "  - key: d{top}\n    name: 第{top}本部\n    orgs:\n").expect("a string");
        for below in 0..ORGS / 6 - 1 {
            let name = format!("第{top}本部{below}課");
            writeln!(out, "      - {{key: d{top}-{below}, name: {name}}}").expect("a string");
        }
    }
    out.push_str("members:\n");
    for n in 0..MEMBERS {
        let (top, below) = (n % 6, n % 9);
        write!(
            out,
            "  - key: E{n:03}\n    email: e{n:03}@bench.example\n    name: {{last: 試験, first: \
             \"{n:03}\"}}\n    privateEmail: e{n:03}@private.example\n    posts: [{{org: \
             d{top}-{below}}}]\n"
        )
        .expect("a string");
    }
    out
}

fn counts(calls: &[meibo::sandbox::Arrival]) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for call in calls {
        *counts.entry(call.operation.clone()).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_macros, reason = "a benchmark prints its findings")]
fn report(line: &str) {
    println!("{line}");
}
