//! Groups with members of other companies (facts 5.3.1, 9.3). No call reads, writes or
//! removes one; all that can be noticed is that a name or key is taken (facts 11 #61).

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::directory::{DomainId, Key};

use super::{Mark, Refusal, reasons};

/// One external group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExternalGroup {
    /// The domain whose storage it uses.
    pub domain: DomainId,
    /// Its name, taken in the domain whatever the case.
    pub name: String,
    /// Its external key, taken in the tenant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
}

/// The external groups of a tenant, in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<ExternalGroup>", into = "Vec<ExternalGroup>")]
pub struct ExternalGroups {
    groups: Vec<ExternalGroup>,
    names: HashSet<(DomainId, String)>,
    keys: HashSet<Key>,
}

impl ExternalGroups {
    /// Every one of them.
    pub fn iter(&self) -> impl Iterator<Item = &ExternalGroup> {
        self.groups.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Adds one. Whether its name and key are free is for the caller to see.
    pub fn add(&mut self, group: ExternalGroup) {
        self.names.insert((group.domain, group.name.to_lowercase()));
        self.keys.extend(group.key.clone());
        self.groups.push(group);
    }

    /// Refuses a group's name that one of them has.
    ///
    /// # Errors
    /// 409, `takenOutOfSight` (facts 5.3.2, 11 #61).
    pub fn name_free(&self, domain: DomainId, name: &str) -> Result<(), Refusal> {
        if self.names.contains(&(domain, name.to_lowercase())) {
            return Err(taken(name));
        }
        Ok(())
    }

    /// Refuses a group's external key that one of them has.
    ///
    /// # Errors
    /// As [`ExternalGroups::name_free`].
    pub fn key_free(&self, key: &Key) -> Result<(), Refusal> {
        if self.keys.contains(key) {
            return Err(taken(key.as_str()));
        }
        Ok(())
    }
}

impl From<Vec<ExternalGroup>> for ExternalGroups {
    fn from(groups: Vec<ExternalGroup>) -> ExternalGroups {
        let mut all = ExternalGroups::default();
        for group in groups {
            all.add(group);
        }
        all
    }
}

impl From<ExternalGroups> for Vec<ExternalGroup> {
    fn from(all: ExternalGroups) -> Vec<ExternalGroup> {
        all.groups
    }
}

fn taken(value: &str) -> Refusal {
    Refusal::new(409, reasons::TAKEN_OUT_OF_SIGHT, "11 #61", Mark::E).with("value", value)
}
