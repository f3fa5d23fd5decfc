use schemars::JsonSchema;
use serde::Deserialize;

use super::Texts;
use super::text::{ExternalKey, LocalKey, Name, ResourceId, TypeCode};
use crate::directory::Field;

/// # Level
/// A job level (職級).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Level {
    /// # External key
    /// Its identity (`levelExternalKey`): unique in the domain, up to 100 characters without
    /// % \ # / ?
    pub key: ExternalKey,
    /// # Previous external key
    /// The key it had: the same level is given the new one.
    #[serde(default)]
    pub previously: Field<ExternalKey>,
    /// # Resource id
    /// Settles which live level is meant where several have this name and no key.
    #[serde(default)]
    pub id: Field<ResourceId>,
    /// # Domain
    /// Key of its domain; the first domain of the tenant where left out.
    #[serde(default)]
    pub domain: Field<LocalKey>,
    /// # Name
    /// Unique among the levels of the domain.
    #[serde(default)]
    pub name: Field<Name>,
    /// # Names in other languages
    /// One name per language: `{en_US: Director class}`. Languages left out keep theirs,
    /// `null` clears one.
    #[serde(default)]
    pub names: Field<Texts>,
    /// # Executive
    /// Executives are listed first. `false` for a new level where left out.
    #[serde(default)]
    pub executive: Field<bool>,
}

/// # Position
/// A position (役職).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Position {
    /// # External key
    /// Its identity (`positionExternalKey`): unique in the domain, up to 100 characters
    /// without % \ # / ?
    pub key: ExternalKey,
    /// # Previous external key
    /// The key it had: the same position is given the new one.
    #[serde(default)]
    pub previously: Field<ExternalKey>,
    /// # Resource id
    /// Settles which live position is meant where several have this name and no key.
    #[serde(default)]
    pub id: Field<ResourceId>,
    /// # Domain
    /// Key of its domain; the first domain of the tenant where left out.
    #[serde(default)]
    pub domain: Field<LocalKey>,
    /// # Name
    /// Unique among the positions of the domain.
    #[serde(default)]
    pub name: Field<Name>,
    /// # Names in other languages
    /// One name per language: `{en_US: Manager}`. Languages left out keep theirs, `null`
    /// clears one.
    #[serde(default)]
    pub names: Field<Texts>,
}

/// # User type
/// A user type (利用権限タイプ), formerly employment type.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UserType {
    /// # External key
    /// Its identity (`userTypeExternalKey`): unique in the tenant, up to 100 characters
    /// without % \ # / ?
    pub key: ExternalKey,
    /// # Previous external key
    /// The key it had: the same user type is given the new one.
    #[serde(default)]
    pub previously: Field<ExternalKey>,
    /// # Resource id
    /// Settles which live user type is meant where several have this name and no key.
    #[serde(default)]
    pub id: Field<ResourceId>,
    /// # Domain
    /// Key of its domain; the first domain of the tenant where left out.
    #[serde(default)]
    pub domain: Field<LocalKey>,
    /// # Name
    /// Unique among the user types of the domain.
    #[serde(default)]
    pub name: Field<Name>,
    /// # Names in other languages
    /// One name per language: `{en_US: Full-time}`. Languages left out keep theirs, `null`
    /// clears one.
    #[serde(default)]
    pub names: Field<Texts>,
    /// # Code
    /// A code for other systems: letters, digits and _, beginning with a letter.
    #[serde(default)]
    pub code: Field<Option<TypeCode>>,
}
