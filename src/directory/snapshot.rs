use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Directory, digest};

/// The version of the saved form of a [`Snapshot`]; another is refused.
pub const SNAPSHOT_FORMAT: u32 = 1;

/// What was read of a live tenant, and when: what `pull` saves and `plan --live` reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// [`SNAPSHOT_FORMAT`]
    pub format_version: u32,
    /// `tenant.key` of the configuration it was read for: a snapshot of another is refused.
    pub tenant: String,
    /// When the first read was sent.
    #[schemars(with = "String")]
    pub read_at: Timestamp,
    /// What was read.
    pub directory: Directory,
}

impl Snapshot {
    /// The same with every kind in the order of its ids, whatever order it was read in;
    /// itself, where it is in that order.
    #[must_use]
    pub fn sorted(&self) -> Cow<'_, Snapshot> {
        let Directory {
            domains: _,
            ranks,
            orgs,
            members,
            groups,
        } = &self.directory;
        if ranks.keys().is_sorted()
            && orgs.keys().is_sorted()
            && members.keys().is_sorted()
            && groups.keys().is_sorted()
        {
            return Cow::Borrowed(self);
        }
        let mut sorted = self.clone();
        let Directory {
            domains: _,
            ranks,
            orgs,
            members,
            groups,
        } = &mut sorted.directory;
        ranks.sort_unstable_keys();
        orgs.sort_unstable_keys();
        members.sort_unstable_keys();
        groups.sort_unstable_keys();
        Cow::Owned(sorted)
    }

    /// `sha256:...` over what was read, not over when nor in which order.
    pub fn fingerprint(&self) -> String {
        digest(&self.sorted().directory)
            .expect("a directory has string keys only and its fields skip what is absent")
    }
}
