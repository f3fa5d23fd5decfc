use std::collections::BTreeSet;

use serde_json::Value;

use super::expected::{collection_of, kind_of, segments};
use crate::directory::{Directory, Id, Key, Kind};
use crate::plan::Step;

/// Objects that are there before a step and that it changes, takes away, or rests on: those
/// of its path, of a bulk call's entries, of what it expects, and orgs that go along.
pub(super) fn touched(step: &Step, before: &Directory) -> BTreeSet<(Kind, Id)> {
    let mut objects: BTreeSet<(Kind, Id)> = BTreeSet::new();
    let segments = segments(&step.request.path);
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (collection, rest) = match parts.as_slice() {
        ["directory", collection, rest @ ..] | [collection, rest @ ..] => (*collection, rest),
        [] => return objects,
    };
    if let Some(kind) = kind_of(collection) {
        match rest {
            ["external-keys"] => {
                let lists = step.request.body.as_ref().and_then(Value::as_object);
                let lists = lists.into_iter().flat_map(serde_json::Map::values);
                let ids = lists
                    .filter_map(Value::as_array)
                    .flatten()
                    .filter_map(|entry| entry.get("id")?.as_str());
                objects.extend(ids.map(|id| (kind, Id::from(id))));
            }
            [id, ..] => {
                objects.insert((kind, Id::from(*id)));
            }
            [] => {}
        }
    }
    for expect in &step.expects {
        if let (Some(kind), Some(id)) = (Kind::from_name(&expect.kind), &expect.id)
            && collection_of(kind.name()).is_some()
        {
            objects.insert((kind, Id::from(id.as_str())));
        }
    }
    for said in &step.consequences {
        let keys = said
            .params
            .get("keys")
            .filter(|_| said.code == "orgDeletedAlong");
        for key in keys.into_iter().flat_map(|keys| keys.split(',')) {
            let key = key.trim();
            let id = match key.strip_prefix("id:") {
                Some(id) => Some(Id::from(id)),
                None => {
                    let key = Key::from(key);
                    let found = before
                        .orgs
                        .values()
                        .find(|org| org.key.as_ref() == Some(&key));
                    found.map(|org| org.id.clone())
                }
            };
            objects.extend(id.map(|id| (Kind::Org, id)));
        }
    }
    objects
}

/// An object as a snapshot holds it; `None` where it is not known.
pub(super) fn original(before: &Directory, kind: Kind, id: &Id) -> Option<Value> {
    let json = |object: Result<Value, serde_json::Error>| object.ok();
    match kind {
        Kind::Member => json(serde_json::to_value(before.members.get(id)?)),
        Kind::Org => json(serde_json::to_value(before.orgs.get(id)?)),
        Kind::Group => json(serde_json::to_value(before.groups.get(id)?)),
        Kind::Level | Kind::Position | Kind::UserType => {
            json(serde_json::to_value(before.ranks.get(id)?))
        }
    }
}
