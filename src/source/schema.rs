//! JSON Schemas, draft-07: what editors' YAML servers read, and what instances are
//! validated against.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::config;
use super::editor::for_editors;

/// The JSON Schema of a configuration file: committed as `schemas/meibo.schema.json`.
pub fn config_schema() -> Value {
    let mut schema = schema_of::<config::File>();
    for_editors(&mut schema);
    schema
}

/// The draft-07 schema of a type, as every schema of meibo is generated.
pub fn schema_of<T: JsonSchema>() -> Value {
    SchemaSettings::draft07()
        .with_transform(one_line)
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Doc comments break their lines; what an editor shows wraps by itself. Formats such as
/// `int32` are no formats of JSON Schema.
fn one_line(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text
            .split("\n\n")
            .map(|paragraph| paragraph.replace('\n', " "))
            .collect::<Vec<_>>()
            .join("\n\n");
    }
    if let Some("int32" | "uint32" | "double" | "int64" | "uint16") =
        schema.get("format").and_then(Value::as_str)
    {
        schema.remove("format");
    }
    schemars::transform::transform_subschemas(&mut one_line, schema);
}
