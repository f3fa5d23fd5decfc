//! The custom properties of every domain.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::directory::DomainId;

use super::definition::Definition;

/// Definitions by domain, in the order they were made; at most fifty of each, so that a
/// walk over them is short. No entry: they were not read, and nothing is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Definitions {
    domains: BTreeMap<DomainId, Vec<Definition>>,
}

impl Definitions {
    /// Whether nothing is known of any domain.
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }

    /// The definitions of a domain; `None` where they are not known.
    pub fn of(&self, domain: DomainId) -> Option<&[Definition]> {
        self.domains.get(&domain).map(Vec::as_slice)
    }

    /// The definition of an id in any domain, else of a name in this one.
    pub fn find(&self, domain: DomainId, text: &str) -> Option<(DomainId, &Definition)> {
        let by_id = self.domains.iter().find_map(|(domain, list)| {
            let found = list.iter().find(|held| held.id.as_str() == text)?;
            Some((*domain, found))
        });
        by_id.or_else(|| {
            let found = self.of(domain)?.iter().find(|held| held.name == text)?;
            Some((domain, found))
        })
    }

    /// Adds a definition, or replaces the one of its id.
    pub(super) fn put(&mut self, domain: DomainId, definition: Definition) {
        let list = self.domains.entry(domain).or_default();
        match list.iter_mut().find(|held| held.id == definition.id) {
            Some(held) => *held = definition,
            None => list.push(definition),
        }
    }

    /// Removes a definition. The domain's stay known, even if there are none left.
    pub(super) fn remove(&mut self, domain: DomainId, name: &str) {
        if let Some(list) = self.domains.get_mut(&domain) {
            list.retain(|held| held.name != name);
        }
    }
}
