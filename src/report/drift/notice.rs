use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::difference::{Difference, DriftKind, differences, fingerprint};
use super::settling::{Shown, Write, split};
use super::who::{Who, who};
use crate::directory::Desired;
use crate::plan::Plan;
use jiff::Timestamp;

/// What `meibo drift` has to say.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// `sha256:…` of what drifted, however often and in whatever order it is looked at;
    /// null where nothing did.
    pub fingerprint: Option<String>,
    /// Objects that drifted, by the way they did.
    pub counts: BTreeMap<DriftKind, usize>,
    /// Whether any of it is of a kind that was asked to fail on.
    pub fails: bool,
    /// When the same drift was reported before, where it was.
    pub reported_at: Option<Timestamp>,
    /// What drifted.
    pub differences: Vec<Difference>,
    /// What an apply wrote a short while ago and does not show yet: no drift.
    pub settling: Vec<Difference>,
    /// Who could have changed what drifted.
    pub could_have_changed: Vec<Who>,
}

/// Judges a plan as drift; gives with it the plan without the steps that are only about
/// what is settling. `fail_on`: the kinds of drift that count, none for all. Of
/// recent writes it is said which objects read by id as written.
pub fn reported(
    plan: &Plan,
    desired: &Desired,
    (recent, shown): (&[Write], &Shown),
    now: Timestamp,
    fail_on: &[DriftKind],
) -> (Notice, Plan) {
    let (drifted, settling) = split(differences(plan), recent, shown, now);
    let mut counts = BTreeMap::new();
    for one in &drifted {
        *counts.entry(one.drift).or_default() += 1;
    }
    let fails = drifted
        .iter()
        .any(|one| fail_on.is_empty() || fail_on.contains(&one.drift));
    let plan = without(plan, &drifted, &settling);
    let notice = Notice {
        fingerprint: fingerprint(&drifted),
        counts,
        fails,
        reported_at: None,
        could_have_changed: who(desired, &drifted),
        differences: drifted,
        settling,
    };
    (notice, plan)
}

/// The plan without the steps that only mend what is settling.
fn without(plan: &Plan, drifted: &[Difference], settling: &[Difference]) -> Plan {
    let mut shown = plan.clone();
    if settling.is_empty() {
        return shown;
    }
    let about = |all: &[Difference]| -> BTreeSet<u32> {
        all.iter().flat_map(|one| one.steps.clone()).collect()
    };
    let (kept, left) = (about(drifted), about(settling));
    let objects: BTreeSet<(&str, &str)> = drifted
        .iter()
        .map(|one| (one.kind.as_str(), one.key.as_str()))
        .collect();
    // A step that is in neither serves an object on its way.
    shown.steps.retain(|step| {
        kept.contains(&step.n)
            || (!left.contains(&step.n)
                && objects.contains(&(step.kind.as_str(), step.key.as_str())))
    });
    let is = |kinds: &[DriftKind]| {
        let objects: BTreeSet<(&str, &str)> = drifted
            .iter()
            .filter(|one| kinds.contains(&one.drift))
            .map(|one| (one.kind.as_str(), one.key.as_str()))
            .collect();
        u32::try_from(objects.len()).unwrap_or(u32::MAX)
    };
    shown.summary.create = is(&[DriftKind::Removed]);
    shown.summary.delete = is(&[DriftKind::Added]);
    shown.summary.r#move = is(&[DriftKind::Moved]);
    shown.summary.update = is(&[DriftKind::Changed, DriftKind::State, DriftKind::Unkeyed]);
    shown.summary.calls = u32::try_from(shown.steps.len()).unwrap_or(u32::MAX);
    shown
}
