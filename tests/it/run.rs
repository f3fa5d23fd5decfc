//! Plans from one company to another, runs the plan's requests against the world and
//! judges what comes out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use meibo::directory::{Directory, Gated, Kind, Snapshot};
use meibo::plan::{Options, Plan, Verdict, plan};
use meibo::source::{Problem, Severity};
use meibo::world::{Method, World};
use serde_json::{Value, json};

use crate::compare::differences;
use crate::model::{Company, snapshot};

/// A plan and what becomes of it.
pub struct Run {
    pub plan: Plan,
    /// The directory after the plan's requests.
    pub after: Directory,
}

/// The moment every plan is made at.
pub fn now() -> Timestamp {
    "2027-04-01T00:00:00Z".parse().expect("a moment")
}

/// How plans are made here.
pub fn options(company: &Company) -> Options {
    Options {
        assumptions: company.assumptions.clone(),
        // Companies of a test are small: half of their groups may be one.
        allowed: (Kind::ALL.into_iter())
            .map(|kind| ((kind, Gated::Shrink), u32::MAX))
            .collect(),
        ..Options::at(now())
    }
}

/// Plans against what is live, without running anything.
pub fn planned(live: &Directory, after: &Company) -> Plan {
    let live: Snapshot = snapshot(after, live.clone(), now());
    let plan = plan(&after.desired(), &live, &options(after));
    // Ids of the planner's own making stand for what is not made yet: none gets out.
    let written = serde_json::to_string(&plan).expect("a plan is JSON");
    assert!(!written.contains("\\u0001"), "{written}");
    whole(&plan.problems);
    plan
}

/// No text of these problems has a hole.
#[track_caller]
pub fn whole(problems: &[Problem]) {
    for problem in problems {
        let lacking = meibo::report::words::lacking(problem);
        assert!(lacking.is_empty(), "{lacking:?}: {problem:#?}");
    }
}

/// Plans from one company to the other, runs it, and requires what every plan promises: the
/// same configuration from a folder of YAML, no error, every request accepted, the declared
/// state reached, nothing left to plan, and the same plan again from the same input.
pub fn run(before: &Company, after: &Company) -> Run {
    run_live(&before.live(), after)
}

/// The same from a directory.
pub fn run_live(live: &Directory, after: &Company) -> Run {
    crate::folder::decodes(after);
    let plan = planned(live, after);
    for problem in &plan.problems {
        assert_ne!(problem.severity, Severity::Error, "{problem:?}");
    }
    for gate in &plan.gates {
        assert_eq!(gate.verdict, Verdict::Ok, "{gate:?}");
    }
    assert_eq!(
        plan.hash,
        planned(live, after).hash,
        "a plan is deterministic"
    );
    assert_eq!(
        plan.hash,
        planned(&shuffled(live), after).hash,
        "a plan does not depend on the order of what was read"
    );
    let directory = perform(live, after, &plan);
    let saved = crate::saved::applied(live, after, &plan);
    assert_eq!(saved, directory, "a saved plan does the same");
    let left = differences(&after.desired(), &directory);
    assert!(left.is_empty(), "{}\n{left:#?}", steps(&plan));
    let again = planned(&directory, after);
    assert!(again.steps.is_empty(), "left to plan:\n{}", steps(&again));
    Run {
        plan,
        after: directory,
    }
}

/// The same directory, read in another order.
fn shuffled(live: &Directory) -> Directory {
    let mut live = live.clone();
    live.ranks.reverse();
    live.orgs.reverse();
    live.members.reverse();
    live.groups.reverse();
    live
}

/// Runs the requests of a plan in their order; each must be accepted.
pub fn perform(live: &Directory, company: &Company, plan: &Plan) -> Directory {
    let world = World::load(live, company.rules(), company.assumptions.clone());
    perform_on(world, plan)
}

/// The same on a world.
pub fn perform_on(mut world: World, plan: &Plan) -> Directory {
    let mut ids = Ids::new();
    for step in &plan.steps {
        let path = filled_path(&step.request.path, &ids);
        let body = step.request.body.as_ref().map(|body| filled(body, &ids));
        let reply = match world.perform(step.request.method, &path, body.as_ref(), now()) {
            Ok(reply) => reply,
            Err(refusal) => panic!("step {} is refused: {refusal:?}\n{}", step.n, steps(plan)),
        };
        if reply.status == 201
            && let Some(Value::Object(made)) = reply.body
        {
            let id = ["userId", "orgUnitId", "groupId"].into_iter();
            let id = id.chain(["levelId", "positionId", "userTypeId"]);
            if let Some(id) = id.filter_map(|name| made.get(name)?.as_str()).next() {
                let domain = made.get("domainId").and_then(Value::as_i64);
                for domain in [None, domain] {
                    let name = (step.kind.clone(), step.key.clone(), domain);
                    ids.insert(name, id.to_owned());
                }
            }
        }
    }
    world.directory().clone()
}

type Ids = BTreeMap<(String, String, Option<i64>), String>;

fn filled(body: &Value, ids: &Ids) -> Value {
    if body.get("$secret").is_some() {
        return json!("Example#2027");
    }
    if let Some(named) = body.get("$id") {
        return json!(id_of(named, ids));
    }
    match body {
        Value::Array(list) => list.iter().map(|value| filled(value, ids)).collect(),
        Value::Object(map) => {
            let entries = (map.iter()).map(|(name, value)| (name.clone(), filled(value, ids)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

fn filled_path(path: &str, ids: &Ids) -> String {
    let Some(start) = path.find("{\"$id\"") else {
        return path.to_owned();
    };
    let end = path.find("}}").expect("a placeholder closes") + 2;
    let named: Value = serde_json::from_str(&path[start..end]).expect("compact JSON");
    let rest = filled_path(&path[end..], ids);
    format!("{}{}{rest}", &path[..start], id_of(&named["$id"], ids))
}

fn id_of(named: &Value, ids: &Ids) -> String {
    let text = |name: &str| named[name].as_str().expect("a name").to_owned();
    let found = ids.get(&(text("kind"), text("key"), named["domain"].as_i64()));
    found
        .cloned()
        .unwrap_or_else(|| panic!("{named} was not made before it is named"))
}

/// The steps of a plan, one a line: what it does to what, and the request.
pub fn steps(plan: &Plan) -> String {
    let mut out = String::new();
    for step in &plan.steps {
        let method = step.request.method.name();
        write!(out, "{} {} {}: {method}", step.op, step.kind, step.key).expect("a string");
        write!(out, " {}", step.request.path).expect("a string");
        if let Some(body) = &step.request.body {
            write!(out, " {body}").expect("a string");
        }
        out.push('\n');
    }
    if plan.steps.is_empty() {
        out.push_str("(nothing)\n");
    }
    out
}

/// The steps and everything else a plan says, for snapshots.
pub fn told(plan: &Plan) -> String {
    let mut out = steps(plan);
    for problem in &plan.problems {
        let params: Vec<String> = (problem.params.iter())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let what = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(out, "! {what} {} {}", problem.code, params.join(" ")).expect("a string");
    }
    for gate in &plan.gates {
        let (kind, action) = (&gate.kind, &gate.action);
        let (count, of, verdict) = (gate.count, gate.of, gate.verdict);
        writeln!(out, "= {kind} {action}: {count} of {of}, {verdict:?}").expect("a string");
    }
    for (kind, count) in &plan.unmanaged {
        writeln!(out, "~ {count} unmanaged {kind}").expect("a string");
    }
    out
}

/// How many requests of a plan are of a method on a path that begins so.
pub fn count(plan: &Plan, method: Method, path: &str) -> usize {
    let mut requests = plan.steps.iter().map(|step| &step.request);
    let wanted = |it: &&meibo::plan::PlanRequest| it.method == method && it.path.starts_with(path);
    requests.by_ref().filter(wanted).count()
}
