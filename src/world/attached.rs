//! Random calls about what is attached to objects (restrictions, profile statuses,
//! photos) and to the tenant, and what must be true of it whatever was called.

use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::directory::Id;

use super::Method::{Delete, Get, Patch, Post, Put};
use super::invariants::{Op, domain, key, maybe_key};
use super::photos::FileArrived;
use super::state::State;
use super::testing::start;
use super::{World, users};

/// A call about what is attached.
pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => restriction(),
        3 => status(),
        2 => definition(),
        1 => photo(),
        1 => employment_type(),
        1 => Just((Post, "/security/external-browser/enable".to_owned(), Value::Null)),
    ]
}

fn restriction() -> impl Strategy<Value = Op> {
    let place = prop::sample::select(vec![
        "/users",
        "/orgunits",
        "/directory/user-types",
        "/directory/employment-types",
    ]);
    let orgs = prop::collection::vec(maybe_key(), 0..3);
    let method = prop::sample::select(vec![Get, Post, Post, Post, Put, Delete]);
    (place, key(), method, orgs, any::<bool>()).prop_map(|(place, key, method, orgs, subs)| {
        let orgs: Vec<Value> = (orgs.iter())
            .map(|org| json!({"orgUnitId": org, "includeSubOrgUnits": subs}))
            .collect();
        (
            method,
            format!("{place}/externalKey:{key}/orgunit-access-restrict"),
            json!({"accessRestrictType": "ONLY_MY_AND_SPECIFIED_ORGUNIT", "specifiedOrgUnits": orgs}),
        )
    })
}

fn status_id() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["BUSY", "AWAY", "CUSTOM01", "CUSTOM02"])
}

fn status() -> impl Strategy<Value = Op> {
    let hours = |most: i64| prop::option::of(-1..most);
    (key(), status_id(), hours(6), hours(300)).prop_map(|(key, id, from, to)| {
        let at = |hours: i64| (start() + SignedDuration::from_hours(hours)).to_string();
        (
            Post,
            format!("/users/externalKey:{key}/user-profile-statuses"),
            json!({"profileStatusId": id, "startTime": from.map(at), "endTime": to.map(at)}),
        )
    })
}

fn definition() -> impl Strategy<Value = Op> {
    (0..8_u8, status_id(), domain(), 0..3_i64).prop_map(|(what, id, domain, order)| {
        let list = "/directory/profile-statuses";
        let one = format!("{list}/{id}?domainId={domain}");
        let body = json!({"domainId": domain, "profileStatusId": id, "iconType": "BUSY",
            "profileStatusName": id, "displayOrder": order});
        match what {
            0..=2 => (Post, list.to_owned(), body),
            3 => (Put, one, body),
            4 => (Patch, one, json!({"displayOrder": order})),
            5 => (Delete, one, Value::Null),
            6 => (
                Post,
                format!("{list}/disable?domainId={domain}"),
                Value::Null,
            ),
            _ => (
                Post,
                format!("{list}/enable?domainId={domain}"),
                Value::Null,
            ),
        }
    })
}

fn photo() -> impl Strategy<Value = Op> {
    let method = prop::sample::select(vec![Post, Post, Get, Delete]);
    (key(), method, 0..4_i64).prop_map(|(key, method, size)| {
        (
            method,
            format!("/users/externalKey:{key}/photo"),
            json!({"fileName": "a.jpg", "fileSize": size}),
        )
    })
}

fn employment_type() -> impl Strategy<Value = Op> {
    (0..4_u8, key(), key(), domain()).prop_map(|(what, key, name, domain)| {
        let list = "/directory/employment-types";
        let one = format!("{list}/externalKey:{key}");
        let body = json!({"domainId": domain, "displayOrder": 1, "employmentTypeName": name,
            "employmentTypeExternalKey": key});
        match what {
            0 | 1 => (Post, list.to_owned(), body),
            2 => (Patch, one, json!({ "employmentTypeName": name })),
            _ => (Delete, one, Value::Null),
        }
    })
}

/// Sends every file that is awaited.
pub fn upload_all(world: &mut World) {
    let awaited = world.state().photos.awaited.iter();
    let files: Vec<FileArrived> = awaited
        .map(|(owner, file)| FileArrived {
            ticket: format!("{}-{owner}", file.number),
            size: file.size,
            digest: format!("digest {}", file.number),
        })
        .collect();
    for file in files {
        let taken = world.receive_file(&file, start());
        assert_eq!(taken, Ok(()), "{file:?}");
    }
}

/// Everything that is wrong with what is attached; empty where nothing is.
pub fn faults(state: &State) -> Vec<String> {
    let mut faults = Vec::new();
    let directory = &state.directory;
    let is_member = |id: &Id| directory.members.contains_key(id);
    for (object, restriction) in state.restrictions.iter() {
        let stands = is_member(object)
            || directory.orgs.contains_key(object)
            || directory.ranks.contains_key(object);
        let all = restriction.orgs.iter();
        let listed = all.map(|entry| &entry.org);
        if !stands || !listed.clone().all(|org| directory.orgs.contains_key(org)) {
            faults.push(format!("a restriction of or about what is gone: {object}"));
        }
    }
    for (member, list) in state.statuses.all() {
        let reserved = list.iter().filter(|status| status.reserved).count();
        if list.is_empty() || reserved > 1 || list.len() - reserved > 1 {
            faults.push(format!("{member} has {} statuses", list.len()));
        }
        let Some(member) = directory.members.get(member) else {
            faults.push(format!("a status of {member}, who is gone"));
            continue;
        };
        let defined = |id: &String| state.statuses.definition(member.domain, id).is_some();
        let mut ids = list.iter().filter_map(|status| status.status.as_ref());
        if !ids.all(defined) {
            faults.push(format!("a status of {} that is not defined", member.id));
        }
    }
    let photos = state.photos.held.keys().chain(state.photos.awaited.keys());
    faults.extend(
        photos
            .filter(|owner| !is_member(owner) && !state.contacts.all().contains_key(*owner))
            .map(|owner| format!("a photo of {owner}, who is gone")),
    );
    let mut fresh = state.clone();
    fresh.restrictions.reindex();
    fresh.statuses.reindex();
    if fresh.restrictions != state.restrictions || fresh.statuses != state.statuses {
        faults.push("what is derived is not what a fresh look gives".to_owned());
    }
    faults
}

/// One long wait comes to the same as many short ones.
///
/// # Errors
/// Both outcomes, where they differ.
pub fn waits(state: &State) -> Result<(), String> {
    let (mut many, mut one) = (state.clone(), state.clone());
    for hour in 0..=310 {
        users::settle(&mut many, start() + SignedDuration::from_hours(hour));
    }
    users::settle(&mut one, start() + SignedDuration::from_hours(310));
    if many.statuses == one.statuses {
        Ok(())
    } else {
        Err(format!("{:?} is not {:?}", many.statuses, one.statuses))
    }
}
