use std::sync::Arc;

use super::{
    DomainId, Group, Id, Key, Kind, Member, Org, PasswordBy, Policy, Rank, RankKind, Tenant,
};

/// Where a declaration stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file, relative to the configuration folder, `/` between its parts.
    pub file: Arc<str>,
    /// Line of the declaration's first property, from 1.
    pub line: u32,
    /// JSON pointer of the declaration within the file: `/orgs/0/orgs/1`.
    pub pointer: Arc<str>,
}

/// What every declared object has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// `key:`: its external key once the plan is applied.
    pub key: Key,
    /// `previously:`: the external key it is taken over from, while `key` is not live.
    pub previously: Option<Key>,
    /// `id:`: the live object it is, whatever else would match.
    pub id: Option<Id>,
    /// `domain:`: its (primary) domain.
    pub domain: DomainId,
    /// Where it stands.
    pub origin: Origin,
}

/// `state:` of a member.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum WantedState {
    /// In use; also satisfied by pending, waiting and on leave.
    #[default]
    Active,
    /// Suspended by an administrator.
    Suspended,
    /// A tombstone: asks by name for what `policy.removal` says.
    Deleted,
}

/// A declared member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredMember {
    /// Identity and place.
    pub declaration: Declaration,
    /// `state:`; absent is active.
    pub state: WantedState,
    /// `passwordBy:`, else what the policy says.
    pub password_by: Option<PasswordBy>,
    /// `changePasswordAtNextLogin:`, for a password set by the administrator; absent is true.
    pub change_password: Option<bool>,
    /// The managed properties.
    pub props: Member,
}

/// A declared org unit; `props.parent` is always known (nesting or `parent:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredOrg {
    /// Identity and place.
    pub declaration: Declaration,
    /// The managed properties.
    pub props: Org,
}

/// A declared group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredGroup {
    /// Identity and place.
    pub declaration: Declaration,
    /// The managed properties.
    pub props: Group,
}

/// A declared level, position or user type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredRank {
    /// Identity and place.
    pub declaration: Declaration,
    /// Which of the three.
    pub kind: RankKind,
    /// The managed properties.
    pub props: Rank,
}

/// Orgs that stand in one YAML list and share a parent: their relative order is managed.
/// Indices into [`Desired::orgs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiblingList {
    /// In the order wanted.
    pub orgs: Vec<usize>,
}

/// Ranks of one kind and domain that stand in one YAML list, highest first.
/// Indices into [`Desired::ranks`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankList {
    /// Which of the three.
    pub kind: RankKind,
    /// Their domain.
    pub domain: DomainId,
    /// In the order wanted.
    pub ranks: Vec<usize>,
}

/// A whole configuration, decoded: what the tenant should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desired {
    /// The tenant it is for.
    pub tenant: Tenant,
    /// What it may do.
    pub policy: Policy,
    /// Levels, positions and user types.
    pub ranks: Vec<DeclaredRank>,
    /// Org units, nested ones included, parents before their nested children.
    pub orgs: Vec<DeclaredOrg>,
    /// Members.
    pub members: Vec<DeclaredMember>,
    /// Groups.
    pub groups: Vec<DeclaredGroup>,
    /// Orders of sibling orgs.
    pub sibling_lists: Vec<SiblingList>,
    /// Orders of ranks.
    pub rank_lists: Vec<RankList>,
    /// Which sections stand in the configuration at all, declared empty or not.
    pub sections: std::collections::BTreeSet<Kind>,
}

impl Desired {
    /// Who sets a new member's first password: nobody under single sign-on, where it needs
    /// none of this service (facts 5.1.4).
    pub fn first_password_by(&self, member: &DeclaredMember) -> Option<PasswordBy> {
        let by = member.password_by.unwrap_or(self.policy.password_by);
        (!self.tenant.sso).then_some(by)
    }

    /// What every declared object has, of one of them.
    pub fn declaration(&self, kind: Kind, at: usize) -> Option<&Declaration> {
        match kind {
            Kind::Level | Kind::Position | Kind::UserType => {
                self.ranks.get(at).map(|rank| &rank.declaration)
            }
            Kind::Org => self.orgs.get(at).map(|org| &org.declaration),
            Kind::Member => self.members.get(at).map(|member| &member.declaration),
            Kind::Group => self.groups.get(at).map(|group| &group.declaration),
        }
    }
}
