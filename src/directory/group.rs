use serde::{Deserialize, Serialize};

use super::{Email, Field, Ref};

/// The features of a group (`useMessage`, `useNote`, ..., `useMail`; facts 5.3.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct GroupFeatures {
    /// `useMessage`, `useNote`, `useCalendar`, `useTask`, `useFolder`
    #[serde(flatten)]
    pub room: super::RoomFeatures,
    /// `useMail`: the mailing list (Advanced plan).
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub mail: Field<bool>,
}

/// The properties of a group (facts 5.3.3), less identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct Group {
    /// `groupName`: unique in the domain, case-insensitively.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// `description`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub description: Field<Option<String>>,
    /// `visible`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub visible: Field<bool>,
    /// `useServiceNotification`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub use_service_notification: Field<bool>,
    /// `serviceManageable`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub service_manageable: Field<bool>,
    /// `administrators`, a set of at least one.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub masters: Field<Vec<Ref>>,
    /// `members` of type `USER`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub members: Field<Vec<Ref>>,
    /// `members` of type `ORGUNIT`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub orgs: Field<Vec<Ref>>,
    /// `members` of type `GROUP`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub groups: Field<Vec<Ref>>,
    /// `useMessage`, ..., `useMail`
    pub features: GroupFeatures,
    /// `groupEmail`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub email: Field<Option<Email>>,
    /// `aliasEmails`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub alias_emails: Field<Vec<Email>>,
    /// `canReceiveExternalMail`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub can_receive_external_mail: Field<bool>,
    /// `toExternalEmails`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub to_external_emails: Field<Vec<Email>>,
    /// `membersAllowedToUseGroupEmailAsRecipient`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub allowed_recipients: Field<Vec<Ref>>,
    /// `membersAllowedToUseGroupEmailAsSender`, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub allowed_senders: Field<Vec<Ref>>,
}
