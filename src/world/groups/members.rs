//! Members of a group one by one (facts 5.3.2).

use crate::directory::{Field, Group, Id, Kind, LiveGroup, Ref};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::encode::type_of;
use super::references::{has, key_allowed, kind_of, may_join, named};

const SECTION: &str = "5.3.2";

/// `POST /groups/{groupId}/members`: one, answered with 201 and no body.
pub(super) fn add(state: &mut State, call: &Call<'_>, group: &str) -> Result<Reply, Refusal> {
    let group = state.group(group)?;
    let body = Body::of(call, SECTION)?;
    let text = body.required_text("id", Text::up_to(256))?;
    let word = body.required_text("type", Text::up_to(16))?;
    let kind = kind_of(word, "type")?;
    not_dynamic(state, &group)?;
    let id = named(state, kind, "id", text)?;
    if has(list(&group.props, kind).known(), &id) {
        return Err(
            Refusal::new(409, reasons::ALREADY_IN_GROUP, SECTION, Mark::D)
                .with("group", &group.id)
                .with("kind", kind)
                .with("value", &id),
        );
    }
    may_join(state, Some(&group), kind, &id, "id")?;
    // A list that was not read stays unknown.
    let at = group.id.clone();
    // Let go of the group, so that it is changed in place whatever its length.
    drop(group);
    state.edit_group_entry(&at, &id, |group| {
        if let Some(members) = list_mut(group, kind).known_mut() {
            members.push(Ref::Id(id.clone()));
        }
    });
    Ok(Reply::bare(201))
}

/// `DELETE /groups/{groupId}/members/{id}?type=`
pub(super) fn remove(
    state: &mut State,
    call: &Call<'_>,
    group: &str,
    one: &str,
) -> Result<Reply, Refusal> {
    let group = state.group(group)?;
    let word = call.query("type").ok_or_else(|| {
        Refusal::new(400, reasons::MISSING_PROPERTY, SECTION, Mark::D).with("property", "type")
    })?;
    let kind = kind_of(word, "type")?;
    state.domain_of_query(call)?;
    not_dynamic(state, &group)?;
    key_allowed(state, kind, "id", one)?;
    let id = found(state, kind, one);
    let absent = || {
        Refusal::new(404, reasons::NOT_IN_GROUP, SECTION, Mark::D)
            .with("group", &group.id)
            .with("kind", type_of(kind))
            .with("value", one)
    };
    let id = id.ok_or_else(absent)?;
    let props = &group.props;
    let Some(held) = list(props, kind).known() else {
        return Ok(Reply::no_content());
    };
    if !has(Some(held), &id) {
        return Err(absent());
    }
    let lists = [&props.members, &props.orgs, &props.groups];
    let left: Option<usize> = lists.iter().map(|list| list.known().map(Vec::len)).sum();
    if left == Some(1) && !state.assumptions.groups_may_be_empty {
        return Err(Refusal::new(400, reasons::GROUP_EMPTY, "11 #58", Mark::I)
            .with("property", "members")
            .with("group", &group.id));
    }
    let at = group.id.clone();
    // Let go of the group, so that it is changed in place whatever its length.
    drop(group);
    state.edit_group_entry(&at, &id, |group| {
        if let Some(members) = list_mut(group, kind).known_mut() {
            members.retain(|entry| entry.id() != Some(&id));
        }
    });
    Ok(Reply::no_content())
}

fn found(state: &State, kind: Kind, text: &str) -> Option<Id> {
    match kind {
        Kind::Org => state.find_org(text).map(|org| org.id.clone()),
        Kind::Group => state.find_group(text).map(|group| group.id.clone()),
        Kind::Member | Kind::Level | Kind::Position | Kind::UserType => {
            state.find_member(text).map(|member| member.id.clone())
        }
    }
}

fn list(group: &Group, kind: Kind) -> &Field<Vec<Ref>> {
    match kind {
        Kind::Org => &group.orgs,
        Kind::Group => &group.groups,
        Kind::Member | Kind::Level | Kind::Position | Kind::UserType => &group.members,
    }
}

fn list_mut(group: &mut Group, kind: Kind) -> &mut Field<Vec<Ref>> {
    match kind {
        Kind::Org => &mut group.orgs,
        Kind::Group => &mut group.groups,
        Kind::Member | Kind::Level | Kind::Position | Kind::UserType => &mut group.members,
    }
}

fn not_dynamic(state: &State, group: &LiveGroup) -> Result<(), Refusal> {
    if state.dynamic_groups.contains(&group.id) {
        // Which number is not written (facts 11 #56).
        let status = if state.assumptions.dynamic_refusal_is_403 {
            403
        } else {
            400
        };
        return Err(
            Refusal::new(status, reasons::GROUP_IS_DYNAMIC, "5.3.1", Mark::D)
                .with("group", &group.id),
        );
    }
    Ok(())
}
