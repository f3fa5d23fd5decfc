//! What an object should become, and what of it differs: one file per kind. The same
//! comparison finds the work to do, builds each request's body and judges the rehearsal.

mod field;
mod group;
mod member;
mod org;
mod posts;
mod rank;

pub use field::Differences;
pub use group::{group_differences, group_goal, membership};
pub use member::{leave_body, leave_differs, member_differences, member_goal};
pub use org::{org_differences, org_goal};
pub use posts::{organizations_body, posts_goal};
pub use rank::{rank_differences, rank_goal};

use std::collections::HashSet;

use super::resolver::Resolver;
use crate::directory::{DomainId, Id, Lists, Tenant};

/// What the comparisons need to know beside the two objects.
pub struct Scope<'a> {
    /// The tenant, for the keys of its domains.
    pub tenant: &'a Tenant,
    /// References to ids and back.
    pub resolver: &'a Resolver,
    /// Live objects this configuration manages: declared ones, and those it removes.
    pub managed: &'a HashSet<Id>,
    /// What happens to list entries that name unmanaged objects.
    pub lists: Lists,
    /// The domain of the object compared.
    pub domain: DomainId,
}

impl Scope<'_> {
    /// Whether a list entry that the configuration does not name stays.
    pub fn keeps(&self, id: &Id) -> bool {
        self.lists == Lists::KeepUnmanaged && !self.managed.contains(id)
    }
}
