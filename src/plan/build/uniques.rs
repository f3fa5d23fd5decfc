//! Values that only one object may hold: who takes one waits for who lets it go.

use std::collections::HashMap;

use super::Context;
use super::removals::below;
use crate::directory::{Email, Field, Group, Id, Kind, Member, Org, RankKind, Removal};
use crate::plan::action::{Act, Graph, Unique};
use crate::plan::difference::{group_goal, member_goal, org_goal, rank_goal};
use crate::plan::matching::key_scope;

/// Adds the edges between takers and holders of unique values.
pub fn connect(context: &Context<'_>, graph: &mut Graph) {
    for node in 0..graph.actions.len() {
        let act = &graph.actions[node].act;
        let (mut takes, mut frees) = values(context, act);
        let elsewhere = (act.object(context.desired))
            .filter(|_| !matches!(act, Act::Transfer(_)))
            .is_some_and(|object| graph.bulk.contains(&object));
        if elsewhere {
            takes.retain(|value| !matches!(value, Unique::Key(..)));
            frees.retain(|value| !matches!(value, Unique::Key(..)));
        }
        let action = &mut graph.actions[node];
        action.takes = takes
            .iter()
            .filter(|v| !frees.contains(v))
            .cloned()
            .collect();
        action.frees = frees.into_iter().filter(|v| !takes.contains(v)).collect();
    }
    let mut freed: HashMap<Unique, usize> = HashMap::new();
    for (node, action) in graph.actions.iter().enumerate() {
        for value in &action.frees {
            freed.insert(value.clone(), node);
        }
    }
    for node in 0..graph.actions.len() {
        let action = &graph.actions[node];
        let on: Vec<usize> = (action.takes.iter())
            .filter_map(|value| freed.get(value).copied())
            .filter(|on| *on != node && !action.needs.contains(on))
            .collect();
        for on in on {
            graph.need(node, on);
            graph.valued.insert((node, on));
        }
    }
}

/// What an action takes, and what it lets go.
fn values(context: &Context<'_>, act: &Act) -> (Vec<Unique>, Vec<Unique>) {
    match act {
        Act::CreateRank(at) => (rank_after(context, *at), Vec::new()),
        Act::PatchRank(at) => (rank_after(context, *at), rank_before(context, *at)),
        Act::DeleteRank(id) => (Vec::new(), live_rank(context, id)),
        Act::CreateOrg(at) => (org_after(context, *at), Vec::new()),
        Act::PatchOrg(at) => {
            let live = context
                .matched(Kind::Org, *at)
                .map(|m| live_org(context, &m.id));
            (org_after(context, *at), live.unwrap_or_default())
        }
        Act::DeleteOrg(top) => {
            // Everything below goes along.
            let going = below(context, top);
            let frees = going.iter().flat_map(|id| live_org(context, id)).collect();
            (Vec::new(), frees)
        }
        Act::CreateMember(at) => (member_after(context, *at), Vec::new()),
        Act::PatchMember(at) => {
            let live = context
                .matched(Kind::Member, *at)
                .map(|m| live_member(context, &m.id));
            let (mut takes, mut frees) = (member_after(context, *at), live.unwrap_or_default());
            // Of one that moves the login id and the key are the move's.
            let (taken, freed) = moved_values(context, *at);
            takes.retain(|value| !taken.contains(value));
            frees.retain(|value| !freed.contains(value));
            (takes, frees)
        }
        Act::Transfer(at) => moved_values(context, *at),
        // In deletion a member holds its address and key for seven days (facts 11 #39).
        Act::RemoveMember(id, Removal::ForceDelete) => (Vec::new(), live_member(context, id)),
        Act::CreateGroup(at) => (group_after(context, *at), Vec::new()),
        Act::PatchGroup(at) => {
            let live = context
                .matched(Kind::Group, *at)
                .map(|m| live_group(context, &m.id));
            (group_after(context, *at), live.unwrap_or_default())
        }
        Act::DeleteGroup(id) => (Vec::new(), live_group(context, id)),
        Act::Keys(kind, entries) => {
            let key =
                |domain, key: &_| Unique::Key(*kind, key_scope(*kind, domain), Clone::clone(key));
            let takes = entries.iter().map(|e| key(e.domain, &e.key)).collect();
            let frees = entries
                .iter()
                .filter_map(|e| Some(key(e.domain, e.from.as_ref()?)))
                .collect();
            (takes, frees)
        }
        Act::Enable(..)
        | Act::MoveOrg(_)
        | Act::Undelete(_)
        | Act::Leave(_)
        | Act::Unsuspend(_)
        | Act::Suspend(_)
        | Act::Strip(_)
        | Act::RemoveMember(_, Removal::Suspend | Removal::Delete)
        | Act::Members(_)
        | Act::Temporary(..) => (Vec::new(), Vec::new()),
    }
}

/// What the move of a member to another domain takes and lets go: its login id and key
/// change with it, the rest afterwards (facts 5.1.7). Nothing where it stays in its domain.
fn moved_values(context: &Context<'_>, at: usize) -> (Vec<Unique>, Vec<Unique>) {
    let declared = &context.desired.members[at];
    let live = context
        .matched(Kind::Member, at)
        .and_then(|found| context.live.members.get(&found.id));
    let Some(live) = live.filter(|live| live.domain != declared.declaration.domain) else {
        return (Vec::new(), Vec::new());
    };
    let login = |values: Vec<Unique>, email: Option<&Email>| {
        let own = email.map(|email| Unique::Address(email.as_str().to_lowercase()));
        values
            .into_iter()
            .filter(|v| matches!(v, Unique::Key(..)) || Some(v) == own.as_ref())
            .collect::<Vec<_>>()
    };
    let now = live.props.email.known();
    let after = declared.props.email.known().or(now);
    (
        login(member_after(context, at), after),
        login(live_member(context, &live.id), now),
    )
}

fn addresses<'f>(
    email: Option<&'f Email>,
    aliases: &'f Field<Vec<Email>>,
) -> impl Iterator<Item = Unique> + 'f {
    email
        .into_iter()
        .chain(aliases.known().into_iter().flatten())
        .map(|email| Unique::Address(email.as_str().to_lowercase()))
}

fn rank_values(
    kind: RankKind,
    domain: crate::directory::DomainId,
    name: &Field<String>,
    key: Option<&crate::directory::Key>,
) -> Vec<Unique> {
    let name = name
        .known()
        .map(|name| Unique::RankName(kind, domain, name.clone()));
    let key = key.map(|key| Unique::Key(kind.into(), key_scope(kind.into(), domain), key.clone()));
    name.into_iter().chain(key).collect()
}

fn rank_after(context: &Context<'_>, at: usize) -> Vec<Unique> {
    let rank = &context.desired.ranks[at];
    let live = context
        .matched(rank.kind.into(), at)
        .and_then(|found| context.live.ranks.get(&found.id));
    let empty = crate::directory::Rank::default();
    let goal = rank_goal(live.map_or(&empty, |live| &live.props), &rank.props);
    let d = &rank.declaration;
    rank_values(rank.kind, d.domain, &goal.name, Some(&d.key))
}

fn rank_before(context: &Context<'_>, at: usize) -> Vec<Unique> {
    let kind = context.desired.ranks[at].kind;
    context
        .matched(kind.into(), at)
        .map(|m| live_rank(context, &m.id))
        .unwrap_or_default()
}

/// The unique values of a live one.
pub fn live_rank(context: &Context<'_>, id: &Id) -> Vec<Unique> {
    context.live.ranks.get(id).map_or_else(Vec::new, |live| {
        rank_values(live.kind, live.domain, &live.props.name, live.key.as_ref())
    })
}

fn org_values(props: &Org, key: Option<&crate::directory::Key>) -> Vec<Unique> {
    let key = key.map(|key| Unique::Key(Kind::Org, None, key.clone()));
    addresses(props.email.known(), &props.alias_emails)
        .chain(key)
        .collect()
}

fn org_after(context: &Context<'_>, at: usize) -> Vec<Unique> {
    let org = &context.desired.orgs[at];
    let live = context
        .matched(Kind::Org, at)
        .and_then(|found| context.live.orgs.get(&found.id));
    let empty = Org::default();
    let scope = context.scope(org.declaration.domain);
    let goal = org_goal(live.map_or(&empty, |live| &live.props), &org.props, &scope);
    org_values(&goal, Some(&org.declaration.key))
}

/// The unique values of a live one.
pub fn live_org(context: &Context<'_>, id: &Id) -> Vec<Unique> {
    context
        .live
        .orgs
        .get(id)
        .map_or_else(Vec::new, |live| org_values(&live.props, live.key.as_ref()))
}

fn member_values(props: &Member, key: Option<&crate::directory::Key>) -> Vec<Unique> {
    let key = key.map(|key| Unique::Key(Kind::Member, None, key.clone()));
    addresses(props.email.known(), &props.alias_emails)
        .chain(key)
        .collect()
}

fn member_after(context: &Context<'_>, at: usize) -> Vec<Unique> {
    let member = &context.desired.members[at];
    let live = context
        .matched(Kind::Member, at)
        .and_then(|found| context.live.members.get(&found.id));
    let empty = Member::default();
    let scope = context.scope(member.declaration.domain);
    let goal = member_goal(
        live.map_or(&empty, |live| &live.props),
        &member.props,
        &scope,
    );
    member_values(&goal, Some(&member.declaration.key))
}

/// The unique values of a live one.
pub fn live_member(context: &Context<'_>, id: &Id) -> Vec<Unique> {
    context.live.members.get(id).map_or_else(Vec::new, |live| {
        member_values(&live.props, live.key.as_ref())
    })
}

fn group_values(
    props: &Group,
    domain: crate::directory::DomainId,
    key: Option<&crate::directory::Key>,
) -> Vec<Unique> {
    let name = props
        .name
        .known()
        .map(|name| Unique::GroupName(domain, name.to_lowercase()));
    let key = key.map(|key| Unique::Key(Kind::Group, None, key.clone()));
    addresses(props.email.value(), &props.alias_emails)
        .chain(name)
        .chain(key)
        .collect()
}

fn group_after(context: &Context<'_>, at: usize) -> Vec<Unique> {
    let group = &context.desired.groups[at];
    let live = context
        .matched(Kind::Group, at)
        .and_then(|found| context.live.groups.get(&found.id));
    let empty = Group::default();
    let scope = context.scope(group.declaration.domain);
    let goal = group_goal(
        live.map_or(&empty, |live| &live.props),
        &group.props,
        &scope,
    );
    group_values(
        &goal,
        group.declaration.domain,
        Some(&group.declaration.key),
    )
}

/// The unique values of a live one.
pub fn live_group(context: &Context<'_>, id: &Id) -> Vec<Unique> {
    context.live.groups.get(id).map_or_else(Vec::new, |live| {
        group_values(&live.props, live.domain, live.key.as_ref())
    })
}
