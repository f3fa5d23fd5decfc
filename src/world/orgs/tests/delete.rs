use serde_json::{Value, json};

use super::staging::{at, children, numbered, org, staff};
use crate::directory::{Field, LiveMember, MemberFlags, Ref};
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
fn a_member_in_use_is_the_surer_reason() {
    let mut world = world();
    let org = org(&mut world, "a", None, 1);
    let suspended = MemberFlags {
        suspended: true,
        ..MemberFlags::default()
    };
    let staffed = staff(&world, &org, suspended);
    let mut directory = staffed.directory().clone();
    let mut second = LiveMember::clone(&directory.members["member-1"]);
    second.id = "member-2".into();
    second.key = None;
    second.props.email = Field::Known("e2@acme.example".into());
    second.flags = MemberFlags::default();
    directory.members.insert(second.id.clone(), second.into());
    let mut staffed = World::load(&directory, rules(), Assumptions::default());
    let refusal = refused(&mut staffed, Delete, &at("a"), Value::Null);
    assert_eq!(refusal.fact.mark, Mark::D);
    for param in [("member", "member-2".to_owned()), ("count", "2".to_owned())] {
        assert!(refusal.params.contains(&param), "{refusal:?}");
    }
}

#[test]
fn another_post_becomes_primary_where_the_org_of_that_one_goes() {
    let mut world = world();
    let [first, second, third] = ["a", "b", "c"].map(|key| org(&mut world, key, None, 9));
    let suspended = MemberFlags {
        suspended: true,
        ..MemberFlags::default()
    };
    let mut directory = staff(&world, &first, suspended).directory().clone();
    let mut member = LiveMember::clone(&directory.members["member-1"]);
    let posts = member.props.posts.known_mut().expect("known");
    for org in [&second, &third] {
        let mut post = posts[0].clone();
        post.org = Ref::Id(org.as_str().into());
        post.primary = false.into();
        posts.push(post);
    }
    directory.members.insert(member.id.clone(), member.into());
    let lax = Assumptions {
        idle_members_block_org_delete: false,
        ..Assumptions::default()
    };
    let mut staffed = World::load(&directory, rules(), lax);
    for (gone, left) in [
        ("c", vec![(&first, true), (&second, false)]),
        ("a", vec![(&second, true)]),
    ] {
        call(&mut staffed, Delete, &at(gone), Value::Null);
        let member = &staffed.directory().members["member-1"];
        let posts = member.props.posts.known().expect("known").iter();
        let posts: Vec<_> = posts
            .map(|post| (post.org.clone(), post.primary.or(false)))
            .collect();
        let left: Vec<_> = left
            .into_iter()
            .map(|(org, primary)| (Ref::Id(org.as_str().into()), primary))
            .collect();
        assert_eq!(posts, left, "{gone} is gone");
    }
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
