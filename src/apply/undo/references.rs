//! What the declared objects name: by id while it is there, by key where it is made anew,
//! and not at all where it is gone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::codes;
use super::draft::{Drafts, about};
use super::sides::Object;
use crate::directory::{Id, Key, Kind, WantedState};

/// Puts every reference right.
pub(super) fn settle(drafts: &mut Drafts<'_>, going: &BTreeSet<Object>) {
    // An org below one that cannot be made cannot either.
    loop {
        let known = Known::of(drafts, going);
        let lost: Vec<(Object, &str)> = (drafts.of.iter())
            .filter(|(_, draft)| draft.anew)
            .filter_map(|(object, draft)| {
                let lacks = |name: &str| {
                    let value = draft.set.get(name)?;
                    let mut dropped = false;
                    let held = known.settled(value, &mut dropped);
                    let none = held.is_none_or(|held| held == json!([]));
                    (none && !value.is_null()).then_some(())
                };
                match object.0 {
                    Kind::Org => lacks("parent").map(|()| (object.clone(), "parent")),
                    Kind::Group => lacks("masters").map(|()| (object.clone(), "masters")),
                    _ => None,
                }
            })
            .collect();
        if lost.is_empty() {
            break;
        }
        for (object, lacks) in lost {
            drafts.of.remove(&object);
            let was = drafts.sides.before.get(&object);
            let problem = about(codes::CANNOT_BE_MADE, &object, was);
            drafts.problems.push(problem.with("lacks", lacks));
        }
    }
    let known = Known::of(drafts, going);
    let mut problems = Vec::new();
    for (object, draft) in &mut drafts.of {
        let names: Vec<String> = draft.set.keys().cloned().collect();
        for name in names.iter().filter(|name| *name != "custom") {
            let mut dropped = false;
            let Some(value) = draft.set.get(name) else {
                continue;
            };
            let settled = known.settled(value, &mut dropped);
            let empty = name == "masters" && settled == Some(json!([]));
            match settled.filter(|_| !empty) {
                Some(settled) => {
                    draft.set.insert(name.clone(), settled);
                }
                None => {
                    draft.set.remove(name);
                }
            }
            if dropped {
                let was = drafts.sides.before.get(object);
                let problem = about(codes::NOT_KNOWN, object, was);
                problems.push(problem.with("field", name));
            }
        }
    }
    drafts.problems.extend(problems);
}

/// Which ids mean something once the run is taken back.
struct Known {
    there: BTreeSet<Id>,
    anew: BTreeMap<Id, Key>,
    /// What the run made: nothing is lost where it is no longer named.
    going: BTreeSet<Id>,
}

impl Known {
    fn of(drafts: &Drafts<'_>, going: &BTreeSet<Object>) -> Known {
        let live = drafts.sides.live;
        let mut there: BTreeSet<Id> = BTreeSet::new();
        there.extend(live.orgs.keys().chain(live.groups.keys()).cloned());
        there.extend(live.ranks.keys().cloned());
        for (id, member) in &live.members {
            let draft = drafts.of.get(&(Kind::Member, id.clone()));
            let stays = draft.map_or(!member.flags.deleted, |draft| {
                draft.state != WantedState::Deleted
            });
            if stays {
                there.insert(id.clone());
            }
        }
        let going: BTreeSet<Id> = going.iter().map(|(_, id)| id.clone()).collect();
        there.retain(|id| !going.contains(id));
        let anew = drafts.of.iter().filter(|(_, draft)| draft.anew);
        let anew = anew.map(|((_, id), draft)| (id.clone(), draft.key.clone()));
        Known {
            there,
            anew: anew.collect(),
            going,
        }
    }

    /// A value with its references put right; `None` where it is one that is gone.
    fn settled(&self, value: &Value, dropped: &mut bool) -> Option<Value> {
        match value {
            Value::Array(items) => {
                let items = items.iter().filter_map(|item| self.settled(item, dropped));
                Some(Value::Array(items.collect()))
            }
            Value::Object(map) => {
                if let (1, Some(id)) = (map.len(), map.get("id").and_then(Value::as_str)) {
                    let id = Id::from(id);
                    if let Some(key) = self.anew.get(&id) {
                        return Some(json!({"key": key}));
                    }
                    if self.there.contains(&id) {
                        return Some(value.clone());
                    }
                    *dropped |= !self.going.contains(&id);
                    return None;
                }
                let mut settled = serde_json::Map::new();
                for (name, part) in map {
                    match self.settled(part, dropped) {
                        Some(part) => settled.insert(name.clone(), part),
                        // Without these there is nothing left of it.
                        None if name == "org" || name == "member" => return None,
                        None => settled.insert(name.clone(), Value::Null),
                    };
                }
                Some(Value::Object(settled))
            }
            other => Some(other.clone()),
        }
    }
}
