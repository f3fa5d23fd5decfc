//! Ends that somebody asked for, and ends that the machine brought about.
#![expect(clippy::disallowed_methods, reason = "processes end by real time")]

use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use meibo::store::journal::End;
use tokio::runtime::Runtime;

use super::scene::Scene;

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime")
}

/// Waits until an apply has done some of its calls.
fn until_under_way(scene: &Scene) {
    let begun = Instant::now();
    while scene.performed() < 10 {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it gets under way"
        );
        thread::sleep(Duration::from_millis(1));
    }
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("/bin/sh")
        .args(["-c", "kill -\"$0\" \"$1\"", name, &process.to_string()])
        .status();
    assert!(sent.expect("a shell").success());
}

fn said(scene: &Scene, output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!text.contains(scene.secret()), "a secret is told:\n{text}");
    text
}

/// Goes on with what is left, which must be all that is left.
fn resumes(scene: &Scene) {
    let output = scene
        .apply(&["--resume"])
        .wait_with_output()
        .expect("ended");
    let text = said(scene, &output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    let record = scene.journal().expect("a journal");
    assert_eq!(record.end(), Some(End::Complete));
    assert_eq!(scene.performed(), record.head.plan.steps.len());
    for (path, bytes) in scene.environment.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains(scene.secret()),
            "a secret is kept in {path:?}"
        );
    }
}

#[test]
fn whoever_asks_an_apply_to_stop_is_heard_after_the_call_in_flight() {
    let runtime = runtime();
    for name in ["INT", "TERM", "HUP"] {
        let scene = Scene::new(&runtime);
        let child = scene.apply(&[]);
        until_under_way(&scene);
        signal(name, child.id());
        let output = child.wait_with_output().expect("ended");
        let text = said(&scene, &output);
        assert_eq!(output.status.code(), Some(4), "{name}: {text}");
        assert!(text.contains("stopped on request"), "{name}: {text}");
        assert!(text.contains("--resume"), "{name}: {text}");
        let record = scene.journal().expect("a journal");
        assert_eq!(record.end(), Some(End::Stopped), "{name}");
        // Nothing is in doubt: every call that was sent was answered.
        assert!(record.past().doubtful.is_empty(), "{name}");
        assert_eq!(scene.performed(), record.past().done.len(), "{name}");
        resumes(&scene);
    }
}

#[test]
fn what_is_to_become_of_an_unfinished_run_somebody_must_say() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    let child = scene.apply(&[]);
    until_under_way(&scene);
    signal("TERM", child.id());
    child.wait_with_output().expect("ended");
    let done = scene.performed();
    let output = scene.apply(&[]).wait_with_output().expect("ended");
    let text = said(&scene, &output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(
        text.contains("M0664") && text.contains("--abandon"),
        "{text}"
    );
    assert_eq!(scene.performed(), done, "nothing is sent");
    let output = scene
        .apply(&["--abandon"])
        .wait_with_output()
        .expect("ended");
    assert_eq!(output.status.code(), Some(0), "{}", said(&scene, &output));
    assert_eq!(
        scene.journal().expect("a journal").end(),
        Some(End::Complete)
    );
    let output = scene
        .apply(&["--resume"])
        .wait_with_output()
        .expect("ended");
    let text = said(&scene, &output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("M0666"), "{text}");
}

#[test]
fn a_disk_that_fills_up_stops_a_run_and_loses_nothing() {
    let runtime = runtime();
    let first = Scene::new(&runtime);
    let done = first.apply(&[]).wait_with_output().expect("ended");
    assert_eq!(done.status.code(), Some(0), "{}", said(&first, &done));
    let folder = first
        .environment
        .folder()
        .join("acme/.meibo/journals/acme-prod");
    let journal = std::fs::read_dir(folder)
        .expect("listed")
        .next()
        .expect("one");
    let journal = std::fs::read(journal.expect("an entry").path()).expect("read");
    let head = journal
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("a line");
    let lines = journal.len() - head;
    let end = first.directory();
    // Files may grow to so many blocks of 512 bytes: before the first line, and in the
    // middle.
    for (room, code) in [
        (head / 2, 1),
        (head + lines / 3, 4),
        (head + lines * 9 / 10, 4),
    ] {
        let scene = Scene::new(&runtime);
        let apply = scene.command(&[]);
        let blocks = room / 512;
        let mut command = Command::new("/bin/dash");
        command
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"",
                &blocks.to_string(),
            ])
            .arg(apply.get_program())
            .args(apply.get_args())
            .current_dir(scene.environment.folder())
            .env_clear()
            .stdin(Stdio::null());
        for (name, value) in apply.get_envs() {
            command.env(name, value.expect("set"));
        }
        let output = command.output().expect("a shell");
        let text = said(&scene, &output);
        assert_eq!(output.status.code(), Some(code), "{room}: {text}");
        assert!(text.contains("M0751"), "{room}: {text}");
        match scene.journal() {
            None => assert_eq!(scene.performed(), 0, "{room}: {text}"),
            Some(record) => {
                assert!(
                    text.contains("M0718") && text.contains("--resume"),
                    "{text}"
                );
                let past = record.past();
                let (done, most) = (past.done.len(), past.done.len() + past.doubtful.len());
                assert!((done..=most).contains(&scene.performed()), "{room}");
                resumes(&scene);
                assert!(scene.directory() == end, "{room}: another state");
            }
        }
    }
}

#[test]
fn without_a_place_for_its_journal_an_apply_sends_nothing() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    scene.environment.write("acme/.meibo", "no folder");
    let output = scene.apply(&[]).wait_with_output().expect("ended");
    let text = said(&scene, &output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("M0751"), "{text}");
    assert_eq!(scene.performed(), 0);
}

#[test]
fn two_applies_never_run_at_once() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    let first = scene.apply(&[]);
    until_under_way(&scene);
    for more in [&[][..], &["--resume"], &["--abandon"]] {
        let output = scene.apply(more).wait_with_output().expect("ended");
        let text = said(&scene, &output);
        assert_eq!(output.status.code(), Some(3), "{more:?}: {text}");
        assert!(
            text.contains("M0750") && text.contains("process"),
            "{more:?}: {text}"
        );
    }
    let output = first.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(0), "{}", said(&scene, &output));
    assert_eq!(
        scene.journal().expect("a journal").end(),
        Some(End::Complete)
    );
}

#[test]
fn an_apply_goes_on_when_nobody_listens() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    let mut command = scene.command(&["--verbose"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    // Both ends that somebody would read at are gone.
    drop((child.stdout.take(), child.stderr.take()));
    let status = child.wait().expect("ended");
    assert_eq!(
        scene.journal().expect("a journal").end(),
        Some(End::Complete)
    );
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_saved_plan_takes_its_turn_in_the_store_it_is_given_and_is_of_one_tenant() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    let environment = &scene.environment;
    let saved = ["plan", "acme", "--out", "away/april.plan", "--quiet"];
    environment.write("away/.keep", "");
    environment.meibo(&saved).exits(0);
    // A plan is for one tenant: beside the configuration of another it is not applied.
    let other = std::fs::read_to_string(environment.folder().join("acme/tenant.yaml"));
    let other = other
        .expect("the example's tenant")
        .replace("acme-prod", "acme-test");
    environment.write("away/tenant.yaml", other);
    let scale = super::scene::SCALE.to_string();
    let apply = |more: &[&str]| {
        let mut args = vec!["apply", "away/april.plan", "--yes", "--time-scale", &scale];
        args.extend(more);
        environment.meibo(&args)
    };
    let refused = apply(&[]).exits(3);
    assert!(refused.stderr.contains("M0723"), "{refused}");
    std::fs::remove_file(environment.folder().join("away/tenant.yaml")).expect("removed");
    let first = scene.apply(&[]);
    until_under_way(&scene);
    // Whatever store it is kept in: the tenant is one.
    for more in [&["--store", "acme/.meibo"][..], &[]] {
        let refused = apply(more).exits(3);
        assert!(refused.stderr.contains("M0750"), "{more:?}: {refused}");
    }
    let output = first.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(0), "{}", said(&scene, &output));
    // What it was made for is done: it is stale, and told so object by object.
    let refused = apply(&["--store", "acme/.meibo"]).exits(3);
    assert!(refused.stderr.contains("M0726"), "{refused}");
}

#[test]
fn who_has_no_home_to_write_to_may_apply_all_the_same() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    let home = scene.environment.write("home", "a file");
    let mut command = scene.command(&[]);
    let output = command.env("HOME", home).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(0), "{}", said(&scene, &output));
}

/// The service stops answering when everything is done and read back: what was done is told.
#[test]
fn a_last_look_that_fails_hides_nothing_of_what_was_done() {
    let runtime = runtime();
    let scene = Scene::new(&runtime);
    let mut command = scene.command(&["--format", "json", "--no-input"]);
    let child = command.stdout(Stdio::piped()).spawn();
    let child = child.expect("the binary runs");
    let begun = Instant::now();
    while scene
        .journal()
        .is_none_or(|journal| journal.end().is_none())
    {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it comes to its end"
        );
        thread::sleep(Duration::from_micros(200));
    }
    let Scene {
        environment,
        running,
    } = scene;
    drop(runtime.block_on(running.shutdown()));
    let output = child.wait_with_output().expect("ended");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{text}");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one document");
    assert_eq!(told["done"], told["calls"], "{text}");
    drop(environment);
}
