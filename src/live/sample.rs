use crate::directory::Id;

/// Groups whose inline lists are held against the paged ones, at most.
const SAMPLE: usize = 32;

/// A group of which the list of groups shows who is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) id: Id,
    /// Entries shown, of both lists together.
    pub(super) shown: usize,
    /// Entries declared.
    pub(super) declared: usize,
    /// Whether orgs or groups are declared in it, which could be left out as a kind.
    pub(super) mixed: bool,
}

/// The groups to read page by page although they were shown: the same for the same tenant
/// and configuration. What could be cut short is cut where there is most of it, so the
/// largest are among them, by what is shown and by what is declared; then those that hold
/// more than members; the rest is spread evenly over the ids.
pub(super) fn choose(mut candidates: Vec<Candidate>) -> Vec<Id> {
    candidates.sort_by(|a, b| a.id.cmp(&b.id));
    let mut chosen: Vec<usize> = Vec::new();
    let largest = |size: &dyn Fn(&Candidate) -> usize| {
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        // Stable: of equals the first by id.
        order.sort_by_key(|at| std::cmp::Reverse(candidates.get(*at).map_or(0, size)));
        order
    };
    let mixed = |candidate: &Candidate| match candidate.mixed {
        true => 1 + candidate.declared,
        false => 0,
    };
    let quarter = SAMPLE / 4;
    for order in [
        largest(&|candidate| candidate.shown),
        largest(&|candidate| candidate.declared),
        largest(&mixed),
    ] {
        chosen.extend(order.into_iter().take(quarter));
    }
    // Every n-th, so that the last quarter is used up and no more.
    let step = candidates.len().div_ceil(quarter).max(1);
    chosen.extend((0..candidates.len()).step_by(step));
    chosen.sort_unstable();
    chosen.dedup();
    let ids = chosen.into_iter().filter_map(|at| candidates.get(at));
    ids.map(|candidate| candidate.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, SAMPLE, choose};

    fn candidates(count: usize) -> Vec<Candidate> {
        (0..count)
            .map(|n| Candidate {
                id: format!("{n:04}").into(),
                shown: 3,
                declared: 3,
                mixed: false,
            })
            .collect()
    }

    #[test]
    fn few_groups_are_all_looked_at() {
        assert_eq!(choose(candidates(0)), []);
        assert_eq!(choose(candidates(8)).len(), 8);
    }

    #[test]
    fn the_largest_the_mixed_and_some_of_the_rest() {
        let mut all = candidates(5000);
        all[4321].shown = 90;
        all[1234].declared = 700;
        all[77].mixed = true;
        let sample = choose(all.clone());
        for id in ["4321", "1234", "0077", "0000", "0625", "4375"] {
            assert!(sample.iter().any(|chosen| chosen.as_str() == id), "{id}");
        }
        assert!(sample.len() <= SAMPLE, "{}", sample.len());
        // In whatever order they were listed.
        all.reverse();
        assert_eq!(choose(all), sample);
    }
}
