//! Entries of a list in block style: changed, added, taken out, put into another order.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::pairs::Pairs;
use super::place::Block;
use super::{At, Edit, Editor};
use crate::import::emit::{self, Form, STEP};
use crate::import::lines::indented;
use crate::source::outline::Part;

/// A list in block style, taken apart.
pub struct List<'a> {
    /// Its entries.
    pub entries: &'a [Part],
    /// The lines of each.
    pub blocks: Vec<Block>,
    /// Where their dashes stand.
    pub column: usize,
    /// How its entries are written.
    pub form: Form,
    /// Whether they are orgs: those take their lines along.
    pub orgs: bool,
}

impl Editor<'_> {
    /// Changes a list; whether that could be done.
    pub(super) fn block_list(&mut self, list: &List<'_>, old: &[Value], new: &[Value]) -> bool {
        let Some(pairs) = Pairs::new(old, new) else {
            return false;
        };
        let Some((_, first_kept)) = pairs.kept.iter().map(|(b, a)| (a, b)).min() else {
            return false;
        };
        if pairs.is_reordered() {
            return self.reordered(list, old, new, &pairs);
        }
        for (before, after) in &pairs.kept {
            self.value(
                &list.entries[*before],
                &old[*before],
                &new[*after],
                At::Entry,
                list.form,
            );
        }
        let spaced = self.is_spaced(&list.blocks);
        let gap = if spaced { "\n" } else { "" };
        let stay: HashSet<usize> = pairs.kept.iter().map(|(before, _)| *before).collect();
        let mut cut = 0;
        for (number, block) in list.blocks.iter().enumerate() {
            if !stay.contains(&number) {
                cut = self.remove_block(*block, spaced, cut);
            }
        }
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let mut behind: Option<usize> = None;
        for (number, value) in new.iter().enumerate() {
            match (kept.get(&number), behind) {
                (Some(before), _) => behind = Some(list.blocks[*before].end),
                (None, Some(end)) => {
                    let fresh = self.fresh(value, list);
                    self.insert_lines(end, format!("{gap}{fresh}"));
                }
                (None, None) => {
                    let fresh = self.fresh(value, list);
                    let at = list.blocks[*first_kept].begin;
                    self.insert_lines(at, format!("{fresh}{gap}"));
                }
            }
        }
        true
    }

    /// Whether entries stand apart: those that are added then do so, too.
    fn is_spaced(&self, blocks: &[Block]) -> bool {
        matches!(blocks, [first, next, ..]
            if next.begin > first.end && self.text.is_blank_line(first.end))
    }

    /// Takes an entry out, and one of the blank lines around it, none of those above `cut`.
    /// Returns where what was taken out ends.
    fn remove_block(&mut self, block: Block, spaced: bool, cut: usize) -> usize {
        let Block { mut begin, mut end } = block;
        if spaced {
            let above = self.text.line_above(begin);
            match above.filter(|above| *above >= cut && self.text.is_blank_line(*above)) {
                Some(above) => begin = above,
                None if self.text.is_blank_line(end) => end = self.text.line_end(end),
                None => {}
            }
        }
        self.edit(begin, end, String::new());
        end
    }

    /// The lines of an entry that was not in the list before.
    fn fresh(&self, value: &Value, list: &List<'_>) -> String {
        let along = list.orgs.then(|| self.taken_along(value, list.column));
        along
            .flatten()
            .unwrap_or_else(|| self.entry_lines(value, list.column, list.form))
    }

    /// The lines of an entry, those of the orgs below it taken along from where they stand.
    pub(super) fn entry_lines(&self, value: &Value, indent: usize, form: Form) -> String {
        let mut lines = String::new();
        match value {
            Value::Object(map) if map.len() > 1 && is_tree(map.get("orgs")) => {
                let mut own = map.clone();
                own.shift_remove("orgs");
                emit::entry(&Value::Object(own), indent, Form::Block, &mut lines);
                lines.push_str(&self.property_lines("orgs", &map["orgs"], indent + STEP));
            }
            _ => emit::entry(value, indent, form, &mut lines),
        }
        lines
    }

    /// The lines of a property that was not in the mapping before.
    pub(super) fn property_lines(&self, name: &str, value: &Value, column: usize) -> String {
        let mut lines = String::new();
        match value {
            Value::Array(orgs) if name == "orgs" && is_tree(Some(value)) => {
                lines.push_str(&" ".repeat(column));
                lines.push_str("orgs:\n");
                for org in orgs {
                    let along = self.taken_along(org, column + STEP);
                    let org =
                        along.unwrap_or_else(|| self.entry_lines(org, column + STEP, Form::Short));
                    lines.push_str(&org);
                }
            }
            _ => emit::property(name, value, column, Form::Short, &mut lines),
        }
        lines
    }

    /// The lines of an org that stands elsewhere, changed and indented for a list whose
    /// dashes stand in a column.
    fn taken_along(&self, value: &Value, column: usize) -> Option<String> {
        let standing = self.orgs.get(value.get("key")?.as_str()?)?;
        let Block { begin, end } = standing.block;
        let mut inner = self.inner();
        inner.value(standing.part, standing.value, value, At::Entry, Form::Short);
        let lines = inner.applied_between(begin, end)?;
        let lines = lines.replace("\r\n", "\n");
        // The first line is indented like the others.
        let lines = format!("\n{}", lines.trim_end_matches('\n'));
        let lines = indented(&lines, standing.column, column);
        Some(format!("{}\n", lines.trim_start_matches('\n')))
    }

    /// The list in its new order: every entry goes with its lines, and with comments that
    /// stand above those.
    fn reordered(&mut self, list: &List<'_>, old: &[Value], new: &[Value], pairs: &Pairs) -> bool {
        let (Some(first), Some(last)) = (list.blocks.first(), list.blocks.last()) else {
            return false;
        };
        let (first, last) = (first.begin, last.end);
        let spaced = self.is_spaced(&list.blocks);
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let stay: HashSet<usize> = kept.values().copied().collect();
        // The blank lines between entries stay between entries.
        let mut gaps: Vec<&str> = Vec::with_capacity(list.blocks.len());
        let mut loose: Vec<String> = Vec::with_capacity(list.blocks.len());
        let mut above = String::new();
        let mut end = first;
        for (number, block) in list.blocks.iter().enumerate() {
            let between = self.text.get(end..block.begin).unwrap_or_default();
            let rest = between.trim_start();
            let begin = self.text.line_start(block.begin - rest.len());
            let (gap, comments) = match rest.is_empty() {
                true => (between, ""),
                false => between.split_at(begin.saturating_sub(end)),
            };
            gaps.push(gap);
            above.push_str(comments);
            if stay.contains(&number) {
                loose.push(std::mem::take(&mut above));
            } else {
                loose.push(String::new());
            }
            end = block.end;
        }
        let mut text = String::new();
        for (number, value) in new.iter().enumerate() {
            if number > 0 {
                let usual = if spaced { self.newline } else { "" };
                text.push_str(gaps.get(number).copied().unwrap_or(usual));
            }
            let Some(before) = kept.get(&number) else {
                let fresh = self.fresh(value, list);
                text.push_str(&fresh.replace('\n', self.newline));
                continue;
            };
            let mut inner = self.inner();
            inner.value(
                &list.entries[*before],
                &old[*before],
                value,
                At::Entry,
                list.form,
            );
            let Block { begin, end } = list.blocks[*before];
            let Some(block) = inner.applied_between(begin, end) else {
                return false;
            };
            text.push_str(&loose[*before]);
            text.push_str(&block);
            if !block.ends_with('\n') {
                text.push_str(self.newline);
            }
        }
        text.push_str(&above);
        self.edits.push(Edit {
            start: first,
            end: last,
            text,
        });
        true
    }
}

/// Whether a value is a list of orgs, and not of what names orgs.
fn is_tree(orgs: Option<&Value>) -> bool {
    let orgs = orgs.and_then(Value::as_array);
    orgs.is_some_and(|orgs| orgs.iter().any(|org| org.get("key").is_some()))
}
