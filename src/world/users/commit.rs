//! Writing a member that was found valid.

use jiff::Timestamp;

use crate::directory::{Field, Id, LiveMember, Member, Post, Ref};
use crate::world::state::State;

use super::due;

/// Every post of a member, in all domains.
pub(super) fn all_posts(member: &Member) -> impl Iterator<Item = &Post> {
    let secondary = member.secondary.known().into_iter().flatten();
    member
        .posts
        .known()
        .into_iter()
        .chain(secondary.filter_map(|entry| entry.posts.known()))
        .flatten()
}

/// The same for changing.
pub(super) fn all_posts_mut(member: &mut Member) -> impl Iterator<Item = &mut Post> {
    let secondary = member.secondary.known_mut().into_iter().flatten();
    member
        .posts
        .known_mut()
        .into_iter()
        .chain(secondary.filter_map(|entry| entry.posts.known_mut()))
        .flatten()
}

/// Writes a member, unseats the leaders it takes over from (facts 5.1.2) and queues what
/// time will do to it.
pub(super) fn commit(state: &mut State, mut member: LiveMember, now: Timestamp) {
    let led: Vec<Id> = all_posts(&member.props)
        .filter(|post| post.leader == Field::Known(true))
        .filter_map(|post| post.org.id().cloned())
        .collect();
    for org in &led {
        unseat(state, org, &member.id);
    }
    due::refresh(&mut member, now);
    let id = member.id.clone();
    state.put_member(member);
    due::schedule(state, &id);
}

/// Takes the lead of an org from everybody but one member.
fn unseat(state: &mut State, org: &Id, but: &Id) {
    let leads = |post: &Post| post.org.id() == Some(org) && post.leader == Field::Known(true);
    let leaders = state.index.leaders(org).iter();
    let old: Vec<LiveMember> = leaders
        .filter(|id| *id != but)
        .filter_map(|id| state.directory.members.get(id))
        .map(|other| LiveMember::clone(other))
        .collect();
    for mut other in old {
        for post in all_posts_mut(&mut other.props).filter(|post| leads(post)) {
            post.leader = Field::Known(false);
        }
        state.put_member(other);
    }
}

/// Whether a list of references names an object.
pub(super) fn names(list: &[Ref], id: &Id) -> bool {
    list.iter().any(|entry| entry.id() == Some(id))
}
