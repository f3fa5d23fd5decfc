use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::expected::{collection_of, kind_of, segments};
use crate::directory::{Directory, Field, Group, Id, Key, Kind, Ref};
use crate::plan::Step;

/// Objects that are there before a step and that it changes, takes away, or rests on: those
/// of its path, of a bulk call's entries, of what it expects, orgs that go along, and what
/// the service changes by itself then.
pub(super) fn touched(step: &Step, before: &Directory) -> BTreeSet<(Kind, Id)> {
    let mut objects = spoken_of(step, before);
    let own: Vec<(Kind, Id)> = objects.iter().cloned().collect();
    for (kind, id) in own {
        beside(step, (kind, &id), before, &mut objects);
    }
    unseated(step, before, &mut objects);
    objects
}

/// What the step itself speaks of.
fn spoken_of(step: &Step, before: &Directory) -> BTreeSet<(Kind, Id)> {
    let mut objects: BTreeSet<(Kind, Id)> = BTreeSet::new();
    let segments = segments(&step.request.path);
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let (collection, rest) = match parts.as_slice() {
        ["directory", collection, rest @ ..] | [collection, rest @ ..] => (*collection, rest),
        [] => return objects,
    };
    if let Some(kind) = kind_of(collection) {
        match rest {
            ["external-keys"] => {
                let lists = step.request.body.as_ref().and_then(Value::as_object);
                let lists = lists.into_iter().flat_map(serde_json::Map::values);
                let ids = lists
                    .filter_map(Value::as_array)
                    .flatten()
                    .filter_map(|entry| entry.get("id")?.as_str());
                objects.extend(ids.map(|id| (kind, Id::from(id))));
            }
            [id, ..] => {
                objects.insert((kind, Id::from(*id)));
            }
            [] => {}
        }
    }
    for expect in &step.expects {
        if let (Some(kind), Some(id)) = (Kind::from_name(&expect.kind), &expect.id)
            && collection_of(kind.name()).is_some()
        {
            objects.insert((kind, Id::from(id.as_str())));
        }
    }
    for said in &step.consequences {
        let keys = said
            .params
            .get("keys")
            .filter(|_| said.code == "orgDeletedAlong");
        for key in keys.into_iter().flat_map(|keys| keys.split(',')) {
            let key = key.trim();
            let id = match key.strip_prefix("id:") {
                Some(id) => Some(Id::from(id)),
                None => {
                    let key = Key::from(key);
                    let found = before
                        .orgs
                        .values()
                        .find(|org| org.key.as_ref() == Some(&key));
                    found.map(|org| org.id.clone())
                }
            };
            objects.extend(id.map(|id| (Kind::Org, id)));
        }
    }
    objects
}

/// What changes along with an object: the siblings of an org that leaves its place, since
/// the order is theirs as well (facts 5.2.4); what is below one that becomes private, or
/// comes below one (facts 5.2.2); and all that names what goes.
fn beside(
    step: &Step,
    (kind, id): (Kind, &Id),
    before: &Directory,
    objects: &mut BTreeSet<(Kind, Id)>,
) {
    let goes = matches!(step.op.as_str(), "delete" | "forceDelete");
    if kind == Kind::Org
        && (goes || step.op == "move")
        && let Some(org) = before.orgs.get(id)
    {
        let siblings = before
            .orgs
            .values()
            .filter(|other| other.domain == org.domain && other.props.parent == org.props.parent);
        objects.extend(siblings.map(|other| (Kind::Org, other.id.clone())));
    }
    let hides = |body: &Value| body.get("visible") == Some(&Value::Bool(false));
    let hidden = step.op == "move" || step.request.body.as_ref().is_some_and(hides);
    if kind == Kind::Org && hidden {
        below(id, before, objects);
    }
    if !goes {
        return;
    }
    let names = |list: &Field<Vec<Ref>>| {
        let list = list.known().into_iter().flatten();
        list.filter_map(Ref::id).any(|named| named == id)
    };
    for group in before.groups.values() {
        let Group {
            masters,
            members,
            orgs,
            groups,
            allowed_recipients,
            allowed_senders,
            ..
        } = &group.props;
        let lists = [
            masters,
            members,
            orgs,
            groups,
            allowed_recipients,
            allowed_senders,
        ];
        if lists.into_iter().any(names) {
            objects.insert((Kind::Group, group.id.clone()));
        }
    }
    if kind != Kind::Member {
        return;
    }
    for org in before.orgs.values() {
        if names(&org.props.allowed_recipients) || names(&org.props.allowed_senders) {
            objects.insert((Kind::Org, org.id.clone()));
        }
    }
    for member in before.members.values() {
        let related = member.props.relations.known().into_iter().flatten();
        if related.into_iter().any(|it| it.member.id() == Some(id)) {
            objects.insert((Kind::Member, member.id.clone()));
        }
    }
}

/// Everything below an org.
fn below(top: &Id, before: &Directory, objects: &mut BTreeSet<(Kind, Id)>) {
    let mut children: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for org in before.orgs.values() {
        if let Some(parent) = org.props.parent.value().and_then(Ref::id) {
            children.entry(parent).or_default().push(&org.id);
        }
    }
    let mut tops = vec![top];
    while let Some(top) = tops.pop() {
        // Taken out: what was read may hold a cycle.
        for org in children.remove(top).into_iter().flatten() {
            objects.insert((Kind::Org, org.clone()));
            tops.push(org);
        }
    }
}

/// The leaders whom a step unseats (facts 5.1.2).
fn unseated(step: &Step, before: &Directory, objects: &mut BTreeSet<(Kind, Id)>) {
    if !step
        .consequences
        .iter()
        .any(|said| said.code == "leaderUnseated")
    {
        return;
    }
    let body = step.request.body.as_ref();
    let domains = body.and_then(|body| body.get("organizations")?.as_array());
    let posts = domains
        .into_iter()
        .flatten()
        .filter_map(|domain| domain.get("orgUnits")?.as_array())
        .flatten();
    let led: BTreeSet<Id> = posts
        .filter(|post| post.get("isManager") == Some(&Value::Bool(true)))
        .filter_map(|post| post.get("orgUnitId")?.as_str().map(Id::from))
        .collect();
    for member in before.members.values() {
        let secondary = member.props.secondary.known().into_iter().flatten();
        let posts = secondary.filter_map(|other| other.posts.known());
        let posts = posts.chain(member.props.posts.known()).flatten();
        let mut led = posts.filter(|post| {
            post.leader == Field::Known(true) && post.org.id().is_some_and(|id| led.contains(id))
        });
        if led.next().is_some() {
            objects.insert((Kind::Member, member.id.clone()));
        }
    }
}

/// An object as a snapshot holds it; `None` where it is not known.
pub(super) fn original(before: &Directory, kind: Kind, id: &Id) -> Option<Value> {
    let json = |object: Result<Value, serde_json::Error>| object.ok();
    match kind {
        Kind::Member => json(serde_json::to_value(before.members.get(id)?)),
        Kind::Org => json(serde_json::to_value(before.orgs.get(id)?)),
        Kind::Group => json(serde_json::to_value(before.groups.get(id)?)),
        Kind::Level | Kind::Position | Kind::UserType => {
            json(serde_json::to_value(before.ranks.get(id)?))
        }
    }
}
