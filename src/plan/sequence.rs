//! Orders by the fewest writes: which siblings stay, which ranks keep their number.

/// Positions of a longest strictly increasing subsequence, ascending. O(n log n).
pub fn longest_increasing(values: &[usize]) -> Vec<usize> {
    longest(values, |tail, value| tail < value)
}

/// Positions of a longest non-decreasing subsequence, ascending. O(n log n).
pub fn longest_non_decreasing(values: &[i64]) -> Vec<usize> {
    longest(values, |tail, value| tail <= value)
}

/// Positions of a non-decreasing subsequence of the greatest weight, ascending. O(n log n).
pub fn heaviest_non_decreasing(values: &[i64], weights: &[u64]) -> Vec<usize> {
    let mut ranks: Vec<i64> = values.to_vec();
    ranks.sort_unstable();
    ranks.dedup();
    // A tree of prefix maxima: the heaviest subsequence that ends at or below each value.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); ranks.len() + 1];
    let mut previous: Vec<Option<usize>> = vec![None; values.len()];
    for (at, value) in values.iter().enumerate() {
        let rank = ranks.partition_point(|it| it <= value);
        let mut best = (0, None);
        let mut node = rank;
        while node > 0 {
            if tree[node].0 > best.0 {
                best = tree[node];
            }
            node &= node - 1;
        }
        previous[at] = best.1;
        let weight = best.0 + weights.get(at).copied().unwrap_or(1);
        let mut node = rank;
        while node < tree.len() {
            if weight > tree[node].0 {
                tree[node] = (weight, Some(at));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut best: (u64, Option<usize>) = (0, None);
    let mut node = ranks.len();
    while node > 0 {
        if tree[node].0 > best.0 {
            best = tree[node];
        }
        node &= node - 1;
    }
    let mut chain: Vec<usize> = std::iter::successors(best.1, |at| previous[*at]).collect();
    chain.reverse();
    chain
}

fn longest<T>(values: &[T], before: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    // tails[k]: position of the smallest value that ends a subsequence of length k + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; values.len()];
    let mut first_end = None;
    for (at, value) in values.iter().enumerate() {
        let length = tails.partition_point(|tail| before(&values[*tail], value));
        previous[at] = length.checked_sub(1).map(|l| tails[l]);
        if length == tails.len() {
            tails.push(at);
            first_end = Some(at);
        } else {
            tails[length] = at;
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    // Of several as long, the one that ends first: what stands early stays.
    let mut next = first_end;
    while let Some(at) = next {
        chain.push(at);
        next = previous[at];
    }
    chain.reverse();
    chain
}

/// The `displayOrder` of every rank of a list, highest first, by the fewest changes
/// (design section 4): `live` holds the present numbers, `None` for one that is created.
/// What stays is the longest non-decreasing subsequence of `order_i - i`, so that there is
/// room for all between. `changed` are those that are changed anyway: to give them another
/// number costs nothing. `after` is the highest number in use in the domain.
pub fn rank_orders(live: &[Option<i64>], changed: &[bool], after: i64) -> Vec<i64> {
    let present: Vec<(usize, i64)> = live
        .iter()
        .enumerate()
        .filter_map(|(at, order)| Some((at, (*order)?)))
        .collect();
    let slack: Vec<i64> = present
        .iter()
        .map(|(at, order)| order.saturating_sub(*at as i64))
        .collect();
    let mut orders: Vec<Option<i64>> = vec![None; live.len()];
    let is_changed = |at: &usize| changed.get(*at).copied().unwrap_or(false);
    let kept = if present.iter().any(|(at, _)| is_changed(at)) {
        // As many as can be of the others, and of these what fits between.
        let all = present.len() as u64 + 1;
        let weight = |at: &usize| if is_changed(at) { 1 } else { all };
        let weights: Vec<u64> = present.iter().map(|(at, _)| weight(at)).collect();
        heaviest_non_decreasing(&slack, &weights)
    } else {
        longest_non_decreasing(&slack)
    };
    for kept in kept {
        let (at, order) = present[kept];
        orders[at] = Some(order);
    }
    let first = orders.iter().position(Option::is_some);
    let mut next = match first.and_then(|at| Some((at, orders[at]?))) {
        Some((at, order)) => order.saturating_sub(at as i64),
        None => after.saturating_add(1),
    };
    let (count, lowest, highest) = (live.len() as i64, i64::from(i32::MIN), i64::from(i32::MAX));
    orders
        .into_iter()
        .zip(0..)
        .map(|(order, at): (_, i64)| {
            let order = order.unwrap_or(next);
            next = order.saturating_add(1);
            // `displayOrder` is an int32: at either end those before or after make room.
            order.clamp(lowest + at, highest - (count - 1 - at))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_subsequence_is_found() {
        assert_eq!(longest_increasing(&[3, 0, 1, 2]), [1, 2, 3]);
        assert_eq!(longest_increasing(&[]), Vec::<usize>::new());
        assert_eq!(longest_increasing(&[2, 1, 0]).len(), 1);
        assert_eq!(longest_non_decreasing(&[1, 1, 0, 1]), [0, 1, 3]);
    }

    #[test]
    fn the_heaviest_subsequence_is_found() {
        assert_eq!(heaviest_non_decreasing(&[3, 0, 1, 2], &[9, 1, 1, 1]), [0]);
        assert_eq!(heaviest_non_decreasing(&[3, 0, 1, 2], &[1; 4]), [1, 2, 3]);
        assert_eq!(
            heaviest_non_decreasing(&[1, 1, 0, 1], &[1, 2, 9, 1]),
            [2, 3]
        );
        assert!(heaviest_non_decreasing(&[], &[]).is_empty());
        // Against every subset.
        for seed in 0..500_u64 {
            let roll = |n: u64| (seed * 31 + n * n * 7 + n * 13) % 5;
            let values: Vec<i64> = (0..6).map(|n| roll(n) as i64).collect();
            let weights: Vec<u64> = (0..6).map(|n| 1 + roll(n + 9)).collect();
            let sum = |chosen: &[usize]| chosen.iter().map(|at| weights[*at]).sum::<u64>();
            let best = (0..64_usize)
                .map(|set| (0..6).filter(|at| set & (1 << at) != 0).collect::<Vec<_>>())
                .filter(|chosen| chosen.is_sorted_by_key(|at| values[*at]))
                .map(|chosen| sum(&chosen))
                .max();
            let found = heaviest_non_decreasing(&values, &weights);
            assert!(found.is_sorted_by_key(|at| values[*at]));
            assert_eq!(Some(sum(&found)), best, "{values:?} {weights:?}");
        }
    }

    #[test]
    fn what_is_changed_anyway_gives_way() {
        let orders = rank_orders(&[Some(2), Some(1)], &[true, false], 2);
        assert_eq!(orders, [0, 1]);
        let orders = rank_orders(&[Some(2), Some(1)], &[false, true], 2);
        assert_eq!(orders, [2, 3]);
    }

    #[test]
    fn ranks_keep_their_numbers_where_there_is_room() {
        // Nothing to do.
        assert_eq!(rank_orders(&[Some(1), Some(2), Some(9)], &[], 9), [1, 2, 9]);
        // One goes between where there is room: no other moves.
        assert_eq!(rank_orders(&[Some(1), None, Some(5)], &[], 5), [1, 2, 5]);
        // No room: one gives way.
        let orders = rank_orders(&[Some(1), None, Some(2)], &[], 2);
        assert!(orders.is_sorted_by(|a, b| a < b), "{orders:?}");
        assert!((orders[0] == 1) ^ (orders[2] == 2), "{orders:?}");
        assert_eq!(
            rank_orders(&[Some(1), Some(2), None, Some(3)], &[], 3),
            [1, 2, 3, 4]
        );
        // Two swapped: one moves.
        let swapped = rank_orders(&[Some(2), Some(1)], &[], 2);
        assert_eq!(
            swapped
                .iter()
                .zip([2, 1])
                .filter(|(a, b)| **a != *b)
                .count(),
            1
        );
        // Before the first, and all new.
        assert_eq!(rank_orders(&[None, Some(1)], &[], 1), [0, 1]);
        assert_eq!(rank_orders(&[None, None], &[], 7), [8, 9]);
        // At the ends of the range there is still an order.
        let (low, high) = (i64::from(i32::MIN), i64::from(i32::MAX));
        assert_eq!(
            rank_orders(&[Some(high), None], &[], high),
            [high - 1, high]
        );
        assert_eq!(rank_orders(&[None, None], &[], high), [high - 1, high]);
        assert_eq!(rank_orders(&[None, Some(low)], &[], low), [low, low + 1]);
        let beyond = rank_orders(&[Some(i64::MAX), None, Some(i64::MIN)], &[], i64::MAX);
        assert!(beyond.is_sorted_by(|a, b| a < b), "{beyond:?}");
        // Duplicates are not an order.
        assert_eq!(rank_orders(&[Some(1), Some(1)], &[], 1), [1, 2]);
    }
}
