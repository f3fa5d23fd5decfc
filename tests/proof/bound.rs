//! A higher lower bound on the calls from the live side to the goal, for tenants that are
//! too large to search: what is owed object by object, and what circles add. Nothing here
//! comes from the planner; on small tenants it is held against the search.
//!
//! - What one call can do for several is counted once: a branch that goes, bulk calls of
//!   keys, leaders that another's seat unseats, lists that lose what is deleted.
//! - Of siblings, those beyond the longest run that is in order move; of levels, those that
//!   nothing else changes, unless they lack a key too.
//! - Keys that wait for each other need a bulk call each.
//! - Objects that wait for each other in a circle, each changed by one call, need one more:
//!   the first of those calls would have to come after the last. Where circles hang together
//!   as many objects have a second call as break them all. A bulk call for keys of a kind
//!   may do as well, for every circle that goes through keys of that kind.

use std::collections::{BTreeMap, BTreeSet};

use meibo::directory::{Field, Id, Key, Kind, Ref, Removal};

use crate::cases::{Case, handle_of, values};
use crate::goal::{Goal, key_of};
use crate::model::{Company, live_id};
use crate::owed::{Differ, Side, apart, longest};

/// Entries of one bulk call (facts 4.3).
const BULK: usize = 50;

/// So many objects that break circles together are looked for; more are owed at most.
const TOGETHER: usize = 3;

/// The bound, and where it may be too low.
pub struct Bound {
    pub calls: usize,
    /// Circles hang together: which object has two calls is a matter of choice.
    pub entangled: bool,
}

/// The calls needed at least from the live side on.
pub fn bound(goal: &Goal<'_>) -> Bound {
    let now = &goal.case.live;
    let differ = Differ::of(goal, now, Side::Owed);
    let keys = other_keys(goal, &differ);
    let mut circles = Circles::of(goal, &differ);
    for (kind, calls) in &keys {
        // Where there is a bulk call anyway, it may set any key of the kind.
        if *calls == 0 {
            circles.keys(goal, *kind);
        }
    }
    let (broken, entangled) = circles.fewest();
    let calls = apart(goal, now, &differ)
        + levels_and_keys(goal, &differ)
        + keys.values().sum::<usize>()
        + broken;
    Bound { calls, entangled }
}

/// Calls for levels, with those for the keys of levels that lack nothing else.
fn levels_and_keys(goal: &Goal<'_>, differ: &Differ<'_>) -> usize {
    let desired = &goal.case.desired;
    let now = &goal.case.live;
    let mut changed = 0;
    let (mut plain, mut keyed): (Vec<i64>, Vec<i64>) = (Vec::new(), Vec::new());
    let mut chain: Vec<(Option<Key>, Key, bool)> = Vec::new();
    let ranks = desired
        .rank_lists
        .iter()
        .flat_map(|list| list.ranks.iter().zip(0_i64..));
    for (at, place) in ranks {
        let key = &desired.ranks[*at].declaration.key;
        let live = differ.keyed.ranks.values();
        let mut live = live.filter(|it| it.key.as_ref() == Some(key));
        let Some(live) = live.next().map(|it| &now.ranks[&it.id]) else {
            changed += 1;
            continue;
        };
        let along = differ.level(key);
        if live.key.as_ref() != Some(key) {
            chain.push((live.key.clone(), key.clone(), along));
        }
        if along {
            changed += 1;
            continue;
        }
        // Numbers keep room for all that stand between.
        let slack = live.display_order - place;
        keyed.push(slack);
        if live.key.as_ref() == Some(key) {
            plain.push(slack);
        }
    }
    let moved = |list: &[i64]| list.len() - longest(list, |a, b| a <= b);
    let lacking = keyed.len() - plain.len();
    if lacking == 0 {
        return changed + moved(&keyed);
    }
    let in_bulk = moved(&keyed) + rounds(&chain);
    let each = moved(&plain) + lacking;
    changed + in_bulk.min(each)
}

/// Bulk calls for the keys of members, orgs and groups that lack nothing else.
fn other_keys(goal: &Goal<'_>, differ: &Differ<'_>) -> BTreeMap<Kind, usize> {
    let now = &goal.case.live;
    let mut calls = BTreeMap::new();
    for kind in [Kind::Org, Kind::Member, Kind::Group] {
        let mut chain: Vec<(Option<Key>, Key, bool)> = Vec::new();
        for (id, (of, key)) in &goal.stays {
            let held = key_of(now, kind, id).flatten();
            if *of != kind || held == Some(key) {
                continue;
            }
            let along = match kind {
                Kind::Org => differ.org(key),
                Kind::Group => differ.group(key),
                _ => differ.member(key) || moves(goal, id),
            };
            chain.push((held.cloned(), key.clone(), along));
        }
        calls.insert(kind, rounds(&chain));
    }
    calls
}

/// Whether a member moves to another domain.
fn moves(goal: &Goal<'_>, id: &Id) -> bool {
    let key = goal.stays.get(id).map(|(_, key)| key);
    let want = key.and_then(|key| goal.member(key));
    let live = goal.case.live.members.get(id);
    want.zip(live)
        .is_some_and(|(want, live)| want.declaration.domain != live.domain)
}

/// How many bulk calls: along a chain of keys one for each that no other call takes along,
/// and as many as there are fifties.
fn rounds(chain: &[(Option<Key>, Key, bool)]) -> usize {
    let alone = chain.iter().filter(|(.., along)| !along);
    let mut most = alone.clone().count().div_ceil(BULK);
    for start in alone {
        let (mut at, mut length) = (start, 1);
        while let Some(next) = chain.iter().find(|(held, ..)| held.as_ref() == Some(&at.1)) {
            length += usize::from(!next.2);
            at = next;
            if length > chain.len() {
                break;
            }
        }
        most = most.max(length);
    }
    most
}

/// Objects that one call changes, makes or removes, and which must wait for which.
struct Circles {
    waits: Waits,
    /// Those who wait for a key only, by kind: a bulk call may set them all.
    keys: BTreeMap<Kind, Vec<(Id, Id)>>,
}

type Waits = BTreeMap<Id, BTreeSet<Id>>;

impl Circles {
    fn of(goal: &Goal<'_>, differ: &Differ<'_>) -> Circles {
        let case = goal.case;
        let mut nodes: BTreeSet<Id> = BTreeSet::new();
        for (id, (kind, key)) in &goal.stays {
            let once = match kind {
                Kind::Org => differ.org(key),
                Kind::Group => differ.group(key),
                Kind::Member => differ.member(key) && !moves(goal, id),
                Kind::Level | Kind::Position | Kind::UserType => differ.level(key),
            };
            if once {
                nodes.insert(id.clone());
            }
        }
        let new = |kind: Kind, key: &Key| live_id(kind, key.as_str());
        nodes.extend(goal.new.iter().map(|(kind, key)| new(*kind, key)));
        let erases = case.desired.policy.removal == Removal::ForceDelete;
        for (id, kind) in &goal.goes {
            if *kind != Kind::Member || erases {
                nodes.insert(id.clone());
            }
        }
        let mut circles = Circles {
            waits: nodes.into_iter().map(|id| (id, BTreeSet::new())).collect(),
            keys: BTreeMap::new(),
        };
        circles.values(case);
        circles.references(&case.before, &case.after);
        circles.removals(goal);
        circles
    }

    fn wait(&mut self, id: &Id, on: &Id) {
        if id != on
            && self.waits.contains_key(on)
            && let Some(waits) = self.waits.get_mut(id)
        {
            waits.insert(on.clone());
        }
    }

    /// Whoever takes a unique value waits for whoever lets it go.
    fn values(&mut self, case: &Case) {
        let (was, is) = (values(&case.before), values(&case.after));
        let none = Vec::new();
        for (id, wanted) in &is {
            let held = was.get(id).unwrap_or(&none);
            for value in wanted.iter().filter(|it| !held.contains(it)) {
                for (other, _) in was.iter().filter(|(_, held)| held.contains(value)) {
                    if let Some(top) = self.top(case, other) {
                        self.wait(id, &top);
                    }
                }
            }
        }
    }

    /// Whoever takes a key waits for whoever lets it go.
    fn keys(&mut self, goal: &Goal<'_>, kind: Kind) {
        let now = &goal.case.live;
        let stays = || goal.stays.iter().filter(|(_, (of, _))| *of == kind);
        for (id, (_, wanted)) in stays() {
            let holder = stays().find(|(other, (_, key))| {
                *other != id && key != wanted && key_of(now, kind, other) == Some(Some(wanted))
            });
            if let Some((other, _)) = holder {
                let ends = (id.clone(), other.clone());
                self.keys.entry(kind).or_default().push(ends);
            }
        }
    }

    /// The org that takes another along when it goes; else the object itself.
    fn top(&self, case: &Case, id: &Id) -> Option<Id> {
        let mut at = id.clone();
        while let Some(above) = case
            .live
            .orgs
            .get(&at)
            .and_then(|it| it.props.parent.value())
        {
            let above = above.id()?;
            let goes = |id: &Id| {
                !case
                    .after
                    .orgs
                    .iter()
                    .any(|it| live_id(Kind::Org, &it.handle) == *id)
            };
            if !goes(&at) || !goes(above) {
                break;
            }
            at = above.clone();
        }
        Some(at)
    }

    /// Whatever names what is new waits for it.
    fn references(&mut self, before: &Company, after: &Company) {
        let named = |kind: Kind, target: &Ref| -> Option<Id> {
            let handle = handle_of(after, kind, target)?;
            let held = match kind {
                Kind::Org => before.orgs.iter().any(|it| it.handle == handle),
                Kind::Member => before.members.iter().any(|it| it.handle == handle),
                Kind::Group => before.groups.iter().any(|it| it.handle == handle),
                Kind::Level | Kind::Position | Kind::UserType => {
                    before.ranks.iter().any(|(_, it)| it.handle == handle)
                }
            };
            (!held).then(|| live_id(kind, &handle))
        };
        let list = |kind: Kind, list: &Field<Vec<Ref>>| -> Vec<Id> {
            let list = list.known().into_iter().flatten();
            list.filter_map(|it| named(kind, it)).collect()
        };
        let mut edges: Vec<(Id, Vec<Id>)> = Vec::new();
        for it in &after.orgs {
            let mut on = list(Kind::Member, &it.props.allowed_senders);
            let is_new = !before.orgs.iter().any(|was| was.handle == it.handle);
            let above = it.props.parent.value().filter(|_| is_new);
            on.extend(above.and_then(|above| named(Kind::Org, above)));
            edges.push((live_id(Kind::Org, &it.handle), on));
        }
        for it in &after.members {
            let mut on: Vec<Id> = Vec::new();
            let posts = it.props.posts.known().into_iter().flatten();
            on.extend(posts.filter_map(|post| named(Kind::Org, &post.org)));
            on.extend(it.props.level.value().and_then(|it| named(Kind::Level, it)));
            let related = it.props.relations.known().into_iter().flatten();
            on.extend(related.filter_map(|it| named(Kind::Member, &it.member)));
            edges.push((live_id(Kind::Member, &it.handle), on));
        }
        for it in &after.groups {
            let mut on = list(Kind::Member, &it.props.masters);
            on.extend(list(Kind::Member, &it.props.members));
            on.extend(list(Kind::Org, &it.props.orgs));
            on.extend(list(Kind::Group, &it.props.groups));
            edges.push((live_id(Kind::Group, &it.handle), on));
        }
        for (id, on) in edges {
            for on in on {
                self.wait(&id, &on);
            }
        }
    }

    /// An org goes after everybody has left it, and a level after nobody holds it.
    fn removals(&mut self, goal: &Goal<'_>) {
        let case = goal.case;
        for member in case.live.members.values() {
            for id in crate::owed::held(&member.props) {
                if goal.goes.contains_key(id)
                    && let Some(top) = self.top(case, id)
                {
                    self.wait(&top, &member.id);
                }
            }
        }
    }

    /// The fewest calls that are added by second calls of objects and by bulk calls for
    /// keys, and whether circles hang together.
    fn fewest(&self) -> (usize, bool) {
        let kinds: Vec<Kind> = self.keys.keys().copied().collect();
        let with = |bulk: usize| {
            let mut waits = self.waits.clone();
            for (n, kind) in kinds.iter().enumerate() {
                for (id, on) in self.keys[kind].iter().filter(|_| bulk & (1 << n) == 0) {
                    if waits.contains_key(on)
                        && let Some(edges) = waits.get_mut(id)
                    {
                        edges.insert(on.clone());
                    }
                }
            }
            waits
        };
        let counts = (0..1_usize << kinds.len()).map(|bulk| {
            let parts = parts(&with(bulk));
            let broken: usize = parts.iter().map(broken).sum();
            usize::try_from(bulk.count_ones()).unwrap_or(0) + broken
        });
        let entangled = parts(&with(0)).iter().any(|part| edges(part) > part.len());
        (counts.min().unwrap_or(0), entangled)
    }
}

fn edges(part: &Waits) -> usize {
    part.values().map(BTreeSet::len).sum()
}

/// The parts in which everybody waits for everybody, each with what is waited for in it.
fn parts(waits: &Waits) -> Vec<Waits> {
    let reach: BTreeMap<&Id, BTreeSet<&Id>> = (waits.keys())
        .map(|from| {
            let mut seen: BTreeSet<&Id> = BTreeSet::new();
            let mut open: Vec<&Id> = waits[from].iter().collect();
            while let Some(id) = open.pop() {
                if seen.insert(id) {
                    open.extend(&waits[id]);
                }
            }
            (from, seen)
        })
        .collect();
    let mut parts: Vec<Waits> = Vec::new();
    for id in waits.keys().filter(|id| reach[*id].contains(*id)) {
        if parts.iter().any(|part| part.contains_key(id)) {
            continue;
        }
        let part: BTreeSet<&Id> = (reach[id].iter())
            .filter(|other| reach[*other].contains(id))
            .copied()
            .collect();
        let inside = |id: &Id| waits[id].iter().filter(|on| part.contains(on)).cloned();
        let part = part.iter().map(|id| ((*id).clone(), inside(id).collect()));
        parts.push(part.collect());
    }
    parts
}

/// The fewest objects without which nobody waits in a circle; one more than are tried where
/// those are not enough.
fn broken(part: &Waits) -> usize {
    let nodes: Vec<&Id> = part.keys().collect();
    let mut without: BTreeSet<&Id> = BTreeSet::new();
    let enough = |most: &usize| breaks(part, &nodes, *most, &mut without);
    (1..=TOGETHER).find(enough).unwrap_or(TOGETHER + 1)
}

/// Whether so many of the objects break every circle, with those that do so already.
fn breaks<'w>(
    part: &'w Waits,
    nodes: &[&'w Id],
    most: usize,
    without: &mut BTreeSet<&'w Id>,
) -> bool {
    if most == 0 {
        return ends(part, without);
    }
    nodes.iter().enumerate().any(|(n, id)| {
        without.insert(id);
        let found = breaks(part, &nodes[n + 1..], most - 1, without);
        without.remove(id);
        found
    })
}

/// Whether everybody can be done in turn, some left out.
fn ends(part: &Waits, without: &BTreeSet<&Id>) -> bool {
    let mut done: BTreeSet<&Id> = without.clone();
    loop {
        let before = done.len();
        let ready = part
            .iter()
            .filter(|(_, on)| on.iter().all(|it| done.contains(it)));
        let ready: Vec<&Id> = ready.map(|(id, _)| id).collect();
        done.extend(ready);
        if done.len() == part.len() {
            return true;
        }
        if done.len() == before {
            return false;
        }
    }
}
