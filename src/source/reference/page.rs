use std::fmt::Write;

use serde_json::Value;

use super::kind::{clearable, kind, types};
use super::mapping::{LEFT_OUT, Row, TABLES, Table};
use crate::source::{config, config_schema};

/// The text of `docs/yaml.md`.
pub fn page() -> String {
    let schema = config_schema();
    let mut page = String::from(HEAD);
    for table in &TABLES {
        write_table(&mut page, table, &schema);
    }
    page.push_str("\n## What has no place in a configuration\n\n");
    for (property, why) in LEFT_OUT {
        line(&mut page, format_args!("- {property}: {why}."));
    }
    let reserved: Vec<String> = config::RESERVED
        .iter()
        .map(|section| format!("`{section}`"))
        .collect();
    line(
        &mut page,
        format_args!(
            "\nThe sections {} are reserved for later versions and refused today.",
            reserved.join(", ")
        ),
    );
    page
}

fn write_table(page: &mut String, table: &Table, schema: &Value) {
    let Table {
        section,
        title,
        definition,
        rows,
    } = table;
    line(page, format_args!("\n## `{section}`: {title}\n"));
    let root = &schema["definitions"][*definition];
    if let Some(text) = root["description"].as_str() {
        line(page, format_args!("{text}\n"));
    }
    line(
        page,
        format_args!(
            "| property | API | value | `null` clears it | default for a new one | personal |"
        ),
    );
    line(page, format_args!("| --- | --- | --- | --- | --- | --- |"));
    for row in *rows {
        write_row(page, root, row);
    }
}

fn write_row(page: &mut String, root: &Value, row: &Row) {
    let Row { yaml, api, default } = row;
    let Some((property, required, sensitive)) = find(root, yaml) else {
        return;
    };
    let default = if required { "required" } else { default };
    let yes = |is: bool| if is { "yes" } else { "" };
    line(
        page,
        format_args!(
            "| `{yaml}` | {api} | {} | {} | {default} | {} |",
            kind(property),
            yes(clearable(property)),
            yes(sensitive)
        ),
    );
}

/// The schema of a property by its path, whether it is required where it stands, and
/// whether it (or what it stands in) is personal data.
pub fn find<'a>(root: &'a Value, path: &str) -> Option<(&'a Value, bool, bool)> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    // Of lists, the properties of their entries are meant.
    let list = types(root).contains(&"array") && root.get("properties").is_none();
    let owner = if list { &root["items"] } else { root };
    let properties = owner.get("properties").and_then(Value::as_object);
    let any = owner.get("additionalProperties");
    // Of any property, the first that has the rest: sections do not have all the same.
    let among: Vec<&Value> = match (name, properties) {
        ("*", Some(properties)) => properties.values().collect(),
        ("*", None) => any.into_iter().collect(),
        (name, properties) => properties?.get(name).into_iter().collect(),
    };
    let required = owner["required"]
        .as_array()
        .is_some_and(|required| required.iter().any(|one| one == name));
    among.into_iter().find_map(|property| {
        let own = property["x-meibo-sensitive"] == Value::Bool(true);
        match rest {
            None => Some((property, required, own)),
            Some(rest) => {
                find(property, rest).map(|(found, required, below)| (found, required, own || below))
            }
        }
    })
}

/// The schema of a property by its path, as [`find`] finds it, to be added to.
pub fn property_mut<'a>(root: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let list = types(root).contains(&"array") && root.get("properties").is_none();
    let owner = if list { root.get_mut("items")? } else { root };
    let property = match name {
        "*" if owner.get("properties").is_none() => owner.get_mut("additionalProperties")?,
        "*" => {
            let properties = owner.get_mut("properties")?.as_object_mut()?;
            return properties.values_mut().find_map(|property| match rest {
                None => Some(property),
                Some(rest) => property_mut(property, rest),
            });
        }
        name => owner.get_mut("properties")?.get_mut(name)?,
    };
    match rest {
        None => Some(property),
        Some(rest) => property_mut(property, rest),
    }
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    let written = writeln!(page, "{text}");
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

const HEAD: &str = "\
# The configuration, property by property

<!-- Generated from the types of the configuration. Renew it with:
     cargo run -- docs yaml > docs/yaml.md -->

A configuration is a folder. Every `*.yaml` and `*.yml` below it is read, in the order of their
names; what begins with a dot is skipped, and the mapping file of a list (`columns`) with a
warning. Each file may hold any of the sections below, and lists of the same section are put together. A single file may be given instead. `tenant` stands in
exactly one file, `policy` in at most one.

Editors check and complete these files when they begin with

```yaml
# yaml-language-server: $schema=../../schemas/meibo.schema.json
```

(the path from the file to the schema; `meibo schema config` prints it).

- **Left out, `null`, a value.** A property that is left out is not managed and keeps its live
  value. `null` clears it, where the table says so. Mappings (`name`, `names`, `custom`) merge
  property by property. A list that is given is owned whole; entries that name unmanaged
  objects stay, unless `policy.lists` is `exclusive`.
- **References.** An object is named by its `key`; one without a key by `{id: ...}`, a member also
  by `{email: ...}`. In the tables: *reference* is a key or `{id: ...}`, *member* a key,
  `{email: ...}` or `{id: ...}`.
- **`domain`** is the key of one of `tenant.domains`.
- **Text** is counted in characters (Unicode code points). YAML 1.2 reads `no`, `on` and `yes` as
  text, and `007` or `1e3` as numbers: where text is wanted, numbers are quoted.
- **Dates** are written `2026-04-01`, moments `2026-04-01T09:00:00+09:00`.
- **Personal** properties are masked in everything meibo prints, unless `--show-sensitive` is given.
";
