//! What the run made, and whether it can go.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::codes;
use super::draft::{Drafts, about};
use super::merge::same;
use super::sides::{Object, flag, props, text};
use crate::directory::{Id, Kind};

/// The properties by which a member holds orgs and ranks.
const HELD_BY: [&str; 4] = ["posts", "secondary", "level", "userType"];

/// What the run made and what goes now; what somebody uses or changed since stays, and that
/// is said.
pub(super) fn going(drafts: &mut Drafts<'_>) -> BTreeSet<Object> {
    let mut going = BTreeSet::new();
    for (object, n) in &drafts.sides.made {
        let Some(is) = drafts.sides.now(object) else {
            continue;
        };
        if object.0 == Kind::Member && flag(&is, "deleted") {
            continue;
        }
        let changed = changed(drafts, object, *n, &is);
        if changed.is_empty() || drafts.force {
            going.insert(object.clone());
        } else {
            kept(drafts, object, &is, &changed.join(", "));
        }
    }
    while let Some((object, by)) = in_use(drafts, &going) {
        going.remove(&object);
        if let Some(is) = drafts.sides.now(&object) {
            kept(drafts, &object, &is, &by);
        }
    }
    going
}

fn kept(drafts: &mut Drafts<'_>, object: &Object, is: &Value, by: &str) {
    let problem = about(codes::MADE_AND_USED, object, Some(is));
    drafts.problems.push(problem.with("by", by));
}

/// Properties the run gave it that are not as it gave them.
fn changed(drafts: &Drafts<'_>, object: &Object, n: u32, is: &Value) -> Vec<String> {
    let Some(made) = drafts.sides.after.get(object) else {
        return Vec::new();
    };
    let steps = &drafts.sides.record.head.plan.steps;
    let fields = steps.iter().filter(|step| step.n == n);
    let fields = fields.flat_map(|step| &step.changes);
    let fields: BTreeSet<&str> = fields
        .map(|change| change.field.split('.').next().unwrap_or(&change.field))
        .collect();
    let (made, is) = (props(made), props(is));
    let differs = |field: &&&str| {
        let (made, is) = (made.get(**field), is.get(**field));
        made.is_some() && is.is_some() && !same(field, made, is)
    };
    let changed = fields.iter().filter(differs);
    changed.map(|field| (*field).to_owned()).collect()
}

/// An org or a rank among those that go which somebody who stays is in, or holds.
fn in_use(drafts: &Drafts<'_>, going: &BTreeSet<Object>) -> Option<(Object, String)> {
    let wanted = |kind: &Kind| !matches!(kind, Kind::Member | Kind::Group);
    let candidates: BTreeMap<&Id, &Object> = going
        .iter()
        .filter(|(kind, _)| wanted(kind))
        .map(|object| (&object.1, object))
        .collect();
    if candidates.is_empty() {
        return None;
    }
    let live = drafts.sides.live;
    let stays = |object: &Object| !going.contains(object);
    for (id, org) in &live.orgs {
        let object = (Kind::Org, id.clone());
        if !stays(&object) {
            continue;
        }
        let now = serde_json::to_value(org.props.parent.value()).ok();
        let draft = drafts.of.get(&object);
        let parent = draft
            .and_then(|draft| draft.set.get("parent").cloned())
            .or(now);
        let parent = parent.as_ref().and_then(|parent| text(parent, "id"));
        if let Some(found) = parent.and_then(|id| candidates.get(&Id::from(id))) {
            let is = drafts.sides.now(&object);
            return Some((
                (*found).clone(),
                super::sides::label(Kind::Org, id, is.as_ref()),
            ));
        }
    }
    for id in live.members.keys() {
        let object = (Kind::Member, id.clone());
        let Some(is) = drafts.sides.now(&object).filter(|_| stays(&object)) else {
            continue;
        };
        let mut now = props(&is);
        if let Some(draft) = drafts.of.get(&object) {
            now.extend(draft.set.clone());
        }
        let held = HELD_BY.iter().filter_map(|name| now.get(*name));
        for value in held {
            if let Some(found) = named(value, &candidates) {
                let label = super::sides::label(Kind::Member, id, Some(&is));
                return Some((found.clone(), label));
            }
        }
    }
    None
}

/// The first of these that a value names.
fn named<'c>(value: &Value, candidates: &BTreeMap<&Id, &'c Object>) -> Option<&'c Object> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| named(item, candidates)),
        Value::Object(map) => {
            let own = map.get("id").and_then(Value::as_str).map(Id::from);
            let own = own.and_then(|id| candidates.get(&id).copied());
            own.or_else(|| map.values().find_map(|item| named(item, candidates)))
        }
        _ => None,
    }
}
