use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::convert::People;
use super::extent::GroupMembers;
use super::groups::Managed;
use super::rolls::{Held, Shown, Side};
use super::sample::Candidate;
use crate::directory::{DomainId, Field, Id, LiveGroup};

/// Who is in the managed groups, as far as it is read.
#[derive(Default)]
pub(super) struct Book {
    entries: BTreeMap<Id, Entry>,
    /// Groups of which a list is or was asked for, and those that are done.
    of: usize,
    done: usize,
}

struct Entry {
    domain: DomainId,
    sides: BTreeMap<Side, Known>,
    /// Entries of both lists that were shown, and declared.
    shown: usize,
    declared: usize,
    mixed: bool,
    /// Lists asked for and not read yet.
    open: usize,
}

/// One list of one group.
#[derive(Default)]
struct Known {
    held: Option<Held>,
    /// Whether its own pages are or were asked for.
    asked: bool,
    likely: usize,
}

/// A list to read page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) domain: DomainId,
    pub(super) group: Id,
    pub(super) side: Side,
    /// Entries there seem to be.
    pub(super) likely: usize,
}

impl Book {
    /// Takes a group of the list of groups in; the lists of it that are to be read.
    pub(super) fn open(
        &mut self,
        managed: &Managed<'_>,
        group: &LiveGroup,
        mut shown: Shown,
        how: GroupMembers,
    ) -> Vec<Ask> {
        let mut entry = Entry {
            domain: group.domain,
            sides: BTreeMap::new(),
            shown: 0,
            declared: 0,
            mixed: managed.is_mixed(group),
            open: 0,
        };
        let mut missing = Vec::new();
        for side in managed.needs(group) {
            let (seen, declared) = (shown.len(side), managed.likely(group, side));
            entry.shown += seen;
            entry.declared += declared;
            // What is shown and not understood is as good as not shown: its own list tells.
            let held = match how {
                GroupMembers::Paged => None,
                GroupMembers::Inline => shown.held(side).unwrap_or(None),
            };
            if held.is_none() {
                missing.push(side);
            }
            let known = Known {
                held,
                asked: false,
                likely: seen.max(declared),
            };
            entry.sides.insert(side, known);
        }
        if entry.sides.is_empty() {
            return Vec::new();
        }
        self.entries.insert(group.id.clone(), entry);
        let asks = missing.into_iter();
        asks.filter_map(|side| self.ask(&group.id, side)).collect()
    }

    /// Asks for a list page by page, once.
    fn ask(&mut self, group: &Id, side: Side) -> Option<Ask> {
        let entry = self.entries.get_mut(group)?;
        let known = entry.sides.get_mut(&side)?;
        if std::mem::replace(&mut known.asked, true) {
            return None;
        }
        if entry.open == 0 {
            self.of += 1;
        }
        entry.open += 1;
        Some(Ask {
            domain: entry.domain,
            group: group.clone(),
            side,
            likely: known.likely,
        })
    }

    /// Asks for both lists of groups, where they are needed and were not asked for yet.
    pub(super) fn ask_all(&mut self, groups: &[Id]) -> Vec<Ask> {
        let both = groups
            .iter()
            .flat_map(|id| Side::BOTH.map(|side| (id, side)));
        both.filter_map(|(id, side)| self.ask(id, side)).collect()
    }

    /// Every group of which a list is needed.
    pub(super) fn groups(&self) -> Vec<Id> {
        self.entries.keys().cloned().collect()
    }

    /// Groups of which something was taken as it was shown.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let inline = |entry: &Entry| {
            let mut sides = entry.sides.values();
            sides.any(|known| known.held.is_some() && !known.asked)
        };
        let entries = self.entries.iter().filter(|(_, entry)| inline(entry));
        entries
            .map(|(id, entry)| Candidate {
                id: id.clone(),
                shown: entry.shown,
                declared: entry.declared,
                mixed: entry.mixed,
            })
            .collect()
    }

    /// A list was read page by page: whether it is what was shown, where it was shown.
    pub(super) fn read(&mut self, group: &Id, side: Side, held: Held) -> bool {
        let Some(entry) = self.entries.get_mut(group) else {
            return true;
        };
        entry.open = entry.open.saturating_sub(1);
        if entry.open == 0 {
            self.done += 1;
        }
        let Some(known) = entry.sides.get_mut(&side) else {
            return true;
        };
        let same = known.held.as_ref().is_none_or(|shown| *shown == held);
        known.held = Some(held);
        same
    }

    /// Groups that are done, of those asked for.
    pub(super) fn count(&self) -> (usize, usize) {
        (self.done, self.of)
    }

    /// Writes everything into the groups.
    pub(super) fn fill(self, groups: &mut IndexMap<Id, LiveGroup>) {
        for (id, entry) in self.entries {
            let Some(group) = groups.get_mut(&id) else {
                continue;
            };
            for held in entry.sides.into_values().filter_map(|known| known.held) {
                let props = &mut group.props;
                match held {
                    Held::Masters(masters) => props.masters = Field::Known(masters),
                    Held::Members(People {
                        members,
                        orgs,
                        groups,
                    }) => {
                        props.members = Field::Known(members);
                        props.orgs = Field::Known(orgs);
                        props.groups = Field::Known(groups);
                    }
                }
            }
        }
    }
}
