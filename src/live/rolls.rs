use serde_json::Value;

use super::agenda::Line;
use super::convert::{self, People};
use super::walk::shape;
use crate::api::{ApiError, List, PAGE, Pages, Reads, Unreadable, encode, wire};
use crate::directory::{DomainId, Id, Ref};

/// One of the two lists of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// `GET /groups/{id}/members`
    Members,
    /// `GET /groups/{id}/administrators`
    Masters,
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::Members, Side::Masters];

    pub(super) fn line(self) -> Line {
        match self {
            Side::Members => Line::GroupMembers,
            Side::Masters => Line::GroupMasters,
        }
    }
}

/// What one of the two lists holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Members(People),
    Masters(Vec<Ref>),
}

impl Held {
    fn of(side: Side, items: Vec<Value>) -> Result<Held, Unreadable> {
        Ok(match side {
            Side::Members => Held::Members(convert::people(each(items)?)?),
            Side::Masters => Held::Masters(convert::masters(each(items)?)),
        })
    }
}

fn each<T: serde::de::DeserializeOwned>(items: Vec<Value>) -> Result<Vec<T>, Unreadable> {
    items.into_iter().map(wire::read).collect()
}

/// Who is in a group as the list of groups shows it. It may be cut short (facts 11 #52), so
/// it is a hint of how much there is to read, unless it is asked for.
#[derive(Debug, Default)]
pub(super) struct Shown {
    members: Option<Vec<Value>>,
    masters: Option<Vec<Value>>,
}

impl Shown {
    /// Takes it out of an item of the list of groups.
    pub(super) fn take(item: &mut Value) -> Shown {
        let mut list = |name: &str| match item.get_mut(name).map(Value::take) {
            Some(Value::Array(list)) => Some(list),
            // Nothing is shown, which says nothing about what there is.
            _ => None,
        };
        Shown {
            members: list("members"),
            masters: list("administrators"),
        }
    }

    /// Entries shown.
    pub(super) fn len(&self, side: Side) -> usize {
        self.list(side).map_or(0, Vec::len)
    }

    fn list(&self, side: Side) -> Option<&Vec<Value>> {
        match side {
            Side::Members => self.members.as_ref(),
            Side::Masters => self.masters.as_ref(),
        }
    }

    /// What it says, where it says anything.
    ///
    /// # Errors
    /// Entries that cannot be understood.
    pub(super) fn held(&mut self, side: Side) -> Result<Option<Held>, Unreadable> {
        let list = match side {
            Side::Members => self.members.take(),
            Side::Masters => self.masters.take(),
        };
        list.map(|list| Held::of(side, list)).transpose()
    }
}

/// A walk over one list of one group.
pub(super) struct Roll<'a, R> {
    service: &'a R,
    pub(super) group: Id,
    pub(super) side: Side,
    pages: Pages<'a, R>,
    items: Vec<Value>,
    /// Entries there seem to be.
    likely: usize,
}

impl<'a, R: Reads> Roll<'a, R> {
    pub(super) fn new(
        service: &'a R,
        domain: DomainId,
        group: &Id,
        side: Side,
        likely: usize,
    ) -> Roll<'a, R> {
        let path = format!("/groups/{}", encode(group.as_str()));
        let (path, items, id) = match side {
            Side::Members => (format!("{path}/members"), "members", "id"),
            Side::Masters => (format!("{path}/administrators"), "administrators", "userId"),
        };
        let list = List {
            path,
            items,
            id,
            domain,
        };
        Roll {
            service,
            group: group.clone(),
            side,
            pages: Pages::new(service, list),
            items: Vec::new(),
            likely,
        }
    }

    /// Reads one more page.
    pub(super) async fn step(&mut self) -> Result<(), ApiError> {
        self.items
            .extend(self.pages.next().await?.into_iter().flatten());
        Ok(())
    }

    pub(super) fn is_over(&self) -> bool {
        self.pages.is_over()
    }

    /// Calls it still takes, as far as can be told; at least one.
    pub(super) fn calls(&self) -> u64 {
        pages(self.likely)
            .saturating_sub(u64::from(self.pages.read()))
            .max(1)
    }

    /// What the list holds, read to its end.
    ///
    /// # Errors
    /// Entries that cannot be understood.
    pub(super) fn held(self) -> Result<Held, ApiError> {
        Held::of(self.side, self.items)
            .map_err(|wrong| shape(self.service, &self.pages.list().path, wrong))
    }
}

/// Pages of so many items.
pub(super) fn pages(items: usize) -> u64 {
    u64::try_from(items)
        .unwrap_or(u64::MAX)
        .div_ceil(u64::from(PAGE))
}
