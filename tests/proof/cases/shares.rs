//! What is hard about a case, read off its two sides.

use std::collections::{BTreeMap, BTreeSet};

use meibo::directory::{Field, Id, Kind, Ref};

use crate::model::{Company, Thing, live_id};

/// What a case has.
#[derive(Clone, Copy, Default)]
pub struct Shares {
    /// An org gets another parent.
    pub moves: bool,
    /// Unique values go round.
    pub cycle: bool,
    /// An org gets another leader.
    pub leader: bool,
    /// An org goes with another below it.
    pub branch: bool,
}

impl Shares {
    pub fn of(before: &Company, after: &Company) -> Shares {
        let stays = |handle: &str| after.orgs.iter().find(|it| it.handle == handle);
        Shares {
            moves: (before.orgs.iter()).any(|was| {
                stays(&was.handle).is_some_and(|is| parent(before, was) != parent(after, is))
            }),
            cycle: cycle(before, after),
            leader: {
                let (was, is) = (leaders(before), leaders(after));
                is.iter()
                    .any(|(org, who)| was.get(org).is_some_and(|old| old != who))
            },
            branch: before.orgs.iter().any(|was| {
                stays(&was.handle).is_none()
                    && parent(before, was).is_some_and(|above| stays(&above).is_none())
            }),
        }
    }
}

/// The handle that a reference names.
pub fn handle_of(company: &Company, kind: Kind, target: &Ref) -> Option<String> {
    fn named<P>(thing: &Thing<P>, kind: Kind, target: &Ref) -> bool {
        match target {
            Ref::Key(key) => thing.key.as_deref() == Some(key.as_str()),
            Ref::Id(id) => *id == live_id(kind, &thing.handle),
            Ref::Email(_) => false,
        }
    }
    match kind {
        Kind::Org => (company.orgs.iter())
            .find(|it| named(it, kind, target))
            .map(|it| it.handle.clone()),
        Kind::Member => (company.members.iter())
            .find(|it| named(it, kind, target))
            .map(|it| it.handle.clone()),
        Kind::Group => (company.groups.iter())
            .find(|it| named(it, kind, target))
            .map(|it| it.handle.clone()),
        Kind::Level | Kind::Position | Kind::UserType => (company.ranks.iter())
            .find(|(_, it)| named(it, kind, target))
            .map(|(_, it)| it.handle.clone()),
    }
}

fn parent(company: &Company, org: &Thing<meibo::directory::Org>) -> Option<String> {
    handle_of(company, Kind::Org, org.props.parent.value()?)
}

/// Who leads each org, by handles.
fn leaders(company: &Company) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for member in &company.members {
        for post in member.props.posts.known().into_iter().flatten() {
            if post.leader == Field::Known(true)
                && let Some(org) = handle_of(company, Kind::Org, &post.org)
            {
                found.insert(org, member.handle.clone());
            }
        }
    }
    found
}

/// The unique values of every object: addresses and names, by its live id.
pub fn values(company: &Company) -> BTreeMap<Id, Vec<String>> {
    let mut found: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for it in &company.members {
        let aliases = it.props.alias_emails.known().into_iter().flatten();
        let all = it.props.email.known().into_iter().chain(aliases);
        found.insert(
            live_id(Kind::Member, &it.handle),
            all.map(ToString::to_string).collect(),
        );
    }
    for it in &company.orgs {
        let email = it.props.email.known().map(|email| email.to_string());
        found.insert(live_id(Kind::Org, &it.handle), email.into_iter().collect());
    }
    for it in &company.groups {
        let email = it.props.email.value().map(|email| email.to_string());
        let name = it.props.name.known().map(|name| format!("group {name}"));
        let both = email.into_iter().chain(name).collect();
        found.insert(live_id(Kind::Group, &it.handle), both);
    }
    for (_, it) in &company.ranks {
        let name = it.props.name.known().map(|name| format!("level {name}"));
        found.insert(live_id(Kind::Level, &it.handle), name.into_iter().collect());
    }
    found
}

/// Whether values of objects that stay go round.
fn cycle(before: &Company, after: &Company) -> bool {
    let (was, is) = (values(before), values(after));
    // Who must let go of something before each can take what it gets.
    let waits: BTreeMap<&Id, BTreeSet<&Id>> = (is.iter())
        .filter(|(id, _)| was.contains_key(*id))
        .map(|(id, wanted)| {
            let holders = was.iter().filter(|(other, held)| {
                *other != id
                    && is.contains_key(*other)
                    && held
                        .iter()
                        .any(|it| wanted.contains(it) && !was[id].contains(it))
            });
            (id, holders.map(|(other, _)| other).collect())
        })
        .collect();
    let reaches = |from: &Id| {
        let mut open: Vec<&Id> = waits[from].iter().copied().collect();
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        while let Some(id) = open.pop() {
            if id == from {
                return true;
            }
            if seen.insert(id) {
                open.extend(waits[id].iter().copied());
            }
        }
        false
    };
    waits.keys().any(|id| reaches(id))
}
