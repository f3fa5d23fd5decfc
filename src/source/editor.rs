//! What editors show beyond what they check: hover text in Markdown with the API's own names
//! and the service's defaults, and snippets of whole entries. Keywords that YAML servers
//! know; validation passes over them.

use serde_json::{Value, json};

use super::reference::{TABLES, property_mut};

/// Adds hover texts and snippets to the schema of a configuration file.
pub fn for_editors(schema: &mut Value) {
    markdown(schema);
    for table in &TABLES {
        let definition = &mut schema["definitions"][table.definition];
        // Of what is named by language or section, no single one is meant.
        for row in table.rows.iter().filter(|row| !row.yaml.contains('*')) {
            let Some(text) = property_mut(definition, row.yaml).and_then(hover_text) else {
                continue;
            };
            // What stands in parentheses is an explanation for the table, and no name.
            if !row.api.starts_with('(') {
                text.push_str(&format!("\n\nAPI: {}", row.api));
            }
            if !row.default.is_empty() && row.default != "none" {
                text.push_str(&format!("\n\nFor a new one: {}", row.default));
            }
        }
    }
    for (pointer, label, description, body) in snippets() {
        if let Some(Value::Object(place)) = schema.pointer_mut(pointer) {
            let all = place.entry("defaultSnippets").or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.push(json!({"label": label, "description": description, "body": body}));
            }
        }
    }
}

/// Every description once more in Markdown, which it is written in.
fn markdown(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.values_mut().for_each(markdown);
            if let Some(Value::String(text)) = members.get("description") {
                let mut text = text.clone();
                if members.get("x-meibo-sensitive") == Some(&Value::Bool(true)) {
                    text.push_str("\n\nPersonal data: masked in what meibo prints.");
                }
                members.insert("markdownDescription".to_owned(), text.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(markdown),
        _ => {}
    }
}

/// The hover text of a property; its title begins one where it has no description.
fn hover_text(property: &mut Value) -> Option<&mut String> {
    let members = property.as_object_mut()?;
    let title = members.get("title").cloned();
    let text = members
        .entry("markdownDescription")
        .or_insert_with(|| title.unwrap_or_else(|| "".into()));
    match text {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// Where, label, description, body. Texts in `${1:...}` are what is typed over.
fn snippets() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    vec![
        (
            "/definitions/Member",
            "member (メンバー)",
            "A member with one post",
            json!({
                "key": "${1:E00001}",
                "email": "${2:hanako.mori}@${3:acme.example}",
                "name": {"last": "${4:森}", "first": "${5:花子}"},
                "posts": [{"org": "${6:sales}"}],
            }),
        ),
        (
            "/definitions/Member",
            "member with everything usual",
            "A member with readings, invitation address, ranks and a post",
            json!({
                "key": "${1:E00001}",
                "email": "${2:hanako.mori}@${3:acme.example}",
                "name": {
                    "last": "${4:森}", "first": "${5:花子}",
                    "phoneticLast": "${6:モリ}", "phoneticFirst": "${7:ハナコ}",
                },
                "privateEmail": "${8:hanako@private.example}",
                "userType": "${9:FT}",
                "level": "${10:L1}",
                "posts": [{"org": "${11:sales}", "position": "${12:P-MGR}"}],
            }),
        ),
        (
            "/definitions/Member/properties/posts/items",
            "post (所属)",
            "A place in an org",
            json!({"org": "${1:sales}", "position": "${2:P-MGR}"}),
        ),
        (
            "/definitions/Member/properties/posts/items",
            "post as leader (組織長)",
            "A place in an org that the member leads",
            json!({"org": "${1:sales}", "position": "${2:P-MGR}", "leader": true}),
        ),
        (
            "/definitions/Org",
            "org (組織)",
            "An org unit",
            json!({"key": "${1:sales}", "name": "${2:営業部}"}),
        ),
        (
            "/definitions/Org",
            "org with an org below",
            "An org unit and one below it",
            json!({
                "key": "${1:sales}", "name": "${2:営業部}",
                "orgs": [{"key": "${3:sales-1}", "name": "${4:営業1課}"}],
            }),
        ),
        (
            "/definitions/Group",
            "group (グループ)",
            "A group with its master",
            json!({
                "key": "${1:g-apollo}", "name": "${2:PJ Apollo}",
                "masters": ["${3:E00001}"], "members": ["${3:E00001}"],
            }),
        ),
        (
            "/definitions/Level",
            "level (職級)",
            "A job level",
            json!({"key": "${1:L1}", "name": "${2:部長級}"}),
        ),
        (
            "/definitions/Position",
            "position (役職)",
            "A position",
            json!({"key": "${1:P-MGR}", "name": "${2:課長}"}),
        ),
        (
            "/definitions/UserType",
            "user type (利用権限タイプ)",
            "A user type",
            json!({"key": "${1:FT}", "name": "${2:正社員}"}),
        ),
        (
            "/definitions/Domain",
            "domain",
            "A domain of the tenant",
            json!({"key": "${1:acme}", "id": 20000001, "name": "${2:acme.example}"}),
        ),
        (
            "/definitions/Tenant",
            "tenant",
            "The tenant, its plan and its domain",
            json!({
                "key": "${1:acme-prod}", "plan": "${2:standard}",
                "domains": [{"key": "${3:acme}", "id": 20000001, "name": "${4:acme.example}"}],
            }),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::config_schema;

    /// A snippet as it stands when nothing is typed over.
    fn as_inserted(body: &Value) -> Value {
        let mut text = body.to_string();
        while let Some(start) = text.find("${") {
            let (Some(colon), Some(end)) = (text[start..].find(':'), text[start..].find('}'))
            else {
                panic!("{text}");
            };
            let default = text[start + colon + 1..start + end].to_owned();
            text.replace_range(start..=start + end, &default);
        }
        serde_json::from_str(&text).expect("a snippet")
    }

    #[test]
    fn every_snippet_is_valid_where_it_is_offered() {
        let schema = config_schema();
        for (pointer, label, _, body) in snippets() {
            let mut place = schema
                .pointer(pointer)
                .unwrap_or_else(|| panic!("{pointer}"))
                .clone();
            place["definitions"] = schema["definitions"].clone();
            place["$schema"] = schema["$schema"].clone();
            let validator = jsonschema::validator_for(&place).expect("a schema");
            let inserted = as_inserted(&body);
            let errors: Vec<String> = validator
                .iter_errors(&inserted)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{label}: {errors:#?}");
            assert!(place["defaultSnippets"].to_string().contains(label));
        }
    }

    #[test]
    fn hovering_tells_the_name_of_the_api_and_the_default() {
        let schema = config_schema();
        let leader = "/definitions/Member/properties/posts/items/properties/leader";
        let text = schema.pointer(leader).expect("leader")["markdownDescription"].clone();
        let text = text.as_str().expect("a text");
        assert!(
            text.contains("isManager") && text.contains("For a new one"),
            "{text}"
        );
        let birthday = &schema["definitions"]["Member"]["properties"]["birthday"];
        assert!(
            birthday["markdownDescription"]
                .to_string()
                .contains("Personal data")
        );
    }

    #[test]
    fn every_property_of_the_reference_has_a_hover_text() {
        let mut schema = config_schema();
        for table in &TABLES {
            for row in table.rows.iter().filter(|row| !row.yaml.contains('*')) {
                let definition = &mut schema["definitions"][table.definition];
                let property = property_mut(definition, row.yaml);
                let property = property.unwrap_or_else(|| panic!("{} {}", table.section, row.yaml));
                let text = property["markdownDescription"].as_str().unwrap_or_default();
                let text = if text.is_empty() {
                    property["title"].as_str().unwrap_or_default()
                } else {
                    text
                };
                assert!(!text.is_empty(), "{} {}", table.section, row.yaml);
            }
        }
    }
}
