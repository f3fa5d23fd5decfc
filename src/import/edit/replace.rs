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
                let lines = self.entry_lines(new, indent, form);
                let lines = lines.trim_end_matches('\n');
                let text = lines.get(indent + STEP..).unwrap_or_default();
                self.put(part.start, part.end, text.to_owned());
            }
        }
    }

    fn replace_property(&mut self, part: &Part, property: &Named, new: &Value, form: Form) {
        let name = property.name.as_deref().unwrap_or_default();
        let column = property.key.column;
        if let Value::String(text) = new {
            let text = self.like(part, text, Around::Block);
            let comment = match part.holds {
                // Behind the `|` there may be one.
                Holds::Scalar(Quotes::Lines) => self.header_comment(part.start),
                _ => "",
            };
            return self.put_behind_colon(part, property, format!(" {text}{comment}"));
        }
        let mut lines = String::new();
        match new {
            Value::Array(list) if !list.is_empty() && form == Form::Block => {
                lines.push_str(&format!("{}{name}:\n", " ".repeat(column)));
                for one in list {
                    emit::entry(one, column + STEP, form, &mut lines);
                }
            }
            other => lines.push_str(&self.property_lines(name, other, column)),
        }
        let lines = lines.trim_end_matches('\n');
        let written = scalar::text(name, Around::Block).len();
        let text = lines.get(column + written + 1..).unwrap_or_default();
        self.put_behind_colon(part, property, text.to_owned());
    }

    /// The comment behind the `|` or `>` that stands at a byte, with the blanks before it.
    fn header_comment(&self, start: usize) -> &str {
        let header = self.text.get(start..self.text.line_stop(start));
        let header = header.unwrap_or_default();
        let Some(hash) = header.find('#') else {
            return "";
        };
        let before = header.get(..hash).unwrap_or_default().trim_end();
        header.get(before.len()..).unwrap_or_default()
    }

    /// Puts a value behind a name: in the place of the one that stands there, comments between
    /// the two kept. What a list or mapping in lines of its own holds goes with all its lines.
    fn put_behind_colon(&mut self, part: &Part, property: &Named, text: String) {
        if matches!(
            part.holds,
            Holds::List { flow: false, .. } | Holds::Map { flow: false, .. }
        ) {
            let line = self.text.line_start(part.start);
            let below = self.text.line_end(property.colon);
            if self.text.begins_line(part.start)
                && line >= below
                && self.text.ends_line(property.colon)
            {
                let places = std::iter::once((part.start, part.end));
                if let [block] = self.text.blocks(part.column, places)[..] {
                    let begin = block.begin.max(below);
                    return self.put_over_lines(property.colon, begin, block.end, &text);
                }
            }
        }
        let between = self.text.get(property.colon..part.start);
        let between = between.unwrap_or_default();
        if between.trim().is_empty() {
            self.put(property.colon, part.end, text);
        } else if let Some(lines) = text.strip_prefix('\n') {
            let column = part.start - self.text.line_start(part.start);
            let from = lines.len() - lines.trim_start_matches(' ').len();
            self.edit(part.start, part.end, indented(lines, from, column));
        } else {
            self.edit(part.start, part.end, text.trim_start().to_owned());
        }
    }

    /// Puts a value behind a colon and in the place of whole lines below it.
    fn put_over_lines(&mut self, colon: usize, begin: usize, end: usize, text: &str) {
        let (here, below) = text.split_once('\n').unwrap_or((text, ""));
        if !here.is_empty() {
            self.edit(colon, colon, here.to_owned());
        }
        let written = self.text.get(begin..end).unwrap_or_default();
        let below = match below.is_empty() || !written.ends_with('\n') {
            true => below.to_owned(),
            false => format!("{below}\n"),
        };
        self.edit(begin, end, below);
    }

    /// Puts a value in the place of another; a comment behind that goes behind the first line.
    fn put(&mut self, start: usize, end: usize, text: String) {
        match (text.split_once('\n'), self.text.comment_behind(end)) {
            (Some((first, rest)), Some(comment)) => {
                let text = format!("{first}{comment}\n{rest}");
                self.edit(start, end + comment.len(), text);
            }
            _ => self.edit(start, end, text),
        }
    }

    /// A text in the quotes of the one it takes the place of, where that can be.
    fn like(&self, part: &Part, text: &str, around: Around) -> String {
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
