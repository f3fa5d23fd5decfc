//! The children of every org, and of the top level of every domain, in their order.

use std::collections::{HashMap, HashSet};

use crate::directory::{Directory, DomainId, Id};

/// Whose children: of an org, or of the top level of a domain.
type Place = (DomainId, Option<Id>);

/// Children by parent. A part of the index: derived, never saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Siblings {
    children: HashMap<Place, Vec<Id>>,
    /// Whose children are not numbered 1, 2, 3, ... although the service numbers them so:
    /// as a live tenant was read. The first change numbers them all.
    gapped: HashSet<Place>,
}

impl Siblings {
    /// Takes a child up, as the last.
    pub fn attach(&mut self, domain: DomainId, parent: Option<&Id>, child: &Id) {
        self.children
            .entry((domain, parent.cloned()))
            .or_default()
            .push(child.clone());
    }

    /// Lets a child go.
    pub fn detach(&mut self, domain: DomainId, parent: Option<&Id>, child: &Id) {
        let place = (domain, parent.cloned());
        if let Some(siblings) = self.children.get_mut(&place) {
            siblings.retain(|id| id != child);
            if siblings.is_empty() {
                self.children.remove(&place);
                self.gapped.remove(&place);
            }
        }
    }

    /// Puts everybody in the order of their numbers; what is numbered otherwise than 1, 2,
    /// 3, ... is remembered where `dense`.
    pub fn sort(&mut self, directory: &Directory, dense: bool) {
        let number = |id: &Id| directory.orgs.get(id).map(|org| org.display_order);
        for (place, siblings) in &mut self.children {
            siblings.sort_by_key(number);
            let counted = siblings.iter().map(number).zip((1..).map(Some));
            if dense && !counted.into_iter().all(|(held, count)| held == count) {
                self.gapped.insert(place.clone());
            }
        }
    }

    /// The children of a parent in their order.
    pub fn of(&self, domain: DomainId, parent: Option<&Id>) -> &[Id] {
        self.children
            .get(&(domain, parent.cloned()))
            .map_or(&[], Vec::as_slice)
    }

    /// Puts the children of a parent in this order.
    pub fn set(&mut self, domain: DomainId, parent: Option<&Id>, ids: Vec<Id>) {
        let place = (domain, parent.cloned());
        if ids.is_empty() {
            self.children.remove(&place);
        } else {
            self.children.insert(place, ids);
        }
    }

    /// Puts a child where so many of its siblings stand before it; says the first place
    /// where another stands now than before.
    pub fn put(
        &mut self,
        domain: DomainId,
        parent: Option<&Id>,
        child: &Id,
        before: usize,
    ) -> usize {
        let Some(siblings) = self.children.get_mut(&(domain, parent.cloned())) else {
            return 0;
        };
        // A new one is the last: looked for from there.
        let Some(was) = siblings.iter().rposition(|id| id == child) else {
            return 0;
        };
        let before = before.min(siblings.len() - 1);
        if was <= before {
            siblings[was..=before].rotate_left(1);
        } else {
            siblings[before..=was].rotate_right(1);
        }
        was.min(before)
    }

    /// Whether the children of a parent were read with other numbers than 1, 2, 3, ...;
    /// forgotten with the question, for they are numbered anew then.
    pub fn take_gapped(&mut self, domain: DomainId, parent: Option<&Id>) -> bool {
        !self.gapped.is_empty() && self.gapped.remove(&(domain, parent.cloned()))
    }
}

#[cfg(test)]
mod tests {
    use super::{DomainId, Id, Siblings};

    #[test]
    fn who_is_put_behind_everybody_is_the_last() {
        let mut siblings = Siblings::default();
        let [a, b, c] = ["a", "b", "c"].map(Id::from);
        for child in [&a, &b, &c] {
            siblings.attach(DomainId(1), None, child);
        }
        for (before, first) in [(2, 0), (3, 2), (9, 2)] {
            assert_eq!(siblings.put(DomainId(1), None, &a, before), first);
            assert_eq!(siblings.of(DomainId(1), None), [&b, &c, &a].map(Id::clone));
        }
    }
}
