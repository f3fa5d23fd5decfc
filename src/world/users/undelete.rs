//! `POST /users/{userId}/undelete` (facts 5.1.6, 11 #40).

use jiff::Timestamp;

use crate::directory::{Field, Id, LiveMember, Member, Post, Ref};
use crate::world::call::Reply;
use crate::world::groups;
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::commit::{all_posts_mut, commit};
use super::list::answer;
use super::properties::unique;
use super::removal::{forget, leave_posts};
use super::states::refuse;
use super::write::seat_free;

/// Brings a member in deletion back into the state it had; its posts and groups by
/// assumption.
pub(super) fn undelete(state: &mut State, user: &str, now: Timestamp) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    if !member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_NOT_DELETED, Mark::I, &member));
    }
    seat_free(state, member.domain)?;
    let mut next = LiveMember::clone(&member);
    next.flags.deleted = false;
    if !state.assumptions.deleted_hold_names {
        // Others may have taken its names meanwhile.
        let nameless = LiveMember {
            key: None,
            props: Member::default(),
            ..LiveMember::clone(&member)
        };
        unique(state, Some(&nameless), &next)?;
    }
    let (before, groups_before) = (state.extras.get_mut(&member.id))
        .map(forget)
        .unwrap_or_default();
    let restores = state.assumptions.undelete_restores_posts;
    if restores {
        if let Some(before) = before {
            next.props.level = before.props.level.clone();
            next.props.posts = before.props.posts.clone();
            next.props.secondary = before.props.secondary.clone();
        }
        only_what_is_left(state, &mut next.props);
        give_way(state, &mut next);
    } else {
        leave_posts(&mut next.props);
    }
    let id = next.id.clone();
    commit(state, next, now);
    if restores {
        groups::rejoin(state, &id, &groups_before);
    }
    Ok(Reply::ok(answer(state, &id)))
}

/// Drops posts, positions and levels that are gone meanwhile.
fn only_what_is_left(state: &State, member: &mut Member) {
    let rank = |slot: &mut Field<Option<Ref>>| {
        let gone = (slot.value().and_then(Ref::id))
            .is_some_and(|id| !state.directory.ranks.contains_key(id));
        if gone {
            *slot = Field::Known(None);
        }
    };
    let posts = |slot: &mut Field<Vec<Post>>| {
        let Some(posts) = slot.known_mut() else {
            return;
        };
        let is_left = |org: &Id| state.directory.orgs.contains_key(org);
        posts.retain(|post| post.org.id().is_some_and(is_left));
        for post in posts.iter_mut() {
            rank(&mut post.position);
        }
        if !posts.iter().any(|post| post.primary.or(false))
            && let Some(first) = posts.first_mut()
        {
            first.primary = Field::Known(true);
        }
    };
    rank(&mut member.level);
    posts(&mut member.posts);
    for entry in member.secondary.known_mut().into_iter().flatten() {
        rank(&mut entry.level);
        posts(&mut entry.posts);
    }
}

/// A leader who comes back does not unseat the one who took over.
fn give_way(state: &State, member: &mut LiveMember) {
    let me = member.id.clone();
    let led = |org: &Id| state.index.leaders(org).iter().any(|id| *id != me);
    for post in all_posts_mut(&mut member.props) {
        if post.leader.or(false) && post.org.id().is_some_and(led) {
            post.leader = Field::Known(false);
        }
    }
}
