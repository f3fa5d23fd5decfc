//! Properties of a mapping: changed, added, taken out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::items::Item;
use super::{At, Editor, names};
use crate::import::emit::{self, Form};
use crate::import::scalar::{self, Around};
use crate::source::outline::{Named, Part};

/// Byte behind the last of a property.
fn end_of(property: &Named) -> usize {
    property.value.end.max(property.colon)
}

impl Editor<'_> {
    pub(super) fn block_map(
        &mut self,
        properties: &[Named],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let Some(first) = properties.first() else {
            return false;
        };
        let column = first.key.column;
        let places = properties.iter().map(|one| (one.key.start, end_of(one)));
        let blocks = self.text.blocks(column, places);
        let standing: HashMap<&str, usize> = properties
            .iter()
            .enumerate()
            .filter_map(|(number, property)| Some((property.name.as_deref()?, number)))
            .collect();
        if !standing.keys().any(|name| new.contains_key(*name)) {
            return false;
        }
        let goes = |property: &Named| {
            let name = property.name.as_deref();
            name.is_some_and(|name| old.contains_key(name) && !new.contains_key(name))
        };
        for property in properties {
            if let Some(name) = property.name.as_deref()
                && let (Some(before), Some(after)) = (old.get(name), new.get(name))
            {
                self.value(
                    &property.value,
                    before,
                    after,
                    At::Property(property),
                    Form::Short,
                );
            }
        }
        let mut from = 0;
        if !self.text.begins_line(first.key.start)
            && goes(first)
            && let Some(stays) = properties.iter().position(|property| !goes(property))
        {
            // The dash of an entry stands before its first property, and then before the next,
            // or the comment above that.
            from = stays;
            let next = &properties[stays].key;
            let above = blocks[stays].begin;
            let line = self.text.get(above..next.start).unwrap_or_default();
            let blanks = line.len() - line.trim_start().len();
            self.edit(first.key.start, above + blanks, String::new());
        }
        for (property, block) in properties.iter().zip(&blocks).skip(from) {
            if goes(property) {
                self.edit(block.begin, block.end, String::new());
            }
        }
        let mut behind: Option<usize> = None;
        for (name, value) in new {
            if let Some(number) = standing.get(name.as_str()) {
                behind = Some(*number);
                continue;
            }
            if old.get(name) == Some(value) {
                // It comes from a merge, and stays as it is.
                continue;
            }
            let lines = self.property_lines(name, value, column);
            match behind {
                Some(before) => self.insert_lines(blocks[before].end, lines),
                None if self.text.begins_line(first.key.start) => {
                    self.insert_lines(blocks[0].begin, lines);
                }
                None => {
                    let text = lines.get(column..).unwrap_or_default();
                    let text = format!("{text}{}", " ".repeat(column));
                    self.edit(first.key.start, first.key.start, text);
                }
            }
        }
        true
    }

    pub(super) fn flow_map(
        &mut self,
        part: &Part,
        properties: &[Named],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let stays = |property: &Named| {
            let name = property.name.as_deref();
            name.is_none_or(|name| new.contains_key(name))
        };
        let standing: HashSet<&str> = names(properties).collect();
        let added =
            |name: &str, value: &Value| !standing.contains(name) && old.get(name) != Some(value);
        // What needs lines of its own does not go into brackets.
        let long = new
            .iter()
            .any(|(name, value)| added(name, value) && !emit::is_short(name, value));
        if long || !properties.iter().any(stays) {
            return false;
        }
        for property in properties.iter().filter(|one| stays(one)) {
            let Some(name) = property.name.as_deref() else {
                continue;
            };
            if let (Some(before), Some(after)) = (old.get(name), new.get(name)) {
                self.value(&property.value, before, after, At::Flow, Form::Short);
            }
        }
        let items: Vec<Item> = properties
            .iter()
            .map(|one| Item {
                start: one.key.start,
                end: end_of(one),
                stays: stays(one),
            })
            .collect();
        let places: HashMap<&str, usize> = properties
            .iter()
            .enumerate()
            .filter_map(|(number, one)| Some((one.name.as_deref()?, number)))
            .collect();
        let mut behind: Option<usize> = None;
        let mut fresh = Vec::new();
        for (name, value) in new {
            if let Some(number) = places.get(name.as_str()) {
                behind = Some(*number);
            } else if added(name, value) {
                let name = scalar::text(name, Around::Flow);
                fresh.push((behind, format!("{name}: {}", emit::flow(value))));
            }
        }
        self.items(part, &items, &fresh);
        true
    }
}
