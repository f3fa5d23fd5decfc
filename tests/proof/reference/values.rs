//! Who is called what in a state, and which values are worth trying.

use std::collections::{BTreeMap, BTreeSet};

use meibo::directory::{Directory, Id, Kind, Ref};
use serde_json::{Value, json};

use crate::cases::{Case, handle_of, values};
use crate::model::live_id;

/// What the calls so far have made: the id of each new object, by kind and handle.
pub type Made = BTreeMap<(Kind, String), Id>;

/// Finds the objects that references mean, in one state.
pub struct Names<'a> {
    pub case: &'a Case,
    pub now: &'a Directory,
    pub made: &'a Made,
}

impl Names<'_> {
    /// The id that an object of the case has in this state.
    pub fn id(&self, kind: Kind, handle: &str) -> Option<Id> {
        let id = match self.made.get(&(kind, handle.to_owned())) {
            Some(id) => id.clone(),
            None => live_id(kind, handle),
        };
        let there = match kind {
            Kind::Org => self.now.orgs.contains_key(&id),
            Kind::Member => self.now.members.contains_key(&id),
            Kind::Group => self.now.groups.contains_key(&id),
            Kind::Level | Kind::Position | Kind::UserType => self.now.ranks.contains_key(&id),
        };
        there.then_some(id)
    }

    /// The id that a declared reference means in this state.
    pub fn find(&self, kind: Kind, target: &Ref) -> Option<Id> {
        let handle = handle_of(&self.case.after, kind, target)?;
        self.id(kind, &handle)
    }

    /// The ids of a declared list, and whether all of them are there.
    pub fn list<'r>(&self, kind: Kind, list: impl Iterator<Item = &'r Ref>) -> (Vec<Id>, bool) {
        let mut whole = true;
        let found = list.filter_map(|target| {
            let id = self.find(kind, target);
            whole &= id.is_some();
            id
        });
        let found = found.collect();
        (found, whole)
    }
}

/// Unique values that two objects hold or want: whoever holds one may let it go for a
/// fresh one. Where nobody else ever wants a value, letting it go helps nobody.
pub fn contested(case: &Case) -> BTreeSet<String> {
    let mut by_value: BTreeMap<String, BTreeSet<Id>> = BTreeMap::new();
    for side in [&case.before, &case.after] {
        for (id, held) in values(side) {
            for value in held {
                by_value.entry(value).or_default().insert(id.clone());
            }
        }
    }
    let contested = by_value
        .into_iter()
        .filter(|(_, holders)| holders.len() > 1);
    contested.map(|(value, _)| value).collect()
}

/// One property of a body with the values worth trying; no value leaves it out.
pub struct Slot {
    pub name: &'static str,
    pub values: Vec<Option<Value>>,
}

impl Slot {
    /// Left out, or one of these.
    pub fn maybe(name: &'static str, values: impl IntoIterator<Item = Value>) -> Slot {
        let mut slot = Slot {
            name,
            values: vec![None],
        };
        slot.add(values);
        slot
    }

    /// One of these.
    pub fn one(name: &'static str, values: impl IntoIterator<Item = Value>) -> Slot {
        let mut slot = Slot {
            name,
            values: Vec::new(),
        };
        slot.add(values);
        slot
    }

    fn add(&mut self, values: impl IntoIterator<Item = Value>) {
        for value in values {
            if !self.values.contains(&Some(value.clone())) {
                self.values.push(Some(value));
            }
        }
    }
}

/// Every body that takes one value of each slot.
pub fn bodies(slots: &[Slot]) -> Vec<Value> {
    let mut bodies = vec![serde_json::Map::new()];
    for slot in slots {
        bodies = (bodies.into_iter())
            .flat_map(|body| {
                slot.values.iter().map(move |value| {
                    let mut body = body.clone();
                    if let Some(value) = value {
                        body.insert(slot.name.to_owned(), value.clone());
                    }
                    body
                })
            })
            .collect();
    }
    bodies.into_iter().map(Value::Object).collect()
}

/// `[{userId}]`
pub fn users(ids: &[Id]) -> Value {
    ids.iter().map(|id| json!({ "userId": id })).collect()
}
