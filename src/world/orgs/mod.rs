//! Org units (facts 5.2).

mod create;
mod delete;
mod encode;
mod list;
mod moving;
mod placing;
mod props;
#[cfg(test)]
mod tests;
mod update;

use jiff::Timestamp;

use super::call::{Call, Method, Reply};
use super::state::State;
use super::{Refusal, route};

/// Answers the calls of org units.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, _now: Timestamp) -> Result<Reply, Refusal> {
    match (call.method, call.path().as_slice()) {
        (Method::Get, ["orgunits"]) => list::orgs(state, call),
        (Method::Post, ["orgunits"]) => create::create(state, call),
        (Method::Get, ["orgunits", org]) => list::one(state, org),
        (Method::Put, ["orgunits", org]) => update::replace(state, call, org),
        (Method::Patch, ["orgunits", org]) => update::patch(state, call, org),
        (Method::Delete, ["orgunits", org]) => delete::delete(state, org),
        (Method::Post, ["orgunits", org, "move"]) => moving::relocate(state, call, org),
        (Method::Get, ["orgunits", org, "members"]) => list::members(state, call, org),
        _ => Err(route::unknown(call)),
    }
}
