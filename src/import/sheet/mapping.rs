//! The mapping file: which column of a sheet is which property, and how its cells are read.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde_yaml::Spanned;

use super::codes;
use super::property::What;
use crate::source::{self, Problem};

/// # meibo mapping
/// Which column of a list (CSV or Excel) is which property: `meibo import --csv FILE --mapping
/// THIS`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Mapping {
    /// # What the list is of
    /// One object a row; a member may have several rows, one a post. `members` where left out.
    #[schemars(with = "ListOf")]
    pub what: Option<ListOf>,
    /// # Sheet
    /// Name of the sheet of an Excel file; its first visible sheet where left out.
    pub sheet: Option<String>,
    /// # Row of the headers
    /// Its number, from 1. Where left out: the row that holds most of the headers below.
    #[schemars(range(min = 1))]
    pub header_row: Option<u32>,
    /// # Key
    /// What becomes the external key of a member, where no column is mapped to `key`. A member
    /// with the same address in the configuration keeps the key it has.
    pub key: KeyFrom,
    /// # Mail domain
    /// What follows the `@` where a column holds only the part before it; the first domain of
    /// the tenant where left out.
    pub mail_domain: Option<String>,
    /// # Offset
    /// Of moments that are written without one.
    pub offset: Offset,
    /// # Columns
    /// By header: the property it fills (`name.last`, `posts[0].org`, `custom.badge`), or a
    /// mapping with `to` and how its cells are read, or `null` for columns that are left out.
    /// A column whose header stands twice, or that has none, goes by its letter: `$D`.
    pub columns: Columns,
    /// # Constants
    /// Properties that every row has, where no cell gives one.
    #[schemars(with = "std::collections::BTreeMap<String, Option<ScalarForm>>")]
    pub constants: IndexMap<String, Spanned<Scalar>>,
}

/// What a list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum ListOf {
    /// Members.
    #[default]
    Members,
    /// Orgs.
    Orgs,
    /// Groups.
    Groups,
}

/// What becomes the key of a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum KeyFrom {
    /// The employee number, where a column is mapped to it; else the address.
    #[default]
    Auto,
    /// The employee number.
    EmployeeNumber,
    /// The address.
    Email,
    /// The part of the address before the `@`.
    LocalPart,
}

/// How two parts of a name follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum NameOrder {
    /// `森 花子`
    #[default]
    LastFirst,
    /// `Hanako Mori`
    FirstLast,
}

/// The order of dates whose year comes last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum DateOrder {
    /// Such dates are refused.
    #[default]
    YearFirst,
    /// `4/1/2026` is the first of April.
    MonthFirst,
    /// `1/4/2026` is the first of April.
    DayFirst,
}

impl From<What> for ListOf {
    fn from(what: What) -> ListOf {
        match what {
            What::Members => ListOf::Members,
            What::Orgs => ListOf::Orgs,
            What::Groups => ListOf::Groups,
        }
    }
}

/// What becomes of a name that is not declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum Missing {
    /// It is declared, with a proposed key.
    #[default]
    Create,
    /// It is a problem.
    Refuse,
}

/// What an empty cell says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
pub enum WhenEmpty {
    /// Nothing: the property is left as it is.
    #[default]
    Keep,
    /// That the property is empty: `null`.
    Clear,
}

/// An offset such as `+09:00`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Offset(pub String);

impl Default for Offset {
    fn default() -> Offset {
        Offset("+09:00".to_owned())
    }
}

impl JsonSchema for Offset {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Offset".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$",
            "default": "+09:00",
        })
    }
}

/// How the cells of a column are read.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Column {
    /// # Property
    /// The property the column fills: `email`, `name` (last and first name in one cell),
    /// `posts[0].org`, `custom.badge`.
    pub to: String,
    /// # Values
    /// What a cell says, and what is meant: `{在職: active, 退職: deleted}`.
    #[schemars(with = "std::collections::BTreeMap<String, ScalarForm>")]
    pub values: IndexMap<String, Spanned<Scalar>>,
    /// # Order of the name
    /// Of `name` and `phonetic`.
    pub order: NameOrder,
    /// # Separator
    /// Of an org: what stands between the names of a path (`本社/営業部/営業1課`), or a list of
    /// what may stand there (`[＞, ">"]`).
    pub separator: Separators,
    /// # Level of the org
    /// Of an org whose levels stand in columns of their own (本部, 部, 課), each `to` the same
    /// `posts[0].org`: which of them this column names, from 1 at the top. Empty cells are left
    /// out.
    #[schemars(range(min = 1, max = 15))]
    pub depth: Option<u32>,
    /// # Order of dates
    /// Where the year comes last.
    pub dates: DateOrder,
    /// # Mail domain
    /// What follows the `@` where the cell holds only the part before it.
    pub mail_domain: Option<String>,
    /// # Not declared
    /// What becomes of an org, level, position or user type that is not declared.
    pub missing: Missing,
    /// # Empty cells
    pub empty: WhenEmpty,
}

/// What may stand between the names of a path of orgs: one text or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Separators(pub Vec<String>);

impl JsonSchema for Separators {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Separators".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "array", "null"],
            "items": {"type": "string"},
        })
    }
}

impl<'de> Deserialize<'de> for Separators {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Separators, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = Separators;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Separators, E> {
                Ok(Separators(vec![text.to_owned()]))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Separators, E> {
                Ok(Separators::default())
            }

            fn visit_none<E: de::Error>(self) -> Result<Separators, E> {
                Ok(Separators::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Separators, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                Ok(Separators(all))
            }
        }

        deserializer.deserialize_any(Forms)
    }
}

/// A column of a mapping file: a property, a mapping, or nothing.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Left out on purpose.
    LeftOut,
    /// What it fills, and how.
    Fills(Box<Column>),
}

/// The columns of a mapping file, by header.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Columns(pub IndexMap<String, Spanned<Entry>>);

impl JsonSchema for Columns {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Columns".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut column = Column::json_schema(generator);
        column.insert(
            "type".into(),
            serde_json::json!(["string", "object", "null"]),
        );
        column.insert("minLength".into(), 1.into());
        column.insert("required".into(), serde_json::json!(["to"]));
        json_schema!({
            "type": "object",
            "additionalProperties": column,
        })
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entry, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = Entry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a property, a mapping with `to`, or null")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Entry, E> {
                Ok(Entry::Fills(Box::new(Column {
                    to: text.to_owned(),
                    ..Column::default()
                })))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Entry, E> {
                Ok(Entry::LeftOut)
            }

            fn visit_none<E: de::Error>(self) -> Result<Entry, E> {
                Ok(Entry::LeftOut)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
                let column = Column::deserialize(MapAccessDeserializer::new(map))?;
                if column.to.is_empty() {
                    return Err(de::Error::missing_field("to"));
                }
                Ok(Entry::Fills(Box::new(column)))
            }
        }

        deserializer.deserialize_any(Forms)
    }
}

/// A value of a mapping file, as the text a cell would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        struct Forms;

        impl Visitor<'_> for Forms {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true or false")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Scalar, E> {
                Ok(Scalar(flag.to_string()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Scalar, E> {
                Ok(Scalar(String::new()))
            }
        }

        deserializer.deserialize_any(Forms)
    }
}

/// [`Scalar`] in the schema.
struct ScalarForm;

impl JsonSchema for ScalarForm {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "number", "boolean"]})
    }
}

/// Reads a mapping file, called `file` in problems.
///
/// # Errors
/// What is wrong with it, at its line and column.
pub fn read(file: &str, bytes: &[u8]) -> Result<Mapping, Problem> {
    source::read_yaml(file, bytes, codes::MAPPING_FORM)
}

/// The JSON Schema of mapping files: committed as `schemas/mapping.schema.json`.
pub fn schema() -> serde_json::Value {
    source::schema_of::<Mapping>()
}
