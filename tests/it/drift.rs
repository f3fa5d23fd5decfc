//! `drift` as a cron runs it.

use serde_json::Value;

use crate::environment::{Environment, Ran};

const TENANT: &str = "\
tenant:
  key: small
  plan: standard
  domains:
    - key: main
      id: 1
      name: small.example
      sync: {enabled: true, organizationMember: true}
policy: {owns: {orgs: 'o-*'}}
orgs:
  - {key: hq, name: Head Office, email: hq@small.example}
";

/// A tenant as declared, and a configuration whose head office has another name.
fn renamed(name: &str) -> Environment {
    let environment = Environment::new();
    environment.write("small/tenant.yaml", TENANT);
    let applied = environment.meibo(&["apply", "small", "--sandbox", "--yes"]);
    assert_eq!(applied.code, Some(0), "{applied}");
    // Nothing of the apply is recent for what is tried here.
    std::fs::remove_dir_all(environment.folder().join("small/.meibo/journals")).ok();
    rename(&environment, name);
    environment
}

fn rename(environment: &Environment, name: &str) {
    environment.write("small/tenant.yaml", TENANT.replace("Head Office", name));
}

fn drift(environment: &Environment, flags: &[&str]) -> Ran {
    let mut args = vec!["drift", "small", "--sandbox"];
    args.extend(flags);
    environment.meibo(&args)
}

fn fingerprint(ran: &Ran) -> String {
    let line = ran
        .stdout
        .lines()
        .find(|line| line.starts_with("Fingerprint "));
    line.unwrap_or_else(|| panic!("{ran}")).to_owned()
}

#[test]
fn the_same_drift_is_reported_once() {
    let environment = renamed("Main Office");
    let file = environment.folder().join("last.json");
    let since = ["--since", "last.json"];

    let first = drift(&environment, &since).exits(2);
    assert!(
        first
            .stdout
            .starts_with("1 object drifted in small: 1 to change."),
        "{first}"
    );
    assert!(first.stdout.contains("By kind: 1 changed."), "{first}");
    let who = "orgs (main)  Organization/Member is on: other apps by API only";
    assert!(first.stdout.contains(who), "{first}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).expect("kept").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    let kept = std::fs::read(&file).expect("kept");
    let again = drift(&environment, &since).exits(0);
    assert!(
        again.stdout.starts_with("The same drift as reported at "),
        "{again}"
    );
    assert_eq!(again.stdout.lines().count(), 1, "{again}");
    assert_eq!(std::fs::read(&file).expect("kept"), kept, "written again");
    let json = drift(&environment, &["--since", "last.json", "--format", "json"]).exits(0);
    let json: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert!(json["drift"]["reportedAt"].is_string());
    assert_eq!(
        format!(
            "Fingerprint {}",
            json["drift"]["fingerprint"].as_str().expect("text")
        ),
        fingerprint(&first)
    );

    // Without the file the same is told, with the same fingerprint, and nothing is kept.
    assert_eq!(
        fingerprint(&drift(&environment, &[]).exits(2)),
        fingerprint(&first)
    );

    rename(&environment, "Headquarters");
    let other = drift(&environment, &since).exits(2);
    assert_ne!(fingerprint(&other), fingerprint(&first));
    assert_ne!(std::fs::read(&file).expect("kept"), kept);

    rename(&environment, "Head Office");
    let none = drift(&environment, &since).exits(0);
    assert!(none.stdout.starts_with("No drift."), "{none}");
    assert!(!none.stdout.contains("Fingerprint"), "{none}");
    assert!(!file.exists(), "kept though nothing drifts");

    rename(&environment, "Headquarters");
    drift(&environment, &since).exits(2);
}

#[test]
fn only_the_kinds_asked_for_fail() {
    let environment = renamed("Main Office");
    let shown = drift(&environment, &["--fail-on", "removed,added"]).exits(0);
    assert!(shown.stdout.contains("Main Office"), "{shown}");
    assert!(
        shown.stdout.contains("Not asked to fail on: 1 changed."),
        "{shown}"
    );
    drift(&environment, &["--fail-on", "moved,changed"]).exits(2);
    environment.write(
        "small/more.yaml",
        "orgs: [{key: o-1, name: One, email: one@small.example}]\n",
    );
    drift(&environment, &["--fail-on", "removed"]).exits(2);
    let refused = drift(&environment, &["--fail-on", "everything"]).exits(1);
    assert!(
        refused.stderr.contains("removed, added, changed"),
        "{refused}"
    );
}

#[test]
fn a_file_that_holds_something_else_is_left_alone() {
    let environment = renamed("Main Office");
    let refused = drift(&environment, &["--since", "small/tenant.yaml"]).exits(1);
    assert!(refused.stderr.contains("M0671"), "{refused}");
    let kept = std::fs::read_to_string(environment.folder().join("small/tenant.yaml"));
    assert!(kept.expect("there").contains("Main Office"));
}

/// The head office as an administrator sees it: gets another name outside of meibo.
fn rename_in_the_tenant(environment: &Environment, from: &str, to: &str) {
    let state = environment.folder().join("small/.meibo/sandbox.json");
    let text = std::fs::read_to_string(&state).expect("the sandbox's state");
    assert!(text.contains(&format!("\"{from}\"")), "{text}");
    let text = text.replace(&format!("\"{from}\""), &format!("\"{to}\""));
    std::fs::write(&state, text).expect("written");
    // A log beside it goes on from the state as it was; at rest there may be none.
    let _ = std::fs::remove_file(state.with_extension("json.log"));
}

#[test]
fn what_an_apply_wrote_and_does_not_show_yet_is_no_drift() {
    let environment = renamed("Main Office");
    let applied = environment.meibo(&["apply", "small", "--sandbox", "--yes"]);
    assert_eq!(applied.code, Some(0), "{applied}");
    // The old name: still on its way.
    rename_in_the_tenant(&environment, "Main Office", "Head Office");
    let settling = drift(&environment, &["--since", "last.json"]).exits(0);
    assert!(settling.stdout.starts_with("No drift."), "{settling}");
    assert!(settling.stdout.contains("Settling"), "{settling}");
    assert!(settling.stdout.contains("org hq"), "{settling}");
    assert!(!environment.folder().join("last.json").exists());
    // A third one: somebody's.
    rename_in_the_tenant(&environment, "Head Office", "The Office");
    let drifted = drift(&environment, &[]).exits(2);
    assert!(!drifted.stdout.contains("Settling"), "{drifted}");
    // Without the record of what was written, the old name is drift as well.
    rename_in_the_tenant(&environment, "The Office", "Head Office");
    let journals = environment.folder().join("small/.meibo/journals");
    std::fs::remove_dir_all(&journals).expect("the journals");
    drift(&environment, &[]).exits(2);
    // And one that cannot be read is told, and hides nothing.
    environment.write(
        "small/.meibo/journals/small/20990101T000000Z-1.jsonl",
        "{}\n",
    );
    let told = drift(&environment, &[]).exits(2);
    assert!(told.stderr.contains("warning"), "{told}");
}

#[test]
fn what_somebody_took_away_right_after_an_apply_is_drift() {
    let environment = Environment::new();
    environment.write("small/tenant.yaml", TENANT);
    environment
        .meibo(&["apply", "small", "--sandbox", "--yes"])
        .exits(0);
    // As if the org had been deleted: the sandbox starts anew, and empty.
    for file in ["sandbox.json", "sandbox.json.log"] {
        let _ = std::fs::remove_file(environment.folder().join("small/.meibo").join(file));
    }
    let drifted = drift(&environment, &["--fail-on", "removed"]).exits(2);
    assert!(drifted.stdout.contains("By kind: 1 removed."), "{drifted}");
}
