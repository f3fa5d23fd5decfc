use serde_json::{Value, json};

use super::staging::{get, org};
use crate::directory::{Directory, DomainId, Field, LiveOrg, Org, Ref};
use crate::world::testing::{HOME, call, rules, world};
use crate::world::{Assumptions, Method, World};
use Method::{Delete, Get, Patch, Post as Create};

#[test]
fn what_was_not_read_is_no_reason_to_refuse() {
    let mut directory = Directory::default();
    for (id, parent) in [
        ("o1", Some("gone")),
        ("o2", Some("o1")),
        ("o3", Some("o4")),
        ("o4", Some("o3")),
    ] {
        let org = LiveOrg {
            id: id.into(),
            key: Some(id.into()),
            domain: DomainId(HOME),
            display_order: 40,
            props: Org {
                parent: Field::Known(parent.map(|id| Ref::Id(id.into()))),
                ..Org::default()
            },
        };
        directory.orgs.insert(id.into(), org.into());
    }
    let mut world = World::load(&directory, rules(), Assumptions::default());
    let read = get(&mut world, "o2");
    assert!(read.get("email").is_none() && read.get("useMessage").is_none());
    call(
        &mut world,
        Patch,
        "/orgunits/o1",
        json!({"orgUnitName": "x", "visible": true, "useNote": true}),
    );
    call(
        &mut world,
        Create,
        "/orgunits/o2/move",
        json!({"displayOrder": 1}),
    );
    // A live circle neither hangs nor panics.
    call(&mut world, Get, "/orgunits/o3", Value::Null);
    call(
        &mut world,
        Create,
        "/orgunits/o2/move",
        json!({"displayOrder": 1, "parentOrgUnitId": "o3"}),
    );
    call(&mut world, Delete, "/orgunits/o3", Value::Null);
}

#[test]
fn a_world_is_the_same_after_its_state_was_saved() {
    let mut world = world();
    org(&mut world, "a", None, 1);
    org(&mut world, "b", Some("a"), 1);
    let text = serde_json::to_string(&world).expect("saved");
    let mut again: World = serde_json::from_str(&text).expect("read back");
    assert_eq!(get(&mut again, "b"), get(&mut world, "b"));
    let next = |world: &mut World| org(world, "c", Some("a"), 1);
    assert_eq!(next(&mut again), next(&mut world), "the same ids follow");
    let other = text.replacen("\"formatVersion\":1", "\"formatVersion\":9", 1);
    assert!(serde_json::from_str::<World>(&other).is_err());
}
