//! Tokens that show a part of a member alone: `user.email.read`, `user.profile.read`
//! (facts 2.5). Which properties they show is written nowhere: these are taken.

use serde_json::{Map, Value};

use crate::world::Method;
use crate::world::call::Reply;
use crate::world::route::Operation;

/// The scopes, and what of a member each shows.
const SCOPES: [(&str, &[&str]); 2] = [
    ("user.email.read", &["domainId", "userId", "email"]),
    (
        "user.profile.read",
        &["domainId", "userId", "userName", "i18nNames", "nickName"],
    ),
];

/// How much of an answer a token lets its bearer see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Whole,
    /// These properties of every member.
    Properties(Vec<&'static str>),
}

/// What the minimal scopes among these show by an operation; `None` where they do not
/// allow it.
pub fn sight(operation: Operation, scopes: &[String]) -> Option<Sight> {
    let reads_members =
        operation.method == Method::Get && matches!(operation.template, "/users" | "/users/{}");
    let shown: Vec<&'static str> = SCOPES
        .iter()
        .filter(|(scope, _)| reads_members && scopes.iter().any(|held| held == scope))
        .flat_map(|(_, properties)| properties.iter().copied())
        .collect();
    (!shown.is_empty()).then_some(Sight::Properties(shown))
}

impl Sight {
    /// The answer as far as it may be seen.
    pub fn of(&self, mut reply: Reply) -> Reply {
        let Sight::Properties(shown) = self else {
            return reply;
        };
        let narrow = |member: &mut Map<String, Value>| {
            member.retain(|name, _| shown.contains(&name.as_str()));
        };
        if let Some(Value::Object(body)) = &mut reply.body {
            match body.get_mut("users") {
                Some(Value::Array(members)) => members
                    .iter_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(narrow),
                _ => narrow(body),
            }
        }
        reply
    }
}
