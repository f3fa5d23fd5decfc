use std::collections::HashMap;
use std::hash::Hash;

/// More live objects than this that share something say nothing by it: it is left out.
const COMMON: usize = 8;

/// No object is compared with more than so many others.
pub const CANDIDATES: usize = 24;

/// Live objects by what they have in common with what is to be created.
pub struct Index<F> {
    /// Only what is looked for; live objects by their number.
    holders: HashMap<F, Vec<usize>>,
}

impl<F: Eq + Hash> Index<F> {
    /// Over the features that are looked for.
    pub fn of(wanted: impl Iterator<Item = F>) -> Index<F> {
        Index {
            holders: wanted.map(|feature| (feature, Vec::new())).collect(),
        }
    }

    /// Says that a live object has a feature.
    pub fn insert(&mut self, feature: &F, live: usize) {
        if let Some(holders) = self.holders.get_mut(feature) {
            // One more than counts is enough to know that it does not.
            if holders.len() <= COMMON && holders.last() != Some(&live) {
                holders.push(live);
            }
        }
    }

    /// The live objects that have one of these features, the rarest first, each once.
    pub fn candidates(&self, features: &[F]) -> Vec<usize> {
        let mut lists: Vec<&Vec<usize>> = features
            .iter()
            .filter_map(|feature| self.holders.get(feature))
            .filter(|holders| holders.len() <= COMMON)
            .collect();
        lists.sort_by_key(|holders| holders.len());
        let mut found = Vec::new();
        for live in lists.into_iter().flatten() {
            if !found.contains(live) {
                found.push(*live);
            }
            if found.len() == CANDIDATES {
                break;
            }
        }
        found
    }
}

/// Counts what two sides share, and gives the candidates that share most.
pub struct Votes<I> {
    counts: HashMap<I, u32>,
}

impl<I: Clone + Eq + Hash + Ord> Votes<I> {
    /// No votes yet.
    pub fn new() -> Votes<I> {
        Votes {
            counts: HashMap::new(),
        }
    }

    /// One more thing shared with a candidate.
    pub fn add(&mut self, candidate: &I) {
        #[cfg(test)]
        crate::directory::looks::count();
        *self.counts.entry(candidate.clone()).or_default() += 1;
    }

    /// How many are shared with one.
    pub fn of(&self, candidate: &I) -> u32 {
        self.counts.get(candidate).copied().unwrap_or_default()
    }

    /// The candidates that share most.
    pub fn most(&self) -> Vec<I> {
        let mut all: Vec<(&I, u32)> = self.counts.iter().map(|(id, n)| (id, *n)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all.into_iter()
            .take(CANDIDATES)
            .map(|(id, _)| id.clone())
            .collect()
    }
}
