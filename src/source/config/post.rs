use schemars::JsonSchema;
use serde::Deserialize;

use super::ObjectRef;
use super::text::{LocalKey, LoginEmail};
use crate::directory::Field;

/// # Post
/// A place in an org.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Post {
    /// # Org
    /// The org: a key or `{id: ...}`.
    pub org: ObjectRef,
    /// # Primary
    /// Whether it is the member's main post in this domain: exactly one is; the first where
    /// none says so.
    #[serde(default)]
    pub primary: Field<bool>,
    /// # Position
    /// The position (役職) held there: a key or `{id: ...}`; `null` takes it away.
    #[serde(default)]
    pub position: Field<Option<ObjectRef>>,
    /// # Leader
    /// Whether the member leads the org (組織長). A new leader takes the place of the old one.
    /// `false` for a new post where left out.
    #[serde(default)]
    pub leader: Field<bool>,
    /// # Visible
    /// Whether the org chart shows the member there. `true` for a new post where left out.
    #[serde(default)]
    pub visible: Field<bool>,
    /// # Team features
    /// Whether the member takes part in the org's message room, mail and calendar. `true` for
    /// a new post where left out.
    #[serde(default)]
    pub team_feature: Field<bool>,
}

/// # Posts in another domain
/// A concurrent post (兼職) in another domain of the tenant.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Secondary {
    /// # Domain
    /// Key of the other domain.
    pub domain: LocalKey,
    /// # Address
    /// The member's address there, where it differs (Advanced plan).
    #[serde(default)]
    pub email: Field<LoginEmail>,
    /// # Level
    /// The level (職級) held there: a key or `{id: ...}`; `null` takes it away.
    #[serde(default)]
    pub level: Field<Option<ObjectRef>>,
    /// # Posts
    /// Places in orgs of that domain, up to 30.
    #[serde(default)]
    #[schemars(length(max = 30))]
    pub posts: Field<Vec<Post>>,
}
