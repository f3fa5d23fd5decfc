//! Reading a request's body. A property that is missing, null or given are three
//! things: `Field::Absent`, `Known(None)`, `Known(Some(..))`. Properties that nobody
//! asks for are ignored, as the service ignores misspelt ones (facts 1.2).

use serde_json::{Map, Value};

use crate::directory::{DomainId, Field, Key, Language};

use super::call::Call;
use super::text::Text;
use super::{Mark, Refusal, reasons};

/// A JSON object of a request, and where it stands.
#[derive(Clone, Debug)]
pub struct Body<'a> {
    map: &'a Map<String, Value>,
    /// `organizations[0].` for what is nested, empty at the root.
    prefix: String,
    section: &'static str,
}

impl<'a> Body<'a> {
    /// The body of a call that needs one. `section` of the facts stands in its refusals.
    ///
    /// # Errors
    /// 400 where the call has no body.
    pub fn of(call: &Call<'a>, section: &'static str) -> Result<Body<'a>, Refusal> {
        let map = call
            .body
            .ok_or_else(|| Refusal::new(400, reasons::BODY_REQUIRED, section, Mark::D))?;
        Ok(Body {
            map,
            prefix: String::new(),
            section,
        })
    }

    /// Whether a property stands in the body, null included.
    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// Whether a property stands in the body as null.
    pub fn is_null(&self, name: &str) -> bool {
        self.map.get(name).is_some_and(Value::is_null)
    }

    /// The raw properties.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.map.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The full name of a property for messages: `organizations[0].email`.
    pub fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// A refusal of this body with status 400 that names a property.
    pub fn refuse(&self, reason: &'static str, mark: Mark, name: &str) -> Refusal {
        Refusal::new(400, reason, self.section, mark).with("property", self.path(name))
    }

    /// The refusal of a property that is required and missing.
    pub fn lacks(&self, name: &str) -> Refusal {
        self.refuse(reasons::MISSING_PROPERTY, Mark::D, name)
    }

    fn wrong(&self, name: &str, expected: &str) -> Refusal {
        self.refuse(reasons::WRONG_TYPE, Mark::D, name)
            .with("expected", expected)
    }

    fn some<T>(&self, name: &str, value: Field<Option<T>>) -> Result<Field<T>, Refusal> {
        match value {
            Field::Absent => Ok(Field::Absent),
            Field::Known(Some(value)) => Ok(Field::Known(value)),
            Field::Known(None) => Err(self.refuse(reasons::NOT_NULLABLE, Mark::D, name)),
        }
    }

    fn required<T>(&self, name: &str, value: Field<T>) -> Result<T, Refusal> {
        value.into_known().ok_or_else(|| self.lacks(name))
    }

    fn read<T>(
        &self,
        name: &str,
        expected: &str,
        turn: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Field<Option<T>>, Refusal> {
        match self.map.get(name) {
            None => Ok(Field::Absent),
            Some(Value::Null) => Ok(Field::Known(None)),
            Some(value) => turn(value)
                .map(|value| Field::Known(Some(value)))
                .ok_or_else(|| self.wrong(name, expected)),
        }
    }

    /// A text that may be null.
    ///
    /// # Errors
    /// 400 on another type, length or character.
    pub fn nullable_text(
        &self,
        name: &str,
        rules: Text,
    ) -> Result<Field<Option<&'a str>>, Refusal> {
        let value = self.read(name, "string", Value::as_str)?;
        if let Field::Known(Some(text)) = value {
            rules.check(text, &self.path(name), self.section, Mark::D)?;
        }
        Ok(value)
    }

    /// A text that may be missing but not null.
    ///
    /// # Errors
    /// As [`Body::nullable_text`], and on null.
    pub fn text(&self, name: &str, rules: Text) -> Result<Field<&'a str>, Refusal> {
        let value = self.nullable_text(name, rules)?;
        self.some(name, value)
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// As [`Body::text`], and where it is missing.
    pub fn required_text(&self, name: &str, rules: Text) -> Result<&'a str, Refusal> {
        let value = self.text(name, rules)?;
        self.required(name, value)
    }

    /// An external key: null removes it (facts 4.2).
    ///
    /// # Errors
    /// As [`Body::nullable_text`].
    pub fn key(&self, name: &str) -> Result<Field<Option<Key>>, Refusal> {
        let value = self.nullable_text(name, Text::KEY)?;
        Ok(value.map(|key| key.map(Key::from)))
    }

    /// A boolean that may be missing but not null.
    ///
    /// # Errors
    /// 400 on another type, and on null.
    pub fn flag(&self, name: &str) -> Result<Field<bool>, Refusal> {
        let value = self.read(name, "boolean", Value::as_bool)?;
        self.some(name, value)
    }

    /// A whole number (int32) that may be missing but not null.
    ///
    /// # Errors
    /// 400 on another type, beyond 32 bits, and on null.
    pub fn integer(&self, name: &str) -> Result<Field<i64>, Refusal> {
        let value = self.nullable_integer(name)?;
        self.some(name, value)
    }

    /// A whole number (int32) that may be missing or null.
    ///
    /// # Errors
    /// 400 on another type, and beyond 32 bits.
    pub fn nullable_integer(&self, name: &str) -> Result<Field<Option<i64>>, Refusal> {
        self.read(name, "integer", |value| {
            value.as_i64().filter(|n| i32::try_from(*n).is_ok())
        })
    }

    /// `domainId`.
    ///
    /// # Errors
    /// As [`Body::integer`].
    pub fn domain(&self, name: &str) -> Result<Field<DomainId>, Refusal> {
        let value = self.integer(name)?;
        let wrong = || self.wrong(name, "integer");
        match value {
            Field::Absent => Ok(Field::Absent),
            Field::Known(n) => i32::try_from(n)
                .map(|n| Field::Known(DomainId(n)))
                .map_err(|_| wrong()),
        }
    }

    /// `domainId` that must be there.
    ///
    /// # Errors
    /// As [`Body::domain`], and where it is missing.
    pub fn required_domain(&self, name: &str) -> Result<DomainId, Refusal> {
        let value = self.domain(name)?;
        self.required(name, value)
    }

    /// A list of up to `max` entries that may be missing but not null.
    ///
    /// # Errors
    /// 400 on another type, too many entries, and on null.
    pub fn list(&self, name: &str, max: usize) -> Result<Field<&'a [Value]>, Refusal> {
        let value = self.read(name, "array", |value| value.as_array().map(Vec::as_slice))?;
        let value = self.some(name, value)?;
        if let Field::Known(list) = value
            && list.len() > max
        {
            return Err(self
                .refuse(reasons::TOO_MANY_ENTRIES, Mark::D, name)
                .with("max", max)
                .with("length", list.len()));
        }
        Ok(value)
    }

    /// A list of objects, each ready to be read.
    ///
    /// # Errors
    /// As [`Body::list`], and where an entry is no object.
    pub fn objects(&self, name: &str, max: usize) -> Result<Field<Vec<Body<'a>>>, Refusal> {
        let Field::Known(list) = self.list(name, max)? else {
            return Ok(Field::Absent);
        };
        let entries = list.iter().enumerate().map(|(n, value)| {
            let at = format!("{name}[{n}]");
            match value.as_object() {
                Some(map) => Ok(self.nested(map, &at)),
                None => Err(self.wrong(&at, "object")),
            }
        });
        entries.collect::<Result<_, _>>().map(Field::Known)
    }

    /// A list of texts.
    ///
    /// # Errors
    /// As [`Body::list`], and where an entry is no text or breaks the rules.
    pub fn texts(
        &self,
        name: &str,
        max: usize,
        rules: Text,
    ) -> Result<Field<Vec<&'a str>>, Refusal> {
        let Field::Known(list) = self.list(name, max)? else {
            return Ok(Field::Absent);
        };
        let entries = list.iter().enumerate().map(|(n, value)| {
            let at = format!("{name}[{n}]");
            let text = value.as_str().ok_or_else(|| self.wrong(&at, "string"))?;
            rules.check(text, &self.path(&at), self.section, Mark::D)?;
            Ok(text)
        });
        entries.collect::<Result<_, _>>().map(Field::Known)
    }

    /// An object that may be null.
    ///
    /// # Errors
    /// 400 on another type.
    pub fn nullable_object(&self, name: &str) -> Result<Field<Option<Body<'a>>>, Refusal> {
        let value = self.read(name, "object", Value::as_object)?;
        Ok(value.map(|map| map.map(|map| self.nested(map, name))))
    }

    /// An object that may be missing but not null.
    ///
    /// # Errors
    /// 400 on another type, and on null.
    pub fn object(&self, name: &str) -> Result<Field<Body<'a>>, Refusal> {
        let value = self.nullable_object(name)?;
        self.some(name, value)
    }

    fn nested(&self, map: &'a Map<String, Value>, at: &str) -> Body<'a> {
        Body {
            map,
            prefix: format!("{}{at}.", self.prefix),
            section: self.section,
        }
    }

    /// One of the five languages that must be there.
    ///
    /// # Errors
    /// 400 where it is missing or another word.
    pub fn required_language(&self, name: &str) -> Result<Language, Refusal> {
        let code = self.required_text(name, Text::up_to(16))?;
        Language::from_code(code).ok_or_else(|| {
            self.refuse(reasons::UNKNOWN_VALUE, Mark::D, name)
                .with("value", code)
        })
    }

    /// One word of a few, null allowed.
    ///
    /// # Errors
    /// 400 where it is another word or type.
    pub fn nullable_word(
        &self,
        name: &str,
        words: &[&str],
    ) -> Result<Field<Option<&'a str>>, Refusal> {
        let value = self.nullable_text(name, Text::up_to(100))?;
        match value {
            Field::Known(Some(word)) if !words.contains(&word) => Err(self
                .refuse(reasons::UNKNOWN_VALUE, Mark::D, name)
                .with("value", word)),
            other => Ok(other),
        }
    }
}
