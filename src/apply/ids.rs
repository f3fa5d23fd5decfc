use std::collections::HashMap;

use serde_json::Value;

use crate::plan::placeholder::Named;

/// The ids of what the run created.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids(HashMap<(String, String), Vec<Created>>);

/// What was created under a kind and key: its domain, where it is known, and its id.
type Created = (Option<i64>, String);

impl Ids {
    /// Remembers a created object. Keys of ranks are unique within a domain only, so the
    /// domain is remembered beside them.
    pub fn learn(&mut self, kind: &str, key: &str, domain: Option<i64>, id: &str) {
        self.0
            .entry((kind.to_owned(), key.to_owned()))
            .or_default()
            .push((domain, id.to_owned()));
    }

    /// The id a placeholder stands for.
    pub fn of(&self, named: &Named) -> Option<String> {
        let known = self.0.get(&(named.kind.clone(), named.key.clone()))?;
        let fits = |domain: &Option<i64>| match (domain, named.domain) {
            (Some(here), Some(wanted)) => *here == wanted,
            _ => true,
        };
        known
            .iter()
            .rev()
            .find(|(domain, _)| fits(domain))
            .map(|(_, id)| id.clone())
    }
}

/// The property of an answer that holds the id of a kind (facts 5).
pub(super) fn id_property(kind: &str) -> Option<&'static str> {
    match kind {
        "org" => Some("orgUnitId"),
        "member" => Some("userId"),
        "group" => Some("groupId"),
        "level" => Some("levelId"),
        "position" => Some("positionId"),
        "userType" => Some("userTypeId"),
        _ => None,
    }
}

/// The id in the answer to a create.
pub(super) fn id_in(kind: &str, body: Option<&Value>) -> Option<String> {
    body?
        .get(id_property(kind)?)?
        .as_str()
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
}

/// The domain an object or a request body says it is in.
pub(super) fn domain_in(body: Option<&Value>) -> Option<i64> {
    body?.get("domainId")?.as_i64()
}
