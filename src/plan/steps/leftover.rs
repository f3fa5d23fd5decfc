//! What a rehearsed plan left undone, for the internal error that says so.

use crate::directory::Kind;
use crate::plan::action::Act;
use crate::plan::build::Context;
use crate::plan::difference::{
    Differences, group_differences, group_goal, member_differences, member_goal, org_differences,
    org_goal,
};

/// Which properties still differ; the action itself where it is no change of properties.
pub fn left_over(after: &Context<'_>, act: &Act) -> String {
    let fields = |differences: &Differences| {
        let names: Vec<&str> = differences.list.iter().map(|d| d.field.as_str()).collect();
        names.join(", ")
    };
    match act {
        Act::PatchOrg(at) => after
            .matched(Kind::Org, *at)
            .and_then(|found| after.live.orgs.get(&found.id))
            .map(|live| {
                let scope = after.scope(live.domain);
                let goal = org_goal(&live.props, &after.desired.orgs[*at].props, &scope);
                fields(&org_differences(&live.props, &goal, &scope, false))
            })
            .unwrap_or_default(),
        Act::PatchMember(at) => after
            .matched(Kind::Member, *at)
            .and_then(|found| after.live.members.get(&found.id))
            .map(|live| {
                let scope = after.scope(live.domain);
                let goal = member_goal(&live.props, &after.desired.members[*at].props, &scope);
                fields(&member_differences(&live.props, &goal, &scope, false))
            })
            .unwrap_or_default(),
        Act::PatchGroup(at) | Act::Members(at) => after
            .matched(Kind::Group, *at)
            .and_then(|found| after.live.groups.get(&found.id))
            .map(|live| {
                let scope = after.scope(live.domain);
                let goal = group_goal(&live.props, &after.desired.groups[*at].props, &scope);
                fields(&group_differences(&live.props, &goal, &scope, false))
            })
            .unwrap_or_default(),
        other => format!("{other:?}"),
    }
}
