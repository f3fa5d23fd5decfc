//! What people call the objects a plan speaks of.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::Step;
use super::objects::member_name;
use super::resolver::Resolver;
use crate::directory::{Directory, Field, Id, Kind, LiveOrg, Ref};

/// Kind, then label, then a name or an org path, for every object the steps speak of.
pub fn names(
    steps: &[Step],
    before: &Directory,
    after: &Directory,
    resolver: &Resolver<'_>,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut wanted = Wanted::new();
    for step in steps {
        let own = Kind::from_name(&step.kind);
        if let Some(kind) = own {
            want(&mut wanted, kind, &step.key);
        }
        if step.kind == "externalKeys"
            && let Some(kind) = bulk_kind(&step.request.path)
        {
            for change in &step.changes {
                want(&mut wanted, kind, &change.field);
            }
        }
        for said in &step.consequences {
            for name in ["org", "keys"] {
                let labels = said.params.get(name).into_iter();
                for label in labels.flat_map(|labels| labels.split(", ")) {
                    want(&mut wanted, Kind::Org, label);
                }
            }
        }
        for change in &step.changes {
            for value in [&change.from, &change.to] {
                mentioned(own, &change.field, value, &mut wanted);
            }
        }
    }
    let mut names: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    // What the plan leaves behind wins over what was there before.
    for directory in [before, after] {
        let mut name = |kind: Kind, id: &Id, text: &dyn Fn() -> String| {
            let Some(wanted) = wanted.get(&kind) else {
                return;
            };
            let label = resolver.called(id);
            if !wanted.contains(label.as_ref()) {
                return;
            }
            let text = text();
            if !text.is_empty() {
                names
                    .entry(kind.name().to_owned())
                    .or_default()
                    .insert(label.into_owned(), text);
            }
        };
        for org in directory.orgs.values() {
            name(Kind::Org, &org.id, &|| breadcrumb(directory, org));
        }
        for member in directory.members.values() {
            name(Kind::Member, &member.id, &|| member_name(&member.props));
        }
        for group in directory.groups.values() {
            name(Kind::Group, &group.id, &|| plain(&group.props.name));
        }
        for rank in directory.ranks.values() {
            name(rank.kind.into(), &rank.id, &|| plain(&rank.props.name));
        }
    }
    names
}

fn plain(name: &Field<String>) -> String {
    name.known().cloned().unwrap_or_default()
}

/// Labels by kind.
type Wanted = HashMap<Kind, HashSet<String>>;

fn want(wanted: &mut Wanted, kind: Kind, label: &str) {
    let labels = wanted.entry(kind).or_default();
    if !labels.contains(label) {
        labels.insert(label.to_owned());
    }
}

/// The kind of object that `POST /users/external-keys` and its like name.
fn bulk_kind(path: &str) -> Option<Kind> {
    match path.strip_suffix("/external-keys")? {
        "/users" => Some(Kind::Member),
        "/orgunits" => Some(Kind::Org),
        "/groups" => Some(Kind::Group),
        "/directory/levels" => Some(Kind::Level),
        "/directory/positions" => Some(Kind::Position),
        "/directory/user-types" => Some(Kind::UserType),
        _ => None,
    }
}

/// `営業部 > 営業1課`
fn breadcrumb(directory: &Directory, org: &LiveOrg) -> String {
    let mut path = vec![org.props.name.known().map_or("", String::as_str)];
    let mut at = org;
    // No chart is deeper than this (facts 5.2.3); a cycle in what was read ends too.
    for _ in 0..32 {
        let Some(parent) = at.props.parent.value().and_then(Ref::id) else {
            break;
        };
        let Some(above) = directory.orgs.get(parent) else {
            break;
        };
        path.push(above.props.name.known().map_or("", String::as_str));
        at = above;
    }
    path.reverse();
    path.join(" > ")
}

/// Labels that a change's value mentions.
fn mentioned(own: Option<Kind>, field: &str, value: &Value, wanted: &mut Wanted) {
    match (field, value) {
        ("posts" | "secondary", Value::Array(items)) => {
            for item in items {
                for (kind, name) in [
                    (Kind::Org, "org"),
                    (Kind::Position, "position"),
                    (Kind::Level, "level"),
                ] {
                    if let Some(label) = item.get(name).and_then(Value::as_str) {
                        want(wanted, kind, label);
                    }
                }
                if let Some(posts) = item.get("posts") {
                    mentioned(own, "posts", posts, wanted);
                }
            }
        }
        (_, Value::Array(items)) => {
            let kind = match field {
                "orgs" => Kind::Org,
                "groups" => Kind::Group,
                "masters"
                | "members"
                | "membersAllowedToUseEmailAsRecipient"
                | "membersAllowedToUseEmailAsSender" => Kind::Member,
                _ => return,
            };
            for label in items.iter().filter_map(Value::as_str) {
                want(wanted, kind, label);
            }
        }
        ("level", Value::String(label)) => {
            want(wanted, Kind::Level, label);
        }
        ("userType", Value::String(label)) => {
            want(wanted, Kind::UserType, label);
        }
        ("parent", Value::String(label)) if own == Some(Kind::Org) => {
            want(wanted, Kind::Org, label);
        }
        ("orgs", Value::String(label)) => {
            want(wanted, Kind::Org, label);
        }
        ("members", Value::String(label)) => {
            want(wanted, Kind::Member, label);
        }
        ("groups", Value::String(label)) => {
            want(wanted, Kind::Group, label);
        }
        _ => {}
    }
}
