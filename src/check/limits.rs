use std::collections::BTreeMap;

use super::codes;
use super::index::Index;
use super::place::within;
use crate::directory::{Declaration, DomainId, Kind, Plan, RankKind};
use crate::source::Problem;

/// Levels, positions or user types in a domain (facts 5.5, 11 #65).
const RANKS: usize = 200;

/// Orgs in a domain (facts 5.2.3).
fn most_orgs(plan: Plan) -> usize {
    match plan {
        Plan::Free => 100,
        Plan::Standard | Plan::Advanced => 10_000,
    }
}

/// A domain holds so many orgs, levels, positions and user types. Said once, at the
/// first one too many.
pub(super) fn numbers_hold(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let desired = index.desired;
    let max = most_orgs(desired.tenant.plan);
    let orgs = desired.orgs.iter().map(|org| &org.declaration);
    for (domain, (count, first)) in too_many(orgs, max) {
        problems.push(
            Problem::error(codes::TOO_MANY_ORGS)
                .with("count", count)
                .with("max", max)
                .with("domain", index.domain(domain))
                .at(within(Kind::Org, first, format_args!(""))),
        );
    }
    for kind in RankKind::ALL {
        let ranks = desired
            .ranks
            .iter()
            .filter(|rank| rank.kind == kind)
            .map(|rank| &rank.declaration);
        for (domain, (count, first)) in too_many(ranks, RANKS) {
            // The figure for positions is the guide's; for the others it is assumed.
            let problem = match kind {
                RankKind::Position => Problem::error(codes::TOO_MANY_RANKS),
                RankKind::Level | RankKind::UserType => Problem::warning(codes::TOO_MANY_RANKS),
            };
            let kind = Kind::from(kind);
            problems.push(
                problem
                    .with("section", kind.section())
                    .with("count", count)
                    .with("max", RANKS)
                    .with("domain", index.domain(domain))
                    .at(within(kind, first, format_args!(""))),
            );
        }
    }
}

/// The domains with more than so many, each with the count and the first one too many.
fn too_many<'a>(
    declarations: impl Iterator<Item = &'a Declaration>,
    max: usize,
) -> BTreeMap<DomainId, (usize, &'a Declaration)> {
    let mut counts: BTreeMap<DomainId, (usize, &Declaration)> = BTreeMap::new();
    for declaration in declarations {
        counts
            .entry(declaration.domain)
            .and_modify(|(count, first)| {
                *count += 1;
                if *count == max + 1 {
                    *first = declaration;
                }
            })
            .or_insert((1, declaration));
    }
    counts.retain(|_, (count, _)| *count > max);
    counts
}
