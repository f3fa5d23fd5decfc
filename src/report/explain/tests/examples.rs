use std::collections::BTreeMap;

use jiff::civil::date;

use crate::check::codes::DUPLICATE_ADDRESS;
use crate::check::{check_at, suggest_no_taken_address};
use crate::report::explain::text::is_framed;
use crate::report::explain::{Example, FRAME, all};
use crate::report::words;
use crate::report::words::Language::Ja;
use crate::report::words::tests::english_left;
use crate::source::codes::FORM_LOGIN_EMAIL;
use crate::source::{Code, Files, Problem, load, load_str};

/// The day the examples are read on.
const TODAY: jiff::civil::Date = date(2026, 11, 22);

/// What is found in a configuration, and its files.
pub(super) struct Found {
    pub(super) problems: Vec<Problem>,
    pub(super) allowed: usize,
    pub(super) files: Files,
}

impl Found {
    /// Each code, with how often it was found.
    pub(super) fn codes(&self) -> BTreeMap<Code, usize> {
        let mut codes = BTreeMap::new();
        for problem in &self.problems {
            *codes.entry(problem.code).or_default() += 1;
        }
        codes
    }
}

/// The files of an example: one, or those that lines such as `# orgs.yaml` name.
fn files(example: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        let name = line
            .strip_prefix("# ")
            .filter(|name| name.ends_with(".yaml"));
        match (name, files.last_mut()) {
            (Some(name), _) => files.push((name.to_owned(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => files.push(("meibo.yaml".to_owned(), format!("{line}\n"))),
        }
    }
    if is_framed(example) {
        match files.as_mut_slice() {
            [(name, text)] if name == "meibo.yaml" => *text = format!("{FRAME}{text}"),
            _ => files.push(("tenant.yaml".to_owned(), FRAME.to_owned())),
        }
    }
    files
}

/// Reads and checks an example.
pub(super) fn read(example: &str) -> Found {
    let files = files(example);
    let loaded = if let [(name, text)] = files.as_slice() {
        load_str(name, text)
    } else {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in &files {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        load(folder.path())
    };
    checked(loaded)
}

/// The same for what was loaded in another way.
pub(super) fn checked(loaded: crate::source::Loaded) -> Found {
    let mut problems = loaded.problems;
    let mut allowed = 0;
    if let Some(desired) = &loaded.desired {
        let checked = check_at(desired, TODAY);
        problems.extend(checked.problems);
        suggest_no_taken_address(&mut problems);
        allowed = checked.allowed;
    }
    Found {
        problems,
        allowed,
        files: loaded.files,
    }
}

#[test]
fn each_wrong_example_has_its_problem_alone_and_each_right_one_none() {
    let mut failed = Vec::new();
    for entry in all() {
        let Example::Yaml { wrong, right } = entry.example else {
            continue;
        };
        let found = read(wrong);
        if found.codes().into_keys().collect::<Vec<_>>() != [entry.code] {
            failed.push(format!("{} wrong: {:#?}", entry.code, found.problems));
        }
        let found = read(right);
        if !found.problems.is_empty() {
            failed.push(format!("{} right: {:#?}", entry.code, found.problems));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn an_address_in_other_case_clashes_and_is_not_suggested() {
    // Whichever of the two is written as it should be.
    for (one, other) in [
        ("aa@acme.example", "Aa@acme.example"),
        ("aa@ACME.example", "aa@acme.example"),
    ] {
        let found = read(&format!(
            "members:\n  - {{key: E1, email: {one}}}\n  - {{key: E2, aliasEmails: [{other}]}}\n"
        ));
        let codes: Vec<Code> = found.codes().into_keys().collect();
        assert_eq!(
            codes,
            [FORM_LOGIN_EMAIL, DUPLICATE_ADDRESS],
            "{one} {other}"
        );
        for problem in &found.problems {
            assert_eq!(problem.params.get("nearest"), None, "{problem:?}");
            if problem.code == DUPLICATE_ADDRESS {
                assert_eq!(problem.params["key"], "E1");
                let (label, place) = &problem.labels[0];
                assert_eq!(label, "firstDeclared");
                assert_eq!(place.pointer.as_deref(), Some("/members/0/email"));
            }
        }
    }
    // Nobody has this one.
    let found =
        read("members: [{key: E1, email: Aa@acme.example}, {key: E2, email: bb@acme.example}]\n");
    let nearest: Vec<&str> = found
        .problems
        .iter()
        .map(|problem| problem.params["nearest"].as_str())
        .collect();
    assert_eq!(nearest, ["aa@acme.example"]);
}

#[test]
fn what_is_allowed_is_counted() {
    let found = read(
        "policy:\n  allow: {M0232: 経緯があるため}\norgs:\n  - {key: a, name: 総務部}\n  - {key: b, name: 総務部}\n  - {key: c, name: 総務部}\n",
    );
    assert_eq!(found.problems, []);
    assert_eq!(found.allowed, 2);
}

#[test]
fn every_example_is_told_in_japanese_alone() {
    let mut left = Vec::new();
    for entry in all() {
        let Example::Yaml { wrong, right: _ } = entry.example else {
            continue;
        };
        // What the reader of YAML says of a file that is none is English.
        if entry.code == crate::source::codes::SYNTAX {
            continue;
        }
        for problem in read(wrong).problems {
            for text in [words::message(&problem, Ja), words::remedy(&problem, Ja)] {
                let english = english_left(&text);
                left.extend(english.iter().map(|line| format!("{}: {line}", entry.code)));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}
