//! A value without what the schema refused, so that what is right about it can be checked
//! all the same.

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value};

use super::validate;
use crate::directory::Kind;

/// How often what is left is looked at again: taking a property out can leave its owner
/// without something required.
const ROUNDS: usize = 4;

/// The pointers of what an error is about.
pub fn offending(error: &ValidationError<'_>, pointers: &mut Vec<String>) {
    let path = error.instance_path().as_str();
    let mut name = |name: &str| {
        let name = name.replace('~', "~0").replace('/', "~1");
        pointers.push(format!("{path}/{name}"));
    };
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for property in unexpected {
                name(property);
            }
        }
        ValidationErrorKind::PropertyNames { error } => {
            name(error.instance().as_str().unwrap_or_default());
        }
        _ => pointers.push(path.to_owned()),
    }
}

/// An object of a section (of an org without those nested in it), less what the schema
/// refuses, and the pointers of that; `None` where nothing usable is left.
pub fn accepted(kind: Kind, value: &Value) -> (Option<Value>, Vec<String>) {
    let mut pointers = Vec::new();
    for error in validate::errors(Some(kind), value) {
        offending(&error, &mut pointers);
    }
    if pointers.is_empty() {
        return (Some(value.clone()), pointers);
    }
    (
        without(value.clone(), Some(kind), pointers.clone()),
        pointers,
    )
}

/// The value without what stands at the pointers; `None` where nothing usable is left.
pub fn without(value: Value, kind: Option<Kind>, pointers: Vec<String>) -> Option<Value> {
    let mut value = value;
    let mut pointers: BTreeSet<String> = pointers.into_iter().collect();
    for _ in 0..ROUNDS {
        value = prune(value, "", &pointers)?;
        pointers.clear();
        let mut again = Vec::new();
        for error in validate::errors(kind, &value) {
            // The place that a nested org left.
            if kind != Some(Kind::Org) || !error.instance().is_null() {
                offending(&error, &mut again);
            }
        }
        if again.is_empty() {
            return Some(value);
        }
        pointers.extend(again);
    }
    None
}

/// Properties are taken out; a list with a bad entry goes as a whole, since its other entries
/// would change their places. Of the lists of nested orgs only the entry goes, and leaves a
/// `null` in its place.
fn prune(value: Value, pointer: &str, out: &BTreeSet<String>) -> Option<Value> {
    if out.contains(pointer) {
        return None;
    }
    match value {
        Value::Object(properties) => {
            let mut kept = Map::new();
            for (name, value) in properties {
                let segment = name.replace('~', "~0").replace('/', "~1");
                let below = format!("{pointer}/{segment}");
                if let Some(value) = prune(value, &below, out) {
                    kept.insert(name, value);
                }
            }
            Some(Value::Object(kept))
        }
        Value::Array(entries) => {
            let nested = pointer.ends_with("/orgs");
            let mut kept = Vec::with_capacity(entries.len());
            for (index, entry) in entries.into_iter().enumerate() {
                match prune(entry, &format!("{pointer}/{index}"), out) {
                    Some(entry) => kept.push(entry),
                    None if nested => kept.push(Value::Null),
                    None => return None,
                }
            }
            Some(Value::Array(kept))
        }
        scalar => Some(scalar),
    }
}
