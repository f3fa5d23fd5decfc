//! Profile statuses (facts 5.8): what a domain defines, and what each member has set.

mod built_in;
mod definitions;
mod due;
mod encode;
mod held;
mod personal;
mod read;
#[cfg(test)]
mod tests;

use super::call::{Call, Reply};
use super::state::State;
use super::{Mark, Refusal, reasons, route};

use crate::directory::DomainId;
use jiff::Timestamp;

pub use due::{forget_custom, settle};
pub use held::Statuses;

/// Answers the calls of definitions and of members' statuses.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>, now: Timestamp) -> Result<Reply, Refusal> {
    match call.path().as_slice() {
        ["directory", "profile-statuses", rest @ ..] => definitions::handle(state, call, rest),
        ["users", user, "user-profile-statuses", rest @ ..] => {
            personal::handle(state, call, user, rest, now)
        }
        _ => Err(route::unknown(call)),
    }
}

/// Refuses while a domain has profile statuses switched off. That this is 403, as for
/// levels, is inferred.
fn switched_on(state: &State, domain: DomainId) -> Result<(), Refusal> {
    if state.statuses.is_on(domain) {
        return Ok(());
    }
    Err(Refusal::new(403, reasons::FEATURE_DISABLED, "5.8", Mark::I)
        .with("feature", "profile-statuses")
        .with("domain", domain))
}
