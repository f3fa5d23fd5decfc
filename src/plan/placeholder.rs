//! `{"$id": …}` in bodies and paths: filled in by the rehearsal and by `apply` alike.

use std::convert::Infallible;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::Value;

/// What is percent-encoded in a path segment: everything but the unreserved characters.
pub const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What a placeholder names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// Kind of the object, as in steps.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// Its domain's number, where the key alone is not enough.
    pub domain: Option<i64>,
}

impl Named {
    fn read(object: &Value) -> Option<Named> {
        let inner = object.as_object().filter(|o| o.len() == 1)?.get("$id")?;
        Some(Named {
            kind: inner.get("kind")?.as_str()?.to_owned(),
            key: inner.get("key")?.as_str()?.to_owned(),
            domain: inner.get("domain").and_then(Value::as_i64),
        })
    }
}

/// Fills every `{"$id": …}` of a body.
///
/// # Errors
/// The first placeholder that `id_of` knows no id for.
pub fn fill_body(body: &Value, id_of: &impl Fn(&Named) -> Option<String>) -> Result<Value, Named> {
    if let Some(named) = Named::read(body) {
        return id_of(&named).map(Value::String).ok_or(named);
    }
    Ok(match body {
        Value::Array(items) => Value::Array(
            items
                .iter()
                .map(|item| fill_body(item, id_of))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| Ok((name.clone(), fill_body(value, id_of)?)))
                .collect::<Result<_, Named>>()?,
        ),
        other => other.clone(),
    })
}

/// A password that every documented rule accepts: what the rehearsal plays in the place
/// of a secret (facts 5.1.4). No account ever gets it.
const REHEARSED: &str = "Rehearsal#2468";

/// Puts a stand-in for every `{"$secret": …}` of a body.
pub fn rehearse_secrets(body: Value) -> Value {
    match body {
        Value::Array(items) => Value::Array(items.into_iter().map(rehearse_secrets).collect()),
        Value::Object(members) if members.len() == 1 && members.contains_key("$secret") => {
            Value::String(REHEARSED.to_owned())
        }
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name, rehearse_secrets(value)))
                .collect(),
        ),
        other => other,
    }
}

/// Fills every `{"$id": …}` of a path.
///
/// # Errors
/// The first placeholder that `id_of` knows no id for.
pub fn fill_path(path: &str, id_of: &impl Fn(&Named) -> Option<String>) -> Result<String, Named> {
    replaced(path, |named| {
        let id = id_of(&named).ok_or(named)?;
        Ok(percent_encoding::utf8_percent_encode(&id, SEGMENT).to_string())
    })
}

/// A path as people read it: `{member/E00042}` where the id of what is made goes.
pub fn shown_path(path: &str) -> String {
    let shown = replaced(path, |Named { kind, key, .. }| {
        Ok::<String, Infallible>(format!("{{{kind}/{key}}}"))
    });
    match shown {
        Ok(shown) => shown,
        Err(never) => match never {},
    }
}

/// A path with something in the place of every `{"$id": …}`.
fn replaced<E>(path: &str, mut with: impl FnMut(Named) -> Result<String, E>) -> Result<String, E> {
    const OPEN: &str = "{\"$id\":";
    let mut filled = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find(OPEN) {
        filled.push_str(&rest[..at]);
        let mut values = serde_json::Deserializer::from_str(&rest[at..]).into_iter::<Value>();
        let (named, end) = match values.next() {
            Some(Ok(object)) => (Named::read(&object), values.byte_offset()),
            _ => (None, 0),
        };
        let Some(named) = named else {
            // Not a placeholder after all: a path that holds such text as it stands.
            filled.push_str(OPEN);
            rest = &rest[at + OPEN.len()..];
            continue;
        };
        filled.push_str(&with(named)?);
        rest = &rest[at + end..];
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn known(named: &Named) -> Option<String> {
        (named.kind == "org").then(|| format!("id of {}", named.key))
    }

    #[test]
    fn bodies_and_paths_are_filled() {
        let body = json!({"a": [{"$id": {"kind": "org", "key": "s/1"}}], "b": {"$id": 3}});
        assert_eq!(
            fill_body(&body, &known),
            Ok(json!({"a": ["id of s/1"], "b": {"$id": 3}}))
        );
        let path = r#"/orgunits/{"$id":{"kind":"org","key":"}\"x"}}/move"#;
        assert_eq!(
            fill_path(path, &known).as_deref(),
            Ok("/orgunits/id%20of%20%7D%22x/move")
        );
        let path = r#"/users/{"$id":{"kind":"member","key":"E1"}}"#;
        assert_eq!(fill_path(path, &known).unwrap_err().key, "E1");
        assert_eq!(shown_path(path), "/users/{member/E1}");
        // What is no placeholder stands as it is.
        let path = r#"/users/{"$id":3}/x"#;
        assert_eq!(shown_path(path), path);
    }
}
