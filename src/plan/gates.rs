//! What a plan may do: every ceiling and how the plan stands against it.
//!
//! How one action counts for several gates is written at [`Gated`], how each is counted in
//! `tally`.

mod tally;

use std::collections::BTreeMap;

use super::action::Graph;
use super::build::Context;
use super::{Gate, Verdict};
use crate::directory::{Gated, Kind, Limit, Percent};

use tally::Tally;
pub use tally::orgs_going;

/// What `--allow` says: how many may be, whatever the ceilings are.
pub type Allowed = BTreeMap<(Kind, Gated), u32>;

/// Every ceiling of the policy and how the actions stand against it; and where the
/// configuration declares under half of the live owned objects of a kind, that.
pub fn gates(context: &Context<'_>, graph: &Graph, allowed: &Allowed) -> Vec<Gate> {
    let tally = Tally::of(context, graph);
    let mut gates = Vec::new();
    for kind in Kind::ALL {
        for gated in Gated::ALL.into_iter().filter(|it| it.concerns(kind)) {
            let limit = limit(context, kind, gated);
            if limit == Limit::default() {
                continue;
            }
            let (count, of) = (tally.count(kind, gated), tally.of_all(kind, gated));
            let allowed = allowed.get(&(kind, gated)).copied();
            let gate = gate((kind, gated), (count, of), limit, allowed);
            // Half of everything is no setting: it is told of where it is exceeded.
            if gated != Gated::Shrink || gate.is_exceeded() {
                gates.push(gate);
            }
        }
    }
    gates
}

fn limit(context: &Context<'_>, kind: Kind, gated: Gated) -> Limit {
    if gated == Gated::Shrink {
        return Limit {
            max: None,
            percent: Some(Percent(50.0)),
        };
    }
    let limits = context.desired.policy.limits.get(&kind);
    limits.map(|limits| limits.of(gated)).unwrap_or_default()
}

fn gate(
    (kind, gated): (Kind, Gated),
    (count, of): (u32, u32),
    limit: Limit,
    allowed: Option<u32>,
) -> Gate {
    let Limit { max, percent } = limit;
    let mut gate = Gate {
        kind: kind.name().to_owned(),
        action: gated.name().to_owned(),
        count,
        of,
        max,
        percent: percent.map(|Percent(percent)| percent),
        allowed,
        verdict: Verdict::Ok,
    };
    if gate.is_exceeded() && allowed.is_none_or(|allowed| count > allowed) {
        gate.verdict = Verdict::Refused;
    }
    gate
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(
        gated: Gated,
        numbers: (u32, u32),
        max: Option<u32>,
        percent: Option<f64>,
        allowed: Option<u32>,
    ) -> Verdict {
        let limit = Limit {
            max,
            percent: percent.map(Percent),
        };
        gate((Kind::Member, gated), numbers, limit, allowed).verdict
    }

    #[test]
    fn ceilings_by_count_and_by_percentage() {
        let verdict =
            |count, of, max, percent| verdict(Gated::Remove, (count, of), max, percent, None);
        assert_eq!(verdict(0, 100, Some(0), None), Verdict::Ok);
        assert_eq!(verdict(1, 100, Some(0), None), Verdict::Refused);
        assert_eq!(verdict(5, 100, Some(5), None), Verdict::Ok);
        assert_eq!(verdict(6, 100, Some(5), None), Verdict::Refused);
        assert_eq!(verdict(2, 100, None, Some(2.0)), Verdict::Ok);
        assert_eq!(verdict(3, 100, None, Some(2.0)), Verdict::Refused);
        // Below ten live objects a percentage says nothing.
        assert_eq!(verdict(9, 9, None, Some(2.0)), Verdict::Ok);
        assert_eq!(verdict(9, 10, None, Some(2.0)), Verdict::Refused);
        assert_eq!(verdict(5, 0, None, Some(0.0)), Verdict::Ok);
    }

    #[test]
    fn an_allowance_holds_up_to_its_number_and_forbids_nothing() {
        let verdict = |count, allowed| {
            let ceiling = (Some(5), Some(2.0));
            verdict(
                Gated::Remove,
                (count, 1000),
                ceiling.0,
                ceiling.1,
                Some(allowed),
            )
        };
        assert_eq!(verdict(12, 12), Verdict::Ok);
        assert_eq!(verdict(13, 12), Verdict::Refused);
        assert_eq!(verdict(5, 0), Verdict::Ok);
        assert_eq!(verdict(6, 0), Verdict::Refused);
    }

    #[test]
    fn half_counts_however_few_there_are() {
        let verdict = |count, of| verdict(Gated::Shrink, (count, of), None, Some(50.0), None);
        for (count, of, wanted) in [
            (0, 0, Verdict::Ok),
            (0, 1, Verdict::Ok),
            (1, 1, Verdict::Refused),
            (1, 2, Verdict::Ok),
            (1, 3, Verdict::Ok),
            (2, 3, Verdict::Refused),
            (50, 100, Verdict::Ok),
            (51, 100, Verdict::Refused),
        ] {
            assert_eq!(verdict(count, of), wanted, "{count} of {of}");
        }
    }
}
