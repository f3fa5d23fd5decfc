use std::collections::BTreeSet;

use crate::directory::{self, DomainId, RankKind};
use crate::source::config::{self, choice};

/// The tenant.
pub fn tenant(tenant: config::Tenant) -> directory::Tenant {
    let config::Tenant {
        key,
        plan,
        sso,
        domains,
    } = tenant;
    directory::Tenant {
        key: key.0,
        plan: plan.into_known().map(product_plan).unwrap_or_default(),
        sso: sso.or(false),
        domains: domains.into_iter().map(domain).collect(),
    }
}

fn product_plan(plan: choice::Plan) -> directory::Plan {
    match plan {
        choice::Plan::Free => directory::Plan::Free,
        choice::Plan::Standard => directory::Plan::Standard,
        choice::Plan::Advanced => directory::Plan::Advanced,
    }
}

fn domain(domain: config::Domain) -> directory::Domain {
    let config::Domain {
        key,
        id,
        name,
        enable,
        sync: switches,
    } = domain;
    directory::Domain {
        key: key.0,
        id: DomainId(id),
        name: name.0,
        enable: enable
            .into_known()
            .unwrap_or_default()
            .into_iter()
            .map(|list| match list {
                choice::RankList::Levels => RankKind::Level,
                choice::RankList::Positions => RankKind::Position,
                choice::RankList::UserTypes => RankKind::UserType,
            })
            .collect::<BTreeSet<_>>(),
        sync: switches.into_known().map(sync),
    }
}

fn sync(sync: config::Sync) -> directory::Sync {
    let config::Sync {
        enabled,
        organization_member,
        level_position,
        group,
        employment_type,
        used_language,
        absence,
        allow,
    } = sync;
    directory::Sync {
        enabled: enabled.or(false),
        organization_member: organization_member.or(false),
        level_position: level_position.or(false),
        group: group.or(false),
        employment_type: employment_type.or(false),
        used_language: used_language.or(false),
        absence: absence.or(false),
        allow: allow
            .into_known()
            .unwrap_or_default()
            .into_iter()
            .map(|allow| match allow {
                choice::SyncAllow::TeamFeatures => directory::SyncAllow::TeamFeatures,
                choice::SyncAllow::GroupFeatures => directory::SyncAllow::GroupFeatures,
                choice::SyncAllow::ProfileImage => directory::SyncAllow::ProfileImage,
            })
            .collect(),
    }
}
