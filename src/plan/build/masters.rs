//! The last master of a group stays: without him nobody runs it, and whether the service
//! refuses to delete him is not written anywhere (facts 5.3.4, 11 #42).

use std::collections::HashSet;

use super::removals::{Removals, how};
use crate::directory::{Desired, Directory, Field, Id, Kind, LiveGroup, LiveMember, Ref, Removal};
use crate::plan::codes;
use crate::plan::matching::Matches;
use crate::plan::objects::{live_place, member_label, member_name};
use crate::plan::resolver::Resolver;
use crate::source::Problem;

/// Takes out of the removals, for every group that stays and has no other master then, one
/// of those it has.
pub fn keep_last(
    desired: &Desired,
    live: &Directory,
    matches: &Matches,
    resolver: &Resolver<'_>,
    removals: &mut Removals,
    problems: &mut Vec<Problem>,
) {
    let removal = desired.policy.removal;
    // Who is suspended stays what he was; who is in deletion has left his groups.
    let deleted =
        |member: &&LiveMember| how(member, removal) != Removal::Suspend && !member.flags.deleted;
    let mut going: HashSet<&Id> = (removals.members.iter())
        .filter_map(|(id, _)| live.members.get(id).map(AsRef::as_ref))
        .filter(deleted)
        .map(|member| &member.id)
        .collect();
    let mut kept: HashSet<Id> = HashSet::new();
    for group in live.groups.values() {
        if removals.groups.contains(&group.id) {
            continue;
        }
        let masters = ids(&group.props.masters);
        let all_go = masters.iter().all(|id| going.contains(id));
        if !all_go || handed_over(desired, matches, resolver, group, &going) {
            continue;
        }
        let called = |id: &&Id| (resolver.label(id), (*id).clone());
        let Some(stays) = masters.into_iter().min_by_key(called) else {
            continue;
        };
        going.remove(stays);
        kept.insert(stays.clone());
        if let Some(member) = live.members.get(stays) {
            let label = member_label(member);
            problems.push(
                Problem::warning(codes::LAST_MASTER)
                    .with("object", format!("{}/{label}", Kind::Member))
                    .with("name", member_name(&member.props))
                    .with("group", resolver.label(&group.id))
                    .at(live_place(Kind::Member, &label)),
            );
        }
    }
    removals.members.retain(|(id, _)| !kept.contains(id));
}

/// Whether the configuration gives a group a master who stays.
fn handed_over(
    desired: &Desired,
    matches: &Matches,
    resolver: &Resolver<'_>,
    group: &LiveGroup,
    going: &HashSet<&Id>,
) -> bool {
    let Some((Kind::Group, at)) = matches.declared.get(&group.id) else {
        return false;
    };
    let declared = &desired.groups[*at];
    let domain = declared.declaration.domain;
    let masters = declared.props.masters.known().into_iter().flatten();
    masters
        .filter_map(|master| resolver.resolve(Kind::Member, domain, master))
        .any(|id| !going.contains(&id))
}

fn ids(list: &Field<Vec<Ref>>) -> Vec<&Id> {
    list.known()
        .into_iter()
        .flatten()
        .filter_map(Ref::id)
        .collect()
}
