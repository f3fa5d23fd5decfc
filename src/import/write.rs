//! A fresh folder of YAML.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Sections;
use super::emit::{self, Form, STEP};
use super::layout::{self, Layout};

/// The files of a folder that declares these sections: path in the folder (`/` between its
/// parts) and text. The same sections give the same bytes. Properties are written as they
/// are given, in their order; what is not to be declared is left out before
/// (`defaults::left_out`).
pub fn folder(sections: &Sections, layout: &Layout) -> BTreeMap<String, String> {
    layout::parted(sections, layout)
        .into_iter()
        .map(|(name, sections)| {
            let text = file(&name, &sections, layout);
            (name, text)
        })
        .collect()
}

/// The text of one file.
pub fn file(name: &str, sections: &Sections, layout: &Layout) -> String {
    let mut text = layout::head(name, layout);
    for (section, value) in sections {
        if !text.is_empty() {
            text.push('\n');
        }
        self::section(section, value, &mut text);
    }
    let tail = layout::tail(name, layout);
    if !tail.is_empty() {
        text.push('\n');
        text.push_str(&tail);
    }
    text
}

/// The lines of a section.
pub fn section(name: &str, value: &Value, out: &mut String) {
    match value {
        Value::Array(list) if !list.is_empty() => {
            out.push_str(name);
            out.push_str(":\n");
            for object in list {
                emit::entry(object, STEP, form_of(name), out);
            }
        }
        Value::Object(map) if !map.is_empty() => {
            out.push_str(name);
            out.push_str(":\n");
            for (property, value) in map {
                match (property.as_str(), value) {
                    ("domains", Value::Array(domains)) if !domains.is_empty() => {
                        out.push_str("  domains:\n");
                        for domain in domains {
                            emit::entry(domain, 2 * STEP, Form::Block, out);
                        }
                    }
                    _ => emit::property(property, value, STEP, Form::Short, out),
                }
            }
        }
        empty => emit::property(name, empty, 0, Form::Short, out),
    }
}

/// How the objects of a section are written: members and groups a property a line.
pub fn form_of(section: &str) -> Form {
    match section {
        "members" | "groups" | "tenant" => Form::Block,
        _ => Form::Short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_folder_reads_as_a_person_would_have_written_it() {
        let sections = json!({
            "tenant": {"key": "acme-prod", "plan": "advanced", "domains": [
                {"key": "acme", "id": 20000123, "name": "acme.example",
                 "enable": ["levels", "positions"], "sync": {"enabled": true}}]},
            "levels": [{"key": "L1", "name": "部長級", "names": {"en_US": "Director class"}, "executive": true}],
            "orgs": [{"key": "sales", "name": "営業部", "features": ["message", "note"],
                      "orgs": [{"key": "sales-1", "name": "営業1課"},
                               {"key": "007", "name": "no", "description": "1行目\n2行目: #"}]}],
            "members": [{
                "key": "E00042", "email": "hanako.mori@acme.example",
                "name": {"last": "森", "first": "花子", "phoneticLast": "モリ", "phoneticFirst": "ハナコ"},
                "names": {"en_US": {"last": "Mori", "first": "Hanako"}},
                "hiredDate": "1995-04-01", "telephone": "03-0000-1007", "employeeNumber": "00110",
                "custom": {"badge_no": "A-132", "no": "1e3", "url": {"text": null, "link": "https://a.example"}},
                "posts": [{"org": "sales-1", "leader": true}, {"org": "007", "visible": false}],
                "secondary": [{"domain": "sub", "posts": [{"org": "x"}]}],
            }],
            "groups": [{"key": "g", "name": "全員", "masters": ["E00042"],
                        "members": ["E00042", {"email": "temp@acme.example"}], "groups": []}],
        });
        let sections = sections.as_object().expect("sections");
        let folder = folder(sections, &Layout::default());
        let all: Vec<String> = folder
            .iter()
            .map(|(name, text)| format!("--- {name}\n{text}"))
            .collect();
        insta::assert_snapshot!(all.concat());
    }
}
