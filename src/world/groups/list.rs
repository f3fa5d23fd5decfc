//! Reading groups, their members and masters.

use serde_json::Value;

use crate::directory::{Id, Kind, Ref};
use crate::world::Refusal;
use crate::world::call::{Call, Reply};
use crate::world::paging::Page;
use crate::world::state::State;

use super::encode::{encode, entries, member, user};

/// `GET /groups/{groupId}`
pub(super) fn one(state: &State, group: &str) -> Result<Reply, Refusal> {
    Ok(Reply::ok(encode(state, &*state.group(group)?)))
}

/// `GET /groups`
pub(super) fn page(state: &State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    let groups = &state.directory.groups;
    Ok(page
        .cut(
            "groups",
            groups.len(),
            |id| groups.get_index_of(id),
            |at| groups.get_index(at).map(|(_, group)| &**group),
            |group| group.map_or_else(String::new, |group| group.id.to_string()),
            |group| {
                let group = group.filter(|group| group.domain == domain)?;
                Some(encode(state, group))
            },
        )
        .reply())
}

/// `GET /groups/{groupId}/members`
pub(super) fn members(state: &State, call: &Call<'_>, group: &str) -> Result<Reply, Refusal> {
    let group = state.group(group)?;
    state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    let list: Vec<(Kind, &Id)> = entries(&group.props).unwrap_or_default();
    Ok(page
        .cut_slice(
            "members",
            &list,
            |(_, id)| id,
            |(kind, id)| Some(member(state, *kind, id)),
        )
        .reply())
}

/// `GET /groups/{groupId}/administrators`
pub(super) fn masters(state: &State, call: &Call<'_>, group: &str) -> Result<Reply, Refusal> {
    let group = state.group(group)?;
    state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    let list: Vec<&Id> = group
        .props
        .masters
        .known()
        .into_iter()
        .flatten()
        .filter_map(Ref::id)
        .collect();
    let encode = |id: &&Id| -> Option<Value> { user(state, id) };
    let listed = page.cut_slice("administrators", &list, |id| id, encode);
    Ok(listed.reply())
}

/// The body of an answer that is a group.
pub(super) fn answer(state: &State, id: &Id) -> Value {
    (state.directory.groups.get(id)).map_or(Value::Null, |group| encode(state, group))
}
