//! `docs/conformance.md`: every fact and what shows it, every unknown and its switch.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::complete::is_on;
use crate::proofs::{self, Proofs, Test};
use crate::register::{self, Entry, Register};
use crate::unknowns::{self, Unknown};

const INTRO: &str = "\
# What the sandbox is held to

<!-- Made by `MEIBO_BLESS=1 cargo test --test conformance`; a test fails when it is stale. -->

The sandbox is a model of the documented service. Below stands every documented fact of its
API, in our own words, and the tests that fail where the sandbox breaks it. Where no client
can see a fact, the table says why. What the documentation leaves open comes last: the
assumption taken, and the switch that turns it.

Marks: D is documented. Other letters tell that the same row of the reference also holds
what was seen of the real service (E), what a guide says (G) or what was inferred (I).
";

/// The titles of the sections of the reference.
const TITLES: [(&str, &str); 18] = [
    ("1", "Transport"),
    ("2", "Authentication and authorisation"),
    ("3", "Rates and the order of writes"),
    ("4", "Addressing"),
    ("5", "Resources"),
    ("5.1", "Users"),
    ("5.2", "Org units"),
    ("5.3", "Groups"),
    ("5.4", "Levels"),
    ("5.5", "Positions"),
    ("5.6", "User types"),
    ("5.7", "Custom properties"),
    ("5.8", "Profile statuses"),
    ("5.9", "Contacts"),
    ("5.10", "Security: external browser"),
    ("5.11", "Others"),
    ("7", "Consistency"),
    ("9", "The outside"),
];

/// The page.
fn render(register: &Register, proofs: &Proofs, unknowns: &[Unknown]) -> String {
    let mut page = INTRO.to_owned();
    let mut heading = String::new();
    for (id, entry) in register {
        let section = id.section();
        let part = part_of(&section);
        if part != heading {
            let title = TITLES.iter().find(|(held, _)| *held == part);
            let title = title.map_or("", |(_, title)| title);
            let _ = write!(
                page,
                "\n## {part} {title}\n\n| fact | what it says | mark | shown by |\n| --- | --- | --- | --- |\n"
            );
            heading = part;
        }
        let shown = shown(entry, proofs.tests.get(id));
        let says = cell(&entry.says);
        let _ = writeln!(page, "| {id} | {says} | {} | {shown} |", entry.marks);
    }
    page.push_str(
        "\n## 11 What is not known\n\n| # | point | assumption | switch |\n| --- | --- | --- | --- |\n",
    );
    for unknown in unknowns {
        let switch = match &unknown.no_switch {
            Some(why) => format!("none: {}", cell(why)),
            None => listed(unknown.switches.iter().map(|switch| format!("`{switch}`"))),
        };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {switch} |",
            unknown.number,
            cell(&unknown.point),
            cell(&unknown.assumption)
        );
    }
    page.push_str(&counts(register, proofs, unknowns));
    page
}

/// Section 5 in its parts, the others whole.
fn part_of(section: &str) -> String {
    let parts = if section.starts_with("5.") { 2 } else { 1 };
    section.split('.').take(parts).collect::<Vec<_>>().join(".")
}

fn shown(entry: &Entry, tests: Option<&BTreeSet<Test>>) -> String {
    if let Some(why) = &entry.unobservable {
        return format!("not observable: {}", cell(why));
    }
    let Some(tests) = tests else {
        return "nothing yet".to_owned();
    };
    listed(
        tests
            .iter()
            .map(|test| format!("`{}` in {}", test.name, test.file)),
    )
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("<br>")
}

/// Text that stays in its cell.
fn cell(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|").replace('<', "&lt;")
}

fn counts(register: &Register, proofs: &Proofs, unknowns: &[Unknown]) -> String {
    let unobservable = register
        .values()
        .filter(|entry| entry.unobservable.is_some())
        .count();
    let shown = register
        .keys()
        .filter(|id| proofs.tests.contains_key(id))
        .count();
    let tests: BTreeSet<&Test> = proofs.tests.values().flatten().collect();
    let switches: usize = unknowns.iter().map(|unknown| unknown.switches.len()).sum();
    let turned = unknowns
        .iter()
        .filter(|unknown| !unknown.switches.is_empty())
        .count();
    format!(
        "\n## Counts\n\n| what | how many |\n| --- | --- |\n\
         | documented facts | {} |\n\
         | shown by tests | {shown} |\n\
         | not observable | {unobservable} |\n\
         | neither | {} |\n\
         | tests that show facts | {} |\n\
         | unknowns | {} |\n\
         | unknowns with a switch | {turned} |\n\
         | switches | {switches} |\n",
        register.len(),
        register.len() - shown - unobservable,
        tests.len(),
        unknowns.len(),
    )
}

#[test]
fn the_page_is_not_stale() {
    let page = render(&register::read().0, &proofs::read(), &unknowns::read());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/conformance.md");
    if is_on("MEIBO_BLESS") {
        std::fs::write(&path, &page).expect("docs/conformance.md can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/conformance.md is stale; renew it: MEIBO_BLESS=1 cargo test --test conformance"
    );
}
