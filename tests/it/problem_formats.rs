//! Problems for other programs, denied and allowed warnings, the cap, and `meibo explain`:
//! the binary as a pipeline sees it.

use serde_json::Value;

use crate::environment::Environment;

const TENANT: &str = "\
tenant:
  key: small
  plan: standard
  domains: [{key: main, id: 1, name: small.example}]
";

/// Two warnings, and one error where it is asked for.
fn folder(error: bool) -> Environment {
    let environment = Environment::new();
    environment.write("small/tenant.yaml", TENANT);
    environment.write(
        "small/組織/orgs.yaml",
        "orgs:\n  - {key: a, name: 総務部}\n  - {key: b, name: 総務部}\n  - {key: c, name: 総務部}\n",
    );
    environment.write(
        "small/members.yaml",
        "members:\n  - {key: E1, telephone: 03-1234-5678, posts: [{org: a}]}\n",
    );
    if error {
        environment.write(
            "small/more.yaml",
            "members:\n  - {key: E2, telephone: 03-9999-5678, posts: [{org: x-9}]}\n",
        );
    }
    environment
}

#[test]
fn github_shows_problems_beside_their_lines() {
    let ran = folder(true)
        .meibo(&["validate", "small", "--format", "github"])
        .exits(1);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{ran}");
    assert!(
        lines[0].starts_with("::error file=small/more.yaml,line=2,col="),
        "{ran}"
    );
    assert!(
        lines[1].starts_with("::warning file=small/組織/orgs.yaml,line=3,"),
        "{ran}"
    );
    assert_eq!(ran.stderr, "", "{ran}");
    // A configuration without problems says nothing but that it is valid.
    let environment = Environment::new();
    environment.write("small/tenant.yaml", TENANT);
    let ran = environment
        .meibo(&["validate", "small", "--format", "github"])
        .exits(0);
    assert!(!ran.stdout.contains("::"), "{ran}");
}

#[test]
fn documents_stand_alone_on_standard_output() {
    for verb in [
        &["validate", "small"][..],
        &["plan", "small", "--sandbox"],
        &["drift", "small", "--sandbox"],
    ] {
        for error in [false, true] {
            let environment = folder(error);
            let ran = environment.meibo(&[verb, &["--format", "sarif"]].concat());
            let log: Value = serde_json::from_str(&ran.stdout).expect("JSON alone");
            let results = log["runs"][0]["results"].as_array().expect("results");
            // Without its private address the new member cannot be invited: the plan says so.
            assert!(results.len() >= 2, "{verb:?} {ran}");
            assert_eq!(
                results.iter().any(|result| result["ruleId"] == "M0200"),
                error,
                "{verb:?} {ran}"
            );
            let ran = environment.meibo(&[verb, &["--format", "junit"]].concat());
            assert!(ran.stdout.starts_with("<?xml"), "{verb:?} {ran}");
            assert!(
                ran.stdout.trim_end().ends_with("</testsuites>"),
                "{verb:?} {ran}"
            );
            assert!(!ran.stdout.contains("03-1234"), "{verb:?} {ran}");
        }
    }
}

#[test]
fn other_verbs_refuse_what_holds_problems_alone() {
    let environment = folder(false);
    for verb in [
        &["history"][..],
        &["schema", "config"],
        &["explain", "200"],
        &["apply", "small", "--sandbox", "--yes"],
        &["pull", "small", "--sandbox"],
    ] {
        for format in ["github", "sarif", "junit"] {
            let ran = environment
                .meibo(&[verb, &["--format", format]].concat())
                .exits(1);
            assert!(
                ran.stderr.contains("M0694") && ran.stderr.contains(format),
                "{ran}"
            );
            assert_eq!(ran.stdout, "", "{ran}");
        }
    }
}

#[test]
fn denied_warnings_are_errors_until_they_are_allowed() {
    let environment = folder(false);
    environment.meibo(&["validate", "small"]).exits(0);
    for verb in [
        &["validate", "small"][..],
        &["plan", "small", "--sandbox"],
        &["drift", "small", "--sandbox"],
        &["apply", "small", "--sandbox", "--yes"],
    ] {
        let ran = environment
            .meibo(&[verb, &["--deny", "warnings"]].concat())
            .exits(1);
        assert!(
            ran.stderr.contains("M0232") && ran.stderr.contains("M0696"),
            "{ran}"
        );
    }
    environment.write(
        "small/policy.yaml",
        "policy: {allow: {M0232: 経緯があるため}}\n",
    );
    let ran = environment
        .meibo(&["validate", "small", "--deny", "warnings"])
        .exits(0);
    assert!(ran.stderr.contains("2 allowed"), "{ran}");
    let ran = environment
        .meibo(&["validate", "small", "--format", "json"])
        .exits(0);
    let view: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(view["allowed"], 2);
    assert_eq!(view["problems"], serde_json::json!([]));
}

/// A warning that only a plan can have: what is told of it can be followed.
#[test]
fn the_warnings_of_a_plan_are_denied_until_they_are_allowed() {
    let environment = Environment::new();
    let declare = |orgs: &str, policy: &str| {
        environment.write("small/tenant.yaml", format!("{TENANT}{orgs}{policy}"));
    };
    declare("orgs: [{key: o1, name: 人事部}]\n", "");
    let sandbox = |flags: &[&str]| environment.meibo(&[flags, &["--sandbox"]].concat());
    sandbox(&["apply", "small", "--yes"]).exits(0);

    let renamed = "orgs: [{key: o3, name: 人事総務部}]\n";
    declare(renamed, "");
    for verb in [&["plan", "small"][..], &["apply", "small", "--yes"]] {
        let ran = sandbox(&[verb, &["--deny", "warnings"]].concat()).exits(1);
        assert!(ran.stdout.contains("M0317"), "{ran}");
        let told = "M0696\n\n  × warnings that count as errors because of `--deny warnings`: 1";
        assert!(ran.stderr.contains(told), "{ran}");
    }
    // A saved plan keeps its warnings: they are denied when it is applied as well.
    let saved = ["plan", "small", "--out", "small/plan.json"];
    sandbox(&saved).exits(0);
    let apply_saved = ["apply", "small/plan.json", "--yes", "--deny", "warnings"];
    let ran = sandbox(&apply_saved).exits(1);
    assert!(ran.stderr.contains("M0696"), "{ran}");

    let reason = "policy: {allow: {M0317: 別の部署です}}\n";
    declare(renamed, reason);
    // Offline nobody can tell whether the plan has that warning.
    let ran = environment
        .meibo(&["validate", "small", "--deny", "warnings"])
        .exits(0);
    assert_eq!(ran.stderr, "", "{ran}");
    let denied = ["plan", "small", "--deny", "warnings"];
    let ran = sandbox(&denied).exits(0);
    assert!(!ran.stdout.contains("M0317"), "{ran}");
    assert!(ran.stdout.contains("1 warning not shown"), "{ran}");
    let ran = sandbox(&[&denied[..], &["--format", "json"]].concat()).exits(0);
    let plan: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(
        (&plan["allowed"], &plan["problems"]),
        (&1.into(), &Value::Array(Vec::new()))
    );
    let ran = sandbox(&[&denied[..], &["--format", "junit"]].concat()).exits(0);
    assert!(ran.stdout.contains("1 allowed"), "{ran}");
    sandbox(&saved).exits(0);
    let ran = sandbox(&apply_saved).exits(0);
    assert!(ran.stdout.contains("1 warning not shown"), "{ran}");
    // Where the code of nothing is allowed, a plan says nothing of it.
    let ran = sandbox(&["plan", "small", "--format", "json"]).exits(0);
    assert!(!ran.stdout.contains("\"allowed\""), "{ran}");
}

#[test]
fn the_cap_keeps_errors_and_counts_the_rest() {
    let ran = folder(true)
        .meibo(&["validate", "small", "--max-problems", "1"])
        .exits(1);
    assert!(ran.stderr.contains("M0200"), "{ran}");
    assert!(!ran.stderr.contains("M0232"), "{ran}");
    assert!(ran.stderr.contains("2 warnings not shown"), "{ran}");
    folder(true)
        .meibo(&["validate", "small", "--max-problems", "0"])
        .exits(1);
}

#[test]
fn explain_tells_what_is_behind_a_code() {
    let environment = Environment::new();
    let ran = environment.meibo(&["explain", "m200"]).exits(0);
    assert!(
        ran.stdout
            .starts_with("M0200: no KIND with the key KEY is declared\n"),
        "{ran}"
    );
    let japanese = environment
        .meibo(&["explain", "200", "--lang", "ja"])
        .exits(0);
    assert!(japanese.stdout.contains("誤った例"), "{japanese}");
    let ran = environment
        .meibo(&["explain", "M0200", "--format", "json"])
        .exits(0);
    let explained: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(explained["code"], "M0200");
    let ran = environment.meibo(&["explain"]).exits(0);
    assert!(ran.stdout.lines().count() > 200, "{ran}");
    let ran = environment.meibo(&["explain", "M0201"]).exits(1);
    assert!(
        ran.stderr.contains("M0695") && ran.stderr.contains("Did you mean M0200?"),
        "{ran}"
    );
}
