//! What runs leave behind, and who has the turn.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::case::{Case, case, hold};
use super::small::{SMALL, and, applied, connected_as, small};
use crate::environment::{Environment, Ran};

const APPLY: [&str; 4] = ["apply", "small", "--sandbox", "--yes"];
const LEASE: &str = "small/.meibo/leases/small.json";

/// A run as it is named here, whatever the day and the machine.
const RUN: &str = "20260401T000000Z-00000001";
const JOURNALS: &str = "small/.meibo/journals/small";

/// The journals, the oldest first.
fn journals(it: &Environment) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(it.folder().join(JOURNALS)).expect("journals");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("readable").path()).collect();
    paths.sort();
    paths
}

/// Gives the last run another name, and changes the lines of its journal.
fn journal_as<'e>(
    it: &'e mut Environment,
    run: &str,
    edit: impl Fn(&mut Vec<String>),
) -> &'e mut Environment {
    let path = journals(it).pop().expect("a journal");
    let text = std::fs::read_to_string(&path).expect("a journal");
    std::fs::remove_file(path).expect("removed");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut head: Value = serde_json::from_str(&lines[0]).expect("JSON");
    head["run"] = json!(run);
    head["startedAt"] = json!("2026-04-01T00:00:00.123456Z");
    head["by"] = json!({"user": "mori", "host": "desk-1", "process": 77});
    lines[0] = head.to_string();
    edit(&mut lines);
    it.write(&format!("{JOURNALS}/{run}.jsonl"), lines.join("\n") + "\n");
    it
}

/// A run that was killed before it was at its end.
fn killed(it: &mut Environment) -> &mut Environment {
    journal_as(applied(it), RUN, |lines| lines.truncate(1))
}

fn runs() -> Vec<Case> {
    vec![
        case(
            664,
            "a run that was killed, and nobody says what is to become of it",
            |it| killed(it).meibo(&APPLY),
            |it| killed(it).meibo(&[&APPLY[..], &["--abandon"]].concat()),
        ),
        case(
            666,
            "nothing to take up",
            |it| applied(it).meibo(&[&APPLY[..], &["--resume"]].concat()),
            |it| applied(it).meibo(&APPLY),
        ),
        case(
            668,
            "runs of two tenants to take up",
            |it| {
                let path = journals(killed(it)).pop().expect("a journal");
                let text = std::fs::read_to_string(&path).expect("a journal");
                let other = text.replace("\"tenant\":\"small\"", "\"tenant\":\"other\"");
                it.write(&format!("small/.meibo/journals/other/{RUN}.jsonl"), other);
                it.write("empty/notes.txt", "");
                let store = ["--store", "small/.meibo", "--sandbox"];
                it.meibo(&[&["apply", "empty", "--resume"], &store[..]].concat())
            },
            |it| killed(it).meibo(&[&APPLY[..], &["--abandon"]].concat()),
        ),
        case(
            754,
            "a journal with a line that is none",
            |it| journal_as(applied(it), RUN, |lines| lines[1] = "?".to_owned()).meibo(&APPLY),
            |it| applied(it).meibo(&APPLY),
        ),
        case(
            755,
            "a journal of a later version",
            |it| {
                let later = ("\"formatVersion\":1", "\"formatVersion\":99");
                journal_as(applied(it), RUN, |lines| {
                    lines[0] = lines[0].replace(later.0, later.1);
                })
                .meibo(&APPLY)
            },
            |it| applied(it).meibo(&APPLY),
        ),
        case(
            756,
            "a run that there is not",
            |it| applied(it).meibo(&["undo", "20250401", "small", "--sandbox", "--yes"]),
            |it| {
                journal_as(applied(it), RUN, |_| {});
                it.meibo(&["history", "show", RUN, "small"])
            },
        ),
        case(
            757,
            "the beginning of two runs",
            |it| {
                journal_as(applied(it), RUN, |_| {});
                it.write("small/tenant.yaml", SMALL.replace("本社", "本店"));
                it.meibo(&APPLY).exits(0);
                journal_as(it, "20260402T000000Z-00000002", |_| {});
                it.meibo(&["history", "show", "202604", "small"])
            },
            |it| {
                journal_as(applied(it), RUN, |_| {});
                it.meibo(&["history", "show", "202604", "small"])
            },
        ),
    ]
}

/// Whose turn it is, as a file says it.
fn lease(it: &mut Environment, host: &str, until: &str) {
    let text = std::fs::read_to_string(applied(it).folder().join(LEASE)).expect("a lease");
    let mut lease: Value = serde_json::from_str(&text).expect("JSON");
    lease["released"] = json!(false);
    lease["expiresAt"] = json!(until);
    lease["takenAt"] = json!("2026-04-01T00:00:00.123456Z");
    lease["holder"] = json!({"run": RUN, "user": "mori", "host": host, "process": 77});
    it.write(LEASE, lease.to_string());
}

fn turns() -> Vec<Case> {
    vec![
        case(
            750,
            "a run that goes on beside this one",
            |it| {
                lease(it, "desk-1", "2099-04-01T00:00:00Z");
                let lock = std::fs::File::options()
                    .write(true)
                    .open(it.folder().join(format!("{LEASE}.lock")));
                let lock = lock.expect("a lock");
                lock.lock().expect("locked");
                it.meibo(&APPLY)
            },
            |it| {
                lease(it, "desk-1", "2026-04-01T00:05:00Z");
                it.meibo(&APPLY)
            },
        ),
        case(
            752,
            "a run on another machine",
            |it| {
                lease(it, "ci-7", "2099-04-01T00:00:00Z");
                it.meibo(&APPLY)
            },
            |it| {
                lease(it, "ci-7", "2026-04-01T00:00:00Z");
                it.meibo(&APPLY)
            },
        ),
        case(
            751,
            "a file where runs should be kept",
            |it| {
                let args = [&APPLY[..], &["--store", "small/tenant.yaml"]].concat();
                small(it).meibo(&args)
            },
            |it| -> Ran {
                let args = [&APPLY[..], &["--store", "small/runs"]].concat();
                small(it).meibo(&args)
            },
        ),
    ]
}

const FAST: [&str; 5] = ["apply", "small", "--yes", "--time-scale", "20"];

/// Applies against a sandbox that fails in one way.
fn under(it: &mut Environment, faults: &str) -> Ran {
    it.write("faults.yaml", faults);
    let _running = connected_as(it, &["--faults", "faults.yaml"]);
    let mut ran = it.meibo(&FAST);
    let journal = journals(it).pop().expect("a journal");
    let run = journal.file_stem().expect("a name").to_string_lossy();
    ran.stderr = ran.stderr.replace(&*run, RUN);
    ran
}

/// Applies two orgs and is told to stop while the second of them is read back.
fn stopped_while_reading(it: &mut Environment, stopping: bool) -> Ran {
    and(it, "  - {key: h2, name: 支社, email: h2@small.example}\n");
    it.write(
        "faults.yaml",
        "faults: [{what: slow, seconds: 2, match: {operation: 'GET /orgunits/{}', nth: 2}}]\n",
    );
    let _running = connected_as(it, &["--faults", "faults.yaml", "--log", "calls.jsonl"]);
    let mut command = it.command(&FAST);
    let piped = std::process::Stdio::piped;
    let child = command.stdout(piped()).stderr(piped()).spawn();
    let mut child = child.expect("the binary runs");
    let read_back = || {
        let calls = std::fs::read_to_string(it.folder().join("calls.jsonl"));
        calls.unwrap_or_default().contains("GET /orgunits/{}")
    };
    while stopping && !read_back() && child.try_wait().expect("waited").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    if stopping {
        let pid = child.id().to_string();
        let mut kill = std::process::Command::new("kill");
        let told = kill.args(["-INT", &pid]).status();
        assert!(told.expect("kill runs").success());
    }
    it.ran(child.wait_with_output().expect("ended"))
}

fn endings() -> Vec<Case> {
    const LOST: &str = "faults: [{what: drop, when: after, match: {operation: POST /orgunits}}, {what: drop, match: {method: GET, path: '/v1.0/orgunits*', from: 2}}]\n";
    vec![
        case(
            665,
            "a service that takes a call and never answers again",
            |it| under(it, LOST),
            |it| under(it, "faults: []\n"),
        )
        .beside(&[702]),
        case(
            667,
            "an interruption while what was written is read back",
            |it| stopped_while_reading(it, true),
            |it| stopped_while_reading(it, false),
        ),
    ]
}

#[test]
fn how_runs_end() {
    hold("endings", &endings());
}

#[test]
fn runs_that_were() {
    hold("runs", &runs());
}

#[test]
fn whose_turn_it_is() {
    hold("turns", &turns());
}
