use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::Plan;

/// The version of the form of a journal; another is refused.
pub const JOURNAL_FORMAT: u32 = 1;

/// The first line: who does what, with the plan in full. Holds no secret: a plan names
/// them alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// [`JOURNAL_FORMAT`]
    pub format_version: u32,
    /// Name of the run.
    pub run: String,
    /// `tenant.key`
    pub tenant: String,
    /// When it began.
    pub started_at: Timestamp,
    /// Version of meibo.
    pub meibo: String,
    /// Who runs it.
    pub by: By,
    /// The run this one takes back, where it is one of `meibo undo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    /// What is applied. Limits that were lifted stand in its gates.
    pub plan: Plan,
}

/// Who runs an apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct By {
    /// Name of the user.
    pub user: String,
    /// Name of the machine.
    pub host: String,
    /// Number of the process there.
    pub process: u32,
    /// The git commit of the configuration, where it is in a repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Whether the configuration held changes that were not committed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uncommitted: bool,
}

/// Every further line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Line {
    /// A call is about to be sent.
    Intent(Intent),
    /// What became of a step.
    Outcome(Outcome),
    /// The run was taken up again.
    Resumed(Resumed),
    /// Somebody else changed something while the run went on.
    Seen(Seen),
    /// The run came to its end.
    Ended(Ended),
}

/// A call is about to be sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intent {
    /// Number of the step.
    pub n: u32,
    /// Attempt, from 1.
    pub attempt: u32,
    /// When.
    pub at: Timestamp,
    /// Method and path as sent.
    pub call: String,
    /// Objects that the call changes or takes away, as they were when the run began, each
    /// once in a journal: `member/ID` to its form in a snapshot.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replaces: BTreeMap<String, Value>,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// Number of the step.
    pub n: u32,
    /// When.
    pub at: Timestamp,
    /// What became of it.
    pub fate: Fate,
    /// Of a create: the id of what was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the service or the network said, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fate {
    /// Done.
    Done,
    /// Surely not done.
    Refused,
    /// Nobody knows.
    Unknown,
    /// Not sent: something it needs was not done, or somebody changed what it is about.
    NotSent,
}

/// The run was taken up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resumed {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
}

/// Somebody else changed something while the run went on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// When it was seen.
    pub at: Timestamp,
    /// The object: `member/E1`.
    pub object: String,
    /// The property.
    pub property: String,
}

/// The run came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: End,
    /// Steps that are done.
    pub done: usize,
    /// Steps in all.
    pub steps: usize,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum End {
    /// Every step is done.
    Complete,
    /// Every step had its turn, and some were refused: there is nothing to go on with.
    Partial,
    /// On request, or because going on made no sense: what is left can be taken up.
    Stopped,
    /// Given up on request: what is left is not taken up.
    Abandoned,
}
