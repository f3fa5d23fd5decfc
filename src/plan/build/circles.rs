//! Circles of needs: some object's change is done in two calls then. Which one is chosen so
//! that as few calls as possible are added: one that has two calls anyway costs nothing.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::Context;
use super::removals::below;
use super::uniques::{live_group, live_member, live_org, live_rank};
use crate::directory::{Id, Kind, Removal};
use crate::plan::action::{Act, Action, Graph, Holder, KeyEntry, Unique};
use crate::plan::codes;
use crate::plan::matching::key_scope;
use crate::plan::objects::{object_name, place};
use crate::plan::order::cycles;
use crate::plan::steps::declaration;
use crate::source::Problem;

/// Entries of one bulk call (facts 4.3).
const BULK: usize = 50;

/// How many ways to split are tried on one circle at least: the first does where it is a
/// plain one.
const TRIED: usize = 64;

/// On small circles that hang together more are tried: so many edges are looked at.
const WORK: usize = 50_000;

/// So many splits are looked for that open a circle together.
const TOGETHER: usize = 3;

/// How the change of an object is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Split {
    /// References to what does not exist yet are written by a later call.
    RefersLater,
    /// A unique value is taken by a later call; until then there is a temporary one.
    TakesLater,
    /// Unique values are let go by an earlier call: for temporary ones, or a key for the
    /// final one.
    FreesEarlier,
}

/// Breaks every circle; those of keys alone cannot be, and are problems.
pub fn break_all(context: &Context<'_>, graph: &mut Graph, problems: &mut Vec<Problem>) {
    // Each round breaks every circle that is left at one place, and takes a sequence away
    // that no later one brings back.
    for _ in 0..64 + graph.actions.len() {
        let circles = cycles(graph);
        if circles.is_empty() {
            return;
        }
        let mut broken = false;
        let takes = graph.actions.iter().flat_map(|action| &action.takes);
        let keys = takes.filter(|value| matches!(value, Unique::Key(..)));
        let keys: HashSet<Unique> = keys.cloned().collect();
        for circle in &circles {
            let circle = Circle::of(graph, circle, &keys);
            if let Some((node, split)) = choose(context, graph, &circle) {
                apply(context, graph, &circle, node, split);
                broken = true;
            }
        }
        if !broken {
            problems.extend(circles.iter().map(|circle| of_keys(context, graph, circle)));
            return;
        }
    }
}

/// The problem that says which keys go round, at the declaration of one of them.
fn of_keys(context: &Context<'_>, graph: &Graph, circle: &[usize]) -> Problem {
    let actions = || circle.iter().map(|node| &graph.actions[*node]);
    let keys: BTreeSet<String> = actions()
        .flat_map(|action| &action.takes)
        .map(|value| match value {
            Unique::Key(kind, _, key) => object_name(*kind, key),
            Unique::Address(text) | Unique::GroupName(_, text) | Unique::RankName(_, _, text) => {
                text.clone()
            }
        })
        .collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let problem = Problem::error(codes::CIRCLE).with("keys", keys.join(", "));
    let objects = actions().filter_map(|action| match &action.act {
        Act::Keys(kind, entries) => entries.first().map(|entry| (*kind, entry.at)),
        act => act.object(context.desired),
    });
    match objects.min() {
        Some((kind, at)) => problem.at(place(kind, declaration(context, kind, at), "/key")),
        None => problem,
    }
}

/// The nodes of a circle, or of several that hang together, and the edges among them.
struct Circle<'k> {
    nodes: Vec<usize>,
    edges: Vec<(usize, usize)>,
    /// Keys that somebody takes.
    keys: &'k HashSet<Unique>,
}

impl<'k> Circle<'k> {
    fn of(graph: &Graph, nodes: &[usize], keys: &'k HashSet<Unique>) -> Circle<'k> {
        let among: HashSet<usize> = nodes.iter().copied().collect();
        let edges = nodes.iter().flat_map(|node| {
            let needs = graph.actions[*node].needs.iter();
            needs.map(move |on| (*node, *on))
        });
        let edges: HashSet<(usize, usize)> = edges.filter(|(_, on)| among.contains(on)).collect();
        let mut edges: Vec<(usize, usize)> = edges.into_iter().collect();
        edges.sort_unstable();
        Circle {
            nodes: nodes.to_vec(),
            edges,
            keys,
        }
    }

    /// The edges that a split takes away.
    fn cut(&self, graph: &Graph, node: usize, split: Split) -> Vec<(usize, usize)> {
        let edges = self.edges.iter().copied();
        let cut = edges.filter(|edge| match split {
            Split::RefersLater => edge.0 == node && graph.soft.contains(edge),
            Split::TakesLater => edge.0 == node && graph.valued.contains(edge),
            Split::FreesEarlier => edge.1 == node && graph.valued.contains(edge),
        });
        cut.collect()
    }

    /// Whether nothing goes round any more without some edges.
    fn opens(&self, without: &[(usize, usize)]) -> bool {
        let without: HashSet<&(usize, usize)> = without.iter().collect();
        let left = || self.edges.iter().filter(|edge| !without.contains(edge));
        let mut waits: HashMap<usize, usize> = HashMap::new();
        let mut after: HashMap<usize, Vec<usize>> = HashMap::new();
        for (node, on) in left() {
            *waits.entry(*node).or_default() += 1;
            after.entry(*on).or_default().push(*node);
        }
        let free = |node: &usize| !waits.contains_key(node);
        let mut ready: Vec<usize> = self.nodes.iter().copied().filter(free).collect();
        let mut done = 0;
        while let Some(node) = ready.pop() {
            done += 1;
            for next in after.get(&node).into_iter().flatten() {
                if let Some(count) = waits.get_mut(next) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(*next);
                    }
                }
            }
        }
        done == self.nodes.len()
    }
}

/// A way to split one object, and what it takes away.
struct Candidate {
    node: usize,
    split: Split,
    cut: Vec<(usize, usize)>,
}

/// The next split of those that open the circle by the fewest calls. Where it would be too
/// much work to find them, the one that takes most edges away.
fn choose(context: &Context<'_>, graph: &Graph, circle: &Circle<'_>) -> Option<(usize, Split)> {
    let free = candidates(context, graph, circle, 0);
    let dear = candidates(context, graph, circle, 1);
    let mut tries = (WORK / circle.edges.len().max(1)).max(TRIED);
    // Those that cost nothing: one of them alone, or all of them together.
    if let Some(found) = smallest(circle, &free, &[], 1, &mut tries) {
        return found.first().map(|it| (it.node, it.split));
    }
    let along: Vec<(usize, usize)> = free.iter().flat_map(|it| it.cut.clone()).collect();
    if !free.is_empty() && circle.opens(&along) {
        return most(&free);
    }
    // Then one call more, or two, or three; those that cost nothing with them only where
    // they help.
    for together in 1..=TOGETHER {
        for beside in [&[][..], &along] {
            let found = smallest(circle, &dear, beside, together, &mut tries);
            if let Some(found) = found {
                return found.first().map(|it| (it.node, it.split));
            }
        }
    }
    most(&free).or_else(|| most(&dear))
}

/// The splits of a price, each with what it takes away.
fn candidates(
    context: &Context<'_>,
    graph: &Graph,
    circle: &Circle<'_>,
    cost: usize,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    // No temporary value where there is another way.
    for split in [Split::RefersLater, Split::FreesEarlier, Split::TakesLater] {
        for node in &circle.nodes {
            let Some(price) = price(context, graph, *node, split) else {
                continue;
            };
            let cut = circle.cut(graph, *node, split);
            // A bulk call may set one key more.
            let only_key = price > 0
                && split == Split::FreesEarlier
                && circle.nodes.len() <= TRIED
                && wanted(graph, *node, &cut).all(|value| matches!(value, Unique::Key(..)))
                && bulk_call(context, graph, circle, *node).is_some();
            if cost != if only_key { 0 } else { price } {
                continue;
            }
            let can = match split {
                Split::RefersLater => true,
                Split::FreesEarlier => frees(context, graph, *node, &cut),
                Split::TakesLater => can_wait(context, graph, circle, *node, &cut),
            };
            if cut.is_empty() || !can {
                continue;
            }
            found.push(Candidate {
                node: *node,
                split,
                cut,
            });
        }
    }
    // One later call does both: once it is there, taking a value later costs nothing.
    let both: Vec<Candidate> = (found.iter())
        .filter(|it| it.split == Split::TakesLater)
        .filter_map(|takes| {
            let refers = |it: &&Candidate| it.node == takes.node && it.split == Split::RefersLater;
            let refers = found.iter().find(refers)?;
            Some(Candidate {
                node: takes.node,
                split: Split::RefersLater,
                cut: [&refers.cut[..], &takes.cut].concat(),
            })
        })
        .collect();
    found.extend(both);
    found
}

/// So many candidates that open a circle together, beside edges that are taken away anyway.
fn smallest<'c>(
    circle: &Circle<'_>,
    candidates: &'c [Candidate],
    beside: &[(usize, usize)],
    together: usize,
    tries: &mut usize,
) -> Option<Vec<&'c Candidate>> {
    for (at, one) in candidates.iter().enumerate() {
        let cut = [beside, &one.cut].concat();
        if together > 1 {
            let rest = &candidates[at + 1..];
            if let Some(mut found) = smallest(circle, rest, &cut, together - 1, tries) {
                found.insert(0, one);
                return Some(found);
            }
            continue;
        }
        *tries = tries.checked_sub(1)?;
        if circle.opens(&cut) {
            return Some(vec![one]);
        }
    }
    None
}

/// Of several the one that takes most edges away.
fn most(candidates: &[Candidate]) -> Option<(usize, Split)> {
    let most = (candidates.iter()).max_by_key(|it| (it.cut.len(), Reverse(it.node)));
    most.map(|it| (it.node, it.split))
}

/// How many calls a split adds; `None` where it cannot be done.
fn price(context: &Context<'_>, graph: &Graph, node: usize, split: Split) -> Option<usize> {
    let act = &graph.actions[node].act;
    match split {
        Split::RefersLater => match act {
            Act::CreateMember(_) | Act::CreateOrg(_) | Act::PatchMember(_) | Act::PatchOrg(_) => {
                Some(usize::from(later(context, graph, node).is_none()))
            }
            _ => None,
        },
        // Where there is a later call anyway it may as well take the value.
        Split::TakesLater => match act {
            Act::CreateMember(_) | Act::CreateOrg(_) | Act::Transfer(_) | Act::PatchMember(_) => {
                Some(usize::from(later(context, graph, node).is_none()))
            }
            _ => None,
        },
        Split::FreesEarlier => match act {
            Act::PatchMember(_)
            | Act::PatchOrg(_)
            | Act::PatchGroup(_)
            | Act::PatchRank(_)
            | Act::DeleteOrg(_)
            | Act::DeleteGroup(_)
            | Act::DeleteRank(_)
            | Act::RemoveMember(_, Removal::ForceDelete) => {
                Some(usize::from(!graph.early.contains_key(&node)))
            }
            _ => None,
        },
    }
}

/// A later change of the same object.
fn later(context: &Context<'_>, graph: &Graph, node: usize) -> Option<usize> {
    if let Some(later) = graph.late.get(&node) {
        return Some(*later);
    }
    let object = graph.actions[node].act.object(context.desired)?;
    let patch = graph.patch.get(&object).copied()?;
    (patch != node && graph.actions[patch].needs.contains(&node)).then_some(patch)
}

/// Whether every value that the cut edges wait for can be let go earlier.
fn frees(context: &Context<'_>, graph: &Graph, node: usize, cut: &[(usize, usize)]) -> bool {
    let act = &graph.actions[node].act;
    let mut values = wanted(graph, node, cut);
    values.all(|value| match value {
        // Only what stays has a final key to take.
        Unique::Key(..) => entry(context, act).is_some(),
        _ => holder_of(context, act, value).is_some(),
    })
}

/// Whether what the cut edges take can be taken later: a member that is changed keeps its
/// key, or has a temporary login, until then.
fn can_wait(
    context: &Context<'_>,
    graph: &Graph,
    circle: &Circle<'_>,
    node: usize,
    cut: &[(usize, usize)],
) -> bool {
    let Act::PatchMember(at) = graph.actions[node].act else {
        return true;
    };
    let login = context.desired.members[at].props.email.known();
    let login = login.map(|email| Unique::Address(email.as_str().to_lowercase()));
    // The key it keeps must be nobody's to take.
    let own = &graph.actions[node].frees;
    let keeps = !own.iter().any(|value| circle.keys.contains(value));
    let mut values = (cut.iter()).flat_map(|(_, on)| &graph.actions[*on].frees);
    values.all(|value| {
        !graph.actions[node].takes.contains(value)
            || (keeps && matches!(value, Unique::Key(..)))
            || Some(value) == login.as_ref()
    })
}

/// The values of a node that the cut edges wait for.
fn wanted<'g>(
    graph: &'g Graph,
    node: usize,
    cut: &'g [(usize, usize)],
) -> impl Iterator<Item = &'g Unique> {
    let frees = graph.actions[node].frees.iter();
    frees.filter(move |value| {
        cut.iter()
            .any(|(taker, _)| graph.actions[*taker].takes.contains(value))
    })
}

fn apply(context: &Context<'_>, graph: &mut Graph, circle: &Circle<'_>, node: usize, split: Split) {
    let cut = circle.cut(graph, node, split);
    match split {
        Split::RefersLater | Split::TakesLater => {
            let later =
                later(context, graph, node).unwrap_or_else(|| add_later(context, graph, node));
            for edge in &cut {
                drop_edge(graph, *edge);
                graph.need(later, edge.1);
                let kept = match split {
                    Split::RefersLater => &mut graph.soft,
                    Split::TakesLater | Split::FreesEarlier => &mut graph.valued,
                };
                kept.remove(edge);
                kept.insert((later, edge.1));
            }
            if split == Split::TakesLater {
                let values: Vec<Unique> = (graph.actions[node].takes.iter())
                    .filter(|value| {
                        cut.iter()
                            .any(|(_, on)| graph.actions[*on].frees.contains(value))
                    })
                    .cloned()
                    .collect();
                graph.actions[node]
                    .takes
                    .retain(|value| !values.contains(value));
                graph.actions[later].takes.extend(values.clone());
                if let Act::PatchMember(at) = graph.actions[node].act {
                    graph.waiting.entry(at).or_default().extend(values);
                } else if let Some(object) = graph.actions[node].act.object(context.desired) {
                    graph.postponed.insert(object);
                }
            }
        }
        Split::FreesEarlier => {
            let values: Vec<Unique> = wanted(graph, node, &cut).cloned().collect();
            let (keys, others): (Vec<Unique>, Vec<Unique>) = values
                .into_iter()
                .partition(|value| matches!(value, Unique::Key(..)));
            for edge in &cut {
                drop_edge(graph, *edge);
                graph.valued.remove(edge);
            }
            if !keys.is_empty() {
                let along = if others.is_empty() {
                    graph.early.get(&node).copied()
                } else {
                    declared_holder(context, graph, node)
                        .map(|holder| temporary(graph, node, holder, &others))
                };
                let call = match along.filter(|_| key_is_free(context, graph, node)) {
                    Some(call) => key_along(context, graph, node, call),
                    None => key_earlier(context, graph, circle, node),
                };
                move_values(graph, (node, call), &cut, &keys);
            }
            let mut by_holder: Vec<(Holder, Vec<Unique>)> = Vec::new();
            for value in others {
                let Some(holder) = holder_of(context, &graph.actions[node].act, &value) else {
                    continue;
                };
                match by_holder.iter_mut().find(|(held, _)| *held == holder) {
                    Some((_, values)) => values.push(value),
                    None => by_holder.push((holder, vec![value])),
                }
            }
            for (holder, values) in by_holder {
                let call = temporary(graph, node, holder, &values);
                move_values(graph, (node, call), &cut, &values);
            }
        }
    }
}

/// A second change of the same object.
fn add_later(context: &Context<'_>, graph: &mut Graph, node: usize) -> usize {
    let act = match &graph.actions[node].act {
        Act::CreateOrg(at) | Act::PatchOrg(at) => Act::PatchOrg(*at),
        Act::CreateMember(at) | Act::Transfer(at) | Act::PatchMember(at) => Act::PatchMember(*at),
        other => other.clone(),
    };
    let object = act.object(context.desired);
    let reason = graph.actions[node].reason;
    let later = graph.add(Action::new(act, reason));
    graph.need(later, node);
    graph.late.insert(node, later);
    if let Some(object) = object {
        graph.patch.entry(object).or_insert(later);
    }
    later
}

/// The call that lets values of a holder go for temporary ones; one for all of them.
fn temporary(graph: &mut Graph, node: usize, holder: Holder, values: &[Unique]) -> usize {
    let held = graph.early.get(&node).copied();
    if let Some(call) = held
        && let Act::Temporary(given, of) = &mut graph.actions[call].act
        && *of == holder
    {
        let more: Vec<Unique> = (values.iter())
            .filter(|value| !given.contains(value))
            .cloned()
            .collect();
        given.extend(more);
        return call;
    }
    let act = Act::Temporary(values.to_vec(), holder);
    let call = graph.add(Action::new(act, "temporaryName"));
    graph.early.insert(node, call);
    // One in deletion can be changed only once it is back.
    let back: Vec<usize> = (graph.actions[node].needs.iter().copied())
        .filter(|on| matches!(graph.actions[*on].act, Act::Undelete(_)))
        .collect();
    for on in back {
        graph.need(call, on);
    }
    graph.need(node, call);
    call
}

/// Whether nothing of the plan has to let the key of an object go first.
fn key_is_free(context: &Context<'_>, graph: &Graph, node: usize) -> bool {
    let Some(entry) = entry(context, &graph.actions[node].act) else {
        return false;
    };
    let needs = graph.actions[node].needs.iter();
    let mut frees = needs.flat_map(|on| &graph.actions[*on].frees);
    !frees.any(|value| matches!(value, Unique::Key(_, _, key) if *key == entry.key))
}

fn declared_holder(context: &Context<'_>, graph: &Graph, node: usize) -> Option<Holder> {
    let (kind, at) = graph.actions[node].act.object(context.desired)?;
    Some(Holder::Declared(kind, at))
}

/// Sets the final key of an object in the call that lets other values of it go.
fn key_along(context: &Context<'_>, graph: &mut Graph, node: usize, call: usize) -> usize {
    if let Some(entry) = entry(context, &graph.actions[node].act)
        && let Some((kind, _)) = graph.actions[node].act.object(context.desired)
    {
        let scope = key_scope(kind, entry.domain);
        let takes = Unique::Key(kind, scope, entry.key.clone());
        let frees = entry.from.map(|from| Unique::Key(kind, scope, from));
        if let Act::Temporary(values, _) = &mut graph.actions[call].act {
            values.extend(frees.clone());
        }
        let own = &mut graph.actions[node];
        own.takes.retain(|value| *value != takes);
        own.frees.retain(|value| Some(value) != frees.as_ref());
        graph.actions[call].takes.push(takes);
    }
    call
}

/// The calls that have to let a key go before an object takes it.
fn key_held_by(graph: &Graph, node: usize, key: &Unique) -> Vec<usize> {
    let needs = graph.actions[node].needs.iter().copied();
    needs
        .filter(|on| graph.actions[*on].frees.contains(key))
        .collect()
}

/// A bulk call that is there anyway and may set the key of an object before its change:
/// nobody has to let the key go first, and the call waits for none of the circle.
fn bulk_call(
    context: &Context<'_>,
    graph: &Graph,
    circle: &Circle<'_>,
    node: usize,
) -> Option<usize> {
    let act = &graph.actions[node].act;
    let entry = entry(context, act)?;
    let (kind, _) = act.object(context.desired)?;
    let scope = key_scope(kind, entry.domain);
    let takes = Unique::Key(kind, scope, entry.key.clone());
    if !key_held_by(graph, node, &takes).is_empty() {
        return None;
    }
    let fits = |action: &Action| {
        matches!(&action.act, Act::Keys(of, entries) if *of == kind
            && entries.len() < BULK
            && entries.first().is_some_and(|it| key_scope(kind, it.domain) == scope))
    };
    (0..graph.actions.len())
        .find(|call| fits(&graph.actions[*call]) && !waits_for(graph, *call, &circle.nodes))
}

/// The bulk call that sets the final key of an object whose change would have taken it
/// along: one that is there already where that waits for none of the circle.
fn key_earlier(
    context: &Context<'_>,
    graph: &mut Graph,
    circle: &Circle<'_>,
    node: usize,
) -> usize {
    let act = graph.actions[node].act.clone();
    let (Some(entry), Some(object)) = (entry(context, &act), act.object(context.desired)) else {
        return node;
    };
    let (kind, _) = object;
    let takes = Unique::Key(kind, key_scope(kind, entry.domain), entry.key.clone());
    let frees =
        (entry.from.clone()).map(|from| Unique::Key(kind, key_scope(kind, entry.domain), from));
    let before = key_held_by(graph, node, &takes);
    let found = bulk_call(context, graph, circle, node);
    let call =
        found.unwrap_or_else(|| graph.add(Action::new(Act::Keys(kind, Vec::new()), "rekeyed")));
    if let Act::Keys(_, entries) = &mut graph.actions[call].act {
        entries.push(entry);
    }
    for on in before {
        drop_edge(graph, (node, on));
        graph.valued.remove(&(node, on));
        graph.need(call, on);
        graph.valued.insert((call, on));
    }
    graph.bulk.insert(object);
    graph.actions[node].takes.retain(|value| *value != takes);
    graph.actions[call].takes.push(takes);
    if let Some(frees) = frees {
        graph.actions[node].frees.retain(|value| *value != frees);
    }
    graph.need(node, call);
    call
}

/// Whether a node comes after any of these.
fn waits_for(graph: &Graph, node: usize, those: &[usize]) -> bool {
    let those: HashSet<usize> = those.iter().copied().collect();
    let mut seen = HashSet::from([node]);
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if those.contains(&node) {
            return true;
        }
        open.extend(
            graph.actions[node]
                .needs
                .iter()
                .filter(|on| seen.insert(**on)),
        );
    }
    false
}

/// Whoever took values of one node waits for another now.
fn move_values(
    graph: &mut Graph,
    (from, to): (usize, usize),
    cut: &[(usize, usize)],
    values: &[Unique],
) {
    graph.actions[from]
        .frees
        .retain(|value| !values.contains(value));
    for value in values {
        if !graph.actions[to].frees.contains(value) {
            graph.actions[to].frees.push(value.clone());
        }
    }
    for (taker, _) in cut {
        let takes = &graph.actions[*taker].takes;
        if values.iter().any(|value| takes.contains(value)) {
            graph.need(*taker, to);
            graph.valued.insert((*taker, to));
        }
    }
}

fn drop_edge(graph: &mut Graph, (node, on): (usize, usize)) {
    graph.actions[node].needs.retain(|held| *held != on);
}

/// The key that a change of a live object would take along.
fn entry(context: &Context<'_>, act: &Act) -> Option<KeyEntry> {
    let (kind, at) = act.object(context.desired)?;
    let found = context.matched(kind, at)?;
    let live = context.live;
    let from = match kind {
        Kind::Level | Kind::Position | Kind::UserType => live.ranks.get(&found.id)?.key.clone(),
        Kind::Org => live.orgs.get(&found.id)?.key.clone(),
        Kind::Member => live.members.get(&found.id)?.key.clone(),
        Kind::Group => live.groups.get(&found.id)?.key.clone(),
    };
    let declaration = declaration(context, kind, at);
    Some(KeyEntry {
        id: found.id.clone(),
        key: declaration.key.clone(),
        from,
        domain: declaration.domain,
        at,
    })
}

/// Who holds a value that an action lets go.
fn holder_of(context: &Context<'_>, act: &Act, value: &Unique) -> Option<Holder> {
    let going = |kind: Kind, id: &Id| Some(Holder::Going(kind, id.clone()));
    match act {
        Act::PatchMember(_) | Act::PatchOrg(_) | Act::PatchGroup(_) | Act::PatchRank(_) => {
            let (kind, at) = act.object(context.desired)?;
            Some(Holder::Declared(kind, at))
        }
        // People move from it into the org that takes its address: it goes only after them.
        Act::DeleteOrg(top) => below(context, top)
            .into_iter()
            .find(|id| live_org(context, id).contains(value))
            .map(|id| Holder::Going(Kind::Org, id)),
        Act::DeleteGroup(id) if live_group(context, id).contains(value) => going(Kind::Group, id),
        Act::RemoveMember(id, Removal::ForceDelete) if live_member(context, id).contains(value) => {
            going(Kind::Member, id)
        }
        Act::DeleteRank(id) if live_rank(context, id).contains(value) => {
            let rank = context.live.ranks.get(id)?;
            going(rank.kind.into(), id)
        }
        _ => None,
    }
}
