//! What the service changes by itself when another object is changed or goes. A change that
//! would bring about no more than that is planned after its cause, and comes to nothing
//! then: no call is spent on it.

use std::collections::HashSet;

use super::Context;
use super::context::live_parent;
use super::removals::how;
use crate::directory::{
    DomainId, Field, Group, Id, Kind, LiveMember, LiveOrg, Member, Org, Post, Ref, Removal,
    WantedState,
};

/// Side effects of the calls that a plan makes anyway.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    /// Members that are deleted leave their groups (facts 5.1.6).
    leaving: HashSet<Id>,
    /// Those that are erased leave every list.
    erased: HashSet<Id>,
    /// Groups that are deleted leave the groups they are in.
    groups: HashSet<Id>,
    /// Orgs that a declared member comes to lead: whoever leads them now is unseated
    /// (facts 5.1.2).
    seats: HashSet<Id>,
}

impl Effects {
    /// Of everything that is declared and that goes.
    pub fn new(context: &Context<'_>) -> Effects {
        let mut effects = Effects {
            groups: context.removals.groups.iter().cloned().collect(),
            ..Effects::default()
        };
        for (id, _) in &context.removals.members {
            let Some(live) = context.live.members.get(id) else {
                continue;
            };
            match how(live, context.desired.policy.removal) {
                Removal::Suspend => {}
                Removal::Delete => {
                    effects.leaving.insert(id.clone());
                }
                Removal::ForceDelete => {
                    effects.leaving.insert(id.clone());
                    effects.erased.insert(id.clone());
                }
            }
        }
        for (at, member) in context.desired.members.iter().enumerate() {
            if member.state == WantedState::Deleted {
                continue;
            }
            let domain = member.declaration.domain;
            let found = context.matched(Kind::Member, at);
            let live = found.and_then(|found| context.live.members.get(&found.id));
            for (domain, post) in all_posts(&member.props, domain) {
                if post.leader != Field::Known(true) {
                    continue;
                }
                if let Some(org) = context.resolver.resolve(Kind::Org, domain, &post.org)
                    && !live.is_some_and(|live| leads(&live.props, &org))
                {
                    effects.seats.insert(org);
                }
            }
        }
        effects
    }

    /// A member as these leave it; `None` where they leave it alone.
    pub fn on_member(&self, live: &LiveMember, goal: &Member) -> Option<Member> {
        let now = &live.props;
        let unseated = |post: &Post| {
            post.leader.or(false)
                && (post.org.id()).is_some_and(|org| self.seats.contains(org) && !leads(goal, org))
        };
        let parted = |list: &Field<Vec<crate::directory::Relation>>| {
            let mut list = list.known().into_iter().flatten();
            list.any(|it| it.member.id().is_some_and(|id| self.erased.contains(id)))
        };
        if !live.flags.deleted && !posts(now).any(unseated) && !parted(&now.relations) {
            return None;
        }
        let mut then = now.clone();
        // Whoever comes back has no posts (facts 11 #40).
        if live.flags.deleted {
            then.level = Field::Known(None);
            then.posts = Field::Known(Vec::new());
            then.secondary = Field::Known(Vec::new());
        }
        let away = then.secondary.known_mut().into_iter().flatten();
        let away = away.filter_map(|it| it.posts.known_mut());
        for post in away.chain(then.posts.known_mut()).flatten() {
            if unseated(post) {
                post.leader = Field::Known(false);
            }
        }
        if let Some(list) = then.relations.known_mut() {
            list.retain(|it| it.member.id().is_none_or(|id| !self.erased.contains(id)));
        }
        Some(then)
    }

    /// A group as these leave it; `None` where they leave it alone.
    pub fn on_group(&self, context: &Context<'_>, now: &Group) -> Option<Group> {
        let removals = &context.removals;
        let mut then = now.clone();
        let mut touched = false;
        let mut without = |list: &mut Field<Vec<Ref>>, goes: &dyn Fn(&Id) -> bool| {
            if let Some(list) = list.known_mut() {
                let count = list.len();
                list.retain(|entry| entry.id().is_none_or(|id| !goes(id)));
                touched |= list.len() < count;
            }
        };
        without(&mut then.masters, &|id| self.leaving.contains(id));
        without(&mut then.members, &|id| self.leaving.contains(id));
        without(&mut then.orgs, &|id| removals.all_orgs.contains(id));
        without(&mut then.groups, &|id| self.groups.contains(id));
        without(&mut then.allowed_recipients, &|id| self.erased.contains(id));
        without(&mut then.allowed_senders, &|id| self.erased.contains(id));
        touched.then_some(then)
    }

    /// An org as these leave it; `None` where they leave it alone.
    pub fn on_org(&self, context: &Context<'_>, at: usize, live: &LiveOrg) -> Option<Org> {
        let mut then = live.props.clone();
        let mut touched = false;
        for list in [&mut then.allowed_recipients, &mut then.allowed_senders] {
            if let Some(list) = list.known_mut() {
                let count = list.len();
                list.retain(|entry| entry.id().is_none_or(|id| !self.erased.contains(id)));
                touched |= list.len() < count;
            }
        }
        if live.props.visible == Field::Known(true) && is_hidden(context, at, live) {
            then.visible = Field::Known(false);
            touched = true;
        }
        touched.then_some(then)
    }
}

/// Whether an org becomes private with a parent: below one that is made private, by its
/// move below one that is, or before it leaves one (facts 5.2.2, 11 #22).
fn is_hidden(context: &Context<'_>, at: usize, live: &LiveOrg) -> bool {
    let wanted = context.goal_parent(at).flatten();
    let moves = live_parent(live) != wanted.as_ref();
    let becomes = |above: &Id| {
        let was = context.live.orgs.get(above).map(|it| it.props.visible);
        private(context, above) && (was == Some(Field::Known(true)))
    };
    wanted.is_some_and(|above| becomes(&above) || moves && private(context, &above))
        || hides(context, live).is_some()
}

/// The declared parent of a live org, where it is to become private.
pub fn hides(context: &Context<'_>, live: &LiveOrg) -> Option<usize> {
    let above = live_parent(live)?;
    let (_, at) = context.declared(above)?;
    let was = context.live.orgs.get(above)?.props.visible;
    (private(context, above) && was == Field::Known(true)).then_some(at)
}

/// Whether a declared org is to be private.
fn private(context: &Context<'_>, org: &Id) -> bool {
    let Some((_, at)) = context.declared(org) else {
        return false;
    };
    match context.desired.orgs[at].props.visible {
        Field::Known(visible) => !visible,
        Field::Absent => {
            let live = context.live.orgs.get(org);
            live.is_some_and(|it| it.props.visible == Field::Known(false))
        }
    }
}

fn all_posts(member: &Member, home: DomainId) -> impl Iterator<Item = (DomainId, &Post)> {
    let away = member.secondary.known().into_iter().flatten();
    let away = away.flat_map(|it| {
        let posts = it.posts.known().into_iter().flatten();
        posts.map(|post| (it.domain, post))
    });
    let own = member.posts.known().into_iter().flatten();
    own.map(move |post| (home, post)).chain(away)
}

fn posts(member: &Member) -> impl Iterator<Item = &Post> {
    all_posts(member, DomainId(0)).map(|(_, post)| post)
}

/// Whether a member leads an org.
pub fn leads(member: &Member, org: &Id) -> bool {
    posts(member).any(|post| post.org.id() == Some(org) && post.leader.or(false))
}
