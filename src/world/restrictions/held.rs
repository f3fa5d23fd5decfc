use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::directory::Id;

/// How far somebody sees (facts 5.2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Range {
    /// Only themselves.
    #[serde(rename = "ONLY_ME")]
    Nobody,
    /// Their own orgs.
    #[serde(rename = "ONLY_MY_ORGUNIT")]
    OwnOrgs,
    /// Their own orgs and those that are listed.
    #[serde(rename = "ONLY_MY_AND_SPECIFIED_ORGUNIT")]
    OwnAndListedOrgs,
}

impl Range {
    /// Every one, as it is spelt in the API.
    pub const ALL: [(Range, &str); 3] = [
        (Range::Nobody, "ONLY_ME"),
        (Range::OwnOrgs, "ONLY_MY_ORGUNIT"),
        (Range::OwnAndListedOrgs, "ONLY_MY_AND_SPECIFIED_ORGUNIT"),
    ];
}

/// One restriction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Restriction {
    /// How far somebody sees.
    pub range: Range,
    /// The orgs that are listed, in the order they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orgs: Vec<SpecifiedOrg>,
}

/// An org that may be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpecifiedOrg {
    /// The org.
    pub org: Id,
    /// Whether those below it may be seen too.
    pub with_subs: bool,
}

/// The restrictions of a tenant by the object they are set on: a member, an org unit or
/// a user type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Restrictions {
    set: BTreeMap<Id, Restriction>,
    /// Derived: which objects' restrictions list an org.
    #[serde(skip)]
    listed_by: BTreeMap<Id, BTreeSet<Id>>,
}

impl Restrictions {
    /// Whether none is set anywhere.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Every one with the object it is set on.
    #[cfg(test)]
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Restriction)> {
        self.set.iter()
    }

    /// That of an object.
    pub fn get(&self, object: &Id) -> Option<&Restriction> {
        self.set.get(object)
    }

    /// Sets that of an object, in place of an earlier one.
    pub fn put(&mut self, object: &Id, restriction: Restriction) {
        self.remove(object);
        for entry in &restriction.orgs {
            let listed = self.listed_by.entry(entry.org.clone()).or_default();
            listed.insert(object.clone());
        }
        self.set.insert(object.clone(), restriction);
    }

    /// Takes that of an object away, if it has one.
    pub fn remove(&mut self, object: &Id) {
        for entry in self.set.remove(object).into_iter().flat_map(|set| set.orgs) {
            if let Some(listed) = self.listed_by.get_mut(&entry.org) {
                listed.remove(object);
                if listed.is_empty() {
                    self.listed_by.remove(&entry.org);
                }
            }
        }
    }

    /// An object is gone: its own restriction goes with it, and where it is an org it
    /// leaves every list.
    pub fn forget(&mut self, object: &Id) {
        self.remove(object);
        for holder in self.listed_by.remove(object).into_iter().flatten() {
            if let Some(restriction) = self.set.get_mut(&holder) {
                restriction.orgs.retain(|entry| entry.org != *object);
            }
        }
    }

    /// Builds what is derived; needed after reading a state from a file only.
    pub fn reindex(&mut self) {
        self.listed_by.clear();
        for (object, restriction) in &self.set {
            for entry in &restriction.orgs {
                let listed = self.listed_by.entry(entry.org.clone()).or_default();
                listed.insert(object.clone());
            }
        }
    }
}
