//! What an editor with a YAML language server shows of a configuration: the real server
//! (npm, `tests/tools`), asked over its protocol.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::environment::Environment;

/// Where what `tests/tools/package.json` names is installed. In CI it must be.
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test decides by the environment whether it may skip itself, and says so"
)]
fn tools() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools");
    let tools = std::env::var_os("MEIBO_TOOLS").map_or(beside, PathBuf::from);
    if tools.join("node_modules/yaml-language-server").is_dir() {
        return Some(tools);
    }
    assert!(
        std::env::var_os("MEIBO_CI").is_none(),
        "CI needs the YAML language server: see .ci/run"
    );
    eprintln!("skipped: run `npm ci --prefix tests/tools` first");
    None
}

/// Asks the server what it says of files.
fn asked(tools: &Path, questions: &[Value]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/ask-yaml-server.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .arg(tools.join("node_modules/yaml-language-server/bin/yaml-language-server"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let questions = serde_json::to_vec(questions).expect("JSON");
    let mut input = node.stdin.take().expect("its input");
    input.write_all(&questions).expect("it reads");
    drop(input);
    let output = node.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{:?}", output.status);
    serde_json::from_slice(&output.stdout).expect("answers")
}

fn example_files() -> Vec<PathBuf> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() && !hidden {
                collect(&path, found);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"),
        &mut found,
    );
    found.sort();
    found
}

/// A file with a mistake of each sort that a schema can tell.
const BROKEN: &str = include_str!("editors/broken.yaml");

fn line(diagnostic: &Value) -> u64 {
    diagnostic["range"]["start"]["line"]
        .as_u64()
        .expect("a line")
        + 1
}

#[test]
fn the_examples_are_without_fault_in_an_editor() {
    let Some(tools) = tools() else { return };
    let files = example_files();
    assert!(files.len() > 15, "{files:?}");
    let questions: Vec<Value> = files.iter().map(|file| json!({"file": file})).collect();
    for answer in asked(&tools, &questions) {
        assert_eq!(answer["diagnostics"], json!([]), "{}", answer["file"]);
    }
}

/// The server and meibo find fault with the same lines.
#[test]
fn a_broken_file_shows_the_same_lines_in_an_editor_and_in_validate() {
    let Some(tools) = tools() else { return };
    // Where the examples stand, the path to the schema in its first line leads there.
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal/broken.yaml");
    let answers = asked(&tools, &[json!({"file": file, "text": BROKEN})]);
    let mut diagnostics = answers[0]["diagnostics"]
        .as_array()
        .expect("a list")
        .clone();
    diagnostics.sort_by_key(|d| (line(d), d["range"]["start"]["character"].as_u64()));
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|d| format!("{}: {}", line(d), d["message"].as_str().expect("a message")))
        .collect();
    assert_snapshot!(shown.join("\n"));

    let environment = Environment::new();
    environment.write("broken.yaml", BROKEN);
    let ran = environment.meibo(&["validate", "broken.yaml", "--format", "json"]);
    let problems: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let own: BTreeSet<u64> = problems["problems"]
        .as_array()
        .unwrap_or_else(|| panic!("{problems:#}"))
        .iter()
        .filter_map(|problem| {
            problem["code"]
                .as_str()
                .filter(|code| code.starts_with("M01"))
                .and(problem["line"].as_u64())
        })
        .collect();
    let theirs: BTreeSet<u64> = diagnostics.iter().map(line).collect();
    assert_eq!(own, theirs, "{problems:#}");
}

/// What stands at a mark `⌶`, asked after. A file of its own each: the server answers late
/// to what was closed.
fn at_mark(at: usize, text: &str, what: &str) -> Value {
    let (line, character) = text
        .lines()
        .enumerate()
        .find_map(|(at, line)| Some((at, line.chars().position(|c| c == '⌶')?)))
        .expect("a mark");
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/minimal/new-{at}.yaml"));
    let head = "# yaml-language-server: $schema=../../schemas/meibo.schema.json\n";
    json!({
        "file": file,
        "text": format!("{head}{}", text.replace('⌶', "")),
        "at": [{"line": line + 1, "character": character, "what": what}],
    })
}

fn labels(answer: &Value) -> Vec<&str> {
    let items = answer["at"][0]["items"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer:#}"));
    items
        .iter()
        .filter_map(|item| item["label"].as_str())
        .collect()
}

#[test]
fn an_editor_completes_properties_values_and_whole_entries_and_explains_them() {
    let Some(tools) = tools() else { return };
    let questions = [
        at_mark(0, "members:\n  - key: E1\n    ⌶\n", "completion"),
        at_mark(1, "members:\n  - key: E1\n    state: ⌶\n", "completion"),
        at_mark(2, "members:\n  - ⌶\n", "completion"),
        at_mark(3, "orgs:\n  - key: a\n    features: [⌶]\n", "completion"),
        at_mark(
            4,
            "members:\n  - key: E1\n    posts:\n      - org: a\n        lea⌶der: true\n",
            "hover",
        ),
        at_mark(
            5,
            "members:\n  - key: E1\n    birth⌶day: 1990-05-05\n",
            "hover",
        ),
    ];
    let answers = asked(&tools, &questions);
    let properties = labels(&answers[0]);
    for property in ["email", "name", "posts", "leave", "privateEmail"] {
        assert!(properties.contains(&property), "{properties:?}");
    }
    assert!(
        !properties.contains(&"key"),
        "it stands there already: {properties:?}"
    );
    assert_eq!(labels(&answers[1]), ["active", "suspended", "deleted"]);
    let entries = labels(&answers[2]);
    let snippet = entries
        .iter()
        .position(|label| *label == "member (メンバー)");
    let snippet = snippet.unwrap_or_else(|| panic!("{entries:?}"));
    let inserted = answers[2]["at"][0]["items"][snippet]["textEdit"]["newText"].clone();
    assert_snapshot!("snippet", inserted.as_str().expect("a text"));
    assert_eq!(
        labels(&answers[3]),
        ["message", "note", "calendar", "task", "folder"]
    );
    let hover = |at: usize| {
        answers[at]["at"][0]["contents"]["value"]
            .as_str()
            .unwrap_or_default()
    };
    // The server adds the schema's own place, which differs from machine to machine.
    let text = |at: usize| {
        hover(at)
            .split("\n\nSource:")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_snapshot!("hover_leader", text(4));
    assert_snapshot!("hover_birthday", text(5));
}
