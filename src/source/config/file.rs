use schemars::JsonSchema;
use serde::Deserialize;

use super::{Group, Level, Member, Org, Policy, Position, Tenant, UserType};
use crate::directory::Field;

/// The sections of a configuration, in the order they are documented.
pub const SECTIONS: [&str; 8] = [
    "tenant",
    "policy",
    "levels",
    "positions",
    "userTypes",
    "orgs",
    "members",
    "groups",
];

/// Sections that are reserved for later and refused today.
pub const RESERVED: [&str; 6] = [
    "effective",
    "externalTalk",
    "contacts",
    "externalGroups",
    "profiles",
    "access",
];

/// # meibo configuration
/// The directory of a LINE WORKS tenant: one file of a configuration. A configuration is a
/// folder of such files; lists of the same section are put together. A property that is left
/// out is not managed and keeps its live value; `null` clears it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct File {
    /// # Tenant
    /// The tenant this configuration is for. Exactly one file has it.
    #[serde(default)]
    pub tenant: Field<Tenant>,
    /// # Policy
    /// What this configuration may do, and how. At most one file has it.
    #[serde(default)]
    pub policy: Field<Policy>,
    /// # Levels
    /// Job levels (職級). The order of the list is the rank, highest first.
    #[serde(default)]
    pub levels: Field<Vec<Level>>,
    /// # Positions
    /// Positions (役職). The order of the list is the rank, highest first.
    #[serde(default)]
    pub positions: Field<Vec<Position>>,
    /// # User types
    /// User types (利用権限タイプ), formerly employment types, in their order.
    #[serde(default)]
    pub user_types: Field<Vec<UserType>>,
    /// # Orgs
    /// Org units (組織). The order of the list is the order of siblings; children nest in
    /// `orgs`, or name their `parent`.
    #[serde(default)]
    pub orgs: Field<Vec<Org>>,
    /// # Members
    /// Members (メンバー).
    #[serde(default)]
    pub members: Field<Vec<Member>>,
    /// # Groups
    /// Groups (グループ).
    #[serde(default)]
    pub groups: Field<Vec<Group>>,
}
