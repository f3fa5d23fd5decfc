use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::custom::custom_values;
use super::{ByLanguage, DomainId, Email, Field, Language, Leave, Moment, Ref};

/// `userName` (facts 5.1.2): merged per part, sent complete.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct PersonName {
    /// `lastName`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub last: Field<Option<String>>,
    /// `firstName`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub first: Field<Option<String>>,
    /// `phoneticLastName`: katakana.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub phonetic_last: Field<Option<String>>,
    /// `phoneticFirstName`: katakana.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub phonetic_first: Field<Option<String>>,
}

/// One entry of a member's `i18nNames`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct LocalName {
    /// `lastName`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub last: Field<Option<String>>,
    /// `firstName`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub first: Field<Option<String>>,
}

/// `messenger`: `protocol` is `LINE`, `FACEBOOK`, `X` or `CUSTOM`; `TWITTER` means `X`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Messenger {
    /// `protocol`, as read or written.
    pub protocol: String,
    /// `customProtocol`: only with `CUSTOM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_protocol: Option<String>,
    /// `messengerId`
    pub id: String,
}

/// One entry of `relations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Relation {
    /// `relationUserId`
    pub member: Ref,
    /// `relationName`
    pub name: String,
}

/// One team membership: an entry of `organizations[].orgUnits[]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// `orgUnitId`
    pub org: Ref,
    /// `primary`: exactly one per domain.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub primary: Field<bool>,
    /// `positionId`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub position: Field<Option<Ref>>,
    /// `isManager`: setting it unseats the team's present leader.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub leader: Field<bool>,
    /// `visible`, default true.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub visible: Field<bool>,
    /// `useTeamFeature`, default true.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub team_feature: Field<bool>,
}

/// Posts in another domain of the tenant (兼職).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Secondary {
    /// The other domain.
    pub domain: DomainId,
    /// `email`, where the address differs there.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub email: Field<Email>,
    /// `levelId` in that domain.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub level: Field<Option<Ref>>,
    /// `orgUnits` in that domain, up to 30.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub posts: Field<Vec<Post>>,
}

/// The writable properties of a member (facts 5.1.2), less identity and state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct Member {
    /// `email`: the login id.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub email: Field<Email>,
    /// `userName`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub name: Field<PersonName>,
    /// `i18nNames`, merged per language and part; `None` clears a language.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub names: Field<ByLanguage<Option<LocalName>>>,
    /// `nickName`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub nick_name: Field<Option<String>>,
    /// `privateEmail`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub private_email: Field<Option<String>>,
    /// `aliasEmails`: up to 10, a set.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub alias_emails: Field<Vec<Email>>,
    /// `userTypeId`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub user_type: Field<Option<Ref>>,
    /// `searchable`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub searchable: Field<bool>,
    /// `levelId` in the primary domain.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub level: Field<Option<Ref>>,
    /// `orgUnits` in the primary domain, up to 30.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub posts: Field<Vec<Post>>,
    /// The entries of `organizations` for the other domains.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub secondary: Field<Vec<Secondary>>,
    /// `telephone`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub telephone: Field<Option<String>>,
    /// `cellPhone`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub cell_phone: Field<Option<String>>,
    /// `location`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub location: Field<Option<String>>,
    /// `task`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub task: Field<Option<String>>,
    /// `messenger`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub messenger: Field<Option<Messenger>>,
    /// `birthdayCalendarType`: `SOLAR` or `LUNAR`.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub birthday_calendar_type: Field<Option<String>>,
    /// `birthday`: `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub birthday: Field<Option<String>>,
    /// `locale`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub locale: Field<Language>,
    /// `hiredDate`: `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub hired_date: Field<Option<String>>,
    /// `timeZone`: an IANA name.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub time_zone: Field<String>,
    /// `customProperties`, merged per name, values in the API's own shape (facts 5.7);
    /// JSON `null` clears one.
    #[serde(
        skip_serializing_if = "Field::is_absent",
        deserialize_with = "custom_values"
    )]
    pub custom: Field<BTreeMap<String, serde_json::Value>>,
    /// `relations`: up to 10.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub relations: Field<Vec<Relation>>,
    /// `activationDate`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub activation_date: Field<Option<Moment>>,
    /// `employeeNumber`
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub employee_number: Field<Option<String>>,
    /// `leaveOfAbsence`: written through its own calls.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub leave: Field<Option<Leave>>,
}

/// Who suspended a member (facts 5.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SuspendedReason {
    /// An administrator.
    Master,
    /// Failed logins.
    LoginFail,
}

/// The read-only state of a live member (facts 5.1.2, 5.1.6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct MemberFlags {
    /// `isAdministrator`: of the domain.
    pub administrator: bool,
    /// `isPending`: waiting for registration.
    pub pending: bool,
    /// `isSuspended`
    pub suspended: bool,
    /// `suspendedReason`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended_reason: Option<SuspendedReason>,
    /// `isDeleted`: in the seven days of deletion.
    pub deleted: bool,
    /// `isAwaiting`: informational, nothing is decided on it.
    pub awaiting: bool,
    /// `leaveOfAbsence.isLeaveOfAbsence`
    pub on_leave: bool,
}
