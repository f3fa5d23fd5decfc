//! `/directory/profile-statuses`: what a domain defines.

use serde_json::{Value, json};

use crate::directory::{DomainId, Field, Id};

use crate::world::body::Body;
use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons, route};

use super::held::{Definition, PersonalStatus};
use super::read::{Given, SECTION};
use super::{built_in, encode, switched_on};

/// The most custom ones of a domain (facts 11 #72).
const MOST: usize = 10;

/// Answers the calls of definitions; `rest` follows `profile-statuses` in the path.
pub fn handle(state: &mut State, call: &Call<'_>, rest: &[&str]) -> Result<Reply, Refusal> {
    match (call.method, rest) {
        (Method::Get, []) => list(state, call),
        (Method::Post, []) => create(state, call),
        (Method::Post, ["enable"]) => switch(state, call, false),
        (Method::Post, ["disable"]) => switch(state, call, true),
        (Method::Get, [id]) => {
            let domain = state.domain_of_query(call)?;
            let found = defined(state, domain, id)?;
            Ok(Reply::ok(encode::definition(domain, id, &found)))
        }
        (Method::Put, [id]) => change(state, call, id, true),
        (Method::Patch, [id]) => change(state, call, id, false),
        (Method::Delete, [id]) => delete(state, call, id),
        _ => Err(route::unknown(call)),
    }
}

/// All at once: this list has no pages.
fn list(state: &State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    switched_on(state, domain)?;
    let list: Vec<Value> = (state.statuses.definitions(domain).iter())
        .map(|(id, definition)| encode::definition(domain, id, definition))
        .collect();
    Ok(Reply::ok(json!({ "profileStatuses": list })))
}

fn defined(state: &State, domain: DomainId, id: &str) -> Result<Definition, Refusal> {
    switched_on(state, domain)?;
    state.statuses.definition(domain, id).ok_or_else(|| {
        Refusal::new(404, reasons::NO_SUCH_STATUS, SECTION, Mark::D).with("value", id)
    })
}

fn create(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let domain = state.known_domain("domainId", body.required_domain("domainId")?)?;
    switched_on(state, domain)?;
    let name = "profileStatusId";
    let id = body.required_text(name, Text::up_to(100))?;
    if !built_in::CUSTOM.contains(&id) && !built_in::is_built_in(id) {
        return Err(body
            .refuse(reasons::UNKNOWN_VALUE, Mark::D, name)
            .with("value", id));
    }
    let definition = Given::read(&body)?.complete(&body)?;
    if state.statuses.definition(domain, id).is_some() {
        return Err(
            Refusal::new(409, reasons::DUPLICATE_STATUS, SECTION, Mark::I).with("value", id),
        );
    }
    if state.assumptions.ten_custom_statuses && state.statuses.custom_count(domain) >= MOST {
        return Err(
            Refusal::new(403, reasons::TOO_MANY_STATUSES, "11 #72", Mark::I).with("max", MOST),
        );
    }
    let answer = encode::definition(domain, id, &definition);
    put(state, domain, id, definition);
    Ok(Reply::created(answer))
}

/// PUT, where `whole`, and PATCH.
fn change(state: &mut State, call: &Call<'_>, id: &str, whole: bool) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let domain = match body.domain("domainId")? {
        Field::Known(domain) => state.known_domain("domainId", domain)?,
        Field::Absent if whole => return Err(body.lacks("domainId")),
        Field::Absent => state.domain_of_query(call)?,
    };
    let old = defined(state, domain, id)?;
    let given = Given::read(&body)?;
    let mut new = if whole {
        given.complete(&body)?
    } else {
        given.over(&old)
    };
    if built_in::is_built_in(id) {
        // The rest of it is read-only, and what is read-only is ignored (facts 1.2).
        new = Definition {
            order: new.order,
            default_status: new.default_status,
            users_may_set: new.users_may_set,
            ..old
        };
    }
    let answer = encode::definition(domain, id, &new);
    put(state, domain, id, new);
    Ok(Reply::ok(answer))
}

fn put(state: &mut State, domain: DomainId, id: &str, definition: Definition) {
    let held = state.statuses.domains.entry(domain).or_default();
    held.definitions.insert(id.to_owned(), definition);
}

/// Members of the domain who have it set lose it.
fn delete(state: &mut State, call: &Call<'_>, id: &str) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    defined(state, domain, id)?;
    if built_in::is_built_in(id) {
        return Err(
            Refusal::new(403, reasons::STATUS_IS_BUILT_IN, SECTION, Mark::I).with("value", id),
        );
    }
    if let Some(held) = state.statuses.domains.get_mut(&domain) {
        held.definitions.remove(id);
    }
    let has = |status: &PersonalStatus| status.status.as_deref() == Some(id);
    let here = |member: &Id| {
        let member = state.directory.members.get(member);
        member.is_some_and(|member| member.domain == domain)
    };
    let holders: Vec<Id> = (state.statuses.all())
        .filter(|(member, list)| list.iter().any(has) && here(member))
        .map(|(member, _)| member.clone())
        .collect();
    for holder in holders {
        (state.statuses).change(&holder, |list| list.retain(|status| !has(status)));
    }
    Ok(Reply::no_content())
}

/// Switching off takes statuses out of sight; nothing says that it erases them.
fn switch(state: &mut State, call: &Call<'_>, off: bool) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    state.statuses.domains.entry(domain).or_default().off = off;
    Ok(Reply::no_content())
}
