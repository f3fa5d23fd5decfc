use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::declare::{rank_kind, typed};
use super::sides::{domain, props, text};
use crate::directory::{
    Declaration, DeclaredGroup, DeclaredMember, DeclaredRank, Desired, Field, Group, Id, Key, Kind,
    Origin, Pattern, Policy, Tenant, WantedState,
};
use crate::store::journal::Record;

/// What has to be read of a tenant before a run is taken back: everything the run touched
/// or made, and whatever may stand in the way. Good for nothing else.
pub fn reading(record: &Record, tenant: &Tenant) -> Desired {
    let past = record.past();
    let mut desired = Desired {
        tenant: tenant.clone(),
        policy: Policy::default(),
        ranks: Vec::new(),
        orgs: Vec::new(),
        members: Vec::new(),
        groups: Vec::new(),
        sibling_lists: Vec::new(),
        rank_lists: Vec::new(),
        sections: BTreeSet::from([Kind::Org, Kind::Member, Kind::Group]),
    };
    for (object, value) in &past.replaced {
        let Some((kind, id)) = object.split_once('/') else {
            continue;
        };
        let Some(kind) = Kind::from_name(kind) else {
            continue;
        };
        let declaration = declaration(&Id::from(id), value);
        match kind {
            Kind::Member => desired.members.push(DeclaredMember {
                declaration,
                state: WantedState::Active,
                password_by: None,
                change_password: None,
                props: typed(&props(value)),
            }),
            Kind::Group => {
                let mut group: Group = typed(&props(value));
                // Both of its lists are read, whatever was known of them then.
                group.masters = group.masters.or_default();
                group.members = group.members.or_default();
                desired.groups.push(DeclaredGroup {
                    declaration,
                    props: group,
                });
            }
            Kind::Level | Kind::Position | Kind::UserType => {
                if let Some(kind) = rank_kind(kind) {
                    desired.ranks.push(DeclaredRank {
                        declaration,
                        kind,
                        props: typed(&props(value)),
                    });
                }
            }
            Kind::Org => {}
        }
    }
    // What was made is found by its key, in whatever domain.
    let mut owns: BTreeMap<Kind, Vec<Pattern>> = BTreeMap::new();
    for step in &record.head.plan.steps {
        let made = past.done.get(&step.n).and_then(Option::as_ref);
        let in_doubt = past.doubtful.contains(&step.n) && step.op == "create";
        let Some(kind) = Kind::from_name(&step.kind).filter(|_| made.is_some() || in_doubt) else {
            continue;
        };
        owns.entry(kind)
            .or_default()
            .push(Pattern(step.key.clone()));
        if kind == Kind::Group {
            let domains = tenant.domains.iter();
            let domain = domains.clone().find(|domain| domain.key == step.domain);
            let declaration = Declaration {
                key: Key::from(step.key.as_str()),
                id: made.map(|id| Id::from(id.as_str())),
                domain: domain.unwrap_or(tenant.primary()).id,
                ..declaration(&Id::from(""), &Value::Null)
            };
            let group = Group {
                masters: Field::Known(Vec::new()),
                members: Field::Known(Vec::new()),
                ..Group::default()
            };
            desired.groups.push(DeclaredGroup {
                declaration,
                props: group,
            });
        }
    }
    desired.policy.owns = owns;
    desired
}

fn declaration(id: &Id, value: &Value) -> Declaration {
    Declaration {
        key: text(value, "key").map_or_else(|| Key::none(id), Key::from),
        previously: None,
        id: Some(id.clone()),
        domain: domain(value),
        origin: Origin {
            file: "".into(),
            line: 0,
            pointer: "".into(),
        },
    }
}
