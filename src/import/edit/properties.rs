//! Properties of a mapping: changed, added, taken out.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{At, Editor, names};
use crate::import::emit::{self, Form};
use crate::import::scalar::{self, Around};
use crate::source::outline::{Named, Part};

impl Editor<'_> {
    pub(super) fn block_map(
        &mut self,
        part: &Part,
        properties: &[Named],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let column = properties
            .first()
            .map_or(part.column, |first| first.key.column);
        let standing: HashMap<&str, &Named> = properties
            .iter()
            .filter_map(|property| Some((property.name.as_deref()?, property)))
            .collect();
        if !standing.keys().any(|name| new.contains_key(*name)) {
            return false;
        }
        let mut first_kept = None;
        for (number, property) in properties.iter().enumerate() {
            let Some(name) = property.name.as_deref() else {
                continue;
            };
            let Some(before) = old.get(name) else {
                continue;
            };
            match new.get(name) {
                Some(after) => {
                    first_kept.get_or_insert(number);
                    self.value(
                        &property.value,
                        before,
                        after,
                        At::Property(property),
                        Form::Short,
                    );
                }
                None => match (first_kept, properties.get(number + 1)) {
                    // The dash of an entry stands before its first property.
                    (None, Some(next)) if !self.begins_line(property.key.start) => {
                        self.edit(property.key.start, next.key.start, String::new());
                    }
                    _ => self.remove_lines(property.key.start, property.value.end),
                },
            }
        }
        let mut behind: Option<&Named> = None;
        for (name, value) in new {
            if let Some(property) = standing.get(name.as_str()) {
                behind = Some(property);
                continue;
            }
            if old.get(name) == Some(value) {
                // It comes from a merge, and stays as it is.
                continue;
            }
            let mut lines = String::new();
            match behind {
                Some(before) => {
                    emit::property(name, value, column, Form::Short, &mut lines);
                    self.insert_line(before.value.end.max(before.colon), lines);
                }
                None => {
                    let Some(first) = properties.first() else {
                        return false;
                    };
                    emit::property(name, value, column, Form::Short, &mut lines);
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
        let kept: Vec<&Named> = properties.iter().filter(|one| stays(one)).collect();
        let standing: HashSet<&str> = names(properties).collect();
        let added =
            |name: &str, value: &Value| !standing.contains(name) && old.get(name) != Some(value);
        // What needs lines of its own does not go into brackets.
        let long = new
            .iter()
            .any(|(name, value)| added(name, value) && !emit::is_short(name, value));
        if kept.is_empty() || long {
            return false;
        }
        for property in &kept {
            let Some(name) = property.name.as_deref() else {
                continue;
            };
            if let (Some(before), Some(after)) = (old.get(name), new.get(name)) {
                self.value(&property.value, before, after, At::Flow, Form::Short);
            }
        }
        let places: Vec<(usize, usize, bool)> = properties
            .iter()
            .map(|one| (one.key.start, one.value.end.max(one.colon), stays(one)))
            .collect();
        self.remove_items(&places);
        let mut behind: Option<usize> = None;
        let ends: HashMap<&str, usize> = kept
            .iter()
            .filter_map(|one| Some((one.name.as_deref()?, one.value.end.max(one.colon))))
            .collect();
        for (name, value) in new {
            if let Some(end) = ends.get(name.as_str()) {
                behind = Some(*end);
            } else if added(name, value) {
                let item = format!(
                    "{}: {}",
                    scalar::text(name, Around::Flow),
                    emit::flow(value)
                );
                self.insert_item(part, behind, item);
            }
        }
        true
    }
}
