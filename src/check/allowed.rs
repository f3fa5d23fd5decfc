use std::collections::BTreeSet;

use super::codes;
use super::place::section;
use crate::directory::{Desired, Policy};
use crate::source::{Code, Problem, Severity};

/// Takes the warnings out that `policy.allow` allows, and says what is wrong with it.
/// Returns how many were taken out.
pub(super) fn take_out(desired: &Desired, problems: &mut Vec<Problem>) -> usize {
    let mut allowed = BTreeSet::new();
    let mut wrong = Vec::new();
    for text in desired.policy.allow.keys() {
        let place = section(format!("/policy/allow/{}", escaped(text)));
        match judge(text) {
            Judged::Warning(code) => {
                allowed.insert(code);
            }
            Judged::Error => wrong.push(
                Problem::error(codes::ALLOWS_ERROR)
                    .with("code", text)
                    .at(place),
            ),
            Judged::Unknown => {
                let mut problem = Problem::error(codes::ALLOWS_UNKNOWN).with("code", text);
                if let Some(near) = near(text) {
                    problem = problem.with("nearest", near);
                }
                wrong.push(problem.at(place));
            }
        }
    }
    let (met, count) = retain(&allowed, problems);
    // Whether a plan or the tenant has a warning, only a plan or the tenant tells.
    let here = |code: &&Code| codes::WARNINGS.contains(code);
    for code in allowed.difference(&met).filter(here) {
        problems.push(
            Problem::warning(codes::ALLOWS_NOTHING)
                .with("code", code)
                .at(section(format!("/policy/allow/{code}"))),
        );
    }
    problems.append(&mut wrong);
    count
}

/// Takes the warnings of a plan, or of reading the tenant, out that `policy.allow` allows;
/// returns how many. What is wrong with it was told when the configuration was checked.
pub fn take_out_allowed(policy: &Policy, problems: &mut Vec<Problem>) -> usize {
    debug_assert_eq!(
        problems.iter().find(|problem| {
            problem.severity == Severity::Warning && !codes::WARNINGS_ABOVE.contains(&problem.code)
        }),
        None,
        "a warning that nobody could allow"
    );
    if policy.allow.is_empty() {
        return 0;
    }
    let codes = policy.allow.keys();
    let allowed = codes.filter_map(|text| match judge(text) {
        Judged::Warning(code) => Some(code),
        Judged::Error | Judged::Unknown => None,
    });
    retain(&allowed.collect(), problems).1
}

/// Leaves what is not allowed; returns the codes of the rest, and how many there were.
fn retain(allowed: &BTreeSet<Code>, problems: &mut Vec<Problem>) -> (BTreeSet<Code>, usize) {
    let before = problems.len();
    let mut met = BTreeSet::new();
    problems.retain(|problem| {
        let goes = problem.severity == Severity::Warning && allowed.contains(&problem.code);
        if goes {
            met.insert(problem.code);
        }
        !goes
    });
    (met, before - problems.len())
}

/// Every warning that can be allowed.
fn warnings() -> impl Iterator<Item = Code> {
    codes::WARNINGS.iter().chain(codes::WARNINGS_ABOVE).copied()
}

enum Judged {
    Warning(Code),
    Error,
    Unknown,
}

fn judge(text: &str) -> Judged {
    let code = match Code::try_from(text.to_owned()) {
        Ok(code) if code.to_string() == text => code,
        Ok(_) | Err(_) => return Judged::Unknown,
    };
    let ours = (200..300).contains(&code.0);
    if warnings().any(|warning| warning == code) {
        Judged::Warning(code)
    } else if !(100..1000).contains(&code.0) || (ours && !codes::ALL.contains(&code)) {
        Judged::Unknown
    } else {
        Judged::Error
    }
}

/// The warning whose code is written most alike.
fn near(text: &str) -> Option<Code> {
    let text = text.to_uppercase();
    warnings()
        .map(|code| (strsim::osa_distance(&text, &code.to_string()), code))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, code)| code)
}

/// A name as a segment of a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
