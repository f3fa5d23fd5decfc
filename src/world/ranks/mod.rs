//! Levels, positions and user types: three ranked lists of a domain, alike but for a
//! property or two (facts 5.4 to 5.6).

mod encode;
mod feature;
mod list;
mod remove;
#[cfg(test)]
mod tests;
mod write;

use jiff::Timestamp;

use crate::directory::{DomainId, RankKind};

use super::call::{Call, Method, Reply};
use super::state::State;
use super::{Refusal, route};

/// Answers the calls of levels, positions and user types.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, _now: Timestamp) -> Result<Reply, Refusal> {
    let path = call.path();
    let ["directory", list, rest @ ..] = path.as_slice() else {
        return Err(route::unknown(call));
    };
    let Some(kind) = RankKind::ALL.into_iter().find(|kind| kind.path() == *list) else {
        return Err(route::unknown(call));
    };
    match (call.method, rest) {
        (Method::Get, []) => list::ranks(state, call, kind),
        (Method::Post, []) => write::create(state, call, kind),
        (Method::Post, ["enable"]) => feature::enable(state, call, kind),
        (Method::Post, ["disable"]) => feature::disable(state, call, kind),
        (Method::Get, [rank]) => list::one(state, call, kind, rank),
        (Method::Put, [rank]) => write::replace(state, call, kind, rank),
        (Method::Patch, [rank]) => write::patch(state, call, kind, rank),
        (Method::Delete, [rank]) => remove::delete(state, call, kind, rank),
        _ => Err(route::unknown(call)),
    }
}

/// Section of the facts a kind is described in.
fn section(kind: RankKind) -> &'static str {
    match kind {
        RankKind::Level => "5.4",
        RankKind::Position => "5.5",
        RankKind::UserType => "5.6",
    }
}

/// The domain in which an `externalKey:` of a path is looked up: of the query, else the
/// authorised one (facts 4.1). The keys of user types are unique in the tenant, and their
/// calls have no such query (facts 5.6): what stands there means nothing.
///
/// # Errors
/// As [`State::domain_of_query`].
fn domain_of_path(state: &State, call: &Call<'_>, kind: RankKind) -> Result<DomainId, Refusal> {
    match kind {
        RankKind::UserType => Ok(state.rules.authorised().unwrap_or(DomainId(0))),
        RankKind::Level | RankKind::Position => state.domain_of_query(call),
    }
}
