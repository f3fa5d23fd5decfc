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
    /// One of several bulk calls could set a key of a circle: which is a matter of choice.
    pub roomy: bool,
    /// Calls for objects, for levels, for keys in bulk, and what circles add.
    pub made_of: [usize; 4],
}

/// The calls needed at least from the live side on.
pub fn bound(goal: &Goal<'_>) -> Bound {
    let now = &goal.case.live;
    let differ = Differ::of(goal, now, Side::Owed);
    let mut circles = Circles::of(goal, &differ);
    let mut bulk = 0;
    for kind in [Kind::Org, Kind::Member, Kind::Group] {
        let chain = keys(goal, &differ, kind);
        let calls = rounds(&chain);
        circles.keys(kind, &chain, calls);
        bulk += calls;
    }
    let objects = apart(goal, now, &differ);
    let levels = levels_and_keys(goal, &differ);
    let (broken, entangled) = circles.fewest();
    Bound {
        calls: objects + levels + bulk + broken,
        entangled,
        roomy: circles.roomy,
        made_of: [objects, levels, bulk, broken],
    }
}

/// Calls for levels, with those for the keys of levels that lack nothing else: whichever of
/// these are changed along with their key, the rest has bulk calls.
fn levels_and_keys(goal: &Goal<'_>, differ: &Differ<'_>) -> usize {
    let desired = &goal.case.desired;
    let now = &goal.case.live;
    let mut changed = 0;
    // Numbers keep room for all that stand between: the slack of each, and its key.
    let mut still: Vec<(i64, Option<usize>)> = Vec::new();
    let mut chain: Vec<Link> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let ranks = desired
        .rank_lists
        .iter()
        .flat_map(|list| list.ranks.iter().zip(0_i64..));
    for (at, place) in ranks {
        let key = &desired.ranks[*at].declaration.key;
        let mut live = differ.keyed.ranks.values();
        let live = live.find(|it| it.key.as_ref() == Some(key));
        let Some(live) = live.map(|it| &now.ranks[&it.id]) else {
            changed += 1;
            continue;
        };
        let along = differ.level(key);
        let lacks = live.key.as_ref() != Some(key);
        if lacks {
            chain.push(Link {
                id: live.id.clone(),
                from: live.key.clone(),
                to: key.clone(),
                along,
            });
        }
        if along {
            changed += 1;
            continue;
        }
        let link = lacks.then(|| chain.len() - 1);
        open.extend(link);
        still.push((live.display_order - place, link));
    }
    let counts = (0..1_usize << open.len()).map(|set| {
        let chosen = |link: usize| {
            let n = open.iter().position(|it| *it == link);
            n.is_some_and(|n| set & (1 << n) != 0)
        };
        let mut chain = chain.clone();
        for (n, link) in chain.iter_mut().enumerate() {
            link.along |= chosen(n);
        }
        let rest = still.iter().filter(|(_, link)| !link.is_some_and(chosen));
        let rest: Vec<i64> = rest.map(|(slack, _)| *slack).collect();
        let moved = rest.len() - longest(&rest, |a, b| a <= b);
        usize::try_from(set.count_ones()).unwrap_or(0) + moved + rounds(&chain)
    });
    changed + counts.min().unwrap_or(0)
}

/// An object that is to get another key.
#[derive(Clone)]
struct Link {
    id: Id,
    from: Option<Key>,
    to: Key,
    /// Whether another call takes the key along.
    along: bool,
}

/// Members, orgs or groups that are to get another key.
fn keys(goal: &Goal<'_>, differ: &Differ<'_>, kind: Kind) -> Vec<Link> {
    let now = &goal.case.live;
    let mut chain = Vec::new();
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
        chain.push(Link {
            id: id.clone(),
            from: held.cloned(),
            to: key.clone(),
            along,
        });
    }
    chain
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
fn rounds(chain: &[Link]) -> usize {
    let alone = chain.iter().filter(|it| !it.along).count();
    let longest = (0..chain.len()).map(|start| {
        let behind = behind(chain, start).into_iter();
        behind.filter(|at| !chain[*at].along).count()
    });
    alone.div_ceil(BULK).max(longest.max().unwrap_or(0))
}

/// Who takes the key of one, who takes his, and so on, himself first.
fn behind(chain: &[Link], start: usize) -> Vec<usize> {
    let mut list = vec![start];
    while let Some(at) = list.last()
        && let Some(key) = &chain[*at].from
        && let Some(next) = chain.iter().position(|it| it.to == *key)
        && !list.contains(&next)
    {
        list.push(next);
    }
    list
}

/// Objects that one call changes, makes or removes, and which must wait for which.
struct Circles {
    waits: Waits,
    /// Those who wait for a key only, by kind: a bulk call may set them all.
    keys: BTreeMap<Kind, Vec<(Id, Id)>>,
    /// Some chain of keys has room among the bulk calls there are.
    roomy: bool,
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
            roomy: false,
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

    /// Whoever takes a key waits for whoever lets it go, along the chains that have no room
    /// for one more of them among the bulk calls there are.
    fn keys(&mut self, kind: Kind, chain: &[Link], calls: usize) {
        // Along a chain without room it is settled which of the calls sets which key: those
        // of one call are done at once.
        let mut bulk: Vec<Option<Id>> = vec![None; calls];
        for start in 0..chain.len() {
            let lets_go = |it: &Link| it.from.as_ref() == Some(&chain[start].to);
            if chain.iter().any(lets_go) {
                continue;
            }
            let all = behind(chain, start);
            if all.iter().filter(|at| !chain[**at].along).count() < calls {
                self.roomy |= all.len() > 1 && calls > 1;
                continue;
            }
            let mut round = 0;
            let mut done: Vec<Id> = Vec::new();
            for link in all.iter().map(|at| &chain[*at]) {
                let mut id = link.id.clone();
                if !link.along {
                    id = bulk[round].get_or_insert(id).clone();
                    self.waits.entry(id.clone()).or_default();
                    round += 1;
                }
                done.push(id);
            }
            for pair in done.windows(2) {
                let ends = (pair[1].clone(), pair[0].clone());
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
