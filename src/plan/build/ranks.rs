use std::collections::{HashMap, HashSet};

use super::Context;
use super::keys::{Rekeyed, calls};
use crate::directory::{DomainId, FeatureState, Id, Kind, LiveRank, RankKind};
use crate::plan::action::{Act, Action, Graph};
use crate::plan::codes;
use crate::plan::difference::{rank_differences, rank_goal};
use crate::plan::matching::How;
use crate::plan::objects::place;
use crate::plan::sequence::rank_orders;
use crate::source::Problem;

/// Adds what levels, positions and user types need.
pub fn add(context: &Context<'_>, graph: &mut Graph, problems: &mut Vec<Problem>) {
    let enabled = enables(context, graph, problems);
    let Orders { orders, along } = orders(context);
    for (at, rank) in context.desired.ranks.iter().enumerate() {
        let kind = Kind::from(rank.kind);
        match context.matched(kind, at) {
            None => {
                if !context.is_new(kind, at) {
                    continue;
                }
                let node = graph.add(Action::new(Act::CreateRank(at), "declaredNotLive"));
                graph.create.insert((kind, at), node);
                if let Some(enable) = enabled.get(&(rank.declaration.domain, rank.kind)) {
                    graph.need(node, *enable);
                }
            }
            Some(found) => {
                let Some(live) = context.live.ranks.get(&found.id) else {
                    continue;
                };
                let differs = differs(context, at, live);
                let reordered = orders
                    .get(&at)
                    .is_some_and(|order| *order != live.display_order);
                if differs || reordered || along.contains(&at) {
                    let reason = match (differs || !reordered, found.how) {
                        (false, _) => "orderOfSiblings",
                        (true, How::Adopted) => "adopted",
                        (true, _) => "propertiesDiffer",
                    };
                    let node = graph.add(Action::new(Act::PatchRank(at), reason));
                    graph.patch.insert((kind, at), node);
                }
            }
        }
    }
}

/// How ranked lists come into their order.
pub struct Orders {
    /// `displayOrder` wanted for every declared rank that stands in a list.
    pub orders: HashMap<usize, i64>,
    /// Ranks that lack nothing but their key, and take it along with a change of their own:
    /// that spares the bulk call.
    along: HashSet<usize>,
}

/// The orders by the fewest calls.
pub fn orders(context: &Context<'_>) -> Orders {
    let mut highest: HashMap<(RankKind, DomainId), i64> = HashMap::new();
    for rank in context.live.ranks.values() {
        let entry = highest
            .entry((rank.kind, rank.domain))
            .or_insert(rank.display_order);
        *entry = (*entry).max(rank.display_order);
    }
    let mut found = Orders {
        orders: HashMap::new(),
        along: HashSet::new(),
    };
    for list in &context.desired.rank_lists {
        let after = highest.get(&(list.kind, list.domain)).copied().unwrap_or(0);
        let live: Vec<Option<&LiveRank>> = list
            .ranks
            .iter()
            .map(|at| {
                let id = context.matches.likely_id(list.kind.into(), *at)?;
                context.live.ranks.get(id).map(|live| &**live)
            })
            .collect();
        let numbers: Vec<Option<i64>> = (live.iter())
            .map(|live| live.map(|live| live.display_order))
            .collect();
        let ranks = || list.ranks.iter().zip(&live);
        let changed: Vec<bool> = ranks()
            .map(|(at, live)| live.is_some_and(|live| differs(context, *at, live)))
            .collect();
        let keyless: Vec<bool> = (ranks().zip(&changed))
            .map(|((at, live), changed)| {
                let key = &context.desired.ranks[*at].declaration.key;
                !changed && live.is_some_and(|live| live.key.as_ref() != key.real())
            })
            .collect();
        let moved = |orders: &[i64], free: &[bool]| {
            let pairs = numbers.iter().zip(orders).zip(free);
            let moved = pairs.filter(|((live, order), free)| {
                !**free && live.is_some_and(|live| live != **order)
            });
            moved.count()
        };
        let mut wanted = rank_orders(&numbers, &changed, after);
        let lacking = keyless.iter().filter(|it| **it).count();
        if lacking > 0 {
            // Those that lack a key may be the ones that give way: one call does both then.
            let free: Vec<bool> = changed
                .iter()
                .zip(&keyless)
                .map(|(a, b)| *a || *b)
                .collect();
            let other = rank_orders(&numbers, &free, after);
            let rekeyed: Vec<Rekeyed<'_>> = (ranks().enumerate())
                .filter_map(|(n, (at, live))| {
                    let live = (*live)?;
                    let to = &context.desired.ranks[*at].declaration.key;
                    let along = changed[n] || live.display_order != wanted[n];
                    let from = live.key.as_ref();
                    (from != to.real()).then_some(Rekeyed { from, to, along })
                })
                .collect();
            let in_bulk = moved(&wanted, &changed) + calls(&rekeyed).len();
            if moved(&other, &free) + lacking < in_bulk {
                wanted = other;
                let along = list.ranks.iter().zip(&keyless).filter(|(_, lacks)| **lacks);
                found.along.extend(along.map(|(at, _)| *at));
            }
        }
        if let Some(last) = wanted.last() {
            let entry = highest.entry((list.kind, list.domain)).or_insert(*last);
            *entry = (*entry).max(*last);
        }
        found.orders.extend(list.ranks.iter().copied().zip(wanted));
    }
    found
}

/// Whether a rank differs in more than its place and its key.
fn differs(context: &Context<'_>, at: usize, live: &LiveRank) -> bool {
    let rank = &context.desired.ranks[at];
    let goal = rank_goal(&live.props, &rank.props);
    !rank_differences(rank.kind, &live.props, &goal, false).is_empty()
}

/// Whether a domain has any rank of a kind.
fn any_live(context: &Context<'_>, kind: RankKind, domain: DomainId) -> bool {
    let mut ranks = context.live.ranks.values();
    ranks.any(|rank| rank.kind == kind && rank.domain == domain)
}

fn enables(
    context: &Context<'_>,
    graph: &mut Graph,
    problems: &mut Vec<Problem>,
) -> HashMap<(DomainId, RankKind), usize> {
    let mut nodes = HashMap::new();
    for domain in &context.desired.tenant.domains {
        let state = context
            .live
            .domains
            .get(&domain.id)
            .cloned()
            .unwrap_or_default();
        for kind in RankKind::ALL {
            let declared = context
                .desired
                .ranks
                .iter()
                .find(|rank| rank.kind == kind && rank.declaration.domain == domain.id);
            match state.feature(kind) {
                // The list of positions is answered while they are off, as an empty one
                // (facts 5.5): where they are to be on and the first is to be made, they are
                // switched on, which does no harm where they are on already.
                FeatureState::On
                    if kind == RankKind::Position
                        && declared.is_some()
                        && domain.enable.contains(&kind)
                        && !any_live(context, kind, domain.id) =>
                {
                    let node = graph.add(Action::new(Act::Enable(domain.id, kind), "maybeOff"));
                    nodes.insert((domain.id, kind), node);
                }
                FeatureState::On => {}
                FeatureState::Off if domain.enable.contains(&kind) => {
                    let node = graph.add(Action::new(Act::Enable(domain.id, kind), "featureOff"));
                    nodes.insert((domain.id, kind), node);
                }
                FeatureState::Off => {
                    if let Some(rank) = declared {
                        problems.push(
                            Problem::error(codes::FEATURE_OFF)
                                .with("feature", Kind::from(kind).section())
                                .with("domain", &domain.key)
                                .at(place(kind.into(), &rank.declaration, "")),
                        );
                    }
                }
                FeatureState::Unread => {
                    if let Some(rank) = declared {
                        problems.push(
                            Problem::error(codes::FEATURE_UNREAD)
                                .with("feature", Kind::from(kind).section())
                                .with("domain", &domain.key)
                                .at(place(kind.into(), &rank.declaration, "")),
                        );
                    }
                }
            }
        }
    }
    nodes
}

/// The ranks a live member holds: its levels, positions and user type.
pub fn held_ranks(member: &crate::directory::Member) -> Vec<&Id> {
    let secondary = member.secondary.known().map_or(&[][..], Vec::as_slice);
    let levels = std::iter::once(&member.level).chain(secondary.iter().map(|s| &s.level));
    let all_posts = member.posts.known().into_iter().flatten().chain(
        secondary
            .iter()
            .flat_map(|s| s.posts.known().into_iter().flatten()),
    );
    levels
        .chain(std::iter::once(&member.user_type))
        .chain(all_posts.map(|post| &post.position))
        .filter_map(|field| field.value().and_then(|r| r.id()))
        .collect()
}
