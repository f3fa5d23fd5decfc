//! Leave of absence (facts 5.1.6).

use jiff::Timestamp;

use crate::directory::{Field, Leave, LiveMember};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::commit::commit;
use super::properties::moment;
use super::states::{in_use, refuse};

/// `POST /users/{userId}/set-leave-of-absence`: overwrites an earlier one.
pub(super) fn set(
    state: &mut State,
    call: &Call<'_>,
    user: &str,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let mut member = LiveMember::clone(&*state.member(user)?);
    let body = Body::of(call, "5.1.6")?;
    let at = |name: &str| {
        let text = body.required_text(name, Text::up_to(25))?;
        moment(&body, name, text)
    };
    let leave = Leave {
        from: at("startTime")?,
        to: at("endTime")?,
    };
    if leave.to.at() <= leave.from.at() {
        return Err(body.refuse(reasons::LEAVE_ENDS_FIRST, Mark::I, "endTime"));
    }
    in_use(&member, Mark::I)?;
    member.props.leave = Field::Known(Some(leave));
    commit(state, member, now);
    Ok(Reply::no_content())
}

/// `POST /users/{userId}/clear-leave-of-absence`
pub(super) fn clear(state: &mut State, user: &str, now: Timestamp) -> Result<Reply, Refusal> {
    let mut member = LiveMember::clone(&*state.member(user)?);
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    member.props.leave = Field::Known(None);
    commit(state, member, now);
    Ok(Reply::no_content())
}
