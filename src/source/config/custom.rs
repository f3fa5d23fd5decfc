use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::rule;

/// Values of custom properties by `propertyName` (facts 5.7).
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct CustomProperties(pub BTreeMap<String, CustomValue>);

/// A value of a custom property, in the API's own shape: text, a date, a number, a link,
/// a list of up to ten of those, or `null`.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct CustomValue(pub serde_json::Value);

impl JsonSchema for CustomProperties {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "CustomProperties".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let link = json_schema!({
            "text": {
                "title": "Text of the link",
                "type": ["string", "null"], "maxLength": 100,
            },
            "link": {
                "title": "Address of the link",
                "type": "string", "minLength": 1, "maxLength": 300,
                "pattern": rule::LINK.pattern,
                "patternErrorMessage": rule::LINK.message,
            },
        });
        let entry = json_schema!({
            "type": ["string", "integer", "object"],
            "minLength": 1,
            "maxLength": 100,
            "minimum": 0,
            "properties": link,
            "required": ["link"],
            "additionalProperties": false,
        });
        json_schema!({
            "type": "object",
            "maxProperties": 50,
            "propertyNames": {
                "minLength": 1,
                "maxLength": 120,
                "pattern": rule::PROPERTY_NAME.pattern,
                "patternErrorMessage": rule::PROPERTY_NAME.message,
            },
            "additionalProperties": {
                "type": ["string", "integer", "object", "array", "null"],
                "minLength": 1,
                "maxLength": 100,
                "minimum": 0,
                "properties": link,
                "required": ["link"],
                "additionalProperties": false,
                "items": entry,
                "maxItems": 10,
            },
        })
    }
}
