//! What must be true of any tenant, judged from its objects alone: none of the look-ups
//! that the rules use is used here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use crate::directory::{Directory, DomainId, Field, Id, LiveMember, LiveOrg, Post, RankKind, Ref};

/// Everything that is wrong with a tenant; empty where it is sound.
pub fn faults(directory: &Directory) -> Vec<String> {
    let mut faults = Faults::default();
    tree(directory, &mut faults);
    orders(directory, &mut faults);
    keys(directory, &mut faults);
    names(directory, &mut faults);
    addresses(directory, &mut faults);
    members(directory, &mut faults);
    groups(directory, &mut faults);
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn unless(&mut self, holds: bool, what: &str, about: impl Debug) {
        if !holds {
            self.0.push(format!("{what}: {about:?}"));
        }
    }

    /// Every reference of a list leads to an object of a kind.
    fn resolve<'a>(
        &mut self,
        list: impl IntoIterator<Item = &'a Ref>,
        stands: impl Fn(&Id) -> bool,
        what: &str,
        holder: &Id,
    ) {
        for reference in list {
            let there = reference.id().is_some_and(&stands);
            self.unless(there, what, (holder, reference));
        }
    }

    /// No two of the claims are of one thing by two holders.
    fn unique<K: Ord + Debug>(&mut self, claims: impl IntoIterator<Item = (K, Id)>, what: &str) {
        let mut holders: BTreeMap<K, BTreeSet<Id>> = BTreeMap::new();
        for (thing, holder) in claims {
            holders.entry(thing).or_default().insert(holder);
        }
        for (thing, held) in holders {
            self.unless(held.len() == 1, what, (thing, held));
        }
    }
}

fn parent(org: &LiveOrg) -> Option<&Id> {
    org.props.parent.value().and_then(Ref::id)
}

fn tree(directory: &Directory, faults: &mut Faults) {
    for org in directory.orgs.values() {
        let mut at = org;
        let mut depth = 1;
        while let Some(id) = parent(at) {
            let Some(above) = directory.orgs.get(id) else {
                faults.unless(false, "a parent that is gone", (&org.id, id));
                break;
            };
            faults.unless(above.domain == org.domain, "a parent elsewhere", &org.id);
            depth += 1;
            if depth > 15 {
                faults.unless(false, "a cycle, or deeper than 15", &org.id);
                break;
            }
            at = above;
        }
        let above = parent(org).and_then(|id| directory.orgs.get(id));
        let private = above.is_some_and(|above| above.props.visible == Field::Known(false));
        faults.unless(
            !private || org.props.visible == Field::Known(false),
            "visible below a private parent",
            &org.id,
        );
    }
}

fn orders(directory: &Directory, faults: &mut Faults) {
    let mut siblings: BTreeMap<(DomainId, Option<&Id>), Vec<i64>> = BTreeMap::new();
    for org in directory.orgs.values() {
        let family = siblings.entry((org.domain, parent(org))).or_default();
        family.push(org.display_order);
    }
    for (family, mut orders) in siblings {
        orders.sort_unstable();
        let dense = (1..).zip(&orders).all(|(n, order)| n == *order);
        faults.unless(dense, "sibling orders with gaps or twice", (family, orders));
    }
}

fn keys(directory: &Directory, faults: &mut Faults) {
    let members = directory.members.values().map(|m| (&m.key, &m.id));
    let orgs = directory.orgs.values().map(|o| (&o.key, &o.id));
    let groups = directory.groups.values().map(|g| (&g.key, &g.id));
    let claims = |list: Vec<(&Option<crate::directory::Key>, &Id)>| {
        let claim = |(key, id): (&Option<_>, &Id)| Some((key.clone()?, id.clone()));
        list.into_iter().filter_map(claim).collect::<Vec<_>>()
    };
    faults.unique(claims(members.collect()), "a member key held twice");
    faults.unique(claims(orgs.collect()), "an org key held twice");
    faults.unique(claims(groups.collect()), "a group key held twice");
    let ranks = directory.ranks.values().filter_map(|rank| {
        // User types' keys are unique in the tenant, the others' in their domain (facts 4.2).
        let scope = (rank.kind != RankKind::UserType).then_some(rank.domain);
        Some(((rank.kind, scope, rank.key.clone()?), rank.id.clone()))
    });
    faults.unique(ranks, "a rank key held twice");
}

fn names(directory: &Directory, faults: &mut Faults) {
    let groups = directory.groups.values().filter_map(|group| {
        let name = group.props.name.known()?.to_lowercase();
        Some(((group.domain, name), group.id.clone()))
    });
    faults.unique(groups, "a group name held twice");
    let ranks = directory.ranks.values().filter_map(|rank| {
        let name = rank.props.name.known()?.clone();
        Some(((rank.kind, rank.domain, name), rank.id.clone()))
    });
    faults.unique(ranks, "a rank name held twice");
}

fn addresses(directory: &Directory, faults: &mut Faults) {
    let mut claims: Vec<((DomainId, String), Id)> = Vec::new();
    let mut claim = |domain: DomainId, address: &str, id: &Id| {
        claims.push(((domain, address.to_lowercase()), id.clone()));
    };
    for member in directory.members.values() {
        let props = &member.props;
        let aliases = props.alias_emails.known().into_iter().flatten();
        for address in props.email.known().into_iter().chain(aliases) {
            claim(member.domain, address.as_str(), &member.id);
        }
        for entry in props.secondary.known().into_iter().flatten() {
            if let Some(address) = entry.email.known() {
                claim(entry.domain, address.as_str(), &member.id);
            }
        }
    }
    for org in directory.orgs.values() {
        let aliases = org.props.alias_emails.known().into_iter().flatten();
        for address in org.props.email.known().into_iter().chain(aliases) {
            claim(org.domain, address.as_str(), &org.id);
        }
    }
    for group in directory.groups.values() {
        let aliases = group.props.alias_emails.known().into_iter().flatten();
        for address in group.props.email.value().into_iter().chain(aliases) {
            claim(group.domain, address.as_str(), &group.id);
        }
    }
    faults.unique(claims, "an address held twice");
}

/// Every post of a member with the domain it is in.
fn posts(member: &LiveMember) -> impl Iterator<Item = (DomainId, &[Post])> {
    let own = member.props.posts.known();
    let own = own.map(|posts| (member.domain, posts.as_slice()));
    let others = member.props.secondary.known().into_iter().flatten();
    own.into_iter().chain(others.filter_map(|entry| {
        let posts = entry.posts.known()?;
        Some((entry.domain, posts.as_slice()))
    }))
}

fn members(directory: &Directory, faults: &mut Faults) {
    let mut leaders: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
    let rank_of = |kind: RankKind, domain: Option<DomainId>| {
        move |id: &Id| {
            let held = directory.ranks.get(id);
            held.is_some_and(|rank| {
                rank.kind == kind && domain.is_none_or(|domain| rank.domain == domain)
            })
        }
    };
    for member in directory.members.values() {
        let props = &member.props;
        let id = &member.id;
        faults.resolve(
            props.user_type.value(),
            rank_of(RankKind::UserType, None),
            "a user type that is gone",
            id,
        );
        let levels = [(member.domain, props.level.value())];
        let others = props.secondary.known().into_iter().flatten();
        let others = others.map(|entry| (entry.domain, entry.level.value()));
        for (domain, level) in levels.into_iter().chain(others) {
            faults.resolve(
                level,
                rank_of(RankKind::Level, Some(domain)),
                "a level that is gone or of another domain",
                id,
            );
        }
        let relations = props.relations.known().into_iter().flatten();
        faults.resolve(
            relations.map(|relation| &relation.member),
            |id| directory.members.contains_key(id),
            "a relation to nobody",
            id,
        );
        for (domain, posts) in posts(member) {
            faults.unless(posts.len() <= 30, "more than 30 posts", id);
            let primaries = posts.iter().filter(|p| p.primary == Field::Known(true));
            let expected = usize::from(!posts.is_empty());
            faults.unless(primaries.count() == expected, "not one primary post", id);
            let orgs: BTreeSet<_> = posts.iter().filter_map(|post| post.org.id()).collect();
            faults.unless(orgs.len() == posts.len(), "two posts in one org", id);
            for post in posts {
                let org = post.org.id().and_then(|org| directory.orgs.get(org));
                faults.unless(
                    org.is_some_and(|org| org.domain == domain),
                    "a post in an org that is gone or elsewhere",
                    (id, &post.org),
                );
                faults.resolve(
                    post.position.value(),
                    rank_of(RankKind::Position, Some(domain)),
                    "a position that is gone or of another domain",
                    id,
                );
                if let (Some(org), Field::Known(true)) = (org, post.leader) {
                    leaders.entry(&org.id).or_default().push(id);
                }
            }
        }
        let flags = &member.flags;
        faults.unless(
            flags.suspended == flags.suspended_reason.is_some(),
            "suspended without a reason, or the reverse",
            id,
        );
        faults.unless(
            !(flags.pending && flags.suspended),
            "pending and suspended at once",
            id,
        );
    }
    for (org, held) in leaders {
        faults.unless(held.len() == 1, "an org with several leaders", (org, held));
    }
}

fn groups(directory: &Directory, faults: &mut Faults) {
    for group in directory.groups.values() {
        let id = &group.id;
        let props = &group.props;
        let masters = props.masters.known();
        faults.unless(
            masters.is_some_and(|masters| !masters.is_empty()),
            "a group without a master",
            id,
        );
        let member = |id: &Id| directory.members.contains_key(id);
        let org = |id: &Id| directory.orgs.contains_key(id);
        let inner = |id: &Id| directory.groups.contains_key(id);
        faults.resolve(masters.into_iter().flatten(), member, "a master gone", id);
        let list = |field: &'_ Field<Vec<Ref>>| field.clone().into_known().unwrap_or_default();
        faults.resolve(&list(&props.members), member, "a member gone", id);
        faults.resolve(&list(&props.orgs), org, "a member org gone", id);
        faults.resolve(&list(&props.groups), inner, "a member group gone", id);
        for field in [&props.masters, &props.members, &props.orgs, &props.groups] {
            let all = list(field);
            let distinct: BTreeSet<_> = all.iter().filter_map(Ref::id).collect();
            faults.unless(distinct.len() == all.len(), "one entry twice", id);
        }
        let mut above = vec![id.clone()];
        let mut seen = BTreeSet::new();
        while let Some(at) = above.pop() {
            let below = directory.groups.get(&at).map(|g| list(&g.props.groups));
            for next in below.into_iter().flatten() {
                let Some(next) = next.id().cloned() else {
                    continue;
                };
                faults.unless(next != *id, "a group in itself", id);
                if seen.insert(next.clone()) {
                    above.push(next);
                }
            }
        }
    }
}
