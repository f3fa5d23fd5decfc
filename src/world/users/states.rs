//! The status machine (facts 5.1.6), less deletion and leave.

use crate::directory::{Id, LiveMember, SuspendedReason};
use crate::world::call::Reply;
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

/// `POST /users/{userId}/suspend`: only of members in use.
pub(super) fn suspend(state: &mut State, user: &str) -> Result<Reply, Refusal> {
    let mut member = LiveMember::clone(&*state.member(user)?);
    not_super_admin(state, &member)?;
    in_use(&member, Mark::D)?;
    if member.flags.on_leave {
        // On leave is a state of its own in the console.
        return Err(refuse(reasons::MEMBER_IS_ON_LEAVE, Mark::I, &member));
    }
    member.flags.suspended = true;
    member.flags.suspended_reason = Some(SuspendedReason::Master);
    state.put_member(member);
    Ok(Reply::no_content())
}

/// `POST /users/{userId}/unsuspend`
pub(super) fn unsuspend(state: &mut State, user: &str) -> Result<Reply, Refusal> {
    let mut member = LiveMember::clone(&*state.member(user)?);
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    if !member.flags.suspended {
        return Err(refuse(reasons::MEMBER_IS_NOT_SUSPENDED, Mark::D, &member));
    }
    member.flags.suspended = false;
    member.flags.suspended_reason = None;
    state.put_member(member);
    Ok(Reply::no_content())
}

/// `POST /users/{userId}/force-logout`: asynchronous, within five minutes.
pub(super) fn force_logout(state: &State, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    Ok(Reply::accepted())
}

/// Refuses members that are pending, suspended or in deletion.
pub(in crate::world) fn in_use(member: &LiveMember, mark: Mark) -> Result<(), Refusal> {
    let flags = &member.flags;
    let reason = if flags.deleted {
        reasons::MEMBER_IS_DELETED
    } else if flags.pending {
        reasons::MEMBER_IS_PENDING
    } else if flags.suspended {
        reasons::MEMBER_IS_SUSPENDED
    } else {
        return Ok(());
    };
    Err(refuse(reason, mark, member))
}

/// Refuses administrators.
pub(super) fn not_administrator(state: &State, member: &LiveMember) -> Result<(), Refusal> {
    if member.flags.administrator || is_super_admin(state, &member.id) {
        return Err(refuse(reasons::MEMBER_IS_ADMINISTRATOR, Mark::D, member));
    }
    Ok(())
}

/// Refuses the super administrator. No call says which administrator that is: where it
/// is not known of anybody in the domain, each may be it.
pub(super) fn not_super_admin(state: &State, member: &LiveMember) -> Result<(), Refusal> {
    if is_super_admin(state, &member.id) {
        return Err(refuse(reasons::MEMBER_IS_ADMINISTRATOR, Mark::D, member));
    }
    let known = || {
        let mut extras = state.extras.iter();
        extras.any(|(id, extra)| {
            let other = state.directory.members.get(id);
            extra.super_admin && other.is_some_and(|other| other.domain == member.domain)
        })
    };
    if member.flags.administrator && !known() {
        return Err(refuse(reasons::MEMBER_IS_ADMINISTRATOR, Mark::I, member));
    }
    Ok(())
}

/// Whether a member is known to be the super administrator.
pub(super) fn is_super_admin(state: &State, member: &Id) -> bool {
    (state.extras.get(member)).is_some_and(|extra| extra.super_admin)
}

/// A refusal of the status machine.
pub(in crate::world) fn refuse(reason: &'static str, mark: Mark, member: &LiveMember) -> Refusal {
    Refusal::new(400, reason, "5.1.6", mark).with("member", &member.id)
}
