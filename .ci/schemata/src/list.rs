//! The mutants, as `cargo mutants --list --json` names them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::compile::Out;

/// One mutant. Its number is its place in the list, from 1.
#[derive(Deserialize)]
pub struct Mutant {
    pub name: String,
    pub file: String,
    pub genre: String,
    pub replacement: String,
    pub span: Span,
}

#[derive(Deserialize)]
pub struct Span {
    pub start: Position,
}

/// A line and a column of characters, both from 1.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// The mutants of one file by genre and place: several may share a place.
pub type Places = BTreeMap<(String, Position), Vec<(u32, String)>>;

/// Reads the list.
pub fn read(path: &str) -> Vec<Mutant> {
    let text = std::fs::read(path).expect("the list of cargo-mutants");
    serde_json::from_slice(&text).expect("cargo-mutants writes JSON")
}

/// Every file's mutants, without those that `out` names.
pub fn by_file(mutants: &[Mutant], out: &BTreeMap<u32, Out>) -> BTreeMap<String, Places> {
    let mut files: BTreeMap<String, Places> = BTreeMap::new();
    for (number, mutant) in (1..).zip(mutants) {
        let places = files.entry(mutant.file.clone()).or_default();
        if !out.contains_key(&number) {
            places
                .entry((mutant.genre.clone(), mutant.span.start))
                .or_default()
                .push((number, mutant.replacement.clone()));
        }
    }
    files
}
