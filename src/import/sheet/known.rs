//! What the configuration declares already, as far as a list refers to it.

use std::collections::{HashMap, HashSet};

use super::people::People;
use crate::directory::{Desired, RankKind, Ref};

/// Members, orgs and ranks that are declared, by what lists name them by.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Members.
    pub members: People,
    /// Key of an org by the names from the top down.
    pub org_paths: HashMap<Vec<String>, String>,
    /// Keys of orgs by name.
    pub org_names: HashMap<String, Vec<String>>,
    /// Keys of orgs.
    pub org_keys: HashSet<String>,
    /// Key of a level, position or user type by name.
    pub rank_names: HashMap<(RankKind, String), String>,
    /// Keys of levels, positions and user types.
    pub rank_keys: HashSet<(RankKind, String)>,
    /// The mail domain of the first domain.
    pub mail_domain: Option<String>,
}

impl Known {
    /// Looks through a configuration. Of other domains than the first only the keys count:
    /// names are unique within a domain.
    pub fn of(desired: &Desired) -> Known {
        let mut known = Known {
            members: People::of(desired),
            ..Known::default()
        };
        let first = desired.tenant.domains.first();
        // A tenant that stands in for one that is not declared yet has none.
        let name = first.map(|domain| domain.name.clone());
        known.mail_domain = name.filter(|name| !name.is_empty());
        let in_first = |id| first.is_none_or(|domain| domain.id == id);
        for rank in &desired.ranks {
            let key = rank.declaration.key.to_string();
            known.rank_keys.insert((rank.kind, key.clone()));
            if let Some(name) = rank
                .props
                .name
                .known()
                .filter(|_| in_first(rank.declaration.domain))
            {
                known
                    .rank_names
                    .entry((rank.kind, name.clone()))
                    .or_insert(key);
            }
        }
        known.orgs(desired);
        known
    }

    fn orgs(&mut self, desired: &Desired) {
        let mut by_key = HashMap::new();
        for org in &desired.orgs {
            let parent = org.props.parent.value().and_then(Ref::key);
            let name = org.props.name.known();
            by_key.insert(&org.declaration.key, (parent, name));
        }
        for org in &desired.orgs {
            let key = org.declaration.key.to_string();
            self.org_keys.insert(key.clone());
            let Some(name) = org.props.name.known() else {
                continue;
            };
            self.org_names
                .entry(name.clone())
                .or_default()
                .push(key.clone());
            // The service allows 15 levels; a ring of parents has no path.
            let mut path = vec![name.clone()];
            let mut above = org.props.parent.value().and_then(Ref::key);
            while let Some((parent, name)) = above.and_then(|key| by_key.get(key))
                && path.len() < 64
            {
                match name {
                    Some(name) => path.push((*name).clone()),
                    None => break,
                }
                above = *parent;
            }
            if above.is_none() {
                path.reverse();
                self.org_paths.entry(path).or_insert(key);
            }
        }
    }
}
