use serde_json::Value;

use super::Caller;
use super::caller::{get, segment};
use super::compare::{Since, same_as_written};
use super::expected::{collection_of, read_path, segments};
use super::settling::shows_late;
use crate::plan::Step;

/// Whether an object reads by id as these steps, in their order, left it: what a list says of
/// it otherwise is only late then (facts 7). What shows late by id as well is not looked
/// at. False where that cannot be read or told.
pub async fn shows_as_written<C: Caller>(
    caller: &C,
    kind: &str,
    key: &str,
    steps: &[&Step],
) -> bool {
    let (Some(collection), Some(last)) = (collection_of(kind), steps.last()) else {
        return false;
    };
    let id = steps.iter().find_map(|step| id_in_path(step, collection));
    let path = match (&id, key.strip_prefix("id:")) {
        (Some(id), _) => read_path(collection, id),
        (None, Some(id)) => read_path(collection, id),
        (None, None) => read_path(collection, "externalKey:") + &segment(key),
    };
    let Ok(found) = get(caller, &path).await else {
        return false;
    };
    let flag = |name: &str| {
        let value = found.as_ref().and_then(|found| found.get(name));
        value.and_then(Value::as_bool) == Some(true)
    };
    match (last.op.as_str(), &found) {
        ("delete" | "forceDelete", found) => found.is_none() || flag("isDeleted"),
        ("suspend", Some(_)) => flag("isSuspended"),
        ("unsuspend", Some(_)) => !flag("isSuspended"),
        (_, Some(found)) => {
            !flag("isDeleted") && steps.iter().all(|step| shows(step, kind, found, key))
        }
        (_, None) => false,
    }
}

/// Whether what one step wrote is shown, apart from what shows late.
fn shows(step: &Step, kind: &str, found: &Value, key: &str) -> bool {
    if step.kind == "externalKeys" {
        let held = found.as_object().into_iter().flatten();
        let mut keys = held.filter(|(name, _)| name.ends_with("ExternalKey"));
        return keys.any(|(_, held)| held.as_str() == Some(key));
    }
    let body = step.request.body.as_ref().and_then(Value::as_object);
    body.into_iter()
        .flatten()
        // An id that the run learnt is in no journal's plan: who is referred to is not told.
        .filter(|(name, value)| !shows_late(kind, name) && !value.to_string().contains("\"$"))
        .all(|(name, value)| match found.get(name) {
            Some(is) => same_as_written(name, value, is, "", &Since::default()),
            // Hidden by the tenant's settings (facts 5.1.8), or never read back.
            None => true,
        })
}

/// The id of the object itself in a step's path, where the path has one.
fn id_in_path(step: &Step, collection: &str) -> Option<String> {
    let segments = segments(&step.request.path);
    let mut parts = segments.iter().map(String::as_str);
    let mut first = parts.next()?;
    if first == "directory" {
        first = parts.next()?;
    }
    let id = parts.next()?;
    let is_id = first == collection && !id.contains('$') && id != "external-keys" && id != "enable";
    is_id.then(|| id.to_owned())
}
