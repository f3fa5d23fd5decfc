//! What a proof went through, printed past the test runner.

use std::collections::BTreeMap;
use std::io::Write as _;

use crate::cases::Shares;

/// Which seeds are tried.
#[derive(Clone, Copy)]
pub struct Tried {
    pub first: u64,
    /// How many of those that follow must have had a plan.
    pub cases: usize,
}

/// The first seed is `MEIBO_PROOF_SEED`, else 1. How many cases is `MEIBO_PROOF_CASES`; else
/// the one where a seed is asked for, else a number that a plain `cargo test` has time for.
/// `.ci/run` asks for thousands.
pub fn tried(default: usize) -> Tried {
    let first = asked("MEIBO_PROOF_SEED");
    let cases = asked("MEIBO_PROOF_CASES").and_then(|it| usize::try_from(it).ok());
    let fewer = if first.is_some() { 1 } else { default };
    Tried {
        first: first.unwrap_or(1),
        cases: cases.unwrap_or(fewer),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is asked of these tests comes by their environment"
)]
fn asked(name: &str) -> Option<u64> {
    let asked = std::env::var(name).ok()?;
    Some(asked.parse().expect("a number"))
}

/// Prints a line past the test runner.
pub fn line(text: &str) {
    let _ = std::io::stderr().write_all(format!("{text}\n").as_bytes());
}

/// Counts by name.
#[derive(Default)]
pub struct Tally(BTreeMap<&'static str, usize>);

/// What is hard about the cases, and how many in a hundred must have it.
const SHARES: [(&str, usize); 4] = [
    ("with moves to another parent", 20),
    ("with cycles of unique values", 10),
    ("with leader changes", 10),
    ("with removals of a branch", 10),
];

/// The least cases whose shares are asserted.
pub const ENOUGH: usize = 150;

impl Tally {
    pub fn add(&mut self, name: &'static str, count: usize) {
        *self.0.entry(name).or_default() += count;
    }

    pub fn of(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// Counts a case and what is hard about it.
    pub fn case(&mut self, shares: Shares) {
        let Shares {
            moves,
            cycle,
            leader,
            branch,
        } = shares;
        self.add("cases", 1);
        for ((name, _), has) in SHARES.iter().zip([moves, cycle, leader, branch]) {
            self.add(name, usize::from(has));
        }
    }

    /// Prints everything under a title.
    pub fn print(&self, title: &str) {
        let mut text = format!("{title}\n");
        for (name, count) in &self.0 {
            text.push_str(&format!("  {name}: {count}\n"));
        }
        line(text.trim_end());
    }

    /// Prints everything, and asserts that enough cases were hard.
    pub fn report(&self, title: &str) {
        self.print(title);
        let cases = self.of("cases");
        // Of a few cases shares say nothing.
        for (name, least) in SHARES.into_iter().filter(|_| cases >= ENOUGH) {
            let share = self.of(name) * 100;
            assert!(share >= least * cases, "{name}: fewer than {least}%");
        }
    }
}
