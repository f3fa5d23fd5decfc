//! What the service's own screens show and no call answers: the tree, who holds what,
//! days left, pace. Reads only, by index.

use std::sync::Arc;

use jiff::Timestamp;

use crate::directory::{DomainId, Email, Id, Kind, LiveGroup, LiveMember, LiveOrg};

use super::access::Admission;
use super::state::DomainSettings;
use super::{Assumptions, Consistency, World, users};

impl World {
    /// The children of an org, or the top level of a domain, in their order.
    pub fn children(&self, domain: DomainId, parent: Option<&Id>) -> &[Id] {
        self.state().index.children(domain, parent)
    }

    /// The members with a post in an org, in the order of their ids.
    pub fn members_of(&self, org: &Id) -> impl Iterator<Item = &Arc<LiveMember>> {
        self.state().members_of(org)
    }

    /// How many objects of a kind mention an object: members with a post in an org,
    /// holders of a rank, ...
    pub fn count_mentions(&self, object: &Id, by: Kind) -> usize {
        self.state().index.mentioned_by(object, by).count()
    }

    /// The groups that name an object as a member, as a master or in their mail lists.
    pub fn groups_naming(&self, object: &Id) -> impl Iterator<Item = &Arc<LiveGroup>> {
        let state = self.state();
        (state.index.mentioned_by(object, Kind::Group))
            .filter_map(|id| state.directory.groups.get(id))
    }

    /// How many objects of a kind live in a domain.
    pub fn count(&self, kind: Kind, domain: DomainId) -> usize {
        self.state().index.count(kind, domain)
    }

    /// The orgs above an org, nearest first; stops where it would go round.
    pub fn above(&self, org: &LiveOrg) -> Vec<&Arc<LiveOrg>> {
        let mut found: Vec<&Arc<LiveOrg>> = Vec::new();
        let mut next = super::state::parent_of(org);
        while let Some(id) = next
            && *id != org.id
            && found.iter().all(|org| org.id != *id)
            && let Some(parent) = self.state().directory.orgs.get(id)
        {
            found.push(parent);
            next = super::state::parent_of(parent);
        }
        found
    }

    /// Until when a member in deletion can be brought back (facts 5.1.6).
    pub fn undelete_until(&self, member: &Id) -> Option<Timestamp> {
        (self.state().extras.get(member)).and_then(users::end_of_grace)
    }

    /// Whether a member is the super administrator.
    pub fn is_super_admin(&self, member: &Id) -> bool {
        (self.state().extras.get(member)).is_some_and(|extra| extra.super_admin)
    }

    /// Whether the members of a group are computed from conditions (facts 5.3.1).
    pub fn is_dynamic(&self, group: &Id) -> bool {
        self.state().dynamic_groups.contains(group)
    }

    /// What is set in the console of a domain; `None` where all is as it came.
    pub fn settings(&self, domain: DomainId) -> Option<&DomainSettings> {
        self.state().settings.get(&domain)
    }

    /// How late lists show what was written (facts 7).
    pub fn consistency(&self) -> Consistency {
        self.state().consistency
    }

    /// How the open points of the facts (section 11) are played.
    pub fn assumptions(&self) -> &Assumptions {
        &self.state().assumptions
    }

    /// The member with a login id.
    pub fn member_of_login(&self, email: &Email) -> Option<&Id> {
        self.state().index.by_login(email.as_str())
    }

    /// The operations with calls in their window, and what each window says (facts 3.1).
    pub fn pace(&self, now: Timestamp) -> Vec<(&str, Admission)> {
        let limit = self.state().rules.plan.calls_per_minute();
        let windows = &self.state().access.windows;
        windows.in_use(limit, self.course(), now)
    }
}

#[cfg(test)]
mod tests;
