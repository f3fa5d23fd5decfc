use std::collections::{BTreeMap, HashSet};

use super::Context;
use crate::directory::{Declaration, Id, Key, Kind, WantedState};
use crate::plan::action::{Act, Action, Graph, KeyEntry};
use crate::plan::matching::{How, key_scope};

/// Entries of one bulk call (facts 4.3).
const BULK: usize = 50;

/// Adds bulk calls for keys of objects that need no other change; where one is changed
/// anyway its key goes along.
pub fn add(context: &Context<'_>, graph: &mut Graph) {
    let mut entries: BTreeMap<(Kind, Option<i32>), Vec<KeyEntry>> = BTreeMap::new();
    for (kind, at, declaration, id, from) in keyed(context) {
        // Single calls for members carry no key: only a change of the object itself does.
        let patched = graph
            .patch
            .get(&(kind, at))
            .is_some_and(|node| !matches!(graph.actions[*node].act, Act::Members(_)));
        if from.as_ref() == Some(&declaration.key) || patched {
            continue;
        }
        let domain = key_scope(kind, declaration.domain).map(|d| d.0);
        entries.entry((kind, domain)).or_default().push(KeyEntry {
            id,
            key: declaration.key.clone(),
            from,
            domain: declaration.domain,
            at,
        });
    }
    for ((kind, _), entries) in entries {
        // A key that another entry lets go is taken in a later call: the order within one
        // call is not documented.
        let mut rest = entries;
        while !rest.is_empty() {
            let held: HashSet<Key> = rest.iter().filter_map(|entry| entry.from.clone()).collect();
            let (ready, waiting): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|entry| !held.contains(&entry.key));
            // A cycle of keys (an error of its own) leaves nothing ready.
            let (ready, waiting) = if ready.is_empty() {
                (waiting, Vec::new())
            } else {
                (ready, waiting)
            };
            for chunk in ready.chunks(BULK) {
                let reason = match chunk.first() {
                    Some(KeyEntry { from: Some(_), .. }) => "rekeyed",
                    Some(_) | None => "adopted",
                };
                graph.add(Action::new(Act::Keys(kind, chunk.to_vec()), reason));
            }
            rest = waiting;
        }
    }
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
