//! Nobody reads a message that no test has seen: every code is met somewhere.

use std::path::{Path, PathBuf};

use meibo::report::explain;

/// What nothing a test can hand over raises: 536 stands where the machine's own
/// cryptography cannot be set up, with the authorities that are built in.
const GUARDS: [u16; 1] = [536];

fn texts(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            texts(&path, found);
        } else if path
            .extension()
            .is_some_and(|it| it == "rs" || it == "snap")
        {
            let text = std::fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
}

/// What tests say: their sources, the tests at the end of other sources, and what they
/// expect to be printed.
fn of_tests(path: &Path, text: &str) -> String {
    let of_tests = |part: &std::ffi::OsStr| part == "tests" || part == "tests.rs";
    if path.iter().any(of_tests) || path.extension().is_some_and(|it| it == "snap") {
        return text.to_owned();
    }
    let (_, tests) = text.split_once("#[cfg(test)]\nmod ").unwrap_or_default();
    tests.to_owned()
}

/// Whether a name stands in a text as a word of its own.
fn names(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// The constants of all codes, as they are declared: number and name.
fn declared(sources: &[(PathBuf, String)]) -> Vec<(u16, String)> {
    let mut found = Vec::new();
    for (path, text) in sources {
        if path.file_name().is_none_or(|name| name != "codes.rs") {
            continue;
        }
        for rest in text.split("pub const ").skip(1) {
            let (name, rest) = rest.split_once(": ").expect("a constant has a type");
            if let Some(number) = rest.strip_prefix("Code = Code(") {
                let (number, _) = number.split_once(')').expect("a number");
                found.push((number.parse().expect("a number"), name.to_owned()));
            }
        }
    }
    found.sort_unstable();
    found
}

#[test]
fn every_code_is_met_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    texts(&root.join("src"), &mut sources);
    let declared = declared(&sources);
    let explained: Vec<u16> = explain::all().map(|entry| entry.code.0).collect();
    let numbers: Vec<u16> = declared.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, explained);
    texts(&root.join("tests"), &mut sources);
    let tests: Vec<String> = (sources.iter())
        .map(|(path, text)| of_tests(path, text))
        .filter(|text| !text.is_empty())
        .collect();
    let met = |number: u16, name: &str| {
        let twice = declared.iter().filter(|(_, it)| it == name).count() > 1;
        let printed = format!("M{number:04}");
        tests
            .iter()
            .any(|text| text.contains(&printed) || !twice && names(text, name))
    };
    let unmet: Vec<String> = (declared.iter())
        .filter(|(number, name)| met(*number, name) == GUARDS.contains(number))
        .map(|(number, name)| format!("M{number:04} {name}"))
        .collect();
    assert!(
        unmet.is_empty(),
        "met by no test, or no guard any more:\n{}",
        unmet.join("\n")
    );
}
