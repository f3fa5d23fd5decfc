//! `meibo validate` and `meibo plan --live` as whole processes, release build, at 1,000,
//! 10,000 and 100,000 members with 2% changed: median time of five runs and peak memory,
//! how both grow, and against reading the same YAML into untyped values with the YAML crate
//! alone. Fails and says which where a limit is not kept.
//!
//! ```text
//! cargo bench --bench whole_process              # MEIBO_BLESS=1 puts the table into the README
//! cargo bench --bench whole_process -- 1000      # one size alone
//! ```

#[path = "measured/findings.rs"]
mod findings;
#[path = "measured/process.rs"]
mod process;
mod tenants;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use findings::{bless, is_test, report};
use process::{Measured, median, ratio};
use serde_json::Value;
use tempfile::TempDir;
use tenants::Size;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// The argument with which this binary reads a folder into untyped values and ends.
const UNTYPED: &str = "--read-untyped";
/// The one with which it writes a tenant of so many members into a folder and ends: a
/// process is counted the memory of the one that starts it, so that one has to stay small.
const WRITE: &str = "--write-tenant";

/// The most a row may take: seconds and megabytes.
fn limits(work: Work, members: usize) -> (Option<f64>, Option<f64>) {
    match (work, members) {
        (Work::Validate, 1_000) => (Some(0.1), None),
        (Work::Validate, 100_000) => (Some(3.0), None),
        (Work::Plan, 10_000) => (Some(0.35), Some(120.0)),
        (Work::Plan, 100_000) => (Some(4.0), Some(700.0)),
        _ => (None, None),
    }
}
/// Ten times the members may take `plan --live` so many times as long.
const GROWTH: f64 = 12.0;
/// `plan --live` of the largest may take so many times the reading of untyped values.
const UNTYPED_RATIO: f64 = 2.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Validate,
    Plan,
    Untyped,
}

impl Work {
    const ALL: [Work; 3] = [Work::Validate, Work::Plan, Work::Untyped];

    fn name(self) -> &'static str {
        match self {
            Work::Validate => "`validate`",
            Work::Plan => "`plan --live`, 2% changed",
            Work::Untyped => "the YAML into untyped values",
        }
    }
}

struct Row {
    work: Work,
    members: usize,
    measured: Measured,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [first, folder] = args.as_slice()
        && first == UNTYPED
    {
        read_untyped(Path::new(folder));
        return ExitCode::SUCCESS;
    }
    if let [first, members, folder] = args.as_slice()
        && first == WRITE
    {
        let members = members.parse().expect("a number of members");
        tenants::write(Size::of(members), "drift", Path::new(folder));
        return ExitCode::SUCCESS;
    }
    if is_test() {
        return ExitCode::SUCCESS;
    }
    let only: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let (mut rows, mut inputs) = (Vec::new(), Vec::new());
    for members in SIZES {
        if only.is_empty() || only.contains(&members) {
            let input = write(members);
            measure(&input, members, &mut rows);
            inputs.push((members, input));
        }
    }
    let mut missed: Vec<String> = rows.iter().flat_map(over).collect();
    missed.extend(ratios(&inputs));
    if only.is_empty() {
        let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
        bless(
            "whole_process",
            &["work", "members", "time", "peak memory", "must stay below"],
            &cells,
        );
    }
    for line in &missed {
        report(&format!("MISSED {line}"));
    }
    match missed.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

struct Input {
    folder: TempDir,
    config: PathBuf,
    live: PathBuf,
}

fn write(members: usize) -> Input {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut writer = Command::new(std::env::current_exe().expect("this binary"));
    writer
        .arg(WRITE)
        .arg(members.to_string())
        .arg(folder.path());
    assert!(
        writer.status().expect("it starts").success(),
        "a tenant is written"
    );
    Input {
        config: folder.path().join("config"),
        live: folder.path().join("live.json"),
        folder,
    }
}

fn measure(input: &Input, members: usize, rows: &mut Vec<Row>) {
    for work in Work::ALL {
        let measured = median(|| command(work, input));
        if work == Work::Plan {
            assert_planned(input, members);
        }
        let row = Row {
            work,
            members,
            measured,
        };
        show(&row);
        rows.push(row);
    }
}

fn command(work: Work, input: &Input) -> Command {
    let meibo = || Command::new(env!("CARGO_BIN_EXE_meibo"));
    let mut command = match work {
        Work::Validate | Work::Plan => meibo(),
        Work::Untyped => Command::new(std::env::current_exe().expect("this binary")),
    };
    match work {
        Work::Validate => command.arg("validate").arg(&input.config).arg("--quiet"),
        Work::Plan => (command.arg("plan").arg(&input.config).arg("--quiet"))
            .arg("--live")
            .arg(&input.live)
            .arg("--out")
            .arg(input.folder.path().join("plan.json")),
        Work::Untyped => command.arg(UNTYPED).arg(&input.config),
    };
    command
}

/// That the plan is what was asked for: one call to each object in fifty.
fn assert_planned(input: &Input, members: usize) {
    let plan = fs::read(input.folder.path().join("plan.json")).expect("the plan");
    let plan: Value = serde_json::from_slice(&plan).expect("JSON");
    let calls = plan["summary"]["calls"].as_u64().expect("a count");
    let least = u64::try_from(members / 50).expect("small");
    assert!(calls >= least, "{calls} calls for {members} members");
}

/// Every file of a folder, one after the other, into values without spans or types.
fn read_untyped(folder: &Path) {
    let mut values: Vec<Value> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a file");
            values.push(serde_yaml::from_str_with_options(&text, unbounded()).expect("YAML"));
        }
    }
    let entries: usize = (values.iter())
        .filter_map(|value| value.as_object())
        .flat_map(|sections| sections.values())
        .filter_map(|section| section.as_array().map(Vec::len))
        .sum();
    assert!(entries > 0, "something was read");
}

/// The crate's own defaults stop at some ten thousand members.
fn unbounded() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_reader_input_bytes: None,
            max_events: usize::MAX,
            max_nodes: usize::MAX,
            max_total_scalar_bytes: usize::MAX,
        },
    }
}

fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        time if time < 0.995 => format!("{time:.2} s"),
        time => format!("{time:.1} s"),
    }
}

/// Millions of bytes.
#[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn bounds(row: &Row) -> String {
    let (time, memory) = limits(row.work, row.members);
    let bounds: Vec<String> = [
        time.map(|limit| format!("{limit} s")),
        memory.map(|limit| format!("{limit} MB")),
    ]
    .into_iter()
    .flatten()
    .collect();
    bounds.join(", ")
}

fn cells(row: &Row) -> Vec<String> {
    vec![
        row.work.name().to_owned(),
        thousands(row.members),
        seconds(row.measured.time),
        format!("{:.0} MB", megabytes(row.measured.peak)),
        bounds(row),
    ]
}

fn thousands(n: usize) -> String {
    format!("{},{:03}", n / 1000, n % 1000)
}

fn show(row: &Row) {
    let Measured { time, busy, peak } = row.measured;
    report(&format!(
        "{:>7} members  {:<28}  {:>6.3} s  {:>6.3} s busy  {:>5.0} MB  {}",
        row.members,
        row.work.name(),
        time.as_secs_f64(),
        busy.as_secs_f64(),
        megabytes(peak),
        bounds(row),
    ));
}

/// Which limits a row does not keep.
fn over(row: &Row) -> Vec<String> {
    let (time, memory) = limits(row.work, row.members);
    let (took, held) = (
        row.measured.time.as_secs_f64(),
        megabytes(row.measured.peak),
    );
    let what = format!("{} of {} members", row.work.name(), thousands(row.members));
    let mut over = Vec::new();
    if let Some(limit) = time.filter(|limit| took > *limit) {
        over.push(format!("{what}: {took:.3} s, {limit} s at most"));
    }
    if let Some(limit) = memory.filter(|limit| held > *limit) {
        over.push(format!("{what}: {held:.0} MB, {limit} MB at most"));
    }
    over
}

/// Growth and the comparison with untyped values, reported; those that are too large.
fn ratios(inputs: &[(usize, Input)]) -> Vec<String> {
    let input = |members| {
        let found = inputs.iter().find(|(size, _)| *size == members)?;
        Some(&found.1)
    };
    let [_, middle, large] = SIZES;
    let (Some(middle), Some(large)) = (input(middle), input(large)) else {
        return Vec::new();
    };
    let planned = || command(Work::Plan, large);
    let ratios = [
        (
            "plan --live, ten times the members",
            ratio(planned, || command(Work::Plan, middle)),
            GROWTH,
        ),
        (
            "plan --live against untyped values",
            ratio(planned, || command(Work::Untyped, large)),
            UNTYPED_RATIO,
        ),
    ];
    let mut missed = Vec::new();
    let mut cells = Vec::new();
    for (what, ratio, limit) in ratios {
        report(&format!(
            "{what}: {ratio:.1} times as long, {limit} at most"
        ));
        cells.push(vec![
            what.to_owned(),
            format!("{ratio:.1}"),
            format!("{limit}"),
        ]);
        if ratio > limit {
            missed.push(format!("{what}: {ratio:.2} times as long, {limit} at most"));
        }
    }
    bless(
        "ratios",
        &["100,000 members", "times as long", "at most"],
        &cells,
    );
    missed
}
