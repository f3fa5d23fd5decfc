use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::hidden::Returned;
use super::progress::What;
use super::walk::{Found, Listed};
use crate::directory::{
    Directory, DomainId, DomainList, DomainState, FeatureState, Field, Id, LiveGroup, LiveMember,
    LiveOrg, LiveRank, Ref,
};

/// The lists, converted and merged over the domains.
#[derive(Default)]
pub(super) struct Lists {
    domains: BTreeMap<DomainId, DomainState>,
    orgs: IndexMap<Id, LiveOrg>,
    pub(super) members: IndexMap<Id, LiveMember>,
    pub(super) groups: IndexMap<Id, LiveGroup>,
    ranks: IndexMap<Id, LiveRank>,
    pub(super) returned: BTreeMap<DomainId, Returned>,
}

impl Lists {
    /// Takes lists in. They are finished in any order, so they are taken in an order of
    /// their own: what is read does not depend on which answer came first.
    pub(super) fn take(&mut self, mut listed: Vec<Listed>) {
        listed.sort_by_key(|list| (list.what, list.domain));
        for Listed {
            what,
            domain,
            found,
        } in listed
        {
            if let What::Ranks(kind) = what {
                *self.domains.entry(domain).or_default().feature_mut(kind) = match found {
                    Some(_) => FeatureState::On,
                    None => FeatureState::Off,
                };
            }
            let Found {
                members,
                returned,
                orgs,
                groups,
                ranks,
            } = found.unwrap_or_default();
            if what == What::Members {
                self.returned.insert(domain, returned);
            }
            for member in members {
                // A member of several domains stands in the list of each; that of the
                // primary domain decides, since each domain hides what it likes.
                if member.domain == domain || !self.members.contains_key(&member.id) {
                    self.members.insert(member.id.clone(), member);
                }
            }
            self.orgs
                .extend(orgs.into_iter().map(|o| (o.id.clone(), o)));
            self.groups
                .extend(groups.into_iter().map(|g| (g.id.clone(), g)));
            self.ranks
                .extend(ranks.into_iter().map(|r| (r.id.clone(), r)));
        }
    }

    /// Says which lists of a domain were left out.
    pub(super) fn leave_out(&mut self, domain: DomainId, unread: BTreeSet<DomainList>) {
        self.domains.entry(domain).or_default().unread = unread;
    }

    /// Sorted by id, so that the order of the lists leaves no trace.
    pub(super) fn directory(mut self) -> Directory {
        let known: HashSet<Id> = self.orgs.keys().cloned().collect();
        for org in self.orgs.values_mut() {
            // A parent that no list shows is the company itself: the root (facts 11 #29).
            if let Field::Known(Some(Ref::Id(parent))) = &org.props.parent
                && !known.contains(parent)
            {
                org.props.parent = Field::Known(None);
            }
        }
        Directory {
            domains: self.domains,
            ranks: shared(self.ranks),
            orgs: shared(self.orgs),
            members: shared(self.members),
            groups: shared(self.groups),
        }
    }
}

fn shared<T>(mut objects: IndexMap<Id, T>) -> IndexMap<Id, Arc<T>> {
    objects.sort_unstable_keys();
    objects
        .into_iter()
        .map(|(id, object)| (id, Arc::new(object)))
        .collect()
}
