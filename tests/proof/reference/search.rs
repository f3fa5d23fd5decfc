//! Breadth first by the number of calls over states of the service.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use meibo::directory::{Directory, Id};
use meibo::world::World;
use serde_json::Value;

use super::calls::{Call, Calls};
use super::values::{Made, contested};
use crate::goal::Goal;
use crate::owed::owed;
use crate::run::now;

/// How much is tried.
#[derive(Clone, Copy)]
pub struct Effort {
    /// Give up on states from which the goal is farther than calls are left.
    pub prune: bool,
    /// Every subset of the properties that bind nothing.
    pub every_subset: bool,
}

/// What a search found.
pub struct Found {
    /// The calls of a shortest way of at most the depth asked for, if there is one.
    pub way: Option<Vec<String>>,
    /// States looked at.
    pub states: usize,
    /// Calls tried.
    pub tried: usize,
}

struct Node {
    world: World,
    made: Made,
    owed: usize,
    way: Vec<String>,
}

/// Looks for a shortest way of at most so many calls. Where it prunes, ways of fewer calls
/// are looked for first: the fewer there may be, the more is pruned.
pub fn search(goal: &Goal<'_>, depth: usize, effort: Effort) -> Found {
    let least = owed(goal, &goal.case.live);
    let from = if effort.prune { least } else { depth };
    let mut found = Found {
        way: None,
        states: 0,
        tried: 0,
    };
    for depth in from..=depth {
        let Found { way, states, tried } = to_depth(goal, depth, effort);
        found.states += states;
        found.tried += tried;
        found.way = way;
        if found.way.is_some() {
            break;
        }
    }
    found
}

fn to_depth(goal: &Goal<'_>, depth: usize, effort: Effort) -> Found {
    let contested = contested(goal.case);
    let world = World::load(
        &goal.case.live,
        goal.case.after.rules(),
        goal.case.after.assumptions.clone(),
    );
    let first = owed(goal, world.directory());
    let mut found = Found {
        way: None,
        states: 0,
        tried: 0,
    };
    if goal.left(world.directory()).is_empty() {
        found.way = Some(Vec::new());
        return found;
    }
    let mut seen = HashSet::from([canonical(world.directory(), &Made::new())]);
    let mut edge = vec![Node {
        world,
        made: Made::new(),
        owed: first,
        way: Vec::new(),
    }];
    for used in 1..=depth {
        let mut next = Vec::new();
        for node in edge {
            found.states += 1;
            let calls = Calls::new(
                goal,
                node.world.directory(),
                &node.made,
                &contested,
                effort.every_subset,
            );
            for call in calls.all() {
                found.tried += 1;
                let Some(child) = step(goal, &node, &call, &mut seen) else {
                    continue;
                };
                if effort.prune && child.owed > depth - used {
                    continue;
                }
                if child.owed == 0 && goal.left(child.world.directory()).is_empty() {
                    found.way = Some(child.way);
                    return found;
                }
                next.push(child);
            }
        }
        edge = next;
    }
    found
}

/// The state after a call; `None` where it is refused, loses something or was seen before.
fn step(goal: &Goal<'_>, node: &Node, call: &Call, seen: &mut HashSet<String>) -> Option<Node> {
    let mut world = node.world.clone();
    let reply = world
        .perform(call.method, &call.path, call.body.as_ref(), now())
        .ok()?;
    if !goal.loses_nothing(world.directory()) {
        return None;
    }
    let mut made = node.made.clone();
    if let Some(named) = &call.makes {
        let ids = ["userId", "orgUnitId", "groupId", "levelId"];
        let body = reply.body?;
        let id = ids
            .into_iter()
            .find_map(|it| body.get(it)?.as_str().map(Id::from));
        made.insert(named.clone(), id?);
    }
    if !seen.insert(canonical(world.directory(), &made)) {
        return None;
    }
    let owed = owed(goal, world.directory());
    let body = call.body.as_ref().map(Value::to_string).unwrap_or_default();
    let said = format!("{} {} {body}", call.method.name(), call.path);
    // What makes the bound one: see tests/proof/owed.rs.
    assert!(
        owed + 1 >= node.owed,
        "seed {}: {said} brings the bound from {} to {owed}",
        goal.case.seed,
        node.owed,
    );
    let mut way = node.way.clone();
    way.push(said);
    Some(Node {
        world,
        made,
        owed,
        way,
    })
}

/// A state, whatever the ids of what was made and whatever the order of the lists.
fn canonical(now: &Directory, made: &Made) -> String {
    let names: BTreeMap<&Id, String> = (made.iter())
        .map(|((kind, handle), id)| (id, format!("made {kind} {handle}")))
        .collect();
    let lists = [
        now.orgs
            .values()
            .map(|it| serde_json::to_string(&**it))
            .collect::<Vec<_>>(),
        now.members
            .values()
            .map(|it| serde_json::to_string(&**it))
            .collect(),
        now.groups
            .values()
            .map(|it| serde_json::to_string(&**it))
            .collect(),
        now.ranks
            .values()
            .map(|it| serde_json::to_string(&**it))
            .collect(),
    ];
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for text in lists.into_iter().flatten() {
        let mut text = text.expect("plain data");
        for (id, name) in &names {
            text = text.replace(id.as_str(), name);
        }
        texts.insert(text);
    }
    let features = serde_json::to_string(&now.domains).expect("plain data");
    texts.insert(features);
    texts.into_iter().collect::<Vec<_>>().join("\n")
}
