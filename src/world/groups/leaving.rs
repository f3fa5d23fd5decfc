//! What becomes of groups when a member goes (facts 5.1.6) or comes back (11 #40).

use crate::directory::{Id, Kind, Ref};
use crate::world::state::State;

use super::references::has;

/// A group whose only known master is this member.
pub(in crate::world) fn only_master_of<'a>(state: &'a State, member: &'a Id) -> Option<&'a Id> {
    state.index.mentioned_by(member, Kind::Group).find(|id| {
        let group = state.directory.groups.get(*id);
        let masters = group.and_then(|group| group.props.masters.known());
        masters.is_some_and(|masters| masters.len() == 1 && has(Some(masters), member))
    })
}

/// Takes a member out of its groups, as member and as master; says which.
pub(in crate::world) fn leave_all(state: &mut State, member: &Id) -> Vec<Id> {
    let mentions: Vec<Id> = (state.index.mentioned_by(member, Kind::Group).cloned()).collect();
    let mut left = Vec::new();
    for id in mentions {
        let Some(group) = state.directory.groups.get(&id) else {
            continue;
        };
        let props = &group.props;
        if !has(props.members.known(), member) && !has(props.masters.known(), member) {
            continue;
        }
        state.edit_group_entry(&id, member, |group| {
            for list in [&mut group.members, &mut group.masters] {
                if let Some(list) = list.known_mut() {
                    list.retain(|entry| entry.id() != Some(member));
                }
            }
        });
        left.push(id);
    }
    left
}

/// Puts a member back into groups that still are.
pub(in crate::world) fn rejoin(state: &mut State, member: &Id, groups: &[Id]) {
    for id in groups {
        state.edit_group_entry(id, member, |group| {
            if let Some(members) = group.members.known_mut()
                && !has(Some(members), member)
            {
                members.push(Ref::Id(member.clone()));
            }
        });
    }
}
