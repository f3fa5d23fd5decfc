//! Runs a plan through a journal, and takes it back.

use std::collections::BTreeMap;

use jiff::Timestamp;
use meibo::apply::undo::{How, Undo, undo};
use meibo::apply::{Fate, Journaled, Recorder as _};
use meibo::directory::{Directory, Kind, Policy};
use meibo::plan::placeholder::{Named, fill_body, fill_path, rehearse_secrets};
use meibo::plan::{Plan, plan, told};
use meibo::source::Severity;
use meibo::store::Files;
use meibo::store::journal::{
    self, By, End, Ended, Head, JOURNAL_FORMAT, Journal, Line, Past, Record,
};
use meibo::world::World;
use serde_json::Value;

use crate::model::{Company, snapshot};
use crate::run::{now, options, steps};

/// A run, as its journal tells it.
pub struct Done {
    pub record: Record,
    /// The tenant as the run left it.
    pub world: World,
}

/// Runs a plan against the rules, through the recorder that apply has.
pub fn done_on(world: World, live: &Directory, plan: &Plan) -> Done {
    done_in_part(world, live, plan, plan.steps.len())
}

/// The same of a run that is stopped after so many steps.
pub fn done_in_part(mut world: World, live: &Directory, plan: &Plan, most: usize) -> Done {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Files::new(folder.path());
    let head = Head {
        format_version: JOURNAL_FORMAT,
        run: "20270401T000000Z-0000000a".to_owned(),
        tenant: plan.tenant.clone(),
        started_at: now(),
        meibo: "0".to_owned(),
        by: By::default(),
        undoes: None,
        plan: plan.clone(),
    };
    let journal = Journal::begin(&store, &head).expect("a journal");
    let time = || -> Timestamp { now() };
    let recorder = Journaled::new(journal, live, &time, &Past::default());
    let mut ids: BTreeMap<(String, String, Option<i64>), String> = BTreeMap::new();
    for step in plan.steps.iter().take(most) {
        let of = |named: &Named| {
            let key = |domain| (named.kind.clone(), named.key.clone(), domain);
            let known = ids.get(&key(named.domain)).or_else(|| ids.get(&key(None)));
            known.cloned()
        };
        let path = fill_path(&step.request.path, &of).expect("made before");
        let body = step.request.body.as_ref();
        let body = body.map(|body| fill_body(body, &of).expect("made before"));
        let body = body.map(rehearse_secrets);
        recorder.intent(step, 1, &path).expect("kept");
        let reply = world.perform(step.request.method, &path, body.as_ref(), now());
        let reply = reply.unwrap_or_else(|no| panic!("step {}: {no:?}\n{}", step.n, steps(plan)));
        let names = [
            "userId",
            "orgUnitId",
            "groupId",
            "levelId",
            "positionId",
            "userTypeId",
        ];
        let id = reply.body.as_ref().filter(|_| step.op == "create");
        let id = id.and_then(|made| names.iter().find_map(|name| made.get(*name)?.as_str()));
        if let Some(id) = id {
            let domain = body.as_ref().and_then(|body| body.get("domainId"));
            for domain in [None, domain.and_then(Value::as_i64)] {
                ids.insert((step.kind.clone(), step.key.clone(), domain), id.to_owned());
            }
        }
        let id = id.map(str::to_owned);
        recorder.outcome(step.n, &Fate::Done { id }).expect("kept");
    }
    recorder
        .add(&Line::Ended(Ended {
            at: now(),
            how: if most < plan.steps.len() {
                End::Stopped
            } else {
                End::Complete
            },
            done: most.min(plan.steps.len()),
            steps: plan.steps.len(),
        }))
        .expect("kept");
    let record = journal::read(&store, &plan.tenant, &head.run).expect("a journal");
    Done { record, world }
}

/// The plan that takes a run back, and what is said about it.
pub fn taken_back(done: &Done, live: &Directory, company: &Company, how: How) -> Plan {
    let Undo {
        desired,
        problems,
        note,
    } = undo(&done.record, live, &company.tenant, &Policy::default(), how);
    crate::run::whole(&problems);
    let live = snapshot(company, live.clone(), now());
    let plan = plan(&desired, &live, &options(company));
    crate::run::whole(&plan.problems);
    told(plan, problems, &Policy::default(), note)
}

/// The errors in a plan.
pub fn errors(plan: &Plan) -> Vec<String> {
    let errors = (plan.problems.iter()).filter(|it| it.severity == Severity::Error);
    errors.map(|it| format!("{it:?}")).collect()
}

/// A directory in which everything has the same form however it came about: ids that the
/// rules give are names of what has them, orders are places.
pub fn shown(directory: &Directory) -> Value {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut name = |kind: Kind, id: &meibo::directory::Id, key: Option<&meibo::directory::Key>| {
        if let Some(key) = key {
            names.insert(id.to_string(), format!("{kind}/{key}"));
        }
    };
    directory
        .orgs
        .values()
        .for_each(|it| name(Kind::Org, &it.id, it.key.as_ref()));
    directory
        .members
        .values()
        .for_each(|it| name(Kind::Member, &it.id, it.key.as_ref()));
    directory
        .groups
        .values()
        .for_each(|it| name(Kind::Group, &it.id, it.key.as_ref()));
    (directory.ranks.values()).for_each(|it| name(it.kind.into(), &it.id, it.key.as_ref()));
    let mut orders: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    for org in directory.orgs.values() {
        let place = format!("{} {:?}", org.domain, org.props.parent);
        orders
            .entry(place)
            .or_default()
            .push((org.display_order, org.id.to_string()));
    }
    for rank in directory.ranks.values() {
        let place = format!("{} {:?}", rank.domain, rank.kind);
        orders
            .entry(place)
            .or_default()
            .push((rank.display_order, rank.id.to_string()));
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for list in orders.values_mut() {
        list.sort();
        for (at, (_, id)) in list.iter().enumerate() {
            places.insert(id.clone(), at);
        }
    }
    let mut shown = BTreeMap::new();
    let mut show = |id: String, value: serde_json::Result<Value>| {
        let mut value = value.expect("JSON");
        if let Some(order) = value.get_mut("displayOrder") {
            *order = places.get(&id).copied().into();
        }
        settle(&mut value, &names);
        shown.insert(names.get(&id).cloned().unwrap_or(id), value);
    };
    let to = |value| serde_json::to_value(value);
    directory
        .orgs
        .values()
        .for_each(|it| show(it.id.to_string(), serde_json::to_value(it)));
    // Who is in deletion is nobody.
    let there = directory.members.values().filter(|it| !it.flags.deleted);
    there.for_each(|it| show(it.id.to_string(), serde_json::to_value(it)));
    directory
        .groups
        .values()
        .for_each(|it| show(it.id.to_string(), serde_json::to_value(it)));
    directory
        .ranks
        .values()
        .for_each(|it| show(it.id.to_string(), serde_json::to_value(it)));
    to(shown).expect("JSON")
}

/// Ids as names; sets in one order.
fn settle(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text.as_str()) {
                text.clone_from(name);
            }
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| settle(item, names));
            items.sort_by_key(ToString::to_string);
        }
        Value::Object(map) => map.values_mut().for_each(|item| settle(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What differs between two directories, an object a line.
pub fn left(before: &Directory, after: &Directory) -> Vec<String> {
    let (before, after) = (shown(before), shown(after));
    let empty = serde_json::Map::new();
    let map = |value: &'_ Value| value.as_object().cloned().unwrap_or(empty.clone());
    let (before, after) = (map(&before), map(&after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| {
            let side = |side: Option<&Value>| side.map_or("nothing".to_owned(), Value::to_string);
            format!(
                "{name}\n  was {}\n  is  {}",
                side(before.get(name)),
                side(after.get(name))
            )
        })
        .collect()
}
