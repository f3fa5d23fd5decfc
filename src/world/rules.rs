use serde::{Deserialize, Serialize};

use crate::directory::{DomainId, Plan};

/// What is fixed about a tenant: its product plan, single sign-on and its domains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Decides the per-minute limit and what may be written (facts 2.5, 3.1).
    pub plan: Plan,
    /// Single sign-on: new members are active at once and need a key (facts 5.1.4).
    #[serde(default)]
    pub sso: bool,
    /// The domains of the tenant; the first is the authorised domain, which calls
    /// without `domainId` speak of (facts 1.4).
    pub domains: Vec<DomainRules>,
}

/// One domain of the tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainRules {
    /// The number in the Developer Console.
    pub id: DomainId,
    /// Mail domain of its addresses (facts 11 #36).
    pub name: String,
    /// Seats of the product plan: creating a member beyond it is refused (facts 5.1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_limit: Option<u32>,
}

impl Rules {
    /// The domain that calls without `domainId` speak of.
    pub fn authorised(&self) -> Option<DomainId> {
        self.domains.first().map(|domain| domain.id)
    }

    /// What is fixed about a domain.
    pub fn domain(&self, id: DomainId) -> Option<&DomainRules> {
        self.domains.iter().find(|domain| domain.id == id)
    }
}
