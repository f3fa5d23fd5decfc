use serde::{Deserialize, Serialize};

use super::Maybe;

/// One entry of a bulk external-key call (facts 4.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExternalKey {
    /// `domainId`: levels and positions only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_id: Option<i32>,
    /// `id`
    pub id: String,
    /// `externalKey`; null removes it.
    #[serde(default)]
    pub external_key: Option<String>,
}

/// An item of the lists of external keys.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundKey {
    /// `domainId`
    #[serde(default)]
    pub domain_id: Maybe<i32>,
    /// `id`
    pub id: String,
    /// `externalKey`
    #[serde(default)]
    pub external_key: Maybe<String>,
    /// `name`
    #[serde(default)]
    pub name: Maybe<String>,
    /// `email`: users, org units and groups only.
    #[serde(default)]
    pub email: Maybe<String>,
}
