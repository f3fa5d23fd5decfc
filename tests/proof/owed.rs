//! A lower bound on the calls from a directory to the goal: what only a call of its own can
//! bring about, counted object by object. Nothing here comes from the planner.
//!
//! Each call lowers it by one at most. The search asserts that of every call it tries, and
//! where it prunes nothing it tries them all: a bound that is zero at the goal and falls by
//! one at most per call cannot be above the fewest calls.

use std::collections::{BTreeMap, BTreeSet};

use meibo::directory::{
    Directory, FeatureState, Field, Group, Id, Key, Kind, LiveMember, Member, Post, RankKind, Ref,
    Removal, WantedState,
};

use crate::compare::differences;
use crate::goal::{Goal, key_of};

/// The calls that are owed at least.
pub fn owed(goal: &Goal<'_>, now: &Directory) -> usize {
    let differ = Differ::of(goal, now, Side::Any);
    let keys = keys_alone(goal, now, &differ);
    apart(goal, now, &differ) + levels(goal, now, &differ) + keys
}

/// Those of them that are not levels' and not about keys alone.
pub fn apart(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> usize {
    enables(goal, now)
        + going(goal, now)
        + members(goal, now, differ)
        + orgs(goal, now, differ)
        + differ.groups(now)
}

/// Which differences other calls may see to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Whatever some call of the service could do along: the bound holds in every state.
    Any,
    /// What calls do along that are owed anyway: from the live side on.
    Owed,
}

/// What differs of every declared object, keys aside, by the comparison of tests/it.
pub struct Differ<'g> {
    goal: &'g Goal<'g>,
    /// The directory as it would be with every key in place.
    pub keyed: Directory,
    /// By kind and key: the property, and the whole sentence.
    found: BTreeMap<(Kind, String), Vec<(String, String)>>,
    side: Side,
}

impl<'g> Differ<'g> {
    pub fn of(goal: &'g Goal<'g>, now: &Directory, side: Side) -> Differ<'g> {
        let keyed = goal.keyed(now);
        let mut found: BTreeMap<(Kind, String), Vec<(String, String)>> = BTreeMap::new();
        for line in differences(&goal.case.desired, &keyed) {
            let Some((at, said)) = line.split_once(": ") else {
                continue;
            };
            let mut words = at.split([' ', ',']);
            let kind = words.next().and_then(Kind::from_name);
            if let (Some(kind), Some(key)) = (kind, words.next()) {
                let said = match said
                    .strip_prefix("has no post")
                    .or(said.strip_prefix("still has"))
                {
                    Some(_) => format!("posts: {said}"),
                    None if at.contains(" in ") => format!("post {said}"),
                    None => said.to_owned(),
                };
                let property = said.split(" is").next().unwrap_or_default().to_owned();
                let entry = found.entry((kind, key.to_owned())).or_default();
                entry.push((property, line));
            }
        }
        Differ {
            keyed,
            found,
            goal,
            side,
        }
    }

    fn of_object(&self, kind: Kind, key: &Key) -> impl Iterator<Item = (&str, &str)> {
        let found = self.found.get(&(kind, key.to_string()));
        let found = found.into_iter().flatten();
        found.map(|(property, line)| (property.as_str(), line.as_str()))
    }

    /// Whether an org differs in what only a PATCH of it changes. A private parent hides
    /// what is below it; erasing a member takes it out of lists.
    pub fn org(&self, key: &Key) -> bool {
        let mut live = self.keyed.orgs.values();
        let live = live.find(|it| it.key.as_ref() == Some(key));
        self.of_object(Kind::Org, key)
            .any(|(property, line)| match property {
                "parent" | "domain" => false,
                "visible" if line.ends_with("not false") => {
                    self.side == Side::Owed && !self.is_hidden(key)
                }
                _ if property.starts_with("allowed") => live.is_some_and(|live| {
                    let lists = [&live.props.allowed_recipients, &live.props.allowed_senders];
                    self.is_surely_wrong(line, &lists, Removal::ForceDelete)
                }),
                _ => true,
            })
    }

    /// Whether an org above, of those it is to have or of those it has, is to be private.
    fn is_hidden(&self, key: &Key) -> bool {
        let orgs = &self.goal.case.desired.orgs;
        let named = |key: &Key| orgs.iter().find(|it| it.declaration.key == *key);
        let live = |key: &Key| {
            let mut live = self.keyed.orgs.values();
            live.find(|it| it.key.as_ref() == Some(key))
        };
        let wanted = |key: &Key| match named(key)?.props.parent.value()? {
            Ref::Key(above) => Some(above.clone()),
            Ref::Id(_) | Ref::Email(_) => None,
        };
        let held = |key: &Key| {
            let above = live(key)?.props.parent.value()?.id()?;
            self.keyed.orgs.get(above)?.key.clone()
        };
        let mut open = vec![key.clone()];
        let mut seen: BTreeSet<Key> = BTreeSet::new();
        while let Some(at) = open.pop() {
            for above in [wanted(&at), held(&at)].into_iter().flatten() {
                let private = named(&above).map(|it| it.props.visible);
                if private == Some(Field::Known(false)) {
                    return true;
                }
                if seen.insert(above.clone()) {
                    open.push(above);
                }
            }
        }
        false
    }

    /// Whether an object leaves lists by itself, where members do so by this removal.
    fn leaves(&self, id: &Id, by: Removal) -> bool {
        let removal = self.goal.case.desired.policy.removal;
        match (self.goal.goes.get(id), self.side) {
            (None, _) => false,
            (Some(_), Side::Any) => true,
            (Some(Kind::Member), Side::Owed) => removal == Removal::ForceDelete || removal == by,
            (Some(_), Side::Owed) => true,
        }
    }

    /// Whether a list lacks something, or holds something that does not leave: the list of
    /// a sentence `... is {a, b}, not {c}` loses what leaves by itself.
    fn is_surely_wrong(&self, line: &str, lists: &[&Field<Vec<Ref>>], by: Removal) -> bool {
        let leaving: BTreeSet<String> = (lists.iter())
            .flat_map(|list| list.known().into_iter().flatten())
            .filter_map(Ref::id)
            .filter(|id| self.leaves(id, by))
            .filter_map(|id| self.name(id))
            .collect();
        let Some((have, want)) = line
            .split_once(" is {")
            .and_then(|(_, it)| it.split_once("}, not {"))
        else {
            return true;
        };
        let names = |text: &str| -> BTreeSet<String> {
            let text = text.trim_end_matches('}');
            let names = text.split(", ").filter(|it| !it.is_empty());
            names.map(|it| it.trim_matches('"').to_owned()).collect()
        };
        let have: BTreeSet<String> = names(have).difference(&leaving).cloned().collect();
        have != names(want)
    }

    fn name(&self, id: &Id) -> Option<String> {
        let kinds = [Kind::Org, Kind::Member, Kind::Group];
        let mut found = kinds
            .into_iter()
            .filter_map(|kind| key_of(&self.keyed, kind, id));
        found
            .next()
            .map(|key| key.map_or_else(|| format!("id:{id}"), ToString::to_string))
    }

    /// Whether a group differs in what only a call to it changes.
    pub fn group(&self, key: &Key) -> bool {
        let live = self
            .keyed
            .groups
            .values()
            .find(|it| it.key.as_ref() == Some(key));
        self.of_object(Kind::Group, key)
            .any(|(property, line)| match property {
                "masters" | "members" | "orgs" | "groups" => live.is_some_and(|live| {
                    let Group {
                        masters,
                        members,
                        orgs,
                        groups,
                        ..
                    } = &live.props;
                    self.is_surely_wrong(line, &[masters, members, orgs, groups], Removal::Delete)
                }),
                _ => true,
            })
    }

    /// Every group that is created, changed or deleted.
    fn groups(&self, now: &Directory) -> usize {
        let declared = (self.found.keys())
            .filter(|(kind, _)| *kind == Kind::Group)
            .map(|(_, key)| Key::from(key.as_str()))
            .filter(|key| !self.goal.is_new(Kind::Group, key) && self.group(key))
            .count();
        self.goal.unmade(now, Kind::Group)
            + declared
            + now
                .groups
                .keys()
                .filter(|id| self.goal.goes.contains_key(*id))
                .count()
    }

    /// Whether a level differs in more than its place.
    pub fn level(&self, key: &Key) -> bool {
        self.of_object(Kind::Level, key).next().is_some()
    }

    /// Whether a member differs in what only PATCH, or the move to its domain, changes.
    /// Another's seat takes a lead away; erasing somebody ends relations.
    pub fn member(&self, key: &Key) -> bool {
        let (Some(live), Some(want)) = (self.member_live(key), self.goal.member(key)) else {
            return false;
        };
        let moves = live.domain != want.declaration.domain;
        let back = live.flags.deleted;
        // Whoever comes back has no posts and levels.
        if back && !moves && self.side == Side::Owed && has_posts(&want.props) {
            return true;
        }
        self.of_object(Kind::Member, key)
            .any(|(property, line)| match property {
                "domain" | "leave" | "is in deletion" => false,
                _ if line.ends_with("suspended") => false,
                // The move sets these, or clears them.
                "email" | "userType" if moves => false,
                "level" | "secondary" => !(moves || back),
                _ if property.starts_with("posts") || property.starts_with("post ") => {
                    let unseated = property == "post leader" && line.ends_with("not false");
                    !(moves || back || unseated && self.is_taken_over(key, line))
                }
                "relations" => !self.only_parts(live, &want.props),
                _ => true,
            })
    }

    /// Whether another may come to lead the org of a sentence `member m in o: ...`.
    fn is_taken_over(&self, member: &Key, line: &str) -> bool {
        let at = line.split(": ").next().unwrap_or_default();
        let Some((_, org)) = at.rsplit_once(" in ") else {
            return false;
        };
        let others = self.goal.case.desired.members.iter();
        let mut others = others.filter(|it| it.declaration.key != *member);
        self.side == Side::Any
            || others.any(|it| {
                let posts = it.props.posts.known().into_iter().flatten();
                let mut led = posts.filter(|post| post.leader == Field::Known(true));
                led.any(|post| post.org == Ref::Key(org.into()))
            })
    }

    /// Whether relations differ in no more than that some are with members that are erased.
    fn only_parts(&self, live: &LiveMember, want: &Member) -> bool {
        let is = live.props.relations.known().map_or(&[][..], Vec::as_slice);
        let left = is.iter().filter(|it| {
            it.member
                .id()
                .is_none_or(|id| !self.leaves(id, Removal::ForceDelete))
        });
        let left: Vec<_> = left
            .map(|it| (it.member.id().and_then(|id| self.name(id)), &it.name))
            .collect();
        let want = want.relations.known().map_or(&[][..], Vec::as_slice);
        let want: Vec<_> = (want.iter())
            .map(|it| match &it.member {
                Ref::Key(key) => (Some(key.to_string()), &it.name),
                other => (Some(other.to_string()), &it.name),
            })
            .collect();
        match self.side {
            // Whoever is erased may be put there first.
            Side::Any => {
                self.goal.case.desired.policy.removal == Removal::ForceDelete
                    && is.len() >= want.len()
            }
            Side::Owed => left == want,
        }
    }

    fn member_live(&self, key: &Key) -> Option<&LiveMember> {
        let mut members = self.keyed.members.values();
        members
            .find(|it| it.key.as_ref() == Some(key))
            .map(|it| &**it)
    }
}

fn has_posts(member: &Member) -> bool {
    let away = member.secondary.known().into_iter().flatten();
    let mut lists = away
        .filter_map(|it| it.posts.known())
        .chain(member.posts.known());
    lists.any(|posts| !posts.is_empty()) || member.level.value().is_some()
}

fn enables(goal: &Goal<'_>, now: &Directory) -> usize {
    let domains = goal.case.desired.tenant.domains.iter();
    domains
        .flat_map(|domain| domain.enable.iter().map(move |kind| (domain.id, *kind)))
        .filter(|(domain, kind): &(_, RankKind)| {
            (now.domains.get(domain)).is_some_and(|it| it.feature(*kind) == FeatureState::Off)
        })
        .count()
}

/// Members that go, each with a call before it where a post or level it holds goes too;
/// levels; and of the orgs those that no other takes along.
fn going(goal: &Goal<'_>, now: &Directory) -> usize {
    let goes = |id: &Id| goal.goes.contains_key(id);
    let mut count = 0;
    for (id, kind) in &goal.goes {
        count += match kind {
            Kind::Member => now.members.get(id).map_or(0, |it| {
                let removed = goal.is_gone(now, id);
                let erased = goal.case.desired.policy.removal == Removal::ForceDelete;
                let holds = !erased && held(&it.props).any(goes);
                usize::from(!removed) + usize::from(holds)
            }),
            Kind::Org => usize::from(now.orgs.get(id).is_some_and(|it| {
                let above = it.props.parent.value().and_then(Ref::id);
                !above.is_some_and(goes)
            })),
            Kind::Level | Kind::Position | Kind::UserType => {
                usize::from(now.ranks.contains_key(id))
            }
            // Counted with the groups.
            Kind::Group => 0,
        };
    }
    count
}

/// The orgs and levels a member holds posts and levels in.
pub fn held(member: &Member) -> impl Iterator<Item = &Id> {
    let away = || member.secondary.known().into_iter().flatten();
    let lists = away().filter_map(|it| it.posts.known());
    let posts = lists.chain(member.posts.known()).flatten();
    let levels = away().map(|it| &it.level).chain([&member.level]);
    let levels = levels.filter_map(|it| it.value().and_then(Ref::id));
    posts.filter_map(|Post { org, .. }| org.id()).chain(levels)
}

/// Create, PATCH, move to a domain, undelete, suspend or unsuspend, and leave are calls of
/// their own.
fn members(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> usize {
    let mut count = goal.unmade(now, Kind::Member);
    // Of those that are made: how many are on leave and suspended, not who.
    let (mut on_leave, mut suspended) = (0, 0);
    for want in &goal.case.desired.members {
        let key = &want.declaration.key;
        if goal.is_new(Kind::Member, key) {
            on_leave += usize::from(want.props.leave.value().is_some());
            suspended += usize::from(want.state == WantedState::Suspended);
            continue;
        }
        let asks = |text: &str| {
            let mut found = differ.of_object(Kind::Member, key);
            usize::from(found.any(|(property, line)| property == text || line.ends_with(text)))
        };
        count += usize::from(differ.member(key));
        count += asks("domain") + asks("is in deletion") + asks("leave");
        count += asks(": is suspended") + asks(": is not suspended");
    }
    let made = goal.made(now).into_iter();
    for made in made.filter_map(|(_, id)| now.members.get(&id)) {
        on_leave = on_leave.saturating_sub(usize::from(made.props.leave.value().is_some()));
        suspended = suspended.saturating_sub(usize::from(made.flags.suspended));
    }
    count + on_leave + suspended
}

/// Create, PATCH and move of orgs. Of siblings in their place as many move as are not in
/// the longest run that is in order.
fn orgs(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> usize {
    let desired = &goal.case.desired;
    let mut count = goal.unmade(now, Kind::Org);
    let is_elsewhere = |key: &Key| {
        let mut found = differ.of_object(Kind::Org, key);
        found.any(|(property, _)| property == "parent")
    };
    let stays = |key: &Key| !goal.is_new(Kind::Org, key);
    for want in desired.orgs.iter().filter(|it| stays(&it.declaration.key)) {
        let key = &want.declaration.key;
        count += usize::from(differ.org(key)) + usize::from(is_elsewhere(key));
    }
    for list in &desired.sibling_lists {
        let mut numbers: Vec<i64> = Vec::new();
        let keys = list
            .orgs
            .iter()
            .map(|at| &desired.orgs[*at].declaration.key);
        for key in keys.filter(|key| stays(key) && !is_elsewhere(key)) {
            let mut live = differ.keyed.orgs.values();
            if let Some(live) = live.find(|it| it.key.as_ref() == Some(key)) {
                numbers.push(now.orgs[&live.id].display_order);
            }
        }
        count += numbers.len() - longest(&numbers, |a, b| a < b);
    }
    count
}

/// Create and PATCH of levels: which are changed anyway may take any number along.
fn levels(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> usize {
    goal.unmade(now, Kind::Level) + levels_changed(goal, now, differ)
}

/// Those of the levels that stay.
fn levels_changed(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> usize {
    let desired = &goal.case.desired;
    let mut count = 0;
    for list in &desired.rank_lists {
        let mut numbers: Vec<i64> = Vec::new();
        let ranks = list.ranks.iter().map(|at| &desired.ranks[*at]);
        for (rank, at) in ranks.zip(0_i64..) {
            let key = &rank.declaration.key;
            if goal.is_new(Kind::Level, key) {
                continue;
            }
            let mut live = differ.keyed.ranks.values();
            match live.find(|it| it.key.as_ref() == Some(key)) {
                Some(live) if !differ.level(key) => {
                    numbers.push(now.ranks[&live.id].display_order - at);
                }
                _ => count += 1,
            }
        }
        count += numbers.len() - longest(&numbers, |a, b| a <= b);
    }
    count
}

/// Length of the longest subsequence in which each may stand before the next. O(n²).
pub fn longest(values: &[i64], before: impl Fn(i64, i64) -> bool) -> usize {
    let mut best: Vec<usize> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let longest = (0..at)
            .filter(|it| before(values[*it], *value))
            .map(|it| best[it]);
        best.push(1 + longest.max().unwrap_or(0));
    }
    best.into_iter().max().unwrap_or(0)
}

/// One call of each kind where something lacks its key that no change takes along. The
/// move to another domain takes it along as PATCH does; so does the PATCH of a level's
/// place, and which level that is is open.
fn keys_alone(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> usize {
    let mut kinds: BTreeSet<Kind> = BTreeSet::new();
    for (id, (kind, key)) in &goal.stays {
        if key_of(now, *kind, id).is_none_or(|held| held == Some(key)) {
            continue;
        }
        let along = match kind {
            Kind::Org => differ.org(key),
            Kind::Group => differ.group(key),
            Kind::Member => {
                let moves = |(property, _): (&str, &str)| property == "domain";
                differ.member(key) || differ.of_object(*kind, key).any(moves)
            }
            Kind::Level | Kind::Position | Kind::UserType => {
                differ.level(key) || levels_move(goal, now, differ)
            }
        };
        if !along {
            kinds.insert(*kind);
        }
    }
    kinds.len()
}

fn levels_move(goal: &Goal<'_>, now: &Directory, differ: &Differ<'_>) -> bool {
    let changed = |it: &&(Kind, Key)| it.0 == Kind::Level && differ.level(&it.1);
    let plain = goal.stays.values().filter(changed).count();
    levels_changed(goal, now, differ) > plain
}
