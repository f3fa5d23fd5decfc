//! Which entries came into a list and which are gone from it, as a person reads it: ids are
//! told by key and name where the plan or the answer knows them.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::compare::{Difference, Since};
use super::expected::{collection_of, segments};
use crate::plan::{Plan, Step};

/// Entries that are told; the rest is counted.
const TOLD: usize = 5;

/// No text of an entry is longer, in characters.
const LONGEST: usize = 100;

/// Said where no entry is to be told.
const NONE: &str = "-";

/// What a plan calls the objects that lists name by their ids.
#[derive(Debug, Default)]
pub(super) struct Called<'a> {
    /// Keys by kind and id.
    keys: HashMap<(&'static str, String), &'a str>,
    /// Names by kind and key.
    names: Option<&'a BTreeMap<String, BTreeMap<String, String>>>,
}

/// An entry of a list.
struct Entry<'a> {
    kind: &'static str,
    id: &'a str,
    /// Its key, where the list tells it.
    key: Option<&'a str>,
}

/// What came into a list and what is gone from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub added: String,
    pub gone: String,
}

impl<'a> Called<'a> {
    /// By the steps of a plan: what they are about, and what they change in lists.
    pub fn of(plan: &'a Plan) -> Called<'a> {
        let mut called = Called {
            keys: HashMap::new(),
            names: Some(&plan.names),
        };
        for step in &plan.steps {
            if let Some((kind, id)) = about(step) {
                called.keys.entry((kind, id)).or_insert(&step.key);
            }
            called.take_lists(step);
        }
        called
    }

    /// The plan shows a list by keys and expects it by ids, both in one order.
    fn take_lists(&mut self, step: &'a Step) {
        for change in &step.changes {
            let (property, kind) = match change.field.as_str() {
                "masters" => ("administrators", "member"),
                "members" => ("members", "member"),
                "orgs" => ("members", "org"),
                "groups" => ("members", "group"),
                _ => continue,
            };
            let Some(keys) = change.from.as_array() else {
                continue;
            };
            let expected = step.expects.iter().find(|it| it.field == property);
            let entries = expected.and_then(|it| entries(property, &it.value));
            let entries = entries.into_iter().flatten();
            let ids: Vec<&str> = entries
                .filter(|entry| entry.kind == kind)
                .map(|entry| entry.id)
                .collect();
            if step.kind != "group" || ids.len() != keys.len() {
                continue;
            }
            for (id, key) in ids.into_iter().zip(keys) {
                if let Some(key) = key.as_str() {
                    self.keys.entry((kind, id.to_owned())).or_insert(key);
                }
            }
        }
    }

    fn text(&self, entry: &Entry<'_>) -> String {
        let Entry { kind, id, key } = *entry;
        let key = key.or_else(|| self.keys.get(&(kind, id.to_owned())).copied());
        let label = key.unwrap_or(id);
        let names = self.names.and_then(|names| names.get(kind));
        let name = names.and_then(|names| names.get(label));
        match name {
            Some(name) => format!("{} ({})", cut(label), cut(name)),
            None => cut(label),
        }
    }

    /// What of a list changed; `None` for what is no list of its own entries, or where they
    /// are the same and something else of them changed.
    pub fn change(&self, difference: &Difference, since: &Since) -> Option<Change> {
        let property = difference.property.as_str();
        let (planned, found) = (&difference.expected, &difference.found);
        let (planned, found) = (entries(property, planned)?, entries(property, found)?);
        let of_group = matches!(property, "members" | "administrators");
        let counts = |entry: &Entry<'_>| {
            let is_back = of_group && since.back.contains(entry.id);
            !since.gone.contains(entry.id) && !is_back
        };
        let side = |list: &[Entry<'_>], other: &[Entry<'_>]| {
            let other: HashSet<(&str, &str)> = other.iter().map(|it| (it.kind, it.id)).collect();
            let only = |it: &&Entry<'_>| !other.contains(&(it.kind, it.id)) && counts(it);
            let texts = list.iter().filter(only).map(|it| self.text(it));
            told(texts.collect())
        };
        let (added, gone) = (side(&found, &planned), side(&planned, &found));
        (added != NONE || gone != NONE).then_some(Change { added, gone })
    }
}

impl Change {
    /// The same, of a property that holds personal data.
    pub fn masked(self) -> Change {
        let mask = |side: String| {
            if side == NONE {
                side
            } else {
                "••••".to_owned()
            }
        };
        Change {
            added: mask(self.added),
            gone: mask(self.gone),
        }
    }
}

/// The object of a step's path, where it is there already.
fn about(step: &Step) -> Option<(&'static str, String)> {
    let kind = ["member", "org", "group"]
        .into_iter()
        .find(|kind| *kind == step.kind)?;
    let mut segments = segments(&step.request.path).into_iter();
    let collection = segments.next()?;
    let id = segments.next()?;
    (Some(collection.as_str()) == collection_of(kind)).then_some((kind, id))
}

/// The entries of a list of the API; `None` for what is no list, or has no ids.
fn entries<'a>(property: &str, list: &'a Value) -> Option<Vec<Entry<'a>>> {
    let items = match list {
        Value::Null => &[][..],
        Value::Array(items) => items.as_slice(),
        _ => return None,
    };
    let text = |item: &'a Value, name: &str| item.get(name).and_then(Value::as_str);
    let entry = |item: &'a Value| match property {
        "members" => {
            let kind = match text(item, "type") {
                Some("ORGUNIT") => "org",
                Some("GROUP") => "group",
                _ => "member",
            };
            Some((kind, text(item, "id")?, text(item, "externalKey")))
        }
        "aliasEmails" | "toExternalEmails" => Some(("", item.as_str()?, None)),
        "organizations" => Some(("org", text(item, "orgUnitId")?, None)),
        _ => Some((
            "member",
            text(item, "userId")?,
            text(item, "userExternalKey"),
        )),
    };
    let posts: Vec<&Value> = match property {
        "organizations" => items
            .iter()
            .filter_map(|domain| domain.get("orgUnits")?.as_array())
            .flatten()
            .collect(),
        "members" | "administrators" | "aliasEmails" | "toExternalEmails" => items.iter().collect(),
        name if name.starts_with("membersAllowedToUse") => items.iter().collect(),
        _ => return None,
    };
    let entries = posts.into_iter().filter_map(entry);
    let entries = entries.map(|(kind, id, key)| Entry {
        kind,
        id,
        key: key.filter(|key| !key.is_empty()),
    });
    Some(entries.collect())
}

fn told(texts: Vec<String>) -> String {
    let more = texts.len().saturating_sub(TOLD);
    let mut told = texts;
    told.truncate(TOLD);
    if told.is_empty() {
        return NONE.to_owned();
    }
    let told = told.join(", ");
    match more {
        0 => told,
        more => format!("{told}, … (+{more})"),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
