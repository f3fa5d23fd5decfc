//! What holds after any run of calls: the index is the one a fresh build gives, a
//! refused call has changed nothing, nobody mentions what is gone, and nothing panics.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::directory::{Directory, RankKind};

use super::attached;
use super::index::Index;
use super::testing::{AWAY, HOME, call, rules, start};
use super::{Assumptions, Method, World, outside_calls};

/// External keys that calls of every kind draw from.
pub(super) const KEYS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

/// A call: method, target, body (`Null` where there is none).
pub(super) type Op = (Method, String, Value);

pub(super) fn key() -> impl Strategy<Value = String> {
    prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned)
}

pub(super) fn maybe_key() -> impl Strategy<Value = Value> {
    prop_oneof![
        9 => key().prop_map(|key| json!(format!("externalKey:{key}"))),
        1 => Just(Value::Null),
    ]
}

pub(super) fn domain() -> impl Strategy<Value = i32> {
    prop_oneof![4 => Just(HOME), 1 => Just(AWAY)]
}

fn org_op() -> impl Strategy<Value = Op> {
    (0..9_u8, key(), key(), maybe_key(), domain(), 0..5_i64, any::<bool>()).prop_map(
        |(what, key, other, parent, domain, order, flag)| {
            let path = format!("/orgunits/externalKey:{key}");
            let address = format!("{other}x@acme.example");
            match what {
                0..=3 => (
                    Method::Post,
                    "/orgunits".to_owned(),
                    json!({"domainId": domain, "orgUnitExternalKey": key, "orgUnitName": other,
                        "email": address, "parentOrgUnitId": parent, "displayOrder": order,
                        "visible": flag}),
                ),
                4 | 5 => (
                    Method::Post,
                    format!("{path}/move"),
                    json!({"parentOrgUnitId": parent, "displayOrder": order}),
                ),
                6 => (
                    Method::Patch,
                    path,
                    json!({"orgUnitExternalKey": other, "visible": flag,
                        "membersAllowedToUseOrgUnitEmailAsSender": [{"userId": parent}]}),
                ),
                7 => (
                    Method::Put,
                    path,
                    json!({"domainId": domain, "email": address, "aliasEmails": [format!("{key}y@acme.example")]}),
                ),
                _ => (Method::Delete, path, Value::Null),
            }
        },
    )
}

fn rank_op() -> impl Strategy<Value = Op> {
    let kind = prop::sample::select(RankKind::ALL.to_vec());
    (kind, 0..9_u8, key(), key(), domain(), -2..5_i64).prop_map(
        |(kind, what, key, other, domain, order)| {
            let list = format!("/directory/{}", kind.path());
            let prefix = kind.prefix();
            let body = json!({
                "domainId": domain, "displayOrder": order, "executive": false,
                format!("{prefix}Name"): other, format!("{prefix}ExternalKey"): key,
            });
            match what {
                0..=2 => (Method::Post, list, body),
                3 => (Method::Put, format!("{list}/externalKey:{other}"), body),
                4 => (
                    Method::Delete,
                    format!("{list}/externalKey:{key}"),
                    Value::Null,
                ),
                5 | 6 => (
                    Method::Post,
                    format!("{list}/enable?domainId={domain}"),
                    Value::Null,
                ),
                _ => (
                    Method::Post,
                    format!("{list}/disable?domainId={domain}"),
                    Value::Null,
                ),
            }
        },
    )
}

fn member_op() -> impl Strategy<Value = Op> {
    (0..12_u8, key(), key(), maybe_key(), maybe_key(), any::<bool>()).prop_map(
        |(what, key, other, org, rank, flag)| {
            let path = format!("/users/externalKey:{key}");
            let organizations = json!([{"domainId": HOME, "primary": true, "levelId": rank,
                "orgUnits": [{"orgUnitId": org, "primary": true, "positionId": rank, "isManager": flag}]}]);
            let post = |tail: &str| (Method::Post, format!("{path}/{tail}"), Value::Null);
            match what {
                0..=2 => (
                    Method::Post,
                    "/users".to_owned(),
                    json!({"domainId": HOME, "userExternalKey": key,
                        "email": format!("{other}x@acme.example"), "userName": {"lastName": "森"},
                        "privateEmail": "p@private.example",
                        "organizations": if flag { organizations } else { json!([]) }}),
                ),
                3 => (Method::Patch, path, json!({"organizations": organizations})),
                4 => (
                    Method::Patch,
                    path,
                    json!({"userExternalKey": other, "aliasEmails": [format!("{other}z@acme.example")],
                        "relations": [{"relationUserId": org, "relationName": "boss"}]}),
                ),
                5 => (Method::Delete, path, Value::Null),
                6 => (Method::Delete, format!("{path}/forcedelete"), Value::Null),
                7 => post("undelete"),
                8 => post("suspend"),
                9 => post("unsuspend"),
                10 => (
                    Method::Post,
                    format!("{path}/move"),
                    json!({"preserveGroup": flag, "organizations": [{"domainId": AWAY, "primary": true,
                        "email": format!("{other}x@acme-sub.example"), "orgUnits": []}]}),
                ),
                _ => post(&format!("alias-emails/{other}z@acme.example")),
            }
        },
    )
}

fn group_op() -> impl Strategy<Value = Op> {
    let kind = prop::sample::select(vec!["USER", "ORGUNIT", "GROUP"]);
    (0..9_u8, key(), key(), maybe_key(), kind).prop_map(|(what, key, other, id, kind)| {
        let path = format!("/groups/externalKey:{key}");
        let list = json!([{"id": id, "type": kind}]);
        match what {
            0..=2 => (
                Method::Post,
                "/groups".to_owned(),
                json!({"domainId": HOME, "groupExternalKey": key, "groupName": other,
                    "administrators": [{"userId": id}], "members": list}),
            ),
            3 => (
                Method::Patch,
                path,
                json!({"members": list, "groupName": other}),
            ),
            4 => (
                Method::Post,
                format!("{path}/members"),
                json!({"id": id, "type": kind}),
            ),
            5 => (
                Method::Delete,
                format!("{path}/members/externalKey:{other}?type={kind}"),
                Value::Null,
            ),
            6 => (
                Method::Post,
                format!("{path}/administrators"),
                json!({"userId": id}),
            ),
            7 => (
                Method::Delete,
                format!("{path}/administrators/externalKey:{other}"),
                Value::Null,
            ),
            _ => (Method::Delete, path, Value::Null),
        }
    })
}

fn keys_op() -> impl Strategy<Value = Op> {
    let list = prop::sample::select(vec![
        ("/users", "users"),
        ("/orgunits", "orgUnits"),
        ("/groups", "groups"),
        ("/directory/levels", "levels"),
        ("/directory/user-types", "userTypes"),
    ]);
    (list, key(), maybe_key()).prop_map(|((path, list), key, other)| {
        let other = other
            .as_str()
            .and_then(|text| text.strip_prefix("externalKey:"));
        let id = format!("externalKey:{key}");
        (
            Method::Post,
            format!("{path}/external-keys"),
            json!({ list: [{"domainId": HOME, "id": id, "externalKey": other}] }),
        )
    })
}

/// One call of any kind, valid or not.
pub(super) fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        9 => directory_op(),
        3 => outside_calls::op(),
        2 => attached::op(),
    ]
}

/// One call that a plan could make, valid or not.
fn directory_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => org_op(),
        2 => rank_op(),
        4 => member_op(),
        3 => group_op(),
        1 => keys_op(),
    ]
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(op(), 1..80)
}

fn directory_ops() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(directory_op(), 1..80)
}

/// A tenant in which every key of [`key`] stands for something, so that most calls find
/// what they name.
pub(super) fn furnished(assumptions: Assumptions) -> World {
    let mut world = World::new(rules(), assumptions);
    for kind in RankKind::ALL {
        let list = format!("/directory/{}", kind.path());
        call(
            &mut world,
            Method::Post,
            &format!("{list}/enable"),
            Value::Null,
        );
    }
    for (n, key) in (1..).zip(KEYS) {
        for kind in RankKind::ALL {
            let prefix = kind.prefix();
            let body = json!({
                "domainId": HOME, "displayOrder": n, "executive": false,
                format!("{prefix}Name"): key, format!("{prefix}ExternalKey"): key,
            });
            let list = format!("/directory/{}", kind.path());
            call(&mut world, Method::Post, &list, body);
        }
        let org = json!({"domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key, "displayOrder": n});
        call(&mut world, Method::Post, "/orgunits", org);
        let member = json!({
            "domainId": HOME, "userExternalKey": key, "email": format!("{key}m@acme.example"),
            "userName": {"lastName": "森"}, "privateEmail": "p@private.example",
            "organizations": [{"domainId": HOME, "primary": true, "levelId": format!("externalKey:{key}"),
                "orgUnits": [{"orgUnitId": format!("externalKey:{key}"), "primary": true, "isManager": true}]}],
        });
        call(&mut world, Method::Post, "/users", member);
        let group = json!({
            "domainId": HOME, "groupExternalKey": key, "groupName": key,
            "administrators": [{"userId": format!("externalKey:{key}")}],
            "members": [{"id": format!("externalKey:{key}"), "type": "ORGUNIT"}],
        });
        call(&mut world, Method::Post, "/groups", group);
    }
    outside_calls::furnish(&mut world);
    world
}

/// Properties that a tenant may hide, or that were not read.
const HIDEABLE: [&str; 34] = [
    "name",
    "names",
    "nickName",
    "privateEmail",
    "aliasEmails",
    "userType",
    "searchable",
    "level",
    "posts",
    "secondary",
    "telephone",
    "cellPhone",
    "location",
    "task",
    "messenger",
    "birthday",
    "locale",
    "hiredDate",
    "timeZone",
    "custom",
    "relations",
    "activationDate",
    "employeeNumber",
    "leave",
    "email",
    "description",
    "visible",
    "allowedSenders",
    "masters",
    "members",
    "orgs",
    "groups",
    "features",
    "executive",
];

/// What a read that did not return these properties knows of a directory.
fn stripped(directory: &Directory, hidden: &HashSet<&str>, forget_features: bool) -> Directory {
    let mut known = serde_json::to_value(directory).expect("string keys only");
    for kind in ["ranks", "orgs", "members", "groups"] {
        for object in known[kind].as_object_mut().expect("a map").values_mut() {
            let props = object["props"].as_object_mut().expect("an object");
            props.retain(|name, _| !hidden.contains(name.as_str()));
        }
    }
    if forget_features {
        known["domains"] = json!({});
    }
    serde_json::from_value(known).expect("every property may be absent")
}

fn saved(world: &World) -> Value {
    serde_json::to_value(world).expect("a world has string keys only")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_index_stays_true_and_a_refused_call_changes_nothing(
        ops in ops(),
        deleted_hold_names: bool,
        siblings_are_dense: bool,
        held_ranks_are_kept: bool,
        idle_members_block_org_delete: bool,
        undelete_restores_posts: bool,
    ) {
        let assumptions = Assumptions {
            deleted_hold_names,
            siblings_are_dense,
            held_ranks_are_kept,
            idle_members_block_org_delete,
            undelete_restores_posts,
            ..Assumptions::default()
        };
        let mut world = furnished(assumptions);
        for (method, target, body) in ops {
            let before = saved(&world);
            let sent = (!body.is_null()).then_some(&body);
            let answer = world.perform(method, &target, sent, start());
            if let Err(refusal) = answer {
                prop_assert_eq!(before, saved(&world), "{:?} {} {} {:?}", method, target, body, refusal);
            }
            let state = world.state();
            let fresh = Index::build(&state.directory, &state.assumptions);
            prop_assert_eq!(&state.index, &fresh, "{:?} {} {}", method, target, body);
            prop_assert_eq!(attached::faults(state), [""; 0], "{:?} {} {}", method, target, body);
            let directory = &state.directory;
            for id in state.index.mentioned() {
                let stands = directory.members.contains_key(id)
                    || directory.orgs.contains_key(id)
                    || directory.groups.contains_key(id)
                    || directory.ranks.contains_key(id);
                prop_assert!(stands, "{:?} {} left a mention of {}", method, target, id);
            }
            attached::upload_all(&mut world);
        }
        prop_assert_eq!(attached::waits(world.state()), Ok(()));
    }

    #[test]
    fn what_is_unknown_is_no_reason_to_refuse(
        ops in directory_ops(),
        hidden in prop::collection::hash_set(prop::sample::select(HIDEABLE.to_vec()), 1..6),
        forget_features: bool,
    ) {
        let mut full = furnished(Assumptions::default());
        for (method, target, body) in ops {
            let known = stripped(full.directory(), &hidden, forget_features);
            let mut partial = World::load(&known, rules(), Assumptions::default());
            let sent = (!body.is_null()).then_some(&body);
            let truth = full.perform(method, &target, sent, start());
            let guess = partial.perform(method, &target, sent, start());
            if let (Ok(_), Err(refusal)) = (truth, guess) {
                prop_assert!(false, "{:?} {} {} without {:?}: {:?}", method, target, body, hidden, refusal);
            }
        }
    }
}
