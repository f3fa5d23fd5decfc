use schemars::JsonSchema;
use serde::Deserialize;

use super::choice::GroupFeature;
use super::text::{ExternalKey, GroupName, LocalKey, OrgEmail, OutsideEmail, ResourceId, Text300};
use super::{MemberRef, ObjectRef};
use crate::directory::Field;

/// # Group
/// A group (グループ).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Group {
    /// # External key
    /// Its identity (`groupExternalKey`): unique in the tenant, up to 100 characters without
    /// % \ # / ?
    pub key: ExternalKey,
    /// # Previous external key
    /// The key it had: the same group is given the new one.
    #[serde(default)]
    pub previously: Field<ExternalKey>,
    /// # Resource id
    /// Settles which live group is meant where several have this name and no key.
    #[serde(default)]
    pub id: Field<ResourceId>,
    /// # Domain
    /// Key of its domain; the first domain of the tenant where left out.
    #[serde(default)]
    pub domain: Field<LocalKey>,
    /// # Name
    /// Unique among the groups of the domain, whatever the case.
    #[serde(default)]
    pub name: Field<GroupName>,
    /// # Description
    /// Up to 300 characters.
    #[serde(default)]
    pub description: Field<Option<Text300>>,
    /// # Visible
    /// Whether searching shows it to people outside. `true` for a new group where left out.
    #[serde(default)]
    pub visible: Field<bool>,
    /// # Service notification
    /// Whether people are told about the group by service notification. `false` for a new
    /// group where left out.
    #[serde(default)]
    pub use_service_notification: Field<bool>,
    /// # Features changeable by masters
    /// Whether masters may change which features the group uses. `true` for a new group where
    /// left out.
    #[serde(default)]
    pub service_manageable: Field<bool>,
    /// # Masters
    /// Members who run the group, at least one. To use its room they stand in `members` too.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub masters: Field<Vec<MemberRef>>,
    /// # Members
    /// Members of the group: keys, `{email: ...}` or `{id: ...}`.
    #[serde(default)]
    pub members: Field<Vec<MemberRef>>,
    /// # Orgs
    /// Orgs whose direct members are members of the group: keys or `{id: ...}`.
    #[serde(default)]
    pub orgs: Field<Vec<ObjectRef>>,
    /// # Groups
    /// Groups that are members of the group: keys or `{id: ...}`.
    #[serde(default)]
    pub groups: Field<Vec<ObjectRef>>,
    /// # Features
    /// What is switched on: everything listed, and nothing else. Anything but `mail` needs
    /// `message` beside it. Switching off loses data after 30 days.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub features: Field<Vec<GroupFeature>>,
    /// # Address
    /// Address of the mailing list (Advanced plan, with the feature `mail`).
    #[serde(default)]
    pub email: Field<Option<OrgEmail>>,
    /// # Alias addresses
    /// Further addresses of the mailing list.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub alias_emails: Field<Vec<OrgEmail>>,
    /// # External mail
    /// Whether mail from outside reaches the address. `false` for a new group where left out.
    #[serde(default)]
    pub can_receive_external_mail: Field<bool>,
    /// # Outside addresses
    /// Addresses outside of the service that the mailing list includes.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub to_external_emails: Field<Vec<OutsideEmail>>,
    /// # Who may write to the address
    /// Members who may send mail to the address; an empty list lets everybody.
    #[serde(default)]
    pub members_allowed_to_use_email_as_recipient: Field<Vec<MemberRef>>,
    /// # Who may write as the address
    /// Members who may send mail as the address.
    #[serde(default)]
    pub members_allowed_to_use_email_as_sender: Field<Vec<MemberRef>>,
}
