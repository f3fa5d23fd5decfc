//! What people call the objects a plan speaks of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Step;
use super::objects::member_name;
use super::resolver::Resolver;
use crate::directory::{Directory, Kind, LiveOrg, Ref};

/// Kind, then label, then a name or an org path, for every object the steps speak of.
pub fn names(
    steps: &[Step],
    before: &Directory,
    after: &Directory,
    resolver: &Resolver,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut wanted: BTreeSet<(Kind, String)> = BTreeSet::new();
    for step in steps {
        if let Some(kind) = Kind::from_name(&step.kind) {
            wanted.insert((kind, step.key.clone()));
        }
        if step.kind == "externalKeys"
            && let Some(kind) = bulk_kind(&step.request.path)
        {
            wanted.extend(
                step.changes
                    .iter()
                    .map(|change| (kind, change.field.clone())),
            );
        }
        for said in &step.consequences {
            for name in ["org", "keys"] {
                let labels = said.params.get(name).into_iter();
                let labels = labels.flat_map(|labels| labels.split(", "));
                wanted.extend(labels.map(|label| (Kind::Org, label.to_owned())));
            }
        }
        let own = Kind::from_name(&step.kind);
        for change in &step.changes {
            for value in [&change.from, &change.to] {
                mentioned(own, &change.field, value, &mut wanted);
            }
        }
    }
    let mut names: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut name = |kind: Kind, label: String, text: String| {
        if wanted.contains(&(kind, label.clone())) && !text.is_empty() {
            names
                .entry(kind.name().to_owned())
                .or_default()
                .insert(label, text);
        }
    };
    // What the plan leaves behind wins over what was there before.
    for directory in [before, after] {
        for org in directory.orgs.values() {
            name(
                Kind::Org,
                resolver.label(&org.id),
                breadcrumb(directory, org),
            );
        }
        for member in directory.members.values() {
            name(
                Kind::Member,
                resolver.label(&member.id),
                member_name(&member.props),
            );
        }
        for group in directory.groups.values() {
            let text = group.props.name.known().cloned().unwrap_or_default();
            name(Kind::Group, resolver.label(&group.id), text);
        }
        for rank in directory.ranks.values() {
            let text = rank.props.name.known().cloned().unwrap_or_default();
            name(rank.kind.into(), resolver.label(&rank.id), text);
        }
    }
    names
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
fn mentioned(own: Option<Kind>, field: &str, value: &Value, wanted: &mut BTreeSet<(Kind, String)>) {
    match (field, value) {
        ("posts" | "secondary", Value::Array(items)) => {
            for item in items {
                for (kind, name) in [
                    (Kind::Org, "org"),
                    (Kind::Position, "position"),
                    (Kind::Level, "level"),
                ] {
                    if let Some(label) = item.get(name).and_then(Value::as_str) {
                        wanted.insert((kind, label.to_owned()));
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
            wanted.extend(
                items
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|l| (kind, l.to_owned())),
            );
        }
        ("level", Value::String(label)) => {
            wanted.insert((Kind::Level, label.clone()));
        }
        ("userType", Value::String(label)) => {
            wanted.insert((Kind::UserType, label.clone()));
        }
        ("parent", Value::String(label)) if own == Some(Kind::Org) => {
            wanted.insert((Kind::Org, label.clone()));
        }
        ("orgs", Value::String(label)) => {
            wanted.insert((Kind::Org, label.clone()));
        }
        ("members", Value::String(label)) => {
            wanted.insert((Kind::Member, label.clone()));
        }
        ("groups", Value::String(label)) => {
            wanted.insert((Kind::Group, label.clone()));
        }
        _ => {}
    }
}
