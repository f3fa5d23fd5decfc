use jiff::Timestamp;

use crate::directory::RankKind;

use super::subject::Subject;
use super::{list, set};
use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Refusal, route};

/// Answers the calls below every `external-keys`.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, _now: Timestamp) -> Result<Reply, Refusal> {
    let subject = match call.path().as_slice() {
        ["users", "external-keys"] => Subject::Member,
        ["orgunits", "external-keys"] => Subject::Org,
        ["groups", "external-keys"] => Subject::Group,
        ["directory", "levels", "external-keys"] => Subject::Rank(RankKind::Level),
        ["directory", "positions", "external-keys"] => Subject::Rank(RankKind::Position),
        ["directory", "user-types", "external-keys"] => Subject::Rank(RankKind::UserType),
        _ => return Err(route::unknown(call)),
    };
    match call.method {
        Method::Post => set::set(state, call, subject),
        Method::Get => list::list(state, call, subject),
        Method::Put | Method::Patch | Method::Delete => Err(route::unknown(call)),
    }
}
