use serde::Deserialize;
use serde_json::{Map, Value};

use super::Maybe;

/// A user (facts 5.1.2).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// `userId`
    pub user_id: String,
    /// `domainId`
    #[serde(default)]
    pub domain_id: Maybe<i32>,
    /// `userExternalKey`
    #[serde(default)]
    pub user_external_key: Maybe<String>,
    /// `email`
    #[serde(default)]
    pub email: Maybe<String>,
    /// `userName`
    #[serde(default)]
    pub user_name: Maybe<UserName>,
    /// `i18nNames`
    #[serde(default, rename = "i18nNames")]
    pub i18n_names: Maybe<Vec<I18nPersonName>>,
    /// `nickName`
    #[serde(default)]
    pub nick_name: Maybe<String>,
    /// `privateEmail`
    #[serde(default)]
    pub private_email: Maybe<String>,
    /// `aliasEmails`
    #[serde(default)]
    pub alias_emails: Maybe<Vec<String>>,
    /// `userTypeId`
    #[serde(default)]
    pub user_type_id: Maybe<String>,
    /// `searchable`
    #[serde(default)]
    pub searchable: Maybe<bool>,
    /// `organizations`
    #[serde(default)]
    pub organizations: Maybe<Vec<Organization>>,
    /// `telephone`
    #[serde(default)]
    pub telephone: Maybe<String>,
    /// `cellPhone`
    #[serde(default)]
    pub cell_phone: Maybe<String>,
    /// `location`
    #[serde(default)]
    pub location: Maybe<String>,
    /// `task`
    #[serde(default)]
    pub task: Maybe<String>,
    /// `messenger`
    #[serde(default)]
    pub messenger: Maybe<Messenger>,
    /// `birthdayCalendarType`
    #[serde(default)]
    pub birthday_calendar_type: Maybe<String>,
    /// `birthday`
    #[serde(default)]
    pub birthday: Maybe<String>,
    /// `locale`
    #[serde(default)]
    pub locale: Maybe<String>,
    /// `hiredDate`
    #[serde(default)]
    pub hired_date: Maybe<String>,
    /// `timeZone`
    #[serde(default)]
    pub time_zone: Maybe<String>,
    /// `customProperties`
    #[serde(default)]
    pub custom_properties: Maybe<Map<String, Value>>,
    /// `customAttributes`: the other name of the same (facts 11 #71).
    #[serde(default)]
    pub custom_attributes: Maybe<Map<String, Value>>,
    /// `relations`
    #[serde(default)]
    pub relations: Maybe<Vec<Relation>>,
    /// `activationDate`
    #[serde(default)]
    pub activation_date: Maybe<String>,
    /// `employeeNumber`
    #[serde(default)]
    pub employee_number: Maybe<String>,
    /// `leaveOfAbsence`
    #[serde(default)]
    pub leave_of_absence: Maybe<LeaveOfAbsence>,
    /// `isAdministrator`
    #[serde(default)]
    pub is_administrator: Maybe<bool>,
    /// `isPending`
    #[serde(default)]
    pub is_pending: Maybe<bool>,
    /// `isSuspended`
    #[serde(default)]
    pub is_suspended: Maybe<bool>,
    /// `suspendedReason`
    #[serde(default)]
    pub suspended_reason: Maybe<String>,
    /// `isDeleted`
    #[serde(default)]
    pub is_deleted: Maybe<bool>,
    /// `isAwaiting`
    #[serde(default)]
    pub is_awaiting: Maybe<bool>,
}

/// `userName`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct UserName {
    /// `lastName`
    pub last_name: Maybe<String>,
    /// `firstName`
    pub first_name: Maybe<String>,
    /// `phoneticLastName`
    pub phonetic_last_name: Maybe<String>,
    /// `phoneticFirstName`
    pub phonetic_first_name: Maybe<String>,
}

/// One entry of a user's `i18nNames`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct I18nPersonName {
    /// `language`
    pub language: Maybe<String>,
    /// `lastName`
    pub last_name: Maybe<String>,
    /// `firstName`
    pub first_name: Maybe<String>,
}

/// `messenger`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Messenger {
    /// `protocol`
    pub protocol: Maybe<String>,
    /// `customProtocol`
    pub custom_protocol: Maybe<String>,
    /// `messengerId`
    pub messenger_id: Maybe<String>,
}

/// One entry of `relations`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Relation {
    /// `relationUserId`
    pub relation_user_id: Maybe<String>,
    /// `relationName`
    pub relation_name: Maybe<String>,
}

/// `leaveOfAbsence`
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LeaveOfAbsence {
    /// `startTime`
    pub start_time: Maybe<String>,
    /// `endTime`
    pub end_time: Maybe<String>,
    /// `isLeaveOfAbsence`
    pub is_leave_of_absence: Maybe<bool>,
}

/// One entry of `organizations`: a domain.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Organization {
    /// `domainId`
    pub domain_id: Maybe<i32>,
    /// `primary`
    pub primary: Maybe<bool>,
    /// `email`
    pub email: Maybe<String>,
    /// `levelId`
    pub level_id: Maybe<String>,
    /// `orgUnits`
    pub org_units: Maybe<Vec<OrgUnit>>,
}

/// One entry of `organizations[].orgUnits`: a post.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OrgUnit {
    /// `orgUnitId`
    pub org_unit_id: Maybe<String>,
    /// `primary`
    pub primary: Maybe<bool>,
    /// `positionId`
    pub position_id: Maybe<String>,
    /// `isManager`
    pub is_manager: Maybe<bool>,
    /// `visible`
    pub visible: Maybe<bool>,
    /// `useTeamFeature`
    pub use_team_feature: Maybe<bool>,
}
