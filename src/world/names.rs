//! `i18nNames` of org units and ranked lists: one name per language.

use serde_json::{Value, json};

use crate::directory::{ByLanguage, Field, Language};

use super::body::Body;
use super::text::Text;
use super::{Mark, Refusal, reasons};

/// Names by language; a language without a name is not written.
pub type Names = ByLanguage<Option<String>>;

/// Reads `i18nNames`: `{language, name}`, both required.
///
/// # Errors
/// 400 on another form, or a language that stands twice.
pub fn read(body: &Body<'_>) -> Result<Field<Names>, Refusal> {
    read_as(body, "i18nNames", 100)
}

/// The same under another property, with names of up to `max` characters.
///
/// # Errors
/// As [`read`].
pub fn read_as(body: &Body<'_>, property: &str, max: usize) -> Result<Field<Names>, Refusal> {
    let Field::Known(entries) = body.objects(property, Language::ALL.len())? else {
        return Ok(Field::Absent);
    };
    let rules = Text {
        min: 1,
        ..Text::up_to(max)
    };
    let mut names = Names::new();
    for entry in entries {
        let language = entry.required_language("language")?;
        let name = entry.required_text("name", rules)?.to_owned();
        if names.insert(language, Some(name)).is_some() {
            return Err(entry
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, "language")
                .with("value", language.code()));
        }
    }
    Ok(Field::Known(names))
}

/// Writes `i18nNames`.
pub fn write(names: &Names) -> Value {
    let entries = names
        .iter()
        .filter_map(|(language, name)| name.as_ref().map(|name| (language, name)))
        .map(|(language, name)| json!({ "language": language.code(), "name": name }));
    Value::Array(entries.collect())
}
