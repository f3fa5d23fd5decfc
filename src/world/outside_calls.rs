//! Random calls about custom properties, contacts, tags and talking to the outside, and
//! what must hold of these after each.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::directory::{DomainId, Id};

use super::contacts::{Contact, Tag};
use super::invariants::{KEYS, Op};
use super::state::State;
use super::testing::{AWAY, HOME, call};
use super::{Method, PropertyType, World};

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned)
}

/// Puts a custom property, a contact and a tag of every key into a tenant whose members,
/// orgs and groups of those keys are there.
pub(super) fn furnish(world: &mut World) {
    for (n, key) in KEYS.into_iter().enumerate() {
        let types = ["STRING", "INTEGER", "DATE", "LINK"];
        let property = json!({"domainId": HOME, "propertyName": key, "displayName": key,
            "propertyType": types[n % types.len()], "multiValued": n % 3 == 1});
        let paths = [
            "/directory/users/custom-properties",
            "/contacts/custom-properties",
        ];
        for path in paths {
            call(world, Method::Post, path, property.clone());
        }
        let member = call(
            world,
            Method::Get,
            &format!("/users/externalKey:{key}"),
            Value::Null,
        );
        let member = member["userId"].as_str().map(Id::from);
        world.state_mut().contacts.put_tag(Tag {
            id: Id::from(format!("tag-{key}")),
            domain: DomainId(HOME),
            name: key.to_owned(),
            owner: member.filter(|_| n % 2 == 0),
        });
        let made = call(
            world,
            Method::Post,
            "/contacts",
            contact(key, key, n % 2 == 0),
        );
        let mut props = made.as_object().cloned().unwrap_or_default();
        for name in ["contactId", "linkedExternalUser"] {
            props.remove(name);
        }
        world.state_mut().contacts.put(Contact {
            id: Id::from(format!("contact-{key}")),
            domain: DomainId(HOME),
            deleted: false,
            linked: None,
            props,
        });
    }
}

/// A contact whose master is the member of a key, seen by what has another.
fn contact(master: &str, other: &str, of_master: bool) -> Value {
    let members = [("USER", other), ("ORGUNIT", other), ("GROUP", master)]
        .map(|(kind, key)| json!({"id": format!("externalKey:{key}"), "type": kind}));
    json!({
        "permission": {
            "accessibleRange": if of_master { "MEMBER" } else { "ALL" },
            "masterUserId": format!("externalKey:{master}"),
            "accessibleMembers": members,
        },
        "contactName": {"lastName": master},
        "telephones": [{"telephone": "03"}],
        "contactTagIds": [format!("tag-{other}")],
    })
}

fn value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!("x"),
        json!(7),
        json!("2026-04-01"),
        json!({"link": "https://a.example"}),
        json!(["x"]),
        json!([7]),
        json!(null),
        json!(true),
    ])
}

fn property_op() -> impl Strategy<Value = Op> {
    let list = prop::sample::select(vec![
        "/directory/users/custom-properties",
        "/contacts/custom-properties",
    ]);
    (list, 0..8_u8, key(), key(), value(), any::<bool>()).prop_map(
        |(list, what, key, other, value, flag)| {
            let body = json!({"domainId": HOME, "propertyName": key, "displayName": other,
                "propertyType": "STRING", "multiValued": flag});
            let path = format!("{list}/{key}");
            let write = json!({"customProperties": {&key: &value, &other: &value}});
            match what {
                0 => (Method::Post, list.to_owned(), body),
                1 => (
                    Method::Patch,
                    path,
                    json!({"displayName": other, "mandatory": flag}),
                ),
                2 => (Method::Delete, path, Value::Null),
                3 => (Method::Patch, format!("/contacts/contact-{key}"), write),
                _ => (Method::Patch, format!("/users/externalKey:{other}"), write),
            }
        },
    )
}

fn contact_op() -> impl Strategy<Value = Op> {
    (0..12_u8, key(), key(), any::<bool>()).prop_map(|(what, key, other, flag)| {
        let path = format!("/contacts/contact-{key}");
        let tag = format!("/contact-tags/tag-{key}");
        let named = json!({"contactTagName": other});
        match what {
            0 => (Method::Post, "/contacts".to_owned(), contact(&key, &other, flag)),
            1 | 2 => (Method::Put, path, contact(&key, &other, flag)),
            3 => (
                Method::Patch,
                path,
                json!({"contactTagIds": [format!("tag-{other}")], "telephones": if flag { json!([{"telephone": "1"}]) } else { json!([]) }}),
            ),
            4 => (Method::Delete, path, Value::Null),
            5 => (Method::Delete, format!("{path}/forcedelete"), Value::Null),
            6 => (Method::Post, format!("{path}/photo"), json!({"fileName": key, "fileSize": 7})),
            7 => (Method::Post, "/contact-tags".to_owned(), named),
            8 => (
                Method::Post,
                format!("/users/externalKey:{key}/contact-tags"),
                named,
            ),
            9 => (Method::Patch, tag, named),
            10 => (Method::Delete, tag, Value::Null),
            _ => (Method::Get, format!("/users/externalKey:{key}/contacts"), Value::Null),
        }
    })
}

fn talk_op() -> impl Strategy<Value = Op> {
    let call = prop::sample::select(vec![
        "link-to-line",
        "link-to-works",
        "unlink-to-line",
        "unlink-to-works",
        "link-url/reset",
    ]);
    (call, key(), 0..20_u8).prop_map(|(call, key, rare)| match rare {
        0 if call.starts_with("link-to") => (
            Method::Post,
            format!("/users/{call}?domainId={AWAY}"),
            Value::Null,
        ),
        _ => (
            Method::Post,
            format!("/users/externalKey:{key}/{call}"),
            Value::Null,
        ),
    })
}

/// One call, valid or not.
pub(super) fn op() -> impl Strategy<Value = Op> {
    prop_oneof![2 => property_op(), 2 => contact_op(), 1 => talk_op()]
}

/// Everything that is wrong; empty where it is sound.
pub(super) fn faults(state: &State) -> Vec<String> {
    let mut faults = Vec::new();
    let contacts = &state.contacts;
    let directory = &state.directory;
    for contact in contacts.all().values() {
        for id in super::contacts::mentioned(contact) {
            let stands = directory.members.contains_key(id)
                || directory.orgs.contains_key(id)
                || directory.groups.contains_key(id)
                || contacts.tags().contains_key(id);
            if !stands {
                faults.push(format!("{} mentions {id}, which is gone", contact.id));
            }
        }
        let empty = |list: &str| contact.props[list].as_array().is_none_or(Vec::is_empty);
        if empty("emails") && empty("telephones") {
            faults.push(format!("{} cannot be reached", contact.id));
        }
    }
    for tag in contacts.tags().values() {
        let gone = |owner: &Id| !directory.members.contains_key(owner);
        if tag.owner.as_ref().is_some_and(gone) {
            faults.push(format!("{} is of nobody", tag.id));
        }
    }
    for owner in state.photos.awaited.keys().chain(state.photos.held.keys()) {
        if !contacts.all().contains_key(owner) && !directory.members.contains_key(owner) {
            faults.push(format!("a photo of {owner}, who is gone"));
        }
    }
    let mut again = contacts.clone();
    again.reindex();
    if again != *contacts {
        faults.push("what is derived of contacts is not as built anew".to_owned());
    }
    let home = DomainId(HOME);
    let defined = state.custom_properties.of(home).unwrap_or_default();
    let names: BTreeSet<&String> = defined.iter().map(|property| &property.name).collect();
    let shown: BTreeSet<&String> = defined.iter().map(|p| &p.display_name).collect();
    if names.len() != defined.len() || shown.len() != defined.len() || defined.len() > 50 {
        faults.push("custom properties share a name, or are too many".to_owned());
    }
    for member in directory.members.values().filter(|m| m.domain == home) {
        for (name, value) in member.props.custom.known().into_iter().flatten() {
            let property = defined.iter().find(|property| property.name == *name);
            let fits = property.is_some_and(|property| {
                let values = match (property.multi_valued, value) {
                    (true, Value::Array(list)) => list.iter().collect(),
                    (true, _) => return false,
                    (false, value) => vec![value],
                };
                let fits = |value: &&Value| match property.property_type {
                    PropertyType::String | PropertyType::Date => value.is_string(),
                    PropertyType::Integer => value.is_u64(),
                    PropertyType::Link => value.is_object(),
                };
                values.iter().all(fits)
            });
            if !fits {
                faults.push(format!("{} has {name}: {value}", member.id));
            }
        }
    }
    faults
}
