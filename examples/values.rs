//! Prints what the YAML files of a folder say, as JSON by file name: for holding other
//! readers of YAML against it.
//!
//! ```text
//! cargo run --example values -- --hostile /tmp/hostile > /tmp/hostile.json
//! python3 tests/tools/alike.py /tmp/hostile < /tmp/hostile.json
//! node tests/tools/alike.mjs /tmp/hostile < /tmp/hostile.json
//! ```
//!
//! With `--hostile` the folder is written first: with every text that some reader of YAML
//! is known to take for something else.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use meibo::import::{Layout, write};
use serde_json::{Map, Value, json};

#[expect(clippy::disallowed_macros, reason = "a tool that says what it found")]
fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (folder, hostile) = match args.as_slice() {
        [folder] => (folder, false),
        [flag, folder] if flag == "--hostile" => (folder, true),
        _ => {
            eprintln!("usage: values [--hostile] FOLDER");
            return ExitCode::FAILURE;
        }
    };
    let folder = Path::new(folder);
    if hostile {
        let files = write::folder(&sections(), &Layout::default());
        for (name, text) in files {
            let path = folder.join(name);
            let above = path.parent().expect("below the folder");
            std::fs::create_dir_all(above).expect("a folder");
            std::fs::write(&path, text).expect("a file");
        }
    }
    let mut all: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(below) = open.pop() {
        for entry in std::fs::read_dir(&below).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|end| end == "yaml" || end == "yml")
            {
                let text = std::fs::read_to_string(&path).expect("a text");
                let name = path.strip_prefix(folder).expect("below the folder");
                let name = name.to_string_lossy().into_owned();
                let values = meibo::source::values(&name, &text).expect("YAML");
                all.insert(name, values);
            }
        }
    }
    println!("{}", serde_json::to_string(&all).expect("plain data"));
    ExitCode::SUCCESS
}

/// Texts as names, as names of properties, in brackets and on lines of their own.
fn sections() -> Map<String, Value> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "~",
        "null",
        "Null",
        "no",
        "No",
        "NO",
        "n",
        "y",
        "yes",
        "on",
        "off",
        "true",
        "True",
        "TRUE",
        "false",
        "007",
        "0",
        "-7",
        "+1",
        "1e3",
        "1E3",
        "1_000",
        "0x1F",
        "0o17",
        "0b11",
        "1.5",
        ".5",
        "5.",
        ".inf",
        "-.INF",
        ".NaN",
        "12:30",
        "190:20:30",
        "12:30.5",
        "2026-04-01",
        "2026-4-1",
        "2026-04-01T09:00:00+09:00",
        "2026-04-01 09:00:00",
        "- a",
        "-",
        "--",
        "---",
        "--- a",
        "...",
        "? a",
        "?a",
        ":a",
        "a: b",
        "a:",
        "a:b",
        "a #b",
        "#a",
        "a#b",
        "&a",
        "*a",
        "!a",
        "!!str a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "it's",
        "%a",
        "@a",
        "`a",
        "[a]",
        "{a}",
        ", a",
        "a, b",
        " a",
        "a ",
        "\u{3000}a",
        "a\u{3000}",
        "a\nb",
        "a\n",
        "\na",
        "a\tb",
        "\t",
        "a\u{a0}b",
        "a\u{2028}b",
        "a\u{2029}b",
        "a\u{85}b",
        "\u{feff}a",
        "a\u{202e}b",
        "a\u{200b}b",
        "a\u{1}b",
        "a\u{7f}b",
        "<<",
        "=",
        "1,000",
        "$5",
        "\\",
        "\\n",
        "\\u0041",
        "𠮷野家",
        "森\u{3000}花子",
        "👪🏽",
        "é",
        "e\u{301}",
        "Ａ１",
        "3階",
        "03-1234-5678",
        "0120-000-000",
        "1-2",
        "5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10",
        "12e03",
        "0.",
        "1e",
        "e1",
        "0x",
        "=1+1",
        "http://a.example/?q=1#x",
        "a\r\nb",
        "\r",
        "none",
        "undefined",
        "NaN",
        "inf",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    // Every ASCII character alone, first, last and within.
    for c in (0..=0x7f_u8).map(char::from) {
        texts.extend([
            format!("{c}"),
            format!("{c}x"),
            format!("x{c}"),
            format!("x{c}y"),
            format!("x {c} y"),
        ]);
    }
    let mut named = Map::new();
    for text in &texts {
        named.insert(text.clone(), json!(text));
    }
    let members: Vec<Value> = texts
        .iter()
        .map(|text| json!({"key": text, "names": {"en_US": {"last": text}}, "custom": {text: [text, text]}}))
        .collect();
    let orgs: Vec<Value> = texts
        .iter()
        .map(
            |text| json!({"key": text, "name": text, "orgs": [{"key": text, "description": text}]}),
        )
        .collect();
    let Value::Object(sections) = json!({
        "policy": named, "orgs": orgs, "members": members,
        "levels": [{"key": "L1", "n": 1, "negative": -1, "real": 1.5, "yes": true, "nothing": null, "none": [], "empty": {}}],
    }) else {
        unreachable!("an object was written")
    };
    sections
}
