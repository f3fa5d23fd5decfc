//! What was gathered to [`Desired`]: everything decoded against the tenant.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::Problem;
use super::config;
use super::decode::{self, Context, Nesting};
use super::gather::{Gathered, OrgEntry};
use crate::directory::{
    DeclaredOrg, DeclaredRank, Desired, Domain, DomainId, Plan, RankKind, RankList, Ref,
    SiblingList, Tenant,
};

/// The tenant of a configuration that has none yet: a domain without a name for all that names
/// none, and one for each that is named. Of the widest plan: what the real one allows is not
/// known.
pub fn stand_in(files: &[Gathered]) -> Tenant {
    let named: BTreeSet<&str> = files.iter().flat_map(Gathered::domains).collect();
    let keys = std::iter::once("").chain(named);
    Tenant {
        key: String::new(),
        plan: Plan::Advanced,
        sso: false,
        domains: (0..)
            .zip(keys)
            .map(|(id, key)| Domain {
                key: key.to_owned(),
                id: DomainId(id),
                name: String::new(),
                enable: BTreeSet::new(),
                sync: None,
            })
            .collect(),
    }
}

/// The desired state. What the files hold is taken out of them kind by kind, so that little
/// stands there twice at a time.
pub fn assemble(
    tenant: Tenant,
    policy: Option<config::Policy>,
    mut files: Vec<Gathered>,
    problems: &mut Vec<Problem>,
) -> Desired {
    let mut context = Context {
        tenant: &tenant,
        problems,
    };
    let mut ranks = Ranks::default();
    for (number, file) in files.iter_mut().enumerate() {
        for entry in take(&mut file.levels) {
            let level = decode::level(entry.value, entry.origin, &mut context);
            ranks.add(level, (number, entry.list));
        }
    }
    for (number, file) in files.iter_mut().enumerate() {
        for entry in take(&mut file.positions) {
            let position = decode::position(entry.value, entry.origin, &mut context);
            ranks.add(position, (number, entry.list));
        }
    }
    for (number, file) in files.iter_mut().enumerate() {
        for entry in take(&mut file.user_types) {
            let user_type = decode::user_type(entry.value, entry.origin, &mut context);
            ranks.add(user_type, (number, entry.list));
        }
    }
    let (orgs, sibling_lists) = assemble_orgs(&mut files, &mut context);
    let mut members = Vec::with_capacity(files.iter().map(|file| file.members.len()).sum());
    for file in &mut files {
        let entries = take(&mut file.members).into_iter();
        members
            .extend(entries.map(|entry| decode::member(entry.value, entry.origin, &mut context)));
    }
    let mut groups = Vec::with_capacity(files.iter().map(|file| file.groups.len()).sum());
    for file in &mut files {
        let entries = take(&mut file.groups).into_iter();
        groups.extend(entries.map(|entry| decode::group(entry.value, entry.origin, &mut context)));
    }
    Desired {
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
        sections: files.into_iter().flat_map(|file| file.sections).collect(),
        tenant,
    }
}

/// A YAML list: the number of its file, and its own within it.
type List = (usize, usize);

#[derive(Default)]
struct Ranks {
    ranks: Vec<DeclaredRank>,
    /// By YAML list, kind and domain.
    lists: BTreeMap<(List, RankKind, DomainId), Vec<usize>>,
}

impl Ranks {
    fn add(&mut self, rank: DeclaredRank, list: List) {
        self.lists
            .entry((list, rank.kind, rank.declaration.domain))
            .or_default()
            .push(self.ranks.len());
        self.ranks.push(rank);
    }
}

/// The orgs, and which of them stand in one YAML list under one parent of one domain.
fn assemble_orgs(
    files: &mut [Gathered],
    context: &mut Context<'_>,
) -> (Vec<DeclaredOrg>, Vec<SiblingList>) {
    let mut orgs: Vec<DeclaredOrg> =
        Vec::with_capacity(files.iter().map(|file| file.orgs.len()).sum());
    let mut lists: BTreeMap<(List, Option<Ref>, DomainId), Vec<usize>> = BTreeMap::new();
    for (number, file) in files.iter_mut().enumerate() {
        let first = orgs.len();
        for OrgEntry { entry, nested_in } in take(&mut file.orgs) {
            let nesting = nested_in
                .and_then(|index| orgs.get(first + index))
                .map(|org| Nesting {
                    key: org.declaration.key.clone(),
                    domain: org.declaration.domain,
                });
            let org = decode::org(entry.value, nesting.as_ref(), entry.origin, context);
            let parent = org.props.parent.value().cloned();
            lists
                .entry(((number, entry.list), parent, org.declaration.domain))
                .or_default()
                .push(orgs.len());
            orgs.push(org);
        }
    }
    let sibling_lists = lists
        .into_values()
        .map(|orgs| SiblingList { orgs })
        .collect();
    (orgs, sibling_lists)
}
