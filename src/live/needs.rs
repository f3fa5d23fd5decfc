use std::collections::BTreeSet;

use crate::directory::{Desired, DomainId, Field, Kind, Post, RankKind, Ref};

/// What a configuration needs to know of the tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// The members: also where only orgs or groups are declared, since addresses are
    /// unique over all of them and an org with members is not deleted.
    pub(super) members: bool,
    /// The groups, less who is in them.
    pub(super) groups: bool,
    /// The ranked lists.
    pub(super) ranks: BTreeSet<(DomainId, RankKind)>,
}

impl Needs {
    pub(super) fn of(desired: &Desired) -> Needs {
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
            groups: people,
            ranks,
        }
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
