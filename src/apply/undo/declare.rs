use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::draft::{Draft, Drafts};
use super::order::Orders;
use super::sides::Object;
use crate::directory::{
    Declaration, DeclaredGroup, DeclaredMember, DeclaredOrg, DeclaredRank, Desired, Kind, Limits,
    Lists, OrgOrder, Origin, Policy, RankKind, RankList, Removal, SiblingList,
};
use crate::store::journal::{Line, Record};

/// The drafts as a configuration.
pub(super) fn declare(
    drafts: &Drafts<'_>,
    going: &BTreeSet<Object>,
    orders: &Orders,
    policy: &Policy,
) -> Desired {
    let steps = first_steps(drafts.sides.record);
    let run: Arc<str> = drafts.sides.record.head.run.as_str().into();
    let declaration = |object: &Object, draft: &Draft| Declaration {
        key: draft.key.clone(),
        previously: None,
        id: (!draft.anew).then(|| object.1.clone()),
        domain: draft.domain,
        origin: Origin {
            file: run.clone(),
            line: steps
                .get(&format!("{}/{}", object.0, object.1))
                .copied()
                .unwrap_or(0),
            pointer: "".into(),
        },
    };
    let mut desired = Desired {
        tenant: drafts.tenant.clone(),
        policy: Policy {
            owns: BTreeMap::new(),
            removes: going.iter().map(|(_, id)| id.clone()).collect(),
            removal: Removal::Delete,
            lists: Lists::Exclusive,
            org_order: OrgOrder::Managed,
            limits: counted(&policy.limits),
            ..policy.clone()
        },
        ranks: Vec::new(),
        orgs: Vec::new(),
        members: Vec::new(),
        groups: Vec::new(),
        sibling_lists: Vec::new(),
        rank_lists: Vec::new(),
        sections: BTreeSet::new(),
    };
    let mut at: BTreeMap<&Object, usize> = BTreeMap::new();
    for (object, draft) in &drafts.of {
        let declaration = declaration(object, draft);
        let place = match object.0 {
            Kind::Member => {
                desired.members.push(DeclaredMember {
                    declaration,
                    state: draft.state,
                    password_by: None,
                    change_password: None,
                    props: typed(&draft.set),
                });
                desired.members.len()
            }
            Kind::Org => {
                desired.orgs.push(DeclaredOrg {
                    declaration,
                    props: typed(&draft.set),
                });
                desired.orgs.len()
            }
            Kind::Group => {
                desired.groups.push(DeclaredGroup {
                    declaration,
                    props: typed(&draft.set),
                });
                desired.groups.len()
            }
            Kind::Level | Kind::Position | Kind::UserType => {
                let Some(kind) = rank_kind(object.0) else {
                    continue;
                };
                desired.ranks.push(DeclaredRank {
                    declaration,
                    kind,
                    props: typed(&draft.set),
                });
                desired.ranks.len()
            }
        };
        at.insert(object, place - 1);
        desired.sections.insert(object.0);
    }
    let index = |objects: &[Object]| -> Vec<usize> {
        objects
            .iter()
            .filter_map(|it| at.get(it).copied())
            .collect()
    };
    for list in &orders.siblings {
        let orgs = index(list);
        desired.sibling_lists.push(SiblingList { orgs });
    }
    for (kind, domain, list) in &orders.ranks {
        desired.rank_lists.push(RankList {
            kind: *kind,
            domain: *domain,
            ranks: index(list),
        });
    }
    desired
}

/// The ceilings by count. A share would be one of what the run touched, and say nothing.
fn counted(limits: &BTreeMap<Kind, Limits>) -> BTreeMap<Kind, Limits> {
    let mut limits = limits.clone();
    for of_kind in limits.values_mut() {
        let Limits {
            remove,
            suspend,
            lose_members,
            r#move,
            invite,
            change,
        } = of_kind;
        for limit in [remove, suspend, lose_members, r#move, invite, change] {
            limit.percent = None;
        }
    }
    limits
}

/// The rank kind of a kind.
pub(super) fn rank_kind(kind: Kind) -> Option<RankKind> {
    RankKind::ALL
        .into_iter()
        .find(|rank| Kind::from(*rank) == kind)
}

/// Properties in the form of a snapshot. What this version does not know of them was
/// written by another, and is left alone.
pub(super) fn typed<T: DeserializeOwned + Default>(set: &Map<String, Value>) -> T {
    serde_json::from_value(Value::Object(set.clone())).unwrap_or_default()
}

/// The step at which each object was touched first.
fn first_steps(record: &Record) -> BTreeMap<String, u32> {
    let mut steps = BTreeMap::new();
    for line in &record.lines {
        if let Line::Intent(intent) = line {
            for object in intent.replaces.keys() {
                steps.entry(object.clone()).or_insert(intent.n);
            }
        }
    }
    steps
}
