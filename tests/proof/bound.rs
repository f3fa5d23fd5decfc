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
//!   the first of those calls would have to come after the last.

use std::collections::{BTreeMap, BTreeSet};

use meibo::directory::{Field, Id, Key, Kind, Ref, Removal};

use crate::cases::{Case, handle_of, values};
use crate::goal::{Goal, key_of};
use crate::model::{Company, live_id};
use crate::owed::{Differ, Side, apart, longest};

/// Entries of one bulk call (facts 4.3).
const BULK: usize = 50;

/// The bound, and what of it may be too low.
pub struct Bound {
    pub calls: usize,
    /// Objects that wait for each other in more than one plain circle.
    pub entangled: usize,
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
    let (plain, entangled) = circles.count();
    let calls = apart(goal, now, &differ)
        + levels_and_keys(goal, &differ)
        + keys.values().sum::<usize>()
        + plain
        + entangled;
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
    waits: BTreeMap<Id, BTreeSet<Id>>,
}

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
                self.wait(id, other);
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

    /// Circles: plain ones, and those that hang together with others.
    fn count(&self) -> (usize, usize) {
        let reach: BTreeMap<&Id, BTreeSet<&Id>> = (self.waits.keys())
            .map(|from| {
                let mut seen: BTreeSet<&Id> = BTreeSet::new();
                let mut open: Vec<&Id> = self.waits[from].iter().collect();
                while let Some(id) = open.pop() {
                    if seen.insert(id) {
                        open.extend(&self.waits[id]);
                    }
                }
                (from, seen)
            })
            .collect();
        let (mut plain, mut entangled) = (0, 0);
        let mut done: BTreeSet<&Id> = BTreeSet::new();
        for id in self.waits.keys() {
            if !reach[id].contains(id) || done.contains(id) {
                continue;
            }
            let part: BTreeSet<&Id> = (reach[id].iter())
                .filter(|other| reach[*other].contains(id))
                .copied()
                .collect();
            let edges: usize = (part.iter())
                .map(|it| {
                    self.waits[*it]
                        .iter()
                        .filter(|on| part.contains(on))
                        .count()
                })
                .sum();
            if edges == part.len() {
                plain += 1;
            } else {
                entangled += 1;
            }
            done.extend(part);
        }
        (plain, entangled)
    }
}
