//! A total order of the actions: needs always, sequence where possible, then the usual
//! phases, then the order of the configuration.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::action::{Action, Graph};

/// The order in which actions are taken. Those that stand in a circle of needs are left
/// out; circles are looked for beforehand.
pub fn order(graph: &Graph) -> Vec<usize> {
    let count = graph.actions.len();
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut hard = vec![0_usize; count];
    let mut soft = vec![0_usize; count];
    let mut soft_after: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (node, action) in graph.actions.iter().enumerate() {
        for on in &action.needs {
            after[*on].push(node);
            hard[node] += 1;
        }
        for on in &action.follows {
            soft_after[*on].push(node);
            soft[node] += 1;
        }
    }
    let rank = |node: usize| (graph.actions[node].phase(), node);
    let mut ready: BinaryHeap<Reverse<(u8, usize)>> = (0..count)
        .filter(|node| hard[*node] == 0 && soft[*node] == 0)
        .map(|node| Reverse(rank(node)))
        .collect();
    // Ready but for what they would rather come after: taken only when nothing else is left.
    let mut waiting: BinaryHeap<Reverse<(u8, usize)>> = (0..count)
        .filter(|node| hard[*node] == 0 && soft[*node] > 0)
        .map(|node| Reverse(rank(node)))
        .collect();
    let mut done = vec![false; count];
    let mut order = Vec::with_capacity(count);
    while let Some(Reverse((_, node))) = ready.pop().or_else(|| waiting.pop()) {
        if std::mem::replace(&mut done[node], true) {
            continue;
        }
        order.push(node);
        for next in &after[node] {
            hard[*next] -= 1;
            if hard[*next] == 0 {
                let heap = if soft[*next] == 0 {
                    &mut ready
                } else {
                    &mut waiting
                };
                heap.push(Reverse(rank(*next)));
            }
        }
        for next in &soft_after[node] {
            soft[*next] -= 1;
            if soft[*next] == 0 && hard[*next] == 0 {
                ready.push(Reverse(rank(*next)));
            }
        }
    }
    order
}

/// What waits for what, by places in an order of the graph: every need, and every sequence
/// that this order keeps. Pairs of a place and an earlier one.
pub fn waits(graph: &Graph, order: &[usize]) -> Vec<(usize, usize)> {
    let mut place = vec![usize::MAX; graph.actions.len()];
    for (at, node) in order.iter().enumerate() {
        place[*node] = at;
    }
    let mut waits = Vec::new();
    for (at, node) in order.iter().enumerate() {
        let Action { needs, follows, .. } = &graph.actions[*node];
        let first = waits.len();
        let before = needs.iter().chain(follows).map(|on| place[*on]);
        waits.extend(before.filter(|on| *on < at).map(|on| (at, on)));
        waits[first..].sort_unstable();
    }
    waits.dedup();
    waits
}

/// Circles of needs.
pub fn cycles(graph: &Graph) -> Vec<Vec<usize>> {
    parts(graph.actions.len(), |node, edge| {
        graph.actions[node].needs.get(edge).copied()
    })
}

/// Takes out of the sequences what goes round with needs and with each other: first where
/// no call depends on it, then the rest. What is left can be kept whole.
pub fn loosen(graph: &mut Graph) {
    for every in [false, true] {
        let parts = parts(graph.actions.len(), |node, edge| {
            let Action { needs, follows, .. } = &graph.actions[node];
            needs.iter().chain(follows).nth(edge).copied()
        });
        let mut part_of = vec![usize::MAX; graph.actions.len()];
        for (number, part) in parts.iter().enumerate() {
            for node in part {
                part_of[*node] = number;
            }
        }
        for node in parts.into_iter().flatten() {
            let saves = graph.vanishing.contains(&node);
            let (saving, action) = (&graph.saving, &mut graph.actions[node]);
            action.follows.retain(|on| {
                part_of[*on] != part_of[node] || !every && (saves || saving.contains(&(node, *on)))
            });
        }
    }
}

/// The strongly connected parts of more than one node (Tarjan, without recursion), where a
/// function gives the edges of each node in turn.
fn parts(count: usize, edge_of: impl Fn(usize, usize) -> Option<usize>) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut index = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let mut stack = Vec::new();
    let mut circles = Vec::new();
    let mut counter = 0;
    for root in 0..count {
        if index[root] != UNSEEN {
            continue;
        }
        // (node, next edge to look at)
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                index[node] = counter;
                low[node] = counter;
                counter += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(next) = edge_of(node, edge) {
                work.push((node, edge + 1));
                if index[next] == UNSEEN {
                    work.push((next, 0));
                } else if on_stack[next] {
                    low[node] = low[node].min(index[next]);
                }
                continue;
            }
            if low[node] == index[node] {
                let mut part = Vec::new();
                while let Some(top) = stack.pop() {
                    on_stack[top] = false;
                    part.push(top);
                    if top == node {
                        break;
                    }
                }
                if part.len() > 1 {
                    part.sort_unstable();
                    circles.push(part);
                }
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::action::Act;

    fn graph(edges: &[(usize, usize)], count: usize) -> Graph {
        let mut graph = Graph::default();
        for at in 0..count {
            graph.add(Action::new(Act::PatchOrg(at), "propertiesDiffer"));
        }
        for (node, on) in edges {
            graph.need(*node, *on);
        }
        graph
    }

    #[test]
    fn needs_come_first_then_the_given_order() {
        assert_eq!(order(&graph(&[(0, 2), (2, 1)], 4)), [1, 2, 0, 3]);
    }

    #[test]
    fn sequence_gives_way_to_needs() {
        let mut graph = graph(&[(1, 0)], 2);
        graph.follow(0, 1);
        assert_eq!(order(&graph), [0, 1]);
    }

    #[test]
    fn sequences_that_go_round_give_way_where_no_call_depends_on_them() {
        let mut graph = graph(&[(1, 0)], 4);
        graph.follow(0, 1);
        graph.follow(2, 3);
        graph.follow(3, 2);
        graph.follow(3, 1);
        graph.vanishing.insert(2);
        loosen(&mut graph);
        let left: Vec<&[usize]> = (graph.actions.iter()).map(|it| &it.follows[..]).collect();
        assert_eq!(left, [&[][..], &[], &[3], &[1]]);
        graph.follow(3, 2);
        graph.vanishing.insert(3);
        loosen(&mut graph);
        assert!(graph.actions[2].follows.is_empty() && graph.actions[3].follows == [1]);
    }

    #[test]
    fn what_waits_is_every_need_and_the_sequence_that_is_kept() {
        let mut graph = graph(&[(1, 0), (2, 0)], 3);
        graph.follow(0, 1);
        graph.follow(2, 1);
        graph.follow(2, 0);
        assert_eq!(waits(&graph, &[0, 1, 2]), [(1, 0), (2, 0), (2, 1)]);
    }

    #[test]
    fn circles_are_found() {
        assert_eq!(
            cycles(&graph(&[(0, 1), (1, 2), (2, 0), (3, 0), (4, 5), (5, 4)], 6)),
            [vec![0, 1, 2], vec![4, 5]]
        );
        assert!(cycles(&graph(&[(0, 1), (1, 2), (3, 2)], 4)).is_empty());
    }
}
