use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use crate::directory::{
    Declaration, DeclaredGroup, DeclaredMember, DeclaredOrg, DeclaredRank, Desired, DomainId,
    Email, Key, Kind, RankKind, Ref,
};

/// A configuration and the look-ups every rule needs, built once. Where a key stands
/// twice, the first declaration counts.
pub struct Index<'a> {
    /// The configuration itself.
    pub(super) desired: &'a Desired,
    orgs: HashMap<&'a Key, usize>,
    members: HashMap<&'a Key, usize>,
    groups: HashMap<&'a Key, usize>,
    /// Levels and positions by domain; user types have none, their keys are unique in the tenant.
    ranks: HashMap<(RankKind, Option<DomainId>, &'a Key), usize>,
    addresses: HashMap<Cow<'a, str>, usize>,
    formers: HashMap<(Kind, &'a Key), &'a Key>,
    again: Vec<Again<'a>>,
}

/// A declaration whose key stands in an earlier one.
#[derive(Clone, Copy)]
pub(super) struct Again<'a> {
    /// What it declares.
    pub kind: Kind,
    /// The later one.
    pub declaration: &'a Declaration,
    /// The first.
    pub first: &'a Declaration,
}

/// The domain a rank's key is unique in: none for user types (facts 4.2).
pub(super) fn rank_scope(kind: RankKind, domain: DomainId) -> Option<DomainId> {
    match kind {
        RankKind::Level | RankKind::Position => Some(domain),
        RankKind::UserType => None,
    }
}

/// Notes where the key of each declaration stands first, and those that have it again.
fn by_key<'a, K: Hash + Eq>(
    declarations: impl ExactSizeIterator<Item = (Kind, K, &'a Declaration)>,
    again: &mut Vec<Again<'a>>,
) -> HashMap<K, usize> {
    let mut found = HashMap::with_capacity(declarations.len());
    let mut all: Vec<&Declaration> = Vec::with_capacity(declarations.len());
    for (at, (kind, key, declaration)) in declarations.enumerate() {
        all.push(declaration);
        let first = *found.entry(key).or_insert(at);
        if first != at
            && let Some(first) = all.get(first)
        {
            again.push(Again {
                kind,
                declaration,
                first,
            });
        }
    }
    found
}

impl<'a> Index<'a> {
    /// Walks the configuration once.
    pub(super) fn new(desired: &'a Desired) -> Index<'a> {
        // In the order of `declarations`, so that what stands again is found in it.
        let mut again = Vec::new();
        let ranks = desired.ranks.iter().map(|rank| {
            let declaration = &rank.declaration;
            let scope = rank_scope(rank.kind, declaration.domain);
            let slot = (rank.kind, scope, &declaration.key);
            (Kind::from(rank.kind), slot, declaration)
        });
        let ranks = by_key(ranks, &mut again);
        let keyed = |kind, declaration: &'a Declaration| (kind, &declaration.key, declaration);
        let orgs = desired.orgs.iter();
        let orgs = orgs.map(|org| keyed(Kind::Org, &org.declaration));
        let orgs = by_key(orgs, &mut again);
        let members = desired.members.iter();
        let members = members.map(|member| keyed(Kind::Member, &member.declaration));
        let members = by_key(members, &mut again);
        let groups = desired.groups.iter();
        let groups = groups.map(|group| keyed(Kind::Group, &group.declaration));
        let groups = by_key(groups, &mut again);
        let mut addresses = HashMap::with_capacity(desired.members.len());
        for (at, member) in desired.members.iter().enumerate() {
            if let Some(email) = member.props.email.known() {
                addresses.entry(folded(email)).or_insert(at);
            }
        }
        let mut index = Index {
            desired,
            orgs,
            members,
            groups,
            ranks,
            addresses,
            formers: HashMap::new(),
            again,
        };
        index.formers = index
            .declarations()
            .filter_map(|(kind, declaration)| {
                Some(((kind, declaration.previously.as_ref()?), &declaration.key))
            })
            .collect();
        index
    }

    /// The declarations that have the key of an earlier one.
    pub(super) fn again(&self) -> &[Again<'a>] {
        &self.again
    }

    /// Every declared object, in the order a plan builds them.
    pub(super) fn declarations(&self) -> impl Iterator<Item = (Kind, &'a Declaration)> + use<'a> {
        let desired = self.desired;
        let ranks = desired
            .ranks
            .iter()
            .map(|rank| (Kind::from(rank.kind), &rank.declaration));
        let orgs = desired.orgs.iter().map(|org| (Kind::Org, &org.declaration));
        let members = desired
            .members
            .iter()
            .map(|member| (Kind::Member, &member.declaration));
        let groups = desired
            .groups
            .iter()
            .map(|group| (Kind::Group, &group.declaration));
        ranks.chain(orgs).chain(members).chain(groups)
    }

    /// The org of a key, and its index in [`Desired::orgs`].
    pub(super) fn org(&self, to: &Ref) -> Option<(usize, &'a DeclaredOrg)> {
        let at = *self.orgs.get(to.key()?)?;
        Some((at, self.desired.orgs.get(at)?))
    }

    /// The declared member that a key or an address names.
    pub(super) fn member(&self, to: &Ref) -> Option<(usize, &'a DeclaredMember)> {
        let at = match to {
            Ref::Key(key) => *self.members.get(key)?,
            Ref::Email(email) => *self.addresses.get(&folded(email))?,
            Ref::Id(_) => return None,
        };
        Some((at, self.desired.members.get(at)?))
    }

    /// The group of a key, and its index in [`Desired::groups`].
    pub(super) fn group(&self, to: &Ref) -> Option<(usize, &'a DeclaredGroup)> {
        let at = *self.groups.get(to.key()?)?;
        Some((at, self.desired.groups.get(at)?))
    }

    /// The rank of a key as seen from a domain.
    pub(super) fn rank(
        &self,
        kind: RankKind,
        domain: DomainId,
        key: &Key,
    ) -> Option<&'a DeclaredRank> {
        let at = *self.ranks.get(&(kind, rank_scope(kind, domain), key))?;
        self.desired.ranks.get(at)
    }

    /// A rank of this key in any domain, in the order of the tenant's domains.
    pub(super) fn rank_anywhere(&self, kind: RankKind, key: &Key) -> Option<&'a DeclaredRank> {
        self.desired
            .tenant
            .domains
            .iter()
            .find_map(|domain| self.rank(kind, domain.id, key))
    }

    /// The key that the object with this former key has now.
    pub(super) fn now(&self, kind: Kind, former: &Key) -> Option<&'a Key> {
        self.formers.get(&(kind, former)).copied()
    }

    /// Whether the configuration speaks of a kind at all; if not, keys of that kind can
    /// only be looked up in the live tenant.
    pub(super) fn speaks_of(&self, kind: Kind) -> bool {
        self.desired.sections.contains(&kind)
    }

    /// The name of a domain in the configuration: its key.
    pub(super) fn domain(&self, id: DomainId) -> String {
        self.desired
            .tenant
            .domain(id)
            .map_or_else(|| id.to_string(), |domain| domain.key.clone())
    }
}

/// An address as the service compares it.
pub(super) fn folded(email: &Email) -> Cow<'_, str> {
    let text = email.as_str();
    // Nearly every address is in lower case as it stands.
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}
