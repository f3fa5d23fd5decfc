//! What a custom property is, and reading and writing that (facts 5.7).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::directory::{Field, Id};
use crate::world::body::Body;
use crate::world::names::{self, Names};
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

/// The fewest options, where there are any.
const FEWEST_OPTIONS: usize = 2;

/// What the values of a property are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum PropertyType {
    /// A text, or one of the options.
    String,
    /// A web address with a text.
    Link,
    /// A whole number from 0.
    Integer,
    /// A day.
    Date,
}

impl PropertyType {
    const WORDS: &[&str] = &["STRING", "LINK", "INTEGER", "DATE"];

    fn of(word: &str) -> PropertyType {
        match word {
            "LINK" => PropertyType::Link,
            "INTEGER" => PropertyType::Integer,
            "DATE" => PropertyType::Date,
            _ => PropertyType::String,
        }
    }

    /// As in the API.
    pub fn word(self) -> &'static str {
        match self {
            PropertyType::String => "STRING",
            PropertyType::Link => "LINK",
            PropertyType::Integer => "INTEGER",
            PropertyType::Date => "DATE",
        }
    }
}

/// One of the texts a property may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// `optionName`: what stands in the values.
    pub name: String,
    /// What people see.
    pub display_name: String,
    /// The same in other languages.
    #[serde(default)]
    pub display_names: Names,
}

/// The definition of a custom property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    /// `customPropertyId`
    pub id: Id,
    /// `propertyName`: what its values are keyed by.
    pub name: String,
    /// What people see.
    pub display_name: String,
    /// The same in other languages.
    #[serde(default)]
    pub display_names: Names,
    /// What its values are.
    pub property_type: PropertyType,
    /// Where it stands among the others; last where not given.
    #[serde(default)]
    pub display_order: Option<i64>,
    /// Whether a member has a list of values.
    #[serde(default)]
    pub multi_valued: bool,
    /// The only texts allowed; any where there are none.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Whether every member must have a value.
    #[serde(default)]
    pub mandatory: bool,
    /// Only administrators and the person itself see it; else all.
    #[serde(default)]
    pub read_by_admin_and_self: bool,
    /// Administrators and the person itself write it; else administrators alone.
    #[serde(default)]
    pub written_by_admin_and_self: bool,
}

/// Reads the definition of a create; its id is given later.
///
/// # Errors
/// 400 where a required property is missing or one breaks its limits.
pub(super) fn create(body: &Body<'_>) -> Result<Definition, Refusal> {
    let Field::Known(name) = property_name(body)? else {
        return Err(body.lacks("propertyName"));
    };
    let Field::Known(display_name) = display_name(body)? else {
        return Err(body.lacks("displayName"));
    };
    let Field::Known(property_type) = property_type(body)? else {
        return Err(body.lacks("propertyType"));
    };
    let mut definition = Definition {
        id: Id::from(""),
        name: name.to_owned(),
        display_name: display_name.to_owned(),
        display_names: Names::new(),
        property_type,
        display_order: None,
        multi_valued: body.flag("multiValued")?.or(false),
        options: Vec::new(),
        mandatory: false,
        read_by_admin_and_self: false,
        written_by_admin_and_self: false,
    };
    fill(body, &mut definition)?;
    Ok(definition)
}

/// Reads what a PATCH may change into a definition.
///
/// # Errors
/// 400 where a property breaks its limits, or one that never changes would.
pub(super) fn change(body: &Body<'_>, old: &Definition) -> Result<Definition, Refusal> {
    let stays = |holds: bool, property: &str| match holds {
        true => Ok(()),
        false => Err(body.refuse(reasons::IMMUTABLE, Mark::D, property)),
    };
    let name = property_name(body)?;
    stays(name.or(old.name.as_str()) == old.name, "propertyName")?;
    let property_type = property_type(body)?;
    stays(
        property_type.or(old.property_type) == old.property_type,
        "propertyType",
    )?;
    let multi_valued = body.flag("multiValued")?;
    stays(
        multi_valued.or(old.multi_valued) == old.multi_valued,
        "multiValued",
    )?;
    let mut new = old.clone();
    if let Field::Known(name) = display_name(body)? {
        new.display_name = name.to_owned();
    }
    fill(body, &mut new)?;
    Ok(new)
}

/// Reads everything that may be left out.
fn fill(body: &Body<'_>, into: &mut Definition) -> Result<(), Refusal> {
    if let Field::Known(names) = names::read_as(body, "i18nDisplayNames", 20)? {
        into.display_names = names;
    }
    let order = body.nullable_integer("displayOrder")?;
    if let Field::Known(Some(order @ ..=0)) = order {
        return Err(body
            .refuse(reasons::OUT_OF_RANGE, Mark::D, "displayOrder")
            .with("value", order)
            .with("min", 1)
            .with("max", i32::MAX));
    }
    into.display_order = order.or(into.display_order);
    if let Field::Known(options) = options(body, into.property_type)? {
        into.options = options;
    }
    into.mandatory = body.flag("mandatory")?.or(into.mandatory);
    if let Field::Known(word) = access(body, "readAccessType", &["ALL", "ADMIN_AND_SELF"])? {
        into.read_by_admin_and_self = word != "ALL";
    }
    if let Field::Known(word) = access(body, "writeAccessType", &["ADMIN", "ADMIN_AND_SELF"])? {
        into.written_by_admin_and_self = word != "ADMIN";
    }
    Ok(())
}

fn property_name<'a>(body: &Body<'a>) -> Result<Field<&'a str>, Refusal> {
    const NAME: &str = "propertyName";
    let name = body.text(NAME, Text::up_to(120))?;
    match name {
        Field::Known(text) if !is_property_name(text) => Err(body
            .refuse(reasons::BAD_FORMAT, Mark::D, NAME)
            .with("value", text)
            .with("expected", NAME)),
        other => Ok(other),
    }
}

/// Whether a text can be the name of a custom property.
pub(super) fn is_property_name(name: &str) -> bool {
    name.len() <= 120
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn display_name<'a>(body: &Body<'a>) -> Result<Field<&'a str>, Refusal> {
    let rules = Text {
        min: 1,
        ..Text::up_to(20)
    };
    body.text("displayName", rules)
}

fn property_type(body: &Body<'_>) -> Result<Field<PropertyType>, Refusal> {
    Ok(word(body, "propertyType", PropertyType::WORDS)?.map(PropertyType::of))
}

fn access<'a>(body: &Body<'a>, name: &str, words: &[&str]) -> Result<Field<&'a str>, Refusal> {
    word(body, name, words)
}

/// One of a few words, never null.
fn word<'a>(body: &Body<'a>, name: &str, words: &[&str]) -> Result<Field<&'a str>, Refusal> {
    match body.nullable_word(name, words)? {
        Field::Known(Some(word)) => Ok(Field::Known(word)),
        Field::Known(None) => Err(body.refuse(reasons::NOT_NULLABLE, Mark::D, name)),
        Field::Absent => Ok(Field::Absent),
    }
}

/// `options`; null and an empty list are none.
fn options(body: &Body<'_>, of: PropertyType) -> Result<Field<Vec<Choice>>, Refusal> {
    const NAME: &str = "options";
    if body.is_null(NAME) {
        return Ok(Field::Known(Vec::new()));
    }
    let Field::Known(entries) = body.objects(NAME, usize::MAX)? else {
        return Ok(Field::Absent);
    };
    if entries.is_empty() {
        return Ok(Field::Known(Vec::new()));
    }
    if of != PropertyType::String {
        return Err(body
            .refuse(reasons::CONTRADICTION, Mark::D, NAME)
            .with("other", "propertyType"));
    }
    if entries.len() < FEWEST_OPTIONS {
        return Err(body
            .refuse(reasons::TOO_FEW_ENTRIES, Mark::D, NAME)
            .with("min", FEWEST_OPTIONS)
            .with("length", entries.len()));
    }
    let rules = |max| Text {
        min: 1,
        ..Text::up_to(max)
    };
    let mut options: Vec<Choice> = Vec::with_capacity(entries.len());
    let mut seen = std::collections::HashSet::new();
    for entry in entries {
        let name = entry.required_text("optionName", rules(100))?;
        if !seen.insert(name) {
            return Err(entry
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, "optionName")
                .with("value", name));
        }
        options.push(Choice {
            name: name.to_owned(),
            display_name: entry.required_text("displayName", rules(20))?.to_owned(),
            display_names: names::read_as(&entry, "i18nDisplayNames", 20)?
                .into_known()
                .unwrap_or_default(),
        });
    }
    Ok(Field::Known(options))
}

/// The definition as the API answers it.
pub(super) fn encode(domain: crate::directory::DomainId, definition: &Definition) -> Value {
    let Definition {
        id,
        name,
        display_name,
        display_names,
        property_type,
        display_order,
        multi_valued,
        options,
        mandatory,
        read_by_admin_and_self,
        written_by_admin_and_self,
    } = definition;
    let options: Vec<Value> = (options.iter())
        .map(|option| {
            json!({
                "optionName": option.name,
                "displayName": option.display_name,
                "i18nDisplayNames": names::write(&option.display_names),
            })
        })
        .collect();
    let access = |wide: bool, narrow: &'static str| match wide {
        true => "ADMIN_AND_SELF",
        false => narrow,
    };
    json!({
        "domainId": domain,
        "customPropertyId": id,
        "propertyName": name,
        "displayName": display_name,
        "i18nDisplayNames": names::write(display_names),
        "propertyType": property_type.word(),
        "displayOrder": display_order,
        "multiValued": multi_valued,
        "options": options,
        "mandatory": mandatory,
        "readAccessType": access(*read_by_admin_and_self, "ALL"),
        "writeAccessType": access(*written_by_admin_and_self, "ADMIN"),
    })
}
