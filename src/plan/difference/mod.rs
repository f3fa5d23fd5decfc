//! What an object should become, and what of it differs: one file per kind. The same
//! comparison finds the work to do, builds each request's body and judges the rehearsal.

mod field;
mod group;
mod member;
mod org;
mod posts;
mod rank;
mod stands;

pub use field::Differences;
pub use group::{group_as_read, group_differences, group_goal, listed_membership, membership};
pub use member::{leave_body, leave_differs, member_as_read, member_differences, member_goal};
pub use org::{org_as_read, org_differences, org_goal};
pub use posts::{organizations_body, posts_goal};
pub use rank::{rank_as_read, rank_differences, rank_goal};
pub use stands::{group_stands, member_stands};

use std::collections::HashSet;
use std::sync::Arc;

use super::matching::Matches;
use super::resolver::Resolver;
use crate::directory::{DomainId, Id, Lists, Tenant};

/// Live objects this configuration manages: declared ones, and those it removes.
pub struct Managed {
    /// Which live objects are declared.
    pub matches: Arc<Matches>,
    /// What goes.
    pub going: HashSet<Id>,
}

impl Managed {
    /// Whether an object is one of them.
    pub fn contains(&self, id: &Id) -> bool {
        self.matches.declared.contains_key(id) || self.going.contains(id)
    }
}

/// What the comparisons need to know beside the two objects.
pub struct Scope<'a> {
    /// The tenant, for the keys of its domains.
    pub tenant: &'a Tenant,
    /// References to ids and back.
    pub resolver: &'a Resolver<'a>,
    /// Live objects this configuration manages: declared ones, and those it removes.
    pub managed: &'a Managed,
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
