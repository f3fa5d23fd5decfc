//! `meibo plan --live` as a whole process, release build: median time and peak memory at
//! 1,000 and 10,000 members with 2% changed, and how both grow.
//!
//! ```text
//! cargo bench --bench plan_live
//! ```

mod tenants;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use tenants::Size;

/// Processes timed at each size, after one that warms the caches.
const RUNS: usize = 5;
/// Ten times the members may take this many times as long; quadratic would take 100.
const GROWTH: f64 = 20.0;

struct Measured {
    time: Duration,
    /// Bytes.
    peak: u64,
    calls: u64,
}

fn main() -> ExitCode {
    // `cargo test --benches` runs this with `--test`: building it is the test then.
    if std::env::args().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let sizes = [1_000, 10_000];
    let measured = sizes.map(|members| {
        let measured = measure(Size::of(members));
        show(Size::of(members), &measured);
        measured
    });
    let [small, large] = measured;
    let time = large.time.as_secs_f64() / small.time.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
    let memory = large.peak as f64 / small.peak as f64;
    report(&format!(
        "growth        10x members: {time:.1}x time, {memory:.1}x memory"
    ));
    if time > GROWTH {
        report(&format!(
            "more than {GROWTH}x the time: something is not linear"
        ));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn measure(size: Size) -> Measured {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (config, snapshot) = tenants::write(size, "drift", folder.path());
    let mut times = Vec::new();
    let (mut peak, mut calls) = (0, 0);
    for run in 0..=RUNS {
        let out = folder.path().join("plan.json");
        let mut command = Command::new(env!("CARGO_BIN_EXE_meibo"));
        command.arg("plan").arg(&config);
        command.arg("--live").arg(&snapshot);
        command.arg("--out").arg(&out).arg("--quiet");
        command.stdout(Stdio::null());
        let (time, memory) = timed(&mut command);
        if run > 0 {
            times.push(time);
        }
        peak = peak.max(memory);
        let plan = std::fs::read(&out).expect("the plan");
        let plan: serde_json::Value = serde_json::from_slice(&plan).expect("JSON");
        calls = plan["summary"]["calls"].as_u64().expect("a count");
        assert!(calls > 0, "two in a hundred objects differ");
    }
    times.sort_unstable();
    Measured {
        time: times[RUNS / 2],
        peak,
        calls,
    }
}

/// Runs a process to its end: wall time and the most memory it held, in bytes.
#[cfg(unix)]
#[expect(
    clippy::zombie_processes,
    reason = "wait4 waits for it, and tells its memory, which `wait` does not"
)]
fn timed(command: &mut Command) -> (Duration, u64) {
    let start = now();
    let child = command.spawn().expect("the binary starts");
    let pid = libc::pid_t::try_from(child.id()).expect("a process id");
    let mut status = 0;
    // SAFETY: both out parameters live on this stack, and all-zero is a valid `rusage`.
    let (waited, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(pid, &mut status, 0, &mut usage), usage)
    };
    let time = start.elapsed();
    assert_eq!((waited, status), (pid, 0), "plan ends with exit 0");
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    (
        time,
        u64::try_from(usage.ru_maxrss).expect("not negative") * unit,
    )
}

/// Elsewhere the time alone.
#[cfg(not(unix))]
fn timed(command: &mut Command) -> (Duration, u64) {
    let start = now();
    assert!(command.status().expect("the binary starts").success());
    (start.elapsed(), 1)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

fn show(size: Size, measured: &Measured) {
    report(&format!(
        "{:>6} members, {:>3} orgs, {:>3} groups, {:>4} calls: {:>7.3} s, {:>5.1} MiB",
        size.members,
        size.orgs,
        size.groups,
        measured.calls,
        measured.time.as_secs_f64(),
        measured.peak as f64 / f64::from(1 << 20),
    ));
}

#[expect(clippy::disallowed_macros, reason = "a benchmark prints its findings")]
fn report(line: &str) {
    println!("{line}");
}
