use crate::directory::{Field, Id, LiveOrg};

use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::{State, parent_of};
use crate::world::{Mark, Refusal, reasons};

use super::{encode, placing};

/// `POST /orgunits/{orgUnitId}/move`: to another parent, to another place, or both
/// (facts 5.2.4).
pub fn relocate(state: &mut State, call: &Call<'_>, org: &str) -> Result<Reply, Refusal> {
    let old = state.org(org)?;
    let label = old.id.as_str();
    let body = Body::of(call, "5.2.4")?;
    let order = placing::order_in_body(&body)?;
    if order.is_none() {
        return Err(placing::order_missing(&body, Mark::D));
    }
    let parent = placing::parent_in_body(state, &body, old.domain, label)?;
    not_below_itself(state, &old.id, parent.as_ref())?;
    let stays = parent.as_ref() == parent_of(&old);
    if !stays {
        let height = height(state, &old);
        placing::deep_enough(state, parent.as_ref(), height, label)?;
        let me = Some(&old.id);
        let name = &old.props.name;
        placing::name_free_among_siblings(state, old.domain, parent.as_ref(), name, me)?;
    }
    let slot = placing::slot(state, old.domain, parent.as_ref(), Some(&old.id), order)?;

    let mut new = LiveOrg::clone(&old);
    if placing::is_private(state, parent.as_ref()) {
        new.props.visible = Field::Known(false);
    }
    new.props.parent = placing::parent_field(parent);
    new.display_order = slot.1;
    state.put_org(new.clone());
    if !stays {
        placing::close_gap(state, old.domain, parent_of(&old));
    }
    placing::insert(state, &new, slot);
    if new.props.visible != old.props.visible {
        placing::hide_below(state, &new);
    }
    let org = state.org(new.id.as_str())?;
    Ok(Reply::ok(encode::org(state, &org)))
}

fn not_below_itself(state: &State, org: &Id, parent: Option<&Id>) -> Result<(), Refusal> {
    if !placing::ancestors(state, parent).any(|above| above == org) {
        return Ok(());
    }
    let refusal = Refusal::new(400, reasons::ORG_CYCLE, "5.2.4", Mark::I).with("org", org);
    Err(match parent {
        Some(parent) => refusal.with("parent", parent),
        None => refusal,
    })
}

/// Levels of a subtree: 1 for an org without children.
fn height(state: &State, org: &LiveOrg) -> usize {
    let top = placing::depth(state, Some(&org.id));
    let deepest = placing::subtree(state, org)
        .iter()
        .map(|id| placing::depth(state, Some(id)))
        .max()
        .unwrap_or(top);
    deepest.saturating_sub(top) + 1
}
