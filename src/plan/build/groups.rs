use std::collections::{HashMap, HashSet};

use super::Context;
use super::effects::Effects;
use crate::directory::{Group, Id, Kind, Ref, WantedState};
use crate::plan::action::{Act, Action, Graph};
use crate::plan::difference::{group_differences, group_goal, group_stands, membership};
use crate::plan::matching::How;
use crate::plan::resolver::stood_in;

/// Above so many entries a member list is not sent whole (design section 4).
pub const WHOLE_LIST: usize = 200;

/// Adds creations and changes of groups.
pub fn add(context: &Context<'_>, effects: &Effects, graph: &mut Graph) {
    let returning = returning(context);
    for (at, group) in context.desired.groups.iter().enumerate() {
        let scope = context.scope(group.declaration.domain);
        let found = context.matched(Kind::Group, at);
        match found {
            None => {
                if !context.is_new(Kind::Group, at) {
                    continue;
                }
                let node = graph.add(Action::new(Act::CreateGroup(at), "declaredNotLive"));
                graph.create.insert((Kind::Group, at), node);
                let goal = group_goal(&Group::default(), &group.props, &scope);
                if membership(&goal).len() > WHOLE_LIST {
                    let rest = graph.add(Action::new(Act::Members(at), "declaredNotLive"));
                    graph.need(rest, node);
                }
            }
            Some(found) => {
                let Some(live) = context.live.groups.get(&found.id) else {
                    continue;
                };
                let closely = || {
                    let goal = group_goal(&live.props, &group.props, &scope);
                    let differences = group_differences(&live.props, &goal, &scope, false);
                    (goal, differences)
                };
                if returning.is_empty() && group_stands(&live.props, &group.props, &scope) {
                    debug_assert!(closely().1.is_empty(), "{:?}", group.declaration);
                    continue;
                }
                let (goal, differences) = closely();
                let long = membership(&goal).len() > WHOLE_LIST;
                let (listed, other): (Vec<_>, Vec<_>) = differences
                    .list
                    .iter()
                    .partition(|d| long && d.api == "members");
                // Deletion took them out of their groups; the service's list may not show it.
                let back = membership(&goal)
                    .iter()
                    .any(|(_, id)| returning.contains(id));
                let reason = if found.how == How::Adopted {
                    "adopted"
                } else {
                    "propertiesDiffer"
                };
                if !other.is_empty() || (back && !long) {
                    let node = graph.add(Action::new(Act::PatchGroup(at), reason));
                    graph.patch.insert((Kind::Group, at), node);
                    let then = effects.on_group(context, &live.props);
                    let vanishes = other.is_empty()
                        || then.is_some_and(|then| {
                            // Lists that are not declared are kept as they are then.
                            let goal = group_goal(&then, &group.props, &scope);
                            let left = group_differences(&then, &goal, &scope, false);
                            left.list.iter().all(|d| long && d.api == "members")
                        });
                    if vanishes {
                        graph.vanishing.insert(node);
                    }
                }
                if !listed.is_empty() || (back && long) {
                    let node = graph.add(Action::new(Act::Members(at), "propertiesDiffer"));
                    graph.patch.entry((Kind::Group, at)).or_insert(node);
                }
            }
        }
    }
}

/// Live members that the plan undeletes.
fn returning(context: &Context<'_>) -> HashSet<Id> {
    let deleted = context.live.members.values();
    deleted
        .filter(|member| member.flags.deleted)
        .filter(|member| {
            matches!(
                context.matches.declared.get(&member.id),
                Some((Kind::Member, at))
                    if context.desired.members[*at].state != WantedState::Deleted
            )
        })
        .map(|member| member.id.clone())
        .collect()
}

/// Connects groups with their members; inner groups come first, so that no intermediate
/// state has a cycle of groups.
pub fn connect(context: &Context<'_>, graph: &mut Graph) {
    let undeletes: HashMap<usize, usize> = (graph.actions.iter().enumerate())
        .filter_map(|(node, action)| match action.act {
            Act::Undelete(at) => Some((at, node)),
            _ => None,
        })
        .collect();
    for node in 0..graph.actions.len() {
        let (Act::CreateGroup(at) | Act::PatchGroup(at) | Act::Members(at)) =
            graph.actions[node].act
        else {
            continue;
        };
        let group = &context.desired.groups[at];
        let scope = context.scope(group.declaration.domain);
        let live = context
            .matched(Kind::Group, at)
            .and_then(|found| context.live.groups.get(&found.id));
        let empty = Group::default();
        let now = live.map_or(&empty, |live| &live.props);
        let goal = group_goal(now, &group.props, &scope);
        let users = [
            &goal.masters,
            &goal.allowed_recipients,
            &goal.allowed_senders,
        ];
        let users = users
            .into_iter()
            .flat_map(|list| list.known().into_iter().flatten())
            .filter_map(Ref::id)
            .cloned();
        let named: HashSet<Id> = membership(&goal)
            .into_iter()
            .map(|(_, id)| id)
            .chain(users)
            .collect();
        let mut needs: Vec<usize> = named
            .iter()
            .filter_map(stood_in)
            .filter_map(|(kind, other)| graph.creation(kind, other))
            .collect();
        // A member that comes back, or moves, is in the directory only after that.
        let members = named
            .iter()
            .filter_map(|id| context.declared(id))
            .filter(|(kind, _)| *kind == Kind::Member);
        needs.extend(members.flat_map(|declared| {
            let there = graph.create.get(&declared);
            there.into_iter().chain(undeletes.get(&declared.1)).copied()
        }));
        needs.sort_unstable();
        needs.dedup();
        for on in needs {
            graph.need(node, on);
        }
        let inner: Vec<usize> = goal
            .groups
            .known()
            .into_iter()
            .flatten()
            .filter_map(Ref::id)
            .filter_map(|id| context.declared(id))
            .filter_map(|declared| {
                graph
                    .patch
                    .get(&declared)
                    .or_else(|| graph.create.get(&declared))
                    .copied()
            })
            // What comes to nothing adds nobody: no circle can come of it.
            .filter(|on| !graph.vanishing.contains(on))
            .collect();
        for on in inner {
            graph.follow(node, on);
        }
    }
}
