use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{DomainId, RankKind};

/// The product plan: decides the per-minute limit and what may be written (facts 2.5, 3.1).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Plan {
    /// 60 calls a minute per operation; the directory cannot be written by API.
    Free,
    /// 240 calls a minute per operation.
    #[default]
    Standard,
    /// 240 calls a minute per operation; alias addresses and group mail.
    Advanced,
}

impl Plan {
    /// Calls a minute per operation (facts 3.1).
    pub fn calls_per_minute(self) -> u32 {
        match self {
            Plan::Free => 60,
            Plan::Standard | Plan::Advanced => 240,
        }
    }
}

/// What the Organization Sync switches still let people edit in the console (facts 6).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum SyncAllow {
    /// Team features in the admin console.
    TeamFeatures,
    /// Group features in the admin console.
    GroupFeatures,
    /// The profile image, by the member.
    ProfileImage,
}

/// The Organization Sync switches as they stand in the Developer Console (facts 6):
/// no API reads or sets them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Sync {
    /// "Setting for use of Organization Syncing"
    pub enabled: bool,
    /// Organization/Member
    pub organization_member: bool,
    /// Level/Position
    pub level_position: bool,
    /// Group
    pub group: bool,
    /// Employment (user) type
    pub employment_type: bool,
    /// Used language
    pub used_language: bool,
    /// Syncing while out of the office: the status, not leave of absence.
    pub absence: bool,
    /// What people may still edit.
    pub allow: BTreeSet<SyncAllow>,
}

/// One domain (group company) of the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// What `domain:` in the configuration refers to.
    pub key: String,
    /// The number in the Developer Console.
    pub id: DomainId,
    /// Mail domain of addresses (facts 11 #36).
    pub name: String,
    /// Ranked lists to switch on when they are off; never switched off.
    pub enable: BTreeSet<RankKind>,
    /// The sync switches as declared; `None` where the configuration says nothing.
    pub sync: Option<Sync>,
}

/// The tenant a configuration is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Names it in plans, snapshots, journals and the lock.
    pub key: String,
    /// The product plan.
    pub plan: Plan,
    /// Single sign-on: members are active at once, and keys are required.
    pub sso: bool,
    /// At least one; the first is the default of every object.
    pub domains: Vec<Domain>,
}

impl Tenant {
    /// The domain that objects without `domain:` live in: the first.
    pub fn primary(&self) -> &Domain {
        self.domains
            .first()
            .expect("decoding refuses a tenant without a domain")
    }

    /// The domain of a number.
    pub fn domain(&self, id: DomainId) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.id == id)
    }
}
