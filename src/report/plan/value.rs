use serde_json::{Map, Value};

use crate::plan::Plan;
use crate::report::escape;
use crate::report::words::{Language, phrases};

/// How many entries of a list or lines of a text are shown before the rest is counted.
pub(super) const ENTRIES: usize = 25;

/// Turns values of the configuration's vocabulary into text, with names beside keys.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub plan: &'a Plan,
    /// Show every entry, however many.
    pub full: bool,
    /// In which fixed words are said.
    pub language: Language,
}

impl Speaker<'_> {
    /// How many entries of a list are shown.
    pub fn limit(&self) -> usize {
        if self.full { usize::MAX } else { ENTRIES }
    }

    /// The name (or breadcrumb) of an object, where the plan has one.
    pub fn name(&self, kind: &str, key: &str) -> Option<String> {
        self.plan
            .names
            .get(kind)?
            .get(key)
            .filter(|name| !name.is_empty() && *name != key)
            .map(|name| escape::terminal(name).into_owned())
    }

    /// A key with the name of what it stands for.
    pub fn named(&self, kind: &str, key: &str) -> String {
        let shown = escape::terminal(key);
        match self.name(kind, key) {
            Some(name) => format!("{shown} {name}"),
            None => shown.into_owned(),
        }
    }

    /// A value on one line; `field` is the last part of the property's name and tells
    /// what kind of object a string refers to.
    pub fn value(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Null if field == "parent" => phrases::top_level(self.language).to_owned(),
            Value::Null => phrases::nothing(self.language).to_owned(),
            Value::Bool(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => match refers_to(field) {
                Some(kind) => self.named(kind, text),
                None if text.is_empty() => "\"\"".to_owned(),
                None => escape::terminal(text).into_owned(),
            },
            Value::Array(items) if items.is_empty() => phrases::nothing(self.language).to_owned(),
            Value::Array(items) => {
                let mut parts: Vec<String> = items
                    .iter()
                    .take(self.limit())
                    .map(|item| match item {
                        Value::Object(map) => self.entry(map, items.len()),
                        other => self.value(field, other),
                    })
                    .collect();
                if items.len() > parts.len() {
                    parts.push(phrases::and_more(items.len() - parts.len(), self.language));
                }
                parts.join(", ")
            }
            Value::Object(map) => match identity(map) {
                Some(_) => self.entry(map, 2),
                None => self.fields(map.iter().filter(|(_, value)| !value.is_null())),
            },
        }
    }

    /// An entry of a list of so many on one line: what it is, then its properties in
    /// brackets.
    pub fn entry(&self, map: &Map<String, Value>, of: usize) -> String {
        let Some((field, value)) = identity(map) else {
            return self.fields(map.iter());
        };
        let label = self.value(field, value);
        let rest = self.fields(
            map.iter()
                .filter(|(name, _)| *name != field)
                .filter(|(name, value)| !is_plain_default(name, value))
                // The only one is the primary one.
                .filter(|(name, _)| *name != "primary" || of > 1),
        );
        if rest.is_empty() {
            label
        } else {
            format!("{label} ({rest})")
        }
    }

    fn fields<'m>(&self, fields: impl Iterator<Item = (&'m String, &'m Value)>) -> String {
        let parts: Vec<String> = fields
            .map(|(name, value)| match (name.as_str(), value) {
                // Flags read better as words than as `leader: true`.
                ("leader" | "primary", Value::Bool(true)) => name.clone(),
                (_, Value::Object(map)) if identity(map).is_none() => {
                    format!(
                        "{}: {{{}}}",
                        escape::terminal(name),
                        self.value(name, value)
                    )
                }
                (_, Value::Array(items)) if items.iter().any(Value::is_object) => {
                    format!("{}: [{}]", escape::terminal(name), self.value(name, value))
                }
                _ => format!("{}: {}", escape::terminal(name), self.value(name, value)),
            })
            .collect();
        parts.join(", ")
    }
}

/// Properties of a new list entry that say nothing: what the service takes by default.
fn is_plain_default(name: &str, value: &Value) -> bool {
    match (name, value) {
        ("leader" | "primary", Value::Bool(flag)) => !flag,
        ("visible" | "teamFeature", Value::Bool(flag)) => *flag,
        (_, Value::Null) => true,
        (_, Value::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// The property that tells the entries of a list apart, and its value.
pub(super) fn identity(map: &Map<String, Value>) -> Option<(&'static str, &Value)> {
    ["org", "domain", "member", "key", "id", "email", "language"]
        .into_iter()
        .find_map(|field| {
            map.get(field)
                .filter(|value| value.is_string() || value.is_number())
                .map(|value| (field, value))
        })
}

/// The kind of object that the strings of a property name.
pub(super) fn refers_to(field: &str) -> Option<&'static str> {
    match field {
        "org" | "orgs" | "parent" => Some("org"),
        "position" => Some("position"),
        "level" => Some("level"),
        "userType" => Some("userType"),
        "member"
        | "members"
        | "masters"
        | "membersAllowedToUseEmailAsRecipient"
        | "membersAllowedToUseEmailAsSender" => Some("member"),
        "groups" => Some("group"),
        _ => None,
    }
}
