use serde::Deserialize;

use super::{AllowedUser, Maybe};

/// A group (facts 5.3.3), less its inline members: whether they are complete is unknown
/// (facts 11 #52).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// `groupId`
    pub group_id: String,
    /// `domainId`
    #[serde(default)]
    pub domain_id: Maybe<i32>,
    /// `groupExternalKey`
    #[serde(default)]
    pub group_external_key: Maybe<String>,
    /// `groupName`
    #[serde(default)]
    pub group_name: Maybe<String>,
    /// `description`
    #[serde(default)]
    pub description: Maybe<String>,
    /// `visible`
    #[serde(default)]
    pub visible: Maybe<bool>,
    /// `useServiceNotification`
    #[serde(default)]
    pub use_service_notification: Maybe<bool>,
    /// `serviceManageable`
    #[serde(default)]
    pub service_manageable: Maybe<bool>,
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
    /// `useMail`
    #[serde(default)]
    pub use_mail: Maybe<bool>,
    /// `groupEmail`
    #[serde(default)]
    pub group_email: Maybe<String>,
    /// `aliasEmails`
    #[serde(default)]
    pub alias_emails: Maybe<Vec<String>>,
    /// `canReceiveExternalMail`
    #[serde(default)]
    pub can_receive_external_mail: Maybe<bool>,
    /// `toExternalEmails`
    #[serde(default)]
    pub to_external_emails: Maybe<Vec<String>>,
    /// `membersAllowedToUseGroupEmailAsRecipient`
    #[serde(default)]
    pub members_allowed_to_use_group_email_as_recipient: Maybe<Vec<AllowedUser>>,
    /// `membersAllowedToUseGroupEmailAsSender`
    #[serde(default)]
    pub members_allowed_to_use_group_email_as_sender: Maybe<Vec<AllowedUser>>,
}

/// An item of `GET /groups/{id}/members`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GroupMember {
    /// `id`
    pub id: String,
    /// `type`: `USER`, `ORGUNIT` or `GROUP`.
    #[serde(default)]
    pub r#type: Maybe<String>,
}

/// An item of `GET /groups/{id}/administrators`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Administrator {
    /// `userId`
    pub user_id: String,
}
