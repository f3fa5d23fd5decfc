//! What the README shows is what happens: its transcripts are run again, its YAML is read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use meibo::check::check;
use meibo::source::load;

use crate::environment::Environment;

fn readme() -> String {
    page("README.md")
}

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("the README")
}

/// The contents of the fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == fence {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push(block.join("\n"));
        } else if line.starts_with("```") {
            lines.by_ref().find(|line| *line == "```");
        }
    }
    found
}

/// Commands of a transcript with what each prints.
fn commands(block: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ meibo "), found.last_mut()) {
            (Some(command), _) => found.push((command, Vec::new())),
            (None, Some((_, output))) => output.push(line),
            (None, None) => panic!("a transcript begins with a command, not {line:?}"),
        }
    }
    found
}

/// A line without its seconds: how long a run took, and how long it will.
fn timeless(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let is_number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let mut out = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let next = words
            .get(n + 1)
            .map(|it| it.trim_end_matches(['.', ',', ':']));
        let before = word.trim_end_matches(|c: char| c.is_ascii_digit());
        out.push(match next {
            Some("s") if is_number(word) => "N",
            // A bracket may stand right before the number.
            Some(next) if next.starts_with('秒') && before != *word => before,
            _ => word,
        });
    }
    out.join(" ")
}

/// Whether an output is what is shown, `…` standing for any lines.
fn matches(shown: &[&str], output: &[&str]) -> Result<(), String> {
    let Some((first, rest)) = shown.split_first() else {
        return match output.first() {
            None => Ok(()),
            Some(line) => Err(format!("{line:?} is printed and not shown")),
        };
    };
    if *first == "…" {
        let Some(next) = rest.first() else {
            return Ok(());
        };
        let found = (output.iter()).position(|line| timeless(line) == timeless(next));
        let at = found.ok_or_else(|| format!("{next:?} is shown and not printed"))?;
        return matches(rest, &output[at..]);
    }
    match output.split_first() {
        Some((line, others)) if timeless(line) == timeless(first) => matches(rest, others),
        other => Err(format!(
            "{first:?} is shown, {:?} printed",
            other.map(|it| it.0)
        )),
    }
}

#[test]
fn transcripts_are_what_is_printed() {
    transcribed(&readme(), "C.UTF-8");
}

#[test]
fn transcripts_of_the_japanese_twin_are_what_is_printed() {
    transcribed(&page("README.ja.md"), "ja_JP.UTF-8");
}

fn transcribed(text: &str, locale: &str) {
    let mut environment = Environment::new();
    environment.set("LANG", locale);
    for name in ["acme", "minimal"] {
        environment.copy_example(name);
        let examples = environment.folder().join("examples");
        fs::create_dir_all(&examples).expect("a folder");
        fs::rename(environment.folder().join(name), examples.join(name)).expect("moved");
    }
    let transcripts = blocks(text, "console");
    assert!(!transcripts.is_empty(), "the README shows a transcript");
    for block in &transcripts {
        for (command, shown) in commands(block) {
            let mut args: Vec<&str> = command.split(' ').collect();
            if args.contains(&"apply") {
                args.extend(["--time-scale", "20"]);
            }
            let ran = environment.meibo(&args);
            assert_eq!(ran.code, Some(0), "{command}: {}", ran.stderr);
            let output: Vec<&str> = ran.stdout.lines().collect();
            if let Err(difference) = matches(&shown, &output) {
                panic!("{command}: {difference}\n{}", ran.stdout);
            }
        }
    }
}

#[test]
fn the_yaml_is_a_configuration() {
    let twin = blocks(&page("README.ja.md"), "yaml");
    for block in blocks(&readme(), "yaml").into_iter().chain(twin) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("readme.yaml"), block).expect("a file in it");
        let loaded = load(folder.path());
        let mut problems = loaded.problems;
        let desired = loaded.desired.unwrap_or_else(|| panic!("{problems:#?}"));
        problems.extend(check(&desired));
        assert!(problems.is_empty(), "{problems:#?}");
    }
}

#[test]
fn the_two_commands_come_first() {
    let plain = blocks(&readme(), "");
    let first = plain.first().expect("a block of commands");
    assert_eq!(
        first,
        "cargo run -- apply examples/acme --sandbox --yes\ncargo test"
    );
}

#[test]
fn exit_codes_and_variables_are_the_ones_there_are() {
    let text = readme();
    let help = Environment::new().meibo(&["--help"]).stdout;
    let codes = help
        .split("Exit codes:")
        .nth(1)
        .expect("a section of the help");
    for line in codes.lines().filter(|line| line.starts_with("  ")) {
        let code = line.trim().split(' ').next().expect("a code");
        assert!(text.contains(&format!("| {code} | ")), "exit code {code}");
    }
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/settings.rs");
    let settings = fs::read_to_string(settings).expect("the settings");
    let mut named = 0;
    let is_name = |text: &str| text.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    for part in settings.split('"').filter(|part| is_name(part)) {
        if part.starts_with("LINEWORKS_") {
            named += 1;
            assert!(
                text.contains(&format!("`{part}`")),
                "{part} is not in the README"
            );
        }
    }
    assert!(named >= 7, "the settings name the variables");
}

#[test]
fn flags_of_the_tables_are_the_ones_there_are() {
    let environment = Environment::new();
    let verbs = [
        "chart",
        "export",
        "fmt",
        "import",
        "plan",
        "apply",
        "drift",
        "undo",
        "pull",
        "checklist",
        "sandbox",
    ];
    let help: String = verbs
        .map(|verb| environment.meibo(&[verb, "--help"]).stdout)
        .concat();
    let text = readme();
    let mut flags: Vec<&str> = Vec::new();
    for row in text.lines().filter(|line| line.starts_with("| `")) {
        let words = row.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        flags.extend(words.filter(|word| word.starts_with("--") && word.len() > 2));
    }
    assert!(flags.contains(&"--group-members"), "{flags:?}");
    for flag in flags {
        assert!(help.contains(flag), "{flag}");
    }
    // And the values of the one that has a table of its own.
    for how in ["paged", "inline"] {
        let shown = format!("`--group-members {how}`");
        assert!(
            text.contains(&shown) && help.contains(&format!("- {how}")),
            "{how}"
        );
    }
}

#[test]
fn the_comparison_sees_a_difference() {
    let output = ["one", "two 15 s", "three"];
    for (shown, fits) in [
        (vec!["one", "two 9 s", "three"], true),
        (vec!["…", "three"], true),
        (vec!["one", "…"], true),
        (vec!["one", "three"], false),
        (vec!["one", "two 15 s"], false),
        (vec!["…", "four"], false),
    ] {
        assert_eq!(matches(&shown, &output).is_ok(), fits, "{shown:?}");
    }
}

/// Every fenced block with the language it is of, in its order.
fn fenced(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push((language.to_owned(), block.join("\n")));
        }
    }
    found
}

/// What of a block is the same in every language: of a transcript what is typed, of YAML
/// and of commands all but the comments.
fn of_any_language(language: &str, block: &str) -> String {
    let typed = block.lines().filter(|line| line.starts_with("$ "));
    let bare = |line: &str| match line.find("#") {
        Some(at) if !line.starts_with("# yaml-language-server") => line[..at].trim_end().to_owned(),
        _ => line.to_owned(),
    };
    match language {
        "console" => typed.collect::<Vec<_>>().join("\n"),
        "yaml" | "sh" => block.lines().map(bare).collect::<Vec<_>>().join("\n"),
        _ => block.to_owned(),
    }
}

/// The headings' levels, with the text of the code in them.
fn headings(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
        }
        let level: String = line.chars().take_while(|c| *c == '#').collect();
        if !inside && !level.is_empty() {
            let code: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
            found.push(format!("{level} {}", code.join(" ")).trim_end().to_owned());
        }
    }
    found
}

/// What can be typed or set, and pages that are linked, as they stand in the prose.
fn named(text: &str) -> BTreeSet<String> {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    let mut found = BTreeSet::new();
    for part in &prose {
        for line in part.lines() {
            for code in line.split('`').skip(1).step_by(2) {
                let starts = ["meibo ", "--", "LINEWORKS_", "MEIBO_", "policy.", ".meibo"];
                if starts.iter().any(|start| code.starts_with(start)) {
                    found.insert(code.to_owned());
                }
            }
            for link in line.split("](").skip(1) {
                let link = link.split(')').next().unwrap_or_default();
                if link.starts_with("docs/") {
                    found.insert(link.to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn the_japanese_twin_says_the_same() {
    let (english, japanese) = (readme(), page("README.ja.md"));
    assert!(english.contains("](README.ja.md)"), "the twin is linked");
    assert!(japanese.contains("](README.md)"), "the twin is linked");
    assert_eq!(headings(&english), headings(&japanese), "other sections");
    let of = |text: &str| -> Vec<(String, String)> {
        let blocks = fenced(text).into_iter();
        blocks
            .map(|(language, block)| {
                let same = of_any_language(&language, &block);
                (language, same)
            })
            .collect()
    };
    assert_eq!(of(&english), of(&japanese), "other blocks");
    let (english, japanese) = (named(&english), named(&japanese));
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.difference(other).cloned().collect()
    };
    assert_eq!(
        only(&english, &japanese),
        Vec::<String>::new(),
        "in English only"
    );
    assert_eq!(
        only(&japanese, &english),
        Vec::<String>::new(),
        "in Japanese only"
    );
}
