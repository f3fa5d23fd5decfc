use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::directory::Kind;
use crate::import::defaults::is_empty;
use crate::source::accepted;

/// An object without what no configuration may say of one (a name with a character that the
/// service refuses today, a description longer than its API takes): what stays as it is
/// live, since it is not declared. Counts every property that is left out; `None` where its
/// key cannot be declared.
pub fn declarable(
    kind: Kind,
    object: Map<String, Value>,
    left_out: &mut BTreeMap<(Kind, String), usize>,
) -> Option<Map<String, Value>> {
    let value = Value::Object(object);
    let (kept, refused) = accepted(kind, &value);
    for pointer in refused {
        // An empty list of masters is nothing that is lost.
        if value.pointer(&pointer).is_none_or(is_empty) {
            continue;
        }
        let named = |part: &&str| !part.is_empty() && !part.bytes().all(|b| b.is_ascii_digit());
        let property: Vec<&str> = pointer.split('/').filter(named).collect();
        *left_out.entry((kind, property.join("."))).or_default() += 1;
    }
    match kept? {
        Value::Object(map) if map.contains_key("key") => Some(map),
        _ => None,
    }
}
