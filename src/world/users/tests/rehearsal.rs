//! What was not read of a live tenant is never a reason to refuse, and stays unknown.

use serde_json::{Value, json};

use crate::directory::{
    Directory, DomainId, Field, Group, Id, LiveGroup, LiveMember, Member, MemberFlags, Post, Ref,
};
use crate::world::testing::{AWAY, HOME, call, refused, rules};
use crate::world::{Method, World};

use Method::{Delete, Get, Patch, Post as Send, Put};

fn unread() -> World {
    let mut directory = Directory::default();
    let member = |id: &str, props: Member| LiveMember {
        id: Id::from(id),
        key: None,
        domain: DomainId(HOME),
        flags: MemberFlags::default(),
        props,
    };
    let posts = Member {
        posts: Field::Known(vec![Post {
            org: Ref::Id(Id::from("unread-org")),
            primary: Field::Absent,
            position: Field::Absent,
            leader: Field::Absent,
            visible: Field::Absent,
            team_feature: Field::Absent,
        }]),
        level: Field::Known(Some(Ref::Id(Id::from("unread-level")))),
        user_type: Field::Known(Some(Ref::Id(Id::from("unread-type")))),
        ..Member::default()
    };
    for one in [member("u1", Member::default()), member("u2", posts)] {
        directory.members.insert(one.id.clone(), one.into());
    }
    let group = LiveGroup {
        id: Id::from("g1"),
        key: None,
        domain: DomainId(HOME),
        props: Group::default(),
    };
    directory.groups.insert(group.id.clone(), group.into());
    World::load(&directory, rules(), Default::default())
}

#[test]
fn unknown_properties_are_left_out_of_answers() {
    let mut w = unread();
    let seen = call(&mut w, Get, "/users/u1", Value::Null);
    for absent in [
        "email",
        "userName",
        "task",
        "aliasEmails",
        "leaveOfAbsence",
        "userTypeId",
    ] {
        assert!(seen.get(absent).is_none(), "{absent}");
    }
    assert!(seen["organizations"][0].get("orgUnits").is_none());
    let seen = call(&mut w, Get, "/users/u2", Value::Null);
    assert_eq!(
        seen["organizations"][0]["orgUnits"][0]["orgUnitId"],
        "unread-org"
    );
    assert!(
        seen["organizations"][0]["orgUnits"][0]
            .get("isManager")
            .is_none()
    );
    let seen = call(&mut w, Get, "/groups/g1", Value::Null);
    for absent in [
        "groupName",
        "members",
        "administrators",
        "useMail",
        "groupEmail",
    ] {
        assert!(seen.get(absent).is_none(), "{absent}");
    }
    let list = call(&mut w, Get, "/groups/g1/members", Value::Null);
    assert_eq!(list["members"], json!([]));
}

#[test]
fn every_call_goes_through_with_nothing_known() {
    let leave = json!({"startTime": "2026-01-01T00:00:00+09:00",
        "endTime": "2027-01-01T00:00:00+09:00"});
    let put = json!({"domainId": HOME, "email": "u1@acme.example", "userName": {"lastName": "森"}});
    let moved = json!({"organizations": [{"domainId": AWAY, "primary": true}]});
    let member = json!({"id": "u1", "type": "USER"});
    for (method, target, body) in [
        (Patch, "/users/u1", json!({"task": "t"})),
        (
            Patch,
            "/users/u1",
            json!({"userName": {"lastName": "森"}, "aliasEmails": []}),
        ),
        (Put, "/users/u1", put),
        (Send, "/users/u1/suspend", Value::Null),
        (Send, "/users/u1/force-logout", Value::Null),
        (Send, "/users/u1/set-leave-of-absence", leave),
        (Send, "/users/u1/clear-leave-of-absence", Value::Null),
        (Send, "/users/u1/move", moved),
        (Send, "/users/u1/alias-emails/xx@acme.example", Value::Null),
        (
            Delete,
            "/users/u1/alias-emails/xx@acme.example",
            Value::Null,
        ),
        (Delete, "/users/u2", Value::Null),
        (Delete, "/users/u2/forcedelete", Value::Null),
        (
            Patch,
            "/groups/g1",
            json!({"description": "d", "useNote": true, "useMail": true}),
        ),
        (Patch, "/groups/g1", json!({"members": [member]})),
        (Send, "/groups/g1/members", member.clone()),
        (Delete, "/groups/g1/members/u1?type=USER", Value::Null),
        (Send, "/groups/g1/administrators", json!({"userId": "u1"})),
        (Delete, "/groups/g1/administrators/u1", Value::Null),
        (Delete, "/groups/g1", Value::Null),
    ] {
        let mut w = unread();
        call(&mut w, method, target, body);
    }
}

#[test]
fn what_is_held_is_sent_along_and_not_judged_again() {
    let organizations = json!([{"domainId": HOME, "primary": true, "levelId": "unread-level",
        "orgUnits": [{"orgUnitId": "unread-org", "primary": true}]}]);
    let mut w = unread();
    let body = json!({"organizations": organizations, "userTypeId": "unread-type"});
    let seen = call(&mut w, Patch, "/users/u2", body);
    assert_eq!(
        seen["organizations"][0]["orgUnits"][0]["orgUnitId"],
        "unread-org"
    );
    // An org that nobody holds is refused; a level may be one of those not read.
    let mut other = organizations.clone();
    other[0]["orgUnits"][0]["orgUnitId"] = json!("another-org");
    refused(&mut w, Patch, "/users/u2", json!({"organizations": other}));
    let mut other = organizations;
    other[0]["levelId"] = json!("another-level");
    call(&mut w, Patch, "/users/u2", json!({"organizations": other}));

    let mut directory = unread().directory().clone();
    let mut held = LiveMember::clone(&directory.members["u1"]);
    held.props.alias_emails = Field::Known(vec!["Odd..One@old.example".into()]);
    directory.members.insert(held.id.clone(), held.into());
    let mut group = LiveGroup::clone(&directory.groups["g1"]);
    let unread_org = || Ref::Id(Id::from("unread-org"));
    group.props.orgs = Field::Known(vec![unread_org()]);
    group.props.members = Field::Known(Vec::new());
    group.props.groups = Field::Known(Vec::new());
    group.props.masters = Field::Known(vec![Ref::Id(Id::from("unread-user"))]);
    directory.groups.insert(group.id.clone(), group.into());
    let mut w = World::load(&directory, rules(), Default::default());
    let aliases = json!({"aliasEmails": ["Odd..One@old.example", "new.one@acme.example"]});
    call(&mut w, Patch, "/users/u1", aliases);
    let members = json!({"members": [{"id": "unread-org", "type": "ORGUNIT"},
        {"id": "u1", "type": "USER"}],
        "administrators": [{"userId": "unread-user"}, {"userId": "u1"}]});
    call(&mut w, Patch, "/groups/g1", members);
    let twisted = json!({"members": [{"id": "unread-org", "type": "USER"}]});
    refused(&mut w, Patch, "/groups/g1", twisted);
}

#[test]
fn a_member_in_deletion_since_who_knows_when_is_undeleted() {
    let mut directory = unread().directory().clone();
    let mut deleted = LiveMember::clone(&directory.members["u1"]);
    deleted.flags.deleted = true;
    directory.members.insert(deleted.id.clone(), deleted.into());
    let mut w = World::load(&directory, rules(), Default::default());
    let back = call(&mut w, Send, "/users/u1/undelete", Value::Null);
    assert_eq!(back["isDeleted"], false);
    assert_eq!(back["organizations"][0]["orgUnits"], json!([]));
}

#[test]
fn lists_that_were_not_read_stay_unknown() {
    let mut w = unread();
    let member = json!({"id": "u1", "type": "USER"});
    call(&mut w, Send, "/groups/g1/members", member);
    assert!(w.directory().groups["g1"].props.members.is_absent());
    let alias = "/users/u1/alias-emails/xx@acme.example";
    call(&mut w, Send, alias, Value::Null);
    assert!(w.directory().members["u1"].props.alias_emails.is_absent());
    call(&mut w, Patch, "/users/u1", json!({"task": "t"}));
    assert!(w.directory().members["u1"].props.location.is_absent());
}
