use std::sync::Arc;

use super::{TextOptions, render, view};
use crate::check::codes;
use crate::report::words::Language;
use crate::source::{Place, Problem, Spot};

const FILE: &str = "members.yaml";
const SOURCE: &str = "\
members:
  - key: E1
    email: A@acme.example
  - key: 営業部長
    name: {last: 森, first: 花子}
    level: L9
    privateEmail: hanako@private.example
  - {key: E3, cellPhone: \"090-1234-5678\", level: L8, birthday: 2000-13-01}
  - key: \"E4\u{1b}[31m\u{202e}\"
";

/// A resolver over one file: the pointer is the text to underline.
fn resolve(place: &Place) -> Option<Spot> {
    let pointer = place.pointer.as_deref()?;
    let wanted = pointer.rsplit('/').next()?;
    let offset = SOURCE.find(wanted)?;
    let before = &SOURCE[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    Some(Spot {
        file: FILE.into(),
        source: Arc::from(SOURCE),
        offset,
        len: wanted.len(),
        line: line as u32 + 1,
        column: before[start..].chars().count() as u32 + 1,
    })
}

fn at(pointer: &str, object: &str) -> Place {
    Place {
        file: Some(FILE.into()),
        pointer: Some(pointer.into()),
        object: Some(object.into()),
        ..Place::default()
    }
}

fn unknown_level() -> Problem {
    Problem::error(codes::UNKNOWN_REFERENCE)
        .with("kind", "level")
        .with("key", "L9")
        .with("nearest", "L1")
        .at(at("/L9", "member/営業部長"))
}

fn text(problems: &[Problem]) -> String {
    render(problems, &resolve, &TextOptions::default())
}

#[test]
fn a_problem_in_full() {
    let problem = unknown_level().label("firstDeclared", at("/E1", "member/E1"));
    let lines: Vec<String> = text(&[problem])
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "error M0200 member/営業部長",
            "",
            "  × no level with the key L9 is declared",
            "   ╭─[members.yaml:6:12]",
            " 6 │     level: L9",
            "   ·            ──",
            "   ╰────",
            "  help: Did you mean L1? Declare it, correct the key, or name an object without a key by its `id`",
            "        (a member also by its `email`).",
            "  first declared: members.yaml:2:10 (member/E1)",
            "",
            "1 error",
        ]
    );
}

#[test]
fn without_unicode_there_is_no_drawing() {
    let options = TextOptions {
        unicode: false,
        ..TextOptions::default()
    };
    let problem = Problem::error(codes::DUPLICATE_KEY)
        .with("kind", "member")
        .with("key", "E1")
        .at(at("/E1", "member/E1"));
    let text = render(&[problem], &resolve, &options);
    assert!(text.is_ascii(), "{text}");
    assert!(text.contains("members.yaml:2:10"), "{text}");
}

#[test]
fn colour_only_when_asked_for() {
    let colored = TextOptions {
        color: true,
        ..TextOptions::default()
    };
    assert!(render(&[unknown_level()], &resolve, &colored).contains('\u{1b}'));
    assert!(!text(&[unknown_level()]).contains('\u{1b}'));
}

#[test]
fn wide_characters_are_underlined_in_their_columns() {
    let text = text(&[Problem::error(codes::UNKNOWN_REFERENCE).at(at("/花子", "member/E2"))]);
    let lines: Vec<&str> = text.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("first: 花子"))
        .expect("the line is shown");
    // ` 5 │ ` and 4 spaces, then `name: {last: 森, first: ` of 24 columns; 4 columns long.
    assert_eq!(
        lines[at + 1].trim_end(),
        format!("   · {}────", " ".repeat(4 + 24))
    );
}

#[test]
fn what_acts_on_a_terminal_is_made_visible() {
    let problem = Problem::error(codes::DUPLICATE_KEY)
        .with("kind", "member")
        .with("key", "E4\u{1b}[31m\u{202e}\n")
        .at(at("/E4", "member/E4\u{1b}"));
    let text = text(&[problem]);
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    assert!(text.contains("E4\\u{1b}[31m\\u{202e}\""), "{text}");
    assert!(text.contains("member/E4\\u{1b}"), "{text}");
}

#[test]
fn personal_data_is_masked_unless_asked_for() {
    // The problem is the level, the line holds more.
    let on_the_line = Problem::error(codes::UNKNOWN_REFERENCE).at(at("/L8", "member/E3"));
    let itself = Problem::error(codes::NO_SUCH_DATE)
        .with("property", "birthday")
        .at(at("/birthday/2000-13-01", "member/E3"));
    let block = Problem::error(codes::INVITATION_TO_ITSELF)
        .with("key", "E2")
        .at(at("/privateEmail/hanako@private.example", "member/E2"));
    let problems = [on_the_line, itself, block];
    let masked = text(&problems);
    for secret in ["090-1234", "2000-13", "hanako@private"] {
        assert!(!masked.contains(secret), "{secret}: {masked}");
    }
    assert!(masked.contains("key: E3, cellPhone: ***"), "{masked}");
    assert!(masked.contains("level: L8, birthday: ***"), "{masked}");
    let options = TextOptions {
        show_sensitive: true,
        ..TextOptions::default()
    };
    let shown = render(&problems, &resolve, &options);
    for secret in ["090-1234", "2000-13", "hanako@private"] {
        assert!(shown.contains(secret), "{secret}: {shown}");
    }
}

#[test]
fn order_is_that_of_the_files_and_errors_outlive_the_cap() {
    let nowhere = Problem::warning(codes::FREE_CANNOT_WRITE);
    let problems = [
        Problem::warning(codes::UNKNOWN_REFERENCE).at(at("/E1", "member/E1")),
        unknown_level(),
        Problem::warning(codes::ADDRESS_UPPER_CASE).at(at("/A@acme.example", "member/E1")),
        nowhere,
    ];
    let codes_of = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.starts_with("error ") || line.starts_with("warning "))
            .map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned())
            .collect()
    };
    let full = text(&problems);
    assert_eq!(codes_of(&full), ["M0287", "M0200", "M0222", "M0200"]);
    assert!(full.ends_with("\n1 error, 3 warnings\n"), "{full}");

    let options = TextOptions {
        most: Some(2),
        ..TextOptions::default()
    };
    let capped = render(&problems, &resolve, &options);
    assert_eq!(codes_of(&capped), ["M0287", "M0200"]);
    assert!(
        capped.ends_with("\n1 error, 3 warnings; 2 warnings not shown\n"),
        "{capped}"
    );
    assert_eq!(text(&[]), "");
}

#[test]
fn places_without_a_spot_are_said_in_words() {
    for (place, said) in [
        (
            Place {
                file: Some("a.yaml".into()),
                at: Some((3, 4)),
                ..Place::default()
            },
            "a.yaml:3:4: ",
        ),
        (
            Place {
                property: Some("tenant.plan".into()),
                ..Place::default()
            },
            "tenant.plan: ",
        ),
    ] {
        let problem = Problem::error(codes::FREE_CANNOT_WRITE).at(place);
        let text = text(&[problem]);
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn a_long_line_is_cut_around_the_spot() {
    let source: Arc<str> = format!(
        "x: [{}WRONG{}]",
        "い, ".repeat(50_000),
        ", う".repeat(50_000)
    )
    .into();
    let offset = source.find("WRONG").expect("it is there");
    let resolve = |_: &Place| {
        Some(Spot {
            file: FILE.into(),
            source: Arc::clone(&source),
            offset,
            len: 5,
            line: 1,
            column: 150_005,
        })
    };
    let text = render(
        &[Problem::error(codes::UNKNOWN_REFERENCE)],
        &resolve,
        &TextOptions::default(),
    );
    assert!(text.len() < 2_000, "{}", text.len());
    for line in text.lines() {
        assert!(crate::report::width::width(line) <= 100, "{line}");
    }
    assert_eq!(text.matches('…').count(), 2, "{text}");
    assert!(text.contains("WRONG"), "{text}");
    assert!(text.contains("members.yaml:1:150005"), "{text}");
}

#[test]
fn spots_beyond_the_text_are_survived() {
    for (offset, len) in [(0, 0), (9_999, 5), (SOURCE.len(), 1), (58, 9_999), (60, 1)] {
        let resolve = |_: &Place| {
            Some(Spot {
                file: FILE.into(),
                source: Arc::from(SOURCE),
                offset,
                len,
                line: 0,
                column: 0,
            })
        };
        let text = render(
            &[Problem::error(codes::UNKNOWN_REFERENCE)],
            &resolve,
            &TextOptions::default(),
        );
        assert!(text.contains("M0200"), "{text}");
    }
}

#[test]
fn values_for_machines() {
    let problem = unknown_level().label("firstDeclared", at("/E1", "member/E1"));
    let value =
        serde_json::to_value(view(&[problem], &resolve, Language::En)).expect("plain values");
    assert_eq!(
        value,
        serde_json::json!({
            "errors": 1, "warnings": 0,
            "problems": [{
                "code": "M0200", "severity": "error",
                "message": "no level with the key L9 is declared",
                "remedy": "Did you mean L1? Declare it, correct the key, or name an object without a key by its `id` (a member also by its `email`).",
                "file": "members.yaml", "line": 6, "column": 12,
                "pointer": "/L9", "object": "member/営業部長",
                "params": {"key": "L9", "kind": "level", "nearest": "L1"},
                "labels": [{
                    "what": "firstDeclared", "message": "first declared",
                    "file": "members.yaml", "line": 2, "column": 10,
                    "pointer": "/E1", "object": "member/E1"
                }]
            }]
        })
    );
}

#[test]
fn in_japanese() {
    let options = TextOptions {
        language: Language::Ja,
        most: Some(3),
        ..TextOptions::default()
    };
    let problems = [
        unknown_level()
            .with("nearest", "L8")
            .label("firstDeclared", at("/E1", "member/E1")),
        Problem::warning(codes::ADDRESS_UPPER_CASE)
            .with("address", "A@acme.example")
            .with("lower", "a@acme.example")
            .at(at("/A@acme.example", "member/E1")),
        Problem::warning(codes::FREE_CANNOT_WRITE),
        Problem::warning(codes::FREE_CANNOT_WRITE),
    ];
    let shown = render(&problems, &resolve, &options);
    insta::assert_snapshot!("in_japanese", shown);
}
