use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::OrgFeature;
use super::text::{ExternalKey, LocalKey, Name, OrgEmail, ResourceId, Text160};
use super::{MemberRef, ObjectRef, Texts};
use crate::directory::Field;

/// # Org
/// An org unit (組織).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Org {
    /// # External key
    /// Its identity (`orgUnitExternalKey`): unique in the tenant, up to 100 characters without
    /// % \ # / ?
    pub key: ExternalKey,
    /// # Previous external key
    /// The key it had: the same org is given the new one.
    #[serde(default)]
    pub previously: Field<ExternalKey>,
    /// # Resource id
    /// Settles which live org is meant where several have this name and no key.
    #[serde(default)]
    pub id: Field<ResourceId>,
    /// # Domain
    /// Key of its domain. Where left out: the domain of the org it is nested in, else the first
    /// of the tenant.
    #[serde(default)]
    pub domain: Field<LocalKey>,
    /// # Parent
    /// The org it belongs under, for one that is not nested: a key or `{id: ...}`; `null` is
    /// the top level.
    #[serde(default)]
    pub parent: Field<Option<ObjectRef>>,
    /// # Name
    #[serde(default)]
    pub name: Field<Name>,
    /// # Names in other languages
    /// One name per language: `{en_US: Sales}`. Languages left out keep theirs, `null` clears
    /// one.
    #[serde(default)]
    pub names: Field<Texts>,
    /// # Address
    /// Mail address of the org. The service makes one up for a new org where left out.
    #[serde(default)]
    pub email: Field<OrgEmail>,
    /// # Description
    /// Up to 160 characters.
    #[serde(default)]
    pub description: Field<Option<Text160>>,
    /// # Visible
    /// Whether people outside see it. Below a private org everything is private. `true` for a
    /// new org where left out.
    #[serde(default)]
    pub visible: Field<bool>,
    /// # Alias addresses
    /// Further addresses, up to 20 (Advanced plan).
    #[serde(default)]
    #[schemars(length(max = 20), extend("uniqueItems" = true))]
    pub alias_emails: Field<Vec<OrgEmail>>,
    /// # External mail
    /// Whether mail from outside reaches the org's address. `false` for a new org where left
    /// out.
    #[serde(default)]
    pub can_receive_external_mail: Field<bool>,
    /// # Features
    /// What is switched on in the org's message room: everything listed, and nothing else.
    /// Anything needs `message` beside it. Switching off loses data.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub features: Field<Vec<OrgFeature>>,
    /// # Service notification
    /// Whether people are told about the org by service notification. `false` for a new org
    /// where left out.
    #[serde(default)]
    pub use_service_notification: Field<bool>,
    /// # Who may write to the address
    /// Members who may send mail to the org's address; an empty list lets everybody.
    #[serde(default)]
    pub members_allowed_to_use_email_as_recipient: Field<Vec<MemberRef>>,
    /// # Who may write as the address
    /// Members who may send mail as the org's address.
    #[serde(default)]
    pub members_allowed_to_use_email_as_sender: Field<Vec<MemberRef>>,
    /// # Orgs below
    /// Child orgs, in their order.
    #[serde(default)]
    pub orgs: Field<Vec<Org>>,
}
