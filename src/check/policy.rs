use std::collections::HashSet;

use super::codes;
use super::index::Index;
use super::place::{section, within};
use crate::directory::{Gated, Key, Kind, Limit, WantedState};
use crate::source::Problem;

/// What is protected is not asked to go, and exists (a kind without a section may be
/// protected all the same).
pub(super) fn protected_stay(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let desired = index.desired;
    let declared: HashSet<(Kind, &Key)> = index
        .declarations()
        .map(|(kind, declaration)| (kind, &declaration.key))
        .collect();
    for (kind, keys) in &desired.policy.protect {
        for key in keys {
            if index.speaks_of(*kind) && !declared.contains(&(*kind, key)) {
                problems.push(
                    Problem::warning(codes::PROTECTS_NOTHING)
                        .with("kind", kind)
                        .with("key", key)
                        .at(section(format!("/policy/protect/{}", kind.section()))),
                );
            }
        }
    }
    for member in &desired.members {
        let declaration = &member.declaration;
        if member.state == WantedState::Deleted
            && desired.policy.protects(Kind::Member, &declaration.key)
        {
            problems.push(
                Problem::error(codes::PROTECTED_DELETED)
                    .with("key", &declaration.key)
                    .at(within(Kind::Member, declaration, format_args!("/state"))),
            );
        }
    }
}

/// Shares are between 0 and 100 percent.
pub(super) fn limits_are_shares(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for (kind, limits) in &index.desired.policy.limits {
        for gated in Gated::ALL {
            let Limit { max: _, percent } = limits.of(gated);
            let action = gated.name();
            if let Some(percent) = percent
                && !(0.0..=100.0).contains(&percent.0)
            {
                problems.push(
                    Problem::error(codes::PERCENT_OUT_OF_RANGE)
                        .with("percent", percent.0)
                        .at(section(format!(
                            "/policy/limits/{}/{action}/percent",
                            kind.section()
                        ))),
                );
            }
        }
    }
}

/// What is owned is declared, if only as an empty list: a section that got lost would
/// otherwise read as "remove them all".
pub(super) fn owned_is_declared(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for (kind, patterns) in &index.desired.policy.owns {
        if !patterns.is_empty() && !index.speaks_of(*kind) {
            problems.push(
                Problem::error(codes::OWNS_WITHOUT_SECTION)
                    .with("section", kind.section())
                    .at(section(format!("/policy/owns/{}", kind.section()))),
            );
        }
    }
}
