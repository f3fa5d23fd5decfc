use std::collections::BTreeSet;

use crate::report::explain::{Example, all, code_of, explained, explanation, list, near, text};
use crate::report::words::{self, Language};
use crate::source::Code;

#[test]
fn every_code_is_explained_once_in_order() {
    let explained: Vec<Code> = all().map(|entry| entry.code).collect();
    let worded: Vec<Code> = words::all().map(|words| words.code).collect();
    let missing: Vec<&Code> = worded.iter().filter(|c| !explained.contains(c)).collect();
    assert!(
        missing.is_empty(),
        "no explanation (src/report/explain): {missing:?}"
    );
    for pair in explained.windows(2) {
        assert!(pair[0] < pair[1], "{} is out of order", pair[1]);
    }
    let unknown: Vec<&Code> = explained.iter().filter(|c| !worded.contains(c)).collect();
    assert!(unknown.is_empty(), "explained, and no words: {unknown:?}");
}

#[test]
fn everything_is_said_in_both_languages() {
    for entry in all() {
        let mut texts = vec![("why", entry.why)];
        match entry.example {
            Example::Yaml { .. } => {}
            Example::Told { wrong, right } => texts.extend([("wrong", wrong), ("right", right)]),
            Example::Met(when) => texts.push(("when", when)),
        }
        assert!(!entry.section.is_empty(), "{}", entry.code);
        for (part, both) in texts {
            let code = entry.code;
            assert!(
                !both.en.is_empty() && !both.en.contains('。'),
                "{code} {part}"
            );
            assert!(!both.ja.is_empty(), "{code} {part} has no Japanese");
            for text in [both.en, both.ja] {
                assert!(
                    !text.contains(['\n', '\t']),
                    "{code} {part} breaks the line"
                );
                assert!(!text.contains("  "), "{code} {part} has a double space");
            }
        }
        // Sentences of Japanese end as such; what is typed is the same in both languages.
        assert!(entry.why.ja.ends_with('。'), "{}", entry.code);
        assert!(entry.why.en.ends_with(['.', ')']), "{}", entry.code);
    }
}

#[test]
fn codes_are_known_however_they_are_typed() {
    for typed in [
        "M0200",
        "m0200",
        "200",
        "0200",
        "m200",
        " M0200 ",
        "Ｍ０２００",
    ] {
        assert_eq!(code_of(typed), Some(Code(200)), "{typed}");
    }
    for typed in [
        "",
        "M",
        "M0999",
        "99999999999",
        "-1",
        "+200",
        "M02x0",
        "M0200,M0201",
    ] {
        assert_eq!(code_of(typed), None, "{typed}");
    }
    assert_eq!(near("M0201"), Some(Code(200)));
    assert_eq!(near("x"), None);
    assert_eq!(near(""), None);
    assert!(explanation(Code(200)).is_some());
    assert!(explanation(Code(1)).is_none());
}

#[test]
fn an_explanation_reads_as_reviewed() {
    let entry = explanation(Code(200)).expect("it is explained");
    insta::assert_snapshot!("explain_en", text(entry, Language::En, 90));
    insta::assert_snapshot!("explain_ja", text(entry, Language::Ja, 90));
    let told = explanation(Code(110)).expect("it is explained");
    insta::assert_snapshot!("explain_told_en", text(told, Language::En, 90));
    let met = explanation(Code(700)).expect("it is explained");
    insta::assert_snapshot!("explain_met_ja", text(met, Language::Ja, 90));
}

#[test]
fn every_explanation_can_be_printed() {
    for entry in all() {
        for language in [Language::En, Language::Ja] {
            let text = text(entry, language, 90);
            assert!(!text.contains(['\u{200b}', '\t']), "{text}");
            for line in text.lines().filter(|line| !line.contains(['{', '['])) {
                assert!(crate::report::width::width(line) <= 110, "{line}");
            }
            assert!(!explained(entry, language).rule.is_empty());
        }
    }
    let list = list(Language::En);
    let lines: BTreeSet<&str> = list.lines().collect();
    assert_eq!(lines.len(), all().count());
    assert!(
        list.contains("M0200  no KIND with the key KEY is declared\n"),
        "{list}"
    );
}
