//! What time alone brings about: deletions that are seven days old, activations, leaves.
//! Moments stand in an ordered queue, so a call that finds nothing due costs one look.

use jiff::{SignedDuration, Timestamp};

use crate::directory::{Id, LiveMember};
use crate::world::state::{MemberExtra, State};
use crate::world::statuses;

use super::removal;

/// How long a member in deletion can be undeleted (facts 5.1.6).
pub(super) const GRACE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Brings about what is due.
pub fn settle(state: &mut State, now: Timestamp) {
    statuses::settle(state, now);
    while let Some((at, _)) = state.due.first()
        && *at <= now
    {
        let Some((_, id)) = state.due.pop_first() else {
            return;
        };
        let gone = (state.extras.get(&id))
            .and_then(end_of_grace)
            .is_some_and(|end| end <= now);
        if gone {
            removal::vanish(state, &id);
            state.settled += 1;
            continue;
        }
        let Some(member) = state.directory.members.get(&id) else {
            continue;
        };
        let mut changed = LiveMember::clone(member);
        refresh(&mut changed, now);
        if changed.flags != member.flags {
            state.put_member(changed);
            state.settled += 1;
        }
    }
}

/// Queues what time will do to every member: after a state was read or loaded.
pub fn schedule_all(state: &mut State) {
    let mut due = std::collections::BTreeSet::new();
    for member in state.directory.members.values() {
        let extra = state.extras.get(&member.id);
        due.extend(moments(member, extra).map(|at| (at, member.id.clone())));
    }
    state.due = due;
}

/// Queues what time will do to one member. Moments that no longer hold stay in the queue
/// and change nothing when they come.
pub(super) fn schedule(state: &mut State, id: &Id) {
    let Some(member) = state.directory.members.get(id) else {
        return;
    };
    let moments: Vec<_> = moments(member, state.extras.get(id)).collect();
    state
        .due
        .extend(moments.into_iter().map(|at| (at, id.clone())));
}

/// Sets the flags that depend on the time; what was not read stays as it is.
pub(super) fn refresh(member: &mut LiveMember, now: Timestamp) {
    if let Some(leave) = member.props.leave.known() {
        member.flags.on_leave =
            (leave.as_ref()).is_some_and(|leave| leave.from.at() <= now && now <= leave.to.at());
    }
    if let Some(activation) = member.props.activation_date.known() {
        member.flags.awaiting = activation.as_ref().is_some_and(|at| at.at() > now);
    }
}

fn moments(member: &LiveMember, extra: Option<&MemberExtra>) -> impl Iterator<Item = Timestamp> {
    let leave = member.props.leave.value();
    // A leave lasts through its last moment.
    let after = |at: Timestamp| at.checked_add(SignedDuration::from_nanos(1)).ok();
    [
        extra.and_then(end_of_grace),
        leave.map(|leave| leave.from.at()),
        leave.and_then(|leave| after(leave.to.at())),
        (member.props.activation_date.value()).map(|at| at.at()),
    ]
    .into_iter()
    .flatten()
}

/// Until when a member can be undeleted, where it is in deletion.
pub fn end_of_grace(extra: &MemberExtra) -> Option<Timestamp> {
    extra.deleted_at.and_then(|at| at.checked_add(GRACE).ok())
}
