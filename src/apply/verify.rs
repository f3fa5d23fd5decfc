use std::cell::{Cell, RefCell};
use std::time::Duration;

use serde_json::{Map, Value};

use super::caller::{get, list};
use super::compare::{Difference, Since, differences};
use super::expected::{Expected, Presence, entry_id, expectations};
use super::listed::shown_in_lists;
use super::outcome::why;
use super::settling::{SHOWN_WITHIN, is_settling};
use super::{Caller, Cancel, Event, Outcome, Progress, codes};
use crate::api::ApiError;
use crate::plan::Plan;
use crate::source::{Code, Place, Problem, Severity};

/// How long to wait before reading again what does not show yet (facts 7).
const SETTLING: [Duration; 3] = [
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
];

/// What reading back showed.
#[derive(Clone, Debug, Default)]
pub struct Verification {
    /// Objects that show what was written.
    pub good: usize,
    /// Objects that do not show it yet and may still come to, as the facts say (facts 7).
    pub settling: usize,
    /// What does not show, after waiting: warnings for what is settling, errors for what
    /// is wrong or could not be read.
    pub problems: Vec<Problem>,
}

/// Reads back by id everything the run wrote, and compares; of very many objects only those
/// that the lists do not show as written. What does not show at once is
/// read again after a while before it is called wrong. Stops on request; what was not
/// read then is not judged.
pub async fn verify<C: Caller>(
    caller: &C,
    plan: &Plan,
    outcome: &Outcome,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Verification {
    let all = expectations(plan, outcome);
    let objects: Vec<(&String, &Expected)> = all.objects.iter().collect();
    let mut pending: Vec<usize> = (0..objects.len()).collect();
    let mut result = Verification::default();
    let mut judged: Vec<(usize, Vec<Problem>)> = Vec::new();
    if !objects.is_empty() {
        progress.on(&Event::Verifying {
            done: 0,
            objects: objects.len(),
        });
    }
    let listed = shown_in_lists(caller, &objects, &all.since, cancel).await;
    result.good += listed.len();
    pending.retain(|i| !listed.contains(i));
    for round in 0..=SETTLING.len() {
        judged = read(
            caller,
            &objects,
            &pending,
            &all.since,
            progress,
            cancel,
            round == 0,
        )
        .await;
        result.good += judged
            .iter()
            .filter(|(_, problems)| problems.is_empty())
            .count();
        judged.retain(|(_, problems)| !problems.is_empty());
        pending = judged.iter().map(|(i, _)| *i).collect();
        let Some(time) = SETTLING.get(round).copied() else {
            break;
        };
        if pending.is_empty() || cancel.is_cancelled() {
            break;
        }
        progress.on(&Event::Settling {
            objects: pending.len(),
            time,
        });
        tokio::select! {
            () = caller.pause(time) => {}
            () = cancel.cancelled() => break,
        }
    }
    judged.sort_by_key(|(i, _)| *i);
    let is_warning = |problem: &Problem| problem.severity == Severity::Warning;
    result.settling = judged
        .iter()
        .filter(|(_, problems)| problems.iter().all(is_warning))
        .count();
    result
        .problems
        .extend(judged.into_iter().flat_map(|(_, problems)| problems));
    result
}

/// Reads and judges some objects, two at a time: the read rules allow no more.
async fn read<C: Caller>(
    caller: &C,
    objects: &[(&String, &Expected)],
    pending: &[usize],
    since: &Since,
    progress: &dyn Progress,
    cancel: &Cancel,
    tell: bool,
) -> Vec<(usize, Vec<Problem>)> {
    let next = Cell::new(0);
    let judged = RefCell::new(Vec::with_capacity(pending.len()));
    let worker = || async {
        while let Some(i) = pending.get(next.get()).copied() {
            next.set(next.get() + 1);
            if cancel.is_cancelled() {
                return;
            }
            let Some((path, expected)) = objects.get(i) else {
                return;
            };
            let problems = judge(caller, path, expected, since).await;
            let done = {
                let mut judged = judged.borrow_mut();
                judged.push((i, problems));
                judged.len()
            };
            if tell {
                progress.on(&Event::Verifying {
                    done,
                    objects: pending.len(),
                });
            }
        }
    };
    tokio::join!(worker(), worker());
    judged.into_inner()
}

async fn judge<C: Caller>(
    caller: &C,
    path: &str,
    expected: &Expected,
    since: &Since,
) -> Vec<Problem> {
    let found = match get(caller, path).await {
        Ok(found) => found,
        Err(error) => return vec![unread(expected, &error)],
    };
    let found = match (&found, expected.presence) {
        (Some(Value::Object(found)), Presence::There) => found,
        (None, Presence::There) => return vec![of_object(expected, codes::NOT_THERE)],
        (Some(_), Presence::There) => {
            let problem = of_object(expected, codes::NOT_READ_BACK);
            return vec![problem.with("why", "the answer is no object")];
        }
        (None, Presence::Gone | Presence::InDeletion) => return Vec::new(),
        (Some(found), Presence::InDeletion)
            if found.get("isDeleted") == Some(&Value::Bool(true)) =>
        {
            return Vec::new();
        }
        (Some(_), Presence::Gone | Presence::InDeletion) => {
            return vec![match &expected.along {
                Some((n, above)) => of_object(expected, codes::SURVIVOR)
                    .with("n", n)
                    .with("above", above),
                None => of_object(expected, codes::STILL_THERE),
            }];
        }
    };
    let mut found = found.clone();
    let mut wrong = differences(&expected.properties, &found, since);
    wrong.extend(entries(expected, &found, since));
    if expected.kind == "group" && wrong.iter().any(|one| one.property == "members") {
        // The list within a group's answer may be cut (facts 11 #52): the paged one counts.
        match whole_members(caller, path, &found).await {
            Ok(whole) => {
                wrong = differences(&expected.properties, &whole, since);
                wrong.extend(entries(expected, &whole, since));
                found = whole;
            }
            Err(error) => return vec![unread(expected, &error)],
        }
    }
    let now = caller.elapsed();
    let age = expected.written.map(|at| now.saturating_sub(at));
    wrong
        .into_iter()
        .map(|difference| {
            if is_settling(expected, &difference, &found, since, age) {
                let minutes = SHOWN_WITHIN.as_secs() / 60;
                let problem = otherwise(expected, difference, codes::STILL_SETTLING);
                Problem {
                    severity: Severity::Warning,
                    ..problem.with("minutes", minutes)
                }
            } else {
                otherwise(expected, difference, codes::READS_OTHERWISE)
            }
        })
        .collect()
}

/// The group with its members as their own list gives them.
async fn whole_members<C: Caller>(
    caller: &C,
    path: &str,
    found: &Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    let domain = found.get("domainId").and_then(Value::as_i64);
    let members = list(caller, &format!("{path}/members"), "members", domain).await?;
    let mut whole = found.clone();
    whole.insert("members".to_owned(), Value::Array(members));
    Ok(whole)
}

/// Entries that single calls put in or took out and that are not so.
fn entries(expected: &Expected, found: &Map<String, Value>, since: &Since) -> Vec<Difference> {
    let mut wrong: Vec<Difference> = Vec::new();
    for ((property, id), there) in &expected.entries {
        let Some(list) = found.get(*property) else {
            continue;
        };
        let is = list.as_array().into_iter().flatten().any(|entry| {
            entry_id(property, entry).is_some_and(|held| held.eq_ignore_ascii_case(id))
        });
        if is != *there && !since.gone.contains(id) {
            let side = |there: bool| {
                if there {
                    Value::String(id.clone())
                } else {
                    Value::Null
                }
            };
            wrong.push(Difference {
                property: (*property).to_owned(),
                expected: side(*there),
                found: side(is),
            });
        }
    }
    wrong.sort_by_cached_key(|one| format!("{} {} {}", one.property, one.expected, one.found));
    wrong
}

fn otherwise(expected: &Expected, difference: Difference, code: Code) -> Problem {
    let hidden = expected.sensitive.contains(&difference.property);
    let show = |value: &Value| {
        if hidden && !value.is_null() {
            "••••".to_owned()
        } else {
            short(value)
        }
    };
    let mut problem = of_object(expected, code)
        .with("expected", show(&difference.expected))
        .with("found", show(&difference.found))
        .with("property", &difference.property);
    problem.place.property = Some(difference.property);
    problem
}

/// A value as JSON, no longer than a person reads.
pub(super) fn short(value: &Value) -> String {
    const LONGEST: usize = 200;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn unread(expected: &Expected, error: &ApiError) -> Problem {
    of_object(expected, codes::NOT_READ_BACK).with("why", why(error))
}

fn of_object(expected: &Expected, code: Code) -> Problem {
    let object = format!("{}/{}", expected.kind, expected.key);
    let place = Place {
        object: Some(object.clone()),
        ..Place::default()
    };
    Problem::error(code)
        .at(place)
        .with("object", object)
        .with("name", &expected.name)
}
