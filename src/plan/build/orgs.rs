use std::collections::{HashMap, HashSet};

use super::Context;
use super::context::live_parent;
use super::effects::{Effects, hides};
use crate::directory::{Field, Id, Kind, LiveOrg, OrgOrder, Ref};
use crate::plan::action::{Act, Action, Graph};
use crate::plan::difference::{org_differences, org_goal};
use crate::plan::matching::How;
use crate::plan::resolver::is_stand_in;
use crate::plan::sequence::longest_increasing;

/// Adds creations, moves and changes of org units; writes to one list form one chain.
pub fn add(context: &Context<'_>, effects: &Effects, graph: &mut Graph) {
    let orgs = &context.desired.orgs;
    let stays = staying(context);
    let mut moves: HashMap<usize, usize> = HashMap::new();
    for (at, declared) in orgs.iter().enumerate() {
        match context.matched(Kind::Org, at) {
            None => {
                if context.is_new(Kind::Org, at) {
                    let node = graph.add(Action::new(Act::CreateOrg(at), "declaredNotLive"));
                    graph.create.insert((Kind::Org, at), node);
                    moves.insert(at, node);
                }
            }
            Some(found) => {
                let Some(live) = context.live.orgs.get(&found.id) else {
                    continue;
                };
                let Some(parent) = context.goal_parent(at) else {
                    continue;
                };
                let same_parent = live_parent(live) == parent.as_ref();
                if !same_parent || !stays.contains(&at) {
                    let reason = if same_parent {
                        "orderOfSiblings"
                    } else {
                        "parentDiffers"
                    };
                    moves.insert(at, graph.add(Action::new(Act::MoveOrg(at), reason)));
                }
                let scope = context.scope(live.domain);
                let goal = org_goal(&live.props, &declared.props, &scope);
                let found_differences = org_differences(&live.props, &goal, &scope, false);
                if !found_differences.is_empty() {
                    let reason = if found.how == How::Adopted {
                        "adopted"
                    } else {
                        "propertiesDiffer"
                    };
                    let node = graph.add(Action::new(Act::PatchOrg(at), reason));
                    graph.patch.insert((Kind::Org, at), node);
                    // A private parent hides what is moved below it, and refuses what
                    // wants to be seen: what is moved is changed in its new place.
                    if let Some(moved) = moves.get(&at) {
                        graph.follow(node, *moved);
                    }
                    let vanishes = effects.on_org(context, at, live).is_some_and(|then| {
                        let goal = org_goal(&then, &declared.props, &scope);
                        org_differences(&then, &goal, &scope, false).is_empty()
                    });
                    if vanishes {
                        graph.vanishing.insert(node);
                    }
                }
            }
        }
    }
    for list in &context.desired.sibling_lists {
        let chain: Vec<usize> = list
            .orgs
            .iter()
            .filter_map(|at| moves.get(at).copied())
            .collect();
        for pair in chain.windows(2) {
            if let [before, after] = pair {
                graph.follow(*after, *before);
            }
        }
    }
    // A move or creation comes after that of the nearest org above it: then no intermediate
    // state has a cycle, since everything above stands in its final place already.
    for (at, node) in &moves {
        let mut above = context.goal_parent(*at).flatten();
        let mut steps = 0;
        while let Some(id) = above {
            let Some((_, parent)) = context.declared(&id) else {
                break;
            };
            if let Some(on) = moves.get(&parent) {
                graph.need(*node, *on);
                break;
            }
            steps += 1;
            if steps > orgs.len() {
                break;
            }
            above = context.goal_parent(parent).flatten();
        }
    }
    visibility(context, graph, &moves);
}

/// Declared orgs that keep their place: in each list the longest run already in order.
pub fn staying(context: &Context<'_>) -> HashSet<usize> {
    let orgs = &context.desired.orgs;
    let in_place = |at: usize| -> Option<(usize, &Id)> {
        let found = context.matched(Kind::Org, at)?;
        let live = context.live.orgs.get(&found.id)?;
        let parent = context.goal_parent(at)?;
        (live_parent(live) == parent.as_ref()).then_some((at, &found.id))
    };
    if context.desired.policy.org_order == OrgOrder::Free {
        return (0..orgs.len())
            .filter(|at| in_place(*at).is_some())
            .collect();
    }
    let mut positions: HashMap<&Id, usize> = HashMap::new();
    for siblings in context.children.values() {
        positions.extend(
            siblings
                .iter()
                .enumerate()
                .map(|(position, id)| (id, position)),
        );
    }
    let mut stays = HashSet::new();
    let mut listed = HashSet::new();
    for list in &context.desired.sibling_lists {
        listed.extend(list.orgs.iter().copied());
        let present: Vec<(usize, &Id)> = list.orgs.iter().filter_map(|at| in_place(*at)).collect();
        let order: Vec<usize> = present
            .iter()
            .map(|(_, id)| positions.get(*id).copied().unwrap_or(0))
            .collect();
        stays.extend(longest_increasing(&order).into_iter().map(|k| present[k].0));
    }
    stays.extend((0..orgs.len()).filter(|at| !listed.contains(at) && in_place(*at).is_some()));
    stays
}

/// A private parent makes all below it private: a child's visibility is written after its
/// parent's; what comes below one that is shown again comes after that; and what leaves one
/// that becomes private leaves before, but for what is to be private as well and needs no
/// change of its own if it leaves afterwards.
fn visibility(context: &Context<'_>, graph: &mut Graph, moves: &HashMap<usize, usize>) {
    let patch = |graph: &Graph, org: usize| graph.patch.get(&(Kind::Org, org)).copied();
    for at in 0..context.desired.orgs.len() {
        let (own, moved) = (patch(graph, at), moves.get(&at).copied());
        let above = context.goal_parent(at).flatten();
        let parent = above.and_then(|id| context.declared(&id));
        if let Some((_, parent)) = parent
            && let Some(on) = patch(graph, parent)
        {
            let comes = moved.filter(|_| is_private(context, parent));
            for node in own.into_iter().chain(comes) {
                graph.follow(node, on);
            }
        }
        let found = context.matched(Kind::Org, at);
        let live = found.and_then(|found| context.live.orgs.get(&found.id));
        let (Some(leaves), Some(live)) = (moved, live) else {
            continue;
        };
        let vanishes = own.is_some_and(|node| graph.vanishing.contains(&node));
        let left = hides(context, live).filter(|_| vanishes);
        if let Some(on) = left.and_then(|parent| patch(graph, parent)) {
            graph.follow(leaves, on);
            graph.saving.insert((leaves, on));
        } else {
            leaves_before(context, graph, live, leaves);
        }
    }
}

/// A live org leaves before any above it becomes private.
fn leaves_before(context: &Context<'_>, graph: &mut Graph, live: &LiveOrg, leaves: usize) {
    let mut below = Some(live);
    // A loaded directory may hold what the write rules would refuse, even a cycle.
    for _ in 0..64 {
        let above = below.and_then(live_parent);
        below = above.and_then(|id| context.live.orgs.get(id).map(AsRef::as_ref));
        let Some((kind, old)) = above.and_then(|id| context.declared(id)) else {
            continue;
        };
        let hidden = context.desired.orgs[old].props.visible == Field::Known(false);
        if let Some(on) = graph.patch.get(&(kind, old)).copied()
            && hidden
            && !is_private(context, old)
        {
            graph.follow(on, leaves);
        }
    }
}

/// Whether a declared org is private now.
fn is_private(context: &Context<'_>, at: usize) -> bool {
    let found = context.matched(Kind::Org, at);
    let live = found.and_then(|found| context.live.orgs.get(&found.id));
    live.is_some_and(|live| live.props.visible == Field::Known(false))
}

/// Members that an org's mail restrictions name and that are yet to be created.
fn new_members<'c>(context: &'c Context<'_>, at: usize) -> impl Iterator<Item = Id> + 'c {
    let org = &context.desired.orgs[at];
    let lists = [&org.props.allowed_recipients, &org.props.allowed_senders];
    lists
        .into_iter()
        .flat_map(Field::known)
        .flatten()
        .filter_map(move |reference: &Ref| {
            context
                .resolver
                .resolve(Kind::Member, org.declaration.domain, reference)
                .filter(is_stand_in)
        })
}

/// Connects orgs with the members their mail restrictions name: these are made first where
/// that is possible.
pub fn connect(context: &Context<'_>, graph: &mut Graph) {
    for at in 0..context.desired.orgs.len() {
        let made = graph.create.get(&(Kind::Org, at));
        let Some(node) = made.or_else(|| graph.patch.get(&(Kind::Org, at))).copied() else {
            continue;
        };
        let created: Vec<usize> = new_members(context, at)
            .filter_map(|id| context.declared(&id))
            .filter_map(|(kind, member)| graph.creation(kind, member))
            .collect();
        for on in created {
            graph.need(node, on);
            graph.soft.insert((node, on));
        }
    }
}
