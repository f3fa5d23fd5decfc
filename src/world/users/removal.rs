//! Deletion of members (facts 5.1.6): seven days of grace, or at once.

use std::sync::Arc;

use jiff::Timestamp;

use crate::directory::{Field, Id, Kind, LiveGroup, LiveMember, LiveOrg, Member, Ref};
use crate::world::call::Reply;
use crate::world::groups;
use crate::world::state::{MemberExtra, State};
use crate::world::{Mark, Refusal, reasons};

use super::commit::names;
use super::due;
use super::states::{not_administrator, not_super_admin, refuse};

/// `DELETE /users/{userId}`: in deletion for seven days. The member leaves its groups
/// (guide). Its posts go with it too (guide), but whether the record still lists them is
/// unknown: while members in deletion are taken to block the deletion of their org
/// (facts 11 #27) it does.
pub(super) fn delete(state: &mut State, user: &str, now: Timestamp) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    not_administrator(state, &member)?;
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    not_only_master(state, &member)?;
    let groups_before = groups::leave_all(state, &member.id);
    let mut next = LiveMember::clone(&member);
    next.flags.deleted = true;
    if !state.assumptions.idle_members_block_org_delete {
        leave_posts(&mut next.props);
    }
    let id = next.id.clone();
    state.put_member(next);
    let extra = state.extras.entry(id.clone()).or_default();
    extra.deleted_at = Some(now);
    extra.before = Some(Arc::clone(&member));
    extra.groups_before = groups_before;
    due::schedule(state, &id);
    Ok(Reply::no_content())
}

/// `DELETE /users/{userId}/forcedelete`: everything is erased at once, also of members
/// in deletion.
pub(super) fn force_delete(state: &mut State, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    not_super_admin(state, &member)?;
    not_only_master(state, &member)?;
    vanish(state, &member.id);
    Ok(Reply::no_content())
}

/// The only master of a group cannot go (facts 11 #42).
pub(in crate::world) fn not_only_master(state: &State, member: &LiveMember) -> Result<(), Refusal> {
    match groups::only_master_of(state, &member.id) {
        Some(group) => Err(Refusal::new(400, reasons::ONLY_MASTER, "11 #42", Mark::I)
            .with("member", &member.id)
            .with("group", group)),
        None => Ok(()),
    }
}

/// Takes a member out of everything that mentions it, and of the directory.
pub(in crate::world) fn vanish(state: &mut State, id: &Id) {
    groups::leave_all(state, id);
    let without = |list: &mut Field<Vec<Ref>>| {
        if let Some(list) = list.known_mut() {
            list.retain(|entry| entry.id() != Some(id));
        }
    };
    let groups: Vec<Id> = (state.index.mentioned_by(id, Kind::Group).cloned()).collect();
    for group in groups {
        if let Some(group) = state.directory.groups.get(&group) {
            let mut group = LiveGroup::clone(group);
            without(&mut group.props.allowed_recipients);
            without(&mut group.props.allowed_senders);
            state.put_group(group);
        }
    }
    let orgs: Vec<Id> = (state.index.mentioned_by(id, Kind::Org).cloned()).collect();
    for org in orgs {
        if let Some(org) = state.directory.orgs.get(&org) {
            let mut org = LiveOrg::clone(org);
            without(&mut org.props.allowed_recipients);
            without(&mut org.props.allowed_senders);
            state.put_org(org);
        }
    }
    let members: Vec<Id> = (state.index.mentioned_by(id, Kind::Member).cloned()).collect();
    for other in members {
        if let Some(other) = state.directory.members.get(&other) {
            let mut other = LiveMember::clone(other);
            if let Some(relations) = other.props.relations.known_mut() {
                relations.retain(|relation| !names(std::slice::from_ref(&relation.member), id));
            }
            state.put_member(other);
        }
    }
    state.drop_member(id);
}

/// Clears posts and levels in every domain.
pub(super) fn leave_posts(member: &mut Member) {
    member.level = Field::Known(None);
    member.posts = Field::Known(Vec::new());
    member.secondary = Field::Known(Vec::new());
}

/// Forgets that a member was in deletion.
pub(super) fn forget(extra: &mut MemberExtra) -> (Option<Arc<LiveMember>>, Vec<Id>) {
    extra.deleted_at = None;
    (
        extra.before.take(),
        std::mem::take(&mut extra.groups_before),
    )
}
