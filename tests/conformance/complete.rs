//! The register against the reference it was cut from, and against the tests.

use std::collections::BTreeMap;
use std::io::Write as _;

use crate::extract::{Extracted, extract};
use crate::proofs::{self, Proofs};
use crate::register::{self, Register};

/// What is listed and does not stand in the reference as listed, and the reverse.
fn differences(register: &Register, extracted: &[Extracted]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut standing = BTreeMap::new();
    for fact in extracted {
        standing.insert(fact.fingerprint.as_str(), fact);
    }
    for fact in extracted {
        let id = format!("{}-{:02}", fact.section, fact.ordinal);
        let listed = register::FactId::read(&id).and_then(|id| register.get(&id));
        match listed {
            None => wrong.push(format!(
                "{id} is not listed. List it in tests/conformance/facts/ with `of: {}`, in your \
                 own words, and show it by a test (or say why no client can see it):\n  {}",
                fact.fingerprint, fact.text
            )),
            Some(entry) if entry.of != fact.fingerprint => wrong.push(format!(
                "{id} has changed. Read it anew, see that words and tests still fit, then put \
                 `of: {}` in place of `of: {}`:\n  {}",
                fact.fingerprint, entry.of, fact.text
            )),
            Some(_) => {}
        }
    }
    for (id, entry) in register {
        let there = extracted
            .iter()
            .any(|fact| id.to_string() == format!("{}-{:02}", fact.section, fact.ordinal));
        if !there {
            let moved = standing
                .get(entry.of.as_str())
                .map_or_else(String::new, |fact| {
                    format!(" (it stands as {}-{:02} now)", fact.section, fact.ordinal)
                });
            wrong.push(format!(
                "{id} is listed and no longer stands in the reference{moved}: take it out, and \
                 what shows it: {}",
                entry.says
            ));
        }
    }
    wrong
}

/// Facts whose marks in the reference are not those listed.
fn other_marks(register: &Register, extracted: &[Extracted]) -> Vec<String> {
    let mut wrong = Vec::new();
    for fact in extracted {
        let id = format!("{}-{:02}", fact.section, fact.ordinal);
        let listed = register::FactId::read(&id).and_then(|id| register.get(&id));
        if let Some(entry) = listed.filter(|entry| entry.marks != fact.marks) {
            wrong.push(format!(
                "{id} bears other marks: `marks: {}` in place of `marks: {}`",
                fact.marks, entry.marks
            ));
        }
    }
    wrong
}

/// Facts that nothing shows and that do not say why, and proofs of nothing.
fn gaps(register: &Register, proofs: &Proofs) -> Vec<String> {
    let mut wrong = Vec::new();
    for (id, entry) in register {
        if entry.says.trim().is_empty() {
            wrong.push(format!("{id} does not say what it says (`says:`)"));
        }
        match (&entry.unobservable, proofs.tests.get(id)) {
            (None, None) => wrong.push(format!(
                "{id} is shown by no test and says no `unobservable:`: {}",
                entry.says
            )),
            (Some(why), Some(tests)) => wrong.push(format!(
                "{id} is `unobservable` ({why}), and yet {} shows it",
                tests.first().map_or("a test", |test| test.name.as_str())
            )),
            (None, Some(_)) | (Some(_), None) => {}
        }
    }
    wrong
}

/// Proofs of facts that are not listed, and `proves!` in the wrong place.
fn strays(register: &Register, proofs: &Proofs) -> Vec<String> {
    let mut wrong = proofs.wrong.clone();
    for (id, tests) in &proofs.tests {
        if !register.contains_key(id) {
            for test in tests {
                wrong.push(format!("{}, {}: no fact {id}", test.file, test.name));
            }
        }
    }
    wrong
}

/// Whether a variable that steers these tests is 1.
#[expect(
    clippy::disallowed_methods,
    reason = "it steers the tests, and meibo never reads it"
)]
pub fn is_on(variable: &str) -> bool {
    std::env::var(variable).is_ok_and(|value| value == "1")
}

/// The reference, where it stands beside the project.
///
/// # Panics
/// Under `MEIBO_CI=1` where it does not.
pub fn reference() -> Option<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/lineworks-api.md");
    match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) => {
            assert!(!is_on("MEIBO_CI"), "../shared/lineworks-api.md: {error}");
            // Past the test's own capture, so that it is seen.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: ../shared/lineworks-api.md is not there, so nothing shows that every \
                 fact of it is listed ({error})"
            );
            None
        }
    }
}

#[test]
fn every_documented_fact_is_listed() {
    let Some(reference) = reference() else {
        return;
    };
    let wrong = differences(&register::read().0, &extract(&reference));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_proof_names_a_fact() {
    let wrong = strays(&register::read().0, &proofs::read());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A register of one fact, as a file of facts says it.
fn listed(more: &str) -> Register {
    let text = format!("{{fact: 1.1-01, of: {}, {more}}}", of_the_row().fingerprint);
    let entry: register::Entry = serde_yaml::from_str(&text).expect("an entry");
    let id = register::FactId::read(&entry.fact).expect("a number");
    Register::from([(id, entry)])
}

fn of_the_row() -> Extracted {
    extract("# 1 Transport\n\n## 1.1 Hosts\n\n- Says so [D].\n").remove(0)
}

#[test]
fn a_register_that_is_behind_the_reference_is_told() {
    let row = of_the_row();
    let fine = listed("says: 'It says so.'");
    assert_eq!(
        differences(&fine, std::slice::from_ref(&row)),
        Vec::<String>::new()
    );
    let mut changed = row.clone();
    changed.fingerprint = "00000000".to_owned();
    let mut later = row.clone();
    later.ordinal = 2;
    for (rows, says) in [
        (vec![row.clone(), later.clone()], "1.1-02 is not listed"),
        (vec![changed], "1.1-01 has changed"),
        (vec![later], "it stands as 1.1-02 now"),
        (vec![], "no longer stands"),
    ] {
        let wrong = differences(&fine, &rows);
        assert!(
            wrong.iter().any(|wrong| wrong.contains(says)),
            "{says}: {wrong:?}"
        );
    }
}

#[test]
fn a_fact_is_shown_or_not_observable_and_never_both() {
    let id = register::FactId::read("1.1-01").expect("a number");
    let test = proofs::Test {
        file: "some.rs".to_owned(),
        name: "shows".to_owned(),
    };
    let mut shown = Proofs::default();
    shown.tests.entry(id).or_default().insert(test);
    let open = listed("says: 'It says so.'");
    let closed = listed("says: 'It says so.', unobservable: 'Nobody sees it.'");
    assert_eq!(gaps(&open, &shown), Vec::<String>::new());
    assert_eq!(gaps(&closed, &Proofs::default()), Vec::<String>::new());
    assert_eq!(gaps(&open, &Proofs::default()).len(), 1);
    assert_eq!(gaps(&closed, &shown).len(), 1);
    assert_eq!(gaps(&listed("says: ''"), &shown).len(), 1);
    assert_eq!(strays(&open, &shown), Vec::<String>::new());
    assert_eq!(strays(&Register::new(), &shown).len(), 1);
}

#[test]
fn every_fact_bears_its_marks() {
    let Some(reference) = reference() else {
        return;
    };
    let wrong = other_marks(&register::read().0, &extract(&reference));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fact_is_shown_or_says_why_not() {
    let wrong = gaps(&register::read().0, &proofs::read());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
