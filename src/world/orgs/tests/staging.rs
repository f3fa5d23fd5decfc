//! What the tests of org units begin with.

use serde_json::{Value, json};

use crate::directory::{DomainId, Field, Id, LiveMember, Member, MemberFlags, Post, Ref};
use crate::world::testing::{HOME, call, rules};
use crate::world::{Assumptions, Method, World};
use Method::{Get, Post as Create};

/// Creates an org `key` at `order` below `parent`; its id.
pub fn org(world: &mut World, key: &str, parent: Option<&str>, order: i64) -> String {
    let parent = parent.map(|key| format!("externalKey:{key}"));
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
        "parentOrgUnitId": parent, "displayOrder": order,
    });
    let made = call(world, Create, "/orgunits", body);
    made["orgUnitId"].as_str().expect("an id").to_owned()
}

pub fn at(key: &str) -> String {
    format!("/orgunits/externalKey:{key}")
}

pub fn get(world: &mut World, key: &str) -> Value {
    call(world, Get, &at(key), Value::Null)
}

/// Keys of the children of an org, by `displayOrder`, each with its number.
pub fn children(world: &mut World, parent: Option<&str>) -> Vec<(i64, String)> {
    let parent = parent.map(|key| get(world, key)["orgUnitId"].clone());
    let all = call(world, Get, "/orgunits", Value::Null);
    let mut found: Vec<(i64, String)> = all["orgUnits"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|org| org["parentOrgUnitId"] == parent.clone().unwrap_or(Value::Null))
        .map(|org| {
            (
                org["displayOrder"].as_i64().expect("a number"),
                org["orgUnitExternalKey"]
                    .as_str()
                    .expect("a key")
                    .to_owned(),
            )
        })
        .collect();
    found.sort();
    found
}

pub fn numbered(keys: &[&str]) -> Vec<(i64, String)> {
    (1..)
        .zip(keys.iter().map(|key| (*key).to_owned()))
        .collect()
}

/// Puts a member with a post in an org into the world.
pub fn staff(world: &World, org: &str, flags: MemberFlags) -> World {
    let mut directory = world.directory().clone();
    let id = Id::from("member-1");
    let post = Post {
        org: Ref::Id(org.into()),
        primary: true.into(),
        position: Field::Absent,
        leader: true.into(),
        visible: Field::Absent,
        team_feature: Field::Absent,
    };
    let member = LiveMember {
        id: id.clone(),
        key: Some("E1".into()),
        domain: DomainId(HOME),
        flags,
        props: Member {
            email: Field::Known("e1@acme.example".into()),
            posts: Field::Known(vec![post]),
            ..Member::default()
        },
    };
    directory.members.insert(id, member.into());
    World::load(&directory, rules(), Assumptions::default())
}
