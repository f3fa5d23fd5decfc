use jiff::Timestamp;

use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Refusal, route};

use super::{Outside, link};

/// Answers the link calls.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, now: Timestamp) -> Result<Reply, Refusal> {
    use Method::{Get, Post};
    use Outside::{Line, Works};
    match (call.method, call.path().as_slice()) {
        (Post, ["users", "link-to-line"]) => link::grant_all(state, call, Line, now),
        (Post, ["users", "link-to-works"]) => link::grant_all(state, call, Works, now),
        (Post, ["users", user, "link-to-line"]) => link::grant(state, user, Line, now),
        (Post, ["users", user, "link-to-works"]) => link::grant(state, user, Works, now),
        (Post, ["users", user, "unlink-to-line"]) => link::remove(state, user, Line, now),
        (Post, ["users", user, "unlink-to-works"]) => link::remove(state, user, Works, now),
        (Get, ["users", user, "link-url"]) => link::url(state, user),
        (Post, ["users", user, "link-url", "reset"]) => link::reset_url(state, user),
        _ => Err(route::unknown(call)),
    }
}
