//! External keys in bulk, for all six kinds (facts 4.3).

mod list;
mod set;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use crate::directory::{Kind, RankKind};

use super::call::{Call, Method, Reply};
use super::state::State;
use super::{Refusal, route};

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

/// Whose keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Member,
    Org,
    Group,
    Rank(RankKind),
}

impl Subject {
    /// The key of the list, in requests and answers.
    fn list(self) -> &'static str {
        match self {
            Subject::Member => "users",
            Subject::Org => "orgUnits",
            Subject::Group => "groups",
            Subject::Rank(RankKind::Level) => "levels",
            Subject::Rank(RankKind::Position) => "positions",
            Subject::Rank(RankKind::UserType) => "userTypes",
        }
    }

    fn kind(self) -> Kind {
        match self {
            Subject::Member => Kind::Member,
            Subject::Org => Kind::Org,
            Subject::Group => Kind::Group,
            Subject::Rank(kind) => kind.into(),
        }
    }
}
