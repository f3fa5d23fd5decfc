//! Items in brackets: added, taken out.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::pairs::Pairs;
use super::{At, Editor};
use crate::import::emit::{self, Form};
use crate::source::outline::Part;

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
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let stay: HashSet<usize> = pairs.kept.iter().map(|(before, _)| *before).collect();
        let places: Vec<(usize, usize, bool)> = entries
            .iter()
            .enumerate()
            .map(|(number, entry)| (entry.start, entry.end, stay.contains(&number)))
            .collect();
        self.remove_items(&places);
        let mut behind = None;
        for (number, value) in new.iter().enumerate() {
            match kept.get(&number) {
                Some(before) => behind = Some(entries[*before].end),
                None => self.insert_item(part, behind, emit::flow(value)),
            }
        }
        true
    }

    pub(super) fn remove_items(&mut self, places: &[(usize, usize, bool)]) {
        let mut kept = false;
        let mut open: Option<usize> = None;
        let mut end_before = 0;
        for (start, end, stays) in places {
            if *stays {
                // What went stood before everything that stays.
                if let (Some(from), false) = (open.take(), kept) {
                    self.edit(from, *start, String::new());
                }
                kept = true;
            } else if kept {
                self.edit(end_before, *end, String::new());
            } else {
                open.get_or_insert(*start);
            }
            end_before = *end;
        }
    }

    pub(super) fn insert_item(&mut self, part: &Part, behind: Option<usize>, item: String) {
        match behind {
            Some(end) => self.edit(end, end, format!(", {item}")),
            None => {
                // Behind the bracket, which an anchor or a tag may stand before.
                let written = self.text.get(part.start..part.end).unwrap_or_default();
                let bracket = written
                    .find(['{', '['])
                    .map_or(part.start, |at| part.start + at + 1);
                self.edit(bracket, bracket, format!("{item}, "));
            }
        }
    }
}
