use serde_json::{Value, json};

use crate::directory::{
    Directory, DomainId, Field, Id, LiveMember, LiveOrg, Member, MemberFlags, Org, Post, Ref,
};
use crate::world::testing::{AWAY, HOME, call, refused, rules, try_call, world, world_where};
use crate::world::{Assumptions, Mark, Method, World, reasons};
use Method::{Delete, Get, Patch, Post as Create, Put};

/// Creates an org `key` at `order` below `parent`; its id.
fn org(world: &mut World, key: &str, parent: Option<&str>, order: i64) -> String {
    let parent = parent.map(|key| format!("externalKey:{key}"));
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key,
        "parentOrgUnitId": parent, "displayOrder": order,
    });
    let made = call(world, Create, "/orgunits", body);
    made["orgUnitId"].as_str().expect("an id").to_owned()
}

fn at(key: &str) -> String {
    format!("/orgunits/externalKey:{key}")
}

fn get(world: &mut World, key: &str) -> Value {
    call(world, Get, &at(key), Value::Null)
}

/// Keys of the children of an org, by `displayOrder`, each with its number.
fn children(world: &mut World, parent: Option<&str>) -> Vec<(i64, String)> {
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

fn numbered(keys: &[&str]) -> Vec<(i64, String)> {
    (1..)
        .zip(keys.iter().map(|key| (*key).to_owned()))
        .collect()
}

/// Puts a member with a post in an org into the world.
fn staff(world: &World, org: &str, flags: MemberFlags) -> World {
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

#[test]
fn a_created_org_has_the_documented_shape_and_defaults() {
    let mut world = world();
    let made = call(
        &mut world,
        Create,
        "/orgunits",
        json!({"domainId": HOME, "orgUnitName": "営業部", "displayOrder": 1, "colour": "red"}),
    );
    assert_eq!(
        made,
        json!({
            "domainId": HOME,
            "orgUnitId": made["orgUnitId"],
            "orgUnitExternalKey": null,
            "orgUnitName": "営業部",
            "i18nNames": [],
            "email": made["email"],
            "description": null,
            "visible": true,
            "parentOrgUnitId": null,
            "parentExternalKey": null,
            "displayOrder": 1,
            "displayLevel": 1,
            "aliasEmails": [],
            "canReceiveExternalMail": false,
            "useMessage": false, "useNote": false, "useCalendar": false, "useTask": false,
            "useFolder": false, "useServiceNotification": false,
            "membersAllowedToUseOrgUnitEmailAsRecipient": [],
            "membersAllowedToUseOrgUnitEmailAsSender": []
        })
    );
    let email = made["email"].as_str().expect("an address is made");
    assert!(email.ends_with("@acme.example"), "{email}");
    let text = |value: &Value| {
        value
            .as_object()
            .expect("object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        text(&made)[..4],
        ["domainId", "orgUnitId", "orgUnitExternalKey", "orgUnitName"]
    );
}

#[test]
fn the_golden_org_can_be_made_and_read_back() {
    let mut world = world();
    org(&mut world, "T-SALES", None, 1);
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": "T-SALES-1", "orgUnitName": "営業1課",
        "i18nNames": [{"language": "en_US", "name": "Sales 1"}], "email": "t-sales-1@acme.example",
        "parentOrgUnitId": "externalKey:T-SALES", "displayOrder": 1, "aliasEmails": ["sales.one@acme.example"],
        "canReceiveExternalMail": true, "useMessage": true, "useNote": true, "useCalendar": true,
        "useTask": true, "useFolder": true, "useServiceNotification": true, "description": "課",
    });
    call(&mut world, Create, "/orgunits", body.clone());
    let read = get(&mut world, "T-SALES-1");
    for (name, value) in body.as_object().expect("object") {
        if name != "parentOrgUnitId" {
            assert_eq!(&read[name], value, "{name}");
        }
    }
    assert_eq!(read["parentExternalKey"], "T-SALES");
    assert_eq!(read["displayLevel"], 2);
}

#[test]
fn create_refuses_what_is_missing_or_malformed() {
    let base = json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 1});
    for (name, value, reason, mark) in [
        ("domainId", Value::Null, reasons::NOT_NULLABLE, Mark::D),
        ("domainId", json!("1"), reasons::WRONG_TYPE, Mark::D),
        ("domainId", json!(7), reasons::NO_SUCH_DOMAIN, Mark::I),
        ("orgUnitName", json!(""), reasons::TOO_SHORT, Mark::D),
        (
            "orgUnitName",
            json!("あ".repeat(101)),
            reasons::TOO_LONG,
            Mark::D,
        ),
        (
            "orgUnitName",
            json!("a#b"),
            reasons::BAD_CHARACTERS,
            Mark::D,
        ),
        (
            "orgUnitExternalKey",
            json!("a/b"),
            reasons::BAD_CHARACTERS,
            Mark::D,
        ),
        ("displayOrder", json!(0), reasons::OUT_OF_RANGE, Mark::D),
        ("displayOrder", json!("1"), reasons::WRONG_TYPE, Mark::D),
        (
            "description",
            json!("x".repeat(161)),
            reasons::TOO_LONG,
            Mark::D,
        ),
        ("visible", Value::Null, reasons::NOT_NULLABLE, Mark::D),
        ("useMessage", json!(1), reasons::WRONG_TYPE, Mark::D),
        (
            "email",
            json!("Sales@acme.example"),
            reasons::BAD_EMAIL,
            Mark::D,
        ),
        (
            "email",
            json!("a..b@acme.example"),
            reasons::BAD_EMAIL,
            Mark::D,
        ),
        (
            "email",
            json!("sales@elsewhere.example"),
            reasons::FOREIGN_EMAIL,
            Mark::I,
        ),
        (
            "i18nNames",
            json!([{"language": "fr_FR", "name": "x"}]),
            reasons::UNKNOWN_VALUE,
            Mark::D,
        ),
        (
            "i18nNames",
            json!([{"language": "en_US"}]),
            reasons::MISSING_PROPERTY,
            Mark::D,
        ),
        (
            "parentOrgUnitId",
            json!("externalKey:none"),
            reasons::NO_SUCH_REFERENCE,
            Mark::D,
        ),
        (
            "aliasEmails",
            json!(["a1@acme.example", "a1@acme.example"]),
            reasons::DUPLICATE_ENTRY,
            Mark::I,
        ),
        (
            "membersAllowedToUseOrgUnitEmailAsSender",
            json!([{"userId": "x"}]),
            reasons::NO_SUCH_REFERENCE,
            Mark::D,
        ),
    ] {
        let mut body = base.clone();
        body[name] = value.clone();
        let refusal = refused(&mut world(), Create, "/orgunits", body);
        assert_eq!(
            (refusal.reason, refusal.fact.mark),
            (reason, mark),
            "{name}: {value}"
        );
    }
    for (name, mark) in [
        ("domainId", Mark::D),
        ("orgUnitName", Mark::D),
        ("displayOrder", Mark::E),
    ] {
        let mut body = base.clone();
        body.as_object_mut().expect("object").remove(name);
        let refusal = refused(&mut world(), Create, "/orgunits", body);
        assert_eq!(refusal.status, 400);
        assert_eq!(
            (refusal.reason, refusal.fact.mark),
            (reasons::MISSING_PROPERTY, mark)
        );
        assert_eq!(refusal.params, [("property", name.to_owned())]);
    }
    assert_eq!(
        refused(&mut world(), Create, "/orgunits", Value::Null).reason,
        reasons::BODY_REQUIRED
    );
}

#[test]
fn keys_and_addresses_are_unique() {
    let mut world = world();
    org(&mut world, "A", None, 1);
    let email = get(&mut world, "A")["email"].clone();
    let body =
        json!({"domainId": AWAY, "orgUnitExternalKey": "A", "orgUnitName": "A", "displayOrder": 1});
    let refusal = refused(&mut world, Create, "/orgunits", body);
    assert_eq!(
        (refusal.status, refusal.reason),
        (409, reasons::DUPLICATE_KEY)
    );
    let body =
        json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 1, "aliasEmails": [email]});
    let refusal = refused(&mut world, Create, "/orgunits", body);
    assert_eq!(
        (refusal.status, refusal.reason),
        (409, reasons::DUPLICATE_EMAIL)
    );
    // Its own address is no duplicate, and a freed key can be taken.
    call(
        &mut world,
        Patch,
        &at("A"),
        json!({"email": email, "orgUnitExternalKey": "B"}),
    );
    org(&mut world, "A", None, 1);
}

#[test]
fn create_inserts_and_the_others_shift() {
    let mut world = world();
    for key in ["a", "b", "c"] {
        org(&mut world, key, None, 99);
    }
    assert_eq!(children(&mut world, None), numbered(&["a", "b", "c"]));
    org(&mut world, "d", None, 2);
    assert_eq!(children(&mut world, None), numbered(&["a", "d", "b", "c"]));
}

#[test]
fn move_inserts_before_the_one_that_stood_there() {
    // The example of the 1.0 documentation: the 5th to order 2 gives 1, 5, 2, 3, 4.
    let mut world = world();
    for (n, key) in (1..).zip(["1", "2", "3", "4", "5"]) {
        org(&mut world, key, None, n);
    }
    let moved = call(
        &mut world,
        Create,
        &format!("{}/move", at("5")),
        json!({"displayOrder": 2}),
    );
    assert_eq!(moved["displayOrder"], 2);
    assert_eq!(
        children(&mut world, None),
        numbered(&["1", "5", "2", "3", "4"])
    );
    call(
        &mut world,
        Create,
        &format!("{}/move", at("1")),
        json!({"displayOrder": 3}),
    );
    assert_eq!(
        children(&mut world, None),
        numbered(&["5", "2", "1", "3", "4"])
    );
    // To another parent: the gap closes, the children come along.
    let body = json!({"displayOrder": 1, "parentOrgUnitId": "externalKey:5"});
    call(
        &mut world,
        Create,
        &format!("{}/move", at("2")),
        body.clone(),
    );
    call(&mut world, Create, &format!("{}/move", at("1")), body);
    assert_eq!(children(&mut world, None), numbered(&["5", "3", "4"]));
    assert_eq!(children(&mut world, Some("5")), numbered(&["1", "2"]));
    assert_eq!(get(&mut world, "1")["displayLevel"], 2);
    assert_eq!(
        refused(&mut world, Create, &format!("{}/move", at("1")), json!({})).reason,
        reasons::MISSING_PROPERTY
    );
}

#[test]
fn numbers_keep_their_gaps_where_siblings_are_not_dense() {
    let mut world = world_where(|a| {
        a.siblings_are_dense = false;
        a.large_display_order_is_clipped = true;
    });
    org(&mut world, "a", None, 1);
    org(&mut world, "b", None, 2);
    org(&mut world, "c", None, 3);
    call(&mut world, Delete, &at("b"), Value::Null);
    assert_eq!(
        children(&mut world, None),
        [(1, "a".to_owned()), (3, "c".to_owned())]
    );
    org(&mut world, "d", None, 1);
    let expected = [(1, "d"), (2, "a"), (3, "c")].map(|(n, key)| (n, key.to_owned()));
    assert_eq!(children(&mut world, None), expected);
}

#[test]
fn an_order_beyond_the_last_is_clipped_or_refused() {
    let body = json!({"domainId": HOME, "orgUnitName": "A", "displayOrder": 2});
    assert_eq!(
        call(&mut world(), Create, "/orgunits", body.clone())["displayOrder"],
        1
    );
    let mut strict = world_where(|a| a.large_display_order_is_clipped = false);
    let refusal = refused(&mut strict, Create, "/orgunits", body);
    assert_eq!(
        (refusal.reason, refusal.fact.mark),
        (reasons::DISPLAY_ORDER_TOO_LARGE, Mark::I)
    );
}

#[test]
fn no_org_stands_below_itself_or_in_another_domain() {
    let mut world = world();
    org(&mut world, "a", None, 1);
    org(&mut world, "b", Some("a"), 1);
    org(&mut world, "c", Some("b"), 1);
    for parent in ["a", "c"] {
        let body = json!({"displayOrder": 1, "parentOrgUnitId": format!("externalKey:{parent}")});
        let refusal = refused(&mut world, Create, &format!("{}/move", at("a")), body);
        assert_eq!(refusal.reason, reasons::ORG_CYCLE);
    }
    let body = json!({"domainId": AWAY, "orgUnitName": "x", "displayOrder": 1, "parentOrgUnitId": "externalKey:a"});
    assert_eq!(
        refused(&mut world, Create, "/orgunits", body).reason,
        reasons::PARENT_IN_OTHER_DOMAIN
    );
}

#[test]
fn fifteen_levels_are_the_most() {
    let mut world = world();
    org(&mut world, "1", None, 1);
    for n in 2..=15 {
        org(&mut world, &n.to_string(), Some(&(n - 1).to_string()), 1);
    }
    let body = json!({"domainId": HOME, "orgUnitName": "x", "displayOrder": 1, "parentOrgUnitId": "externalKey:15"});
    let refusal = refused(&mut world, Create, "/orgunits", body);
    assert_eq!(
        (refusal.reason, refusal.fact.mark),
        (reasons::ORG_TOO_DEEP, Mark::G)
    );
    org(&mut world, "top", None, 1);
    let body = json!({"displayOrder": 1, "parentOrgUnitId": "externalKey:top"});
    assert_eq!(
        refused(
            &mut world,
            Create,
            &format!("{}/move", at("1")),
            body.clone()
        )
        .reason,
        reasons::ORG_TOO_DEEP
    );
    call(&mut world, Create, &format!("{}/move", at("2")), body);
}

#[test]
fn patch_replaces_what_it_names_and_null_erases() {
    let mut world = world();
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": "A", "orgUnitName": "A", "displayOrder": 1,
        "description": "d", "i18nNames": [{"language": "en_US", "name": "A"}, {"language": "ko_KR", "name": "K"}],
        "useMessage": true, "useNote": true,
    });
    let before = call(&mut world, Create, "/orgunits", body);
    let after = call(
        &mut world,
        Patch,
        &at("A"),
        json!({
            "description": null, "i18nNames": [{"language": "en_US", "name": "B"}],
            "displayOrder": 7, "parentOrgUnitId": "x", "displayLevel": 3, "misspelt": true,
        }),
    );
    let mut expected = before.clone();
    expected["description"] = Value::Null;
    expected["i18nNames"] = json!([{"language": "en_US", "name": "B"}]);
    assert_eq!(after, expected);
    let after = call(&mut world, Patch, &at("A"), json!({"useMessage": false}));
    assert_eq!(
        (&after["useMessage"], &after["useNote"]),
        (&json!(false), &json!(false))
    );
    let after = call(&mut world, Patch, &at("A"), json!({"useNote": true}));
    assert_eq!(
        after["useNote"],
        json!(false),
        "no note without the message room"
    );
    for name in ["orgUnitName", "email", "visible", "aliasEmails"] {
        let refusal = refused(&mut world, Patch, &at("A"), json!({ name: null }));
        assert_eq!(refusal.reason, reasons::NOT_NULLABLE, "{name}");
    }
    assert_eq!(
        refused(&mut world, Patch, &at("A"), json!({"domainId": AWAY})).reason,
        reasons::DOMAIN_CHANGE
    );
    assert_eq!(
        refused(&mut world, Patch, &at("none"), json!({})).status,
        404
    );
    let id = before["orgUnitId"].clone();
    call(
        &mut world,
        Patch,
        &at("A"),
        json!({"orgUnitExternalKey": null}),
    );
    assert_eq!(refused(&mut world, Get, &at("A"), Value::Null).status, 404);
    assert_eq!(
        call(
            &mut world,
            Get,
            &format!("/orgunits/{}", id.as_str().expect("id")),
            Value::Null
        )["orgUnitExternalKey"],
        Value::Null
    );
}

#[test]
fn patch_may_need_the_address() {
    let mut world = world_where(|a| a.org_patch_needs_no_email = false);
    org(&mut world, "A", None, 1);
    let refusal = refused(&mut world, Patch, &at("A"), json!({"orgUnitName": "B"}));
    assert_eq!(
        (refusal.fact.section, refusal.fact.mark),
        ("11 #20", Mark::I)
    );
    let email = get(&mut world, "A")["email"].clone();
    call(
        &mut world,
        Patch,
        &at("A"),
        json!({"orgUnitName": "B", "email": email}),
    );
}

#[test]
fn put_resets_what_is_left_out() {
    let mut world = world();
    let body = json!({
        "domainId": HOME, "orgUnitExternalKey": "A", "orgUnitName": "A", "displayOrder": 1,
        "email": "aa@acme.example", "description": "d", "visible": false, "canReceiveExternalMail": true,
        "useMessage": true, "useNote": true, "aliasEmails": ["ab@acme.example"],
        "i18nNames": [{"language": "en_US", "name": "A"}],
    });
    let made = call(&mut world, Create, "/orgunits", body);
    let path = format!("/orgunits/{}", made["orgUnitId"].as_str().expect("id"));
    let after = call(
        &mut world,
        Put,
        &path,
        json!({"domainId": HOME, "email": "aa@acme.example"}),
    );
    let mut expected = made.clone();
    for (name, value) in [
        ("orgUnitExternalKey", Value::Null),
        ("description", Value::Null),
        ("visible", json!(true)),
        ("canReceiveExternalMail", json!(false)),
        ("useMessage", json!(false)),
        ("useNote", json!(false)),
        ("aliasEmails", json!([])),
        ("i18nNames", json!([])),
    ] {
        expected[name] = value;
    }
    assert_eq!(after, expected);
    assert_eq!(
        refused(&mut world, Put, &path, json!({"domainId": HOME})).reason,
        reasons::MISSING_PROPERTY
    );
    assert_eq!(
        refused(&mut world, Put, &path, json!({"email": "aa@acme.example"})).reason,
        reasons::MISSING_PROPERTY
    );
}

#[test]
fn nothing_is_visible_below_a_private_parent() {
    for refuses in [true, false] {
        let mut world = world_where(|a| a.visible_under_private_is_refused = refuses);
        org(&mut world, "a", None, 1);
        org(&mut world, "b", Some("a"), 1);
        org(&mut world, "c", Some("b"), 1);
        org(&mut world, "d", None, 2);
        org(&mut world, "e", Some("d"), 1);
        call(&mut world, Patch, &at("a"), json!({"visible": false}));
        assert_eq!(
            get(&mut world, "c")["visible"],
            json!(false),
            "the children follow"
        );
        let asked = try_call(&mut world, Patch, &at("b"), json!({"visible": true}));
        match asked {
            Err(refusal) => assert!(refuses && refusal.reason == reasons::VISIBLE_UNDER_PRIVATE),
            Ok(answer) => assert!(!refuses && answer["visible"] == json!(false)),
        }
        org(&mut world, "f", Some("a"), 1);
        assert_eq!(
            get(&mut world, "f")["visible"],
            json!(false),
            "the default gives way"
        );
        let body = json!({"displayOrder": 1, "parentOrgUnitId": "externalKey:a"});
        let moved = call(&mut world, Create, &format!("{}/move", at("d")), body);
        assert_eq!(moved["visible"], json!(false));
        assert_eq!(get(&mut world, "e")["visible"], json!(false));
    }
}

#[test]
fn sibling_names_may_be_taken() {
    let mut world = world_where(|a| a.sibling_orgs_may_share_names = false);
    org(&mut world, "a", None, 1);
    org(&mut world, "b", Some("a"), 1);
    let body = json!({"domainId": HOME, "orgUnitName": "a", "displayOrder": 1});
    assert_eq!(
        refused(&mut world, Create, "/orgunits", body).reason,
        reasons::DUPLICATE_SIBLING_NAME
    );
    call(&mut world, Patch, &at("b"), json!({"orgUnitName": "a"}));
    assert_eq!(
        refused(
            &mut world,
            Create,
            &format!("{}/move", at("b")),
            json!({"displayOrder": 1})
        )
        .reason,
        reasons::DUPLICATE_SIBLING_NAME
    );
    call(&mut world, Patch, &at("a"), json!({"orgUnitName": "a"}));
}

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

#[test]
fn free_tenants_have_a_hundred_orgs() {
    let mut free = rules();
    free.plan = crate::directory::Plan::Free;
    let mut world = World::new(free, Assumptions::default());
    for n in 0..100 {
        org(&mut world, &n.to_string(), None, 1);
    }
    let body = json!({"domainId": HOME, "orgUnitName": "x", "displayOrder": 1});
    assert_eq!(
        refused(&mut world, Create, "/orgunits", body).reason,
        reasons::TOO_MANY_ORGS
    );
}

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
