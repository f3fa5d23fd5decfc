//! Plans from what is live to a company.

use std::collections::BTreeMap;

use jiff::Timestamp;
use meibo::directory::Directory;
use meibo::plan::{Options, Plan, plan};
use meibo::world::World;
use serde_json::{Value, json};

use crate::model::{Company, snapshot};

/// The moment every plan is made at.
pub fn now() -> Timestamp {
    "2027-04-01T00:00:00Z".parse().expect("a moment")
}

/// The plan from a directory to what a company declares.
pub fn planned(live: &Directory, after: &Company) -> Plan {
    let options = Options {
        assumptions: after.assumptions.clone(),
        ..Options::at(now())
    };
    plan(
        &after.desired(),
        &snapshot(after, live.clone(), now()),
        &options,
    )
}

#[test]
fn what_is_as_declared_needs_no_call() {
    let company = Company::small().with_away();
    assert!(planned(&company.live(), &company).steps.is_empty());
}

type Ids = BTreeMap<(String, String, Option<i64>), String>;

/// The directory after the requests of a plan, each of which must be accepted.
pub fn performed(live: &Directory, company: &Company, plan: &Plan) -> Directory {
    let mut world = World::load(live, company.rules(), company.assumptions.clone());
    let mut ids = Ids::new();
    for step in &plan.steps {
        let path = filled_path(&step.request.path, &ids);
        let body = step.request.body.as_ref().map(|body| filled(body, &ids));
        let reply = match world.perform(step.request.method, &path, body.as_ref(), now()) {
            Ok(reply) => reply,
            Err(refusal) => panic!("step {} is refused: {refusal:?}\n{}", step.n, steps(plan)),
        };
        let made = reply.body.filter(|_| reply.status == 201);
        let names = ["userId", "orgUnitId", "groupId", "levelId"];
        let id = made
            .as_ref()
            .and_then(|made| names.into_iter().find_map(|name| made.get(name)?.as_str()));
        if let Some(id) = id {
            let domain = made.as_ref().and_then(|made| made["domainId"].as_i64());
            for domain in [None, domain] {
                let name = (step.kind.clone(), step.key.clone(), domain);
                ids.insert(name, id.to_owned());
            }
        }
    }
    world.directory().clone()
}

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
            let entries = map
                .iter()
                .map(|(name, value)| (name.clone(), filled(value, ids)));
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
        .unwrap_or_else(|| panic!("{named} is named before it is made"))
}

/// The steps of a plan, one a line.
pub fn steps(plan: &Plan) -> String {
    let lines = plan.steps.iter().map(|step| {
        let (method, path) = (step.request.method.name(), &step.request.path);
        let body = step
            .request
            .body
            .as_ref()
            .map(Value::to_string)
            .unwrap_or_default();
        format!(
            "{} {} {}: {method} {path} {body}",
            step.op, step.kind, step.key
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
