use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::Removals;
use crate::directory::{Desired, Directory, DomainId, Id, Key, Kind, LiveOrg, Ref};
use crate::plan::difference::{Managed, Scope};
use crate::plan::matching::{Match, Matches, key_scope};
use crate::plan::resolver::Resolver;
use crate::source::Problem;

/// The two sides of a plan and everything derived from them once.
pub struct Context<'a> {
    /// What should be.
    pub desired: &'a Desired,
    /// What is.
    pub live: &'a Directory,
    /// Which is which.
    pub matches: Arc<Matches>,
    /// References to ids and back.
    pub resolver: Resolver<'a>,
    /// What goes.
    pub removals: Removals,
    /// Live objects that are declared, or that go.
    pub managed: Managed,
    /// Live orgs below each parent (`None`: top level), in their order.
    pub children: HashMap<(DomainId, Option<Id>), Vec<Id>>,
    /// Live members by the orgs they have posts in.
    pub posted: HashMap<Id, Vec<Id>>,
    /// Live objects matched by nothing and not to be removed, by kind.
    pub unmanaged: BTreeMap<Kind, u32>,
    /// When the plan is made.
    pub as_of: Timestamp,
    /// What references cannot mean since something is wrong with the match of what they name.
    unsettled: Unsettled,
}

impl<'a> Context<'a> {
    /// Matches, and decides what goes.
    pub fn new(
        desired: &'a Desired,
        live: &'a Directory,
        as_of: Timestamp,
        problems: &mut Vec<Problem>,
    ) -> Context<'a> {
        let matches = Arc::new(crate::plan::matching::matches(desired, live, problems));
        let resolver = Resolver::new(desired, live, Arc::clone(&matches));
        let children = children(live);
        let (removals, unmanaged) =
            super::removals::decide(desired, live, &matches, &resolver, &children, problems);
        let managed = Managed {
            matches: Arc::clone(&matches),
            going: removals.all().collect(),
        };
        let unsettled = Unsettled::new(desired, &matches);
        Context {
            desired,
            live,
            matches,
            resolver,
            removals,
            managed,
            children,
            posted: posted(live),
            unmanaged,
            as_of,
            unsettled,
        }
    }

    /// The scope of comparisons for objects of a domain.
    pub fn scope(&self, domain: DomainId) -> Scope<'_> {
        Scope {
            tenant: &self.desired.tenant,
            resolver: &self.resolver,
            managed: &self.managed,
            lists: self.desired.policy.lists,
            domain,
        }
    }

    /// The live object of a declared one.
    pub fn matched(&self, kind: Kind, at: usize) -> Option<&Match> {
        self.matches.of(kind, at)
    }

    /// Whether a declared object has to be created: nothing live is it, and nothing is wrong
    /// with its match.
    pub fn is_new(&self, kind: Kind, at: usize) -> bool {
        self.matched(kind, at).is_none() && !self.matches.unsettled.contains(&(kind, at))
    }

    /// Whether a reference names a declared object of which it is not known what is live:
    /// an error of its own, so that what refers to it is not to be judged.
    pub fn is_unsettled(&self, kind: Kind, domain: DomainId, reference: &Ref) -> bool {
        self.unsettled.holds(kind, domain, reference)
            && self.resolver.resolve(kind, domain, reference).is_none()
    }

    /// The parent a declared org should have: `Some(None)` is the top level, `None` an
    /// unresolvable reference.
    pub fn goal_parent(&self, at: usize) -> Option<Option<Id>> {
        let org = &self.desired.orgs[at];
        match org.props.parent.value() {
            None => Some(None),
            Some(parent) => self
                .resolver
                .resolve(Kind::Org, org.declaration.domain, parent)
                .map(Some),
        }
    }

    /// The declared object an id belongs to.
    pub fn declared(&self, id: &Id) -> Option<(Kind, usize)> {
        self.matches
            .declared
            .get(id)
            .copied()
            .or_else(|| crate::plan::resolver::stood_in(id))
    }
}

/// Declared objects that no live one was found for and that must not be created.
#[derive(Default)]
struct Unsettled {
    keys: HashSet<(Kind, Option<DomainId>, Key)>,
    /// Addresses of members, in lower case.
    emails: HashSet<String>,
}

impl Unsettled {
    fn new(desired: &Desired, matches: &Matches) -> Unsettled {
        let mut unsettled = Unsettled::default();
        for (kind, at) in &matches.unsettled {
            if matches.likely_id(*kind, *at).is_some() {
                continue;
            }
            if let Some(declaration) = desired.declaration(*kind, *at) {
                let scope = key_scope(*kind, declaration.domain);
                let key = declaration.key.clone();
                unsettled.keys.insert((*kind, scope, key));
            }
            if *kind == Kind::Member {
                let email = desired.members[*at].props.email.known();
                let email = email.map(|email| email.as_str().to_lowercase());
                unsettled.emails.extend(email);
            }
        }
        unsettled
    }

    fn holds(&self, kind: Kind, domain: DomainId, reference: &Ref) -> bool {
        if self.keys.is_empty() {
            return false;
        }
        match reference {
            Ref::Id(_) => false,
            Ref::Key(key) => (self.keys).contains(&(kind, key_scope(kind, domain), key.clone())),
            Ref::Email(email) => self.emails.contains(&email.as_str().to_lowercase()),
        }
    }
}

/// The parent of a live org.
pub fn live_parent(org: &LiveOrg) -> Option<&Id> {
    org.props.parent.value().and_then(Ref::id)
}

fn children(live: &Directory) -> HashMap<(DomainId, Option<Id>), Vec<Id>> {
    let mut children: HashMap<(DomainId, Option<Id>), Vec<&LiveOrg>> = HashMap::new();
    for org in live.orgs.values() {
        children
            .entry((org.domain, live_parent(org).cloned()))
            .or_default()
            .push(org);
    }
    children
        .into_iter()
        .map(|(parent, mut orgs)| {
            // Equal numbers keep an order of their own that does not depend on the list's.
            orgs.sort_by(|a, b| (a.display_order, &a.id).cmp(&(b.display_order, &b.id)));
            (parent, orgs.into_iter().map(|org| org.id.clone()).collect())
        })
        .collect()
}

fn posted(live: &Directory) -> HashMap<Id, Vec<Id>> {
    let mut posted: HashMap<Id, Vec<Id>> = HashMap::new();
    for member in live.members.values() {
        for id in post_orgs(&member.props) {
            posted
                .entry(id.clone())
                .or_default()
                .push(member.id.clone());
        }
    }
    posted
}

/// The orgs a member has posts in, in every domain.
pub fn post_orgs(member: &crate::directory::Member) -> impl Iterator<Item = &Id> {
    let other = member.secondary.known().into_iter().flatten();
    member
        .posts
        .known()
        .into_iter()
        .flatten()
        .chain(other.flat_map(|s| s.posts.known().into_iter().flatten()))
        .filter_map(|post| post.org.id())
}
