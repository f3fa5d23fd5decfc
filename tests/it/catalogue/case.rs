//! One wrong input with its valid neighbour, and what holds for each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::environment::{Environment, Ran};

/// Hands something to the binary, in an environment of its own.
pub type Act = fn(&mut Environment) -> Ran;

/// See the module.
pub struct Case {
    code: u16,
    name: &'static str,
    wrong: Act,
    right: Act,
    beside: &'static [u16],
}

impl Case {
    /// The same where others are told with the wrong input: they follow from it, or from the
    /// scene that it needs.
    pub fn beside(self, codes: &'static [u16]) -> Case {
        Case {
            beside: codes,
            ..self
        }
    }
}

/// The wrong input of a name is told by this code and no other; its neighbour is told by none
/// and ends well.
pub fn case(code: u16, name: &'static str, wrong: Act, right: Act) -> Case {
    Case {
        code,
        name,
        wrong,
        right,
        beside: &[],
    }
}

/// The codes of the problems that a text tells, each at the start of a line with how bad it is.
fn codes(text: &str) -> BTreeSet<u16> {
    let severities = ["error M", "warning M", "エラー M", "警告 M"];
    let told = text.lines().filter_map(|line| {
        let line = line.trim_start();
        severities.iter().find_map(|start| line.strip_prefix(start))
    });
    told.filter_map(|rest| rest.get(..4)?.parse().ok())
        .collect()
}

fn of(ran: &Ran) -> BTreeSet<u16> {
    &codes(&ran.stdout) | &codes(&ran.stderr)
}

/// Requires of every case what is said in the module, and the words as reviewed: one
/// snapshot for ten codes and a language, named after the area.
pub fn hold(area: &str, cases: &[Case]) {
    let mut groups: BTreeMap<(u16, &str), String> = BTreeMap::new();
    let mut failed = Vec::new();
    for Case {
        code,
        name,
        wrong,
        right,
        beside,
    } in cases
    {
        for (lang, suffix) in [("en_US.UTF-8", ""), ("ja_JP.UTF-8", "_ja")] {
            let mut environment = Environment::new();
            environment.set("LANG", lang);
            let ran = wrong(&mut environment);
            let told = of(&ran);
            let expected = beside.iter().chain([code]).copied().collect();
            if told != expected {
                failed.push(format!(
                    "{name}, wrong, tells {told:?} and not {expected:?}:\n{ran}"
                ));
            }
            // A plan tells its problems with itself; everything else beside the results.
            let text = [&ran.stderr, &ran.stdout];
            let text = text.into_iter().find(|text| codes(text).contains(code));
            let lines: Vec<&str> = text.map_or("", |text| text).lines().collect();
            // How far a run has come stands before what went wrong.
            let lines = lines.iter().skip_while(|line| codes(line).is_empty());
            let lines: Vec<&str> = lines.map(|line| line.trim_end()).collect();
            let exit = ran.code.unwrap_or(-1);
            let group = groups.entry((code / 10, suffix)).or_default();
            let _ = writeln!(
                group,
                "=== M{code:04} {name} (exit code {exit})\n{}\n",
                lines.join("\n")
            );
        }
        let ran = right(&mut Environment::new());
        let told = of(&ran);
        // What is typed wrongly ends without a code as well.
        if !told.is_empty() || ran.code != Some(0) {
            failed.push(format!("{name}, right, tells {told:?}:\n{ran}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    for ((group, suffix), text) in &groups {
        insta::assert_snapshot!(format!("{area}_M{group:03}x{suffix}"), text);
    }
}
