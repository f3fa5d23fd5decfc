//! What people do themselves, and who administers the tenant.

use jiff::Timestamp;

use crate::directory::{Id, LiveMember, SuspendedReason};
use crate::world::state::State;
use crate::world::users::{in_use, invitation_ends, refuse};
use crate::world::{Mark, Refusal, reasons};

/// Pending to in use (facts 5.1.6). An invitation that has run out lets nobody in
/// (facts 5.1.4).
pub(super) fn first_login(state: &mut State, member: &str, now: Timestamp) -> Result<(), Refusal> {
    let member = state.member(member)?;
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    if !member.flags.pending {
        return Err(refuse(reasons::MEMBER_IS_NOT_PENDING, Mark::G, &member));
    }
    if let Some(end) = invitation_ends(state, &member)
        && end <= now
    {
        let refusal = refuse(reasons::INVITATION_EXPIRED, Mark::G, &member);
        return Err(refusal.with("at", end));
    }
    let mut next = LiveMember::clone(&member);
    next.flags.pending = false;
    state.put_member(next);
    Ok(())
}

/// In use to suspended (facts 5.1.6).
pub(super) fn failed_logins(state: &mut State, member: &str) -> Result<(), Refusal> {
    let member = state.member(member)?;
    in_use(&member, Mark::I)?;
    let mut next = LiveMember::clone(&member);
    next.flags.suspended = true;
    next.flags.suspended_reason = Some(SuspendedReason::LoginFail);
    state.put_member(next);
    Ok(())
}

/// One of a domain has the role: who had it keeps the rest of the authority.
pub(super) fn make_super_admin(state: &mut State, member: &str) -> Result<(), Refusal> {
    let member = state.member(member)?;
    in_use(&member, Mark::I)?;
    let of_domain = |id: &Id| {
        (state.directory.members.get(id)).is_some_and(|held| held.domain == member.domain)
    };
    let before: Vec<Id> = (state.extras.iter())
        .filter(|(id, extra)| extra.super_admin && of_domain(id))
        .map(|(id, _)| id.clone())
        .collect();
    for id in before {
        state.extras.entry(id).or_default().super_admin = false;
    }
    state
        .extras
        .entry(member.id.clone())
        .or_default()
        .super_admin = true;
    administrate(state, &member, true);
    Ok(())
}

/// The role that no call gives (facts 5.1.4).
pub(super) fn make_administrator(state: &mut State, member: &str) -> Result<(), Refusal> {
    let member = state.member(member)?;
    in_use(&member, Mark::I)?;
    administrate(state, &member, true);
    Ok(())
}

/// The super administrator hands the role on instead.
pub(super) fn revoke_administrator(state: &mut State, member: &str) -> Result<(), Refusal> {
    let member = state.member(member)?;
    if (state.extras.get(&member.id)).is_some_and(|extra| extra.super_admin) {
        return Err(refuse(reasons::MEMBER_IS_ADMINISTRATOR, Mark::I, &member));
    }
    administrate(state, &member, false);
    Ok(())
}

fn administrate(state: &mut State, member: &LiveMember, administrator: bool) {
    let mut next = LiveMember::clone(member);
    next.flags.administrator = administrator;
    state.put_member(next);
}
