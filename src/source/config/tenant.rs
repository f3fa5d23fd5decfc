use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::{Plan, RankList, SyncAllow};
use super::text::{LocalKey, MailDomain};
use crate::directory::Field;

/// # Tenant
/// The tenant this configuration is for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tenant {
    /// # Name of the tenant
    /// Names it in plans, snapshots, journals and the lock: a plan made for another is refused.
    pub key: LocalKey,
    /// # Product plan
    /// Decides how many calls a minute are allowed. `standard` where left out.
    #[serde(default)]
    pub plan: Field<Plan>,
    /// # Single sign-on
    /// Whether members sign on through the company: decides whether new members are pending,
    /// and whether keys are required. `false` where left out.
    #[serde(default)]
    pub sso: Field<bool>,
    /// # Domains
    /// The domains (group companies) of the tenant; the first is the default of everything.
    #[schemars(length(min = 1, max = 100))]
    pub domains: Vec<Domain>,
}

/// # Domain
/// A domain (group company) of the tenant.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Domain {
    /// # Key
    /// What `domain:` refers to.
    pub key: LocalKey,
    /// # Domain ID
    /// The number shown in the Developer Console.
    #[schemars(range(min = 1, max = 2_147_483_647))]
    pub id: i32,
    /// # Mail domain
    /// The part of addresses after the @: `acme.example`
    pub name: MailDomain,
    /// # Lists to switch on
    /// Levels, positions and user types are switched on when they are off; meibo never switches
    /// them off, since that erases them.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub enable: Field<Vec<RankList>>,
    /// # Organization Sync
    /// The switches as they stand in the Developer Console: no API reads or sets them.
    #[serde(default)]
    pub sync: Field<Sync>,
}

/// # Organization Sync
/// The switches as they stand in the Developer Console. Each is off where left out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sync {
    /// # Organization syncing
    /// "Setting for use of Organization Syncing"
    #[serde(default)]
    pub enabled: Field<bool>,
    /// # Organization/Member
    #[serde(default)]
    pub organization_member: Field<bool>,
    /// # Level/Position
    #[serde(default)]
    pub level_position: Field<bool>,
    /// # Group
    #[serde(default)]
    pub group: Field<bool>,
    /// # Employment type
    /// The user type.
    #[serde(default)]
    pub employment_type: Field<bool>,
    /// # Used language
    #[serde(default)]
    pub used_language: Field<bool>,
    /// # Syncing while out of the office
    /// The status, not leave of absence.
    #[serde(default)]
    pub absence: Field<bool>,
    /// # What people may still edit
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub allow: Field<Vec<SyncAllow>>,
}
