use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::directory::{Field, Gated, Id, Kind, Limit, PasswordBy, Ref, Removal};
use crate::plan::action::{Act, Graph};
use crate::plan::build::{Context, below, live_parent, post_orgs};
use crate::plan::difference::{group_goal, member_goal, membership};

/// How often a plan does what is gated, and of how many.
pub struct Tally {
    counts: BTreeMap<(Kind, Gated), u32>,
    owned: BTreeMap<Kind, u32>,
    memberships: BTreeMap<Kind, u32>,
    declared_or_lost: BTreeMap<Kind, u32>,
}

impl Tally {
    /// Counts what the actions do.
    pub fn of(context: &Context<'_>, graph: &Graph) -> Tally {
        let mut tally = Tally {
            counts: BTreeMap::new(),
            owned: BTreeMap::new(),
            memberships: BTreeMap::new(),
            declared_or_lost: BTreeMap::new(),
        };
        tally.take_owned(context);
        tally.take_removed(context, graph);
        tally.take_changed(context, graph);
        tally.take_shrunk(context);
        for action in &graph.actions {
            tally.take_one(context, &action.act);
        }
        // These take long on a large tenant: counted only where somebody asks.
        let asked = |kind| {
            let limits = context.desired.policy.limits.get(&kind);
            limits.is_some_and(|limits| limits.of(Gated::LoseMembers) != Limit::default())
        };
        if asked(Kind::Org) {
            tally.take_posts(context, graph);
        }
        if asked(Kind::Group) {
            tally.take_entries(context, graph);
        }
        tally
    }

    /// To how many objects it happens; of lost memberships, how many.
    pub fn count(&self, kind: Kind, gated: Gated) -> u32 {
        self.counts.get(&(kind, gated)).copied().unwrap_or(0)
    }

    /// What the count is a share of, before the plan.
    pub fn of_all(&self, kind: Kind, gated: Gated) -> u32 {
        let of = match gated {
            Gated::Shrink => &self.declared_or_lost,
            Gated::LoseMembers => &self.memberships,
            Gated::Remove | Gated::Suspend | Gated::Move | Gated::Invite | Gated::Change => {
                &self.owned
            }
        };
        of.get(&kind).copied().unwrap_or(0)
    }

    fn add(&mut self, kind: Kind, gated: Gated, more: usize) {
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        let count = self.counts.entry((kind, gated)).or_default();
        *count = count.saturating_add(more);
    }

    /// Live objects that the configuration declares or owns.
    fn take_owned(&mut self, context: &Context<'_>) {
        let policy = &context.desired.policy;
        let mut count = |kind: Kind, id, key: Option<&_>| {
            let owned = key.is_some_and(|key| policy.owns(kind, key));
            if owned || context.matches.declared.contains_key(id) {
                *self.owned.entry(kind).or_default() += 1;
            }
        };
        let live = context.live;
        live.ranks
            .values()
            .for_each(|r| count(r.kind.into(), &r.id, r.key.as_ref()));
        live.orgs
            .values()
            .for_each(|o| count(Kind::Org, &o.id, o.key.as_ref()));
        live.groups
            .values()
            .for_each(|g| count(Kind::Group, &g.id, g.key.as_ref()));
        let members = live.members.values().filter(|m| !m.flags.deleted);
        members.for_each(|m| count(Kind::Member, &m.id, m.key.as_ref()));
    }

    fn take_removed(&mut self, context: &Context<'_>, graph: &Graph) {
        for action in &graph.actions {
            match &action.act {
                Act::RemoveMember(..) => self.add(Kind::Member, Gated::Remove, 1),
                Act::DeleteGroup(_) => self.add(Kind::Group, Gated::Remove, 1),
                Act::DeleteRank(id) => {
                    if let Some(rank) = context.live.ranks.get(id) {
                        self.add(rank.kind.into(), Gated::Remove, 1);
                    }
                }
                // One delete of a top takes everything below along: each org counts.
                Act::DeleteOrg(top) => {
                    self.add(Kind::Org, Gated::Remove, below(context, top).len());
                }
                _ => {}
            }
        }
    }

    /// Live objects that are changed, each once, however many calls that takes.
    fn take_changed(&mut self, context: &Context<'_>, graph: &Graph) {
        let mut objects: BTreeSet<(Kind, &Id)> = BTreeSet::new();
        for action in &graph.actions {
            match &action.act {
                Act::Keys(kind, entries) => {
                    objects.extend(entries.iter().map(|entry| (*kind, &entry.id)));
                }
                // Who was suspended before and only loses a post is changed, not removed.
                Act::Strip(id) => {
                    objects.insert((Kind::Member, id));
                }
                act => {
                    let object = act.object(context.desired);
                    let found = object.and_then(|(kind, at)| {
                        context.matched(kind, at).map(|found| (kind, &found.id))
                    });
                    objects.extend(found);
                }
            }
        }
        for action in &graph.actions {
            if let Act::RemoveMember(id, _) = &action.act {
                objects.remove(&(Kind::Member, id));
            }
        }
        for (kind, _) in objects {
            self.add(kind, Gated::Change, 1);
        }
    }

    fn take_one(&mut self, context: &Context<'_>, act: &Act) {
        match act {
            Act::RemoveMember(_, Removal::Suspend) => self.add(Kind::Member, Gated::Suspend, 1),
            Act::Suspend(at) if context.matched(Kind::Member, *at).is_some() => {
                self.add(Kind::Member, Gated::Suspend, 1);
            }
            Act::Transfer(_) => self.add(Kind::Member, Gated::Move, 1),
            Act::MoveOrg(at) => {
                let found = context.matched(Kind::Org, *at);
                let live = found.and_then(|found| context.live.orgs.get(&found.id));
                // Another place among the same siblings is no move of this sort.
                let moves = live.is_some_and(|live| {
                    let goal = context.goal_parent(*at).flatten();
                    live_parent(live) != goal.as_ref()
                });
                self.add(Kind::Org, Gated::Move, usize::from(moves));
            }
            Act::CreateMember(at) => {
                let member = &context.desired.members[*at];
                let by = context.desired.first_password_by(member);
                let invited = by == Some(PasswordBy::Member);
                self.add(Kind::Member, Gated::Invite, usize::from(invited));
            }
            _ => {}
        }
    }

    /// What the configuration declares of what is live, and what it does not and would
    /// therefore lose. What stays undeclared as well (protected, an administrator,
    /// suspended by an earlier removal) is neither; a tombstone is a declaration.
    fn take_shrunk(&mut self, context: &Context<'_>) {
        let removals = &context.removals;
        let live = context.live;
        for (id, (kind, _)) in &context.matches.declared {
            let there = live.members.get(id).is_none_or(|m| !m.flags.deleted);
            *self.declared_or_lost.entry(*kind).or_default() += u32::from(there);
        }
        let policy = &context.desired.policy;
        let at_rest = |id: &Id| {
            let suspended = live.members.get(id).is_some_and(|m| m.flags.suspended);
            policy.removal == Removal::Suspend && suspended
        };
        // What is named to go was not lost by a configuration.
        let named = |id: &&Id| !policy.removes.contains(*id);
        let members = (removals.members.iter())
            .filter(|(id, tombstone)| !tombstone && !at_rest(id) && named(&id))
            .count();
        let mut lost = vec![
            (Kind::Org, removals.all_orgs.iter().filter(named).count()),
            (Kind::Member, members),
            (Kind::Group, removals.groups.iter().filter(named).count()),
        ];
        let ranks = removals.ranks.iter().filter(named);
        let ranks = ranks.filter_map(|id| live.ranks.get(id));
        lost.extend(ranks.map(|rank| (rank.kind.into(), 1)));
        for (kind, more) in lost {
            self.add(kind, Gated::Shrink, more);
            *self.declared_or_lost.entry(kind).or_default() +=
                u32::try_from(more).unwrap_or(u32::MAX);
        }
    }

    /// Posts that members lose in orgs that stay; a member that goes loses none by this.
    fn take_posts(&mut self, context: &Context<'_>, graph: &Graph) {
        let live = context.live;
        let owned = |id: &&Id| {
            let key = live.orgs.get(*id).and_then(|org| org.key.as_ref());
            key.is_some_and(|key| context.desired.policy.owns(Kind::Org, key))
                || context.matches.declared.contains_key(*id)
        };
        let members = live.members.values().filter(|m| !m.flags.deleted);
        let posts = members.flat_map(|m| post_orgs(&m.props).filter(owned));
        let posts = u32::try_from(posts.count()).unwrap_or(u32::MAX);
        self.memberships.insert(Kind::Org, posts);
        let mut counted = HashSet::new();
        for action in &graph.actions {
            let (Act::PatchMember(at) | Act::Transfer(at)) = action.act else {
                continue;
            };
            let found = context.matched(Kind::Member, at);
            let now = found.and_then(|found| live.members.get(&found.id));
            let Some(now) = now.filter(|now| !now.flags.deleted && counted.insert(&now.id)) else {
                continue;
            };
            let member = &context.desired.members[at];
            let scope = context.scope(member.declaration.domain);
            let goal = member_goal(&now.props, &member.props, &scope);
            let kept: HashSet<&Id> = post_orgs(&goal).collect();
            let lost = post_orgs(&now.props)
                .filter(|org| !kept.contains(org) && !context.removals.all_orgs.contains(*org));
            self.add(Kind::Org, Gated::LoseMembers, lost.count());
        }
    }

    /// Members, orgs and groups that stay and are taken out of groups that stay.
    fn take_entries(&mut self, context: &Context<'_>, graph: &Graph) {
        let live = context.live;
        let owned = live.groups.values().filter(|group| {
            let key = group.key.as_ref();
            key.is_some_and(|key| context.desired.policy.owns(Kind::Group, key))
                || context.matches.declared.contains_key(&group.id)
        });
        let lists = |group: &crate::directory::Group| {
            let lists = [&group.members, &group.orgs, &group.groups];
            lists.map(|list: &Field<Vec<Ref>>| list.known().map_or(0, Vec::len))
        };
        let entries: usize = owned.flat_map(|group| lists(&group.props)).sum();
        let entries = u32::try_from(entries).unwrap_or(u32::MAX);
        self.memberships.insert(Kind::Group, entries);
        let mut counted = HashSet::new();
        for action in &graph.actions {
            let (Act::PatchGroup(at) | Act::Members(at)) = action.act else {
                continue;
            };
            let found = context.matched(Kind::Group, at);
            let now = found.and_then(|found| live.groups.get(&found.id));
            let Some(now) = now.filter(|_| counted.insert(at)) else {
                continue;
            };
            let group = &context.desired.groups[at];
            let scope = context.scope(group.declaration.domain);
            let goal = group_goal(&now.props, &group.props, &scope);
            let kept: HashSet<(&str, Id)> = membership(&goal).into_iter().collect();
            let lost = (membership(&now.props).into_iter())
                .filter(|entry| !kept.contains(entry) && !context.managed.going.contains(&entry.1));
            self.add(Kind::Group, Gated::LoseMembers, lost.count());
        }
    }
}

/// Org units that the deletes of a graph take away, those below each top included.
pub fn orgs_going(context: &Context<'_>, graph: &Graph) -> u32 {
    let tops = graph.actions.iter().filter_map(|action| match &action.act {
        Act::DeleteOrg(top) => Some(below(context, top).len()),
        _ => None,
    });
    u32::try_from(tops.sum::<usize>()).unwrap_or(u32::MAX)
}
