use serde_json::{Value, json};

use super::staging::{at, children, numbered, org, staff};
use crate::directory::{Field, MemberFlags};
use crate::world::testing::{call, refused, rules, world, world_where};
use crate::world::{Assumptions, Mark, Method, World, reasons};
use Method::{Delete, Get};

#[test]
fn a_delete_takes_empty_sub_orgs_along() {
    let mut world = world();
    for (key, parent) in [("a", None), ("b", Some("a")), ("c", Some("b")), ("z", None)] {
        org(&mut world, key, parent, 99);
    }
    call(&mut world, Delete, &at("a"), Value::Null);
    assert_eq!(children(&mut world, None), numbered(&["z"]));
    assert_eq!(world.directory().orgs.len(), 1);
    let mut strict = world_where(|a| a.org_delete_cascades = false);
    org(&mut strict, "a", None, 1);
    org(&mut strict, "b", Some("a"), 1);
    assert_eq!(
        refused(&mut strict, Delete, &at("a"), Value::Null).reason,
        reasons::ORG_HAS_CHILDREN
    );
}

#[test]
fn a_delete_is_refused_with_members_below() {
    let mut world = world();
    org(&mut world, "a", None, 1);
    let below = org(&mut world, "b", Some("a"), 1);
    let mut staffed = staff(&world, &below, MemberFlags::default());
    let refusal = refused(&mut staffed, Delete, &at("a"), Value::Null);
    assert_eq!(
        (refusal.reason, refusal.fact.mark),
        (reasons::ORG_HAS_MEMBERS, Mark::D)
    );
    assert!(
        refusal.params.contains(&("org", below.clone())),
        "{refusal:?}"
    );
    assert!(refusal.params.contains(&("member", "member-1".to_owned())));
    let suspended = MemberFlags {
        suspended: true,
        ..MemberFlags::default()
    };
    let mut staffed = staff(&world, &below, suspended);
    let refusal = refused(&mut staffed, Delete, &at("a"), Value::Null);
    assert_eq!(
        (refusal.fact.section, refusal.fact.mark),
        ("11 #27", Mark::I)
    );
    let lax = Assumptions {
        idle_members_block_org_delete: false,
        ..Assumptions::default()
    };
    let mut staffed = World::load(staffed.directory(), rules(), lax);
    call(&mut staffed, Delete, &at("a"), Value::Null);
    let member = staffed.directory().members.get("member-1").expect("stays");
    assert_eq!(member.props.posts, Field::Known(Vec::new()));
}

#[test]
fn members_of_an_org_are_listed_in_pages() {
    let mut world = world();
    let org = org(&mut world, "a", None, 1);
    let mut staffed = staff(&world, &org, MemberFlags::default());
    let list = call(
        &mut staffed,
        Get,
        &format!("{}/members", at("a")),
        Value::Null,
    );
    assert_eq!(
        list,
        json!({
            "members": [{"userId": "member-1", "userExternalKey": "E1", "isManager": true, "visible": true, "useTeamFeature": true}],
            "responseMetaData": {"nextCursor": null}
        })
    );
}
