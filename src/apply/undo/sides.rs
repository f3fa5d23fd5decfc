use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::apply::ids::{Ids, domain_in, id_in};
use crate::directory::{Directory, DomainId, Id, Key, Kind, Tenant};
use crate::plan::Step;
use crate::plan::placeholder::{Named, fill_body, fill_path, rehearse_secrets};
use crate::store::journal::{Past, Record};
use crate::world::{Assumptions, DomainRules, Rules, World};

/// Names an object: its kind and id.
pub(super) type Object = (Kind, Id);

/// The three states of what a run touched, each object in the form of a snapshot: as it was
/// before the run, as the run left it, as it is now.
pub(super) struct Sides<'a> {
    pub record: &'a Record,
    pub past: Past,
    pub live: &'a Directory,
    /// The tenant before the run: what the run did not touch is taken as it is now.
    pub whole: Directory,
    /// Objects the run touched, as they were.
    pub before: BTreeMap<Object, Value>,
    /// The same, and those it made, as it left them: what its calls lead to by the rules of
    /// the service. Absent is what they took away.
    pub after: BTreeMap<Object, Value>,
    /// Steps that the rules refuse now, so that what they led to is not known.
    pub unsure: BTreeSet<u32>,
    /// What the run made, by the step that did.
    pub made: BTreeMap<Object, u32>,
}

impl<'a> Sides<'a> {
    pub fn new(record: &'a Record, live: &'a Directory, tenant: &Tenant) -> Sides<'a> {
        let past = record.past();
        let mut made = BTreeMap::new();
        for step in record
            .head
            .plan
            .steps
            .iter()
            .filter(|step| step.op == "create")
        {
            let Some(kind) = Kind::from_name(&step.kind) else {
                continue;
            };
            let id = match past.done.get(&step.n) {
                Some(id) => id.as_deref().map(Id::from),
                // Nothing had its key when the plan was made: whatever has it now was made by
                // the call of which nobody knows.
                None if past.doubtful.contains(&step.n) => of_key(live, kind, step, tenant),
                None => None,
            };
            if let Some(id) = id {
                made.insert((kind, id), step.n);
            }
        }
        let mut before = BTreeMap::new();
        for (name, value) in &past.replaced {
            if let Some((kind, id)) = name.split_once('/')
                && let Some(kind) = Kind::from_name(kind)
            {
                before.insert((kind, Id::from(id)), value.clone());
            }
        }
        let mut sides = Sides {
            record,
            past,
            live,
            whole: whole(live, &before, made.keys()),
            before,
            after: BTreeMap::new(),
            unsure: BTreeSet::new(),
            made,
        };
        sides.replay(tenant);
        sides
    }

    /// Steps that were done, or of which nobody knows.
    pub fn steps(&self) -> impl Iterator<Item = &'a Step> + '_ {
        let steps = self.record.head.plan.steps.iter();
        steps.filter(|step| {
            self.past.done.contains_key(&step.n) || self.past.doubtful.contains(&step.n)
        })
    }

    /// An object as it is now.
    pub fn now(&self, object: &Object) -> Option<Value> {
        in_directory(self.live, object)
    }

    /// Plays the steps once more, to the tenant as it was before.
    fn replay(&mut self, tenant: &Tenant) {
        let rules = Rules {
            plan: tenant.plan,
            sso: tenant.sso,
            domains: (tenant.domains.iter())
                .map(|domain| DomainRules {
                    id: domain.id,
                    name: domain.name.clone(),
                    member_limit: None,
                })
                .collect(),
        };
        let mut world = World::load(&self.whole, rules, Assumptions::default());
        let mut ids = Ids::default();
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        let real: BTreeMap<u32, &Id> = (self.made.iter()).map(|((_, id), n)| (*n, id)).collect();
        let mut unsure = BTreeSet::new();
        for step in self.steps() {
            let of = |named: &Named| ids.of(named);
            let body = step.request.body.as_ref();
            let body = body.map(|body| fill_body(body, &of)).transpose();
            let (Ok(path), Ok(body)) = (fill_path(&step.request.path, &of), body) else {
                unsure.insert(step.n);
                continue;
            };
            let body = body.map(rehearse_secrets);
            let at = self.record.head.started_at;
            match world.perform(step.request.method, &path, body.as_ref(), at) {
                Ok(reply) if step.op == "create" => {
                    if let Some(id) = id_in(&step.kind, reply.body.as_ref()) {
                        ids.learn(&step.kind, &step.key, domain_in(body.as_ref()), &id);
                        if let Some(real) = real.get(&step.n) {
                            given.insert(id, real.to_string());
                        }
                    }
                }
                Ok(_) => {}
                Err(_) => {
                    unsure.insert(step.n);
                }
            }
        }
        let here: BTreeMap<&str, &str> = (given.iter())
            .map(|(here, real)| (real.as_str(), here.as_str()))
            .collect();
        let mut after = BTreeMap::new();
        for object in self.before.keys().chain(self.made.keys()) {
            let (kind, id) = object;
            let held = here.get(id.as_str()).copied().unwrap_or(id.as_str());
            if let Some(mut value) = in_directory(world.directory(), &(*kind, Id::from(held))) {
                rename(&mut value, &given);
                after.insert(object.clone(), value);
            }
        }
        (self.after, self.unsure) = (after, unsure);
    }
}

/// The live object that has the key a step was to give.
fn of_key(live: &Directory, kind: Kind, step: &Step, tenant: &Tenant) -> Option<Id> {
    let key = Some(Key::from(step.key.as_str()));
    let domain = tenant
        .domains
        .iter()
        .find(|domain| domain.key == step.domain);
    let domain = domain.unwrap_or(tenant.primary()).id;
    match kind {
        Kind::Member => {
            let found = live.members.values().find(|it| it.key == key);
            found.map(|it| it.id.clone())
        }
        Kind::Org => {
            let found = live.orgs.values().find(|it| it.key == key);
            found.map(|it| it.id.clone())
        }
        Kind::Group => {
            let found = live.groups.values().find(|it| it.key == key);
            found.map(|it| it.id.clone())
        }
        Kind::Level | Kind::Position | Kind::UserType => {
            let mut ranks = live.ranks.values();
            let found = ranks
                .find(|it| Kind::from(it.kind) == kind && it.domain == domain && it.key == key);
            found.map(|it| it.id.clone())
        }
    }
}

/// The live directory with what was there before put back, and without what was made.
fn whole<'m>(
    live: &Directory,
    before: &BTreeMap<Object, Value>,
    made: impl Iterator<Item = &'m Object>,
) -> Directory {
    let mut whole = live.clone();
    for (kind, id) in made {
        match kind {
            Kind::Member => drop(whole.members.shift_remove(id)),
            Kind::Org => drop(whole.orgs.shift_remove(id)),
            Kind::Group => drop(whole.groups.shift_remove(id)),
            Kind::Level | Kind::Position | Kind::UserType => drop(whole.ranks.shift_remove(id)),
        }
    }
    for ((kind, id), value) in before {
        let id = id.clone();
        match kind {
            Kind::Member => put(&mut whole.members, id, value),
            Kind::Org => put(&mut whole.orgs, id, value),
            Kind::Group => put(&mut whole.groups, id, value),
            Kind::Level | Kind::Position | Kind::UserType => put(&mut whole.ranks, id, value),
        }
    }
    whole
}

fn put<T: DeserializeOwned>(list: &mut indexmap::IndexMap<Id, Arc<T>>, id: Id, value: &Value) {
    // A journal of another version may hold what this one does not know: then the object
    // is as it is now, and what differs is told as not known.
    if let Ok(object) = T::deserialize(value) {
        list.insert(id, Arc::new(object));
    }
}

/// An object of a directory, as a snapshot holds it.
pub(super) fn in_directory(directory: &Directory, (kind, id): &Object) -> Option<Value> {
    crate::apply::touched::original(directory, *kind, id)
}

/// Ids that the rules gave when they were played, to those of the service.
fn rename(value: &mut Value, given: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(real) = given.get(text.as_str()) {
                text.clone_from(real);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, given)),
        Value::Object(map) => map.values_mut().for_each(|item| rename(item, given)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The properties of an object in the form of a snapshot.
pub(super) fn props(object: &Value) -> Map<String, Value> {
    let props = object.get("props").and_then(Value::as_object);
    props.cloned().unwrap_or_default()
}

/// A text of an object in the form of a snapshot.
pub(super) fn text<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    object.get(name)?.as_str()
}

/// A flag of a member in the form of a snapshot.
pub(super) fn flag(object: &Value, name: &str) -> bool {
    let flag = object.get("flags").and_then(|flags| flags.get(name));
    flag.and_then(Value::as_bool).unwrap_or(false)
}

/// The domain of an object in the form of a snapshot.
pub(super) fn domain(object: &Value) -> DomainId {
    let number = object.get("domain").and_then(Value::as_i64);
    DomainId(number.and_then(|it| i32::try_from(it).ok()).unwrap_or(0))
}

/// What an object is called.
pub(super) fn name(kind: Kind, object: &Value) -> String {
    let name = object.get("props").and_then(|props| props.get("name"));
    let part = |part: &str| Some(name?.get(part)?.as_str()?.to_owned());
    match kind {
        Kind::Member => [part("last"), part("first")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        _ => name.and_then(Value::as_str).unwrap_or_default().to_owned(),
    }
}

/// What an object is named by: `member/E1`, or `member/id:…` where it has no key.
pub(super) fn label(kind: Kind, id: &Id, object: Option<&Value>) -> String {
    match object.and_then(|object| text(object, "key")) {
        Some(key) => format!("{kind}/{key}"),
        None => format!("{kind}/id:{id}"),
    }
}
