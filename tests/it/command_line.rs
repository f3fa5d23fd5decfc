//! Help, usage, exit codes, pipes: the binary as a shell sees it.

use std::process::Stdio;

use serde_json::Value;

use crate::environment::{Environment, SandboxProcess, with_input};

const VERBS: [&str; 19] = [
    "init",
    "validate",
    "explain",
    "plan",
    "apply",
    "drift",
    "history",
    "undo",
    "show",
    "chart",
    "checklist",
    "export",
    "pull",
    "import",
    "fmt",
    "schema",
    "sandbox",
    "completions",
    "man",
];

/// A tenant with one org.
const SMALL: &str = "\
tenant:
  key: small
  plan: standard
  domains: [{key: main, id: 1, name: small.example}]
orgs:
  - {key: hq, name: Head Office, email: hq@small.example}
";

fn small() -> Environment {
    let environment = Environment::new();
    environment.write("small/tenant.yaml", SMALL);
    environment
}

#[test]
fn help_reads_as_reviewed() {
    let environment = Environment::new();
    insta::assert_snapshot!("help", environment.meibo(&["--help"]).exits(0).stdout);
    for verb in VERBS {
        let ran = environment.meibo(&[verb, "--help"]).exits(0);
        insta::assert_snapshot!(format!("help_{verb}"), ran.stdout);
    }
}

#[test]
fn a_usage_error_is_exit_1_on_standard_error() {
    let environment = Environment::new();
    for args in [
        &[][..],
        &["frobnicate"],
        &["plan", "--no-such-flag"],
        &["plan", "a", "b"],
        &["plan", "--sandbox", "--live", "x.json"],
        &["validate", "--format", "xml"],
        &["plan", "--latency", "soon"],
        &["man", "frobnicate"],
    ] {
        let ran = environment.meibo(args).exits(1);
        assert_eq!(ran.stdout, "", "{args:?}");
        assert!(!ran.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn the_usual_is_there() {
    let environment = Environment::new();
    let version = environment.meibo(&["--version"]).exits(0).stdout;
    assert_eq!(version, format!("meibo {}\n", env!("CARGO_PKG_VERSION")));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = environment.meibo(&["completions", shell]).exits(0).stdout;
        assert!(script.contains("detailed-exitcode"), "{shell}");
    }
    let page = environment.meibo(&["man", "plan"]).exits(0).stdout;
    assert!(page.contains(".TH"), "{page}");
    for of in ["config", "plan", "snapshot"] {
        let text = environment.meibo(&["schema", of]).exits(0).stdout;
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        jsonschema::meta::validate(&schema).expect("a schema");
        assert!(
            schema["$schema"]
                .as_str()
                .is_some_and(|draft| draft.contains("draft-07")),
            "{of}"
        );
    }
}

#[test]
fn exit_codes_follow_what_happened() {
    let environment = small();
    let run = |args: &[&str]| environment.meibo(args).code;
    assert_eq!(run(&["validate", "small"]), Some(0));
    assert_eq!(run(&["validate", "nowhere"]), Some(1));
    // Changes are told apart only where that is asked for; drift always tells.
    assert_eq!(run(&["plan", "small", "--sandbox"]), Some(0));
    let detailed = ["plan", "small", "--sandbox", "--detailed-exitcode"];
    assert_eq!(run(&detailed), Some(2));
    assert_eq!(run(&["drift", "small", "--sandbox"]), Some(2));
    // No terminal to ask at.
    assert_eq!(run(&["apply", "small", "--sandbox"]), Some(3));
    assert_eq!(run(&["apply", "small", "--sandbox", "--yes"]), Some(0));
    assert_eq!(run(&detailed), Some(0));
    assert_eq!(run(&["drift", "small", "--sandbox"]), Some(0));
    assert_eq!(
        run(&["plan", "small", "--sandbox", "--target", "hq"]),
        Some(1)
    );
    assert_eq!(
        run(&["plan", "small", "--sandbox", "--latency", "-1"]),
        Some(1)
    );
}

#[test]
fn a_saved_plan_that_no_longer_holds_is_exit_3() {
    let environment = small();
    let run = |args: &[&str]| environment.meibo(args);
    run(&["apply", "small", "--sandbox", "--yes"]).exits(0);
    let renamed =
        |name: &str| environment.write("small/tenant.yaml", SMALL.replace("Head Office", name));
    renamed("As Reviewed");
    run(&["plan", "small", "--sandbox", "--out", "small/plan.json"]).exits(0);
    // Somebody else gets there first.
    renamed("By Another");
    run(&["apply", "small", "--sandbox", "--yes"]).exits(0);
    let refused = run(&["apply", "small/plan.json", "--sandbox", "--yes"]).exits(3);
    // Wherever the line is broken.
    let told = refused.stderr.replace("\n  │ ", " ");
    for part in ["org/hq", "By Another"] {
        assert!(told.contains(part), "{told}");
    }
    // Nothing was sent: the tenant is as the other left it.
    run(&["drift", "small", "--sandbox"]).exits(0);
}

#[test]
fn a_gate_refuses_with_3_and_nothing_is_sent() {
    let environment = small();
    let owned = format!(
        "{SMALL}policy:\n  owns: {{orgs: \"*\"}}\n  limits: {{orgs: {{remove: {{max: 0}}}}}}\n"
    );
    environment.write(
        "small/tenant.yaml",
        owned.replace(
            "orgs:\n",
            "orgs:\n  - {key: old, name: Old, email: old@small.example}\n",
        ),
    );
    environment
        .meibo(&["apply", "small", "--sandbox", "--yes"])
        .exits(0);
    environment.write("small/tenant.yaml", &owned);
    environment.meibo(&["plan", "small", "--sandbox"]).exits(3);
    let before = environment.files();
    environment
        .meibo(&["apply", "small", "--sandbox", "--yes"])
        .exits(3);
    assert!(
        before
            .iter()
            .filter(|(path, _)| path.extension().is_some_and(|e| e == "json" || e == "log"))
            // Whose turn it is is written down, whatever comes of it.
            .filter(|(path, _)| !path.components().any(|part| part.as_os_str() == "leases"))
            .all(|(path, content)| environment.files().get(path) == Some(content)),
        "the tenant was touched"
    );
    let allowing = |verb, what| environment.meibo(&[verb, "small", "--sandbox", "--allow", what]);
    for wrong in [
        "org.remove=1",
        "orgs.invite=1",
        "orgs.remove=some",
        "orgs.remove",
    ] {
        let ran = allowing("plan", wrong).exits(1);
        assert!(ran.stderr.contains("M0680"), "{ran}");
    }
    let ran = allowing("plan", "orgs.remove=0").exits(3);
    assert!(ran.stdout.contains("--allow says 0"), "{ran}");
    allowing("plan", "groups.remove=1").exits(3);
    // What the plan allows is in the plan: whoever applies it need not say it again.
    let plan = |what| {
        [
            "plan",
            "small",
            "--sandbox",
            "--allow",
            what,
            "--out",
            "small/plan.json",
        ]
    };
    environment.meibo(&plan("orgs.remove=1")).exits(0);
    let apply = ["apply", "small/plan.json", "--sandbox", "--yes"];
    let refused = [&apply[..], &["--allow", "orgs.remove=1"]].concat();
    let ran = environment.meibo(&refused).exits(1);
    assert!(ran.stderr.contains("for a saved plan"), "{ran}");
    environment.meibo(&apply).exits(0);
    environment.meibo(&["drift", "small", "--sandbox"]).exits(0);
}

#[test]
fn under_half_of_what_is_live_is_refused_without_any_limit() {
    let environment = small();
    let owning = |orgs: &str| {
        let kept = SMALL.split("orgs:").next().expect("the tenant");
        format!("{kept}policy: {{owns: {{orgs: \"*\"}}}}\norgs: [{orgs}]\n")
    };
    let write = |orgs: &str| environment.write("small/tenant.yaml", owning(orgs));
    write("{key: a, name: A, email: aa@small.example}, {key: b, name: B, email: bb@small.example}");
    let apply = ["apply", "small", "--sandbox", "--yes"];
    environment.meibo(&apply).exits(0);
    write("");
    let ran = environment.meibo(&apply).exits(3);
    assert!(
        ran.stdout.contains("2 orgs of 2 not declared any more"),
        "{ran}"
    );
    let allowed = [&apply[..], &["--allow", "orgs.shrink=2"]].concat();
    let ran = environment.meibo(&allowed).exits(0);
    assert!(ran.stdout.contains("limit exceeded and allowed"), "{ran}");
    // A tenant with nothing in it has nothing to lose.
    write("{key: c, name: C, email: cc@small.example}");
    environment.meibo(&apply).exits(0);
}

#[test]
fn a_held_state_is_exit_3() {
    let environment = small();
    let _running = SandboxProcess::start(&environment, &["small"]);
    let ran = environment.meibo(&["plan", "small", "--sandbox"]).exits(3);
    assert!(ran.stderr.contains("another process"), "{ran}");
}

#[test]
fn a_service_that_fails_every_write_leaves_exit_4() {
    let mut environment = small();
    let running = SandboxProcess::start(&environment, &["small", "--write-guard"]);
    for (name, value) in &running.variables {
        environment.set(name, value);
    }
    let ran = environment.meibo(&["apply", "small", "--yes", "--time-scale", "200"]);
    let ran = ran.exits(4);
    assert!(ran.stdout.contains("Applied 0 of 1"), "{ran}");
}

#[test]
fn only_a_yes_is_a_yes_and_only_at_a_terminal() {
    let environment = small();
    for input in ["yes\n", "", "y\n"] {
        let output = with_input(environment.command(&["apply", "small", "--sandbox"]), input);
        assert_eq!(output.status.code(), Some(3));
    }
    environment
        .meibo(&["plan", "small", "--sandbox", "--detailed-exitcode"])
        .exits(2);
}

#[test]
fn a_reader_that_goes_away_is_a_normal_end() {
    let environment = small();
    for args in [
        &["schema", "config"][..],
        &["--help"],
        &["plan", "small", "--sandbox"],
    ] {
        let mut child = environment
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ended");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("standard output"), "{said}");
    }
}

#[test]
fn what_holds_personal_data_is_for_the_owner_alone() {
    let environment = small();
    environment
        .meibo(&["plan", "small", "--sandbox", "--out", "plan.json"])
        .exits(0);
    environment
        .meibo(&["pull", "small", "--sandbox", "--out", "snapshot.json"])
        .exits(0);
    #[cfg(unix)]
    for file in ["plan.json", "snapshot.json"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(environment.folder().join(file))
            .expect("written")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    // Both are taken up again.
    environment
        .meibo(&[
            "plan",
            "small",
            "--live",
            "snapshot.json",
            "--detailed-exitcode",
        ])
        .exits(2);
    environment
        .meibo(&[
            "apply",
            "plan.json",
            "--sandbox=small/.meibo/sandbox.json",
            "--yes",
        ])
        .exits(0);
    environment
        .meibo(&["plan", "small", "--sandbox", "--detailed-exitcode"])
        .exits(0);
    // A plan that was carried out is stale.
    environment
        .meibo(&[
            "apply",
            "plan.json",
            "--sandbox=small/.meibo/sandbox.json",
            "--yes",
        ])
        .exits(3);
}

#[test]
fn results_are_json_where_asked_for() {
    let environment = small();
    let json = |args: &[&str]| -> Value {
        let ran = environment.meibo(args);
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran}"))
    };
    assert_eq!(
        json(&["validate", "small", "--format", "json"])["errors"],
        0
    );
    assert_eq!(
        json(&["validate", "nowhere", "--format", "json"])["errors"],
        1
    );
    let plan = json(&["plan", "small", "--sandbox", "--format", "json"]);
    assert_eq!(plan["summary"]["create"], 1);
    let applied = json(&["apply", "small", "--sandbox", "--yes", "--format", "json"]);
    assert_eq!(
        (&applied["done"], &applied["calls"]),
        (&1.into(), &1.into())
    );
    let pulled = json(&["pull", "small", "--sandbox"]);
    assert_eq!(pulled["tenant"], "small");
    let checklist = json(&["checklist", "small", "--sandbox", "--format", "json"]);
    assert_eq!(checklist["tenant"], "small");
}

#[test]
fn the_example_is_applied_and_then_nothing_is_left() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let ran = environment
        .meibo(&["apply", "acme", "--sandbox", "--yes", "--time-scale", "20"])
        .exits(0);
    assert!(ran.stdout.contains("Applied all"), "{ran}");
    let ran = environment
        .meibo(&["plan", "acme", "--sandbox", "--detailed-exitcode"])
        .exits(0);
    assert!(ran.stdout.starts_with("No changes"), "{ran}");
    environment.meibo(&["drift", "acme", "--sandbox"]).exits(0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_between_calls_and_resume_does_the_rest() {
    let environment = Environment::new();
    environment.copy_example("acme");
    let child = environment
        .command(&["apply", "acme", "--sandbox", "--yes"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    std::thread::sleep(std::time::Duration::from_secs(3));
    let told = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(told.success());
    let output = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("stopped on request"), "{said}");
    let rest = ["apply", "acme", "--sandbox", "--yes", "--time-scale", "20"];
    // What is to become of the rest somebody must say.
    let refused = environment.meibo(&rest).exits(3);
    assert!(refused.stderr.contains("--resume"), "{refused}");
    environment
        .meibo(&[&rest[..], &["--resume"]].concat())
        .exits(0);
    environment
        .meibo(&["plan", "acme", "--sandbox", "--detailed-exitcode"])
        .exits(0);
}

#[test]
fn colour_is_written_where_asked_for() {
    let environment = small();
    for args in [
        &["plan", "small", "--sandbox", "--color", "always"][..],
        &["validate", "small", "--color", "always"],
        &["apply", "small", "--sandbox", "--yes", "--color", "always"],
        &["drift", "small", "--sandbox", "--color", "always", "-vvv"],
    ] {
        environment.meibo(args).exits(0);
    }
    let ran = environment
        .meibo(&["validate", "nowhere", "--color", "always"])
        .exits(1);
    assert!(ran.stderr.contains("\u{1b}["), "{ran}");
}
