//! Nearly always one, sometimes several: what a look-up leads to. One takes no memory of
//! its own, which counts where every member has several look-ups.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::directory::{Id, Kind};

/// One or more, in the order they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Few<T> {
    /// Just one.
    One(T),
    /// Two or more.
    More(Vec<T>),
}

impl<T: PartialEq + Clone> Few<T> {
    /// All of them.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Few::One(one) => std::slice::from_ref(one),
            Few::More(all) => all,
        }
    }

    /// Takes another up, as the last.
    pub fn push(&mut self, another: T) {
        match self {
            Few::One(one) => *self = Few::More(vec![one.clone(), another]),
            Few::More(all) => all.push(another),
        }
    }

    /// Lets one go; whether none is left.
    pub fn remove(&mut self, gone: &T) -> bool {
        match self {
            Few::One(one) => one == gone,
            Few::More(all) => {
                if let Some(at) = all.iter().position(|held| held == gone) {
                    all.remove(at);
                }
                if let [one] = all.as_slice() {
                    *self = Few::One(one.clone());
                }
                false
            }
        }
    }
}

/// Beyond so many a list is not looked through any more.
const SHORT: usize = 16;

/// The objects that mention one: by kind, then by id.
#[derive(Clone, Debug)]
pub enum Mentions {
    /// In order.
    Short(Vec<(Kind, Id)>),
    /// Likewise.
    Long(BTreeSet<(Kind, Id)>),
}

impl Default for Mentions {
    fn default() -> Self {
        Mentions::Short(Vec::new())
    }
}

impl PartialEq for Mentions {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Mentions {}

impl Mentions {
    /// All of them in order.
    fn iter(&self) -> impl Iterator<Item = &(Kind, Id)> {
        let (short, long) = match self {
            Mentions::Short(list) => (Some(list), None),
            Mentions::Long(set) => (None, Some(set)),
        };
        let (short, long) = (short.into_iter().flatten(), long.into_iter().flatten());
        short.chain(long)
    }

    /// Those from one on.
    pub fn from(&self, start: (Kind, Id)) -> impl Iterator<Item = &(Kind, Id)> {
        let (short, long) = match self {
            Mentions::Short(list) => {
                let before = list.partition_point(|held| *held < start);
                (list.get(before..), None)
            }
            Mentions::Long(set) => {
                let from = (Bound::Included(start), Bound::Unbounded);
                (None, Some(set.range(from)))
            }
        };
        let (short, long) = (short.into_iter().flatten(), long.into_iter().flatten());
        short.chain(long)
    }

    /// Takes one up; once, however often it is said.
    pub fn insert(&mut self, by: (Kind, Id)) {
        match self {
            Mentions::Short(list) => {
                if let Err(place) = list.binary_search(&by) {
                    if list.len() < SHORT {
                        list.insert(place, by);
                    } else {
                        let mut set: BTreeSet<_> = std::mem::take(list).into_iter().collect();
                        set.insert(by);
                        *self = Mentions::Long(set);
                    }
                }
            }
            Mentions::Long(set) => {
                set.insert(by);
            }
        }
    }

    /// Lets one go; whether none is left.
    pub fn remove(&mut self, by: &(Kind, Id)) -> bool {
        match self {
            Mentions::Short(list) => {
                if let Ok(place) = list.binary_search(by) {
                    list.remove(place);
                }
                list.is_empty()
            }
            Mentions::Long(set) => {
                set.remove(by);
                set.is_empty()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_more_in_their_order() {
        let mut few = Few::One(1);
        assert!(!few.clone().remove(&2));
        assert!(few.clone().remove(&1));
        few.push(2);
        few.push(3);
        assert_eq!(few.as_slice(), [1, 2, 3]);
        assert!(!few.remove(&2));
        assert_eq!(few.as_slice(), [1, 3]);
        assert!(!few.remove(&1));
        assert_eq!(few, Few::One(3));
    }

    #[test]
    fn mentions_are_a_set_in_order_however_many() {
        let by = |n: usize| (Kind::Member, Id::from(format!("{n:03}")));
        let (mut mentions, mut set) = (Mentions::default(), BTreeSet::new());
        for n in (0..40).rev().chain(0..10) {
            mentions.insert(by(n));
            set.insert(by(n));
            assert!(mentions.iter().eq(&set), "{n}");
            let start = by(n / 2);
            assert!(mentions.from(start.clone()).eq(set.range(start..)), "{n}");
        }
        // However it came about, the same set is equal.
        let mut few: Mentions = Mentions::default();
        few.insert(by(7));
        for n in (0..40).filter(|n| *n != 7) {
            assert!(!mentions.remove(&by(n)), "{n}");
        }
        assert_eq!(mentions, few);
        assert!(mentions.remove(&by(7)) && few.remove(&by(7)));
    }
}
