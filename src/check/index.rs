use std::collections::HashMap;

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
    addresses: HashMap<String, usize>,
    formers: HashMap<(Kind, &'a Key), &'a Key>,
}

/// The domain a rank's key is unique in: none for user types (facts 4.2).
pub(super) fn rank_scope(kind: RankKind, domain: DomainId) -> Option<DomainId> {
    match kind {
        RankKind::Level | RankKind::Position => Some(domain),
        RankKind::UserType => None,
    }
}

fn by_key<'a>(declarations: impl Iterator<Item = &'a Declaration>) -> HashMap<&'a Key, usize> {
    let mut found = HashMap::new();
    for (at, declaration) in declarations.enumerate() {
        found.entry(&declaration.key).or_insert(at);
    }
    found
}

impl<'a> Index<'a> {
    /// Walks the configuration once.
    pub(super) fn new(desired: &'a Desired) -> Index<'a> {
        let mut ranks = HashMap::new();
        for (at, rank) in desired.ranks.iter().enumerate() {
            let scope = rank_scope(rank.kind, rank.declaration.domain);
            ranks
                .entry((rank.kind, scope, &rank.declaration.key))
                .or_insert(at);
        }
        let mut addresses = HashMap::with_capacity(desired.members.len());
        for (at, member) in desired.members.iter().enumerate() {
            if let Some(email) = member.props.email.known() {
                addresses.entry(folded(email)).or_insert(at);
            }
        }
        let mut index = Index {
            desired,
            orgs: by_key(desired.orgs.iter().map(|org| &org.declaration)),
            members: by_key(desired.members.iter().map(|member| &member.declaration)),
            groups: by_key(desired.groups.iter().map(|group| &group.declaration)),
            ranks,
            addresses,
            formers: HashMap::new(),
        };
        index.formers = index
            .declarations()
            .filter_map(|(kind, declaration)| {
                Some(((kind, declaration.previously.as_ref()?), &declaration.key))
            })
            .collect();
        index
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
pub(super) fn folded(email: &Email) -> String {
    email.as_str().to_lowercase()
}
