use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;

use super::super::{Files, Store};
use super::*;
use crate::plan::Plan;
use crate::store::codes::{JOURNAL_DAMAGED, JOURNAL_VERSION};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

fn plan() -> Plan {
    serde_json::from_value(json!({
        "formatVersion": 1, "tenant": "acme", "createdAt": "2027-01-15T08:00:00Z",
        "base": {"fingerprint": "sha256:0", "readAt": "2027-01-15T08:00:00Z"}, "hash": "sha256:1",
        "summary": {"create": 0, "update": 0, "move": 0, "delete": 0, "calls": 0},
        "schedule": {"etaSeconds": 0.0, "lowerBoundSeconds": 0.0, "binding": "serial", "latencySeconds": 0.2},
        "gates": [], "problems": [], "unmanaged": {}, "steps": [],
    }))
    .expect("a plan")
}

fn head(run: &str) -> Head {
    Head {
        format_version: JOURNAL_FORMAT,
        run: run.to_owned(),
        tenant: "acme".to_owned(),
        started_at: at(0),
        meibo: "0.1.0".to_owned(),
        by: By {
            user: "花子".to_owned(),
            host: "desk".to_owned(),
            process: 7,
            commit: None,
            uncommitted: false,
        },
        undoes: None,
        plan: plan(),
    }
}

fn intent(n: u32) -> Line {
    Line::Intent(Intent {
        n,
        attempt: 1,
        at: at(1),
        call: "PATCH /users/u1".to_owned(),
        replaces: [("member/u1".to_owned(), json!({"id": "u1", "n": n}))].into(),
    })
}

fn outcome(n: u32, fate: Fate, id: Option<&str>) -> Line {
    Line::Outcome(Outcome {
        n,
        at: at(2),
        fate,
        id: id.map(str::to_owned),
        said: None,
    })
}

fn ended(how: End) -> Line {
    Line::Ended(Ended {
        at: at(3),
        how,
        done: 1,
        steps: 2,
    })
}

fn store() -> (tempfile::TempDir, Arc<Files>) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let store = Arc::new(Files::new(folder.path().join(".meibo")));
    (folder, store)
}

fn written(store: &Files, lines: &[Line]) -> Vec<u8> {
    let mut journal = Journal::begin(store, &head("1")).expect("writes");
    for line in lines {
        journal.add(line).expect("writes");
    }
    let kept = store.get(&of_run("acme", "1")).expect("readable");
    kept.expect("there").bytes
}

/// Writes a journal's bytes as they are.
fn put(store: &Files, run: &str, bytes: &[u8]) {
    assert!(
        store
            .put_if_absent(&of_run("acme", run), bytes)
            .expect("writes")
    );
}

#[test]
fn what_is_known_of_each_step() {
    let (_folder, store) = store();
    written(
        &store,
        &[
            intent(1),
            outcome(1, Fate::Done, Some("o1")),
            intent(2),
            outcome(2, Fate::Refused, None),
            intent(3),
            outcome(3, Fate::Unknown, None),
            outcome(4, Fate::NotSent, None),
            intent(5),
        ],
    );
    let record = read(&*store, "acme", "1").expect("readable");
    assert!(record.is_open() && !record.torn);
    let past = record.past();
    assert_eq!(past.done, [(1, Some("o1".to_owned()))].into());
    assert_eq!(past.doubtful, [3, 5].into());
    // As it was before the first of them.
    assert_eq!(past.replaced["member/u1"], json!({"id": "u1", "n": 1}));
}

#[test]
fn a_journal_cut_off_at_any_byte_is_read_up_to_its_last_whole_line_and_gone_on_with() {
    let (_folder, store) = store();
    let lines = [intent(1), outcome(1, Fate::Done, None), intent(2)];
    let bytes = written(&store, &lines);
    let ends: Vec<usize> = (1..=bytes.len())
        .filter(|n| bytes[n - 1] == b'\n')
        .collect();
    for cut in 0..=bytes.len() {
        let run = format!("cut-{cut:06}");
        let mut kept = bytes[..cut].to_vec();
        // Its head says run 1; for going on it must lie there.
        if let Some(at) = kept.windows(9).position(|it| it == b"\"run\":\"1\"") {
            kept.splice(at..at + 9, format!("\"run\":\"{run}\"").into_bytes());
        }
        put(&store, &run, &kept);
        let whole = ends.iter().filter(|end| **end <= cut).count();
        let read = super::read(&*store, "acme", &run);
        if whole == 0 {
            assert_eq!(
                read.expect_err("nothing was sent").code,
                crate::store::codes::JOURNAL_UNKNOWN
            );
            continue;
        }
        let record = read.expect("readable");
        assert_eq!(record.lines, lines[..whole - 1], "cut at {cut}");
        assert_eq!(record.torn, !ends.contains(&cut));
        if cut % 7 == 0 {
            let mut journal = Journal::go_on(&*store, &record).expect("opens");
            journal.add(&outcome(9, Fate::Done, None)).expect("writes");
            let again = super::read(&*store, "acme", &run).expect("readable");
            assert_eq!(again.lines.len(), whole);
            assert!(!again.torn);
        }
    }
}

#[test]
fn a_last_line_that_was_never_written_is_left_out_and_one_that_was_changed_is_told() {
    let (_folder, store) = store();
    let bytes = written(&store, &[intent(1), outcome(1, Fate::Done, None)]);
    // A disk may keep the length alone.
    let mut zeros = bytes.clone();
    zeros.extend([0; 40]);
    zeros.push(b'\n');
    put(&store, "zeros", &zeros);
    let record = read(&*store, "acme", "zeros").expect("readable");
    assert!(record.torn);
    assert_eq!(record.lines.len(), 2);
    let text = String::from_utf8(bytes).expect("text");
    put(
        &store,
        "changed",
        text.replace("\"intent\"", "\"intend\"").as_bytes(),
    );
    let problem = read(&*store, "acme", "changed").expect_err("changed");
    assert_eq!(
        (problem.code, problem.params["line"].as_str()),
        (JOURNAL_DAMAGED, "2")
    );
    put(
        &store,
        "later",
        text.replace("\"formatVersion\":1", "\"formatVersion\":2")
            .as_bytes(),
    );
    let problem = read(&*store, "acme", "later").expect_err("another form");
    assert_eq!(problem.code, JOURNAL_VERSION);
}

#[test]
fn a_run_is_open_until_it_came_to_its_end() {
    for (how, fate, open) in [
        (End::Complete, Fate::Done, false),
        (End::Partial, Fate::Refused, false),
        // Nobody knows what became of it: the next run must not begin as if nothing were.
        (End::Partial, Fate::Unknown, true),
        (End::Stopped, Fate::Done, true),
        (End::Abandoned, Fate::Unknown, false),
    ] {
        let (_folder, store) = store();
        written(&store, &[intent(1), outcome(1, fate, None), ended(how)]);
        let record = latest(&*store, "acme").expect("readable").expect("there");
        assert_eq!(record.end(), Some(how));
        assert_eq!(record.is_open(), open, "{how:?}");
        // Taken up again it is open, whatever it was.
        let mut journal = Journal::go_on(&*store, &record).expect("opens");
        let by = By::default();
        journal
            .add(&Line::Resumed(Resumed { at: at(9), by }))
            .expect("writes");
        assert!(
            latest(&*store, "acme")
                .expect("readable")
                .expect("there")
                .is_open()
        );
    }
}

#[test]
fn the_latest_run_is_the_one_that_began_last() {
    let (_folder, store) = store();
    for run in ["20270101T000000Z-b", "20270102T000000Z-a"] {
        Journal::begin(&*store, &head(run)).expect("writes");
    }
    // Killed before its first line was whole: nothing was sent.
    put(&store, "20270103T000000Z-a", b"{\"formatVersion\":1,");
    let record = latest(&*store, "acme").expect("readable").expect("there");
    assert_eq!(record.head.run, "20270102T000000Z-a");
    let runs: Vec<String> = all(&*store)
        .expect("listed")
        .map(|record| record.expect("readable").head.run)
        .collect();
    assert_eq!(runs, ["20270102T000000Z-a", "20270101T000000Z-b"]);
    assert!(latest(&*store, "another").expect("readable").is_none());
}
