//! What was gathered to [`Desired`]: everything decoded against the tenant.

use std::collections::BTreeMap;

use super::Problem;
use super::decode::{self, Context, Nesting};
use super::gather::{Gathered, OrgEntry};
use crate::directory::{DeclaredRank, Desired, DomainId, RankKind, RankList, Ref, SiblingList};

/// The desired state; `None` without a tenant.
pub fn assemble(gathered: Gathered, problems: &mut Vec<Problem>) -> Option<Desired> {
    let Gathered {
        tenant,
        tenant_seen: _,
        policy,
        policy_seen: _,
        levels,
        positions,
        user_types,
        orgs,
        members,
        groups,
        sections,
        lists: _,
        current: _,
    } = gathered;
    let tenant = decode::tenant(tenant?);
    let mut context = Context {
        tenant: &tenant,
        problems,
    };
    let mut ranks = Ranks::default();
    for entry in levels {
        let level = decode::level(entry.value, entry.origin, &mut context);
        ranks.add(level, entry.list);
    }
    for entry in positions {
        let position = decode::position(entry.value, entry.origin, &mut context);
        ranks.add(position, entry.list);
    }
    for entry in user_types {
        let user_type = decode::user_type(entry.value, entry.origin, &mut context);
        ranks.add(user_type, entry.list);
    }
    let (orgs, sibling_lists) = assemble_orgs(orgs, &mut context);
    let members = members
        .into_iter()
        .map(|entry| decode::member(entry.value, entry.origin, &mut context))
        .collect();
    let groups = groups
        .into_iter()
        .map(|entry| decode::group(entry.value, entry.origin, &mut context))
        .collect();
    Some(Desired {
        policy: policy.map(decode::policy).unwrap_or_default(),
        ranks: ranks.ranks,
        orgs,
        members,
        groups,
        sibling_lists,
        rank_lists: ranks
            .lists
            .into_iter()
            .map(|((_, kind, domain), ranks)| RankList {
                kind,
                domain,
                ranks,
            })
            .collect(),
        sections,
        tenant,
    })
}

#[derive(Default)]
struct Ranks {
    ranks: Vec<DeclaredRank>,
    /// By YAML list, kind and domain.
    lists: BTreeMap<(usize, RankKind, DomainId), Vec<usize>>,
}

impl Ranks {
    fn add(&mut self, rank: DeclaredRank, list: usize) {
        self.lists
            .entry((list, rank.kind, rank.declaration.domain))
            .or_default()
            .push(self.ranks.len());
        self.ranks.push(rank);
    }
}

/// The orgs, and which of them stand in one YAML list under one parent of one domain.
fn assemble_orgs(
    entries: Vec<OrgEntry>,
    context: &mut Context<'_>,
) -> (Vec<crate::directory::DeclaredOrg>, Vec<SiblingList>) {
    let mut orgs: Vec<crate::directory::DeclaredOrg> = Vec::with_capacity(entries.len());
    let mut lists: BTreeMap<(usize, Option<Ref>, DomainId), Vec<usize>> = BTreeMap::new();
    for OrgEntry { entry, nested_in } in entries {
        let nesting = nested_in
            .and_then(|index| orgs.get(index))
            .map(|org| Nesting {
                key: org.declaration.key.clone(),
                domain: org.declaration.domain,
            });
        let org = decode::org(entry.value, nesting.as_ref(), entry.origin, context);
        let parent = org.props.parent.value().cloned();
        lists
            .entry((entry.list, parent, org.declaration.domain))
            .or_default()
            .push(orgs.len());
        orgs.push(org);
    }
    let sibling_lists = lists
        .into_values()
        .map(|orgs| SiblingList { orgs })
        .collect();
    (orgs, sibling_lists)
}
