//! The shapes of the service's answers (facts 5, 10), read with tolerance: a property may
//! be missing, null or unknown. Missing and null are kept apart, because a property that
//! is missing is hidden by the tenant's "manage items" (facts 5.1.8).

mod external_key;
mod group;
mod org;
mod rank;
mod read;
#[cfg(test)]
mod tests;
mod user;

use serde::Deserialize;

use crate::directory::Field;

pub use external_key::{ExternalKey, FoundKey};
pub use group::{Administrator, Group, GroupMember};
pub use org::Org;
pub use rank::{Rank, rank};
pub use read::read;
pub use user::{
    I18nPersonName, LeaveOfAbsence, Messenger, OrgUnit, Organization, Relation, User, UserName,
};

/// A property that may be missing and may be null.
pub type Maybe<T> = Field<Option<T>>;

/// One entry of `i18nNames` of orgs and ranks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct I18nName {
    /// `language`
    pub language: Maybe<String>,
    /// `name`
    pub name: Maybe<String>,
}

/// One entry of a list of users that may use an address.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AllowedUser {
    /// `userId`
    pub user_id: Maybe<String>,
}
