use std::collections::HashMap;

use crate::directory::{DomainId, Id, Kind, Member, Post, Ref};
use crate::plan::action::{Act, Graph};
use crate::plan::build::Context;
use crate::plan::resolver::stood_in;

/// What the comparisons look at: the two sides, what is to be created, and which live orgs
/// the new ones are taken for.
pub struct Scene<'c, 'a> {
    /// The two sides.
    pub context: &'c Context<'a>,
    /// Declared objects that the plan creates, by kind, in their order.
    creates: HashMap<Kind, Vec<usize>>,
    /// The live org that a declared one is taken for, though nothing says so yet.
    pub taken_for: HashMap<usize, Id>,
}

impl<'c, 'a> Scene<'c, 'a> {
    /// Over what a graph creates.
    pub fn new(context: &'c Context<'a>, graph: &Graph) -> Scene<'c, 'a> {
        let mut creates: HashMap<Kind, Vec<usize>> = HashMap::new();
        for action in &graph.actions {
            let made = match action.act {
                Act::CreateRank(at) => (context.desired.ranks[at].kind.into(), at),
                Act::CreateOrg(at) => (Kind::Org, at),
                Act::CreateMember(at) => (Kind::Member, at),
                Act::CreateGroup(at) => (Kind::Group, at),
                _ => continue,
            };
            creates.entry(made.0).or_default().push(made.1);
        }
        for list in creates.values_mut() {
            list.sort_unstable();
            list.dedup();
        }
        Scene {
            context,
            creates,
            taken_for: HashMap::new(),
        }
    }

    /// What of a kind is created.
    pub fn creates(&self, kind: Kind) -> &[usize] {
        self.creates.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Whether a live object is matched by nothing, nor may be by something that is not
    /// settled.
    pub fn is_free(&self, id: &Id) -> bool {
        let matches = &self.context.matches;
        !matches.declared.contains_key(id) && !matches.claimed.contains(id)
    }

    /// The live object that a reference of a declared one means; of a new org the one it is
    /// taken for.
    pub fn live(&self, kind: Kind, domain: DomainId, reference: &Ref) -> Option<Id> {
        let id = self.context.resolver.resolve(kind, domain, reference)?;
        match stood_in(&id) {
            None => Some(id),
            Some((Kind::Org, at)) => self.taken_for.get(&at).cloned(),
            Some(_) => None,
        }
    }

    /// The orgs that a declared member has posts in, as live objects.
    pub fn live_orgs(&self, domain: DomainId, member: &Member) -> Vec<Id> {
        let mut orgs: Vec<Id> = all_posts(domain, member)
            .filter_map(|(domain, post)| self.live(Kind::Org, domain, &post.org))
            .collect();
        orgs.sort_unstable();
        orgs.dedup();
        orgs
    }
}

/// The posts of a member in every domain, with the domain.
pub fn all_posts(domain: DomainId, member: &Member) -> impl Iterator<Item = (DomainId, &Post)> {
    let own = member.posts.known().into_iter().flatten();
    let other = member.secondary.known().into_iter().flatten();
    let other = other.flat_map(|secondary| {
        let posts = secondary.posts.known().into_iter().flatten();
        posts.map(|post| (secondary.domain, post))
    });
    own.map(move |post| (domain, post)).chain(other)
}
