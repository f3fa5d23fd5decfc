use std::borrow::Cow;
use std::collections::BTreeMap;
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
    pub limits: Field<Limits>,
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
    /// # Allowed warnings
    /// Warnings of the configuration, a plan or reading the tenant that are meant, by code,
    /// each with its reason: they are counted, and not printed. `meibo explain` lists the
    /// codes.
    #[serde(default)]
    pub allow: Field<AllowedWarnings>,
}

/// Reasons by problem code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct AllowedWarnings(pub BTreeMap<String, String>);

impl JsonSchema for AllowedWarnings {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "AllowedWarnings".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "additionalProperties": {
                "title": "Reason",
                "description": "Why the warning is meant to stay.",
                "type": "string", "minLength": 1, "maxLength": 300,
                "pattern": rule::ANY_NAME.pattern,
                "patternErrorMessage": rule::ANY_NAME.message,
            },
        })
    }
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

/// The ceilings of each section.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limits {
    /// # Levels
    #[serde(default)]
    pub levels: Field<RankLimits>,
    /// # Positions
    #[serde(default)]
    pub positions: Field<RankLimits>,
    /// # User types
    #[serde(default)]
    pub user_types: Field<RankLimits>,
    /// # Orgs
    #[serde(default)]
    pub orgs: Field<OrgLimits>,
    /// # Members
    #[serde(default)]
    pub members: Field<MemberLimits>,
    /// # Groups
    #[serde(default)]
    pub groups: Field<GroupLimits>,
}

/// # Limits of levels, positions or user types
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RankLimits {
    /// # Removals
    #[serde(default)]
    pub remove: Field<Limit>,
    /// # Changes
    /// Any other change of a live one.
    #[serde(default)]
    pub change: Field<Limit>,
}

/// # Limits of orgs
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrgLimits {
    /// # Removals
    /// Each org of a subtree that goes counts.
    #[serde(default)]
    pub remove: Field<Limit>,
    /// # Lost posts
    /// Posts that members lose while they and the org stay. The share is of all posts in live
    /// owned orgs.
    #[serde(default)]
    pub lose_members: Field<Limit>,
    /// # Moves
    /// Orgs that get another parent.
    #[serde(default)]
    pub r#move: Field<Limit>,
    /// # Changes
    /// Any other change of a live org, moves included.
    #[serde(default)]
    pub change: Field<Limit>,
}

/// # Limits of members
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MemberLimits {
    /// # Removals
    /// Whether they are suspended, deleted or erased.
    #[serde(default)]
    pub remove: Field<Limit>,
    /// # Suspensions
    /// By removal, or by `state: suspended`.
    #[serde(default)]
    pub suspend: Field<Limit>,
    /// # Moves
    /// Members that get another primary domain.
    #[serde(default)]
    pub r#move: Field<Limit>,
    /// # Invitations
    /// New members to whom an invitation is mailed.
    #[serde(default)]
    pub invite: Field<Limit>,
    /// # Changes
    /// Any other change of a live member, moves and `state: suspended` included.
    #[serde(default)]
    pub change: Field<Limit>,
}

/// # Limits of groups
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupLimits {
    /// # Removals
    #[serde(default)]
    pub remove: Field<Limit>,
    /// # Lost entries
    /// Members, orgs and groups taken out of a group while they and the group stay. The share
    /// is of all entries of live owned groups.
    #[serde(default)]
    pub lose_members: Field<Limit>,
    /// # Changes
    /// Any other change of a live group.
    #[serde(default)]
    pub change: Field<Limit>,
}

/// # Limit
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limit {
    /// # Count
    /// At most so many.
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
