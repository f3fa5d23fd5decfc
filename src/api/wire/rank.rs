use serde::Deserialize;
use serde_json::Value;

use super::super::error::Unreadable;
use super::{I18nName, Maybe, read};
use crate::directory::RankKind;

/// A level, position or user type (facts 5.4 to 5.6): alike but for the prefix of four
/// property names, which [`rank`] takes off.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rank {
    /// `levelId`, ...
    pub id: String,
    /// `domainId`
    #[serde(default)]
    pub domain_id: Maybe<i32>,
    /// `levelExternalKey`, ...
    #[serde(default)]
    pub external_key: Maybe<String>,
    /// `levelName`, ...
    #[serde(default)]
    pub name: Maybe<String>,
    /// `displayOrder`
    #[serde(default)]
    pub display_order: Maybe<i64>,
    /// `i18nNames`
    #[serde(default, rename = "i18nNames")]
    pub i18n_names: Maybe<Vec<I18nName>>,
    /// `executive`: levels only.
    #[serde(default)]
    pub executive: Maybe<bool>,
    /// `userTypeCode`: user types only.
    #[serde(default)]
    pub code: Maybe<String>,
}

/// Reads a level, position or user type.
///
/// # Errors
/// What does not fit.
pub fn rank(kind: RankKind, value: Value) -> Result<Rank, Unreadable> {
    let Value::Object(object) = value else {
        return Err(Unreadable::Shape("an object".to_owned()));
    };
    let prefix = kind.prefix();
    let plain = object
        .into_iter()
        .filter_map(|(name, value)| {
            let name = match name.strip_prefix(prefix) {
                Some("Id") => "id",
                Some("Name") => "name",
                Some("ExternalKey") => "externalKey",
                Some("Code") => "code",
                _ if ["domainId", "displayOrder", "i18nNames", "executive"]
                    .contains(&name.as_str()) =>
                {
                    name.as_str()
                }
                _ => return None,
            };
            Some((name.to_owned(), value))
        })
        .collect();
    read(Value::Object(plain))
}
