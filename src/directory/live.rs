use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{DomainId, Group, Id, Key, Member, MemberFlags, Org, Rank, RankKind};

/// Whether a ranked list is switched on in a domain (facts 11 #70).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum FeatureState {
    /// Not asked.
    #[default]
    Unread,
    /// The list was answered.
    On,
    /// The list was refused while other reads succeeded.
    Off,
}

/// What is known of a domain of the tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct DomainState {
    /// Levels switched on?
    pub levels: FeatureState,
    /// Positions switched on?
    pub positions: FeatureState,
    /// User types switched on?
    pub user_types: FeatureState,
    /// Lists that were not read, since nothing needed them: what they hold is not known,
    /// which is not the same as nothing.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unread: BTreeSet<DomainList>,
}

/// A list of a domain that is read only where something needs it. The ranked lists have
/// their [`FeatureState`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum DomainList {
    /// `GET /users`
    Members,
    /// `GET /orgunits`
    Orgs,
    /// `GET /groups`
    Groups,
}

impl DomainState {
    /// Whether a ranked list is switched on.
    pub fn feature(&self, kind: RankKind) -> FeatureState {
        match kind {
            RankKind::Level => self.levels,
            RankKind::Position => self.positions,
            RankKind::UserType => self.user_types,
        }
    }

    /// The same for changing.
    pub fn feature_mut(&mut self, kind: RankKind) -> &mut FeatureState {
        match kind {
            RankKind::Level => &mut self.levels,
            RankKind::Position => &mut self.positions,
            RankKind::UserType => &mut self.user_types,
        }
    }
}

/// A live member. Every reference in `props` is a [`super::Ref::Id`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveMember {
    /// `userId`
    pub id: Id,
    /// `userExternalKey`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// `domainId`: the primary domain.
    pub domain: DomainId,
    /// Read-only state.
    #[serde(default)]
    pub flags: MemberFlags,
    /// The writable properties; `name`, `names`, `custom`, posts are complete where known.
    pub props: Member,
}

/// A live org unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveOrg {
    /// `orgUnitId`
    pub id: Id,
    /// `orgUnitExternalKey`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// `domainId`
    pub domain: DomainId,
    /// `displayOrder`: among the siblings; compare the order, never the numbers (facts 5.2.4).
    pub display_order: i64,
    /// The writable properties.
    pub props: Org,
}

/// A live group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveGroup {
    /// `groupId`
    pub id: Id,
    /// `groupExternalKey`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// `domainId`
    pub domain: DomainId,
    /// The writable properties; masters and member lists are absent where they were not read.
    pub props: Group,
}

/// A live level, position or user type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LiveRank {
    /// Which of the three.
    pub kind: RankKind,
    /// `levelId`, `positionId`, `userTypeId`
    pub id: Id,
    /// `levelExternalKey`, ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// `domainId`
    pub domain: DomainId,
    /// `displayOrder`: ascending, duplicates and negatives allowed.
    pub display_order: i64,
    /// The writable properties.
    pub props: Rank,
}

/// A tenant's directory as it is: what was read, or what `world` holds. Objects are
/// shared, so a copy of the whole is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct Directory {
    /// The domains that were read.
    #[schemars(with = "BTreeMap<String, DomainState>")]
    pub domains: BTreeMap<DomainId, DomainState>,
    /// Levels, positions and user types by id.
    #[schemars(with = "BTreeMap<String, LiveRank>")]
    pub ranks: IndexMap<Id, Arc<LiveRank>>,
    /// Org units by id.
    #[schemars(with = "BTreeMap<String, LiveOrg>")]
    pub orgs: IndexMap<Id, Arc<LiveOrg>>,
    /// Members by id, those in deletion included.
    #[schemars(with = "BTreeMap<String, LiveMember>")]
    pub members: IndexMap<Id, Arc<LiveMember>>,
    /// Groups by id.
    #[schemars(with = "BTreeMap<String, LiveGroup>")]
    pub groups: IndexMap<Id, Arc<LiveGroup>>,
}
