//! One value in the place of another.

use serde_json::Value;

use super::{At, Editor};
use crate::import::emit::{self, Form, STEP};
use crate::import::lines::indented;
use crate::import::scalar::{self, Around};
use crate::source::outline::{Holds, Named, Part, Quotes};

impl Editor<'_> {
    /// A value in the place of another.
    pub(super) fn replace(&mut self, part: &Part, new: &Value, at: At<'_>, form: Form) {
        match at {
            At::Flow => {
                let text = match new {
                    Value::String(text) => self.like(part, text, Around::Flow),
                    other => emit::flow(other),
                };
                let text = match part.holds {
                    Holds::Nothing => format!(" {text}"),
                    _ => text,
                };
                self.edit(part.start, part.end, text);
            }
            At::Property(property) => self.replace_property(part, property, new, form),
            At::Entry => {
                let indent = part.column.saturating_sub(STEP);
                let mut lines = String::new();
                emit::entry(new, indent, form, &mut lines);
                let lines = lines.trim_end_matches('\n');
                let text = lines.get(indent + STEP..).unwrap_or_default();
                self.edit(part.start, part.end, text.to_owned());
            }
        }
    }

    pub(super) fn replace_property(
        &mut self,
        part: &Part,
        property: &Named,
        new: &Value,
        form: Form,
    ) {
        let name = property.name.as_deref().unwrap_or_default();
        let column = property.key.column;
        if let Value::String(text) = new {
            let text = self.like(part, text, Around::Block);
            return self.put_behind_colon(part, property, format!(" {text}"));
        }
        let mut lines = String::new();
        match new {
            Value::Array(list) if !list.is_empty() && form == Form::Block => {
                lines.push_str(&format!("{}{name}:\n", " ".repeat(column)));
                for one in list {
                    emit::entry(one, column + STEP, form, &mut lines);
                }
            }
            other => emit::property(name, other, column, Form::Short, &mut lines),
        }
        let lines = lines.trim_end_matches('\n');
        let written = scalar::text(name, Around::Block).len();
        let text = lines.get(column + written + 1..).unwrap_or_default();
        self.put_behind_colon(part, property, text.to_owned());
    }

    /// Puts a value behind a name: in the place of the one that stands there, comments between
    /// the two kept.
    pub(super) fn put_behind_colon(&mut self, part: &Part, property: &Named, text: String) {
        let between = self
            .text
            .get(property.colon..part.start)
            .unwrap_or_default();
        if between.trim().is_empty() {
            self.edit(property.colon, part.end, text);
        } else if let Some(lines) = text.strip_prefix('\n') {
            let column = part.start - self.line_start(part.start);
            let from = lines.len() - lines.trim_start_matches(' ').len();
            self.edit(part.start, part.end, indented(lines, from, column));
        } else {
            self.edit(part.start, part.end, text.trim_start().to_owned());
        }
    }

    /// A text in the quotes of the one it takes the place of, where that can be.
    pub(super) fn like(&self, part: &Part, text: &str, around: Around) -> String {
        let before = self.text.get(part.start..part.end).unwrap_or_default();
        match part.holds {
            Holds::Scalar(Quotes::Single | Quotes::Double) => scalar::quoted(text),
            // A date without quotes is one of a person who writes dates so.
            Holds::Scalar(Quotes::None) if is_date(before) && is_date(text) => text.to_owned(),
            _ => scalar::text(text, around),
        }
    }
}

/// `2026-04-01`, alone or with a time.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes
            .iter()
            .take(10)
            .enumerate()
            .all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            })
        && bytes
            .iter()
            .skip(10)
            .all(|b| b.is_ascii_digit() || b"T:+-Z".contains(b))
}
