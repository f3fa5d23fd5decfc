//! Masters of a group one by one (facts 5.3.2): at least one always.

use crate::directory::{Kind, Ref};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::references::{has, may_lead};

const SECTION: &str = "5.3.2";

/// `POST /groups/{groupId}/administrators`
pub(super) fn add(state: &mut State, call: &Call<'_>, group: &str) -> Result<Reply, Refusal> {
    let group = state.group(group)?;
    let body = Body::of(call, SECTION)?;
    let text = body.required_text("userId", Text::up_to(256))?;
    let id = state.named_member("userId", text)?;
    if has(group.props.masters.known(), &id) {
        return Err(
            Refusal::new(409, reasons::ALREADY_IN_GROUP, SECTION, Mark::D)
                .with("group", &group.id)
                .with("kind", Kind::Member)
                .with("value", &id),
        );
    }
    may_lead(state, group.domain, &id, "userId")?;
    // A list that was not read stays unknown.
    let at = group.id.clone();
    // Let go of the group, so that it is changed in place whatever its length.
    drop(group);
    state.edit_group_entry(&at, &id, |group| {
        if let Some(masters) = group.masters.known_mut() {
            masters.push(Ref::Id(id.clone()));
        }
    });
    Ok(Reply::bare(201))
}

/// `DELETE /groups/{groupId}/administrators/{userId}`
pub(super) fn remove(
    state: &mut State,
    call: &Call<'_>,
    group: &str,
    user: &str,
) -> Result<Reply, Refusal> {
    let group = state.group(group)?;
    state.domain_of_query(call)?;
    let id = state.find_member(user).map(|member| member.id.clone());
    let Some(masters) = group.props.masters.known() else {
        return Ok(Reply::no_content());
    };
    let Some(id) = id.filter(|id| has(Some(masters), id)) else {
        return Err(Refusal::new(404, reasons::NOT_IN_GROUP, SECTION, Mark::D)
            .with("group", &group.id)
            .with("kind", Kind::Member)
            .with("value", user));
    };
    if masters.len() == 1 {
        return Err(
            Refusal::new(400, reasons::LAST_MASTER, "5.3.4", Mark::D).with("group", &group.id)
        );
    }
    let at = group.id.clone();
    // Let go of the group, so that it is changed in place whatever its length.
    drop(group);
    state.edit_group_entry(&at, &id, |group| {
        if let Some(masters) = group.masters.known_mut() {
            masters.retain(|entry| entry.id() != Some(&id));
        }
    });
    Ok(Reply::no_content())
}
