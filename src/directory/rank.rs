use serde::{Deserialize, Serialize};

use super::{ByLanguage, Field};

/// The properties of a level, position or user type (facts 5.4 to 5.6), less identity
/// and `displayOrder`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct Rank {
    /// `levelName`, `positionName`, `userTypeName`: unique in the domain.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// `i18nNames`, merged per language; `None` clears one.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub names: Field<ByLanguage<Option<String>>>,
    /// `executive`: levels only.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub executive: Field<bool>,
    /// `userTypeCode`: user types only.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub code: Field<Option<String>>,
}
