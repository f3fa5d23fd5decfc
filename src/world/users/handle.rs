use jiff::Timestamp;

use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::{aliases, invitations, leave, list, moving, removal, states, undelete, write};

/// Answers the calls of this resource.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, now: Timestamp) -> Result<Reply, Refusal> {
    use Method::{Delete, Get, Patch, Post, Put};
    match (call.method, call.path().as_slice()) {
        (Get, ["users"]) => Ok(list::page(state, call)?.reply()),
        (Post, ["users"]) => write::create(state, call, now),
        (Post, ["users", "send-invitation-email"]) => invitations::invite_all(state, call, now),
        (Get, ["users", user]) => list::one(state, user),
        (Put, ["users", user]) => write::replace(state, call, user, now),
        (Patch, ["users", user]) => write::patch(state, call, user, now),
        (Delete, ["users", user]) => removal::delete(state, user, now),
        (Delete, ["users", user, "forcedelete"]) => removal::force_delete(state, user),
        (Post, ["users", user, "undelete"]) => undelete::undelete(state, user, now),
        (Post, ["users", user, "suspend"]) => states::suspend(state, user),
        (Post, ["users", user, "unsuspend"]) => states::unsuspend(state, user),
        (Post, ["users", user, "force-logout"]) => states::force_logout(state, user),
        (Post, ["users", user, "move"]) => moving::move_to(state, call, user, now),
        (Post, ["users", user, "set-leave-of-absence"]) => leave::set(state, call, user, now),
        (Post, ["users", user, "clear-leave-of-absence"]) => leave::clear(state, user, now),
        (Post, ["users", user, "send-invitation-email"]) => {
            invitations::invite(state, call, user, now)
        }
        (Post, ["users", user, "alias-emails", email]) => aliases::add(state, user, email),
        (Delete, ["users", user, "alias-emails", email]) => aliases::remove(state, user, email),
        _ => Err(Refusal::new(404, reasons::UNKNOWN_PATH, "5.1.1", Mark::D)),
    }
}
