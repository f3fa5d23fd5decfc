use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::Field;

/// Reads values of custom properties, each in that one form.
///
/// # Errors
/// Where they are no object.
pub fn custom_values<'de, D: Deserializer<'de>>(
    source: D,
) -> Result<Field<BTreeMap<String, Value>>, D::Error> {
    let values: Field<BTreeMap<String, Value>> = Field::deserialize(source)?;
    Ok(values.map(|values| {
        let values = values.into_iter();
        values
            .map(|(name, value)| (name, custom_value(value)))
            .collect()
    }))
}

/// A value of a custom property in the one form that is compared: a link without `text` is
/// a link whose `text` is null, which the service answers with (facts 1.3, 5.7).
pub fn custom_value(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let said = members.into_iter().filter(|(_, member)| !member.is_null());
            Value::Object(said.collect::<Map<_, _>>())
        }
        Value::Array(list) => list.into_iter().map(custom_value).collect(),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_link_without_text_is_one_whose_text_is_null() {
        let bare = json!({"link": "https://a"});
        let empty = json!({"text": null, "link": "https://a"});
        assert_eq!(custom_value(empty.clone()), bare);
        assert_eq!(custom_value(json!([empty, "x", 1])), json!([bare, "x", 1]));
        let named = json!({"text": "a", "link": "https://a"});
        assert_eq!(custom_value(named.clone()), named);
        assert_eq!(custom_value(Value::Null), Value::Null);
    }
}
