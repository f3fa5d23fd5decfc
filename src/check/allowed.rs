use std::collections::BTreeSet;

use super::codes;
use super::place::section;
use crate::directory::Desired;
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
    let before = problems.len();
    let mut met = BTreeSet::new();
    problems.retain(|problem| {
        let goes = problem.severity == Severity::Warning && allowed.contains(&problem.code);
        if goes {
            met.insert(problem.code);
        }
        !goes
    });
    let count = before - problems.len();
    for code in allowed.difference(&met) {
        problems.push(
            Problem::warning(codes::ALLOWS_NOTHING)
                .with("code", code)
                .at(section(format!("/policy/allow/{code}"))),
        );
    }
    problems.append(&mut wrong);
    count
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
    if codes::WARNINGS.contains(&code) {
        Judged::Warning(code)
    } else if !(100..1000).contains(&code.0) || (ours && !codes::ALL.contains(&code)) {
        Judged::Unknown
    } else {
        Judged::Error
    }
}

/// The warning whose code is written most alike.
fn near(text: &str) -> Option<Code> {
    codes::WARNINGS
        .iter()
        .map(|code| {
            (
                strsim::osa_distance(&text.to_uppercase(), &code.to_string()),
                *code,
            )
        })
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, code)| code)
}

/// A name as a segment of a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
