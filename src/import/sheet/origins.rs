//! Where in a list stands what a problem is about.

use std::collections::HashMap;

use super::layout::Layout;
use super::merge::Entry;
use super::property::What;
use super::rows::{NO_COLUMN, Outcome, at_cell};
use super::table::{Row, Table};
use crate::directory::Kind;
use crate::source::{Place, Problem};

impl Outcome {
    /// What is wrong with the configuration that a list makes of one without errors: of
    /// objects of the list, and of the orgs and ranks that it names, it is told at their cells,
    /// as their lines were written nowhere.
    #[must_use]
    pub fn traced(&self, problems: Vec<Problem>, table: &Table, layout: &Layout) -> Vec<Problem> {
        let kind = layout.what.kind().name();
        let own: HashMap<&str, &Entry> = self
            .origins
            .iter()
            .map(|entry| (entry.key.as_str(), entry))
            .collect();
        let entry = |place: &Place| {
            let (of, key) = place.object.as_deref()?.split_once('/')?;
            own.get(key).copied().filter(|_| of == kind)
        };
        let named = |place: &Place| {
            let (of, key) = place.object.as_deref()?.split_once('/')?;
            let kind = Kind::ALL.into_iter().find(|kind| kind.name() == of)?;
            self.named.get(&(kind, key.to_owned()))
        };
        let traced = |mut problem: Problem| {
            for (_, place) in &mut problem.labels {
                let Some(entry) = entry(place) else { continue };
                let pointer = below(layout.what, place.pointer.as_deref().unwrap_or_default());
                if let Some((row, column)) = cell(entry, pointer, layout) {
                    *place = table.named_place(row, column);
                }
            }
            let Some(entry) = entry(&problem.place) else {
                return match named(&problem.place) {
                    Some((row, column)) => at_cell(table, layout, problem, row, *column),
                    None => problem,
                };
            };
            let pointer = problem.place.pointer.take().unwrap_or_default();
            placed(table, layout, problem, entry, below(layout.what, &pointer))
        };
        problems.into_iter().map(traced).collect()
    }
}

/// A pointer within an object, of one within its file.
fn below(what: What, pointer: &str) -> &str {
    let section = what.section();
    let within = |pointer: &str| {
        let rest = pointer.strip_prefix('/')?.strip_prefix(section)?;
        let rest = rest.strip_prefix('/')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0).then_some(pointer.len() - rest.len() + digits)
    };
    let mut pointer = pointer;
    while let Some(start) = within(pointer) {
        pointer = &pointer[start..];
        // Orgs alone stand in one another.
        if what != What::Orgs {
            break;
        }
    }
    pointer
}

/// A problem at the cell that the value at a pointer comes from; else at the first row of its
/// object.
pub(super) fn placed(
    table: &Table,
    layout: &Layout,
    mut problem: Problem,
    entry: &Entry,
    pointer: &str,
) -> Problem {
    problem.place = Place {
        object: Some(format!("{}/{}", layout.what.kind(), entry.key)),
        ..Place::default()
    };
    match cell(entry, pointer, layout) {
        Some((row, column)) => at_cell(table, layout, problem, row, column),
        None => problem,
    }
}

/// The cell that the value at a pointer comes from, else that of the key.
fn cell<'a>(entry: &'a Entry, pointer: &str, layout: &Layout) -> Option<(&'a Row, usize)> {
    let mut pointer = pointer;
    loop {
        let under = format!("{pointer}/");
        let found = entry.cells.get(pointer).or_else(|| {
            // What is missing has no cell of its own, but may have one beside it: the first
            // of them, whatever order they are held in.
            let below = entry.cells.iter().filter(|(at, _)| at.starts_with(&under));
            let (_, cell) = below.min_by_key(|(_, cell)| **cell)?;
            (!pointer.is_empty()).then_some(cell)
        });
        if let Some((row, column)) = found
            && let Some(row) = entry.rows.get(*row)
            && *column != NO_COLUMN
        {
            return Some((row, *column));
        }
        let Some(at) = pointer.rfind('/') else { break };
        pointer = &pointer[..at];
    }
    Some((entry.rows.first()?, key_column(layout)))
}

/// The column that a key is made of; the first where none is.
pub(super) fn key_column(layout: &Layout) -> usize {
    let columns = &layout.columns;
    let found = ["key", "employeeNumber", "email"]
        .iter()
        .find_map(|name| columns.iter().find(|one| one.property.path == *name));
    found.or(columns.first()).map_or(0, |column| column.index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_followed_within_its_object() {
        for (what, pointer, own) in [
            (What::Members, "/members/12/posts/0/org", "/posts/0/org"),
            (What::Members, "/members/12", ""),
            (What::Orgs, "/orgs/1/orgs/20/features/0", "/features/0"),
            (What::Orgs, "/orgs/1/orgs/20", ""),
            // Of a group they are a property.
            (What::Groups, "/groups/1/groups/2", "/groups/2"),
            (What::Groups, "", ""),
        ] {
            assert_eq!(below(what, pointer), own, "{pointer}");
        }
    }
}
