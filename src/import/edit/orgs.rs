//! Orgs as they stand in a text: one that is put below another parent takes its lines along.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::source::outline::{Holds, Named, Part};

/// Where an org stands, in block style, and what it says.
pub type Standing<'a> = (&'a Part, &'a Value);

/// Every org of the lists called `orgs` that stands in lines of its own, by key.
pub fn orgs_below<'a>(
    properties: &'a [Named],
    values: &'a Map<String, Value>,
    all: &mut HashMap<String, Standing<'a>>,
) {
    let named = properties
        .iter()
        .find(|it| it.name.as_deref() == Some("orgs"));
    let (Some(named), Some(Value::Array(orgs))) = (named, values.get("orgs")) else {
        return;
    };
    let Holds::List {
        flow: false,
        entries,
    } = &named.value.holds
    else {
        return;
    };
    for (entry, org) in entries.iter().zip(orgs) {
        if let (Holds::Map { properties, .. }, Value::Object(map)) = (&entry.holds, org) {
            if let Some(Value::String(key)) = map.get("key") {
                all.insert(key.clone(), (entry, org));
            }
            orgs_below(properties, map, all);
        }
    }
}
