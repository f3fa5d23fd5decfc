//! `/directory/employment-types`: user types under the names they had before (facts
//! 5.6). A call is turned into that of user types, and its answer back.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::call::{Call, Reply};
use super::state::State;
use super::{Refusal, external_keys, ranks, restrictions, route};

const OLD_LIST: &str = "employmentTypes";
const NEW_LIST: &str = "userTypes";
/// Old and new names of what is spelt otherwise.
const NAMES: [(&str, &str); 3] = [
    ("employmentTypeId", "userTypeId"),
    ("employmentTypeName", "userTypeName"),
    ("employmentTypeExternalKey", "userTypeExternalKey"),
];

/// Answers the calls of employment types.
///
/// # Errors
/// What the service refuses, in the old names.
pub fn handle(state: &mut State, call: &Call<'_>, now: Timestamp) -> Result<Reply, Refusal> {
    let mut segments = call.segments.clone();
    let Some(list) = segments.get_mut(1) else {
        return Err(route::unknown(call));
    };
    *list = "user-types".to_owned();
    let body = call.body.map(to_new);
    let turned = Call {
        method: call.method,
        segments,
        query: call.query.clone(),
        body: body.as_ref(),
    };
    let result = match call.path().as_slice() {
        [_, _, "external-keys"] => external_keys::handle(state, &turned, now),
        [_, _, _, "orgunit-access-restrict"] => restrictions::handle(state, &turned),
        _ => ranks::handle(state, &turned, now),
    };
    match result {
        Ok(reply) => Ok(Reply {
            body: reply.body.map(to_old),
            ..reply
        }),
        Err(mut refusal) => {
            for (name, value) in &mut refusal.params {
                if *name == "property" {
                    *value = old_name(value);
                }
            }
            Err(refusal)
        }
    }
}

/// The new names mean nothing here and are ignored (facts 1.2).
fn to_new(body: &Map<String, Value>) -> Map<String, Value> {
    let turn = |name: &str| match NAMES.iter().find(|(old, _)| *old == name) {
        Some((_, new)) => Some(*new),
        None if name == OLD_LIST => Some(NEW_LIST),
        None => None,
    };
    let means_nothing = |name: &str| name == NEW_LIST || NAMES.iter().any(|(_, new)| *new == name);
    body.iter()
        .filter(|(name, _)| !means_nothing(name))
        .map(|(name, value)| {
            let name = turn(name).unwrap_or(name);
            (name.to_owned(), value.clone())
        })
        .collect()
}

/// Renames the properties of an answer, at any depth: an answer of user types holds no
/// names that anybody chose.
fn to_old(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(name, value)| (old_name(&name), to_old(value)))
                .collect(),
        ),
        Value::Array(list) => Value::Array(list.into_iter().map(to_old).collect()),
        other => other,
    }
}

/// `userTypeName` is `employmentTypeName`, `userTypes[0].id` is `employmentTypes[0].id`.
fn old_name(name: &str) -> String {
    if let Some((old, _)) = NAMES.iter().find(|(_, new)| *new == name) {
        return (*old).to_owned();
    }
    match name.strip_prefix(NEW_LIST) {
        Some(rest) => format!("{OLD_LIST}{rest}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::world::testing::{HOME, call, refused, world};
    use crate::world::{Method, reasons};
    use Method::{Delete, Get, Patch, Post, Put};

    const OLD: &str = "/directory/employment-types";
    const NEW: &str = "/directory/user-types";

    #[test]
    fn they_are_user_types_under_other_names() {
        let mut world = world();
        let off = refused(&mut world, Get, OLD, Value::Null);
        assert_eq!((off.status, off.reason), (403, reasons::FEATURE_DISABLED));
        call(&mut world, Post, &format!("{OLD}/enable"), Value::Null);
        let made = call(
            &mut world,
            Post,
            OLD,
            json!({"domainId": HOME, "displayOrder": 1, "employmentTypeName": "正社員",
                "employmentTypeExternalKey": "FT", "userTypeCode": "FULL", "userTypeName": "ignored"}),
        );
        let id = made["employmentTypeId"].as_str().expect("an id").to_owned();
        let shown = |name: &str, code: Value| {
            json!({"domainId": HOME, "employmentTypeId": id, "displayOrder": 1,
                "employmentTypeName": name, "employmentTypeExternalKey": "FT",
                "i18nNames": [], "userTypeCode": code})
        };
        assert_eq!(made, shown("正社員", json!("FULL")));
        let new = call(&mut world, Get, &format!("{NEW}/{id}"), Value::Null);
        assert_eq!(
            (&new["userTypeName"], &new["userTypeId"]),
            (&json!("正社員"), &json!(id))
        );
        let put = json!({"displayOrder": 1, "employmentTypeName": "社員", "employmentTypeExternalKey": "FT"});
        let put = call(&mut world, Put, &format!("{OLD}/externalKey:FT"), put);
        assert_eq!(put, shown("社員", Value::Null));
        let patch = json!({"employmentTypeName": "契約"});
        let patched = call(&mut world, Patch, &format!("{OLD}/{id}"), patch);
        assert_eq!(patched, shown("契約", Value::Null));
        let listed = call(&mut world, Get, OLD, Value::Null);
        assert_eq!(
            listed,
            json!({"employmentTypes": [patched], "responseMetaData": {"nextCursor": null}})
        );
        call(&mut world, Delete, &format!("{OLD}/{id}"), Value::Null);
        let gone = refused(&mut world, Get, &format!("{NEW}/{id}"), Value::Null);
        assert_eq!(gone.status, 404);
    }

    #[test]
    fn keys_and_refusals_speak_the_old_names() {
        let mut world = world();
        call(&mut world, Post, &format!("{OLD}/enable"), Value::Null);
        let body = json!({"domainId": HOME, "displayOrder": 1, "userTypeName": "正社員"});
        let lacking = refused(&mut world, Post, OLD, body);
        assert_eq!(
            lacking.params,
            [("property", "employmentTypeName".to_owned())]
        );
        let body = json!({"domainId": HOME, "displayOrder": 1, "employmentTypeName": "正社員"});
        let id = call(&mut world, Post, OLD, body)["employmentTypeId"].clone();
        let keys = format!("{OLD}/external-keys");
        let lacking = refused(&mut world, Post, &keys, json!({"userTypes": []}));
        assert_eq!(lacking.params, [("property", "employmentTypes".to_owned())]);
        let entry = json!({"employmentTypes": [{"id": id, "externalKey": "FT"}]});
        call(&mut world, Post, &keys, entry);
        let listed = call(&mut world, Get, &keys, Value::Null);
        assert_eq!(listed["employmentTypes"][0]["externalKey"], "FT");
        let restriction = format!("{OLD}/externalKey:FT/orgunit-access-restrict");
        call(
            &mut world,
            Post,
            &restriction,
            json!({"accessRestrictType": "ONLY_ME"}),
        );
        let same = format!("{NEW}/externalKey:FT/orgunit-access-restrict");
        let seen = call(&mut world, Get, &same, Value::Null);
        assert_eq!(seen["accessRestrictType"], "ONLY_ME");
        call(&mut world, Post, &format!("{OLD}/disable"), Value::Null);
        assert_eq!(world.directory().ranks.len(), 0);
    }
}
