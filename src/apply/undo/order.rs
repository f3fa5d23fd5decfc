//! The order of siblings and of ranks as it was, as far as it is known.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::draft::Drafts;
use super::sides::{Object, domain, props, text};
use crate::apply::expected::segments;
use crate::directory::{DomainId, Id, Kind, RankKind};
use crate::world::Method;

/// Where orgs stand: in a domain, below one of it or at its top.
type Place = (DomainId, Option<String>);

/// Lists of objects, each in the order wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    /// Orgs of one parent.
    pub siblings: Vec<Vec<Object>>,
    /// Ranks of one kind and domain.
    pub ranks: Vec<(RankKind, DomainId, Vec<Object>)>,
}

/// The orders that the run changed; what stands in one and is not declared yet is declared
/// with nothing but its place.
pub(super) fn orders(drafts: &mut Drafts<'_>, going: &BTreeSet<Object>) -> Orders {
    Orders {
        siblings: siblings(drafts, going),
        ranks: ranks(drafts, going),
    }
}

fn display_order(value: &Value) -> i64 {
    let order = value.get("displayOrder").and_then(Value::as_i64);
    order.unwrap_or(i64::MAX)
}

fn parent(value: &Value) -> Option<String> {
    let parent = props(value).remove("parent")?;
    text(&parent, "id").map(str::to_owned)
}

/// Whether a draft is there afterwards, or can be declared since it is there now.
fn declare(drafts: &mut Drafts<'_>, object: &Object) -> bool {
    if drafts.of.contains_key(object) {
        return true;
    }
    let Some(is) = drafts.sides.now(object) else {
        return false;
    };
    let draft = drafts.bare(object, &is);
    drafts.of.insert(object.clone(), draft);
    true
}

fn siblings(drafts: &mut Drafts<'_>, going: &BTreeSet<Object>) -> Vec<Vec<Object>> {
    // Parents below which something left its place.
    let mut left: BTreeSet<Place> = BTreeSet::new();
    let before = &drafts.sides.before;
    let moved = |id: &str| before.get(&(Kind::Org, Id::from(id)));
    for step in drafts.sides.steps().filter(|step| step.kind == "org") {
        if step.op != "move" && step.request.method != Method::Delete {
            continue;
        }
        let parts = segments(&step.request.path);
        if let Some(was) = parts.get(1).and_then(|id| moved(id)) {
            left.insert((domain(was), parent(was)));
        }
    }
    // What was deleted along with its parent has its order too.
    for (object, draft) in &drafts.of {
        if object.0 == Kind::Org
            && draft.anew
            && let Some(was) = before.get(object)
        {
            left.insert((domain(was), parent(was)));
        }
    }
    let mut below: BTreeMap<Place, Vec<(i64, Object)>> = BTreeMap::new();
    for (object, was) in before.iter().filter(|((kind, _), _)| *kind == Kind::Org) {
        let place = (domain(was), parent(was));
        if left.contains(&place) && !going.contains(object) {
            let list = below.entry(place).or_default();
            list.push((display_order(was), object.clone()));
        }
    }
    let mut lists = Vec::new();
    for ((_, above), mut list) in below {
        list.sort();
        let mut orgs = Vec::new();
        for (_, object) in list {
            if !declare(drafts, &object) {
                continue;
            }
            let draft = drafts.of.get(&object);
            // References are put right later: here they are ids still.
            let held = draft.and_then(|draft| draft.set.get("parent"));
            let held = held.and_then(|parent| text(parent, "id"));
            if held == above.as_deref() {
                orgs.push(object);
            }
        }
        if orgs.len() > 1 {
            lists.push(orgs);
        }
    }
    lists
}

fn ranks(
    drafts: &mut Drafts<'_>,
    going: &BTreeSet<Object>,
) -> Vec<(RankKind, DomainId, Vec<Object>)> {
    let mut lists = Vec::new();
    for kind in RankKind::ALL {
        let mut domains: BTreeSet<DomainId> = BTreeSet::new();
        for (object, was) in &drafts.sides.before {
            if object.0 != Kind::from(kind) {
                continue;
            }
            let made = drafts.sides.after.get(object);
            let same = made.is_some_and(|made| display_order(made) == display_order(was));
            if !same {
                domains.insert(domain(was));
            }
        }
        for domain in domains {
            let whole = &drafts.sides.whole.ranks;
            let all = whole
                .values()
                .filter(|rank| rank.kind == kind && rank.domain == domain);
            let mut all: Vec<(i64, Object)> = all
                .map(|rank| (rank.display_order, (Kind::from(kind), rank.id.clone())))
                .filter(|(_, object)| !going.contains(object))
                .collect();
            all.sort();
            let mut ranks = Vec::new();
            for (_, object) in all {
                if declare(drafts, &object) {
                    ranks.push(object);
                }
            }
            if ranks.len() > 1 {
                lists.push((kind, domain, ranks));
            }
        }
    }
    lists
}
