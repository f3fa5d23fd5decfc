//! A run that stops after any of its calls and is planned again ends where it would have
//! ended, with no more calls than were left.

use std::collections::HashMap;

use meibo::directory::Directory;
use meibo::plan::Plan;
use meibo::source::Severity;
use serde_json::{Value, json};

use super::case::{Case, case, each, usual};
use crate::compare::differences;
use crate::run::{perform, planned, steps};
use crate::tally;

/// How many places a long run is stopped at.
const STOPS: usize = 8;

/// A directory without the ids that its calls happened to give: everything is called by its
/// key, and lists without an order are sorted.
fn normal(directory: &Directory) -> Value {
    let mut names: HashMap<String, String> = HashMap::new();
    for it in directory.ranks.values().filter(|it| it.key.is_some()) {
        names.insert(
            it.id.to_string(),
            format!("{}/{}/{:?}", it.kind.path(), it.domain, it.key),
        );
    }
    for it in directory.orgs.values().filter(|it| it.key.is_some()) {
        names.insert(it.id.to_string(), format!("org/{:?}", it.key));
    }
    for it in directory.members.values().filter(|it| it.key.is_some()) {
        names.insert(it.id.to_string(), format!("member/{:?}", it.key));
    }
    for it in directory.groups.values().filter(|it| it.key.is_some()) {
        names.insert(it.id.to_string(), format!("group/{:?}", it.key));
    }
    let mut found = named(&json!(directory), &names);
    places(directory, &mut found, &names);
    found
}

/// Of what orgs and ranks are numbered only their order says something.
fn places(directory: &Directory, found: &mut Value, names: &HashMap<String, String>) {
    let called = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let mut lists: HashMap<String, Vec<(i64, String)>> = HashMap::new();
    for org in directory.orgs.values() {
        let list = format!("{} {:?}", org.domain, org.props.parent);
        lists
            .entry(list)
            .or_default()
            .push((org.display_order, called(org.id.as_str())));
    }
    for list in lists.values_mut() {
        list.sort();
        for (place, (_, org)) in list.iter().enumerate() {
            found["orgs"][org]["displayOrder"] = json!(place);
        }
    }
    let mut lists: HashMap<String, Vec<(i64, String)>> = HashMap::new();
    for rank in directory.ranks.values() {
        let list = format!("{:?} {}", rank.kind, rank.domain);
        lists
            .entry(list)
            .or_default()
            .push((rank.display_order, called(rank.id.as_str())));
    }
    for list in lists.values_mut() {
        list.sort();
        for (place, (_, rank)) in list.iter().enumerate() {
            found["ranks"][rank]["displayOrder"] = json!(place);
        }
    }
}

fn named(value: &Value, names: &HashMap<String, String>) -> Value {
    match value {
        Value::String(text) => json!(names.get(text).unwrap_or(text)),
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(|it| named(it, names)).collect();
            list.sort_by_cached_key(Value::to_string);
            Value::Array(list)
        }
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = (map.iter())
                .map(|(name, value)| {
                    let name = names.get(name).unwrap_or(name);
                    (name.clone(), named(value, names))
                })
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().collect())
        }
        other => other.clone(),
    }
}

/// The first calls of a plan alone.
fn part(plan: &Plan, calls: usize) -> Plan {
    Plan {
        steps: plan.steps[..calls].to_vec(),
        ..plan.clone()
    }
}

/// The first place where two values part.
fn apart(one: &Value, other: &Value, at: &str) -> Option<String> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let names = a
                .keys()
                .chain(b.keys().filter(|name| !a.contains_key(*name)));
            names.into_iter().find_map(|name| {
                let null = Value::Null;
                let (a, b) = (a.get(name).unwrap_or(&null), b.get(name).unwrap_or(&null));
                apart(a, b, &format!("{at}.{name}"))
            })
        }
        _ => (one != other).then(|| format!("{at}: {one} is not {other}")),
    }
}

/// A run that was stopped.
struct Stopped<'a> {
    case: &'a Case,
    plan: &'a Plan,
    /// What is there when all of it is done.
    whole: &'a Value,
}

impl Stopped<'_> {
    /// Takes it up after so many calls; how many more it took where at most so many may be
    /// left, else what is wrong.
    fn taken_up(&self, done: usize, most: usize) -> Result<usize, String> {
        let Stopped { case, plan, whole } = self;
        let there = perform(&case.live, &case.after, &part(plan, done));
        let rest = planned(&there, &case.after);
        let wrong = |what: String| {
            let (calls, rest) = (steps(plan), steps(&rest));
            format!("stopped after {done}:\n{calls}\nand then\n{rest}\n{what}")
        };
        let mut problems = rest.problems.iter();
        if let Some(problem) = problems.find(|it| it.severity == Severity::Error) {
            return Err(wrong(format!("{problem:#?}")));
        }
        if rest.steps.len() > most {
            let calls = rest.steps.len();
            return Err(wrong(format!("{calls} calls instead of {most}")));
        }
        let end = perform(&there, &case.after, &rest);
        let left = differences(&case.after.desired(), &end);
        if !left.is_empty() {
            return Err(wrong(format!("{left:#?}")));
        }
        match apart(whole, &normal(&end), "") {
            None => Ok(rest.steps.len()),
            Some(apart) => Err(wrong(apart)),
        }
    }
}

#[test]
fn a_run_that_stopped_is_taken_up_where_it_stood() {
    let (mut runs, mut stops, mut left) = (0_usize, 0_usize, 0_usize);
    each("a_run_that_stopped_is_taken_up_where_it_stood", |seed| {
        let case = case(seed, usual(seed));
        let plan = case.plan().expect("a plan that is not refused");
        let total = plan.steps.len();
        let whole = normal(&perform(&case.live, &case.after, &plan));
        let stopped = Stopped {
            case: &case,
            plan: &plan,
            whole: &whole,
        };
        runs += 1;
        // Every place of a short run; of a long one some, others with each seed.
        let stride = (total / STOPS).max(1);
        let first = usize::try_from(seed).expect("a small seed") % stride;
        for done in (first..total).step_by(stride) {
            let rest = stopped.taken_up(done, total - done);
            left += rest.unwrap_or_else(|wrong| panic!("{wrong}"));
            stops += 1;
        }
    });
    tally::line(&format!(
        "{runs} runs stopped at {stops} places, {left} calls after them"
    ));
}

#[test]
fn a_call_too_many_or_another_end_is_seen() {
    let case = case(1, usual(1));
    let plan = case.plan().expect("a plan that is not refused");
    let total = plan.steps.len();
    let whole = normal(&perform(&case.live, &case.after, &plan));
    let stopped = Stopped {
        case: &case,
        plan: &plan,
        whole: &whole,
    };
    assert!(stopped.taken_up(0, total).is_ok());
    assert!(stopped.taken_up(0, total - 1).is_err());
    let elsewhere = normal(&case.live);
    let elsewhere = Stopped {
        whole: &elsewhere,
        ..stopped
    };
    assert!(elsewhere.taken_up(0, total).is_err());
}
