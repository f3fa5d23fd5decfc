//! Items in brackets: added, taken out.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::pairs::Pairs;
use super::{At, Editor};
use crate::import::emit::{self, Form};
use crate::source::outline::Part;

/// Something between two commas.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// First byte.
    pub start: usize,
    /// Byte behind the last, the comma not included.
    pub end: usize,
    /// Whether it stays.
    pub stays: bool,
}

impl Editor<'_> {
    pub(super) fn flow_list(
        &mut self,
        part: &Part,
        entries: &[Part],
        old: &[Value],
        new: &[Value],
    ) -> bool {
        let Some(pairs) = Pairs::new(old, new) else {
            return false;
        };
        if pairs.is_reordered() || pairs.kept.is_empty() || !new.iter().all(emit::is_item) {
            return false;
        }
        for (before, after) in &pairs.kept {
            self.value(
                &entries[*before],
                &old[*before],
                &new[*after],
                At::Flow,
                Form::Short,
            );
        }
        let stay: HashSet<usize> = pairs.kept.iter().map(|(before, _)| *before).collect();
        let items: Vec<Item> = entries
            .iter()
            .enumerate()
            .map(|(number, entry)| Item {
                start: entry.start,
                end: entry.end,
                stays: stay.contains(&number),
            })
            .collect();
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let mut behind = None;
        let mut fresh = Vec::new();
        for (number, value) in new.iter().enumerate() {
            match kept.get(&number) {
                Some(before) => behind = Some(*before),
                None => fresh.push((behind, emit::flow(value))),
            }
        }
        self.items(part, &items, &fresh);
        true
    }

    /// Takes out the items that do not stay, one at least of which does, and puts in those
    /// that are `fresh`, each behind an item that stays, or before them all.
    pub(super) fn items(&mut self, part: &Part, items: &[Item], fresh: &[(Option<usize>, String)]) {
        let commas: Vec<Option<usize>> = items.iter().map(|item| self.comma(item.end)).collect();
        let stops: Vec<usize> = items
            .iter()
            .zip(&commas)
            .map(|(item, comma)| comma.unwrap_or(item.end))
            .collect();
        // Items that share their lines.
        let mut rows: Vec<std::ops::Range<usize>> = Vec::new();
        let mut row_of: Vec<usize> = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let shares = number.checked_sub(1).is_some_and(|before| {
                let between = self.text.get(stops[before]..item.start);
                !between.is_some_and(|between| between.contains('\n'))
            });
            match rows.last_mut().filter(|_| shares) {
                Some(row) => row.end = number + 1,
                None => rows.push(number..number + 1),
            }
            row_of.push(rows.len() - 1);
        }
        let opened = self.text.line_end(self.bracket(part));
        let above = |first: usize| {
            let bound = first
                .checked_sub(1)
                .map_or(opened, |one| self.text.line_end(stops[one]));
            let line = self.text.line_start(items[first].start);
            self.text.comments_above(line, bound, usize::MAX)
        };
        let mut cuts: Vec<(usize, usize)> = Vec::new();
        for row in &rows {
            let (first, last) = (row.start, row.end - 1);
            let begins = self.text.begins_line(items[first].start);
            if items[row.clone()].iter().all(|item| !item.stays) {
                let ends = self.text.ends_line(stops[last]);
                cuts.push(match (begins, ends) {
                    (true, true) => (above(first), self.text.line_end(stops[last])),
                    // Behind the bracket: the comment behind it goes as well.
                    (false, true) => (items[first].start, self.text.line_stop(stops[last])),
                    (_, false) => (items[first].start, self.blanks_behind(stops[last])),
                });
                if begins && !ends {
                    let line = self.text.line_start(items[first].start);
                    cuts.push((above(first), line));
                }
                continue;
            }
            // Whether nothing stands before it on the line any more.
            let mut leads = true;
            for number in row.clone() {
                let item = items[number];
                if item.stays {
                    leads = false;
                } else if leads {
                    if number == first && begins {
                        let line = self.text.line_start(item.start);
                        cuts.push((above(first), line));
                    }
                    cuts.push((item.start, self.blanks_behind(stops[number])));
                } else {
                    cuts.push((self.blanks_before(item.start), stops[number]));
                }
            }
        }
        let Some(first) = items.iter().position(|item| item.stays) else {
            return;
        };
        let Some(last) = items.iter().rposition(|item| item.stays) else {
            return;
        };
        let trailing = commas.last().is_some_and(Option::is_some);
        let ends_fresh = fresh.iter().any(|(behind, _)| *behind == Some(last));
        // Where everything behind the last that stays goes, and the bracket stands behind it.
        let end = stops.last().copied().unwrap_or_default();
        let between = self.text.get(stops[last]..end).unwrap_or_default();
        let closes_up =
            last + 1 < items.len() && !self.text.ends_line(end) && !between.contains('#');
        if closes_up {
            cuts.retain(|(start, _)| *start < stops[last]);
            cuts.push((stops[last], end));
        }
        let mut edits: Vec<(usize, usize, String)> = Vec::new();
        match commas[last] {
            None if ends_fresh => {
                edits.push((items[last].end, items[last].end, ",".to_owned()));
            }
            Some(comma) if !trailing && !ends_fresh => {
                edits.push((comma - 1, comma, String::new()));
            }
            _ => {}
        }
        let has_row_of_its_own = |number: usize| {
            let row = &rows[row_of[number]];
            let stop = stops[number];
            number + 1 == row.end
                && self.text.ends_line(stop)
                && (row.len() == 1 && self.text.begins_line(items[number].start)
                    || self.text.comment_behind(stop).is_some())
        };
        for (number, (behind, item)) in fresh.iter().enumerate() {
            let is_last = *behind == Some(last) && number + 1 == fresh.len();
            let comma = if is_last && !trailing { "" } else { "," };
            let pad = |at: usize| " ".repeat(at - self.text.line_start(at));
            let (at, text) = match behind {
                Some(before) if has_row_of_its_own(*before) && !(closes_up && *before == last) => {
                    let pad = pad(items[*before].start);
                    let at = self.text.line_end(stops[*before]);
                    (at, format!("{pad}{item}{comma}\n"))
                }
                Some(before) => (stops[*before], format!(" {item}{comma}")),
                None if self.text.begins_line(items[first].start) => {
                    let pad = pad(items[first].start);
                    (above(first), format!("{pad}{item},\n"))
                }
                None => (items[first].start, format!("{item}, ")),
            };
            edits.push((at, at, text));
        }
        let cuts = cuts.into_iter().filter(|(start, end)| start < end);
        edits.extend(cuts.map(|(start, end)| (start, end, String::new())));
        for (start, end, text) in edits {
            self.edit(start, end, text);
        }
    }

    /// The byte behind the comma that follows what ends at a byte.
    fn comma(&self, end: usize) -> Option<usize> {
        let mut at = end;
        loop {
            match self.text.0.as_bytes().get(at)? {
                b',' => return Some(at + 1),
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' if at > end => at = self.text.line_end(at),
                _ => return None,
            }
        }
    }

    /// Where the bracket stands, which an anchor or a tag may stand before.
    fn bracket(&self, part: &Part) -> usize {
        let written = self.text.get(part.start..part.end).unwrap_or_default();
        part.start + written.find(['{', '[']).unwrap_or(0)
    }

    fn blanks_behind(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    fn blanks_before(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).len()
    }
}
