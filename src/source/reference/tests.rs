use std::collections::BTreeSet;

use serde_json::Value;

use super::kind::types;
use super::mapping::{LEFT_OUT, TABLES};
use super::page::find;
use crate::source::config_schema;

/// The writable properties of the API's object tables, copied from the facts by hand:
/// section of the configuration, then every property that create, PUT or PATCH take, or that
/// has calls of its own.
const WRITABLE: [(&str, &[&str]); 6] = [
    // 5.1.2
    (
        "members",
        &[
            "domainId",
            "userExternalKey",
            "email",
            "userName",
            "userName.lastName",
            "userName.firstName",
            "userName.phoneticLastName",
            "userName.phoneticFirstName",
            "i18nNames",
            "i18nNames[].lastName",
            "i18nNames[].firstName",
            "nickName",
            "privateEmail",
            "aliasEmails",
            "userTypeId",
            "employmentTypeId",
            "searchable",
            "passwordConfig.passwordCreationType",
            "passwordConfig.password",
            "passwordConfig.changePasswordAtNextLogin",
            "organizations[].domainId",
            "organizations[].userExternalKey",
            "organizations[].email",
            "organizations[].levelId",
            "organizations[].orgUnits",
            "orgUnits[].orgUnitId",
            "orgUnits[].primary",
            "orgUnits[].positionId",
            "orgUnits[].isManager",
            "orgUnits[].visible",
            "orgUnits[].useTeamFeature",
            "telephone",
            "cellPhone",
            "location",
            "task",
            "messenger",
            "messenger.protocol",
            "messenger.customProtocol",
            "messenger.messengerId",
            "birthdayCalendarType",
            "birthday",
            "locale",
            "hiredDate",
            "timeZone",
            "customFields",
            "customProperties",
            "relations",
            "relations[].relationUserId",
            "relations[].relationName",
            "activationDate",
            "employeeNumber",
            "leaveOfAbsence",
            "leaveOfAbsence.startTime",
            "leaveOfAbsence.endTime",
        ],
    ),
    // 5.2.2
    (
        "orgs",
        &[
            "domainId",
            "orgUnitExternalKey",
            "orgUnitName",
            "i18nNames",
            "i18nNames[].name",
            "email",
            "description",
            "visible",
            "parentOrgUnitId",
            "displayOrder",
            "aliasEmails",
            "canReceiveExternalMail",
            "useMessage",
            "useNote",
            "useCalendar",
            "useTask",
            "useFolder",
            "useServiceNotification",
            "membersAllowedToUseOrgUnitEmailAsRecipient[].userId",
            "membersAllowedToUseOrgUnitEmailAsSender[].userId",
        ],
    ),
    // 5.3.3
    (
        "groups",
        &[
            "domainId",
            "groupName",
            "description",
            "visible",
            "useServiceNotification",
            "serviceManageable",
            "groupExternalKey",
            "administrators[].userId",
            "members[].id",
            "type",
            "useMessage",
            "useNote",
            "useCalendar",
            "useTask",
            "useFolder",
            "useMail",
            "groupEmail",
            "aliasEmails",
            "canReceiveExternalMail",
            "toExternalEmails",
            "membersAllowedToUseGroupEmailAsRecipient[].userId",
            "membersAllowedToUseGroupEmailAsSender[].userId",
        ],
    ),
    // 5.4
    (
        "levels",
        &[
            "domainId",
            "displayOrder",
            "levelName",
            "levelExternalKey",
            "executive",
            "i18nNames",
            "i18nNames[].name",
        ],
    ),
    // 5.5
    (
        "positions",
        &[
            "domainId",
            "displayOrder",
            "positionName",
            "positionExternalKey",
            "i18nNames",
            "i18nNames[].name",
        ],
    ),
    // 5.6
    (
        "userTypes",
        &[
            "domainId",
            "displayOrder",
            "userTypeName",
            "userTypeExternalKey",
            "i18nNames",
            "i18nNames[].name",
            "userTypeCode",
        ],
    ),
];

#[test]
fn every_writable_property_of_the_api_has_a_place() {
    for (section, properties) in WRITABLE {
        let table = TABLES
            .iter()
            .find(|table| table.section == section)
            .expect("a table for every resource");
        for property in properties {
            let quoted = format!("`{property}`");
            let mapped = table.rows.iter().any(|row| row.api.contains(&quoted));
            let left_out = LEFT_OUT.iter().any(|(name, _)| *name == quoted);
            assert!(mapped || left_out, "{section}: {property}");
        }
    }
}

#[test]
fn every_property_of_the_schema_has_a_row_and_every_row_a_property() {
    let schema = config_schema();
    let mut tables = BTreeSet::new();
    for table in &TABLES {
        tables.insert(table.definition);
        let root = &schema["definitions"][table.definition];
        assert!(root.is_object(), "{}", table.definition);
        let mut paths = BTreeSet::new();
        properties(root, "", &mut paths);
        // Posts in other domains are posts.
        paths.retain(|path| !path.starts_with("secondary.posts."));
        let rows: BTreeSet<String> = table.rows.iter().map(|row| row.yaml.to_owned()).collect();
        assert_eq!(rows.len(), table.rows.len(), "{}", table.section);
        assert_eq!(rows, paths, "{}", table.section);
        for row in table.rows {
            assert!(find(root, row.yaml).is_some(), "{}", row.yaml);
        }
    }
    let definitions: BTreeSet<&str> = schema["definitions"]
        .as_object()
        .expect("definitions")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(tables, definitions);
}

/// The paths of all properties below a schema, as the rows spell them.
fn properties(schema: &Value, path: &str, paths: &mut BTreeSet<String>) {
    let reference = types(schema).contains(&"string") && schema.pointer("/properties/id").is_some();
    if reference {
        return;
    }
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        // Languages and sections are as good as each other.
        let any = ["ja_JP", "ko_KR", "en_US", "zh_CN", "zh_TW"].contains(&name.as_str())
            || ["owns", "protect", "limits"].contains(&path);
        let path = below(if any { "*" } else { name });
        properties(property, &path, paths);
        paths.insert(path);
    }
    if let Some(items) = schema.get("items") {
        properties(items, path, paths);
    }
    if let Some(any @ Value::Object(_)) = schema.get("additionalProperties") {
        let path = below("*");
        properties(any, &path, paths);
        paths.insert(path);
    }
}

#[test]
fn every_rule_of_form_is_used_and_every_pattern_is_a_rule() {
    let text = config_schema().to_string();
    for rule in crate::source::config::rule::ALL {
        let pattern = Value::from(rule.pattern).to_string();
        assert!(text.contains(&pattern), "{}", rule.noun);
    }
    let mut patterns = Vec::new();
    collect(&config_schema(), "pattern", &mut patterns);
    for pattern in patterns {
        let known = crate::source::config::rule::ALL
            .iter()
            .any(|rule| Some(rule.pattern) == pattern.as_str());
        assert!(known, "{pattern}");
    }
}

/// Editors show titles; where one is missing they show nothing.
#[test]
fn every_property_has_a_title() {
    let schema = config_schema();
    for (name, definition) in schema["definitions"].as_object().expect("definitions") {
        for (property, schema) in definition["properties"].as_object().expect("properties") {
            assert!(schema["title"].is_string(), "{name}.{property}");
        }
    }
}

#[test]
fn nothing_unknown_gets_by() {
    let mut open = Vec::new();
    objects(&config_schema(), "", &mut open);
    assert_eq!(open, [""; 0]);
}

/// Objects of the schema that would take any property.
fn objects(schema: &Value, path: &str, open: &mut Vec<String>) {
    if types(schema).contains(&"object") && schema.get("additionalProperties").is_none() {
        open.push(path.to_owned());
    }
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                objects(value, &format!("{path}/{name}"), open);
            }
        }
        Value::Array(entries) => {
            for (index, value) in entries.iter().enumerate() {
                objects(value, &format!("{path}/{index}"), open);
            }
        }
        _ => {}
    }
}

fn collect(value: &Value, name: &str, found: &mut Vec<Value>) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                if member == name {
                    found.push(value.clone());
                }
                collect(value, name, found);
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, name, found)),
        _ => {}
    }
}
