use std::collections::{BTreeMap, BTreeSet};

use crate::directory::{
    self, Field, Key, Kind, Limit, Limits, Lists, OrgOrder, PasswordBy, Pattern, Percent, Removal,
};
use crate::source::config::{self, KindMap, choice};

/// The policy.
pub fn policy(policy: config::Policy) -> directory::Policy {
    let config::Policy {
        owns,
        removal,
        protect,
        limits,
        lists,
        order,
        new_members,
        allow,
    } = policy;
    directory::Policy {
        owns: by_kind(owns)
            .map(|(kind, config::OwnedKeys(patterns))| {
                (kind, patterns.into_iter().map(Pattern).collect())
            })
            .collect(),
        removal: removal
            .into_known()
            .and_then(|config::RemovalPolicy { members }| members.into_known())
            .map(|removal| match removal {
                choice::Removal::Suspend => Removal::Suspend,
                choice::Removal::Delete => Removal::Delete,
                choice::Removal::ForceDelete => Removal::ForceDelete,
            })
            .unwrap_or_default(),
        protect: by_kind(protect)
            .map(|(kind, keys)| {
                let keys = keys.into_iter().map(|key| Key::from(key.0)).collect();
                (kind, keys)
            })
            .collect(),
        limits: limits.into_known().map(limits_by_kind).unwrap_or_default(),
        lists: lists
            .into_known()
            .map(|lists| match lists {
                choice::Lists::KeepUnmanaged => Lists::KeepUnmanaged,
                choice::Lists::Exclusive => Lists::Exclusive,
            })
            .unwrap_or_default(),
        org_order: order
            .into_known()
            .and_then(|config::Order { orgs }| orgs.into_known())
            .map(|order| match order {
                choice::OrgOrder::Managed => OrgOrder::Managed,
                choice::OrgOrder::Free => OrgOrder::Free,
            })
            .unwrap_or_default(),
        password_by: new_members
            .into_known()
            .and_then(|config::NewMembers { password_by }| password_by.into_known())
            .map(first_password)
            .unwrap_or_default(),
        allow: allow
            .into_known()
            .map(|config::AllowedWarnings(reasons)| reasons)
            .unwrap_or_default(),
        removes: BTreeSet::new(),
    }
}

/// Who sets a first password.
pub fn first_password(by: choice::PasswordBy) -> PasswordBy {
    match by {
        choice::PasswordBy::Member => PasswordBy::Member,
        choice::PasswordBy::Admin => PasswordBy::Admin,
    }
}

fn limits_by_kind(limits: config::Limits) -> BTreeMap<Kind, Limits> {
    let config::Limits {
        levels,
        positions,
        user_types,
        orgs,
        members,
        groups,
    } = limits;
    let ranks = [
        (Kind::Level, levels),
        (Kind::Position, positions),
        (Kind::UserType, user_types),
    ];
    let ranks = ranks.into_iter().filter_map(|(kind, limits)| {
        let config::RankLimits { remove, change } = limits.into_known()?;
        let limits = Limits {
            remove: limit(remove),
            change: limit(change),
            ..Limits::default()
        };
        Some((kind, limits))
    });
    let orgs = orgs.into_known().map(|limits| {
        let config::OrgLimits {
            remove,
            lose_members,
            r#move,
            change,
        } = limits;
        let limits = Limits {
            remove: limit(remove),
            lose_members: limit(lose_members),
            r#move: limit(r#move),
            change: limit(change),
            ..Limits::default()
        };
        (Kind::Org, limits)
    });
    let members = members.into_known().map(|limits| {
        let config::MemberLimits {
            remove,
            suspend,
            r#move,
            invite,
            change,
        } = limits;
        let limits = Limits {
            remove: limit(remove),
            suspend: limit(suspend),
            r#move: limit(r#move),
            invite: limit(invite),
            change: limit(change),
            ..Limits::default()
        };
        (Kind::Member, limits)
    });
    let groups = groups.into_known().map(|limits| {
        let config::GroupLimits {
            remove,
            lose_members,
            change,
        } = limits;
        let limits = Limits {
            remove: limit(remove),
            lose_members: limit(lose_members),
            change: limit(change),
            ..Limits::default()
        };
        (Kind::Group, limits)
    });
    ranks.chain(orgs).chain(members).chain(groups).collect()
}

fn limit(limit: Field<config::Limit>) -> Limit {
    match limit {
        Field::Absent => Limit::default(),
        Field::Known(config::Limit { max, percent }) => Limit {
            max: max.into_known(),
            percent: percent.into_known().map(Percent),
        },
    }
}

fn by_kind<T>(map: Field<KindMap<T>>) -> impl Iterator<Item = (Kind, T)> {
    map.into_known()
        .map(
            |KindMap {
                 levels,
                 positions,
                 user_types,
                 orgs,
                 members,
                 groups,
             }| {
                [
                    (Kind::Level, levels),
                    (Kind::Position, positions),
                    (Kind::UserType, user_types),
                    (Kind::Org, orgs),
                    (Kind::Member, members),
                    (Kind::Group, groups),
                ]
            },
        )
        .into_iter()
        .flatten()
        .filter_map(|(kind, value)| Some((kind, value.into_known()?)))
}
