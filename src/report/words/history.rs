//! The fixed words of what journals say.

use super::phrases::count;
use crate::report::history::Standing;

/// No run was kept.
pub const NO_RUNS: &str =
    "No run is kept here: nothing was applied, or it was applied from somewhere else.";
/// What became of a step.
pub const DONE: &str = "done";
/// The same.
pub const REFUSED: &str = "refused";
/// The same.
pub const UNKNOWN: &str = "not known whether it was done";
/// The same.
pub const NOT_SENT: &str = "not sent";
/// Heads the limits that were lifted.
pub const ALLOWED: &str = "Limits that were lifted";
/// Heads what others changed meanwhile.
pub const SEEN: &str = "Changed by others meanwhile";
/// The journal ends in a line that was cut off.
pub const TORN: &str =
    "The journal ends in a line that was cut off: the run was killed while it was written.";

/// How a run stands.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Complete => "complete",
        Standing::Partial => "partial",
        Standing::Stopped => "stopped",
        Standing::Abandoned => "abandoned",
        Standing::Open => "open",
    }
}

/// Who ran it.
pub fn by(user: &str, host: &str, commit: Option<&str>, uncommitted: bool) -> String {
    let mut text = format!("{user} on {host}");
    if let Some(commit) = commit {
        let short: String = commit.chars().take(12).collect();
        text.push_str(&format!(", commit {short}"));
    }
    if uncommitted {
        text.push_str(" with changes that were not committed");
    }
    text
}

/// The run that one takes back.
pub fn takes_back(run: &str) -> String {
    format!(", takes back {run}")
}

/// The head of a run: how far it came.
pub fn came(done: usize, steps: usize, how: Standing) -> String {
    let of = count(steps, "step", "steps");
    format!("{}: {done} of {of} done", standing(how))
}

/// When and by whom a run was taken up again.
pub fn resumed(at: &str, by: &str) -> String {
    format!("taken up again {at} by {by}")
}

/// How often a call was sent, where more than once.
pub fn attempts(attempts: u32) -> String {
    format!("sent {attempts} times")
}

/// A limit that was lifted: how many were allowed, and how many there were.
pub fn allowed(kind: &str, action: &str, allowed: u32, count: u32) -> String {
    format!("{kind} {action}: {count}, allowed {allowed}")
}

/// How many runs are not listed.
pub fn older(limit: usize) -> String {
    format!("Only the last {limit} are listed: --limit N lists more.")
}
