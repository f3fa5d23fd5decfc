use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::directory::Kind;
use crate::import::defaults::is_empty;
use crate::source::accepted;

/// An object without what no configuration may say of one (a name with a character that the
/// service refuses today, a description longer than its API takes): what stays as it is
/// live, since it is not declared: it is `null` here, so that a folder that still declares
/// another value loses it. Counts every property that is left out; `None` where its key
/// cannot be declared.
pub fn declarable(
    kind: Kind,
    object: Map<String, Value>,
    left_out: &mut BTreeMap<(Kind, String), usize>,
) -> Option<Map<String, Value>> {
    let value = Value::Object(object);
    let (kept, refused) = accepted(kind, &value);
    for pointer in refused {
        // An empty list of masters is nothing that is lost, and stays empty.
        if value.pointer(&pointer).is_none_or(is_empty) {
            continue;
        }
        let named = |part: &&str| !part.is_empty() && !part.bytes().all(|b| b.is_ascii_digit());
        let property: Vec<&str> = pointer.split('/').filter(named).collect();
        *left_out.entry((kind, property.join("."))).or_default() += 1;
    }
    match kept? {
        Value::Object(map) if map.contains_key("key") => {
            let mut kept = Value::Object(map);
            undeclared(&value, &mut kept);
            match kept {
                Value::Object(map) => Some(map),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Puts `null` where a property was taken out.
fn undeclared(whole: &Value, kept: &mut Value) {
    match (whole, kept) {
        (Value::Object(whole), Value::Object(kept)) => {
            for (name, value) in whole {
                match kept.get_mut(name) {
                    Some(kept) => undeclared(value, kept),
                    None => {
                        kept.insert(name.clone(), Value::Null);
                    }
                }
            }
        }
        // A list with a bad entry goes as a whole: the places are the same.
        (Value::Array(whole), Value::Array(kept)) if whole.len() == kept.len() => {
            for (value, kept) in whole.iter().zip(kept) {
                undeclared(value, kept);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::import::Rules;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            other => panic!("{other}"),
        }
    }

    /// What a folder declares, after an import of what is live.
    fn imported(kind: Kind, declared: Value, live: Value) -> (Value, Vec<(String, usize)>) {
        let mut left = BTreeMap::new();
        let live = declarable(kind, object(live), &mut left).expect("it has a key");
        let now = Rules::default().object(kind.section(), &object(declared), &live);
        let left = left.into_iter().map(|((_, name), count)| (name, count));
        (Value::Object(now), left.collect())
    }

    #[test]
    fn what_cannot_be_declared_is_declared_no_longer() {
        assert_eq!(
            imported(
                Kind::Group,
                json!({"key": "g", "name": "企画", "description": "短い", "masters": ["E1"]}),
                json!({"key": "g", "name": "企画", "description": "長".repeat(3000), "masters": []}),
            ),
            (
                json!({"key": "g", "name": "企画"}),
                vec![("description".to_owned(), 1)]
            )
        );
        assert_eq!(
            imported(
                Kind::Member,
                json!({"key": "E1", "name": {"last": "森", "first": "花子"}, "telephone": "03-1"}),
                json!({"key": "E1", "name": {"last": "森%", "first": "葵"}, "telephone": "電話"}),
            )
            .0,
            json!({"key": "E1", "name": {"first": "葵"}})
        );
    }

    #[test]
    fn what_can_be_declared_stays() {
        let all = json!({"key": "g", "name": "企画", "masters": ["E1"]});
        assert_eq!(
            imported(Kind::Group, all.clone(), all.clone()),
            (all, vec![])
        );
    }
}
