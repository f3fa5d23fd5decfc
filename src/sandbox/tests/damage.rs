//! Every damage is refused and left as it is, byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::bench::{Bench, at, org, reopen};
use crate::sandbox::codes::{
    STATE_DAMAGED, STATE_LOG_OF_ANOTHER, STATE_UNKNOWN_VERSION, STATE_UNUSABLE,
};
use crate::sandbox::journal::{Entry, Journal};
use crate::sandbox::state::StateFile;
use crate::world::Method;

/// A state file and a log of four calls and an act, as a kill leaves them.
fn killed() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    for (second, name) in [(1, "audit"), (2, "hq")] {
        bench.create(second, name);
    }
    bench.act(
        3,
        &json!({"act": "nameCompany", "domain": 1, "name": "Acme"}),
    );
    bench.create(4, "labs");
    let (folder, path, _) = bench.killed();
    let log = Journal::path(&path);
    (folder, path, log)
}

/// Whatever a damage has made of the two, opening says so and touches nothing.
fn refused(path: &Path, log: &Path, what: &str) -> crate::source::Code {
    let before = (fs::read(path).ok(), fs::read(log).ok());
    let failure = match StateFile::open(path) {
        Ok(_) => panic!("{what}: opened"),
        Err(failure) => failure,
    };
    assert_eq!((fs::read(path).ok(), fs::read(log).ok()), before, "{what}");
    failure.0.code
}

#[test]
fn every_changed_byte_of_the_log_is_found() {
    let (_folder, path, log) = killed();
    let good = fs::read(&log).expect("log");
    // The end of the last line apart: without it, it is a line that was never answered.
    for at in 0..good.len() - 1 {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&log, &bad).expect("written");
        let code = refused(&path, &log, &format!("byte {at}"));
        let known = [STATE_DAMAGED, STATE_UNKNOWN_VERSION, STATE_LOG_OF_ANOTHER];
        assert!(known.contains(&code), "byte {at}: {code}");
    }
}

#[test]
fn a_line_that_is_missing_doubled_or_moved_is_found() {
    let (_folder, path, log) = killed();
    let good = fs::read_to_string(&log).expect("log");
    let lines: Vec<&str> = good.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 5);
    for at in 0..lines.len() - 1 {
        let mut gone = lines.clone();
        gone.remove(at);
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        let mut moved = lines.clone();
        moved.swap(at, at + 1);
        for (what, bad) in [("gone", gone), ("doubled", doubled), ("moved", moved)] {
            fs::write(&log, bad.concat()).expect("written");
            let code = refused(&path, &log, &format!("{what} {at}"));
            assert_eq!(code, STATE_DAMAGED, "{what} {at}");
        }
    }
}

#[test]
fn a_log_that_was_cut_holds_the_calls_before_the_cut() {
    let (_folder, path, log) = killed();
    let good = fs::read(&log).expect("log");
    let head = good.iter().position(|byte| *byte == b'\n').expect("a line");
    for cut in 0..good.len() {
        fs::write(&log, &good[..cut]).expect("written");
        if cut <= head {
            assert_eq!(refused(&path, &log, &format!("cut {cut}")), STATE_DAMAGED);
            continue;
        }
        let whole = good[..cut].iter().filter(|byte| **byte == b'\n').count() - 1;
        // The third line is the act.
        let orgs = 1 + whole.min(2) + usize::from(whole == 4);
        assert_eq!(reopen(&path).0.directory().orgs.len(), orgs, "cut {cut}");
    }
}

#[test]
fn a_state_file_that_was_cut_or_changed_is_refused() {
    let (_folder, path, log) = killed();
    let good = fs::read(&path).expect("state");
    for cut in (0..good.len() - 1).step_by(7) {
        fs::write(&path, &good[..cut]).expect("written");
        assert_eq!(refused(&path, &log, &format!("cut {cut}")), STATE_DAMAGED);
    }
    for at in (0..good.len()).step_by(3) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&path, &bad).expect("written");
        refused(&path, &log, &format!("byte {at}"));
    }
    fs::write(&path, &good).expect("written");
    reopen(&path);
}

#[test]
fn what_a_later_program_wrote_is_refused_with_its_version() {
    let (_folder, path, log) = killed();
    let state = fs::read_to_string(&path).expect("state");
    let later = state.replace("\"formatVersion\":2", "\"formatVersion\":3");
    assert_ne!(state, later);
    fs::write(&path, later).expect("written");
    assert_eq!(refused(&path, &log, "state"), STATE_UNKNOWN_VERSION);
    fs::write(&path, state).expect("written");
    let text = fs::read_to_string(&log).expect("log");
    let later = text.replace("\"formatVersion\":2", "\"formatVersion\":3");
    assert_ne!(text, later);
    fs::write(&log, later).expect("written");
    assert_eq!(refused(&path, &log, "log"), STATE_UNKNOWN_VERSION);
}

#[test]
fn a_folder_in_the_place_of_either_file_is_refused() {
    for which in [0, 1] {
        let (_folder, path, log) = killed();
        let place = [&path, &log][which];
        fs::remove_file(place).expect("gone");
        fs::create_dir(place).expect("a folder");
        fs::write(place.join("inside"), "kept").expect("written");
        assert_eq!(refused(&path, &log, "a folder"), STATE_UNUSABLE);
        assert_eq!(fs::read(place.join("inside")).expect("there"), b"kept");
    }
}

#[cfg(unix)]
#[test]
fn a_device_in_the_place_of_either_file_is_refused_and_not_read() {
    for which in [0, 1] {
        let (_folder, path, log) = killed();
        let place = [&path, &log][which];
        fs::remove_file(place).expect("gone");
        std::os::unix::fs::symlink("/dev/zero", place).expect("linked");
        let failure = StateFile::open(&path).expect_err("refused");
        assert_eq!(failure.0.code, STATE_UNUSABLE);
        assert!(place.is_symlink());
    }
}

#[test]
fn a_place_that_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let file = folder.path().join("file");
    fs::write(&file, "kept").expect("written");
    let failure = StateFile::open(&file.join("state.json")).expect_err("refused");
    assert_eq!(failure.0.code, STATE_UNUSABLE);
    assert_eq!(fs::read(&file).expect("there"), b"kept");
}

/// Folds are made by renaming, so a folder that takes no new file keeps the old state.
#[test]
fn a_state_that_cannot_be_written_out_stays_with_its_log() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let path = bench.path();
    let before = fs::read(&path).expect("state");
    // The new state cannot take the place of a folder.
    let aside = path.with_extension("aside");
    fs::rename(&path, &aside).expect("moved");
    fs::create_dir(&path).expect("a folder");
    assert!(bench.state.fold(&bench.world).is_err());
    fs::remove_dir(&path).expect("gone");
    fs::rename(&aside, &path).expect("back");
    assert_eq!(fs::read(&path).expect("state"), before);
    let (_folder, path, world) = bench.killed();
    let (read, mut state) = reopen(&path);
    assert_eq!(read.directory(), world.directory());

    // And it goes on after the fold that failed.
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
