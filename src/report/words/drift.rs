//! The words of drift: its kinds, who could have changed what (facts 6), and what is
//! settling (facts 7).

use jiff::Timestamp;

use crate::report::drift::{DriftKind, Who};

/// Above what an apply wrote and the service does not show yet.
pub const SETTLING: &str = "Settling: an apply wrote this in the last minutes, and the service may still show what was before. No drift yet.";
/// Above the areas.
pub const WHO: &str = "Who could have changed it, by the sync switches as declared";

/// A kind of drift, as `--fail-on` has it.
pub fn kind(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::Removed => "removed",
        DriftKind::Added => "added",
        DriftKind::Changed => "changed",
        DriftKind::Moved => "moved",
        DriftKind::State => "state",
        DriftKind::Unkeyed => "unkeyed",
    }
}

/// How a switch stands, and who can change what it is about.
pub fn who(who: &Who) -> String {
    let switch = super::checklist::SWITCHES
        .iter()
        .find(|words| words.name == who.switch)
        .map_or(who.switch, |words| words.console);
    let stands = match who.on {
        Some(true) => format!("{switch} is on"),
        Some(false) => format!("{switch} is off"),
        None => format!("how {switch} stands is not declared"),
    };
    let people: Vec<&str> = who
        .who
        .iter()
        .map(|code| match *code {
            "administrators" => "administrators in the console",
            "members" => "members in their own profile",
            "masters" => "masters of the group",
            "otherApps" => "other apps by API",
            other => other,
        })
        .collect();
    let only = if people.len() == 1 { " only" } else { "" };
    format!("{stands}: {}{only}", people.join(", "))
}

/// How much drifted in which way.
pub fn counts(counts: &str) -> String {
    format!("By kind: {counts}.")
}

/// What drifted and was not asked to fail on.
pub fn not_failing(counts: &str) -> String {
    format!("Not asked to fail on: {counts}.")
}

/// The fingerprint.
pub fn fingerprint(fingerprint: &str) -> String {
    format!("Fingerprint {fingerprint}")
}

/// The drift that was reported before.
pub fn same(counts: &str, at: Timestamp, fingerprint: &str) -> String {
    format!("The same drift as reported at {at}: {counts} ({fingerprint}).")
}
