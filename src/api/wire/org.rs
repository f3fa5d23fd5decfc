use serde::Deserialize;

use super::{AllowedUser, I18nName, Maybe};

/// An org unit (facts 5.2.2).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Org {
    /// `orgUnitId`
    pub org_unit_id: String,
    /// `domainId`
    #[serde(default)]
    pub domain_id: Maybe<i32>,
    /// `orgUnitExternalKey`
    #[serde(default)]
    pub org_unit_external_key: Maybe<String>,
    /// `orgUnitName`
    #[serde(default)]
    pub org_unit_name: Maybe<String>,
    /// `i18nNames`
    #[serde(default, rename = "i18nNames")]
    pub i18n_names: Maybe<Vec<I18nName>>,
    /// `email`
    #[serde(default)]
    pub email: Maybe<String>,
    /// `description`
    #[serde(default)]
    pub description: Maybe<String>,
    /// `visible`
    #[serde(default)]
    pub visible: Maybe<bool>,
    /// `parentOrgUnitId`
    #[serde(default)]
    pub parent_org_unit_id: Maybe<String>,
    /// `displayOrder`
    #[serde(default)]
    pub display_order: Maybe<i64>,
    /// `aliasEmails`
    #[serde(default)]
    pub alias_emails: Maybe<Vec<String>>,
    /// `canReceiveExternalMail`
    #[serde(default)]
    pub can_receive_external_mail: Maybe<bool>,
    /// `useMessage`
    #[serde(default)]
    pub use_message: Maybe<bool>,
    /// `useNote`
    #[serde(default)]
    pub use_note: Maybe<bool>,
    /// `useCalendar`
    #[serde(default)]
    pub use_calendar: Maybe<bool>,
    /// `useTask`
    #[serde(default)]
    pub use_task: Maybe<bool>,
    /// `useFolder`
    #[serde(default)]
    pub use_folder: Maybe<bool>,
    /// `useServiceNotification`
    #[serde(default)]
    pub use_service_notification: Maybe<bool>,
    /// `membersAllowedToUseOrgUnitEmailAsRecipient`
    #[serde(default)]
    pub members_allowed_to_use_org_unit_email_as_recipient: Maybe<Vec<AllowedUser>>,
    /// `membersAllowedToUseOrgUnitEmailAsSender`
    #[serde(default)]
    pub members_allowed_to_use_org_unit_email_as_sender: Maybe<Vec<AllowedUser>>,
}
