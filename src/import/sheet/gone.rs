//! Posts that a list takes out: what it gives is the whole list of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::rows::Outcome;
use crate::directory::{DeclaredMember, Desired};

/// The posts of a member that are declared and stand in no row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The key of the member.
    pub member: String,
    /// The keys of the orgs.
    pub orgs: Vec<String>,
}

/// The orgs of the posts that are declared, by the key of their member.
#[derive(Clone, Debug, Default)]
pub struct Posts(BTreeMap<String, Vec<String>>);

impl Posts {
    /// Those of a configuration. An org that is referred to otherwise than by its key is in no
    /// list.
    pub fn of(desired: &Desired) -> Posts {
        let of_member = |member: &DeclaredMember| {
            let posts = member.props.posts.known()?.iter();
            let orgs = posts.filter_map(|post| post.org.key().map(ToString::to_string));
            Some((member.declaration.key.to_string(), orgs.collect()))
        };
        Posts(desired.members.iter().filter_map(of_member).collect())
    }

    /// Those of them that a list takes out: of members it gives posts of.
    pub fn gone(&self, outcome: &Outcome) -> Vec<Gone> {
        let mut gone = Vec::new();
        for object in &outcome.objects {
            let key = object.value.get("key").and_then(Value::as_str);
            let listed = object.value.get("posts").and_then(Value::as_array);
            let (Some(key), Some(listed)) = (key, listed) else {
                continue;
            };
            let listed: BTreeSet<&str> = listed
                .iter()
                .filter_map(|post| post.get("org").and_then(Value::as_str))
                .collect();
            let declared = self.0.get(key).into_iter().flatten();
            let orgs: Vec<String> = declared
                .filter(|org| !listed.contains(org.as_str()))
                .cloned()
                .collect();
            if !orgs.is_empty() {
                gone.push(Gone {
                    member: key.to_owned(),
                    orgs,
                });
            }
        }
        gone
    }
}
