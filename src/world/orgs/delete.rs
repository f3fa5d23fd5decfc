use crate::directory::{Id, Kind, LiveGroup, LiveMember, LiveOrg, Post, Ref};

use crate::world::call::Reply;
use crate::world::state::{State, parent_of};
use crate::world::{Mark, Refusal, reasons};

use super::placing;

/// `DELETE /orgunits/{orgUnitId}`: refused while the org or one below it has members,
/// else the empty sub-orgs go along (facts 5.2.5).
pub fn delete(state: &mut State, org: &str) -> Result<Reply, Refusal> {
    let top = state.org(org)?;
    let going = placing::subtree(state, &top);
    for id in &going {
        empty(state, &top, id)?;
    }
    if let Some(child) = going.get(1)
        && !state.assumptions.org_delete_cascades
    {
        return Err(
            Refusal::new(400, reasons::ORG_HAS_CHILDREN, "11 #25", Mark::I)
                .with("org", &top.id)
                .with("child", child),
        );
    }
    for id in going.iter().rev() {
        forget(state, id);
        state.drop_org(id);
    }
    placing::close_gap(state, top.domain, parent_of(&top));
    Ok(Reply::no_content())
}

/// Suspended, pending and deleting members: whether they block is unknown (facts 11 #27).
fn idle(member: &LiveMember) -> bool {
    member.flags.suspended || member.flags.pending || member.flags.deleted
}

fn empty(state: &State, top: &LiveOrg, org: &Id) -> Result<(), Refusal> {
    let blocks = |member: &&std::sync::Arc<LiveMember>| {
        state.assumptions.idle_members_block_org_delete || !idle(member)
    };
    let members = || state.members_of(org).filter(blocks);
    // One in use is the surer reason.
    let Some(member) = members().find(|m| !idle(m)).or_else(|| members().next()) else {
        return Ok(());
    };
    let (section, mark) = if idle(member) {
        ("11 #27", Mark::I)
    } else {
        ("5.2.5", Mark::D)
    };
    Err(Refusal::new(400, reasons::ORG_HAS_MEMBERS, section, mark)
        .with("org", org)
        .with("deleted", &top.id)
        .with("member", &member.id)
        .with("count", members().count()))
}

/// Takes an org out of everything that mentions it: groups it is a member of, and posts
/// of the members that did not block its deletion.
fn forget(state: &mut State, org: &Id) {
    let groups: Vec<Id> = state
        .index
        .mentioned_by(org, Kind::Group)
        .cloned()
        .collect();
    for id in groups {
        if let Some(group) = state.directory.groups.get(&id) {
            let mut group = LiveGroup::clone(group);
            if let Some(orgs) = group.props.orgs.known_mut() {
                orgs.retain(|held| held.id() != Some(org));
            }
            state.put_group(group);
        }
    }
    let members: Vec<Id> = state
        .index
        .mentioned_by(org, Kind::Member)
        .cloned()
        .collect();
    for id in members {
        if let Some(member) = state.directory.members.get(&id) {
            let mut member = LiveMember::clone(member);
            let props = &mut member.props;
            let elsewhere = props.secondary.known_mut().into_iter().flatten();
            let lists = elsewhere
                .filter_map(|secondary| secondary.posts.known_mut())
                .chain(props.posts.known_mut());
            for posts in lists {
                leave(posts, org);
            }
            state.put_member(member);
        }
    }
}

/// Takes the posts of an org away; another becomes primary where that one was.
fn leave(posts: &mut Vec<Post>, org: &Id) {
    posts.retain(|post| post.org != Ref::Id(org.clone()));
    if !posts.iter().any(|post| post.primary.or(false))
        && let Some(first) = posts.first_mut()
    {
        first.primary = true.into();
    }
}
