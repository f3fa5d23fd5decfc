//! Orgs as they stand in a text: one that is put below another parent takes its lines along.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::place::{Block, Text};
use crate::source::outline::{Holds, Named, Part};

/// Where an org stands, in a list in block style, and what it says.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Itself.
    pub part: &'a Part,
    /// Its lines.
    pub block: Block,
    /// Where the dashes of its list stand.
    pub column: usize,
    /// What it says.
    pub value: &'a Value,
}

/// Every org of the lists called `orgs` that stands in lines of its own, by key.
pub fn orgs_below<'a>(
    text: Text<'_>,
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
    let Some(blocks) = text.entries(&named.value, entries) else {
        return;
    };
    for ((entry, block), org) in entries.iter().zip(blocks).zip(orgs) {
        if let (Holds::Map { properties, .. }, Value::Object(map)) = (&entry.holds, org) {
            if let Some(Value::String(key)) = map.get("key") {
                let standing = Standing {
                    part: entry,
                    block,
                    column: named.value.column,
                    value: org,
                };
                all.insert(key.clone(), standing);
            }
            orgs_below(text, properties, map, all);
        }
    }
}
