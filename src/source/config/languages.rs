use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{PersonPart100, Text100};
use crate::directory::Field;

/// # Names in other languages
/// One name per language; those left out keep their live value, `null` clears one. Only
/// languages that are switched on in the company's settings are shown.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(deny_unknown_fields)]
#[expect(
    non_snake_case,
    reason = "the service's own spelling of its language codes"
)]
pub struct Texts {
    /// # Japanese
    #[serde(default)]
    pub ja_JP: Field<Option<Text100>>,
    /// # Korean
    #[serde(default)]
    pub ko_KR: Field<Option<Text100>>,
    /// # English
    #[serde(default)]
    pub en_US: Field<Option<Text100>>,
    /// # Chinese, simplified
    #[serde(default)]
    pub zh_CN: Field<Option<Text100>>,
    /// # Chinese, traditional
    #[serde(default)]
    pub zh_TW: Field<Option<Text100>>,
}

/// # Names in other languages
/// One name per language; those left out keep their live value, `null` clears one.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(deny_unknown_fields)]
#[expect(
    non_snake_case,
    reason = "the service's own spelling of its language codes"
)]
pub struct PersonNames {
    /// # Japanese
    #[serde(default)]
    pub ja_JP: Field<Option<LocalPersonName>>,
    /// # Korean
    #[serde(default)]
    pub ko_KR: Field<Option<LocalPersonName>>,
    /// # English
    #[serde(default)]
    pub en_US: Field<Option<LocalPersonName>>,
    /// # Chinese, simplified
    #[serde(default)]
    pub zh_CN: Field<Option<LocalPersonName>>,
    /// # Chinese, traditional
    #[serde(default)]
    pub zh_TW: Field<Option<LocalPersonName>>,
}

/// # Name in a language
/// Parts left out keep their live value, `null` clears one.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LocalPersonName {
    /// # Last name
    #[serde(default)]
    pub last: Field<Option<PersonPart100>>,
    /// # First name
    #[serde(default)]
    pub first: Field<Option<PersonPart100>>,
}
