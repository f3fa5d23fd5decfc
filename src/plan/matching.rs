//! Which live object each declared one is: by `id:`, by key, by `previously:`, by adoption
//! (design section 2, Ownership).

use std::collections::HashMap;

use super::codes;
use super::objects::{self, object_name, place};
use crate::directory::{Declaration, Desired, Directory, DomainId, Id, Key, Kind, RankKind, Ref};
use crate::source::Problem;

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
    pub unsettled: std::collections::HashSet<(Kind, usize)>,
}

impl Matches {
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

/// One live object as matching sees it.
struct Candidate {
    id: Id,
    key: Option<Key>,
    domain: DomainId,
}

/// The live side of one kind, indexed.
struct LiveIndex {
    by_id: HashMap<Id, Candidate>,
    by_key: HashMap<(Option<DomainId>, Key), Id>,
    by_identity: HashMap<String, Vec<Id>>,
}

impl LiveIndex {
    fn new(kind: Kind, entries: impl Iterator<Item = (Candidate, Option<String>)>) -> LiveIndex {
        let mut index = LiveIndex {
            by_id: HashMap::new(),
            by_key: HashMap::new(),
            by_identity: HashMap::new(),
        };
        for (candidate, identity) in entries {
            if let Some(key) = &candidate.key {
                index.by_key.insert(
                    (key_scope(kind, candidate.domain), key.clone()),
                    candidate.id.clone(),
                );
            }
            if let Some(identity) = identity {
                index
                    .by_identity
                    .entry(identity)
                    .or_default()
                    .push(candidate.id.clone());
            }
            index.by_id.insert(candidate.id.clone(), candidate);
        }
        index
    }
}

/// Matches every declared object with the live one it is, if any.
pub fn matches(desired: &Desired, live: &Directory, problems: &mut Vec<Problem>) -> Matches {
    let mut found = Matches::default();
    for kind in RankKind::ALL {
        let index = LiveIndex::new(
            kind.into(),
            live.ranks
                .values()
                .filter(|rank| rank.kind == kind)
                .map(|rank| {
                    let identity = rank
                        .props
                        .name
                        .known()
                        .map(|name| rank_identity(rank.domain, name));
                    (candidate(&rank.id, &rank.key, rank.domain), identity)
                }),
        );
        let declared: Vec<Entry<'_>> = desired
            .ranks
            .iter()
            .enumerate()
            .filter(|(_, rank)| rank.kind == kind)
            .map(|(at, rank)| Entry {
                at,
                declaration: &rank.declaration,
                identity: rank
                    .props
                    .name
                    .known()
                    .map(|name| rank_identity(rank.declaration.domain, name)),
            })
            .collect();
        match_kind(
            kind.into(),
            &declared,
            desired.ranks.len(),
            &index,
            &mut found,
            problems,
        );
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
    let index = LiveIndex::new(
        Kind::Member,
        live.members.values().map(|member| {
            // A keyed member in deletion still holds its address (facts 11 #39): the rehearsal
            // says so in words of its own.
            let gone = member.flags.deleted && member.key.is_some();
            let email = member.props.email.known().filter(|_| !gone);
            let identity = email.map(|email| email.as_str().to_lowercase());
            (candidate(&member.id, &member.key, member.domain), identity)
        }),
    );
    let declared: Vec<Entry<'_>> = desired
        .members
        .iter()
        .enumerate()
        .map(|(at, member)| Entry {
            at,
            declaration: &member.declaration,
            identity: member
                .props
                .email
                .known()
                .map(|email| email.as_str().to_lowercase()),
        })
        .collect();
    match_kind(
        Kind::Member,
        &declared,
        desired.members.len(),
        &index,
        found,
        problems,
    );
}

fn match_groups(
    desired: &Desired,
    live: &Directory,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let index = LiveIndex::new(
        Kind::Group,
        live.groups.values().map(|group| {
            let identity = group
                .props
                .name
                .known()
                .map(|name| group_identity(group.domain, name));
            (candidate(&group.id, &group.key, group.domain), identity)
        }),
    );
    let declared: Vec<Entry<'_>> = desired
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| Entry {
            at,
            declaration: &group.declaration,
            identity: group
                .props
                .name
                .known()
                .map(|name| group_identity(group.declaration.domain, name)),
        })
        .collect();
    match_kind(
        Kind::Group,
        &declared,
        desired.groups.len(),
        &index,
        found,
        problems,
    );
}

/// Orgs in declaration order, since an org's identity is its name under its *matched* parent.
fn match_orgs(
    desired: &Desired,
    live: &Directory,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let index = LiveIndex::new(
        Kind::Org,
        live.orgs.values().map(|org| {
            let parent = org.props.parent.value().and_then(Ref::id);
            let identity = org
                .props
                .name
                .known()
                .map(|name| org_identity(org.domain, parent, name));
            (candidate(&org.id, &org.key, org.domain), identity)
        }),
    );
    // By key and id first: parents must be matched before their children can be adopted.
    let no_identity: Vec<Entry<'_>> = desired
        .orgs
        .iter()
        .enumerate()
        .map(|(at, org)| Entry {
            at,
            declaration: &org.declaration,
            identity: None,
        })
        .collect();
    match_kind(
        Kind::Org,
        &no_identity,
        desired.orgs.len(),
        &index,
        found,
        problems,
    );
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
            Some(Ref::Key(key)) => match by_key.get(key).and_then(|at| found.orgs[*at].as_ref()) {
                Some(matched) => Some(matched.id.clone()),
                // The parent is new: nothing live can stand below it.
                None => continue,
            },
            Some(Ref::Email(_)) => continue,
        };
        let Some(name) = org.props.name.known() else {
            continue;
        };
        let entry = Entry {
            at,
            declaration: &org.declaration,
            identity: Some(org_identity(org.declaration.domain, parent.as_ref(), name)),
        };
        by_identity(Kind::Org, &entry, &index, found, problems);
    }
}

/// One declared object as matching sees it.
struct Entry<'a> {
    at: usize,
    declaration: &'a Declaration,
    identity: Option<String>,
}

fn match_kind(
    kind: Kind,
    declared: &[Entry<'_>],
    len: usize,
    index: &LiveIndex,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    found.list(kind).resize(len, None);
    let scope = |d: &Declaration| key_scope(kind, d.domain);
    // Whose `previously:` claims a key.
    let claims: HashMap<(Option<DomainId>, &Key), &Entry<'_>> = declared
        .iter()
        .filter_map(|e| {
            Some((
                (scope(e.declaration), e.declaration.previously.as_ref()?),
                e,
            ))
        })
        .collect();
    for entry in declared {
        let declaration = entry.declaration;
        if let Some(id) = &declaration.id {
            match index.by_id.get(id) {
                Some(_) => settle(kind, entry, id.clone(), How::Id, found, problems),
                None => {
                    found.unsettled.insert((kind, entry.at));
                    problems.push(
                        Problem::error(codes::ID_NOT_LIVE)
                            .with("object", object_name(kind, &declaration.key))
                            .with("id", id)
                            .at(place(kind, declaration, "/id")),
                    );
                }
            }
            continue;
        }
        let key = (scope(declaration), declaration.key.clone());
        if let Some(id) = index.by_key.get(&key)
            && !taken_over(&claims, index, (key.0, &declaration.key), declaration)
        {
            settle(kind, entry, id.clone(), How::Key, found, problems);
        } else if let Some(id) = declaration
            .previously
            .as_ref()
            .and_then(|old| index.by_key.get(&(key.0, old.clone())))
        {
            settle(kind, entry, id.clone(), How::Previously, found, problems);
        }
    }
    for entry in declared {
        let list = found.list(kind);
        if list[entry.at].is_none() && !found.unsettled.contains(&(kind, entry.at)) {
            by_identity(kind, entry, index, found, problems);
        }
    }
}

/// Whether the live object of this key goes to another declared object by its `previously:`.
/// Follows the chain: that object takes it only while its own key is not live for it.
fn taken_over<'k>(
    claims: &HashMap<(Option<DomainId>, &'k Key), &Entry<'k>>,
    index: &LiveIndex,
    mut key: (Option<DomainId>, &'k Key),
    owner: &Declaration,
) -> bool {
    // Along the chain the answer flips at every link whose own key is live: walk to the
    // end, which is a key that is not live or not claimed. Bounded by the number of claims,
    // so a cycle (an error of its own) ends too.
    let mut depth = 0;
    for _ in 0..=claims.len() {
        let Some(claimer) = claims.get(&key) else {
            break;
        };
        if claimer.declaration.key == owner.key {
            break;
        }
        let own = (key.0, claimer.declaration.key.clone());
        depth += 1;
        if !index.by_key.contains_key(&own) {
            break;
        }
        key = (key.0, &claimer.declaration.key);
    }
    // The last claimer takes over when its key is not live; each link before it then finds
    // its own key taken, so it takes over too. When the last claimer's key is live and
    // unclaimed, it stays, and so does every link before it.
    depth > 0
        && claims.get(&key).is_some_and(|c| {
            !index
                .by_key
                .contains_key(&(key.0, c.declaration.key.clone()))
        })
}

fn by_identity(
    kind: Kind,
    entry: &Entry<'_>,
    index: &LiveIndex,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    let Some(identity) = &entry.identity else {
        return;
    };
    let Some(holders) = index.by_identity.get(identity) else {
        return;
    };
    let free: Vec<&Id> = holders
        .iter()
        .filter(|id| !found.declared.contains_key(*id))
        .collect();
    let (keyed, keyless): (Vec<&Id>, Vec<&Id>) = free
        .into_iter()
        .partition(|id| index.by_id.get(*id).is_some_and(|c| c.key.is_some()));
    let shown = identity.rsplit('\u{1f}').next().unwrap_or(identity);
    match (keyless.as_slice(), keyed.as_slice()) {
        ([only], []) => {
            let id = (*only).clone();
            settle(kind, entry, id, How::Adopted, found, problems);
        }
        ([], []) => {}
        ([], [other, ..]) => {
            found.unsettled.insert((kind, entry.at));
            let holder = index
                .by_id
                .get(*other)
                .and_then(|c| c.key.clone())
                .map_or_else(String::new, |key| key.to_string());
            problems.push(
                Problem::error(codes::SAME_IDENTITY_OTHER_KEY)
                    .with("object", object_name(kind, &entry.declaration.key))
                    .with("identity", shown)
                    .with("holder", holder)
                    .at(place(kind, entry.declaration, "/key")),
            );
        }
        _ => {
            found.unsettled.insert((kind, entry.at));
            let candidates: Vec<String> = keyless
                .iter()
                .chain(&keyed)
                .map(
                    |id| match index.by_id.get(*id).and_then(|c| c.key.as_ref()) {
                        Some(key) => format!("{id} ({key})"),
                        None => id.to_string(),
                    },
                )
                .collect();
            problems.push(
                Problem::error(codes::AMBIGUOUS_ADOPTION)
                    .with("object", object_name(kind, &entry.declaration.key))
                    .with("identity", shown)
                    .with("candidates", candidates.join(", "))
                    .at(place(kind, entry.declaration, "/key")),
            );
        }
    }
}

fn settle(
    kind: Kind,
    entry: &Entry<'_>,
    id: Id,
    how: How,
    found: &mut Matches,
    problems: &mut Vec<Problem>,
) {
    if let Some((_, other)) = found.declared.get(&id) {
        let other = *other;
        found.unsettled.insert((kind, entry.at));
        problems.push(
            Problem::error(codes::MATCHED_TWICE)
                .with("object", object_name(kind, &entry.declaration.key))
                .with("other", other)
                .with("id", &id)
                .at(place(kind, entry.declaration, "/key")),
        );
        return;
    }
    found.declared.insert(id.clone(), (kind, entry.at));
    found.list(kind)[entry.at] = Some(Match { id, how });
}

fn candidate(id: &Id, key: &Option<Key>, domain: DomainId) -> Candidate {
    Candidate {
        id: id.clone(),
        key: key.clone(),
        domain,
    }
}

fn rank_identity(domain: DomainId, name: &str) -> String {
    format!("{domain}\u{1f}{name}")
}

fn group_identity(domain: DomainId, name: &str) -> String {
    // Group names are compared case-insensitively (facts 4.2).
    format!("{domain}\u{1f}{}", name.to_lowercase())
}

fn org_identity(domain: DomainId, parent: Option<&Id>, name: &str) -> String {
    format!(
        "{domain}\u{1f}{}\u{1f}{name}",
        parent.map_or("", Id::as_str)
    )
}
