use std::collections::HashSet;

use super::action::{Act, Graph, Holder};
use super::build::Context;
use super::steps::declaration;
use crate::directory::{Id, Key, Kind};

/// Keeps only what concerns the targets and what that needs; edges to the rest go.
pub fn keep(context: &Context<'_>, graph: Graph, targets: &[(Kind, Key)]) -> Graph {
    if targets.is_empty() {
        return graph;
    }
    let mut kept = vec![false; graph.actions.len()];
    let mut next: Vec<usize> = (0..graph.actions.len())
        .filter(|node| {
            concerns(context, &graph.actions[*node].act)
                .iter()
                .any(|object| targets.contains(object))
        })
        .collect();
    while let Some(node) = next.pop() {
        if !std::mem::replace(&mut kept[node], true) {
            next.extend(graph.actions[node].needs.iter().copied());
        }
    }
    let needed: HashSet<usize> = (0..kept.len())
        .filter(|node| kept[*node])
        .flat_map(|node| graph.actions[node].needs.iter().copied())
        .collect();
    let mut number = vec![0; kept.len()];
    let mut count = 0;
    for (node, keep) in kept.iter().enumerate() {
        number[node] = count;
        count += usize::from(*keep);
    }
    let renumber = |list: &[usize]| -> Vec<usize> {
        list.iter()
            .filter(|on| kept[**on])
            .map(|on| number[*on])
            .collect()
    };
    let mut smaller = Graph::default();
    for (node, mut action) in graph.actions.iter().cloned().enumerate() {
        if !kept[node] {
            continue;
        }
        action.needs = renumber(&action.needs);
        action.follows = renumber(&action.follows);
        // Of a bulk call that a target needs, any key may be the one that stands in its way.
        if let Act::Keys(kind, entries) = &mut action.act
            && !needed.contains(&node)
        {
            entries.retain(|entry| targets.contains(&(*kind, entry.key.clone())));
        }
        smaller.add(action);
    }
    let still = |map: &std::collections::HashMap<(Kind, usize), usize>| {
        map.iter()
            .filter(|(_, node)| kept[**node])
            .map(|(k, node)| (*k, number[*node]))
            .collect()
    };
    smaller.vanishing = (graph.vanishing.iter())
        .filter(|node| kept[**node])
        .map(|node| number[*node])
        .collect();
    for action in &smaller.actions {
        if let Act::Keys(kind, entries) = &action.act {
            let kept = entries.iter().map(|entry| (*kind, entry.at));
            smaller.bulk.extend(kept);
        }
    }
    smaller.postponed.clone_from(&graph.postponed);
    smaller.waiting.clone_from(&graph.waiting);
    smaller.create = still(&graph.create);
    smaller.patch = still(&graph.patch);
    smaller
}

/// The objects an action concerns, by kind and key.
pub fn concerns(context: &Context<'_>, act: &Act) -> Vec<(Kind, Key)> {
    let declared = |kind: Kind, at: usize| vec![(kind, declaration(context, kind, at).key.clone())];
    let live =
        |kind: Kind, key: Option<&Key>| key.map(|key| (kind, key.clone())).into_iter().collect();
    let member = |id: &Id| {
        live(
            Kind::Member,
            context.live.members.get(id).and_then(|m| m.key.as_ref()),
        )
    };
    match act {
        Act::Enable(..) => Vec::new(),
        Act::Keys(kind, entries) => entries.iter().map(|e| (*kind, e.key.clone())).collect(),
        Act::CreateRank(at) | Act::PatchRank(at) => {
            declared(context.desired.ranks[*at].kind.into(), *at)
        }
        Act::DeleteRank(id) => context
            .live
            .ranks
            .get(id)
            .map(|rank| live(rank.kind.into(), rank.key.as_ref()))
            .unwrap_or_default(),
        Act::CreateOrg(at) | Act::MoveOrg(at) | Act::PatchOrg(at) => declared(Kind::Org, *at),
        Act::DeleteOrg(id) => live(
            Kind::Org,
            context.live.orgs.get(id).and_then(|o| o.key.as_ref()),
        ),
        Act::Undelete(at)
        | Act::Transfer(at)
        | Act::CreateMember(at)
        | Act::PatchMember(at)
        | Act::Leave(at)
        | Act::Unsuspend(at)
        | Act::Suspend(at) => declared(Kind::Member, *at),
        Act::Strip(id) | Act::RemoveMember(id, _) => member(id),
        Act::CreateGroup(at) | Act::PatchGroup(at) | Act::Members(at) => declared(Kind::Group, *at),
        Act::DeleteGroup(id) => live(
            Kind::Group,
            context.live.groups.get(id).and_then(|g| g.key.as_ref()),
        ),
        Act::Temporary(_, Holder::Declared(kind, at)) => declared(*kind, *at),
        Act::Temporary(_, Holder::Going(kind, id)) => {
            let now = context.live;
            let key = match kind {
                Kind::Level | Kind::Position | Kind::UserType => {
                    now.ranks.get(id).and_then(|it| it.key.as_ref())
                }
                Kind::Org => now.orgs.get(id).and_then(|it| it.key.as_ref()),
                Kind::Member => now.members.get(id).and_then(|it| it.key.as_ref()),
                Kind::Group => now.groups.get(id).and_then(|it| it.key.as_ref()),
            };
            live(*kind, key)
        }
    }
}
