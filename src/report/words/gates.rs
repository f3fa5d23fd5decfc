//! The words of gates: what a limit is about, that it is exceeded, and what lets it pass.

use super::phrases::{count, kind, kinds, number};
use crate::directory::{Gated, Kind};
use crate::plan::{Gate, Verdict};

/// A limit that is exceeded: refused, or allowed by name and number.
pub fn exceeded(gate: &Gate) -> String {
    let gated = Gated::from_name(&gate.action);
    let of = number(gate.of as usize);
    let objects = || {
        let many = gate.count as usize;
        count(many, kind(&gate.kind), &kinds(&gate.kind))
    };
    let what = match gated {
        Some(Gated::Remove) => format!("{} to remove of {of}", objects()),
        Some(Gated::Suspend) => format!("{} to suspend of {of}", objects()),
        Some(Gated::LoseMembers) => {
            let lost = count(gate.count as usize, "membership", "memberships");
            format!("{lost} of {} to take away of {of}", kinds(&gate.kind))
        }
        Some(Gated::Move) => format!("{} to move of {of}", objects()),
        Some(Gated::Invite) => format!("{} to invite by mail beside {of}", objects()),
        Some(Gated::Change) => format!("{} to change of {of}", objects()),
        Some(Gated::Shrink) => format!("{} of {of} not declared any more", objects()),
        None => format!("{} {} of {of}", objects(), gate.action),
    };
    let rule = match gated {
        Some(Gated::Shrink) => "a configuration declares at least half of what is live".to_owned(),
        _ => {
            let ceilings = [
                gate.max.map(|max| format!("{max} at most")),
                gate.percent.map(|percent| format!("{percent}% at most")),
            ];
            let ceilings: Vec<String> = ceilings.into_iter().flatten().collect();
            format!("policy.limits says {}", ceilings.join(" and "))
        }
    };
    match (gate.verdict, gate.allowed) {
        (Verdict::Ok, Some(allowed)) => {
            format!("limit exceeded and allowed: {what}; {rule}, --allow says {allowed}")
        }
        (Verdict::Ok, None) => format!("limit: {what}; {rule}"),
        (Verdict::Refused, Some(allowed)) => {
            format!("limit exceeded: {what}; {rule}, --allow says {allowed}")
        }
        (Verdict::Refused, None) => {
            // What this version does not know it cannot be told to allow.
            let known = Kind::from_name(&gate.kind).zip(gated);
            let flag = known.map(|(kind, gated)| {
                let (section, action, number) = (kind.section(), gated.name(), gate.count);
                format!("; if that is meant: --allow {section}.{action}={number}")
            });
            format!("limit exceeded: {what}; {rule}{}", flag.unwrap_or_default())
        }
    }
}
