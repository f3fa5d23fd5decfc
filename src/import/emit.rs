//! Values as YAML text: block style, what is short in brackets on one line.

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::scalar::{self, Around};

/// Columns a line in brackets may take; a Japanese character takes two.
const WIDTH: usize = 100;

/// Columns that what is below is indented by.
pub const STEP: usize = 2;

/// How a mapping or list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A property a line.
    Block,
    /// In brackets where that fits on the line, else a property a line.
    Short,
}

/// The lines of `name: value` at an indentation, the last with its line end.
pub fn property(name: &str, value: &Value, indent: usize, form: Form, out: &mut String) {
    pad(indent, out);
    property_here(name, value, indent, form, out);
}

/// The same where the indentation (or `- `) stands already.
fn property_here(name: &str, value: &Value, indent: usize, form: Form, out: &mut String) {
    let name = scalar::text(name, Around::Block);
    out.push_str(&name);
    out.push(':');
    let taken = indent + name.width() + 2;
    match value {
        Value::Object(map) if !map.is_empty() && !fits(value, taken, form) => {
            out.push('\n');
            properties(map, indent + STEP, Form::Short, out);
        }
        Value::Array(list) if !list.is_empty() && !fits(value, taken, form) => {
            out.push('\n');
            for one in list {
                entry(one, indent + STEP, Form::Short, out);
            }
        }
        short => {
            out.push(' ');
            out.push_str(&one_line(short));
            out.push('\n');
        }
    }
}

/// The lines of the properties of a mapping; each of their values is written in `form`.
pub fn properties(map: &Map<String, Value>, indent: usize, form: Form, out: &mut String) {
    for (name, value) in map {
        property(name, value, indent, form, out);
    }
}

/// The lines of `- value` at an indentation.
pub fn entry(value: &Value, indent: usize, form: Form, out: &mut String) {
    pad(indent, out);
    out.push_str("- ");
    match value {
        Value::Object(map) if !map.is_empty() && !fits(value, indent + STEP, form) => {
            for (number, (name, value)) in map.iter().enumerate() {
                if number > 0 {
                    pad(indent + STEP, out);
                }
                property_here(name, value, indent + STEP, Form::Short, out);
            }
        }
        Value::Array(list) if !list.is_empty() && !fits(value, indent + STEP, form) => {
            // A list in a list: no property of a configuration is one.
            out.push_str(&flow(&Value::Array(list.clone())));
            out.push('\n');
        }
        short => {
            out.push_str(&one_line(short));
            out.push('\n');
        }
    }
}

/// Whether a value is written in brackets behind what takes so many columns.
fn fits(value: &Value, taken: usize, form: Form) -> bool {
    form == Form::Short && may_be_short(value) && taken + flow(value).width() <= WIDTH
}

/// Whether a value is of the sort that may stand in brackets: no tree of orgs, and no list
/// of objects, except of references.
fn may_be_short(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            !map.get("orgs").is_some_and(Value::is_array)
                && map
                    .values()
                    .all(|below| is_scalar(below) || may_be_short(below))
        }
        Value::Array(list) => list.iter().all(|one| is_scalar(one) || is_reference(one)),
        _ => true,
    }
}

/// Whether a property may be added to a mapping in brackets.
pub fn is_short(name: &str, value: &Value) -> bool {
    name != "orgs" && (is_scalar(value) || may_be_short(value))
}

/// Whether a value may be added to a list in brackets.
pub fn is_item(value: &Value) -> bool {
    is_scalar(value) || may_be_short(value)
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Object(_) | Value::Array(_))
}

/// `{email: ...}` or `{id: ...}`.
fn is_reference(value: &Value) -> bool {
    let Value::Object(map) = value else {
        return false;
    };
    map.len() == 1 && map.keys().all(|name| name == "email" || name == "id")
}

/// A value that takes one line, behind `name: ` or `- `.
fn one_line(value: &Value) -> String {
    match value {
        Value::String(text) => scalar::text(text, Around::Block),
        other => flow(other),
    }
}

/// A value in brackets, on one line.
pub fn flow(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => scalar::text(text, Around::Flow),
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(flow).collect();
            format!("[{}]", list.join(", "))
        }
        Value::Object(map) => {
            let map: Vec<String> = map
                .iter()
                .map(|(name, value)| {
                    format!("{}: {}", scalar::text(name, Around::Flow), flow(value))
                })
                .collect();
            format!("{{{}}}", map.join(", "))
        }
    }
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}
