use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::directory::Id;

/// The photos of a tenant by the member or contact they show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Photos {
    /// Files that were told of and have not arrived: one for each owner, the last.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub awaited: BTreeMap<Id, Awaited>,
    /// Files that arrived.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub held: BTreeMap<Id, Photo>,
}

/// A file that was told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Awaited {
    /// `fileName`
    pub name: String,
    /// `fileSize`, bytes.
    pub size: u64,
    /// Which of all uploads it is.
    pub number: u64,
}

/// A file that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// `fileName`
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes in hexadecimal: the name they are kept under.
    pub digest: String,
}

/// A file came to the upload host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileArrived {
    /// The last segment of the address it was sent to, percent-decoded.
    pub ticket: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes in hexadecimal.
    pub digest: String,
}

impl Photos {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.awaited.is_empty() && self.held.is_empty()
    }

    /// An owner is gone for good.
    pub fn forget(&mut self, owner: &Id) {
        self.awaited.remove(owner);
        self.held.remove(owner);
    }

    /// The file that is awaited under a ticket, with its owner.
    pub fn awaited_under(&self, ticket: &str) -> Option<(&Id, &Awaited)> {
        let (number, owner) = ticket.split_once('-')?;
        let (owner, awaited) = self.awaited.get_key_value(owner)?;
        (awaited.number.to_string() == number).then_some((owner, awaited))
    }
}

/// The last segment of the address a file is to be sent to.
pub fn ticket(owner: &Id, number: u64) -> String {
    format!("{number}-{owner}")
}
