use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::directory::Kind;
use crate::import::{Manner, Rules, Sections, merge};
use crate::source::values;

/// Texts of files, by name.
pub(super) type Folder = BTreeMap<String, String>;

/// The acme example, as it stands.
fn acme() -> Folder {
    let mut folder = Folder::new();
    for (name, text) in [
        (
            "tenant.yaml",
            include_str!("../../../examples/acme/tenant.yaml"),
        ),
        (
            "policy.yaml",
            include_str!("../../../examples/acme/policy.yaml"),
        ),
        (
            "ranks.yaml",
            include_str!("../../../examples/acme/ranks.yaml"),
        ),
        (
            "groups.yaml",
            include_str!("../../../examples/acme/groups.yaml"),
        ),
        (
            "orgs/company.yaml",
            include_str!("../../../examples/acme/orgs/company.yaml"),
        ),
        (
            "orgs/sales.yaml",
            include_str!("../../../examples/acme/orgs/sales.yaml"),
        ),
        (
            "members/sales.yaml",
            include_str!("../../../examples/acme/members/sales.yaml"),
        ),
        (
            "members/digital.yaml",
            include_str!("../../../examples/acme/members/digital.yaml"),
        ),
    ] {
        folder.insert(name.to_owned(), text.to_owned());
    }
    folder
}

/// What a folder declares, as if it had been read from the tenant.
pub(super) fn declared(folder: &Folder) -> Sections {
    let mut all = Sections::new();
    for (name, text) in folder {
        for (section, value) in values(name, text).expect("YAML") {
            match (all.get_mut(&section), value) {
                (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
                (_, value) => {
                    all.insert(section, value);
                }
            }
        }
    }
    all
}

pub(super) fn whole() -> Manner {
    Manner {
        rules: Rules {
            whole: true,
            ..Rules::default()
        },
        prune: true,
        first_domain: "acme".to_owned(),
        ..Manner::default()
    }
}

/// The lines that went and came, by file.
pub(super) fn difference(before: &Folder, after: &Folder) -> String {
    let mut all = String::new();
    for (name, _, text) in merge::changed(before, after) {
        all.push_str(&format!("=== {name}\n"));
        let old = before.get(name).map_or("", String::as_str);
        let diff = similar::TextDiff::from_lines(old, text);
        all.push_str(&diff.unified_diff().context_radius(1).to_string());
    }
    all
}

pub(super) fn find<'a>(sections: &'a mut Sections, section: &str, key: &str) -> &'a mut Value {
    fn below<'a>(list: &'a mut [Value], key: &str) -> Option<&'a mut Value> {
        for object in list {
            if object["key"] == key {
                return Some(object);
            }
            if let Some(Value::Array(orgs)) = object.get_mut("orgs")
                && let Some(found) = below(orgs, key)
            {
                return Some(found);
            }
        }
        None
    }
    let list = sections[section].as_array_mut().expect("a list");
    below(list, key).unwrap_or_else(|| panic!("{section} {key}"))
}

#[test]
fn what_is_declared_already_changes_nothing() {
    let folder = acme();
    let after = merge::folder(&folder, &declared(&folder), &whole()).expect("a folder");
    assert_eq!(difference(&folder, &after), "");
    assert_eq!(after, folder);
}

#[test]
fn only_what_changed_is_touched() {
    let folder = acme();
    let mut now = declared(&folder);
    find(&mut now, "members", "E00110")["telephone"] = json!("03-0000-9999");
    find(&mut now, "members", "E00110")["cellPhone"] = json!(null);
    find(&mut now, "members", "E00131")["names"]["en_US"]["last"] = json!("Yokoyama-Ito");
    find(&mut now, "members", "E00172")["posts"] =
        json!([{"org": "dx-data"}, {"org": "sales-plan"}]);
    find(&mut now, "groups", "g-managers")["members"] = json!(["E00114", "E00102", "E00999"]);
    find(&mut now, "groups", "g-support")["features"] = json!(["mail", "note", "message"]);
    find(&mut now, "orgs", "sales-tokyo")["name"] = json!("東京支社");
    now["levels"].as_array_mut().expect("levels").swap(6, 7);
    now["groups"]
        .as_array_mut()
        .expect("groups")
        .retain(|g| g["key"] != "g-futsal");
    let members = now["members"].as_array_mut().expect("members");
    members.retain(|member| member["key"] != "E00195");
    let at = members
        .iter()
        .position(|m| m["key"] == "E00261")
        .expect("a member");
    members.insert(
        at,
        json!({
            "key": "E01000", "email": "new@acme.example", "searchable": true, "task": null,
            "name": {"last": "新", "first": "人", "phoneticLast": null},
            "posts": [{"org": "sales-plan", "leader": false, "visible": true}],
        }),
    );
    let after = merge::folder(&folder, &now, &whole()).expect("a folder");
    insta::assert_snapshot!(difference(&folder, &after));
    // Once more changes nothing.
    let again = merge::folder(&after, &now, &whole()).expect("a folder");
    assert_eq!(difference(&after, &again), "");
}

#[test]
fn orgs_come_move_and_go() {
    let folder = acme();
    let mut now = declared(&folder);
    // A new one below a branch, a new top, one that moved out of a nest, one that is gone,
    // siblings in another order.
    let tokyo = find(&mut now, "orgs", "sales-tokyo");
    let orgs = tokyo["orgs"].as_array_mut().expect("orgs");
    let moved = orgs.remove(0);
    orgs.push(json!({"key": "sales-tokyo-3", "name": "営業3課", "visible": true}));
    let west = find(&mut now, "orgs", "sales-west");
    let orgs = west["orgs"].as_array_mut().expect("orgs");
    orgs.remove(1);
    orgs.push(moved);
    let tops = now["orgs"].as_array_mut().expect("orgs");
    let audit = tops
        .iter()
        .position(|org| org["key"] == "audit")
        .expect("audit");
    tops.swap(audit, audit + 1);
    tops.insert(
        2,
        json!({"key": "new", "name": "新設", "orgs": [{"key": "new-1", "name": "一課"}]}),
    );
    tops.push(json!({"key": "sales-north", "parent": "sales", "name": "北日本営業部"}));
    for org in tops.iter_mut() {
        if org["key"] == "sales-plan" {
            org["parent"] = json!("corp");
        }
    }
    let after = merge::folder(&folder, &now, &whole()).expect("a folder");
    insta::assert_snapshot!(difference(&folder, &after));
    let again = merge::folder(&after, &now, &whole()).expect("a folder");
    assert_eq!(difference(&after, &again), "");
}

#[test]
fn a_part_adds_and_changes_and_takes_nothing_away() {
    let folder = acme();
    let manner = Manner {
        first_domain: "acme".to_owned(),
        ..Manner::default()
    };
    let part = json!({
        "members": [{"key": "E00110", "telephone": "03-0000-9999"},
                    {"key": "E01000", "name": {"last": "新"}, "posts": [{"org": "dx"}]}],
        "orgs": [{"key": "x", "name": "新"}, {"key": "y", "parent": "sales-tokyo", "name": "課"}],
        "levels": [{"key": "L9", "name": "新", "executive": false}],
    });
    let after = merge::folder(&folder, part.as_object().expect("sections"), &manner);
    insta::assert_snapshot!(difference(&folder, &after.expect("a folder")));
}

#[test]
fn what_is_declared_nowhere_can_be_left_so() {
    let folder = acme();
    let mut manner = whole();
    manner.declared_only = true;
    manner.rules.declared_only = true;
    let mut now = declared(&folder);
    now["members"]
        .as_array_mut()
        .expect("members")
        .push(json!({"key": "X1", "name": {"last": "x"}}));
    now["orgs"]
        .as_array_mut()
        .expect("orgs")
        .insert(0, json!({"key": "new"}));
    find(&mut now, "members", "E00110")["task"] = json!("営業統括");
    find(&mut now, "members", "E00110")["telephone"] = json!("03-0000-9999");
    let after = merge::folder(&folder, &now, &manner).expect("a folder");
    insta::assert_snapshot!(difference(&folder, &after));
}

#[test]
fn a_fresh_folder_is_its_own_update() {
    let folder = acme();
    let manner = Manner {
        layout: crate::import::Layout {
            members_in_one_file: 10,
            ..Default::default()
        },
        ..whole()
    };
    let now = declared(&folder);
    let fresh = merge::folder(&Folder::new(), &now, &manner).expect("a folder");
    assert!(fresh.len() > 5, "{:?}", fresh.keys());
    let again = merge::folder(&fresh, &now, &manner).expect("a folder");
    assert_eq!(difference(&fresh, &again), "");
    // Orgs that name their parent are nested in it where they are new.
    let left_out = manner.rules.defaults.left_out(&now);
    let mut written = crate::import::write::folder(&left_out, &manner.layout);
    written.insert("orgs.yaml".to_owned(), fresh["orgs.yaml"].clone());
    assert_eq!(difference(&fresh, &written), "");
}

#[test]
fn keys_of_ranks_of_two_domains_are_two() {
    let folder = Folder::from([(
        "r.yaml".to_owned(),
        "levels:\n  - {key: L1, name: a} # ours\n  - {key: L1, domain: logi, name: a} # theirs\n"
            .to_owned(),
    )]);
    let now = json!({"levels": [{"key": "L1", "domain": "acme", "name": "a"}, {"key": "L1", "domain": "logi", "name": "b"}]});
    let mut manner = whole();
    manner.rules.defaults = manner
        .rules
        .defaults
        .with("levels", "domain", json!("acme"));
    let after =
        merge::folder(&folder, now.as_object().expect("sections"), &manner).expect("a folder");
    assert_eq!(
        after["r.yaml"],
        "levels:\n  - {key: L1, name: a} # ours\n  - {key: L1, domain: logi, name: b} # theirs\n"
    );
}

#[test]
fn a_file_that_cannot_be_changed_is_named_with_its_line() {
    let folder = Folder::from([(
        "o.yaml".to_owned(),
        "orgs:\n  - key: a\n    names: &n {en_US: A}\n  - key: b\n    names: *n\n".to_owned(),
    )]);
    let now = json!({"orgs": [{"key": "a", "names": {"en_US": "B"}}, {"key": "b", "names": {"en_US": "A"}}]});
    let problems =
        merge::folder(&folder, now.as_object().expect("sections"), &whole()).expect_err("stuck");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].place.file.as_deref(), Some("o.yaml"));
    assert_eq!(problems[0].place.at, Some((3, 5)));
}

const PREPARED: &str = "\
members:
  # from April
  - key: E9
    email: saburo@acme.example
    posts: [{org: s9}]
  - key: E1
    posts: [{org: sales}, {org: s9}] # he will lead both
  - {key: E0, state: deleted}
orgs:
  - key: sales
    orgs:
      # the new team
      - {key: s9, name: 営業9課}
      - {key: s1, name: 営業1課}
groups:
  - key: g1
    masters: [E9]
    members: [E1, {email: saburo@acme.example}]
  - {key: g9, name: 新, members: [E9]}
levels:
  - {key: L0, name: 新}
  - {key: L1, name: 部長級}
";

fn keys(keys: &[(Kind, &str)]) -> merge::Keys {
    let mut all = merge::Keys::new();
    for (kind, key) in keys {
        all.entry(*kind).or_default().push((*key).to_owned());
    }
    all
}

/// What was prepared and not applied yet, and what was removed in the tenant: nobody can tell
/// them apart, so nothing is lost unless it is asked for.
#[test]
fn what_is_declared_and_not_live_stays_and_is_told() {
    let folder = Folder::from([("a.yaml".to_owned(), PREPARED.to_owned())]);
    let now = json!({
        "members": [{"key": "E1", "posts": [{"org": "sales"}]}],
        "orgs": [{"key": "sales", "orgs": [{"key": "s1", "name": "営業一課"}]}, {"key": "hq"}],
        "groups": [{"key": "g1", "masters": [], "members": ["E1"]}],
        "levels": [{"key": "L1", "name": "部長級"}],
    });
    let now = now.as_object().expect("sections");
    let unmet = keys(&[
        (Kind::Level, "L0"),
        (Kind::Org, "s9"),
        (Kind::Member, "E9"),
        (Kind::Group, "g9"),
    ]);
    let keeping = Manner {
        prune: false,
        ..whole()
    };
    let kept = merge::merged(&folder, now, &keeping).expect("a folder");
    let expected = PREPARED
        .replace("営業1課", "営業一課")
        .replace("groups:", "  - {key: hq}\ngroups:");
    assert_eq!(kept.files["a.yaml"], expected);
    assert_eq!(
        kept.account,
        merge::Account {
            added: keys(&[(Kind::Org, "hq")]),
            changed: keys(&[(Kind::Org, "s1")]),
            removed: merge::Keys::new(),
            kept: unmet.clone(),
        }
    );
    let pruned = merge::merged(&folder, now, &whole()).expect("a folder");
    assert_eq!(
        pruned.account,
        merge::Account {
            added: keys(&[(Kind::Org, "hq")]),
            changed: keys(&[(Kind::Org, "s1"), (Kind::Member, "E1"), (Kind::Group, "g1")]),
            removed: unmet,
            kept: merge::Keys::new(),
        }
    );
    assert!(!pruned.files["a.yaml"].contains("9"), "{pruned:?}");
}

#[test]
fn an_empty_tenant_empties_no_folder() {
    let folder = acme();
    let nothing = json!({"orgs": [], "members": [], "groups": [], "levels": [], "positions": [], "userTypes": []});
    let nothing = nothing.as_object().expect("sections");
    for declared_only in [false, true] {
        let keeping = Manner {
            prune: false,
            declared_only,
            ..whole()
        };
        let kept = merge::merged(&folder, nothing, &keeping).expect("a folder");
        assert_eq!(difference(&folder, &kept.files), "");
        let count: usize = kept.account.kept.values().map(Vec::len).sum();
        let all = declared(&folder);
        let members = all["members"].as_array().expect("members");
        assert_eq!(kept.account.kept[&Kind::Member].len(), members.len());
        assert!(count > members.len(), "{:?}", kept.account);
    }
    let pruned = merge::merged(&folder, nothing, &whole()).expect("a folder");
    assert!(pruned.account.kept.is_empty());
    assert_eq!(declared(&pruned.files)["members"], json!([]));
}
