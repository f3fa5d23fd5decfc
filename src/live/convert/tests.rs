use serde_json::{Value, json};

use super::{group, masters, member, org, people, rank};
use crate::api::wire;
use crate::directory::{
    DomainId, Email, Field, Language, LiveMember, RankKind, Ref, SuspendedReason,
};

const HERE: DomainId = DomainId(20_000_123);

fn golden(name: &str) -> Value {
    let text = match name {
        "user" => include_str!("../../api/testdata/user.json"),
        "org" => include_str!("../../api/testdata/org.json"),
        _ => include_str!("../../api/testdata/group.json"),
    };
    serde_json::from_str(text).expect("the golden JSON is JSON")
}

fn changed(changes: Value) -> LiveMember {
    let mut user = golden("user");
    let object = user.as_object_mut().expect("an object");
    for (name, value) in changes.as_object().expect("changes") {
        object.insert(name.clone(), value.clone());
    }
    member(wire::read(user).expect("a user"), HERE).expect("a member")
}

fn id(text: &str) -> Ref {
    Ref::Id(text.into())
}

#[test]
fn the_golden_user() {
    let member = changed(json!({}));
    assert_eq!(member.id.as_str(), "5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10");
    assert_eq!(member.key.as_ref().map(|key| key.as_str()), Some("E00042"));
    assert_eq!(member.domain, HERE);
    assert_eq!(member.flags, crate::directory::MemberFlags::default());
    let props = &member.props;
    assert_eq!(props.email, Email::from("hanako.mori@acme-example").into());
    let name = props.name.known().expect("a name");
    assert_eq!(name.phonetic_last, Field::Known(Some("モリ".to_owned())));
    let names = props.names.known().expect("names");
    let english = names[&Language::en_US].as_ref().expect("English");
    assert_eq!(english.first, Field::Known(Some("Hanako".to_owned())));
    assert_eq!(props.nick_name, Field::Known(None));
    assert_eq!(
        props.user_type,
        Field::Known(Some(id("0f6f1e52-9f0a-4a68-8c77-2b6ad1c0a001")))
    );
    assert_eq!(
        props.level,
        Field::Known(Some(id("c2f0a9d4-11e8-4d37-52b0-03aa5c1f7e02")))
    );
    let posts = props.posts.known().expect("posts");
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].org, id("a71b6f20-93c4-4f5e-2d1a-03bd90f2c903"));
    assert_eq!(posts[0].leader, Field::Known(true));
    assert_eq!(props.secondary, Field::Known(vec![]));
    assert_eq!(props.messenger, Field::Known(None));
    assert_eq!(props.locale, Field::Known(Language::ja_JP));
    assert_eq!(props.custom.known().expect("custom")["badge_no"], "A-118");
    assert_eq!(props.leave, Field::Known(None));
    assert_eq!(props.activation_date, Field::Known(None));
}

#[test]
fn hidden_empty_and_unknown_values() {
    let mut user = golden("user");
    let object = user.as_object_mut().expect("an object");
    for name in [
        "telephone",
        "organizations",
        "leaveOfAbsence",
        "customProperties",
    ] {
        object.remove(name);
    }
    let bare = json!({"text": null, "link": "https://w.example"});
    object.insert("customAttributes".to_owned(), json!({"a": null, "b": bare}));
    object.insert("location".to_owned(), json!(""));
    object.insert("locale".to_owned(), json!("fr_FR"));
    object.insert("relations".to_owned(), Value::Null);
    object.insert("activationDate".to_owned(), json!("tomorrow"));
    let member = member(wire::read(user).expect("a user"), HERE).expect("a member");
    let props = member.props;
    assert_eq!(props.telephone, Field::Absent);
    assert_eq!(props.posts, Field::Absent);
    assert_eq!(props.secondary, Field::Absent);
    assert_eq!(props.level, Field::Absent);
    assert_eq!(props.leave, Field::Absent);
    assert_eq!(props.location, Field::Known(None));
    assert_eq!(props.locale, Field::Absent);
    assert_eq!(props.relations, Field::Known(vec![]));
    assert_eq!(props.activation_date, Field::Absent);
    let custom = props.custom.known().expect("custom");
    assert_eq!(custom["a"], Value::Null);
    assert_eq!(custom["b"], json!({"link": "https://w.example"}));
}

#[test]
fn places_in_several_domains() {
    let member = changed(json!({"organizations": [
        {"domainId": 7, "primary": false, "email": "h@sub", "levelId": null, "orgUnits": [
            {"orgUnitId": "o7", "primary": true, "positionId": null}]},
        {"domainId": 20000123, "primary": true, "levelId": "l", "orgUnits": null},
    ]}));
    assert_eq!(member.props.level, Field::Known(Some(id("l"))));
    assert_eq!(member.props.posts, Field::Known(vec![]));
    let secondary = member.props.secondary.known().expect("secondary");
    assert_eq!(secondary[0].domain, DomainId(7));
    assert_eq!(secondary[0].email, Email::from("h@sub").into());
    assert_eq!(secondary[0].level, Field::Known(None));
    let posts = secondary[0].posts.known().expect("posts");
    assert_eq!(posts[0].position, Field::Known(None));
    assert_eq!(posts[0].visible, Field::Absent);

    // Without a primary entry, the member's own domain is meant.
    let member = changed(json!({"organizations": [
        {"domainId": 7}, {"domainId": 20000123, "levelId": "l"}]}));
    assert_eq!(member.props.level, Field::Known(Some(id("l"))));
}

#[test]
fn states() {
    let member = changed(json!({
        "isSuspended": true, "suspendedReason": "LOGIN_FAIL", "isDeleted": true, "isPending": null,
        "leaveOfAbsence": {"startTime": "2026-12-01T00:00:00+09:00", "endTime": "2027-03-31T23:59:59+09:00", "isLeaveOfAbsence": true},
        "messenger": {"protocol": "X", "messengerId": "hanako"},
    }));
    assert!(member.flags.suspended && member.flags.deleted && member.flags.on_leave);
    assert!(!member.flags.pending);
    assert_eq!(
        member.flags.suspended_reason,
        Some(SuspendedReason::LoginFail)
    );
    let leave = member.props.leave.value().expect("a leave");
    assert_eq!(leave.to.as_str(), "2027-03-31T23:59:59+09:00");
    assert_eq!(
        member
            .props
            .messenger
            .value()
            .expect("a messenger")
            .protocol,
        "X"
    );
}

#[test]
fn a_post_without_its_org_is_refused() {
    for organizations in [
        json!([{"domainId": 20000123, "primary": true, "orgUnits": [{"primary": true}]}]),
        json!([{"domainId": 20000123, "primary": true}, {"primary": false}]),
    ] {
        let user = json!({"userId": "u", "organizations": organizations});
        assert!(member(wire::read(user).expect("a user"), HERE).is_err());
    }
}

#[test]
fn the_golden_org() {
    let org = org(wire::read(golden("org")).expect("an org"), HERE, 9);
    assert_eq!(org.key.as_ref().map(|key| key.as_str()), Some("T-SALES-1"));
    assert_eq!(org.display_order, 1);
    let props = &org.props;
    assert_eq!(
        props.parent,
        Field::Known(Some(id("77c0b3aa-2a94-4f34-6c0e-03d7721b5505")))
    );
    assert_eq!(props.description, Field::Known(None));
    assert_eq!(props.features.folder, Field::Known(true));
    assert_eq!(props.allowed_recipients, Field::Known(vec![]));
    assert_eq!(props.allowed_senders, Field::Known(vec![]));
}

#[test]
fn a_bare_org_stands_at_the_top_in_the_order_of_the_list() {
    let org = org(
        wire::read(json!({"orgUnitId": "o", "i18nNames": [
            {"language": "en_US", "name": "Sales"}, {"language": "fr_FR", "name": "Ventes"}]}))
        .expect("an org"),
        HERE,
        9,
    );
    assert_eq!(org.props.parent, Field::Known(None));
    assert_eq!(org.display_order, 9);
    assert_eq!(org.domain, HERE);
    assert_eq!(org.props.names.known().expect("names").len(), 1);
    assert_eq!(org.props.email, Field::Absent);
}

#[test]
fn the_golden_group_without_its_inline_members() {
    let group = group(wire::read(golden("group")).expect("a group"), HERE);
    assert_eq!(group.props.members, Field::Absent);
    assert_eq!(group.props.masters, Field::Absent);
    assert_eq!(group.props.email, Field::Known(None));
    assert_eq!(group.props.features.mail, Field::Known(false));
    assert_eq!(group.props.service_manageable, Field::Known(true));
}

#[test]
fn who_is_in_a_group() {
    let read = |members: Value| people(wire::read(members).expect("members"));
    let found = read(json!([
        {"id": "u2", "type": "USER"}, {"id": "o", "type": "ORGUNIT"},
        {"id": "g", "type": "GROUP"}, {"id": "u1", "type": "USER", "externalKey": null},
    ]))
    .expect("known types");
    let two = wire::read(json!([{"userId": "b"}, {"userId": "a"}])).expect("masters");
    assert_eq!(masters(two), [id("a"), id("b")]);
    assert_eq!(found.members, [id("u1"), id("u2")]);
    assert_eq!(found.orgs, [id("o")]);
    assert_eq!(found.groups, [id("g")]);
    assert!(read(json!([{"id": "x", "type": "ROBOT"}])).is_err());
    assert!(read(json!([{"id": "x"}])).is_err());
}

#[test]
fn ranks_keep_what_their_kind_has() {
    let read = |kind: RankKind, prefix: &str| {
        let value = json!({format!("{prefix}Id"): "r", "displayOrder": -2, format!("{prefix}Name"): "部長",
            "executive": true, "userTypeCode": "X", "i18nNames": null});
        rank(kind, wire::rank(kind, value).expect("a rank"), HERE, 1)
    };
    let level = read(RankKind::Level, "level");
    assert_eq!(level.display_order, -2);
    assert_eq!(level.props.executive, Field::Known(true));
    assert_eq!(level.props.code, Field::Absent);
    assert!(
        level
            .props
            .names
            .known()
            .is_some_and(|names| names.is_empty())
    );
    let user_type = read(RankKind::UserType, "userType");
    assert_eq!(user_type.props.executive, Field::Absent);
    assert_eq!(user_type.props.code, Field::Known(Some("X".to_owned())));
}
