use jiff::Timestamp;

use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::{list, masters, members, write};

/// Answers the calls of this resource.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, _now: Timestamp) -> Result<Reply, Refusal> {
    use Method::{Delete, Get, Patch, Post, Put};
    match (call.method, call.path().as_slice()) {
        (Get, ["groups"]) => list::page(state, call),
        (Post, ["groups"]) => write::create(state, call),
        (Get, ["groups", group]) => list::one(state, group),
        (Put, ["groups", group]) => write::replace(state, call, group),
        (Patch, ["groups", group]) => write::patch(state, call, group),
        (Delete, ["groups", group]) => write::delete(state, group),
        (Get, ["groups", group, "members"]) => list::members(state, call, group),
        (Post, ["groups", group, "members"]) => members::add(state, call, group),
        (Delete, ["groups", group, "members", one]) => members::remove(state, call, group, one),
        (Get, ["groups", group, "administrators"]) => list::masters(state, call, group),
        (Post, ["groups", group, "administrators"]) => masters::add(state, call, group),
        (Delete, ["groups", group, "administrators", one]) => {
            masters::remove(state, call, group, one)
        }
        _ => Err(Refusal::new(404, reasons::UNKNOWN_PATH, "5.3.2", Mark::D)),
    }
}
