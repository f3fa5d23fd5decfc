use serde_json::Value;

use super::Caller;
use super::caller::{get, list, segment};
use super::ids::{id_in, id_property};
use crate::api::ApiError;
use crate::plan::Step;

/// What a look found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// What the call wants is so; of a create, the id.
    Done(Option<String>),
    /// It is not so: the call may be sent again.
    NotDone,
    /// A create: something else holds its key or address; its id and what it was found by.
    Held(String, &'static str),
}

/// Looks whether a create was done: by its external key, then by its address.
///
/// # Errors
/// Where looking failed: nothing is known then.
pub(super) async fn created(
    caller: &impl Caller,
    step: &Step,
    path: &str,
    body: &Value,
) -> Result<Found, ApiError> {
    if path.starts_with("/directory/") {
        return rank_created(caller, step, path, body).await;
    }
    let Some(key_property) = key_property(&step.kind) else {
        return Ok(Found::NotDone);
    };
    let key = body.get(key_property).and_then(Value::as_str);
    if let Some(key) = key {
        let target = format!("{path}/externalKey:{}", segment(key));
        if let Some(object) = get(caller, &target).await? {
            return Ok(match id_in(&step.kind, Some(&object)) {
                Some(id) => Found::Done(Some(id)),
                None => Found::NotDone,
            });
        }
    }
    if step.kind == "member"
        && let Some(email) = body.get("email").and_then(Value::as_str)
        && let Some(object) = get(caller, &format!("/users/{}", segment(email))).await?
        && let Some(id) = id_in(&step.kind, Some(&object))
    {
        let same = key.is_some() && object.get(key_property).and_then(Value::as_str) == key;
        return Ok(if same {
            Found::Done(Some(id))
        } else {
            Found::Held(id, "email")
        });
    }
    Ok(Found::NotDone)
}

/// Ranks are looked for in their list: their keys are unique within a domain only, and no
/// path says which domain is meant (facts 11 #68).
async fn rank_created(
    caller: &impl Caller,
    step: &Step,
    path: &str,
    body: &Value,
) -> Result<Found, ApiError> {
    let (Some(key_property), Some(domain)) = (
        key_property(&step.kind),
        body.get("domainId").and_then(Value::as_i64),
    ) else {
        return Ok(Found::NotDone);
    };
    let wanted = body.get(key_property).and_then(Value::as_str);
    let name = path.rsplit('/').next().unwrap_or(path);
    let list_name = if name == "user-types" {
        "userTypes"
    } else {
        name
    };
    let held = list(caller, path, list_name, Some(domain)).await?;
    let found = held.iter().find(|rank| {
        let key = rank.get(key_property).and_then(Value::as_str);
        key.is_some() && key == wanted
    });
    Ok(match found {
        Some(rank) => Found::Done(id_in(&step.kind, Some(rank))),
        None => Found::NotDone,
    })
}

/// Whether a kind is a level, position or user type.
pub(super) fn is_rank(kind: &str) -> bool {
    matches!(kind, "level" | "position" | "userType")
}

/// The id of the rank that holds a key in the domain of a creating step.
///
/// # Errors
/// Where the list could not be read.
pub(super) async fn rank_keyed(
    caller: &impl Caller,
    step: &Step,
    key: &str,
) -> Result<Option<String>, ApiError> {
    let body = serde_json::json!({
        "domainId": super::ids::domain_in(step.request.body.as_ref()),
        key_property(&step.kind).unwrap_or_default(): key,
    });
    match rank_created(caller, step, &step.request.path, &body).await? {
        Found::Done(id) => Ok(Some(id.unwrap_or_default())),
        Found::NotDone | Found::Held(..) => Ok(None),
    }
}

/// Looks whether a call that turns a state was done.
///
/// # Errors
/// Where looking failed: nothing is known then.
pub(super) async fn turned(
    caller: &impl Caller,
    path: &str,
    body: Option<&Value>,
) -> Result<Found, ApiError> {
    let (bare, query) = path.split_once('?').unwrap_or((path, ""));
    let segments: Vec<&str> = bare.split('/').filter(|part| !part.is_empty()).collect();
    let done = match segments.as_slice() {
        ["users", id, action] => {
            let Some(user) = get(caller, &format!("/users/{id}")).await? else {
                return Ok(Found::NotDone);
            };
            let flag = |name: &str| user.get(name).and_then(Value::as_bool);
            match *action {
                "suspend" => flag("isSuspended") == Some(true),
                "unsuspend" => flag("isSuspended") == Some(false),
                "undelete" => flag("isDeleted") == Some(false),
                "move" => {
                    let wanted = body.and_then(new_domain);
                    wanted.is_some() && user.get("domainId").and_then(Value::as_i64) == wanted
                }
                _ => false,
            }
        }
        ["directory", collection, "enable"] => {
            let join = if query.is_empty() { "" } else { "&" };
            let target = format!("/directory/{collection}?{query}{join}count=1");
            // While the list is off, reading it is refused (facts 11 #69).
            match get(caller, &target).await {
                Ok(page) => page.is_some(),
                Err(error) if error.is_forbidden() => false,
                Err(error) => return Err(error),
            }
        }
        _ => false,
    };
    Ok(if done {
        Found::Done(None)
    } else {
        Found::NotDone
    })
}

/// The domain a move goes to.
pub(super) fn new_domain(body: &Value) -> Option<i64> {
    let organizations = body.get("organizations")?.as_array()?;
    organizations
        .iter()
        .find(|entry| entry.get("primary").and_then(Value::as_bool) == Some(true))
        .or_else(|| organizations.first())?
        .get("domainId")?
        .as_i64()
}

/// The property that holds the external key of a kind.
pub(super) fn key_property(kind: &str) -> Option<&'static str> {
    match kind {
        "org" => Some("orgUnitExternalKey"),
        "member" => Some("userExternalKey"),
        "group" => Some("groupExternalKey"),
        "level" => Some("levelExternalKey"),
        "position" => Some("positionExternalKey"),
        "userType" => Some("userTypeExternalKey"),
        _ => {
            debug_assert!(id_property(kind).is_none());
            None
        }
    }
}
