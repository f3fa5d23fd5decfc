use std::collections::{BTreeMap, HashMap, HashSet};

use super::Context;
use crate::directory::{Declaration, Id, Key, Kind, WantedState};
use crate::plan::action::{Act, Action, Graph, KeyEntry};
use crate::plan::matching::{How, key_scope};

/// Entries of one bulk call (facts 4.3).
const BULK: usize = 50;

/// Objects of one kind whose keys are of one scope.
type Scope = (Kind, Option<i32>);

/// One object that is to get another key.
struct Change {
    entry: KeyEntry,
    /// Whether a change of the object takes the key along.
    along: bool,
}

/// Adds bulk calls for keys of objects that need no other change; where one is changed
/// anyway its key goes along.
pub fn add(context: &Context<'_>, graph: &mut Graph) {
    let mut changes: BTreeMap<Scope, Vec<Change>> = BTreeMap::new();
    for (kind, at, declaration, id, from) in keyed(context) {
        if from.as_ref() == Some(&declaration.key) {
            continue;
        }
        // Single calls for members of a group carry no key, and what comes to nothing
        // carries none either: only a change of the object itself does.
        let along = graph.patch.get(&(kind, at)).is_some_and(|node| {
            !matches!(graph.actions[*node].act, Act::Members(_)) && !graph.vanishing.contains(node)
        });
        let domain = key_scope(kind, declaration.domain).map(|d| d.0);
        let entry = KeyEntry {
            id,
            key: declaration.key.clone(),
            from,
            domain: declaration.domain,
            at,
        };
        let scope = (kind, domain);
        changes
            .entry(scope)
            .or_default()
            .push(Change { entry, along });
    }
    for ((kind, _), changes) in changes {
        let mut calls: BTreeMap<usize, Vec<KeyEntry>> = BTreeMap::new();
        let rounds = rounds(&changes);
        for (Change { entry, along }, round) in changes.into_iter().zip(rounds) {
            if !along {
                calls.entry(round).or_default().push(entry);
            }
        }
        for chunk in calls.values().flat_map(|entries| entries.chunks(BULK)) {
            let reason = match chunk.first() {
                Some(KeyEntry { from: Some(_), .. }) => "rekeyed",
                Some(_) | None => "adopted",
            };
            for entry in chunk {
                graph.bulk.insert((kind, entry.at));
            }
            graph.add(Action::new(Act::Keys(kind, chunk.to_vec()), reason));
        }
    }
}

/// After how many bulk calls each key is free. A key that another entry lets go is taken in
/// a later call: the order within one call is not documented (facts 11 #12). A change that
/// takes its key along stands between two calls where it has to, and is none of them.
fn rounds(changes: &[Change]) -> Vec<usize> {
    let holders: HashMap<&Key, usize> = (changes.iter().enumerate())
        .filter_map(|(at, change)| Some((change.entry.from.as_ref()?, at)))
        .collect();
    let holder = |at: usize| holders.get(&changes[at].entry.key).copied();
    let mut rounds: Vec<Option<usize>> = vec![None; changes.len()];
    for start in 0..changes.len() {
        // Along the chain to one that waits for nobody, or is known; a cycle of keys (an
        // error of its own) ends where it began.
        let mut chain = vec![start];
        let mut seen = HashSet::from([start]);
        let mut round = 0;
        while let Some(next) = chain.last().and_then(|at| holder(*at)) {
            if let Some(known) = rounds[next] {
                round = known + usize::from(!changes[next].along);
                break;
            }
            if !seen.insert(next) {
                break;
            }
            chain.push(next);
        }
        for at in chain.into_iter().rev() {
            rounds[at] = Some(round);
            round += usize::from(!changes[at].along);
        }
    }
    rounds.into_iter().map(Option::unwrap_or_default).collect()
}

/// Every matched object with its declaration and the key it has now.
fn keyed<'c>(
    context: &'c Context<'_>,
) -> impl Iterator<Item = (Kind, usize, &'c Declaration, Id, Option<Key>)> + 'c {
    let desired = context.desired;
    let ranks = desired
        .ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| (Kind::from(rank.kind), at, &rank.declaration));
    let orgs = desired
        .orgs
        .iter()
        .enumerate()
        .map(|(at, org)| (Kind::Org, at, &org.declaration));
    let members = desired
        .members
        .iter()
        .enumerate()
        .filter(|(_, member)| member.state != WantedState::Deleted)
        .map(|(at, member)| (Kind::Member, at, &member.declaration));
    let groups = desired
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| (Kind::Group, at, &group.declaration));
    ranks
        .chain(orgs)
        .chain(members)
        .chain(groups)
        .filter_map(move |(kind, at, declaration)| {
            let found = context.matched(kind, at)?;
            if found.how == How::Key {
                return None;
            }
            let live = context.live;
            let key = match kind {
                Kind::Level | Kind::Position | Kind::UserType => {
                    live.ranks.get(&found.id)?.key.clone()
                }
                Kind::Org => live.orgs.get(&found.id)?.key.clone(),
                Kind::Member => live.members.get(&found.id)?.key.clone(),
                Kind::Group => live.groups.get(&found.id)?.key.clone(),
            };
            Some((kind, at, declaration, found.id.clone(), key))
        })
}
