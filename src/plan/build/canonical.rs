//! An order of the actions that depends on what they are about alone: where a configuration
//! carries no order (among members, groups, lists in different files), that of the keys.
//! Siblings and ranks keep the order of their lists. O(n log n) in the actions, and in the
//! orgs where one of them is changed.

use std::collections::{BTreeMap, HashMap};

use super::Context;
use crate::directory::{Desired, DomainId, Key, Kind, Ref};
use crate::plan::action::{Act, Graph};

/// Where an action stands: the sort of object, its place, then the order of making.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Standing<'d> {
    sort: u8,
    domain: usize,
    place: usize,
    key: Option<&'d Key>,
}

/// Puts the actions of a graph into an order of their own.
pub fn arrange(context: &Context<'_>, graph: &mut Graph) {
    let desired = context.desired;
    let domains: HashMap<DomainId, usize> = (desired.tenant.domains.iter().enumerate())
        .map(|(place, domain)| (domain.id, place))
        .collect();
    let about_orgs = (graph.actions.iter())
        .any(|action| matches!(action.act.object(desired), Some((Kind::Org, _))));
    let chart = if about_orgs {
        chart(desired, &domains)
    } else {
        HashMap::new()
    };
    let ranks = rank_places(desired);
    let standing = |act: &Act| standing(desired, act, &domains, &chart, &ranks);
    let mut order: Vec<usize> = (0..graph.actions.len()).collect();
    order.sort_by_cached_key(|node| (standing(&graph.actions[*node].act), *node));
    let mut place = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = to;
    }
    let mut slots: Vec<_> = std::mem::take(&mut graph.actions)
        .into_iter()
        .map(Some)
        .collect();
    graph.actions = order
        .iter()
        .filter_map(|from| slots[*from].take())
        .collect();
    for action in &mut graph.actions {
        for edges in [&mut action.needs, &mut action.follows] {
            edges.iter_mut().for_each(|on| *on = place[*on]);
            edges.sort_unstable();
        }
    }
    let Graph {
        actions: _,
        create,
        patch,
        bulk: _,
        vanishing,
        saving,
        soft,
        valued,
        late,
        early,
        postponed: _,
        waiting: _,
    } = graph;
    let nodes = create.values_mut().chain(patch.values_mut());
    nodes.for_each(|node| *node = place[*node]);
    *vanishing = vanishing.iter().map(|node| place[*node]).collect();
    for pairs in [saving, soft, valued] {
        *pairs = (pairs.iter())
            .map(|(node, on)| (place[*node], place[*on]))
            .collect();
    }
    for pairs in [late, early] {
        *pairs = (pairs.iter())
            .map(|(node, on)| (place[*node], place[*on]))
            .collect();
    }
}

fn standing<'d>(
    desired: &'d Desired,
    act: &Act,
    domains: &HashMap<DomainId, usize>,
    chart: &HashMap<usize, usize>,
    ranks: &HashMap<usize, usize>,
) -> Standing<'d> {
    let domain = |id: &DomainId| domains.get(id).copied().unwrap_or(usize::MAX);
    let (sort, declaration, place) = match act.object(desired) {
        Some((Kind::Level, at)) => (1, &desired.ranks[at].declaration, ranks.get(&at)),
        Some((Kind::Position, at)) => (2, &desired.ranks[at].declaration, ranks.get(&at)),
        Some((Kind::UserType, at)) => (3, &desired.ranks[at].declaration, ranks.get(&at)),
        // The chart says where, the domain included.
        Some((Kind::Org, at)) => {
            return Standing {
                sort: 4,
                domain: 0,
                place: chart.get(&at).copied().unwrap_or(usize::MAX),
                key: Some(&desired.orgs[at].declaration.key),
            };
        }
        Some((Kind::Member, at)) => (5, &desired.members[at].declaration, None),
        Some((Kind::Group, at)) => (6, &desired.groups[at].declaration, None),
        // Of what is not declared the making has an order already: it goes over the live
        // side sorted by id, or over keys.
        None => {
            return Standing {
                sort: if matches!(act, Act::Enable(..)) { 0 } else { 7 },
                domain: 0,
                place: 0,
                key: None,
            };
        }
    };
    Standing {
        sort,
        domain: domain(&declaration.domain),
        place: place.copied().unwrap_or(0),
        key: Some(&declaration.key),
    }
}

/// Where each rank stands in its list; one domain has one list of a kind.
fn rank_places(desired: &Desired) -> HashMap<usize, usize> {
    let lists = desired.rank_lists.iter();
    lists
        .flat_map(|list| list.ranks.iter().enumerate())
        .map(|(place, at)| (*at, place))
        .collect()
}

/// Where each org stands in the chart, from the top down; lists below one parent stand in
/// the order of their first keys.
fn chart(desired: &Desired, domains: &HashMap<DomainId, usize>) -> HashMap<usize, usize> {
    let orgs = &desired.orgs;
    let mut listed = vec![false; orgs.len()];
    let mut lists: Vec<Vec<usize>> = Vec::new();
    for list in &desired.sibling_lists {
        list.orgs.iter().for_each(|at| listed[*at] = true);
        lists.push(list.orgs.clone());
    }
    lists.extend((0..orgs.len()).filter(|at| !listed[*at]).map(|at| vec![at]));
    let by_key: HashMap<&Key, usize> = (orgs.iter().enumerate())
        .map(|(at, org)| (&org.declaration.key, at))
        .collect();
    let mut below: HashMap<usize, Vec<Vec<usize>>> = HashMap::new();
    let mut tops: BTreeMap<(usize, Option<&Ref>, &Key), Vec<usize>> = BTreeMap::new();
    for list in lists {
        let Some(first) = list.first().map(|at| &orgs[*at]) else {
            continue;
        };
        let parent = first.props.parent.value();
        let declared = match parent {
            Some(Ref::Key(key)) => by_key.get(key),
            Some(Ref::Id(_) | Ref::Email(_)) | None => None,
        };
        match declared {
            Some(parent) => below.entry(*parent).or_default().push(list),
            None => {
                let domain = domains.get(&first.declaration.domain);
                let domain = domain.copied().unwrap_or(usize::MAX);
                tops.insert((domain, parent, &first.declaration.key), list);
            }
        }
    }
    // Last first: a stack.
    let mut open: Vec<usize> = tops
        .into_values()
        .rev()
        .flat_map(|list| list.into_iter().rev())
        .collect();
    let mut chart = HashMap::with_capacity(orgs.len());
    while let Some(at) = open.pop() {
        let place = chart.len();
        if chart.insert(at, place).is_some() {
            continue;
        }
        let mut lists = below.remove(&at).unwrap_or_default();
        lists.sort_unstable_by_key(|list| list.first().map(|at| &orgs[*at].declaration.key));
        open.extend(
            lists
                .into_iter()
                .rev()
                .flat_map(|list| list.into_iter().rev()),
        );
    }
    chart
}
