use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

use super::Context;
use crate::directory::{Declaration, Id, Key, Kind, WantedState};
use crate::plan::action::{Act, Action, Graph, KeyEntry};
use crate::plan::matching::{How, key_scope};

/// Entries of one bulk call (facts 4.3).
const BULK: usize = 50;

/// Objects of one kind whose keys are of one scope.
type Scope = (Kind, Option<i32>);

/// One object that is to get another key.
pub struct Rekeyed<'k> {
    pub from: Option<&'k Key>,
    pub to: &'k Key,
    /// Whether a change of the object takes the key along.
    pub along: bool,
}

/// Adds bulk calls for keys of objects that need no other change; where one is changed
/// anyway its key goes along.
pub fn add(context: &Context<'_>, graph: &mut Graph) {
    let mut changes: BTreeMap<Scope, Vec<(KeyEntry, bool)>> = BTreeMap::new();
    for (kind, at, declaration, id, from) in keyed(context) {
        if from.as_ref() == declaration.key.real() {
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
        changes.entry(scope).or_default().push((entry, along));
    }
    for ((kind, _), mut changes) in changes {
        changes.sort_by_cached_key(|(entry, _)| (entry.key.clone(), entry.domain));
        let rekeyed: Vec<Rekeyed<'_>> = (changes.iter())
            .map(|(entry, along)| Rekeyed {
                from: entry.from.as_ref(),
                to: &entry.key,
                along: *along,
            })
            .collect();
        for call in calls(&rekeyed) {
            let chunk: Vec<KeyEntry> = call.iter().map(|at| changes[*at].0.clone()).collect();
            let reason = match chunk.first() {
                Some(KeyEntry { from: Some(_), .. }) => "rekeyed",
                Some(_) | None => "adopted",
            };
            for entry in &chunk {
                graph.bulk.insert((kind, entry.at));
            }
            graph.add(Action::new(Act::Keys(kind, chunk), reason));
        }
    }
}

/// The fewest bulk calls, by what each of them changes. A key that another entry lets go is
/// taken in a later call: the order within one call is not documented (facts 11 #12). A
/// change that takes its key along stands between two calls where it has to, and is in none
/// of them. Of what is free the longest chain goes first, which leaves no room unused that
/// a longer chain could have had.
pub fn calls(changes: &[Rekeyed<'_>]) -> Vec<Vec<usize>> {
    let takers: HashMap<&Key, usize> = (changes.iter().enumerate())
        .map(|(at, change)| (change.to, at))
        .collect();
    let holders: HashSet<&Key> = changes.iter().filter_map(|it| it.from).collect();
    let next = |at: usize| changes[at].from.and_then(|key| takers.get(key)).copied();
    let behind = behind(changes, next);
    let mut free: BinaryHeap<(usize, Reverse<usize>)> = BinaryHeap::new();
    let mut seen = vec![false; changes.len()];
    // What goes along is done as soon as it is free.
    let mut release = |mut at: usize, free: &mut BinaryHeap<(usize, Reverse<usize>)>| {
        while !seen[at] {
            seen[at] = true;
            match next(at) {
                Some(later) if changes[at].along => at = later,
                None if changes[at].along => {}
                _ => free.push((behind[at], Reverse(at))),
            }
        }
    };
    for (at, _) in (changes.iter().enumerate()).filter(|(_, it)| !holders.contains(it.to)) {
        release(at, &mut free);
    }
    let mut calls = Vec::new();
    while !free.is_empty() {
        let mut call: Vec<usize> = Vec::new();
        while call.len() < BULK
            && let Some((_, Reverse(at))) = free.pop()
        {
            call.push(at);
        }
        for later in call.iter().filter_map(|at| next(*at)) {
            release(later, &mut free);
        }
        call.sort_unstable();
        calls.push(call);
    }
    // Keys that go round are an error of their own.
    let done: HashSet<usize> = calls.iter().flatten().copied().collect();
    let left = (0..changes.len()).filter(|at| !done.contains(at) && !changes[*at].along);
    calls.extend(left.map(|at| vec![at]));
    calls
}

/// How many bulk entries of a chain wait for each, itself counted.
fn behind(changes: &[Rekeyed<'_>], next: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut known: Vec<Option<usize>> = vec![None; changes.len()];
    for start in 0..changes.len() {
        let mut chain = vec![start];
        let mut seen = HashSet::from([start]);
        let mut count = 0;
        while let Some(later) = chain.last().and_then(|at| next(*at)) {
            if let Some(tail) = known[later] {
                count = tail;
                break;
            }
            if !seen.insert(later) {
                break;
            }
            chain.push(later);
        }
        for at in chain.into_iter().rev() {
            count += usize::from(!changes[at].along);
            known[at] = Some(count);
        }
    }
    known.into_iter().map(Option::unwrap_or_default).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &[(&str, &str, bool)]) -> Vec<Vec<usize>> {
        let keys: Vec<(Key, Key, bool)> = (list.iter())
            .map(|(from, to, along)| (Key::from(*from), Key::from(*to), *along))
            .collect();
        let rekeyed = keys.iter().map(|(from, to, along)| Rekeyed {
            from: Some(from),
            to,
            along: *along,
        });
        calls(&rekeyed.collect::<Vec<_>>())
    }

    #[test]
    fn a_key_is_taken_after_the_call_that_lets_it_go() {
        assert_eq!(of(&[("a", "b", false), ("b", "c", false)]), [[1], [0]]);
        let along = [("a", "b", false), ("b", "c", true), ("c", "d", false)];
        assert_eq!(of(&along), [[2], [0]]);
        assert_eq!(of(&[("a", "b", true)]), Vec::<Vec<usize>>::new());
        assert_eq!(of(&[("a", "b", false), ("b", "a", false)]), [[0], [1]]);
    }

    #[test]
    fn no_room_is_left_that_a_chain_could_have_had() {
        let names: Vec<[String; 2]> = (0..98)
            .map(|n| [format!("f{n}"), format!("t{n}")])
            .collect();
        let mut list: Vec<(&str, &str, bool)> = (names.iter())
            .map(|[from, to]| (from.as_str(), to.as_str(), false))
            .collect();
        list.extend([("x", "y", false), ("y", "z", false)]);
        let calls = of(&list);
        assert_eq!(calls.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50]);
        assert!(calls[0].contains(&99) && calls[1].contains(&98));
    }
}
