//! Ceilings at nothing, one below, exactly and one over.

use meibo::directory::{Field, Kind, Limit, Limits, Pattern, Percent};
use meibo::plan::Verdict;

use crate::model::Company;
use crate::run::planned;

/// A company of twenty members that owns them.
fn twenty() -> Company {
    let mut company = Company::empty();
    company.add_org("hq", None, "本社");
    for n in 0..20 {
        company.add_member(&format!("E{n:02}"), "hq");
    }
    company
        .policy
        .owns
        .insert(Kind::Member, vec![Pattern("E*".into())]);
    company
}

fn limits(remove: Limit, change: Limit) -> Limits {
    Limits { remove, change }
}

/// Whether a plan that removes and changes so many passes.
fn passes(limits: &Limits, removed: usize, changed: usize) -> bool {
    let mut after = twenty();
    after.policy.limits.insert(Kind::Member, limits.clone());
    for n in 0..removed {
        after.remove(&format!("E{n:02}"));
    }
    for n in removed..removed + changed {
        after.member(&format!("E{n:02}")).props.task = Field::Known(Some("変更".into()));
    }
    let plan = planned(&twenty().live(), &after);
    plan.gates.iter().all(|gate| gate.verdict == Verdict::Ok)
}

#[test]
fn a_count_holds_up_to_itself() {
    let max = |max| Limit {
        max: Some(max),
        percent: None,
    };
    for (limit, count, fits) in [
        (0, 0, true),
        (0, 1, false),
        (3, 0, true),
        (3, 1, true),
        (3, 3, true),
        (3, 4, false),
    ] {
        let remove = limits(max(limit), Limit::default());
        assert_eq!(passes(&remove, count, 0), fits, "remove {count} of {limit}");
        let change = limits(Limit::default(), max(limit));
        assert_eq!(passes(&change, 0, count), fits, "change {count} of {limit}");
    }
}

#[test]
fn a_share_holds_up_to_itself() {
    let percent = |share| Limit {
        max: None,
        percent: Some(Percent(share)),
    };
    for (share, count, fits) in [
        (0.0, 0, true),
        (0.0, 1, false),
        (10.0, 1, true),
        (10.0, 2, true),
        (10.0, 3, false),
        (12.5, 2, true),
        (12.5, 3, false),
    ] {
        let remove = limits(percent(share), Limit::default());
        assert_eq!(
            passes(&remove, count, 0),
            fits,
            "remove {count} at {share}%"
        );
        let change = limits(Limit::default(), percent(share));
        assert_eq!(
            passes(&change, 0, count),
            fits,
            "change {count} at {share}%"
        );
    }
}

#[test]
fn removals_and_changes_are_counted_apart() {
    let one = Limit {
        max: Some(1),
        percent: None,
    };
    assert!(passes(&limits(one, one), 1, 1));
    assert!(!passes(&limits(one, one), 2, 0));
}

#[test]
fn a_share_does_not_count_below_ten_objects() {
    let mut before = Company::small();
    before
        .policy
        .owns
        .insert(Kind::Member, vec![Pattern("E*".into())]);
    let remove = Limit {
        max: None,
        percent: Some(Percent(1.0)),
    };
    before
        .policy
        .limits
        .insert(Kind::Member, limits(remove, Limit::default()));
    let mut after = before.clone();
    after.remove("E3");
    let plan = planned(&before.live(), &after);
    assert!(
        plan.gates.iter().all(|gate| gate.verdict == Verdict::Ok),
        "{:?}",
        plan.gates
    );
}
