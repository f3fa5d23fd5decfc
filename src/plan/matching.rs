//! Which live object each declared one is: by `id:`, by key, by `previously:`, by adoption
//! (design section 2, Ownership).

mod live_side;

use std::collections::{HashMap, HashSet};

use super::codes;
use super::objects::{self, object_name, place};
use super::twin::scalar;
use crate::directory::{Declaration, Desired, Directory, DomainId, Id, Key, Kind, RankKind, Ref};
use crate::source::Problem;
use live_side::{Held, LiveSide, group_identity, org_identity, rank_identity};

/// How a declared object found its live one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Its key is live.
    Key,
    /// `id:` names it.
    Id,
    /// `previously:` names the key it has.
    Previously,
    /// It has no key and is the only one of the same identity.
    Adopted,
}

/// A declared object's live counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The live object.
    pub id: Id,
    /// How it was found.
    pub how: How,
}

/// All matches, by kind and declared index.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// Levels, positions and user types.
    pub ranks: Vec<Option<Match>>,
    /// Org units.
    pub orgs: Vec<Option<Match>>,
    /// Members.
    pub members: Vec<Option<Match>>,
    /// Groups.
    pub groups: Vec<Option<Match>>,
    /// Which declared object a live one is.
    pub declared: HashMap<Id, (Kind, usize)>,
    /// Declared objects that must not be created, since something is wrong with their match.
    pub unsettled: HashSet<(Kind, usize)>,
    /// Of those, the one live object that each most likely is: references to it mean that.
    pub likely: HashMap<(Kind, usize), Id>,
    /// Live objects that an unsettled one may be: whether they are declared is not known,
    /// so they are neither removed nor anybody's twin.
    pub claimed: HashSet<Id>,
}

impl Matches {
    /// The live object that a declared one is, or most likely is where it is unsettled.
    pub fn likely_id(&self, kind: Kind, at: usize) -> Option<&Id> {
        self.id(kind, at).or_else(|| self.likely.get(&(kind, at)))
    }

    /// The live object that a declared one is.
    pub fn id(&self, kind: Kind, at: usize) -> Option<&Id> {
        self.of(kind, at).map(|found| &found.id)
    }

    /// The same, and how it was found.
    pub fn of(&self, kind: Kind, at: usize) -> Option<&Match> {
        let list = match kind {
            Kind::Level | Kind::Position | Kind::UserType => &self.ranks,
            Kind::Org => &self.orgs,
            Kind::Member => &self.members,
            Kind::Group => &self.groups,
        };
        list.get(at).and_then(Option::as_ref)
    }

    fn list(&mut self, kind: Kind) -> &mut Vec<Option<Match>> {
        match kind {
            Kind::Level | Kind::Position | Kind::UserType => &mut self.ranks,
            Kind::Org => &mut self.orgs,
            Kind::Member => &mut self.members,
            Kind::Group => &mut self.groups,
        }
    }
}

/// Keys of levels and positions are unique in their domain, all others in the tenant (facts 4.2).
pub fn key_scope(kind: Kind, domain: DomainId) -> Option<DomainId> {
    match kind {
        Kind::Level | Kind::Position => Some(domain),
        Kind::UserType | Kind::Org | Kind::Member | Kind::Group => None,
    }
}

/// Matches every declared object with the live one it is, if any.
pub fn matches(desired: &Desired, live: &Directory, problems: &mut Vec<Problem>) -> Matches {
    let sides = [
        desired.ranks.len(),
        desired.orgs.len(),
        desired.members.len(),
        desired.groups.len(),
    ];
    let mut found = Matches {
        declared: HashMap::with_capacity(sides.iter().sum()),
        ..Matches::default()
    };
    for kind in RankKind::ALL {
        let side = LiveSide::ranks(live, kind);
        let ranks = &desired.ranks;
        let declared = ranks.iter().enumerate();
        let declared = declared.filter(|(_, rank)| rank.kind == kind);
        let declared = declared.map(|(at, rank)| (at, &rank.declaration));
        let identity = |at: usize| {
            let name = ranks[at].props.name.known()?;
            Some(rank_identity(ranks[at].declaration.domain, name))
        };
        let declared = Declared {
            entries: declared.collect(),
            len: ranks.len(),
            identity: &identity,
        };
        match_kind(&declared, &side, &mut found, problems);
    }
    match_members(desired, live, &mut found, problems);
    match_orgs(desired, live, &mut found, problems);
    match_groups(desired, live, &mut found, problems);
    found
}

fn match_members(
    desired: &Desired,
    live: &Directory,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let side = LiveSide::members(live);
    let members = &desired.members;
    let declared = members.iter().enumerate();
    let identity = |at: usize| {
        let email = members[at].props.email.known()?;
        Some(email.as_str().to_lowercase())
    };
    let declared = Declared {
        entries: declared.map(|(at, m)| (at, &m.declaration)).collect(),
        len: members.len(),
        identity: &identity,
    };
    match_kind(&declared, &side, found, problems);
}

fn match_groups(
    desired: &Desired,
    live: &Directory,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let side = LiveSide::groups(live);
    let groups = &desired.groups;
    let declared = groups.iter().enumerate();
    let identity = |at: usize| {
        let name = groups[at].props.name.known()?;
        Some(group_identity(groups[at].declaration.domain, name))
    };
    let declared = Declared {
        entries: declared.map(|(at, g)| (at, &g.declaration)).collect(),
        len: groups.len(),
        identity: &identity,
    };
    match_kind(&declared, &side, found, problems);
}

/// Orgs in declaration order, since an org's identity is its name under its *matched* parent.
fn match_orgs(
    desired: &Desired,
    live: &Directory,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let side = LiveSide::orgs(live);
    // By key and id first: parents must be matched before their children can be adopted.
    let declared = desired.orgs.iter().enumerate();
    let by_key_alone = Declared {
        entries: declared.map(|(at, org)| (at, &org.declaration)).collect(),
        len: desired.orgs.len(),
        identity: &|_| None,
    };
    match_kind(&by_key_alone, &side, found, problems);
    let by_key: HashMap<&Key, usize> = desired
        .orgs
        .iter()
        .enumerate()
        .map(|(at, org)| (&org.declaration.key, at))
        .collect();
    for at in objects::parents_first(desired) {
        if found.orgs[at].is_some() || found.unsettled.contains(&(Kind::Org, at)) {
            continue;
        }
        let org = &desired.orgs[at];
        let parent = match org.props.parent.value() {
            None => None,
            Some(Ref::Id(id)) => Some(id.clone()),
            Some(Ref::Key(key)) => {
                let above = by_key.get(key);
                match above.and_then(|at| found.likely_id(Kind::Org, *at)) {
                    Some(id) => Some(id.clone()),
                    // The parent is new: nothing live can stand below it.
                    None => continue,
                }
            }
            Some(Ref::Email(_)) => continue,
        };
        let Some(name) = org.props.name.known() else {
            continue;
        };
        let declaration = &org.declaration;
        let identity = org_identity(declaration.domain, parent.as_ref(), name);
        by_identity((at, declaration), &identity, &side, found, problems);
    }
}

/// One declared object as matching sees it: its index and its declaration.
type Entry<'a> = (usize, &'a Declaration);

/// The declared side of one kind.
struct Declared<'a> {
    entries: Vec<Entry<'a>>,
    /// How many indices there are.
    len: usize,
    /// By what one without a key or id of its own is recognised; asked for few.
    identity: &'a dyn Fn(usize) -> Option<String>,
}

fn match_kind(
    declared: &Declared<'_>,
    side: &LiveSide<'_>,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let kind = side.kind;
    found.list(kind).resize(declared.len, None);
    let scope = |d: &Declaration| key_scope(kind, d.domain);
    // Whose `previously:` claims a key.
    let claims: Claims<'_> = declared
        .entries
        .iter()
        .filter_map(|(_, declaration)| {
            let previously = declaration.previously.as_ref()?;
            Some(((scope(declaration), previously.as_str()), *declaration))
        })
        .collect();
    let taken = taken_over(&claims, side);
    for entry in &declared.entries {
        let (at, declaration) = *entry;
        if let Some(id) = &declaration.id {
            if side.has(id) {
                settle_once(declared, kind, *entry, (id, How::Id), found, problems);
            } else {
                found.unsettled.insert((kind, at));
                // Perhaps it is the one of its key: nothing is said of that one as undeclared.
                let key = (scope(declaration), declaration.key.as_str());
                found
                    .claimed
                    .extend(side.by_key.get(&key).map(|id| (*id).clone()));
                problems.push(
                    Problem::error(codes::ID_NOT_LIVE)
                        .with("object", object_name(kind, &declaration.key))
                        .with("id", id)
                        .at(place(kind, declaration, "/id")),
                );
            }
            continue;
        }
        let key = (scope(declaration), declaration.key.as_str());
        if let Some(id) = side.by_key.get(&key)
            && !taken.contains(&key)
        {
            settle_once(declared, kind, *entry, (id, How::Key), found, problems);
        } else if let Some(id) = declaration
            .previously
            .as_ref()
            .and_then(|old| side.by_key.get(&(key.0, old.as_str())))
        {
            settle_once(
                declared,
                kind,
                *entry,
                (id, How::Previously),
                found,
                problems,
            );
        }
    }
    for entry in &declared.entries {
        let at = entry.0;
        if found.list(kind)[at].is_none()
            && !found.unsettled.contains(&(kind, at))
            && let Some(identity) = (declared.identity)(at)
        {
            by_identity(*entry, &identity, side, found, problems);
        }
    }
}

/// A key, and the domain it is unique in where it is not unique in the tenant.
type ScopedKey<'a> = (Option<DomainId>, &'a str);

/// Who claims a key by `previously:`.
type Claims<'a> = HashMap<ScopedKey<'a>, &'a Declaration>;

/// The keys whose live object goes to another declared object by its `previously:`: that
/// object takes it only while its own key is not live for it, since that one's object goes
/// to a third in turn. So along a chain of them all are taken, or none: as the last one's
/// own key is not live, or is. Each link is looked at once.
fn taken_over<'a>(claims: &Claims<'a>, side: &LiveSide<'_>) -> HashSet<ScopedKey<'a>> {
    let mut taken: HashMap<ScopedKey<'a>, bool> = HashMap::with_capacity(claims.len());
    for start in claims.keys() {
        let mut chain = Vec::new();
        let mut key = *start;
        let is_taken = loop {
            if let Some(known) = taken.get(&key) {
                break *known;
            }
            let Some(claimer) = claims.get(&key) else {
                break false;
            };
            // Met again before the end, it is part of a circle, an error of its own.
            taken.insert(key, false);
            chain.push(key);
            let own = (key.0, claimer.key.as_str());
            if !side.by_key.contains_key(&own) {
                break true;
            }
            key = own;
        };
        if is_taken {
            taken.extend(chain.into_iter().map(|key| (key, true)));
        }
    }
    taken.retain(|_, is_taken| *is_taken);
    taken.into_keys().collect()
}

fn by_identity(
    entry: Entry<'_>,
    identity: &str,
    side: &LiveSide<'_>,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let (kind, (at, declaration)) = (side.kind, entry);
    let free = side.of_identity(identity, found).into_iter();
    let (keyed, keyless): (Vec<Held<'_>>, Vec<Held<'_>>) =
        free.partition(|held| held.key.is_some());
    let shown = identity.rsplit('\u{1f}').next().unwrap_or(identity);
    match (keyless.as_slice(), keyed.as_slice()) {
        ([only], []) => settle(kind, at, only.id, How::Adopted, found),
        ([], []) => {}
        ([], [other, ..]) => {
            found.unsettled.insert((kind, at));
            if keyed.len() == 1 {
                found.likely.insert((kind, at), other.id.clone());
            }
            found
                .claimed
                .extend(keyed.iter().map(|held| held.id.clone()));
            let holders = keyed.iter().filter_map(|held| held.key.map(Key::as_str));
            let holders: Vec<&str> = holders.collect();
            let lines = holders.iter().map(|key| previously_line(key));
            problems.push(
                Problem::error(codes::SAME_IDENTITY_OTHER_KEY)
                    .with("object", object_name(kind, &declaration.key))
                    .with("identity", shown)
                    .with("holder", holders.join(", "))
                    .with("lines", quoted(lines))
                    .at(place(kind, declaration, "/key")),
            );
        }
        _ => {
            found.unsettled.insert((kind, at));
            let all = || keyless.iter().chain(&keyed);
            found.claimed.extend(all().map(|held| held.id.clone()));
            let candidates: Vec<String> = all()
                .map(|held| match held.key {
                    Some(key) => format!("{} ({key})", held.id),
                    None => held.id.to_string(),
                })
                .collect();
            problems.push(
                Problem::error(codes::AMBIGUOUS_ADOPTION)
                    .with("object", object_name(kind, &declaration.key))
                    .with("identity", shown)
                    .with("candidates", candidates.join(", "))
                    .with("lines", quoted(all().map(|held| id_line(held.id))))
                    .at(place(kind, declaration, "/key")),
            );
        }
    }
}

/// The line that says which key a declared object has had so far.
pub fn previously_line(key: &str) -> String {
    format!("previously: {}", scalar(key))
}

/// The line that says which live object a declared one is.
pub fn id_line(id: &Id) -> String {
    format!("id: {}", scalar(id.as_str()))
}

/// Lines to choose from, as messages show them.
fn quoted(lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| format!("`{line}`")).collect();
    lines.join(", ")
}

/// Takes a live object for a declared one unless another has taken it before.
fn settle_once(
    declared: &Declared<'_>,
    kind: Kind,
    (at, declaration): Entry<'_>,
    (id, how): (&Id, How),
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let Some((_, other)) = found.declared.get(id).copied() else {
        return settle(kind, at, id, how, found);
    };
    found.unsettled.insert((kind, at));
    found.likely.insert((kind, at), id.clone());
    // Entries stand in the order of their indices.
    let other = declared.entries.binary_search_by_key(&other, |(at, _)| *at);
    let other = other.map_or_else(
        |_| String::new(),
        |entry| object_name(kind, &declared.entries[entry].1.key),
    );
    problems.push(
        Problem::error(codes::MATCHED_TWICE)
            .with("object", object_name(kind, &declaration.key))
            .with("other", other)
            .with("id", id)
            .at(place(kind, declaration, "/key")),
    );
}

fn settle(kind: Kind, at: usize, id: &Id, how: How, found: &mut Matches) {
    found.declared.insert(id.clone(), (kind, at));
    found.list(kind)[at] = Some(Match {
        id: id.clone(),
        how,
    });
}
