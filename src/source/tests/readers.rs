//! The two readers of YAML: what the one for the usual reads, the other reads the same.

use proptest::prelude::*;

use super::anything::piece;
use crate::source::{events, yaml};

/// Whether a text is usual; if so, that both make the same of it.
fn usual(text: &str) -> bool {
    let mut parts = Vec::new();
    let Some(outcome) = events::read(text, &mut |part| parts.push(format!("{part:?}"))) else {
        return false;
    };
    let mut others = Vec::new();
    let other = yaml::read(text, &mut |part| others.push(format!("{part:?}")));
    let other = other.unwrap_or_else(|problem| panic!("{text:?}: {problem:?}"));
    assert_eq!(parts, others, "{text:?}");
    assert_eq!(outcome.repeated, other.repeated, "{text:?}");
    true
}

/// A scalar as a value, in a list, in a mapping in braces, and as a name.
fn everywhere(scalar: &str) -> [String; 4] {
    [
        format!("members:\n  - key: {scalar}\n"),
        format!("members:\n  - posts:\n      - {scalar}\n  - {scalar}\n"),
        format!("members:\n  - {{a: {scalar}, b: [{scalar}, {scalar}]}}\n"),
        format!("members:\n  - {scalar}: a\n    b: {{{scalar}: c}}\n"),
    ]
}

#[test]
fn examples_are_usual() {
    assert!(usual(include_str!("../../../examples/minimal/meibo.yaml")));
    for (text, expected) in [
        ("members: []\ngroups:\n", true),
        ("members:\n  - key: a\n    key: b\n", true),
        ("members: []\nmembers: []\n", true),
        ("---\nmembers: [{key: a}] # c\n...\n", true),
        (
            "orgs:\n- key: a\n  orgs:\n  - key: b\n    orgs: [{key: c}, 1, [{orgs: [{}]}]]\n",
            true,
        ),
        (
            "orgs:\n- a: {orgs: [{key: b}]}\n  c: [{orgs: [{}]}, {d: {orgs: [{}]}}]\n",
            true,
        ),
        ("", false),
        ("a", false),
        ("- a", false),
        ("members: &m []\n", false),
        ("a: &m b\nc: *m\n", false),
        ("a: {<<: {b: c}}\n", false),
        ("a: !!str 1\n", false),
        ("? [a]\n: b\n", false),
        ("a: b\n---\nc: d\n", false),
        ("a: [\n", false),
    ] {
        assert_eq!(usual(text), expected, "{text:?}");
    }
}

#[test]
fn scalars_are_what_they_are() {
    for (scalar, expected) in [
        ("a", true),
        ("1991-04-01", true),
        ("2026-04-01T09:00:00+09:00", true),
        ("03-5033-2720", true),
        ("+81-3-5033-2720", true),
        ("3階", true),
        ("1F", true),
        ("0F", false),
        ("20000123", true),
        ("0", true),
        ("007", false),
        ("1.5", false),
        ("1e-5", false),
        ("1_000", false),
        ("0x1F", false),
        ("-5", false),
        (".inf", false),
        ("1e999", false),
        ("18446744073709551616", false),
        ("null", true),
        ("~", true),
        ("NULL", true),
        ("nULL", true),
        ("true", true),
        ("False", true),
        ("yes", true),
        ("'007'", true),
        ("\"\\u3042\\n\"", true),
        ("''", true),
        ("a b", true),
        ("東京", true),
    ] {
        let [value, list, braces, name] = everywhere(scalar);
        assert_eq!(usual(&value), expected, "{value}");
        assert_eq!(usual(&list), expected, "{list}");
        assert_eq!(usual(&braces), expected, "{braces}");
        usual(&name);
    }
}

#[test]
fn too_much_is_left_to_the_other() {
    let nested = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    assert!(usual(&nested(50)));
    assert!(!usual(&nested(60)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces(pieces in prop::collection::vec(piece(), 0..24)) {
        usual(&pieces.concat());
        usual(&format!("members:\n  - key: a\n    {}", pieces.concat()));
    }

    #[test]
    fn what_may_be_a_number(scalar in "[-+.]?[0-9+.eE_xXoOb:a -]{0,6}[0-9a-fx]") {
        for text in everywhere(&scalar) {
            usual(&text);
        }
    }

    #[test]
    fn words(scalar in "[~<=!]?[nNuUlLtTrReEfFaAsS.iI]{0,5} ?") {
        for text in everywhere(&scalar) {
            usual(&text);
        }
    }

    #[test]
    fn any_scalar(scalar in any::<String>()) {
        for text in everywhere(&scalar) {
            usual(&text);
        }
        usual(&format!("a: |\n  {scalar}\nb: >-\n   {scalar}\n"));
        usual(&format!("a: '{scalar}'\nb: \"{scalar}\"\n"));
    }
}
