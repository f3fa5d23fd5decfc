use serde_json::{Value, json};

use crate::directory::{Id, Kind, LiveMember, Ref};

use crate::world::Refusal;
use crate::world::call::{Call, Reply};
use crate::world::paging::{Listed, Page, encode_cursor};
use crate::world::state::State;

use super::encode;

/// `GET /orgunits/{orgUnitId}`
pub fn one(state: &State, org: &str) -> Result<Reply, Refusal> {
    let org = state.org(org)?;
    Ok(Reply::ok(encode::org(state, &org)))
}

/// `GET /orgunits`: a domain's, in the order they were created.
pub fn orgs(state: &State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    let orgs = &state.directory.orgs;
    Ok(page.cut_map("orgUnits", orgs, |org| {
        (org.domain == domain).then(|| encode::org(state, org))
    }))
}

/// `GET /orgunits/{orgUnitId}/members`: direct members only (facts 5.2.7).
pub fn members(state: &State, call: &Call<'_>, org: &str) -> Result<Reply, Refusal> {
    let org = state.org(org)?;
    state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    // In the order of ids, so that whoever joins or leaves meanwhile shifts no page.
    let from = page.from.as_ref().map(|(next, _)| Id::from(next.as_str()));
    let mut ids = state
        .index
        .mentioned_from(&org.id, Kind::Member, from.as_ref());
    let listed: Vec<&Id> = ids.by_ref().take(page.count).collect();
    let next = ids.next().map(|id| encode_cursor(id.as_str(), ""));
    let members: Vec<Value> = (listed.into_iter())
        .filter_map(|id| state.directory.members.get(id))
        .map(|m| member(m, &org.id))
        .collect();
    let listed = Listed {
        list: "members",
        page: members,
        next,
    };
    Ok(listed.reply())
}

fn member(member: &LiveMember, org: &Id) -> Value {
    let secondary = member.props.secondary.known().into_iter().flatten();
    let post = secondary
        .filter_map(|secondary| secondary.posts.known())
        .chain(member.props.posts.known())
        .flatten()
        .find(|post| post.org == Ref::Id(org.clone()));
    json!({
        "userId": member.id,
        "userExternalKey": member.key,
        "isManager": post.is_some_and(|post| post.leader.or(false)),
        "visible": post.is_none_or(|post| post.visible.or(true)),
        "useTeamFeature": post.is_none_or(|post| post.team_feature.or(true)),
    })
}
