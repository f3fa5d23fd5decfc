//! The live side of one kind, as matching looks at it: by id, by key, by identity.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::{Matches, key_scope};
use crate::directory::{Directory, DomainId, Id, Key, Kind, RankKind, Ref};

/// A live object.
#[derive(Clone, Copy)]
pub struct Held<'l> {
    /// Its id.
    pub id: &'l Id,
    /// Its external key, if it has one.
    pub key: Option<&'l Key>,
    domain: DomainId,
    /// Where it stands in its list in the directory.
    at: usize,
}

/// The live objects of one kind.
pub struct LiveSide<'l> {
    /// Which kind.
    pub kind: Kind,
    /// By external key, in its scope (facts 4.2).
    pub by_key: HashMap<(Option<DomainId>, &'l str), &'l Id>,
    live: &'l Directory,
    all: Vec<Held<'l>>,
    identity: fn(&'l Directory, usize) -> Option<String>,
    /// Made when first asked for: nearly every object is found by its key.
    by_identity: OnceCell<HashMap<String, Vec<Held<'l>>>>,
}

impl<'l> LiveSide<'l> {
    /// Levels, positions or user types.
    pub fn ranks(live: &'l Directory, kind: RankKind) -> LiveSide<'l> {
        let ranks = live.ranks.values().enumerate();
        let ranks = ranks.filter(|(_, rank)| rank.kind == kind);
        let all = ranks.map(|(at, rank)| held(at, &rank.id, rank.key.as_ref(), rank.domain));
        LiveSide::new(kind.into(), live, all.collect(), |live, at| {
            let (_, rank) = live.ranks.get_index(at)?;
            Some(rank_identity(rank.domain, rank.props.name.known()?))
        })
    }

    /// Org units.
    pub fn orgs(live: &'l Directory) -> LiveSide<'l> {
        let orgs = live.orgs.values().enumerate();
        let all = orgs.map(|(at, org)| held(at, &org.id, org.key.as_ref(), org.domain));
        LiveSide::new(Kind::Org, live, all.collect(), |live, at| {
            let (_, org) = live.orgs.get_index(at)?;
            let parent = org.props.parent.value().and_then(Ref::id);
            Some(org_identity(org.domain, parent, org.props.name.known()?))
        })
    }

    /// Members.
    pub fn members(live: &'l Directory) -> LiveSide<'l> {
        let members = live.members.values().enumerate();
        let all = members.map(|(at, m)| held(at, &m.id, m.key.as_ref(), m.domain));
        LiveSide::new(Kind::Member, live, all.collect(), |live, at| {
            let (_, member) = live.members.get_index(at)?;
            // A keyed member in deletion still holds its address (facts 11 #39): the rehearsal
            // says so in words of its own.
            let gone = member.flags.deleted && member.key.is_some();
            let email = member.props.email.known().filter(|_| !gone)?;
            Some(email.as_str().to_lowercase())
        })
    }

    /// Groups.
    pub fn groups(live: &'l Directory) -> LiveSide<'l> {
        let groups = live.groups.values().enumerate();
        let all = groups.map(|(at, group)| held(at, &group.id, group.key.as_ref(), group.domain));
        LiveSide::new(Kind::Group, live, all.collect(), |live, at| {
            let (_, group) = live.groups.get_index(at)?;
            Some(group_identity(group.domain, group.props.name.known()?))
        })
    }

    fn new(
        kind: Kind,
        live: &'l Directory,
        all: Vec<Held<'l>>,
        identity: fn(&'l Directory, usize) -> Option<String>,
    ) -> LiveSide<'l> {
        let mut by_key = HashMap::with_capacity(all.len());
        for held in &all {
            if let Some(key) = held.key {
                by_key.insert((key_scope(kind, held.domain), key.as_str()), held.id);
            }
        }
        LiveSide {
            kind,
            by_key,
            live,
            all,
            identity,
            by_identity: OnceCell::new(),
        }
    }

    /// Whether an object of this kind has an id.
    pub fn has(&self, id: &Id) -> bool {
        let live = self.live;
        match self.kind {
            Kind::Level | Kind::Position | Kind::UserType => {
                let rank = live.ranks.get(id);
                rank.is_some_and(|rank| Kind::from(rank.kind) == self.kind)
            }
            Kind::Org => live.orgs.contains_key(id),
            Kind::Member => live.members.contains_key(id),
            Kind::Group => live.groups.contains_key(id),
        }
    }

    /// Those of an identity that are not matched so far, in the order of the directory.
    pub fn of_identity(&self, identity: &str, found: &Matches) -> Vec<Held<'l>> {
        let by_identity = self.by_identity.get_or_init(|| {
            let mut by_identity: HashMap<String, Vec<Held<'l>>> = HashMap::new();
            let free = self.all.iter();
            for held in free.filter(|held| !found.declared.contains_key(held.id)) {
                if let Some(identity) = (self.identity)(self.live, held.at) {
                    by_identity.entry(identity).or_default().push(*held);
                }
            }
            by_identity
        });
        let holders = by_identity.get(identity).into_iter().flatten();
        holders
            .filter(|held| !found.declared.contains_key(held.id))
            .copied()
            .collect()
    }
}

fn held<'l>(at: usize, id: &'l Id, key: Option<&'l Key>, domain: DomainId) -> Held<'l> {
    Held {
        id,
        key,
        domain,
        at,
    }
}

/// Names of ranks are unique in their domain.
pub fn rank_identity(domain: DomainId, name: &str) -> String {
    format!("{domain}\u{1f}{name}")
}

/// Names of groups likewise, whatever the case (facts 4.2).
pub fn group_identity(domain: DomainId, name: &str) -> String {
    format!("{domain}\u{1f}{}", name.to_lowercase())
}

/// Names of org units below one parent.
pub fn org_identity(domain: DomainId, parent: Option<&Id>, name: &str) -> String {
    format!(
        "{domain}\u{1f}{}\u{1f}{name}",
        parent.map_or("", Id::as_str)
    )
}
