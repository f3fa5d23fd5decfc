//! The open points of section 11 and the switches that turn the assumptions taken:
//! `unknowns.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use meibo::world::Assumptions;
use serde::Deserialize;

use crate::complete::reference;

/// One open point.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Unknown {
    /// As in the reference.
    pub number: u32,
    /// What is not known, in our own words.
    pub point: String,
    /// What is taken to be so.
    pub assumption: String,
    /// Fields of `Assumptions` that turn it.
    #[serde(default)]
    pub switches: Vec<String>,
    /// Why there is none.
    #[serde(default)]
    pub no_switch: Option<String>,
}

/// The open points in their order.
pub fn read() -> Vec<Unknown> {
    let text = include_str!("unknowns.yaml");
    serde_yaml::from_str(text).expect("tests/conformance/unknowns.yaml")
}

/// The numbers that the tables of section 11 of the reference begin their rows with.
fn numbers(reference: &str) -> Vec<u32> {
    let section = reference
        .lines()
        .skip_while(|line| !line.starts_with("# 11."))
        .skip(1);
    section
        .take_while(|line| !line.starts_with("# "))
        .filter_map(|line| line.split('|').nth(1)?.trim().parse().ok())
        .collect()
}

/// The switches of the world and how each stands.
pub fn switches() -> BTreeMap<String, bool> {
    let plain = serde_json::to_value(Assumptions::default()).expect("plain switches");
    serde_json::from_value(plain).expect("every switch is a bool")
}

#[test]
fn every_open_point_is_listed_once() {
    let unknowns = read();
    let listed: Vec<u32> = unknowns.iter().map(|unknown| unknown.number).collect();
    assert_eq!(listed, (1..=80).collect::<Vec<u32>>());
    for unknown in &unknowns {
        let texts = [&unknown.point, &unknown.assumption];
        assert!(
            texts.iter().all(|text| !text.trim().is_empty()),
            "{unknown:?}"
        );
    }
    if let Some(reference) = reference() {
        assert_eq!(listed, numbers(&reference), "section 11 of the reference");
    }
}

#[test]
fn every_switch_turns_an_open_point() {
    let held: BTreeSet<String> = switches().into_keys().collect();
    let mut named = BTreeSet::new();
    for unknown in read() {
        let says_why = unknown
            .no_switch
            .as_deref()
            .is_some_and(|why| !why.trim().is_empty());
        assert!(
            unknown.switches.is_empty() == says_why,
            "#{} names either switches or why there is none",
            unknown.number
        );
        for switch in unknown.switches {
            assert!(
                held.contains(&switch),
                "#{}: no switch {switch}",
                unknown.number
            );
            assert!(named.insert(switch.clone()), "{switch} is named twice");
        }
    }
    let unnamed: Vec<&String> = held.difference(&named).collect();
    assert!(
        unnamed.is_empty(),
        "switches that tests/conformance/unknowns.yaml does not name: {unnamed:?}"
    );
}

#[test]
fn the_files_named_exist() {
    for unknown in read() {
        let why = unknown.no_switch.unwrap_or_default();
        for text in [unknown.assumption.as_str(), why.as_str()] {
            let words = text.split([' ', ',', '(', ')', ';']);
            for path in words.map(|word| word.trim_end_matches('.')) {
                let is_path = path.starts_with("src/") || path.starts_with("tests/");
                let whole = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
                assert!(
                    !is_path || whole.is_file(),
                    "#{}: no {path}",
                    unknown.number
                );
            }
        }
    }
}
