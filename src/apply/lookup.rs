//! Whether a write whose answer was lost was done, told by reading.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::Caller;
use super::caller::{get, list, segment};
use super::compare::{Since, differences, same};
use super::expected::{entry_id, kind_of};
use super::ids::{id_in, id_property};
use super::retry::Nature;
use crate::api::ApiError;
use crate::plan::Step;
use crate::world::Method;

/// What a look found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// What the call wants is so; of a create, the id.
    Done(Option<String>),
    /// It is not so, as far as can be seen: the call may be sent again.
    NotDone,
    /// Nothing speaks against it, and nothing proves it; of calls that do no harm when they
    /// are sent again.
    Perhaps,
    /// So many of so many: some keys of a batch are given, some are not.
    Partly(usize, usize),
    /// A create: something else holds its key, address or name; its id and what it was
    /// found by.
    Held(String, &'static str),
}

/// Looks whether a write was done, whatever the write. Only reads are sent, at most two at
/// a time.
///
/// # Errors
/// Where looking failed: nothing is known then.
pub(super) async fn look(
    caller: &impl Caller,
    step: &Step,
    path: &str,
    body: Option<&Value>,
) -> Result<Found, ApiError> {
    let none = Value::Null;
    let body = body.unwrap_or(&none);
    match Nature::of(step.request.method, path) {
        Nature::Create => created(caller, step, path, body).await,
        Nature::Change => changed(caller, path, body).await,
        Nature::Place => placed(caller, step, path, body).await,
        Nature::Delete => deleted(caller, path).await,
        Nature::PutIn | Nature::TakeOut => listed(caller, step.request.method, path, body).await,
        Nature::Turn => turned(caller, path, body).await,
        Nature::Keys => keyed(caller, path, body).await,
    }
}

impl Found {
    /// Of what shows plainly whether it is so.
    fn plain(done: bool) -> Found {
        if done {
            Found::Done(None)
        } else {
            Found::NotDone
        }
    }
}

/// A create: by its external key, then by its address or name.
async fn created(
    caller: &impl Caller,
    step: &Step,
    path: &str,
    body: &Value,
) -> Result<Found, ApiError> {
    let Some(key_property) = key_property(&step.kind) else {
        return Ok(Found::NotDone);
    };
    let key = body.get(key_property).and_then(Value::as_str);
    let is_ours = |object: &Value| {
        key.is_some()
            && object.get(key_property).and_then(Value::as_str) == key
            && !deleting(object)
    };
    // Who holds one of our values: ourselves, or somebody in the way.
    let held = |object: &Value, by: &'static str| {
        let id = id_in(&step.kind, Some(object))?;
        Some(if is_ours(object) {
            Found::Done(Some(id))
        } else {
            Found::Held(id, by)
        })
    };
    // Keys of ranks are unique within a domain only, and no path says which is meant
    // (facts 11 #68): they are looked for in the list below.
    if let Some(key) = key.filter(|_| !is_rank(&step.kind)) {
        let target = format!("{path}/externalKey:{}", segment(key));
        if let Some(object) = get(caller, &target).await?
            && let Some(found) = held(&object, "key")
        {
            return Ok(found);
        }
    }
    let (list_name, name_property, address_property) = match (step.kind.as_str(), path) {
        ("member", _) => {
            // Only members can be read by their address.
            let Some(email) = body.get("email").and_then(Value::as_str) else {
                return Ok(Found::NotDone);
            };
            let object = get(caller, &format!("/users/{}", segment(email))).await?;
            let found = object.and_then(|object| held(&object, "email"));
            return Ok(found.unwrap_or(Found::NotDone));
        }
        ("group", _) => ("groups", "groupName", "groupEmail"),
        ("level", _) => ("levels", "levelName", ""),
        ("position", _) => ("positions", "positionName", ""),
        ("userType", _) => ("userTypes", "userTypeName", ""),
        // Orgs may share their names (facts 11 #28), and none is read by its address.
        _ => return Ok(Found::NotDone),
    };
    let domain = body.get("domainId").and_then(Value::as_i64);
    let all = list(caller, path, list_name, domain).await?;
    let same = |object: &Value, property: &str| {
        let of = |object: &Value| Some(object.get(property)?.as_str()?.to_lowercase());
        of(body).is_some_and(|wanted| !wanted.is_empty() && of(object) == Some(wanted))
    };
    let by = |by: &'static str, fits: &dyn Fn(&Value) -> bool| {
        held(all.iter().find(|object| fits(object))?, by)
    };
    let found = by("key", &is_ours)
        .or_else(|| by("name", &|object| same(object, name_property)))
        .or_else(|| by("email", &|object| same(object, address_property)));
    Ok(found.unwrap_or(Found::NotDone))
}

/// Whether an object is a member in deletion.
fn deleting(object: &Value) -> bool {
    object.get("isDeleted") == Some(&Value::Bool(true))
}

/// A change: whether the object shows every property that was sent. One it does not show
/// at all, as the tenant's settings hide some (facts 5.1.8), leaves it open.
async fn changed(caller: &impl Caller, path: &str, body: &Value) -> Result<Found, ApiError> {
    if let Some((user, action @ ("set-leave-of-absence" | "clear-leave-of-absence"))) =
        path.rsplit_once('/')
    {
        return left(caller, user, action, body).await;
    }
    let Some(Value::Object(mut found)) = get(caller, path).await? else {
        return Ok(Found::NotDone);
    };
    let Value::Object(wanted) = body else {
        return Ok(Found::NotDone);
    };
    for list_name in ["members", "administrators"] {
        // Whether a group answers all of them with itself is not known (facts 11 #52).
        if wanted.contains_key(list_name) && path.starts_with("/groups/") {
            let domain = found.get("domainId").and_then(Value::as_i64);
            let whole = list(caller, &format!("{path}/{list_name}"), list_name, domain).await?;
            found.insert(list_name.to_owned(), Value::Array(whole));
        }
    }
    // Orders of ranks are plain numbers, which stay as they are sent.
    let ordered = wanted
        .get("displayOrder")
        .is_none_or(|order| found.get("displayOrder") == Some(order));
    Ok(
        if !ordered || !differences(wanted, &found, &Since::default()).is_empty() {
            Found::NotDone
        } else if wanted.keys().all(|property| found.contains_key(property)) {
            Found::Done(None)
        } else {
            Found::Perhaps
        },
    )
}

/// A leave of absence that is set or cleared.
async fn left(
    caller: &impl Caller,
    user: &str,
    action: &str,
    body: &Value,
) -> Result<Found, ApiError> {
    let Some(found) = get(caller, user).await? else {
        return Ok(Found::NotDone);
    };
    let Some(leave) = found.get("leaveOfAbsence") else {
        return Ok(Found::Perhaps);
    };
    let as_wanted = ["startTime", "endTime"].into_iter().all(|end| {
        match (action, leave.get(end).filter(|end| !end.is_null())) {
            ("clear-leave-of-absence", is) => is.is_none(),
            (_, None) => false,
            (_, Some(is)) => body
                .get(end)
                .is_some_and(|wanted| same(end, wanted, is, &HashSet::new())),
        }
    });
    Ok(Found::plain(as_wanted))
}

/// A place for an org: another parent is proof. Under the same parent the number proves
/// nothing, since numbers may have gaps (facts 11 #19).
async fn placed(
    caller: &impl Caller,
    step: &Step,
    path: &str,
    body: &Value,
) -> Result<Found, ApiError> {
    let Some(org) = get(caller, path.trim_end_matches("/move")).await? else {
        return Ok(Found::NotDone);
    };
    let parent = |object: &Value| {
        let id = object.get("parentOrgUnitId").and_then(Value::as_str);
        id.filter(|id| !id.is_empty()).map(str::to_owned)
    };
    let before = step
        .expects
        .iter()
        .find(|expect| expect.what == "field" && expect.field == "parentOrgUnitId")
        .map(|expect| expect.value.as_str().map(str::to_owned));
    let wanted = parent(body);
    Ok(if parent(&org) != wanted {
        Found::NotDone
    } else if before.is_some_and(|before| before != wanted) {
        Found::Done(None)
    } else {
        Found::Perhaps
    })
}

/// A deletion: whether the object is gone, or for a member in deletion.
async fn deleted(caller: &impl Caller, path: &str) -> Result<Found, ApiError> {
    let bare = path.split('?').next().unwrap_or(path);
    let for_good = bare.strip_suffix("/forcedelete");
    let object = get(caller, for_good.unwrap_or(bare)).await?;
    Ok(Found::plain(object.is_none_or(|object| {
        for_good.is_none() && deleting(&object)
    })))
}

/// One entry of a list: whether it is there as it should be.
async fn listed(
    caller: &impl Caller,
    method: Method,
    path: &str,
    body: &Value,
) -> Result<Found, ApiError> {
    let (bare, _) = path.split_once('?').unwrap_or((path, ""));
    let segments: Vec<&str> = bare.split('/').filter(|part| !part.is_empty()).collect();
    let (Some(collection), Some(id), Some(name)) =
        (segments.first(), segments.get(1), segments.get(2))
    else {
        return Ok(Found::NotDone);
    };
    let object = format!("/{collection}/{id}");
    let Some(found) = get(caller, &object).await? else {
        // With the object its list is gone.
        return Ok(Found::plain(method == Method::Delete));
    };
    let (property, entries) = match *name {
        "alias-emails" => {
            let aliases = found.get("aliasEmails").and_then(Value::as_array);
            ("aliasEmails", aliases.cloned().unwrap_or_default())
        }
        name => {
            let domain = found.get("domainId").and_then(Value::as_i64);
            let whole = list(caller, &format!("{object}/{name}"), name, domain).await?;
            (name, whole)
        }
    };
    let wanted = match segments.get(3) {
        Some(id) => percent_decode_str(id).decode_utf8_lossy().into_owned(),
        None => entry_id(property, body).unwrap_or_default().to_owned(),
    };
    let there = entries
        .iter()
        .filter_map(|entry| entry_id(property, entry))
        .any(|held| held.eq_ignore_ascii_case(&wanted));
    Ok(Found::plain(there == (method != Method::Delete)))
}

/// Keys in bulk: every object shows its own, or how many do.
async fn keyed(caller: &impl Caller, path: &str, body: &Value) -> Result<Found, ApiError> {
    let collection = path.trim_end_matches("/external-keys");
    let kind = kind_of(collection.rsplit('/').next().unwrap_or(collection));
    let (Some(property), Some(entries)) = (
        kind.and_then(|kind| key_property(kind.name())),
        body.as_object()
            .and_then(|body| body.values().find_map(Value::as_array)),
    ) else {
        return Ok(Found::NotDone);
    };
    let one = async |entry: &Value| -> Result<usize, ApiError> {
        let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
        let object = get(caller, &format!("{collection}/{}", segment(id))).await?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let is = object.as_ref().map(|object| text(object.get(property)));
        Ok(usize::from(is == Some(text(entry.get("externalKey")))))
    };
    let mut done = 0;
    // The read rules allow two at a time.
    for pair in entries.chunks(2) {
        let (first, second) = tokio::join!(
            async {
                match pair.first() {
                    Some(entry) => one(entry).await,
                    None => Ok(0),
                }
            },
            async {
                match pair.get(1) {
                    Some(entry) => one(entry).await,
                    None => Ok(0),
                }
            }
        );
        done += first? + second?;
    }
    Ok(match done {
        0 => Found::NotDone,
        done if done == entries.len() => Found::Done(None),
        done => Found::Partly(done, entries.len()),
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
    match created(caller, step, &step.request.path, &body).await? {
        Found::Done(id) => Ok(Some(id.unwrap_or_default())),
        Found::NotDone | Found::Perhaps | Found::Partly(..) | Found::Held(..) => Ok(None),
    }
}

/// A state that is turned, a move to another domain, a list that is switched on.
async fn turned(caller: &impl Caller, path: &str, body: &Value) -> Result<Found, ApiError> {
    let (bare, query) = path.split_once('?').unwrap_or((path, ""));
    let segments: Vec<&str> = bare.split('/').filter(|part| !part.is_empty()).collect();
    match segments.as_slice() {
        ["users", id, action] => {
            let Some(user) = get(caller, &format!("/users/{id}")).await? else {
                return Ok(Found::NotDone);
            };
            let is = |name: &str, wanted: bool| {
                Found::plain(user.get(name).and_then(Value::as_bool) == Some(wanted))
            };
            Ok(match *action {
                "suspend" => is("isSuspended", true),
                "unsuspend" => is("isSuspended", false),
                "undelete" => is("isDeleted", false),
                "move" => {
                    let wanted = new_domain(body);
                    let domain = user.get("domainId").and_then(Value::as_i64);
                    Found::plain(wanted.is_some() && domain == wanted)
                }
                _ => Found::NotDone,
            })
        }
        ["directory", collection, "enable"] => {
            let join = if query.is_empty() { "" } else { "&" };
            let target = format!("/directory/{collection}?{query}{join}count=1");
            // While a list is off, reading it may be refused (facts 11 #69); that it can be
            // read proves nothing.
            match get(caller, &target).await {
                Ok(_) => Ok(Found::Perhaps),
                Err(error) if error.is_forbidden() => Ok(Found::NotDone),
                Err(error) => Err(error),
            }
        }
        _ => Ok(Found::NotDone),
    }
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
