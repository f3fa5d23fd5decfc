use std::collections::HashMap;

use crate::directory::{DomainId, Key, Kind};

/// Finds declared keys that are spelt almost like an unknown one. The work is bounded:
/// once so many comparisons are spent, no more suggestions are made.
pub(super) struct Nearest {
    left: usize,
    known: HashMap<(Kind, Option<DomainId>, Key), Option<Key>>,
}

/// Comparisons in one run: a fraction of a second, and ten different typos among 100,000 members.
const BUDGET: usize = 1_000_000;

impl Nearest {
    pub(super) fn new() -> Nearest {
        Nearest {
            left: BUDGET,
            known: HashMap::new(),
        }
    }

    /// The nearest of the candidates (in any order; the scope is only a name to remember
    /// the answer under), where one is near enough to be meant.
    pub(super) fn of<'a>(
        &mut self,
        kind: Kind,
        scope: Option<DomainId>,
        key: &Key,
        candidates: impl Iterator<Item = &'a Key>,
    ) -> Option<Key> {
        let name = (kind, scope, key.clone());
        if let Some(answer) = self.known.get(&name) {
            return answer.clone();
        }
        let answer = self.search(key.as_str(), candidates);
        self.known.insert(name, answer.clone());
        answer
    }

    fn search<'a>(
        &mut self,
        wanted: &str,
        candidates: impl Iterator<Item = &'a Key>,
    ) -> Option<Key> {
        let folded = wanted.to_lowercase();
        let length = folded.chars().count();
        let reach = (length / 4).clamp(1, 3);
        let mut best: Option<(usize, &Key)> = None;
        for candidate in candidates {
            if self.left == 0 {
                return None;
            }
            self.left -= 1;
            let text = candidate.as_str();
            if text.len().abs_diff(wanted.len()) > 4 * reach {
                continue;
            }
            let other = text.to_lowercase();
            if other.chars().count().abs_diff(length) > reach {
                continue;
            }
            let distance = strsim::osa_distance(&folded, &other);
            if distance <= reach
                && best.is_none_or(|least| (distance, candidate) < least)
                && !differs_in_numbers(&folded, &other)
            {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, key)| key.clone())
    }
}

/// Whether two texts are alike but for a number in them, leading zeros aside: `E00042` is
/// not a misspelt `E00043`, it is somebody else.
fn differs_in_numbers(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    let numbers = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit())
            .map(|digits| digits.trim_start_matches('0').to_owned())
            .collect()
    };
    letters(one) == letters(other) && numbers(one) != numbers(other)
}
