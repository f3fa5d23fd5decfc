use std::collections::HashMap;

use super::Context;
use crate::directory::{DomainId, FeatureState, Id, Kind, RankKind};
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
    let orders = orders(context);
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
                let goal = rank_goal(&live.props, &rank.props);
                let differs = !rank_differences(rank.kind, &live.props, &goal, false).is_empty();
                let reordered = orders
                    .get(&at)
                    .is_some_and(|order| *order != live.display_order);
                if differs || reordered {
                    let reason = match (differs, found.how) {
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

/// `displayOrder` wanted for every declared rank that stands in a list.
pub fn orders(context: &Context<'_>) -> HashMap<usize, i64> {
    let mut highest: HashMap<(RankKind, DomainId), i64> = HashMap::new();
    for rank in context.live.ranks.values() {
        let entry = highest
            .entry((rank.kind, rank.domain))
            .or_insert(rank.display_order);
        *entry = (*entry).max(rank.display_order);
    }
    let mut orders = HashMap::new();
    for list in &context.desired.rank_lists {
        let after = highest.get(&(list.kind, list.domain)).copied().unwrap_or(0);
        let live: Vec<Option<i64>> = list
            .ranks
            .iter()
            .map(|at| {
                let found = context.matched(list.kind.into(), *at)?;
                Some(context.live.ranks.get(&found.id)?.display_order)
            })
            .collect();
        let wanted = rank_orders(&live, after);
        if let Some(last) = wanted.last() {
            let entry = highest.entry((list.kind, list.domain)).or_insert(*last);
            *entry = (*entry).max(*last);
        }
        orders.extend(list.ranks.iter().copied().zip(wanted));
    }
    orders
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
