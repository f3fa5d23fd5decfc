//! Create, PUT, PATCH and DELETE (facts 5.3.2).

use crate::directory::{DomainId, Field, Id, Kind, LiveGroup};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::list::answer;
use super::properties::{blank, fill, unique};

const SECTION: &str = "5.3.3";

/// `POST /groups`
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let domain = state.known_domain("domainId", body.required_domain("domainId")?)?;
    required(&body)?;
    let mut group = LiveGroup {
        id: Id::from(""),
        key: None,
        domain,
        props: blank(),
    };
    fill(state, &body, None, &mut group)?;
    unique(state, None, &group)?;
    let id = state.new_id();
    group.id = id.clone();
    state.put_group(group);
    Ok(Reply::created(answer(state, &id)))
}

/// `PUT /groups/{groupId}`: what is left out is reset. The members of a dynamic group
/// are ignored.
pub(super) fn replace(state: &mut State, call: &Call<'_>, group: &str) -> Result<Reply, Refusal> {
    let old = state.group(group)?;
    let body = Body::of(call, SECTION)?;
    body.required_domain("domainId")?;
    same_domain(&body, old.domain)?;
    required(&body)?;
    let mut next = LiveGroup {
        id: old.id.clone(),
        key: None,
        domain: old.domain,
        props: blank(),
    };
    next.props.members = old.props.members.clone();
    next.props.orgs = old.props.orgs.clone();
    next.props.groups = old.props.groups.clone();
    fill(state, &body, Some(&old), &mut next)?;
    unique(state, Some(&old), &next)?;
    state.put_group(next);
    Ok(Reply::ok(answer(state, &old.id)))
}

/// `PATCH /groups/{groupId}`: per top-level property; null erases.
pub(super) fn patch(state: &mut State, call: &Call<'_>, group: &str) -> Result<Reply, Refusal> {
    let old = state.group(group)?;
    let body = Body::of(call, SECTION)?;
    same_domain(&body, old.domain)?;
    let mut next = LiveGroup::clone(&old);
    fill(state, &body, Some(&old), &mut next)?;
    unique(state, Some(&old), &next)?;
    state.put_group(next);
    Ok(Reply::ok(answer(state, &old.id)))
}

/// `DELETE /groups/{groupId}`: it leaves the groups it is in.
pub(super) fn delete(state: &mut State, group: &str) -> Result<Reply, Refusal> {
    let id = state.group(group)?.id.clone();
    let outer: Vec<Id> = (state.index.mentioned_by(&id, Kind::Group).cloned()).collect();
    for outer in outer {
        if let Some(outer) = state.directory.groups.get(&outer) {
            let mut outer = LiveGroup::clone(outer);
            if let Some(groups) = outer.props.groups.known_mut() {
                groups.retain(|entry| entry.id() != Some(&id));
            }
            state.put_group(outer);
        }
    }
    state.drop_group(&id);
    Ok(Reply::no_content())
}

fn required(body: &Body<'_>) -> Result<(), Refusal> {
    let names = ["groupName", "administrators", "members"];
    match names.into_iter().find(|name| !body.has(name)) {
        Some(name) => Err(body.lacks(name)),
        None => Ok(()),
    }
}

fn same_domain(body: &Body<'_>, domain: DomainId) -> Result<(), Refusal> {
    match body.domain("domainId")? {
        Field::Known(given) if given != domain => {
            Err(Refusal::new(400, reasons::DOMAIN_CHANGE, SECTION, Mark::I)
                .with("from", domain)
                .with("to", given))
        }
        _ => Ok(()),
    }
}
