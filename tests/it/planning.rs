//! docs/planning.md quotes plans: each must be the plan that the scenario it names makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The examples of the page: the scenario each names, and the plan it quotes.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, block)) = rest.split_once("```plan ") {
        let (name, block) = block.split_once('\n').expect("an example names a scenario");
        let (plan, after) = block.split_once("\n```").expect("an example ends");
        found.push((name.trim().to_owned(), plan.to_owned()));
        rest = after;
    }
    found
}

#[test]
fn the_examples_are_the_plans_of_scenarios() {
    let page = fs::read_to_string(here("docs/planning.md")).expect("the page");
    let examples = examples(&page);
    let names: BTreeSet<&str> = examples.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), examples.len(), "an example stands twice");
    assert!(names.len() >= 20, "{} examples", names.len());
    for (name, quoted) in &examples {
        let file = format!("tests/it/scenarios/snapshots/it__scenarios__{name}.snap");
        let kept = fs::read_to_string(here(&file)).unwrap_or_else(|_| panic!("no {file}"));
        let plan = kept.splitn(3, "---\n").nth(2).expect("a snapshot");
        assert_eq!(quoted.trim(), plan.trim(), "{name} is another plan now");
    }
}
