//! The values of custom properties (facts 5.7): an object keyed by `propertyName`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::directory::{Field, custom_value};
use crate::world::body::Body;
use crate::world::text::Text;
use crate::world::users::{is_date, is_link};
use crate::world::{Mark, Refusal, reasons};

use super::SECTION;
use super::definition::{Definition, PropertyType, is_property_name};

/// Values by the name of their property.
pub type Values = BTreeMap<String, Value>;

const NAME: &str = "customProperties";

/// The most values of one property.
const MOST: usize = 10;

/// Reads `customProperties`.
///
/// - `definitions`: those of the domain; where they are not known, any name that could
///   be one is taken, and only the shape of its value is checked.
/// - `held`: the values the object has; what stays is not judged again.
/// - `base`: the values that stay where the body does not speak of them.
///
/// # Errors
/// 400 where a value is of no defined property, or breaks its definition.
pub fn read(
    body: &Body<'_>,
    definitions: Option<&[Definition]>,
    held: Option<&Values>,
    base: Option<&Values>,
) -> Result<Field<Values>, Refusal> {
    let Field::Known(given) = body.object(NAME)? else {
        return Ok(Field::Absent);
    };
    let mut values = base.cloned().unwrap_or_default();
    for (name, value) in given.entries() {
        if value.is_null() {
            values.remove(name);
            continue;
        }
        let kept = custom_value(value.clone());
        if held.and_then(|held| held.get(name)) != Some(&kept) {
            let path = given.path(name);
            match definitions {
                Some(definitions) => judge(definitions, name, &path, value)?,
                None => judge_shape(name, &path, value)?,
            }
        }
        values.insert(name.to_owned(), kept);
    }
    Ok(Field::Known(values))
}

/// Values as an answer has them: a link says that it has no text (facts 1.3).
pub fn shown(values: &Values) -> Map<String, Value> {
    let entries = values.iter();
    entries
        .map(|(name, value)| (name.clone(), shown_one(value)))
        .collect()
}

fn shown_one(value: &Value) -> Value {
    match value {
        Value::Object(link) => {
            let mut link = link.clone();
            link.entry("text").or_insert(Value::Null);
            Value::Object(link)
        }
        Value::Array(list) => list.iter().map(shown_one).collect(),
        plain => plain.clone(),
    }
}

/// Refuses values that lack a mandatory property. That this is what mandatory does is
/// inferred.
///
/// # Errors
/// 400, `missingProperty`.
pub fn complete(definitions: Option<&[Definition]>, values: &Values) -> Result<(), Refusal> {
    let lacking = (definitions.into_iter().flatten())
        .find(|definition| definition.mandatory && !values.contains_key(&definition.name));
    match lacking {
        Some(definition) => Err(
            Refusal::new(400, reasons::MISSING_PROPERTY, SECTION, Mark::I)
                .with("property", format!("{NAME}.{}", definition.name)),
        ),
        None => Ok(()),
    }
}

/// Holds a value against the definitions of the domain. That a name without a definition
/// is refused is inferred.
fn judge(definitions: &[Definition], name: &str, path: &str, value: &Value) -> Result<(), Refusal> {
    let definition = definitions
        .iter()
        .find(|definition| definition.name == name);
    let Some(definition) = definition else {
        return Err(
            Refusal::new(400, reasons::UNDEFINED_PROPERTY, SECTION, Mark::I).with("property", path),
        );
    };
    if !definition.multi_valued {
        return judge_one(definition, path, value);
    }
    let list = value.as_array().ok_or_else(|| wrong(path, "array"))?;
    each(path, list, |path, value| judge_one(definition, path, value))
}

fn judge_one(definition: &Definition, path: &str, value: &Value) -> Result<(), Refusal> {
    match definition.property_type {
        PropertyType::String => {
            let text = value.as_str().ok_or_else(|| wrong(path, "string"))?;
            let options = &definition.options;
            if options.is_empty() {
                return judge_text(path, text);
            }
            if options.iter().any(|option| option.name == text) {
                return Ok(());
            }
            Err(refuse(reasons::UNKNOWN_VALUE, path).with("value", text))
        }
        PropertyType::Date => match value.as_str() {
            Some(text) if is_date(text) => Ok(()),
            Some(text) => Err(refuse(reasons::BAD_FORMAT, path)
                .with("value", text)
                .with("expected", "YYYY-MM-DD")),
            None => Err(wrong(path, "string")),
        },
        PropertyType::Integer => match value {
            Value::Number(number) => judge_number(path, number),
            _ => Err(wrong(path, "integer")),
        },
        PropertyType::Link => match value.as_object() {
            Some(link) => judge_link(path, link),
            None => Err(wrong(path, "object")),
        },
    }
}

/// What can be said of a value whose property is not known.
fn judge_shape(name: &str, path: &str, value: &Value) -> Result<(), Refusal> {
    if !is_property_name(name) {
        return Err(Refusal::new(400, reasons::BAD_FORMAT, SECTION, Mark::I)
            .with("property", path)
            .with("value", name)
            .with("expected", "propertyName"));
    }
    match value.as_array() {
        Some(list) => each(path, list, judge_one_shape),
        None => judge_one_shape(path, value),
    }
}

fn judge_one_shape(path: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::String(text) => judge_text(path, text),
        Value::Number(number) => judge_number(path, number),
        Value::Object(link) => judge_link(path, link),
        Value::Null | Value::Bool(_) | Value::Array(_) => {
            Err(wrong(path, "string, integer or link"))
        }
    }
}

fn each(
    path: &str,
    list: &[Value],
    judge: impl Fn(&str, &Value) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    if list.len() > MOST {
        return Err(refuse(reasons::TOO_MANY_ENTRIES, path)
            .with("max", MOST)
            .with("length", list.len()));
    }
    for (n, value) in list.iter().enumerate() {
        judge(&format!("{path}[{n}]"), value)?;
    }
    Ok(())
}

fn judge_text(path: &str, text: &str) -> Result<(), Refusal> {
    Text::up_to(100).check(text, path, SECTION, Mark::D)
}

fn judge_number(path: &str, number: &serde_json::Number) -> Result<(), Refusal> {
    if number.is_u64() {
        return Ok(());
    }
    Err(refuse(reasons::OUT_OF_RANGE, path)
        .with("value", number)
        .with("min", 0)
        .with("max", u64::MAX))
}

fn judge_link(path: &str, link: &Map<String, Value>) -> Result<(), Refusal> {
    match link.get("text") {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => judge_text(&format!("{path}.text"), text)?,
        Some(_) => return Err(wrong(&format!("{path}.text"), "string")),
    }
    let path = format!("{path}.link");
    let link = (link.get("link").and_then(Value::as_str)).ok_or_else(|| wrong(&path, "string"))?;
    Text::up_to(300).check(link, &path, SECTION, Mark::D)?;
    if is_link(link) {
        return Ok(());
    }
    Err(refuse(reasons::BAD_FORMAT, &path)
        .with("value", link)
        .with("expected", "url"))
}

fn wrong(path: &str, expected: &str) -> Refusal {
    refuse(reasons::WRONG_TYPE, path).with("expected", expected)
}

fn refuse(reason: &'static str, path: &str) -> Refusal {
    Refusal::new(400, reason, SECTION, Mark::D).with("property", path)
}
