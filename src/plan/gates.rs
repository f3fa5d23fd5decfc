use std::collections::{BTreeMap, BTreeSet};

use super::action::{Act, Graph};
use super::build::{Context, below};
use super::{Gate, Verdict};
use crate::directory::{Kind, Limit, Limits, Percent};

/// Live objects from which a ceiling by percentage counts (design section 2).
const PERCENT_FROM: u32 = 10;

/// Every ceiling of the policy and how the actions stand against it.
pub fn gates(context: &Context<'_>, graph: &Graph) -> Vec<Gate> {
    let owned = owned(context);
    let removed = removed(context, graph);
    let changed = changed(context, graph);
    let mut gates = Vec::new();
    for (kind, limits) in &context.desired.policy.limits {
        let Limits { remove, change } = limits;
        let of = owned.get(kind).copied().unwrap_or(0);
        for (action, limit, counts) in [("remove", remove, &removed), ("change", change, &changed)]
        {
            if *limit == Limit::default() {
                continue;
            }
            gates.push(gate(
                *kind,
                action,
                counts.get(kind).copied().unwrap_or(0),
                of,
                *limit,
            ));
        }
    }
    gates
}

fn gate(kind: Kind, action: &str, count: u32, of: u32, limit: Limit) -> Gate {
    let Limit { max, percent } = limit;
    let over_count = max.is_some_and(|max| count > max);
    let over_share = percent.is_some_and(|Percent(percent)| {
        of >= PERCENT_FROM && f64::from(count) * 100.0 > percent * f64::from(of)
    });
    Gate {
        kind: kind.name().to_owned(),
        action: action.to_owned(),
        count,
        of,
        max,
        percent: percent.map(|Percent(percent)| percent),
        verdict: if over_count || over_share {
            Verdict::Refused
        } else {
            Verdict::Ok
        },
    }
}

/// Live objects that the configuration declares or owns, before the plan.
fn owned(context: &Context<'_>) -> BTreeMap<Kind, u32> {
    let policy = &context.desired.policy;
    let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
    let mut count = |kind: Kind, id, key: Option<&_>| {
        let owned = key.is_some_and(|key| policy.owns(kind, key));
        if owned || context.matches.declared.contains_key(id) {
            *counts.entry(kind).or_default() += 1;
        }
    };
    let live = context.live;
    live.ranks
        .values()
        .for_each(|r| count(r.kind.into(), &r.id, r.key.as_ref()));
    live.orgs
        .values()
        .for_each(|o| count(Kind::Org, &o.id, o.key.as_ref()));
    live.groups
        .values()
        .for_each(|g| count(Kind::Group, &g.id, g.key.as_ref()));
    let members = live.members.values().filter(|m| !m.flags.deleted);
    members.for_each(|m| count(Kind::Member, &m.id, m.key.as_ref()));
    counts
}

fn removed(context: &Context<'_>, graph: &Graph) -> BTreeMap<Kind, u32> {
    let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
    for action in &graph.actions {
        let kind = match &action.act {
            Act::RemoveMember(..) => Kind::Member,
            Act::DeleteGroup(_) => Kind::Group,
            Act::DeleteRank(id) => match context.live.ranks.get(id) {
                Some(rank) => rank.kind.into(),
                None => continue,
            },
            _ => continue,
        };
        *counts.entry(kind).or_default() += 1;
    }
    // One delete of a top takes everything below along: each org counts.
    let orgs = orgs_going(context, graph);
    if orgs > 0 {
        counts.insert(Kind::Org, orgs);
    }
    counts
}

/// Org units that the deletes of a graph take away, those below each top included.
pub fn orgs_going(context: &Context<'_>, graph: &Graph) -> u32 {
    let tops = graph.actions.iter().filter_map(|action| match &action.act {
        Act::DeleteOrg(top) => Some(below(context, top).len()),
        _ => None,
    });
    u32::try_from(tops.sum::<usize>()).unwrap_or(u32::MAX)
}

fn changed(context: &Context<'_>, graph: &Graph) -> BTreeMap<Kind, u32> {
    let mut objects: BTreeSet<(Kind, usize)> = BTreeSet::new();
    for action in &graph.actions {
        let object = match &action.act {
            Act::PatchRank(at) => (context.desired.ranks[*at].kind.into(), *at),
            Act::MoveOrg(at) | Act::PatchOrg(at) => (Kind::Org, *at),
            Act::Undelete(at)
            | Act::Transfer(at)
            | Act::PatchMember(at)
            | Act::Leave(at)
            | Act::Unsuspend(at)
            | Act::Suspend(at) => (Kind::Member, *at),
            Act::PatchGroup(at) | Act::Members(at) => (Kind::Group, *at),
            Act::Keys(kind, entries) => {
                objects.extend(entries.iter().map(|entry| (*kind, entry.at)));
                continue;
            }
            Act::Enable(..)
            | Act::CreateRank(_)
            | Act::DeleteRank(_)
            | Act::CreateOrg(_)
            | Act::DeleteOrg(_)
            | Act::CreateMember(_)
            | Act::Strip(_)
            | Act::RemoveMember(..)
            | Act::CreateGroup(_)
            | Act::DeleteGroup(_)
            | Act::Temporary(..) => continue,
        };
        if context.matched(object.0, object.1).is_some() {
            objects.insert(object);
        }
    }
    let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
    for (kind, _) in objects {
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ceilings_by_count_and_by_percentage() {
        let verdict = |count, of, max, percent: Option<f64>| {
            let limit = Limit {
                max,
                percent: percent.map(Percent),
            };
            gate(Kind::Member, "remove", count, of, limit).verdict
        };
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
}
