use serde_json::{Value, json};

use crate::directory::{
    Directory, DomainId, Field, Id, LiveMember, LiveRank, Member, MemberFlags, Rank, RankKind, Ref,
};
use crate::world::testing::{AWAY, HOME, call, refused, rules, try_call, world, world_where};
use crate::world::{Assumptions, Mark, Method, World, reasons};
use Method::{Delete, Get, Patch, Post, Put};

/// The body of a create of any kind.
fn body(kind: RankKind, name: &str, order: i64) -> Value {
    let prefix = kind.prefix();
    let mut body = json!({"domainId": HOME, "displayOrder": order});
    body[format!("{prefix}Name")] = json!(name);
    body[format!("{prefix}ExternalKey")] = json!(name);
    if kind == RankKind::Level {
        body["executive"] = json!(false);
    }
    body
}

fn list(kind: RankKind) -> String {
    format!("/directory/{}", kind.path())
}

fn on(world: &mut World, kind: RankKind) {
    call(world, Post, &format!("{}/enable", list(kind)), Value::Null);
}

fn one(kind: RankKind, key: &str) -> String {
    format!("{}/externalKey:{key}", list(kind))
}

#[test]
fn the_golden_ranks_are_produced() {
    let mut world = world();
    for (kind, body) in [
        (
            RankKind::Level,
            json!({"domainId": HOME, "displayOrder": 3, "levelName": "主任", "levelExternalKey": "L3", "executive": false, "i18nNames": [{"name": "Chief", "language": "en_US"}]}),
        ),
        (
            RankKind::Position,
            json!({"domainId": HOME, "displayOrder": 2, "positionName": "課長", "positionExternalKey": "P-LEAD", "i18nNames": []}),
        ),
        (
            RankKind::UserType,
            json!({"domainId": HOME, "displayOrder": 1, "userTypeName": "正社員", "userTypeExternalKey": "FT", "i18nNames": [], "userTypeCode": "FULLTIME"}),
        ),
    ] {
        on(&mut world, kind);
        let made = call(&mut world, Post, &list(kind), body.clone());
        let mut expected = body;
        let id = format!("{}Id", kind.prefix());
        expected[&id] = made[&id].clone();
        assert_eq!(made, expected);
        assert!(made[&id].is_string());
        let id = made[&id].as_str().expect("id");
        assert_eq!(
            call(
                &mut world,
                Get,
                &format!("{}/{id}", list(kind)),
                Value::Null
            ),
            made
        );
        let listed = call(&mut world, Get, &list(kind), Value::Null);
        let key = format!("{}s", kind.prefix());
        assert_eq!(
            listed,
            json!({ key: [made], "responseMetaData": {"nextCursor": null} })
        );
    }
}

#[test]
fn nothing_is_written_while_a_list_is_off() {
    for kind in RankKind::ALL {
        let mut world = world();
        let refusal = refused(&mut world, Post, &list(kind), body(kind, "A", 1));
        assert_eq!(
            (refusal.status, refusal.reason),
            (403, reasons::FEATURE_DISABLED)
        );
        on(&mut world, kind);
        on(&mut world, kind);
        call(&mut world, Post, &list(kind), body(kind, "A", 1));
        let elsewhere = format!("{}/disable?domainId={AWAY}", list(kind));
        call(&mut world, Post, &elsewhere, Value::Null);
        assert_eq!(world.directory().ranks.len(), 1, "the other domain's list");
        call(
            &mut world,
            Post,
            &format!("{}/disable", list(kind)),
            Value::Null,
        );
        assert_eq!(world.directory().ranks.len(), 0);
        assert_eq!(
            refused(&mut world, Get, &one(kind, "A"), Value::Null).status,
            404
        );
    }
}

#[test]
fn lists_that_are_off_are_refused_save_positions() {
    for kind in RankKind::ALL {
        let mut lax = world_where(|a| a.list_of_disabled_is_403 = false);
        call(&mut lax, Get, &list(kind), Value::Null);
        if kind == RankKind::Position {
            call(&mut world(), Get, &list(kind), Value::Null);
        } else {
            let refusal = refused(&mut world(), Get, &list(kind), Value::Null);
            assert_eq!((refusal.status, refusal.fact.mark), (403, Mark::I));
        }
    }
}

#[test]
fn names_and_keys_are_unique_in_their_scope() {
    for kind in RankKind::ALL {
        let mut world = world();
        on(&mut world, kind);
        let away = format!("{}/enable?domainId={AWAY}", list(kind));
        call(&mut world, Post, &away, Value::Null);
        call(&mut world, Post, &list(kind), body(kind, "A", 1));
        let prefix = kind.prefix();
        let mut second = body(kind, "B", 1);
        second[format!("{prefix}ExternalKey")] = json!("A");
        assert_eq!(
            refused(&mut world, Post, &list(kind), second.clone()).reason,
            reasons::DUPLICATE_KEY
        );
        second[format!("{prefix}ExternalKey")] = Value::Null;
        second[format!("{prefix}Name")] = json!("A");
        let refusal = refused(&mut world, Post, &list(kind), second);
        assert_eq!(
            (refusal.status, refusal.reason),
            (409, reasons::DUPLICATE_NAME)
        );
        // In the other domain the name is free; the key of user types is not.
        let mut abroad = body(kind, "A", 1);
        abroad["domainId"] = json!(AWAY);
        if kind == RankKind::UserType {
            assert_eq!(
                refused(&mut world, Post, &list(kind), abroad.clone()).reason,
                reasons::DUPLICATE_KEY
            );
            abroad["userTypeExternalKey"] = Value::Null;
        }
        call(&mut world, Post, &list(kind), abroad);
        // Its own name is no duplicate.
        let mut again = body(kind, "A", 5);
        again["domainId"] = json!(HOME);
        call(&mut world, Put, &one(kind, "A"), again);
    }
}

#[test]
fn create_and_put_need_what_is_documented() {
    for kind in RankKind::ALL {
        let mut world = world();
        on(&mut world, kind);
        call(&mut world, Post, &list(kind), body(kind, "A", 1));
        let name = format!("{}Name", kind.prefix());
        let mut required = vec!["displayOrder", name.as_str()];
        if kind == RankKind::Level {
            required.push("executive");
        }
        for property in &required {
            for (method, path) in [(Post, list(kind)), (Put, one(kind, "A"))] {
                let mut lacking = body(kind, "B", 1);
                lacking.as_object_mut().expect("object").remove(*property);
                let refusal = refused(&mut world, method, &path, lacking);
                assert_eq!(refusal.params[0], ("property", (*property).to_owned()));
            }
        }
        let mut lacking = body(kind, "B", 1);
        lacking.as_object_mut().expect("object").remove("domainId");
        assert_eq!(
            refused(&mut world, Post, &list(kind), lacking.clone()).reason,
            reasons::MISSING_PROPERTY
        );
        call(&mut world, Put, &one(kind, "A"), lacking);
        let mut moved = body(kind, "B", 1);
        moved["domainId"] = json!(AWAY);
        let id = world.directory().ranks.keys().next().expect("one").clone();
        let path = format!("{}/{id}", list(kind));
        if kind == RankKind::UserType {
            call(&mut world, Put, &path, moved);
        } else {
            assert_eq!(
                refused(&mut world, Put, &path, moved).reason,
                reasons::DOMAIN_CHANGE
            );
        }
    }
}

#[test]
fn patch_replaces_what_it_names_and_put_resets() {
    let mut world = world();
    let kind = RankKind::UserType;
    on(&mut world, kind);
    let mut full = body(kind, "A", -3);
    full["userTypeCode"] = json!("A_1");
    full["i18nNames"] = json!([{"language": "en_US", "name": "A"}]);
    let made = call(&mut world, Post, &list(kind), full);
    let after = call(
        &mut world,
        Patch,
        &one(kind, "A"),
        json!({"displayOrder": 9, "userTypeCode": null}),
    );
    let mut expected = made.clone();
    expected["displayOrder"] = json!(9);
    expected["userTypeCode"] = Value::Null;
    assert_eq!(after, expected);
    let after = call(
        &mut world,
        Put,
        &one(kind, "A"),
        json!({"displayOrder": 1, "userTypeName": "A"}),
    );
    expected["displayOrder"] = json!(1);
    expected["i18nNames"] = json!([]);
    expected["userTypeExternalKey"] = Value::Null;
    assert_eq!(after, expected);
    let path = format!(
        "{}/{}",
        list(kind),
        made["userTypeId"].as_str().expect("id")
    );
    for bad in ["1A", "a-b", ""] {
        let refusal = refused(&mut world, Patch, &path, json!({"userTypeCode": bad}));
        assert_eq!(refusal.status, 400);
    }
    assert_eq!(
        refused(&mut world, Patch, &path, json!({"userTypeName": null})).reason,
        reasons::NOT_NULLABLE
    );
}

/// A member of this name who holds a rank.
fn holder(world: &World, kind: RankKind, rank: &str) -> World {
    let mut directory = world.directory().clone();
    let held = Field::Known(Some(Ref::Id(rank.into())));
    let mut props = Member::default();
    match kind {
        RankKind::Level => props.level = held,
        RankKind::UserType => props.user_type = held,
        RankKind::Position => {
            props.posts = Field::Known(vec![crate::directory::Post {
                org: Ref::Id("somewhere".into()),
                primary: Field::Absent,
                position: held,
                leader: Field::Absent,
                visible: Field::Absent,
                team_feature: Field::Absent,
            }]);
        }
    }
    let id = Id::from("m1");
    let member = LiveMember {
        id: id.clone(),
        key: None,
        domain: DomainId(HOME),
        flags: MemberFlags::default(),
        props,
    };
    directory.members.insert(id, member.into());
    World::load(&directory, rules(), Assumptions::default())
}

#[test]
fn a_held_rank_stays_until_nobody_holds_it() {
    for kind in RankKind::ALL {
        let mut world = world();
        on(&mut world, kind);
        let made = call(&mut world, Post, &list(kind), body(kind, "A", 1));
        let id = made[format!("{}Id", kind.prefix())].as_str().expect("id");
        let mut held = holder(&world, kind, id);
        let refusal = refused(&mut held, Delete, &one(kind, "A"), Value::Null);
        assert_eq!(
            (refusal.status, refusal.reason),
            (403, reasons::RANK_IS_HELD)
        );
        assert!(refusal.params.contains(&("member", "m1".to_owned())));
        assert!(refusal.params.contains(&("count", "1".to_owned())));
        let lax = Assumptions {
            held_ranks_are_kept: false,
            ..Assumptions::default()
        };
        let mut lax = World::load(held.directory(), rules(), lax);
        call(&mut lax, Delete, &one(kind, "A"), Value::Null);
        let nothing = |world: &World| {
            let text = serde_json::to_string(world.directory()).expect("text");
            assert!(!text.contains(id), "{text}");
        };
        nothing(&lax);
        // Switching the list off takes the assignments along.
        call(
            &mut held,
            Post,
            &format!("{}/disable", list(kind)),
            Value::Null,
        );
        nothing(&held);
        let elsewhere = format!("{}/{id}?domainId={AWAY}", list(kind));
        if kind == RankKind::UserType {
            // Their calls have no such query: it means nothing.
            call(&mut world, Delete, &elsewhere, Value::Null);
            continue;
        }
        assert_eq!(
            refused(&mut world, Delete, &elsewhere, Value::Null).status,
            404
        );
        call(&mut world, Delete, &one(kind, "A"), Value::Null);
    }
}

#[test]
fn two_hundred_are_the_most() {
    for kind in RankKind::ALL {
        let mut directory = Directory::default();
        for n in 0..200 {
            let rank = LiveRank {
                kind,
                id: format!("r{n}").into(),
                key: None,
                domain: DomainId(HOME),
                display_order: n,
                props: Rank::default(),
            };
            directory.ranks.insert(rank.id.clone(), rank.into());
        }
        // Not asked whether it is on: no reason to refuse.
        let mut world = World::load(&directory, rules(), Assumptions::default());
        let refusal = refused(&mut world, Post, &list(kind), body(kind, "A", 1));
        let mark = if kind == RankKind::Position {
            Mark::G
        } else {
            Mark::I
        };
        assert_eq!(
            (refusal.reason, refusal.fact.mark),
            (reasons::TOO_MANY_RANKS, mark)
        );
        let lax = Assumptions {
            ranks_limited_to_200: false,
            ..Assumptions::default()
        };
        let mut world = World::load(&directory, rules(), lax);
        let answer = try_call(&mut world, Post, &list(kind), body(kind, "A", 1));
        assert_eq!(answer.is_ok(), kind != RankKind::Position, "{answer:?}");
        call(
            &mut world,
            Patch,
            &format!("{}/r7", list(kind)),
            json!({"displayOrder": 3}),
        );
    }
}

#[test]
fn a_refusal_names_the_section_of_its_kind() {
    let mut world = world();
    let sections = RankKind::ALL.map(|kind| {
        on(&mut world, kind);
        let refusal = refused(&mut world, Post, &list(kind), Value::Null);
        assert_eq!(refusal.reason, reasons::BODY_REQUIRED);
        (kind, refusal.fact.section)
    });
    for expected in [
        (RankKind::Level, "5.4"),
        (RankKind::Position, "5.5"),
        (RankKind::UserType, "5.6"),
    ] {
        assert!(sections.contains(&expected), "{sections:?}");
    }
}
