use std::collections::BTreeSet;

use super::extent::Extent;
use super::progress::What;
use crate::directory::{Desired, DomainId, DomainList, Field, Kind, Post, RankKind, Ref};

/// What a configuration needs to know of the tenant: no other list is read. Keys of
/// members, orgs and groups are unique over all domains (facts 4.2), so their lists are
/// needed of every domain or of none; ranked lists of each domain by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// The members: also where only orgs or groups are declared, since addresses are
    /// unique over all of them and an org with members is not deleted.
    pub(super) members: bool,
    /// The orgs: wherever members or groups are declared too, for their posts and lists.
    pub(super) orgs: bool,
    /// The groups, less who is in them: for that see [`super::groups::Managed`].
    pub(super) groups: bool,
    /// The ranked lists.
    pub(super) ranks: BTreeSet<(DomainId, RankKind)>,
    /// Declared members that the lists do not show, asked for by name (facts 11 #38).
    pub(super) lookups: bool,
    /// Who is in the groups, of every group.
    pub(super) all_groups: bool,
}

impl Needs {
    pub(super) fn of(desired: &Desired, extent: Extent) -> Needs {
        match extent {
            Extent::Plan => Needs::of_plan(desired),
            Extent::Members => Needs {
                members: true,
                ..Needs::default()
            },
            Extent::Everything => Needs {
                members: true,
                orgs: true,
                groups: true,
                ranks: desired
                    .tenant
                    .domains
                    .iter()
                    .flat_map(|domain| RankKind::ALL.map(|kind| (domain.id, kind)))
                    .collect(),
                lookups: false,
                all_groups: true,
            },
        }
    }

    fn of_plan(desired: &Desired) -> Needs {
        let owned = |kind| {
            desired
                .policy
                .owns
                .get(&kind)
                .is_some_and(|patterns| !patterns.is_empty())
        };
        let people = [Kind::Org, Kind::Member, Kind::Group]
            .into_iter()
            .any(|kind| desired.sections.contains(&kind) || owned(kind));
        let mut ranks = BTreeSet::new();
        for domain in &desired.tenant.domains {
            for kind in RankKind::ALL {
                if domain.enable.contains(&kind) || owned(kind.into()) {
                    ranks.insert((domain.id, kind));
                }
            }
        }
        ranks.extend(
            desired
                .ranks
                .iter()
                .map(|rank| (rank.declaration.domain, rank.kind)),
        );
        for member in &desired.members {
            let domain = member.declaration.domain;
            let props = &member.props;
            reference(&mut ranks, domain, RankKind::UserType, &props.user_type);
            reference(&mut ranks, domain, RankKind::Level, &props.level);
            posts(&mut ranks, domain, &props.posts);
            for secondary in props.secondary.known().into_iter().flatten() {
                reference(
                    &mut ranks,
                    secondary.domain,
                    RankKind::Level,
                    &secondary.level,
                );
                posts(&mut ranks, secondary.domain, &secondary.posts);
            }
        }
        Needs {
            // Ranks that are held are not deleted.
            members: people || RankKind::ALL.into_iter().any(|kind| owned(kind.into())),
            orgs: people,
            groups: people,
            ranks,
            lookups: true,
            all_groups: false,
        }
    }

    /// Whether a list of a domain is needed.
    pub(super) fn has(&self, what: What, domain: DomainId) -> bool {
        match what {
            What::Members => self.members,
            What::Orgs => self.orgs,
            What::Groups => self.groups,
            What::Ranks(kind) => self.ranks.contains(&(domain, kind)),
        }
    }

    /// The list of a domain to begin with: one that is needed, so that proving the access
    /// costs no call; that of the orgs where none is.
    pub(super) fn first(&self, domain: DomainId) -> What {
        let ranks = RankKind::ALL.map(What::Ranks);
        [What::Members, What::Orgs, What::Groups]
            .into_iter()
            .chain(ranks)
            .find(|what| self.has(*what, domain))
            .unwrap_or(What::Orgs)
    }

    /// Lists of every domain that are not needed.
    pub(super) fn unread(&self) -> BTreeSet<DomainList> {
        let Needs {
            members,
            orgs,
            groups,
            ranks: _,
            lookups: _,
            all_groups: _,
        } = self;
        [
            (DomainList::Members, *members),
            (DomainList::Orgs, *orgs),
            (DomainList::Groups, *groups),
        ]
        .into_iter()
        .filter_map(|(list, needed)| (!needed).then_some(list))
        .collect()
    }
}

/// A managed assignment needs the list, a cleared one too: to say what goes.
fn reference(
    ranks: &mut BTreeSet<(DomainId, RankKind)>,
    domain: DomainId,
    kind: RankKind,
    assigned: &Field<Option<Ref>>,
) {
    if !assigned.is_absent() {
        ranks.insert((domain, kind));
    }
}

fn posts(ranks: &mut BTreeSet<(DomainId, RankKind)>, domain: DomainId, posts: &Field<Vec<Post>>) {
    for post in posts.known().into_iter().flatten() {
        reference(ranks, domain, RankKind::Position, &post.position);
    }
}
