use std::collections::HashMap;

use super::likeness::Pair;
use crate::directory::Id;

/// A candidate that is better than all others by so many points is the one.
const MARGIN: i32 = 10;

/// No more candidates are told than this.
const TOLD: usize = 3;

/// Of the pairs that are alike enough, those worth telling: by declared object the best
/// candidate, or the few best that nothing tells apart. A live object that is clearly more
/// like another declared one is no candidate.
pub fn pick(pairs: Vec<Pair<Id>>, enough: i32) -> Vec<(usize, Vec<Pair<Id>>)> {
    let mut best: HashMap<Id, i32> = HashMap::new();
    for pair in &pairs {
        let most = best.entry(pair.live.clone()).or_insert(i32::MIN);
        *most = (*most).max(pair.likeness.points);
    }
    let mut by_declared: HashMap<usize, Vec<Pair<Id>>> = HashMap::new();
    for pair in pairs {
        let points = pair.likeness.points;
        let rival = best.get(&pair.live).copied().unwrap_or(points);
        if points >= enough && points + MARGIN > rival {
            by_declared.entry(pair.at).or_default().push(pair);
        }
    }
    let mut picked: Vec<(usize, Vec<Pair<Id>>)> = by_declared.into_iter().collect();
    picked.sort_by_key(|(at, _)| *at);
    for (_, candidates) in &mut picked {
        candidates.sort_by(|a, b| {
            let points = b.likeness.points.cmp(&a.likeness.points);
            points.then_with(|| a.live.cmp(&b.live))
        });
        let most = candidates.first().map_or(0, |best| best.likeness.points);
        candidates.retain(|pair| pair.likeness.points + MARGIN > most);
        candidates.truncate(TOLD);
    }
    picked
}
