//! `/users/{userId}/user-profile-statuses`: what a member has set.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::directory::{Id, LiveMember};

use crate::world::body::Body;
use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons, route, users};

use super::held::PersonalStatus;
use super::read::{self, SECTION};
use super::{encode, switched_on};

/// Answers the calls of members' statuses; `rest` follows `user-profile-statuses`.
pub fn handle(
    state: &mut State,
    call: &Call<'_>,
    user: &str,
    rest: &[&str],
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    switched_on(state, member.domain)?;
    if member.flags.deleted && call.method != Method::Get {
        users::changeable(&member)?;
    }
    match (call.method, rest) {
        (Method::Get, []) => Ok(list(state, &member)),
        (Method::Post, []) => create(state, call, &member, now),
        (Method::Get, [id]) => {
            let found = one(state, &member, id)?;
            Ok(Reply::ok(encode::personal(
                &state.statuses,
                member.domain,
                &found,
            )))
        }
        (Method::Put, [id]) => change(state, call, &member, id, true, now),
        (Method::Patch, [id]) => change(state, call, &member, id, false, now),
        (Method::Delete, [id]) => {
            let found = one(state, &member, id)?;
            (state.statuses).change(&member.id, |list| list.retain(|held| held.id != found.id));
            Ok(Reply::no_content())
        }
        _ => Err(route::unknown(call)),
    }
}

/// At most two, so there are no pages.
fn list(state: &State, member: &LiveMember) -> Reply {
    let list: Vec<Value> = (state.statuses.of(&member.id).iter())
        .map(|held| encode::personal(&state.statuses, member.domain, held))
        .collect();
    Reply::ok(json!({ "userProfileStatuses": list }))
}

fn one(state: &State, member: &LiveMember, id: &str) -> Result<PersonalStatus, Refusal> {
    let held = state.statuses.of(&member.id).iter();
    let found = held.clone().find(|held| held.id.as_str() == id);
    found.cloned().ok_or_else(|| {
        Refusal::new(404, reasons::NO_SUCH_STATUS, SECTION, Mark::D).with("value", id)
    })
}

fn create(
    state: &mut State,
    call: &Call<'_>,
    member: &LiveMember,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let nothing = read::nothing(Id::from(""));
    let mut new = read::personal(state, member.domain, &body, nothing, now)?;
    alone(state, member, &new)?;
    new.id = state.new_id();
    let answer = encode::personal(&state.statuses, member.domain, &new);
    state.statuses.change(&member.id, |list| list.push(new));
    Ok(Reply::created(answer))
}

/// PUT, where `whole`, and PATCH.
fn change(
    state: &mut State,
    call: &Call<'_>,
    member: &LiveMember,
    id: &str,
    whole: bool,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let old = one(state, member, id)?;
    let body = Body::of(call, SECTION)?;
    let base = if whole {
        read::nothing(old.id.clone())
    } else {
        old
    };
    let new = read::personal(state, member.domain, &body, base, now)?;
    alone(state, member, &new)?;
    let answer = encode::personal(&state.statuses, member.domain, &new);
    state.statuses.change(&member.id, |list| {
        list.retain(|held| held.id != new.id);
        list.push(new);
    });
    Ok(Reply::ok(answer))
}

/// At most one is present and one reserved. That a second one is a conflict, and does not
/// take the place of the first, is inferred.
fn alone(state: &State, member: &LiveMember, new: &PersonalStatus) -> Result<(), Refusal> {
    let held = state.statuses.of(&member.id).iter();
    let mut others = held.filter(|held| held.id != new.id);
    match others.find(|held| held.reserved == new.reserved) {
        None => Ok(()),
        Some(other) => Err(Refusal::new(409, reasons::SECOND_STATUS, SECTION, Mark::I)
            .with("member", &member.id)
            .with("holder", &other.id)),
    }
}
