//! Where an org stands: parent, depth, order among its siblings, and what a private
//! parent does to it.

use std::collections::HashSet;

use crate::directory::{DomainId, Field, Id, LiveOrg, Ref};

use crate::world::body::Body;
use crate::world::state::{State, parent_of};
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

/// Deepest level of an org unit (facts 5.2.3, 11 #23).
pub const MAX_DEPTH: usize = 15;

/// The orgs above, from the nearest; ends where a parent is unknown, or where a live
/// directory runs in a circle.
pub fn ancestors<'a>(state: &'a State, from: Option<&'a Id>) -> impl Iterator<Item = &'a Id> {
    let mut seen = HashSet::new();
    std::iter::successors(from, |id| {
        state.directory.orgs.get(*id).and_then(|org| parent_of(org))
    })
    .take_while(move |id| seen.insert(*id))
}

/// The level of an org: 1 at the top; 0 for no org at all.
pub fn depth(state: &State, org: Option<&Id>) -> usize {
    ancestors(state, org).count()
}

/// An org and everything below it, parents before their children.
pub fn subtree(state: &State, org: &LiveOrg) -> Vec<Id> {
    let mut seen = HashSet::from([org.id.clone()]);
    let mut found = vec![org.id.clone()];
    let mut at = 0;
    while let Some(id) = found.get(at).cloned() {
        for child in state.index.children(org.domain, Some(&id)) {
            if seen.insert(child.clone()) {
                found.push(child.clone());
            }
        }
        at += 1;
    }
    found
}

/// `parentOrgUnitId`: null and left out are the top level.
///
/// # Errors
/// 400 where it names no org, or one of another domain.
pub fn parent_in_body(
    state: &State,
    body: &Body<'_>,
    domain: DomainId,
    org: &str,
) -> Result<Option<Id>, Refusal> {
    let name = "parentOrgUnitId";
    let Field::Known(Some(text)) = body.nullable_text(name, Text::up_to(256))? else {
        return Ok(None);
    };
    let parent = state.named_org(name, text)?;
    let elsewhere = (state.directory.orgs.get(&parent)).is_some_and(|p| p.domain != domain);
    if elsewhere {
        return Err(
            Refusal::new(400, reasons::PARENT_IN_OTHER_DOMAIN, "11 #30", Mark::I)
                .with("org", org)
                .with("parent", parent),
        );
    }
    Ok(Some(parent))
}

/// Refuses a subtree of this height below a parent where it would be too deep.
///
/// # Errors
/// 400, `orgTooDeep`.
pub fn deep_enough(
    state: &State,
    parent: Option<&Id>,
    height: usize,
    org: &str,
) -> Result<(), Refusal> {
    let depth = depth(state, parent) + height;
    if depth <= MAX_DEPTH {
        return Ok(());
    }
    Err(Refusal::new(400, reasons::ORG_TOO_DEEP, "5.2.3", Mark::G)
        .with("org", org)
        .with("depth", depth)
        .with("max", MAX_DEPTH))
}

/// Refuses a second org of one name under one parent, where the assumption says so.
///
/// # Errors
/// 409, `duplicateSiblingName` (facts 11 #28).
pub fn name_free_among_siblings(
    state: &State,
    domain: DomainId,
    parent: Option<&Id>,
    name: &Field<String>,
    me: Option<&Id>,
) -> Result<(), Refusal> {
    let Some(name) = name.known() else {
        return Ok(());
    };
    if state.assumptions.sibling_orgs_may_share_names {
        return Ok(());
    }
    let holder = (state.index.children(domain, parent).iter())
        .filter(|id| Some(*id) != me)
        .find(|id| {
            let org = state.directory.orgs.get(*id);
            org.and_then(|org| org.props.name.known()) == Some(name)
        });
    match holder {
        None => Ok(()),
        Some(holder) => Err(
            Refusal::new(409, reasons::DUPLICATE_SIBLING_NAME, "11 #28", Mark::I)
                .with("name", name)
                .with("holder", holder),
        ),
    }
}

/// Whether an org is private; one whose visibility was not read is not.
pub fn is_private(state: &State, org: Option<&Id>) -> bool {
    org.and_then(|id| state.directory.orgs.get(id))
        .is_some_and(|org| org.props.visible == Field::Known(false))
}

/// What `visible` becomes below a parent: forced to false below a private one
/// (facts 5.2.2, 11 #21).
///
/// # Errors
/// 400 where true was asked for by name and the assumption refuses it.
pub fn visible_below(
    state: &State,
    parent: Option<&Id>,
    asked: &Field<bool>,
    org: &str,
) -> Result<Field<bool>, Refusal> {
    if !is_private(state, parent) {
        return Ok(*asked);
    }
    if *asked == Field::Known(true)
        && state.assumptions.visible_under_private_is_refused
        && let Some(parent) = parent
    {
        return Err(
            Refusal::new(400, reasons::VISIBLE_UNDER_PRIVATE, "11 #21", Mark::I)
                .with("org", org)
                .with("parent", parent),
        );
    }
    Ok(Field::Known(false))
}

/// Makes everything below a private org private too (facts 11 #22).
pub fn hide_below(state: &mut State, org: &LiveOrg) {
    if org.props.visible != Field::Known(false) {
        return;
    }
    for id in subtree(state, org).iter().skip(1) {
        let Some(below) = state.directory.orgs.get(id) else {
            continue;
        };
        if below.props.visible != Field::Known(false) {
            let mut hidden = LiveOrg::clone(below);
            hidden.props.visible = Field::Known(false);
            state.put_org(hidden);
        }
    }
}

/// `displayOrder` of a body; `None` where it is missing.
///
/// # Errors
/// 400 where it is below 1.
pub fn order_in_body(body: &Body<'_>) -> Result<Option<i64>, Refusal> {
    let name = "displayOrder";
    match body.integer(name)? {
        Field::Known(order) if order < 1 => Err(body
            .refuse(reasons::OUT_OF_RANGE, Mark::D, name)
            .with("value", order)
            .with("min", 1)),
        Field::Known(order) => Ok(Some(order)),
        Field::Absent => Ok(None),
    }
}

/// The refusal of a body without `displayOrder`.
pub fn order_missing(body: &Body<'_>, mark: Mark) -> Refusal {
    body.refuse(reasons::MISSING_PROPERTY, mark, "displayOrder")
}

/// Where among its siblings-to-be an org of this `displayOrder` goes: how many of them
/// stand before it, and the number it gets. Without one it goes last. `moving` does not
/// count among them.
///
/// # Errors
/// 400 where it is beyond the last and the assumption does not clip it (facts 11 #18).
pub fn slot(
    state: &State,
    domain: DomainId,
    parent: Option<&Id>,
    moving: Option<&Id>,
    order: Option<i64>,
) -> Result<(usize, i64), Refusal> {
    let wanted = order.unwrap_or(i64::MAX);
    let others = (state.index.children(domain, parent).iter()).filter(|id| Some(*id) != moving);
    let number = |id: &Id| {
        state
            .directory
            .orgs
            .get(id)
            .map_or(0, |org| org.display_order)
    };
    let (count, before, last) = if state.assumptions.siblings_are_dense {
        let count = others.count();
        let before = usize::try_from(wanted - 1).unwrap_or(0).min(count);
        (count, before, i64::try_from(count).unwrap_or(i64::MAX))
    } else {
        let numbers: Vec<i64> = others.map(number).collect();
        let before = numbers.iter().filter(|n| **n < wanted).count();
        let last = numbers.iter().copied().max().unwrap_or(0);
        (numbers.len(), before, last)
    };
    let most = last.saturating_add(1);
    if let Some(order) = order
        && order > most
        && !state.assumptions.large_display_order_is_clipped
    {
        return Err(
            Refusal::new(400, reasons::DISPLAY_ORDER_TOO_LARGE, "11 #18", Mark::I)
                .with("property", "displayOrder")
                .with("value", order)
                .with("max", most),
        );
    }
    Ok((before.min(count), wanted.min(most)))
}

/// Puts an org, which is already a child of its parent, into its slot; those after it shift.
pub fn insert(state: &mut State, org: &LiveOrg, slot: (usize, i64)) {
    let (before, number) = slot;
    if state.assumptions.siblings_are_dense {
        state.put_among_siblings(org, before);
        return;
    }
    let parent = parent_of(org);
    let mut children: Vec<(Id, i64)> = (state.index.children(org.domain, parent).iter())
        .filter(|id| **id != org.id)
        .map(|id| {
            let number = state.directory.orgs.get(id).map_or(0, |o| o.display_order);
            (id.clone(), number)
        })
        .collect();
    children.insert(before.min(children.len()), (org.id.clone(), number));
    // Only as many shift as are in the way.
    let mut floor = number;
    for (_, number) in children.iter_mut().skip(before + 1) {
        if *number > floor {
            break;
        }
        *number = floor + 1;
        floor = *number;
    }
    state.set_children(org.domain, parent, children);
}

/// Closes the gap that an org left among its former siblings (facts 11 #19).
pub fn close_gap(state: &mut State, domain: DomainId, parent: Option<&Id>) {
    if state.assumptions.siblings_are_dense {
        state.close_gap(domain, parent);
    }
}

/// A parent as the directory holds it.
pub fn parent_field(parent: Option<Id>) -> Field<Option<Ref>> {
    Field::Known(parent.map(Ref::Id))
}
