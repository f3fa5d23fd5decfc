use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::ink::Sign;
use crate::plan::{Plan, Step};

/// Every step that concerns one object.
#[derive(Debug)]
pub(super) struct Object<'a> {
    pub kind: &'a str,
    pub key: &'a str,
    /// In the order of the plan; never empty.
    pub steps: Vec<&'a Step>,
}

/// The objects of one kind.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub kind: &'a str,
    /// In the order of their first step.
    pub objects: Vec<Object<'a>>,
}

/// The order in which kinds are shown; others follow in the order they appear.
const KINDS: [&str; 8] = [
    "feature",
    "externalKeys",
    "level",
    "position",
    "userType",
    "org",
    "member",
    "group",
];

/// What an object comes to, from what says most to what says least.
const OPS: [&str; 12] = [
    "create",
    "forceDelete",
    "delete",
    "suspend",
    "transfer",
    "move",
    "undelete",
    "unsuspend",
    "enable",
    "rekey",
    "adopt",
    "update",
];

impl<'a> Object<'a> {
    /// The op that says most about what happens to the object.
    pub fn op(&self) -> &'a str {
        let known = OPS
            .iter()
            .find_map(|op| self.steps.iter().find(|step| step.op == **op));
        match known {
            Some(step) => &step.op,
            None if self.steps.iter().all(|step| is_entry_op(&step.op)) => "update",
            None => self.steps.first().map_or("", |step| &step.op),
        }
    }

    /// The sign before the object.
    pub fn sign(&self) -> Sign {
        match self.op() {
            "create" | "undelete" | "enable" => Sign::Add,
            "delete" | "forceDelete" => Sign::Remove,
            "suspend" if self.is_removal() => Sign::Remove,
            "move" | "transfer" => Sign::Move,
            _ => Sign::Change,
        }
    }

    /// Whether the object is removed because the configuration no longer has it.
    fn is_removal(&self) -> bool {
        self.steps.iter().any(|step| {
            step.reason
                .as_ref()
                .is_some_and(|said| matches!(said.code.as_str(), "ownedNotDeclared" | "tombstone"))
        })
    }

    /// Whether its removal, or something it brings about, belongs to the risks.
    pub fn is_risk(&self) -> bool {
        matches!(self.op(), "delete" | "forceDelete" | "suspend")
            || self.steps.iter().any(|step| !step.reversible)
    }

    /// Each changed property once: a value that goes by way of a temporary one is shown
    /// from where it was to where it ends; single entries of a list are one list.
    pub fn changes(&self) -> Vec<Shown> {
        let mut shown: Vec<Shown> = Vec::new();
        let mut at: HashMap<&str, usize> = HashMap::new();
        for step in &self.steps {
            let entries = is_entry_op(&step.op);
            for change in &step.changes {
                let (from, to) = if entries {
                    (list(&change.from), list(&change.to))
                } else {
                    (change.from.clone(), change.to.clone())
                };
                match at.get(change.field.as_str()).map(|i| &mut shown[*i]) {
                    Some(before) => {
                        before.entries |= entries;
                        if entries {
                            append(&mut before.from, from);
                            append(&mut before.to, to);
                        } else {
                            before.to = to;
                        }
                        before.sensitive |= change.sensitive;
                    }
                    None => {
                        at.insert(&change.field, shown.len());
                        shown.push(Shown {
                            field: change.field.clone(),
                            from,
                            to,
                            sensitive: change.sensitive,
                            entries,
                        });
                    }
                }
            }
        }
        // A new group's list is sent in part and completed entry by entry.
        for change in shown.iter_mut().filter(|change| change.entries) {
            each_once(&mut change.from);
            each_once(&mut change.to);
        }
        features_as_list(shown)
    }
}

/// `features.message: true` and its like as the list of the configuration.
fn features_as_list(shown: Vec<Shown>) -> Vec<Shown> {
    let mut rest: Vec<Shown> = Vec::with_capacity(shown.len());
    let mut features: Option<usize> = None;
    for change in shown {
        let flag = change.field.strip_prefix("features.").map(str::to_owned);
        let is_flag = |value: &Value| value.is_boolean() || value.is_null();
        let Some(name) = flag.filter(|_| is_flag(&change.from) && is_flag(&change.to)) else {
            rest.push(change);
            continue;
        };
        let at = *features.get_or_insert_with(|| {
            rest.push(Shown {
                field: "features".to_owned(),
                from: Value::Array(Vec::new()),
                to: Value::Array(Vec::new()),
                sensitive: false,
                entries: false,
            });
            rest.len() - 1
        });
        if let Some(list) = rest.get_mut(at) {
            for (side, value) in [(&mut list.from, &change.from), (&mut list.to, &change.to)] {
                if let (Value::Array(side), Value::Bool(true)) = (side, value) {
                    side.push(Value::String(name.clone()));
                }
            }
        }
    }
    // Features that are named only to stay off say nothing.
    rest.retain(|change| {
        change.field != "features" || change.from != change.to || !is_empty_list(&change.to)
    });
    rest
}

fn is_empty_list(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// A change as it is shown: over all steps of its object.
#[derive(Debug)]
pub(super) struct Shown {
    pub field: String,
    pub from: Value,
    pub to: Value,
    pub sensitive: bool,
    /// Whether single entries of the list were written.
    entries: bool,
}

/// Whether a step is for a single entry of a list.
fn is_entry_op(op: &str) -> bool {
    matches!(
        op,
        "addMember" | "removeMember" | "addMaster" | "removeMaster"
    )
}

fn list(value: &Value) -> Value {
    match value {
        Value::Null => Value::Array(Vec::new()),
        Value::Array(_) => value.clone(),
        single => Value::Array(vec![single.clone()]),
    }
}

fn append(list: &mut Value, more: Value) {
    if let (Value::Array(list), Value::Array(more)) = (list, more) {
        list.extend(more);
    }
}

fn each_once(list: &mut Value) {
    if let Value::Array(items) = list {
        let mut seen = HashSet::new();
        items.retain(|item| seen.insert(item.to_string()));
    }
}

/// The steps of a plan by kind and object.
pub(super) fn sections(plan: &Plan) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    let mut objects: HashMap<(&str, &str), usize> = HashMap::new();
    for step in &plan.steps {
        let kind = step.kind.as_str();
        let section = *kinds.entry(kind).or_insert_with(|| {
            sections.push(Section {
                kind,
                objects: Vec::new(),
            });
            sections.len() - 1
        });
        let list = &mut sections[section].objects;
        let object = *objects.entry((kind, &step.key)).or_insert_with(|| {
            list.push(Object {
                kind,
                key: &step.key,
                steps: Vec::new(),
            });
            list.len() - 1
        });
        list[object].steps.push(step);
    }
    sections.sort_by_key(|section| {
        KINDS
            .iter()
            .position(|kind| *kind == section.kind)
            .unwrap_or(KINDS.len())
    });
    sections
}
