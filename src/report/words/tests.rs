mod spelling;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Language::{En, Ja};
use super::refusals::RefusalWords;
use super::{Words, all, fill, label, lacking, message, remedy, said, said_text, words};
use crate::check::codes::UNKNOWN_REFERENCE;
use crate::source::{Code, Problem};

/// Little words of English that are left in a text of which all fixed words should be
/// Japanese; what stands in backticks is code.
pub(in crate::report) fn english_left(text: &str) -> Vec<String> {
    let little = [
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "cannot", "do", "does", "for",
        "from", "has", "have", "if", "is", "it", "its", "not", "of", "on", "or", "that", "the",
        "then", "this", "to", "was", "were", "will", "with",
    ];
    let mut left = Vec::new();
    for line in text.lines() {
        let outside: Vec<&str> = line.split('`').step_by(2).collect();
        let mut words = outside.iter().flat_map(|part| {
            part.split(|c: char| c.is_whitespace() || ",.;:()（）：、。「」".contains(c))
        });
        if words.any(|word| little.contains(&word)) {
            left.push(line.to_owned());
        }
    }
    left
}

#[test]
fn english_is_found() {
    let text = "変更はありません\nthe plan\n`is a` です（not）\n`to be`";
    assert_eq!(english_left(text), ["the plan", "`is a` です（not）"]);
}

/// The hundreds of each room (see [`Code`]).
fn hundred(room: &str) -> &'static [u16] {
    match room {
        "source" => &[1],
        "check" => &[2],
        "plan" => &[3, 4],
        "live" | "api" => &[5],
        "settings" | "cli" | "commands" => &[6],
        "apply" | "store" => &[7],
        "sandbox" => &[8],
        "import" => &[9],
        _ => &[],
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src/ can be listed") {
        let path = entry.expect("an entry of src/ can be read").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every `const NAME: TYPE = ...` of the crate's sources: room, file, and what follows.
fn constants(start: &str) -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut found = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).expect("listed below src/");
        let room = inside
            .components()
            .next()
            .map(|part| part.as_os_str().to_string_lossy().replace(".rs", ""))
            .unwrap_or_default();
        if room == "report" {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a source file is text");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, _) in flat.match_indices(start) {
            let rest = &flat[at + start.len()..];
            let end = rest.find([')', ';']).unwrap_or(rest.len());
            found.push((room.clone(), inside.to_owned(), rest[..end].to_owned()));
        }
    }
    found
}

fn declared() -> Vec<(String, PathBuf, Code)> {
    constants(": Code = Code(")
        .into_iter()
        .map(|(room, file, number)| {
            let number = number
                .parse()
                .unwrap_or_else(|_| panic!("{}: Code({number}) is no number", file.display()));
            (room, file, Code(number))
        })
        .collect()
}

#[test]
fn every_declared_code_has_words_and_a_number_of_its_room() {
    let mut seen: BTreeMap<Code, PathBuf> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (room, file, code) in declared() {
        if words(code).is_none() {
            wrong.push(format!("{code} of {} has no words", file.display()));
        }
        if !hundred(&room).contains(&(code.0 / 100)) {
            wrong.push(format!("{code} of {} is not of its room", file.display()));
        }
        if let Some(first) = seen.insert(code, file.clone()) {
            wrong.push(format!(
                "{code} is declared in {} and in {}",
                first.display(),
                file.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_entry_is_declared_and_stands_once() {
    let declared: BTreeSet<Code> = declared().into_iter().map(|(_, _, code)| code).collect();
    let mut last = None;
    for words in all() {
        assert!(
            declared.contains(&words.code),
            "{} has words but no declaration",
            words.code
        );
        assert!(last < Some(words.code), "{} is out of order", words.code);
        last = Some(words.code);
    }
}

#[test]
fn said_entries_stand_once_in_order() {
    for pair in super::said::TABLE.windows(2) {
        assert!(
            pair[0].code < pair[1].code,
            "{} is out of order",
            pair[1].code
        );
    }
}

#[test]
fn every_said_code_of_a_room_has_words() {
    for (room, file, rest) in constants(": &str = ") {
        if file.file_name().is_some_and(|name| name == "said.rs") {
            let code = rest.trim_matches('"');
            assert!(said(code).is_some(), "{code} of {room} has no words");
        }
    }
}

#[test]
fn every_rule_of_the_service_has_words() {
    let mut reasons: BTreeSet<String> = BTreeSet::new();
    for (_, file, rest) in constants(": &str = ") {
        if file.ends_with("world/reasons.rs") {
            reasons.insert(rest.trim_matches('"').to_owned());
        }
    }
    assert!(reasons.len() > 50, "{reasons:?}");
    let worded: Vec<String> = super::refusals::all()
        .map(|words| words.reason.to_owned())
        .collect();
    assert_eq!(worded.iter().collect::<BTreeSet<_>>().len(), worded.len());
    assert_eq!(worded.into_iter().collect::<BTreeSet<_>>(), reasons);
}

#[test]
fn a_refusal_is_said_in_words() {
    let problem = Problem::error(crate::plan::codes::WOULD_BE_REFUSED)
        .with("object", "member/E1")
        .with("name", "森 花子")
        .with("call", "POST /users")
        .with("section", "4.2")
        .with("rule", "duplicateEmail")
        .with("email", "a@acme.example")
        .with("holderKind", "member")
        .with("holder", "E9");
    assert_eq!(
        message(&problem, En),
        "the service would refuse POST /users for member/E1 (森 花子): the address a@acme.example is held by the member E9"
    );
    assert!(remedy(&problem, En).starts_with("Choose another address"));
    let unknown = problem.with("rule", "ofLater").with("details", "x 1");
    assert!(message(&unknown, En).ends_with("(森 花子): ofLater x 1"));
}

#[test]
fn a_problem_is_said_in_japanese() {
    let problem = Problem::error(crate::plan::codes::WOULD_BE_REFUSED)
        .with("object", "member/E1")
        .with("name", "森 花子")
        .with("call", "POST /users")
        .with("section", "4.2")
        .with("rule", "duplicateEmail")
        .with("email", "a@acme.example")
        .with("holderKind", "member")
        .with("holder", "E9");
    assert_eq!(
        message(&problem, Ja),
        "member/E1（森 花子）への POST /users はサービスに拒否されます：アドレス a@acme.example はメンバー E9 が使用しています"
    );
    let problem = Problem::error(UNKNOWN_REFERENCE)
        .with("kind", "userType")
        .with("key", "FTT")
        .with("nearest", "FT");
    assert_eq!(
        message(&problem, Ja),
        "キーが FTT の利用権限タイプは宣言されていません"
    );
    assert!(remedy(&problem, Ja).starts_with("FT の間違いではありませんか？宣言するか、"));
    assert_eq!(label("firstDeclared", Ja), "最初の宣言");
}

#[test]
fn what_a_problem_does_not_give_is_lacking() {
    use crate::plan::codes::{TARGET_UNKNOWN, WOULD_BE_REFUSED};
    let bare = Problem::error(TARGET_UNKNOWN);
    assert_eq!(lacking(&bare), ["target"]);
    assert_eq!(lacking(&bare.with("target", "org/x")), Vec::<&str>::new());
    // A rule's words have parameters of their own, and stand where `why` is.
    let refused = Problem::error(WOULD_BE_REFUSED).with("rule", "tooFewEntries");
    let refused = ["object", "name", "call", "section"]
        .into_iter()
        .fold(refused, |problem, name| problem.with(name, "x"));
    let lacks = lacking(&refused);
    assert!(
        lacks.contains(&"property") && !lacks.contains(&"why"),
        "{lacks:?}"
    );
}

/// Every text of the tables with its code, in English and in Japanese.
fn texts() -> Vec<(String, &'static str, &'static str)> {
    let mut texts: Vec<(String, &str, &str)> = Vec::new();
    for words in all() {
        let Words { code, en, ja } = words;
        texts.push((format!("{code} message"), en.message, ja.message));
        texts.push((format!("{code} remedy"), en.remedy, ja.remedy));
    }
    let asked = [&super::labels::DID_YOU_MEAN, &super::labels::WRITE_IT_LIKE];
    for words in super::said::TABLE
        .iter()
        .chain(super::labels::TABLE)
        .chain(asked)
    {
        texts.push((words.code.to_owned(), words.en, words.ja));
    }
    for RefusalWords { reason, en, ja } in super::refusals::all() {
        texts.push((format!("{reason} message"), en.message, ja.message));
        texts.push((format!("{reason} remedy"), en.remedy, ja.remedy));
    }
    texts
}

/// The parameters of a template; `None` where a brace is no part of one.
fn parameters(text: &str) -> Option<BTreeSet<&str>> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let from = &rest[open..];
        let close = from.find('}')?;
        let name = from.get(1..close)?;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        found.insert(name);
        rest = &from[close + 1..];
    }
    Some(found)
}

#[test]
fn templates_are_plain() {
    for words in all() {
        for text in [words.en, words.ja] {
            assert!(
                !text.remedy.contains("{nearest}"),
                "{} asks twice: the nearest match is asked for before every remedy",
                words.code
            );
        }
    }
    for (code, en, ja) in texts() {
        for text in [en, ja] {
            assert!(!text.is_empty(), "{code} says nothing");
            assert!(!text.contains(['\n', '\t']), "{code} breaks the line");
            assert!(!text.contains("  "), "{code} has a double space: {text}");
            assert!(
                parameters(text).is_some(),
                "{code} has something other than {{name}}: {text}"
            );
        }
    }
}

#[test]
fn every_text_is_said_in_both_languages_with_the_same_parameters() {
    let is_japanese = |c: char| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    let is_hiragana = |c: char| matches!(c, '\u{3041}'..='\u{309f}');
    let mut wrong = Vec::new();
    for (code, en, ja) in texts() {
        if parameters(en) != parameters(ja) {
            wrong.push(format!("{code}: other parameters:\n  {en}\n  {ja}"));
        }
        if !ja.contains(is_japanese) {
            wrong.push(format!("{code} is not Japanese: {ja}"));
        }
        // Examples may be names; sentences have endings.
        if en.contains(is_hiragana) {
            wrong.push(format!("{code} is not English: {en}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn filling_in() {
    let params: BTreeMap<String, String> = [("key", "E{1}"), ("n", "3")]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (template, text) in [
        ("", ""),
        ("plain", "plain"),
        ("{key} has {n}", "E{1} has 3"),
        ("{missing} {n}", "{missing} 3"),
        ("{key", "{key"),
        ("{{n}}", "{3}"),
    ] {
        assert_eq!(fill(template, &params), text);
    }
    assert_eq!(said_text("notThere", &params, En), "notThere key=E{1} n=3");
}

#[test]
fn the_nearest_match_is_asked_for_first() {
    let problem = Problem::error(UNKNOWN_REFERENCE)
        .with("kind", "org")
        .with("key", "slaes");
    assert!(remedy(&problem, En).starts_with("Declare it"));
    let problem = problem.with("nearest", "sales");
    assert!(remedy(&problem, En).starts_with("Did you mean sales? Declare it"));
    assert_eq!(remedy(&Problem::error(Code(999)), En), "");
    assert_eq!(label("firstDeclared", En), "first declared");
    assert_eq!(label("somethingElse", En), "somethingElse");
}

#[test]
fn checks_give_every_parameter_of_their_words() {
    for problem in crate::check::tests::every_problem() {
        for text in [message(&problem, En), remedy(&problem, En)] {
            assert!(!text.contains(['{', '}']), "{}: {text}", problem.code);
        }
        let japanese = [message(&problem, Ja), remedy(&problem, Ja)].join("\n");
        assert!(
            !japanese.contains(['{', '}']),
            "{}: {japanese}",
            problem.code
        );
        let left = english_left(&japanese);
        assert!(left.is_empty(), "{}: {left:?}", problem.code);
    }
}
