//! What time alone does to members' statuses.

use jiff::Timestamp;

use crate::directory::{Id, Moment};
use crate::world::state::State;

use super::built_in;
use super::held::PersonalStatus;

/// Begins what is reserved and ends what is over, in the order of time.
pub fn settle(state: &mut State, now: Timestamp) {
    while let Some((at, member)) = state.statuses.pop_due(now) {
        state.statuses.change(&member, |list| pass(list, at));
        state.settled += 1;
    }
}

/// A reserved status takes the place of the present one when it begins.
fn pass(list: &mut Vec<PersonalStatus>, at: Timestamp) {
    let reached = |moment: &Option<Moment>| moment.as_ref().is_some_and(|m| m.at() <= at);
    list.retain(|status| !reached(&status.end));
    if list.iter().any(|s| s.reserved && reached(&s.start)) {
        list.retain(|status| status.reserved);
        for status in list {
            status.reserved = false;
        }
    }
}

/// A member came to another domain, which defines other custom statuses.
pub fn forget_custom(state: &mut State, member: &Id) {
    let custom = |status: &PersonalStatus| {
        let id = status.status.as_deref();
        id.is_some_and(|id| !built_in::is_built_in(id))
    };
    if state.statuses.of(member).iter().any(custom) {
        state
            .statuses
            .change(member, |list| list.retain(|status| !custom(status)));
    }
}
