//! Applies the example company to the sandbox in real time, release build, at several
//! latencies, and holds what it took against the plan's estimate, and the log of arrivals
//! against the rate rules.
//!
//! ```text
//! cargo bench --bench apply_acme
//! ```

#[path = "../tests/it/judge.rs"]
mod judge;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use meibo::sandbox::{Arrival, Options, Running, Seed, start};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

/// A run takes at most so many times its estimate.
const AT_MOST: f64 = 1.05;
/// Calls a minute per operation on the Advanced plan.
const PER_MINUTE: usize = 240;
/// What an answer of the sandbox takes by itself.
const BY_ITSELF: f64 = 0.01;

fn main() -> ExitCode {
    if std::env::args().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut all_good = true;
    report("latency  answered after  estimate   took  ratio  lower bound");
    for latency in [0.0, 0.05, 0.2, 0.3, 0.6] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let running = runtime
            .block_on(start(options(folder.path(), latency)))
            .expect("a port");
        let output = apply(&running, latency + BY_ITSELF);
        let Some((estimate, bound, took)) = times(&output) else {
            report(&String::from_utf8_lossy(&output.stderr));
            return ExitCode::FAILURE;
        };
        let ratio = took / estimate;
        let calls = running.arrivals();
        let after = answered_after(&calls);
        report(&format!(
            "{latency:>5} s {after:>13.3} s {estimate:>7.2} s {took:>5.2} s {ratio:>6.3} {bound:>10.2} s"
        ));
        let broken = judge::broken(&calls, PER_MINUTE);
        for rule in &broken {
            report(&format!("broken: {rule}"));
        }
        all_good &= output.status.success() && broken.is_empty() && ratio <= AT_MOST;
    }
    if all_good {
        report("no rate rule broken");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn acme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme")
}

/// The example before the first of April, answering every call so late.
fn options(folder: &Path, latency: f64) -> Options {
    let rules = json!({"faults": [{"what": "slow", "when": "before", "seconds": latency}]});
    let faults = folder.join("faults.json");
    std::fs::write(&faults, rules.to_string()).expect("a file in the folder");
    let seed = Seed::File {
        path: acme().join("sandbox.json"),
        rules: None,
    };
    Options {
        faults: (latency > 0.0).then_some(faults),
        ..Options::of(seed)
    }
}

fn apply(running: &Running, latency: f64) -> Output {
    let app = &running.credentials;
    let mut command = Command::new(env!("CARGO_BIN_EXE_meibo"));
    command.arg("apply").arg(acme());
    command.args(["--yes", "--quiet", "--format", "json"]);
    command.args(["--latency", &latency.to_string()]);
    command.env("LINEWORKS_API_URL", &running.api_url);
    command.env("LINEWORKS_AUTH_URL", &running.auth_url);
    command.env("LINEWORKS_CLIENT_ID", &app.client_id);
    command.env("LINEWORKS_CLIENT_SECRET", app.client_secret.expose_secret());
    command.env("LINEWORKS_SERVICE_ACCOUNT", &app.service_account);
    command.env("LINEWORKS_PRIVATE_KEY", app.private_key.expose_secret());
    command.env("MEIBO_NEW_MEMBER_PASSWORD", "first-Password-1");
    command.output().expect("the binary starts")
}

/// Estimate, lower bound, and what the calls took, in seconds.
fn times(output: &Output) -> Option<(f64, f64, f64)> {
    let told: Value = serde_json::from_slice(&output.stdout).ok()?;
    let schedule = &told["plan"]["schedule"];
    let estimate = schedule["etaSeconds"].as_f64()?;
    let bound = schedule["lowerBoundSeconds"].as_f64()?;
    Some((estimate, bound, told["elapsedSeconds"].as_f64()?))
}

/// How long a write took from its arrival to its answer, on average, in seconds.
fn answered_after(calls: &[Arrival]) -> f64 {
    let writes = calls
        .iter()
        .filter(|call| call.domain.is_some() && !call.operation.starts_with("GET"));
    let (count, sum) = writes.fold((0_u32, 0), |(count, sum), call| {
        (count + 1, sum + call.answered - call.arrived)
    });
    sum as f64 / 1e9 / f64::from(count.max(1))
}

#[expect(clippy::disallowed_macros, reason = "a benchmark prints its findings")]
fn report(line: &str) {
    println!("{line}");
}
