//! From a file to what is printed: the places of every room lead to the right line.

use super::mask::SENSITIVE;
use super::{TextOptions, render, view};
use crate::check::check;
use crate::report::words::Language;
use crate::source::{config_schema, load_str};

const WRONG: &str = "\
tenant:
  key: acme-test
  plan: standard
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, group: false, organizationMember: true}}
    - key: sub
      id: 2
      name: sub.example

policy:
  owns: {levels: \"*\"}
  protect: {members: [E99]}

orgs:
  - key: hq
    name: 本社
    visible: false
    orgs:
      - key: sales
        name: 営業部
        visible: true
        features: [note]
  - {key: dev, name: 開発部, parent: hp}
  - {key: hq, name: 別の本社}

members:
  - key: E1
    email: e1@acme.example
    name: {last: 森, first: 花子}
    privateEmail: hanako@private.example
    posts:
      - {org: sales, leader: true}
      - {org: slaes}
    leave: {from: 2026-12-01T00:00:00+09:00, to: 2026-11-01T00:00:00+09:00}
  - key: E2
    email: e1@acme.example
    name: {last: 林}
    privateEmail: hayashi@private.example
    birthday: 2001-02-30
    aliasEmails: [hayashi@acme.example]
    posts: [{org: sales, leader: true}]

groups:
  - {key: g-1, name: 企画, masters: [E1, E3], members: [E1], groups: [g-1]}
";

#[test]
fn a_configuration_with_much_wrong() {
    let loaded = load_str("meibo.yaml", WRONG);
    let desired = loaded.desired.as_ref().expect("it can be decoded");
    let mut problems = loaded.problems.clone();
    problems.extend(check(desired));
    let resolve = |place: &crate::source::Place| loaded.files.resolve(place);
    insta::assert_snapshot!(render(&problems, &resolve, &TextOptions::default()));
    for problem in view(&problems, &resolve, Language::En).problems {
        assert!(problem.place.line.is_some(), "{problem:?}");
        assert!(
            problem.labels.iter().all(|l| l.place.line.is_some()),
            "{problem:?}"
        );
    }
}

#[test]
fn the_masks_are_those_of_the_schema() {
    fn collect(value: &serde_json::Value, found: &mut Vec<String>) {
        if let Some(properties) = value["properties"].as_object() {
            for (name, schema) in properties {
                if schema["x-meibo-sensitive"] == true {
                    found.push(name.clone());
                }
            }
        }
        match value {
            serde_json::Value::Object(map) => map.values().for_each(|v| collect(v, found)),
            serde_json::Value::Array(list) => list.iter().for_each(|v| collect(v, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&config_schema(), &mut found);
    found.sort();
    found.dedup();
    assert_eq!(found, SENSITIVE);
}
