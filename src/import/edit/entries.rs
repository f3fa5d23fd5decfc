//! Entries of a list in block style: changed, added, taken out, put into another order.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::pairs::Pairs;
use super::{At, Edit, Editor};
use crate::import::emit::{self, Form};
use crate::import::lines::indented;
use crate::source::outline::Part;

impl Editor<'_> {
    pub(super) fn block_list(
        &mut self,
        part: &Part,
        entries: &[Part],
        old: &[Value],
        new: &[Value],
        form: Form,
    ) -> bool {
        let Some(pairs) = Pairs::new(old, new) else {
            return false;
        };
        if pairs.kept.is_empty() {
            return false;
        }
        let column = part.column;
        let dashes: Option<Vec<usize>> = entries
            .iter()
            .map(|entry| self.dash(entry.start, column))
            .collect();
        let Some(dashes) = dashes else { return false };
        if pairs.is_reordered() {
            return self.reordered(entries, &dashes, old, new, &pairs, column, form);
        }
        for (before, after) in &pairs.kept {
            self.value(
                &entries[*before],
                &old[*before],
                &new[*after],
                At::Entry,
                form,
            );
        }
        // Entries that stand apart go on doing so.
        let spaced = matches!((entries.first(), dashes.get(1)), (Some(first), Some(next))
            if self.is_blank_below(first.end) && *next > first.end);
        let gap = if spaced { "\n" } else { "" };
        let stay: HashSet<usize> = pairs.kept.iter().map(|(before, _)| *before).collect();
        for (number, entry) in entries.iter().enumerate() {
            if !stay.contains(&number) {
                self.remove_entry(dashes[number], entry.end, spaced);
            }
        }
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let mut behind: Option<usize> = None;
        for (number, value) in new.iter().enumerate() {
            match (kept.get(&number), behind) {
                (Some(before), _) => behind = Some(entries[*before].end),
                (None, Some(end)) => {
                    let fresh = self.fresh(value, column, form);
                    self.insert_line(end, format!("{gap}{fresh}"));
                }
                (None, None) => {
                    let at = self.line_start(dashes[0]);
                    let fresh = self.fresh(value, column, form);
                    self.edit(at, at, format!("{fresh}{gap}"));
                }
            }
        }
        true
    }

    /// The lines of an entry of a list whose dashes stand in a column.
    pub(super) fn fresh(&self, value: &Value, column: usize, form: Form) -> String {
        if let Some(lines) = self.taken_along(value, column) {
            return lines;
        }
        let mut lines = String::new();
        emit::entry(value, column, form, &mut lines);
        lines
    }

    /// The lines of an org that stands elsewhere, changed and indented for a list whose
    /// dashes stand in a column.
    pub(super) fn taken_along(&self, value: &Value, column: usize) -> Option<String> {
        let (part, old) = self.orgs.get(value.get("key")?.as_str()?)?;
        if old.get("name") != value.get("name") {
            // Something else of the same key.
            return None;
        }
        let dash = self.text.get(..part.start)?.rfind('-')?;
        let start = self.line_start(dash);
        let from = dash - start;
        if !self.begins_line(dash) || !self.text.get(dash + 1..part.start)?.trim().is_empty() {
            return None;
        }
        let mut inner = self.inner();
        inner.value(part, old, value, At::Entry, Form::Short);
        let lines = inner.applied_between(start, self.line_end(part.end))?;
        let lines = lines.replace("\r\n", "\n");
        let pad = " ".repeat(column);
        let lines = indented(lines.trim_end_matches('\n'), from, column);
        Some(format!("{pad}{lines}\n"))
    }

    /// The list in its new order: every entry goes with the comment lines above it.
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one list, taken apart once"
    )]
    pub(super) fn reordered(
        &mut self,
        entries: &[Part],
        dashes: &[usize],
        old: &[Value],
        new: &[Value],
        pairs: &Pairs,
        column: usize,
        form: Form,
    ) -> bool {
        // Comment lines right above the first entry are its own.
        let mut begins = self.line_start(dashes[0]);
        while let Some(above) = begins.checked_sub(1).map(|end| self.line_start(end))
            && self
                .text
                .get(above..begins)
                .is_some_and(|line| line.trim_start().starts_with('#'))
        {
            begins = above;
        }
        let first = begins;
        let mut blocks: Vec<(usize, usize)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let end = self.line_end(entry.end);
            blocks.push((begins, end));
            begins = end;
        }
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let mut text = String::new();
        for (number, value) in new.iter().enumerate() {
            let Some(before) = kept.get(&number) else {
                let fresh = self.fresh(value, column, form);
                text.push_str(&fresh.replace('\n', self.newline));
                continue;
            };
            let mut inner = self.inner();
            inner.value(&entries[*before], &old[*before], value, At::Entry, form);
            let (start, end) = blocks[*before];
            let Some(block) = inner.applied_between(start, end) else {
                return false;
            };
            text.push_str(&block);
            if !block.ends_with('\n') {
                text.push_str(self.newline);
            }
        }
        self.edits.push(Edit {
            start: first,
            end: begins,
            text,
        });
        true
    }

    /// Takes an entry out, and one of the blank lines around it.
    pub(super) fn remove_entry(&mut self, dash: usize, end: usize, spaced: bool) {
        let start = self.line_start(dash);
        let above = start.checked_sub(1).map(|end| self.line_start(end));
        let is_blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
        match above {
            Some(above) if spaced && is_blank(self.text.get(above..start)) => {
                self.edit(above, self.line_end(end), String::new());
            }
            _ => self.remove_lines(dash, end),
        }
    }
}
