//! What a property's schema says about its value, in a few words.

use serde_json::Value;

use crate::source::config::rule;

/// The kind of value and its limits.
pub fn kind(schema: &Value) -> String {
    let types = types(schema);
    let is = |name: &str| types.contains(&name);
    let reference = schema.pointer("/properties/id").is_some() && is("string");
    if reference {
        let email = schema.pointer("/properties/email").is_some();
        return if email { "member" } else { "reference" }.to_owned();
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values
            .iter()
            .filter_map(Value::as_str)
            .map(|value| format!("`{value}`"))
            .collect();
        return values.join(", ");
    }
    let mut words = Vec::new();
    if is("string") {
        words.push(text(schema));
    }
    if is("integer") {
        words.push(range(schema, "whole number"));
    }
    if is("number") {
        words.push(range(schema, "number"));
    }
    if is("boolean") {
        words.push("true/false".to_owned());
    }
    let named = schema.get("$ref").is_some() || schema.get("allOf").is_some();
    if is("object") && is("integer") {
        words.push("`{text, link}`".to_owned());
    } else if is("object") || named {
        words.push("mapping".to_owned());
    }
    if is("array") {
        words.push(list(schema, words.is_empty()));
    }
    words.join(", or ")
}

/// Whether `null` clears it.
pub fn clearable(schema: &Value) -> bool {
    types(schema).contains(&"null")
}

/// The JSON types a schema allows.
pub fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn text(schema: &Value) -> String {
    let form = schema["pattern"]
        .as_str()
        .and_then(|pattern| rule::ALL.iter().find(|rule| rule.pattern == pattern))
        .map_or("text", |rule| rule.noun);
    match (schema["minLength"].as_u64(), schema["maxLength"].as_u64()) {
        (Some(min), Some(max)) if min == max => form.to_owned(),
        (_, Some(max)) => format!("{form}, up to {max} characters"),
        _ => form.to_owned(),
    }
}

fn range(schema: &Value, noun: &str) -> String {
    match (schema.get("minimum"), schema.get("maximum")) {
        (Some(min), Some(max)) => format!("{noun}, {min} to {max}"),
        (Some(min), None) => format!("{noun}, {min} or more"),
        (None, Some(max)) => format!("{noun}, up to {max}"),
        (None, None) => noun.to_owned(),
    }
}

fn list(schema: &Value, alone: bool) -> String {
    let entries = kind(&schema["items"]);
    let size = match (schema["minItems"].as_u64(), schema["maxItems"].as_u64()) {
        (Some(min), None) => format!(" ({min} or more)"),
        (None, Some(max)) => format!(" (up to {max})"),
        (Some(min), Some(max)) => format!(" ({min} to {max})"),
        (None, None) => String::new(),
    };
    match entries.as_str() {
        _ if !alone => format!("list{size} of those"),
        "mapping" => format!("list of mappings{size}"),
        "reference" => format!("list of references{size}"),
        "member" => format!("list of members{size}"),
        other => format!("list{size} of: {other}"),
    }
}
