use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use super::index::Index;
use super::place::section;
use crate::directory::{Desired, Domain, DomainId, Kind, Sync};
use crate::source::Problem;

/// What a switch of Organization Sync is about, in the configuration's vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Area {
    /// A section.
    Of(Kind),
    /// `locale` of members.
    Locale,
}

impl Area {
    fn name(self) -> &'static str {
        match self {
            Area::Of(kind) => kind.section(),
            Area::Locale => "members.locale",
        }
    }
}

/// Each switch with what it is about (facts 6). The absence switch is about a status that
/// has no property in the directory; what `allow` opens up is nothing meibo writes.
fn switches(sync: &Sync) -> [(&'static str, bool, &'static [Area]); 5] {
    let Sync {
        enabled: _,
        organization_member,
        level_position,
        group,
        employment_type,
        used_language,
        absence: _,
        allow: _,
    } = sync;
    [
        (
            "organizationMember",
            *organization_member,
            &[Area::Of(Kind::Org), Area::Of(Kind::Member)],
        ),
        (
            "levelPosition",
            *level_position,
            &[Area::Of(Kind::Level), Area::Of(Kind::Position)],
        ),
        ("group", *group, &[Area::Of(Kind::Group)]),
        (
            "employmentType",
            *employment_type,
            &[Area::Of(Kind::UserType)],
        ),
        ("usedLanguage", *used_language, &[Area::Locale]),
    ]
}

/// What is declared in each domain. A section that is declared empty counts for the
/// first domain: somebody has thought of it.
fn declared(index: &Index<'_>) -> BTreeSet<(DomainId, Area)> {
    let mut found = BTreeSet::new();
    for (kind, declaration) in index.declarations() {
        found.insert((declaration.domain, Area::Of(kind)));
    }
    for member in &index.desired.members {
        if !member.props.locale.is_absent() {
            found.insert((member.declaration.domain, Area::Locale));
        }
    }
    if let Some(first) = index.desired.tenant.domains.first() {
        for kind in &index.desired.sections {
            found.insert((first.id, Area::Of(*kind)));
        }
    }
    found
}

/// A switch of Organization Sync and what the configuration has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwitchState {
    /// As in `tenant.domains[].sync`: `organizationMember`, ...
    pub name: &'static str,
    /// As it stands by the configuration, which may say nothing. It has its effect only
    /// while the switch of the whole is on.
    pub on: Option<bool>,
    /// What it is about, in the configuration's vocabulary.
    pub about: Vec<&'static str>,
    /// The part of that which is declared in the domain.
    pub declared: Vec<&'static str>,
}

/// The switches of each domain, in the order of the tenant.
pub fn switch_states(desired: &Desired) -> Vec<(&Domain, Vec<SwitchState>)> {
    let declared = declared(&Index::new(desired));
    desired
        .tenant
        .domains
        .iter()
        .map(|domain| {
            let silent = Sync::default();
            let sync = domain.sync.as_ref();
            let states = switches(sync.unwrap_or(&silent))
                .into_iter()
                .map(|(name, on, areas)| SwitchState {
                    name,
                    on: sync.map(|_| on),
                    about: areas.iter().map(|area| area.name()).collect(),
                    declared: areas
                        .iter()
                        .filter(|area| declared.contains(&(domain.id, **area)))
                        .map(|area| area.name())
                        .collect(),
                })
                .collect();
            (domain, states)
        })
        .collect()
}

fn joined(areas: &[Area]) -> String {
    let names: Vec<&str> = areas.iter().map(|area| area.name()).collect();
    names.join(", ")
}

/// Where the sync switches are declared they agree with what else is: declared but off,
/// people can edit it too; on but not declared, nobody can (design section 2).
pub(super) fn switches_agree(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let declared = declared(index);
    for (i, domain) in index.desired.tenant.domains.iter().enumerate() {
        let Some(sync) = &domain.sync else { continue };
        let at = format!("/tenant/domains/{i}/sync");
        of_domain(domain, sync, &declared, &at, problems);
    }
}

fn of_domain(
    domain: &Domain,
    sync: &Sync,
    declared: &BTreeSet<(DomainId, Area)>,
    at: &str,
    problems: &mut Vec<Problem>,
) {
    let mut all_off: Vec<Area> = Vec::new();
    for (name, on, areas) in switches(sync) {
        let (here, missing): (Vec<Area>, Vec<Area>) = areas
            .iter()
            .partition(|area| declared.contains(&(domain.id, **area)));
        let (code, sections) = if !sync.enabled {
            all_off.extend(here);
            continue;
        } else if on {
            (codes::SWITCH_ON_UNDECLARED, missing)
        } else {
            (codes::SWITCH_OFF, here)
        };
        if !sections.is_empty() {
            problems.push(
                Problem::warning(code)
                    .with("sections", joined(&sections))
                    .with("switch", name)
                    .with("domain", &domain.key)
                    .at(section(format!("{at}/{name}"))),
            );
        }
    }
    if !all_off.is_empty() {
        problems.push(
            Problem::warning(codes::SYNC_OFF)
                .with("sections", joined(&all_off))
                .with("domain", &domain.key)
                .at(section(format!("{at}/enabled"))),
        );
    }
}

/// Posts in a secondary domain want its sync on when the primary one's is (facts 6).
pub(super) fn secondary_sync_is_on(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let tenant = &index.desired.tenant;
    let on: BTreeMap<DomainId, bool> = tenant
        .domains
        .iter()
        .filter_map(|domain| Some((domain.id, domain.sync.as_ref()?.enabled)))
        .collect();
    let mut posts: BTreeMap<DomainId, usize> = BTreeMap::new();
    for member in &index.desired.members {
        if on.get(&member.declaration.domain) != Some(&true) {
            continue;
        }
        for entry in member.props.secondary.known().into_iter().flatten() {
            *posts.entry(entry.domain).or_default() += 1;
        }
    }
    for (i, domain) in tenant.domains.iter().enumerate() {
        let Some(count) = posts.get(&domain.id) else {
            continue;
        };
        if on.get(&domain.id) == Some(&false) {
            problems.push(
                Problem::warning(codes::SECONDARY_SYNC_OFF)
                    .with("domain", &domain.key)
                    .with("count", count)
                    .at(section(format!("/tenant/domains/{i}/sync/enabled"))),
            );
        }
    }
}
