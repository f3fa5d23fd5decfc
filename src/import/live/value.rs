//! Properties as values of the configuration.

use serde_json::{Map, Value, json};

use crate::directory::{ByLanguage, Email, Field};

/// Properties that are put together one by one; what was not read is left out.
#[derive(Default)]
pub struct Properties(pub Map<String, Value>);

impl Properties {
    /// A property, where it is known.
    pub fn put<T>(&mut self, name: &str, field: &Field<T>, turn: impl FnOnce(&T) -> Value) {
        if let Field::Known(value) = field {
            self.0.insert(name.to_owned(), turn(value));
        }
    }

    /// A value.
    pub fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// A text.
    pub fn text(&mut self, name: &str, field: &Field<String>) {
        self.put(name, field, |text| json!(text));
    }

    /// A text that may be empty.
    pub fn optional(&mut self, name: &str, field: &Field<Option<String>>) {
        self.put(name, field, |text| match text {
            Some(text) if !text.is_empty() => json!(text),
            _ => Value::Null,
        });
    }

    /// A yes or no.
    pub fn flag(&mut self, name: &str, field: &Field<bool>) {
        self.put(name, field, |value| json!(value));
    }

    /// Addresses: a set, sorted.
    pub fn emails(&mut self, name: &str, field: &Field<Vec<Email>>) {
        self.put(name, field, |emails| {
            let mut emails: Vec<&str> = emails.iter().map(Email::as_str).collect();
            emails.sort_unstable();
            emails.dedup();
            json!(emails)
        });
    }

    /// Names in other languages.
    pub fn names(&mut self, field: &Field<ByLanguage<Option<String>>>) {
        self.put("names", field, |names| {
            let names = names.iter().filter_map(|(language, name)| {
                Some((language.code().to_owned(), json!(name.as_ref()?)))
            });
            Value::Object(names.collect())
        });
    }
}
