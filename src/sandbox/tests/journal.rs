use std::fs;
use std::io::Write as _;

use serde_json::json;

use super::bench::{Bench, at, org, reopen};
use crate::sandbox::codes::{
    STATE_DAMAGED, STATE_IN_USE, STATE_LOG_OF_ANOTHER, STATE_UNKNOWN_VERSION,
};
use crate::sandbox::journal::{Entry, Journal};
use crate::sandbox::state::StateFile;
use crate::world::Method;

#[test]
fn a_kill_loses_no_kept_call_and_no_id() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    // Tokens count as well, and are in no log.
    bench.world.count_from(bench.world.counter() + 3);
    bench.create(1, "audit");
    bench.create(2, "hq");
    let (_folder, path, world) = bench.killed();
    let (read, _state) = reopen(&path);
    assert_eq!(read.directory(), world.directory());
    assert_eq!(read.counter(), world.counter());
}

#[test]
fn reading_a_state_writes_nothing() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let (folder, path, _) = bench.killed();
    let list = || {
        let mut files: Vec<_> = fs::read_dir(folder.path())
            .expect("listed")
            .map(|entry| entry.expect("entry").path())
            .map(|path| (fs::read(&path).expect("read"), path))
            .collect();
        files.sort();
        files
    };
    let before = list();
    drop(reopen(&path));
    assert_eq!(list(), before);
}

#[test]
fn folding_keeps_everything_and_empties_the_log() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let log = Journal::path(&bench.path());
    let long = fs::metadata(&log).expect("log").len();
    bench.state.fold(&bench.world).expect("folded");
    assert!(fs::metadata(&log).expect("log").len() < long);
    bench.create(2, "hq");
    let (_folder, path, world) = bench.killed();
    assert_eq!(reopen(&path).0.directory(), world.directory());
}

#[test]
fn a_kill_between_the_new_state_and_the_new_log_is_no_damage() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let log = Journal::path(&bench.path());
    bench.state.fold(&bench.world).expect("folded");
    let folded = fs::read(bench.path()).expect("state");
    bench.create(2, "hq");
    // The log as it stood when the new state had just taken its place: closed over it.
    let (_folder, path, _) = bench.killed();
    let mut closed = String::new();
    let digest = {
        use sha2::Digest as _;
        sha2::Sha256::digest(&folded)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    closed.push_str("{\"formatVersion\":1,\"state\":\"sha256:old\"}\n");
    let entry = Entry::new(at(1), 0, Method::Post, "/orgunits", b"{}", 201);
    closed.push_str(&json!({"call": entry}).to_string());
    closed.push('\n');
    closed.push_str(&json!({"foldedInto": format!("sha256:{digest}")}).to_string());
    closed.push('\n');
    fs::write(&path, &folded).expect("state");
    fs::write(&log, closed).expect("log");
    let (read, mut state) = reopen(&path);
    assert_eq!(read.directory().orgs.len(), 2);

    // And it goes on from there.
    let mut world = read;
    let counter = world.counter();
    let body = org("late");
    world
        .perform(Method::Post, "/orgunits", Some(&body), at(9))
        .expect("accepted");
    let entry = Entry::new(
        at(9),
        counter,
        Method::Post,
        "/orgunits",
        body.to_string().as_bytes(),
        201,
    );
    state.record(entry, &world).expect("kept");
    drop(state);
    assert_eq!(reopen(&path).0.directory(), world.directory());
}

#[test]
fn a_torn_last_line_was_never_answered() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let (_folder, path, world) = bench.killed();
    let log = Journal::path(&path);
    fs::OpenOptions::new()
        .append(true)
        .open(&log)
        .and_then(|mut file| file.write_all(b"{\"call\":{\"at\":\"2027-01"))
        .expect("torn");
    let (read, mut state) = reopen(&path);
    assert_eq!(read.directory(), world.directory());
    // What comes next stands on a line of its own.
    let mut world = read;
    let counter = world.counter();
    world
        .perform(Method::Post, "/orgunits", Some(&org("hq")), at(5))
        .expect("accepted");
    let entry = Entry::new(
        at(5),
        counter,
        Method::Post,
        "/orgunits",
        org("hq").to_string().as_bytes(),
        201,
    );
    state.record(entry, &world).expect("kept");
    drop(state);
    assert_eq!(reopen(&path).0.directory(), world.directory());
}

#[test]
fn a_damaged_state_is_refused_and_left_alone() {
    for (state, log, code) in [
        ("", "", STATE_DAMAGED),
        ("{\"formatVersion\":1,", "", STATE_DAMAGED),
        ("[]", "", STATE_DAMAGED),
        ("{\"formatVersion\":9}", "", STATE_UNKNOWN_VERSION),
        ("good", "{}\n", STATE_DAMAGED),
        (
            "good",
            "{\"formatVersion\":1,\"state\":\"same\"}\nnonsense\n",
            STATE_DAMAGED,
        ),
        (
            "good",
            "{\"formatVersion\":1,\"state\":\"sha256:other\"}\n{\"call\":{\"at\":\"2027-01-15T08:00:00Z\",\"counter\":1,\"method\":\"POST\",\"target\":\"/orgunits\",\"status\":201}}\n",
            STATE_LOG_OF_ANOTHER,
        ),
    ] {
        let mut bench = Bench::new();
        bench.create(0, "sales");
        let (_folder, path, _) = bench.killed();
        let log_path = Journal::path(&path);
        if state != "good" {
            fs::write(&path, state).expect("written");
        }
        if !log.is_empty() {
            fs::write(&log_path, log).expect("written");
        }
        let before = (fs::read(&path).ok(), fs::read(&log_path).ok());
        let failure = StateFile::open(&path).expect_err("refused");
        assert_eq!(failure.0.code, code, "{state} {log}");
        assert_eq!((fs::read(&path).ok(), fs::read(&log_path).ok()), before);
    }
}

#[test]
fn a_log_that_plays_otherwise_is_damage() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let (_folder, path, _) = bench.killed();
    let log = Journal::path(&path);
    let text = fs::read_to_string(&log).expect("log");
    fs::write(&log, text.replace("\"status\":201", "\"status\":200")).expect("written");
    let failure = StateFile::open(&path).expect_err("refused");
    assert_eq!(failure.0.code, STATE_DAMAGED);
}

#[test]
fn a_state_belongs_to_one_process_at_a_time() {
    let bench = Bench::new();
    let failure = StateFile::open(&bench.path()).expect_err("held");
    assert_eq!(failure.0.code, STATE_IN_USE);
    let (_folder, path, _) = bench.killed();
    assert!(StateFile::open(&path).is_ok());
}

#[test]
fn passwords_are_not_kept() {
    let body = br#"{"email": "a@acme.example", "passwordConfig": {"password": "Example#2026"}}"#;
    let entry = Entry::new(at(0), 0, Method::Post, "/users", body, 201);
    let text = serde_json::to_string(&entry).expect("text");
    assert!(!text.contains("Example#2026"), "{text}");
    assert!(text.contains("a@acme.example"), "{text}");
}

#[cfg(unix)]
#[test]
fn by_another_name_it_is_the_same_file() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    let elsewhere = tempfile::tempdir().expect("temporary folder");
    let link = elsewhere.path().join("link.json");
    std::os::unix::fs::symlink(bench.path(), &link).expect("a link");
    let failure = StateFile::open(&link).expect_err("held already");
    assert_eq!(failure.0.code, STATE_IN_USE);
    bench.create(1, "audit");
    let (_folder, _path, world) = bench.killed();
    assert_eq!(reopen(&link).0.directory(), world.directory());
}

#[test]
fn a_log_whose_state_is_gone_is_refused_and_kept() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let (_folder, path, _) = bench.killed();
    let log = fs::read(Journal::path(&path)).expect("log");
    fs::remove_file(&path).expect("removed");
    let failure = StateFile::open(&path).expect_err("refused");
    assert_eq!(failure.0.code, STATE_LOG_OF_ANOTHER);
    assert_eq!(fs::read(Journal::path(&path)).expect("kept"), log);
}

#[test]
fn a_state_that_was_changed_is_refused_though_its_log_holds_nothing() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.state.write(&bench.world).expect("written");
    let (_folder, path, _) = bench.killed();
    let text = fs::read_to_string(&path).expect("state");
    let changed = text.replacen("sales", "salos", 1);
    assert_ne!(text, changed);
    fs::write(&path, &changed).expect("written");
    let failure = StateFile::open(&path).expect_err("refused");
    assert_eq!(failure.0.code, STATE_LOG_OF_ANOTHER);
    assert_eq!(fs::read_to_string(&path).expect("kept"), changed);
}
