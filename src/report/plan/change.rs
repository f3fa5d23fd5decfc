use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::ink::{Ink, Sign};
use super::object::Shown;
use super::prose;
use super::spoken::MASK;
use super::value::{Speaker, identity, refers_to};
use crate::report::escape;
use crate::report::words::phrases;

/// One line below an object; text may hold colour, labels are plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// 0 for a property, 1 for an entry of its list, and so on.
    pub depth: usize,
    pub sign: Sign,
    /// The property's name; empty below depth 0.
    pub label: String,
    pub text: String,
}

/// How changes are turned into rows.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub speaker: Speaker<'a>,
    pub ink: Ink,
    /// Show what is classified as personal data.
    pub show_sensitive: bool,
    /// The object is new: there is no value before.
    pub creating: bool,
}

impl Style<'_> {
    /// The rows of one changed property.
    pub fn rows(&self, change: &Shown) -> Vec<Row> {
        let label = escape::terminal(&change.field).into_owned();
        if change.sensitive && !self.show_sensitive {
            return vec![Row {
                depth: 0,
                sign: Sign::Plain,
                label,
                text: self.masked(&change.from, &change.to),
            }];
        }
        let field = last_part(&change.field);
        let mut rows = Vec::new();
        self.differ(0, label, field, &change.from, &change.to, &mut rows);
        rows
    }

    fn differ(
        &self,
        depth: usize,
        label: String,
        field: &str,
        from: &Value,
        to: &Value,
        rows: &mut Vec<Row>,
    ) {
        let head = |text: String| Row {
            depth,
            sign: Sign::Plain,
            label: label.clone(),
            text,
        };
        match (from, to) {
            (Value::String(old), Value::String(new)) if prose::is_long(old, new) => {
                rows.push(head(String::new()));
                let lines = prose::lines(old, new, self.ink);
                self.bounded(depth + 1, lines, rows);
            }
            (Value::Null, Value::Null) => {}
            (Value::Null, Value::String(new)) if new.contains('\n') => {
                rows.push(head(String::new()));
                let lines = prose::lines("", new, self.ink);
                self.bounded(depth + 1, lines, rows);
            }
            (Value::Array(_), Value::Array(_) | Value::Null) | (Value::Null, Value::Array(_)) => {
                let (old, new) = (items(from), items(to));
                if self.creating && is_short_list(new) {
                    rows.push(head(self.speaker.value(field, to)));
                } else if refers_to(field).is_none() && is_short_list(old) && is_short_list(new) {
                    rows.push(head(self.words(old, new)));
                } else {
                    rows.push(head(String::new()));
                    self.entries(depth + 1, field, old, new, rows);
                }
            }
            (Value::Object(_), Value::Object(_) | Value::Null)
            | (Value::Null, Value::Object(_))
                if !is_entry(from) && !is_entry(to) =>
            {
                if self.creating {
                    rows.push(head(self.speaker.value(field, to)));
                } else {
                    self.members(depth, &label, map(from), map(to), rows);
                }
            }
            (Value::Null, new) if self.creating || depth > 0 => {
                rows.push(head(self.speaker.value(field, new)));
            }
            (old, new) => rows.push(head(self.arrow(field, old, new))),
        }
    }

    /// The change of a short list of bare words on one line: `+note -task`.
    fn words(&self, from: &[Value], to: &[Value]) -> String {
        let ink = self.ink;
        let added = to.iter().filter(|item| !from.contains(item));
        let removed = from.iter().filter(|item| !to.contains(item));
        let parts: Vec<String> = added
            .map(|item| (Sign::Add, item))
            .chain(removed.map(|item| (Sign::Remove, item)))
            .map(|(sign, item)| format!("{}{}", ink.sign(sign), self.speaker.value("", item)))
            .collect();
        if parts.is_empty() {
            phrases::order_only(self.speaker.language).to_owned()
        } else {
            parts.join(" ")
        }
    }

    /// What can be said of a value that must not be shown.
    fn masked(&self, from: &Value, to: &Value) -> String {
        let hide = |value: &Value| {
            if value.is_null() {
                phrases::nothing(self.speaker.language)
            } else {
                MASK
            }
        };
        if self.creating {
            hide(to).to_owned()
        } else {
            format!("{} -> {}", hide(from), hide(to))
        }
    }

    fn arrow(&self, field: &str, from: &Value, to: &Value) -> String {
        format!(
            "{} -> {}",
            self.speaker.value(field, from),
            self.speaker.value(field, to)
        )
    }

    /// Properties of a nested object, those that differ, each by its whole name.
    fn members(
        &self,
        depth: usize,
        within: &str,
        from: &Map<String, Value>,
        to: &Map<String, Value>,
        rows: &mut Vec<Row>,
    ) {
        let names: HashSet<&String> = from.keys().collect();
        let all = from
            .keys()
            .chain(to.keys().filter(|name| !names.contains(name)));
        for name in all {
            let old = from.get(name).unwrap_or(&Value::Null);
            let new = to.get(name).unwrap_or(&Value::Null);
            if old == new {
                continue;
            }
            let name_shown = escape::terminal(name);
            let label = if within.is_empty() {
                name_shown.into_owned()
            } else {
                format!("{within}.{name_shown}")
            };
            self.differ(depth, label, name, old, new, rows);
        }
    }

    /// Entries of a list: what comes, what goes, what differs.
    fn entries(
        &self,
        depth: usize,
        field: &str,
        from: &[Value],
        to: &[Value],
        rows: &mut Vec<Row>,
    ) {
        let before = by_identity(from);
        let after = by_identity(to);
        let mut lines: Vec<Vec<Row>> = Vec::new();
        let line = |sign, text| {
            vec![Row {
                depth,
                sign,
                label: String::new(),
                text,
            }]
        };
        for (name, item) in ordered(to) {
            match before.get(&name) {
                None => lines.push(line(Sign::Add, self.item(field, item, to.len()))),
                Some(old) if *old == item => {}
                Some(old) => {
                    if let Some(changed) = self.changed_entry(depth, field, old, item) {
                        lines.push(changed);
                    }
                }
            }
        }
        for (name, item) in ordered(from) {
            if !after.contains_key(&name) {
                lines.push(line(Sign::Remove, self.item(field, item, from.len())));
            }
        }
        if lines.is_empty() {
            rows.extend(line(
                Sign::Change,
                phrases::order_only(self.speaker.language).to_owned(),
            ));
            return;
        }
        let hidden = lines.len().saturating_sub(self.speaker.limit());
        rows.extend(lines.into_iter().take(self.speaker.limit()).flatten());
        if hidden > 0 {
            rows.extend(line(
                Sign::Plain,
                phrases::and_more(hidden, self.speaker.language),
            ));
        }
    }

    fn item(&self, field: &str, item: &Value, of: usize) -> String {
        match item {
            Value::Object(map) => self.speaker.entry(map, of),
            other => self.speaker.value(field, other),
        }
    }

    /// An entry that stays but differs: scalars on its own line, lists below it.
    fn changed_entry(
        &self,
        depth: usize,
        field: &str,
        from: &Value,
        to: &Value,
    ) -> Option<Vec<Row>> {
        let (Value::Object(old), Value::Object(new)) = (from, to) else {
            return Some(vec![Row {
                depth,
                sign: Sign::Change,
                label: String::new(),
                text: self.arrow(field, from, to),
            }]);
        };
        let label = identity(new)
            .map(|(name, value)| self.speaker.value(name, value))
            .unwrap_or_default();
        let mut nested = Vec::new();
        self.members(depth + 1, "", old, new, &mut nested);
        if nested.is_empty() {
            return None;
        }
        let simple = nested
            .iter()
            .all(|row| row.depth == depth + 1 && !row.label.is_empty());
        let parts: Vec<String> = nested
            .iter()
            .map(|row| format!("{} {}", row.label, row.text))
            .collect();
        let mut rows = vec![Row {
            depth,
            sign: Sign::Change,
            label: String::new(),
            text: if simple {
                format!("{label}: {}", parts.join(", "))
            } else {
                label
            },
        }];
        if !simple {
            rows.extend(nested);
        }
        Some(rows)
    }

    fn bounded(&self, depth: usize, lines: Vec<(Sign, String)>, rows: &mut Vec<Row>) {
        let hidden = lines.len().saturating_sub(self.speaker.limit());
        rows.extend(
            lines
                .into_iter()
                .take(self.speaker.limit())
                .map(|(sign, text)| Row {
                    depth,
                    sign,
                    label: String::new(),
                    text,
                }),
        );
        if hidden > 0 {
            rows.push(Row {
                depth,
                sign: Sign::Plain,
                label: String::new(),
                text: phrases::and_more(hidden, self.speaker.language),
            });
        }
    }
}

fn last_part(field: &str) -> &str {
    field.rsplit('.').next().unwrap_or(field)
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        _ => &[],
    }
}

fn map(value: &Value) -> &Map<String, Value> {
    static EMPTY: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    match value {
        Value::Object(map) => map,
        _ => &EMPTY,
    }
}

fn is_entry(value: &Value) -> bool {
    matches!(value, Value::Object(map) if identity(map).is_some())
}

/// Lists of bare words (features, addresses) fit on one line; lists of objects do not.
fn is_short_list(items: &[Value]) -> bool {
    items.iter().all(|item| !item.is_object()) && items.len() <= 8
}

/// Entries by what tells them apart, or by themselves where nothing does.
fn by_identity(items: &[Value]) -> HashMap<String, &Value> {
    ordered(items).collect()
}

fn ordered(items: &[Value]) -> impl Iterator<Item = (String, &Value)> {
    // Entries without a distinct identity (two posts in one org cannot be, but an unknown
    // list may hold the same thing twice) are told apart by how often they came before.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    items.iter().map(move |item| {
        let name = match item {
            Value::Object(map) => match identity(map) {
                Some((field, value)) => format!("{field}={value}"),
                None => item.to_string(),
            },
            other => other.to_string(),
        };
        let times = seen.entry(name.clone()).or_insert(0);
        *times += 1;
        (format!("{name}#{times}"), item)
    })
}
