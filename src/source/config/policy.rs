use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use super::choice::{Lists, OrgOrder, PasswordBy, Removal};
use super::rule;
use super::text::ExternalKey;
use crate::directory::Field;

/// # Policy
/// What this configuration may do, and how.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Policy {
    /// # Owned keys
    /// Patterns of the external keys this configuration owns, by section: what is owned, live
    /// and not declared is removed. Without it nothing is ever removed.
    #[serde(default)]
    pub owns: Field<KindMap<OwnedKeys>>,
    /// # Removal
    /// How members are removed.
    #[serde(default)]
    pub removal: Field<RemovalPolicy>,
    /// # Protected objects
    /// Keys of objects that are never removed, by section.
    #[serde(default)]
    pub protect: Field<KindMap<Vec<ExternalKey>>>,
    /// # Limits
    /// Ceilings by section: a plan beyond one of them is refused.
    #[serde(default)]
    pub limits: Field<KindMap<KindLimits>>,
    /// # Unmanaged entries of lists
    /// What happens to posts, group members and the like that name unmanaged objects.
    /// `keepUnmanaged` where left out.
    #[serde(default)]
    pub lists: Field<Lists>,
    /// # Order
    #[serde(default)]
    pub order: Field<Order>,
    /// # New members
    #[serde(default)]
    pub new_members: Field<NewMembers>,
}

/// One value for each section of objects.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(
    rename_all = "camelCase",
    deny_unknown_fields,
    bound(deserialize = "T: Deserialize<'de>")
)]
pub struct KindMap<T> {
    /// # Levels
    #[serde(default)]
    pub levels: Field<T>,
    /// # Positions
    #[serde(default)]
    pub positions: Field<T>,
    /// # User types
    #[serde(default)]
    pub user_types: Field<T>,
    /// # Orgs
    #[serde(default)]
    pub orgs: Field<T>,
    /// # Members
    #[serde(default)]
    pub members: Field<T>,
    /// # Groups
    #[serde(default)]
    pub groups: Field<T>,
}

/// A key pattern or a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedKeys(pub Vec<String>);

impl JsonSchema for OwnedKeys {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "OwnedKeys".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "array"],
            "minLength": 1,
            "maxLength": 100,
            "pattern": rule::KEY_PATTERN.pattern,
            "patternErrorMessage": rule::KEY_PATTERN.message,
            "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 100,
                "pattern": rule::KEY_PATTERN.pattern,
                "patternErrorMessage": rule::KEY_PATTERN.message,
            },
        })
    }
}

impl<'de> Deserialize<'de> for OwnedKeys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;

        impl<'de> Visitor<'de> for OneOrMore {
            type Value = OwnedKeys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key pattern or a list of them")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<OwnedKeys, E> {
                Ok(OwnedKeys(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OwnedKeys, A::Error> {
                let mut patterns = Vec::new();
                while let Some(pattern) = seq.next_element()? {
                    patterns.push(pattern);
                }
                Ok(OwnedKeys(patterns))
            }
        }

        deserializer.deserialize_any(OneOrMore)
    }
}

/// # Removal
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemovalPolicy {
    /// # Members
    /// What removing a member does. `suspend` where left out.
    #[serde(default)]
    pub members: Field<Removal>,
}

/// # Limits of a section
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KindLimits {
    /// # Removals
    #[serde(default)]
    pub remove: Field<Limit>,
    /// # Changes
    /// Any other change of a live object.
    #[serde(default)]
    pub change: Field<Limit>,
}

/// # Limit
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limit {
    /// # Count
    /// At most so many objects.
    #[serde(default)]
    #[schemars(range(max = 1_000_000))]
    pub max: Field<u32>,
    /// # Share
    /// At most so many percent of the live owned objects before the plan; counts from 10
    /// objects up.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub percent: Field<f64>,
}

/// # Order
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Order {
    /// # Orgs
    /// Whether the order of sibling orgs is managed. `managed` where left out.
    #[serde(default)]
    pub orgs: Field<OrgOrder>,
}

/// # New members
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewMembers {
    /// # First password
    /// Who sets it. `member` where left out; a member may say its own.
    #[serde(default)]
    pub password_by: Field<PasswordBy>,
}
