//! The binary in Japanese: by flag and by locale, every verb that speaks to people.

use crate::environment::{Environment, Ran};

/// Little words of English in what was said to a person; code in backticks, transcripts of
/// paths and variables aside.
fn english_left(text: &str) -> Vec<&str> {
    let little = [
        "the", "is", "are", "was", "not", "and", "with", "this", "that", "has", "cannot",
    ];
    text.lines()
        .filter(|line| {
            line.split('`').step_by(2).any(|part| {
                part.split(|c: char| !c.is_alphanumeric())
                    .any(|word| little.contains(&word))
            })
        })
        .collect()
}

fn is_japanese(ran: &Ran) {
    let none: Vec<&str> = Vec::new();
    assert_eq!(english_left(&ran.stdout), none, "{ran}");
    assert_eq!(english_left(&ran.stderr), none, "{ran}");
}

#[test]
fn every_verb_speaks_japanese() {
    let mut environment = Environment::new();
    environment.copy_example("acme");
    environment.set("LANG", "ja_JP.UTF-8");
    let valid = environment.meibo(&["validate", "acme"]).exits(0);
    is_japanese(&valid);
    assert!(
        valid.stdout.contains("の設定は正しく書かれています"),
        "{valid}"
    );
    let plan = environment.meibo(&["plan", "acme", "--sandbox"]).exits(0);
    is_japanese(&plan);
    assert!(plan.stdout.contains("への変更"), "{plan}");
    let refused = environment.meibo(&["apply", "acme", "--sandbox"]).exits(3);
    is_japanese(&refused);
    assert!(refused.stderr.contains("エラー M0656"), "{refused}");
    let drift = environment.meibo(&["drift", "acme", "--sandbox"]).exits(2);
    is_japanese(&drift);
    let apply = ["apply", "acme", "--sandbox", "--yes", "--time-scale", "20"];
    let applied = environment.meibo(&apply).exits(0);
    is_japanese(&applied);
    assert!(applied.stdout.contains("すべて適用しました"), "{applied}");
    let rest = environment.meibo(&["plan", "acme", "--sandbox"]).exits(0);
    assert!(rest.stdout.starts_with("変更はありません。"), "{rest}");
    is_japanese(
        &environment
            .meibo(&["checklist", "acme", "--sandbox"])
            .exits(0),
    );
    let history = environment.meibo(&["history", "acme"]).exits(0);
    is_japanese(&history);
    assert!(history.stdout.contains("完了"), "{history}");
    let run = history.stdout.split_whitespace().next().expect("a run");
    is_japanese(
        &environment
            .meibo(&["history", "show", run, "acme"])
            .exits(0),
    );
}

#[test]
fn the_flag_wins_over_the_locale_and_json_keeps_its_codes() {
    let mut environment = Environment::new();
    environment.write(
        "t/t.yaml",
        "tenant:\n  key: t\n  plan: standard\n  domains: [{key: main, id: 1, name: t.example}]\nlevels: [{key: L2, name: 部長}]\nmembers:\n  - {key: E1, email: ab@t.example, name: {last: 森}, level: L1}\n",
    );
    let validate = |environment: &Environment, more: &[&str]| {
        environment
            .meibo(&[&["validate", "t"], more].concat())
            .exits(1)
    };
    let english = validate(&environment, &[]);
    assert!(
        english
            .stderr
            .contains("no level with the key L1 is declared"),
        "{english}"
    );
    let japanese = validate(&environment, &["--lang", "ja"]);
    assert!(
        japanese
            .stderr
            .contains("キーが L1 の職級は宣言されていません"),
        "{japanese}"
    );
    assert!(japanese.stderr.contains("  対処: "), "{japanese}");
    is_japanese(&japanese);
    let json =
        |ran: &Ran| -> serde_json::Value { serde_json::from_str(&ran.stdout).expect("a document") };
    let ja = json(&validate(
        &environment,
        &["--lang", "ja", "--format", "json"],
    ));
    let en = json(&validate(&environment, &["--format", "json"]));
    assert_ne!(ja["problems"][0]["message"], en["problems"][0]["message"]);
    for same in ["code", "severity", "params", "pointer", "line"] {
        assert_eq!(ja["problems"][0][same], en["problems"][0][same], "{same}");
    }
    environment.set("LANG", "ja_JP.UTF-8");
    assert_eq!(validate(&environment, &[]).stderr, japanese.stderr);
    assert_eq!(
        validate(&environment, &["--lang", "en"]).stderr,
        english.stderr
    );
    environment.set("LC_ALL", "C.UTF-8");
    assert_eq!(validate(&environment, &[]).stderr, english.stderr);
    let unknown = environment.meibo(&["validate", "t", "--lang", "fr"]);
    assert!(
        unknown.stderr.contains("[possible values: en, ja]"),
        "{unknown}"
    );
}
