//! What "manage items" of a domain switches off: neither returned nor settable, so a body
//! that holds it is read as if it did not (facts 5.1.8).

use serde_json::{Map, Value};

use crate::directory::{DomainId, Field, Id, LiveMember, Post, Ref};
use crate::world::call::Call;
use crate::world::state::State;

use super::commit::all_posts;

/// The reading of the last name.
pub(super) const PHONETIC_LAST: &str = "userName.phoneticLastName";
/// The reading of the first name.
pub(super) const PHONETIC_FIRST: &str = "userName.phoneticFirstName";
/// The level, in the domain that switches it off.
pub(super) const LEVEL: &str = "organizations[].levelId";
/// The position, in the domain that switches it off.
pub(super) const POSITION: &str = "organizations[].orgUnits[].positionId";

/// The properties that "manage items" can switch off.
pub(in crate::world) const HIDEABLE: [&str; 24] = [
    "i18nNames",
    "nickName",
    "privateEmail",
    "aliasEmails",
    "userTypeId",
    "searchable",
    "telephone",
    "cellPhone",
    "location",
    "task",
    "messenger",
    "birthdayCalendarType",
    "birthday",
    "locale",
    "hiredDate",
    "timeZone",
    "customProperties",
    "relations",
    "activationDate",
    "employeeNumber",
    PHONETIC_LAST,
    PHONETIC_FIRST,
    LEVEL,
    POSITION,
];

/// Properties that come back whatever "manage items" says (facts 10).
const ALWAYS: &[&str] = &[
    "domainId",
    "userId",
    "userExternalKey",
    "isAdministrator",
    "isPending",
    "isSuspended",
    "isDeleted",
    "isAwaiting",
    "suspendedReason",
    "email",
    "userName",
    "organizations",
];

/// What else disappears with a hidden property.
const WITH_USER_TYPE: &[&str] = &[
    "userTypeName",
    "userTypeExternalKey",
    "userTypeCode",
    "employmentTypeId",
    "employmentTypeName",
    "employmentTypeExternalKey",
];

/// Whether "manage items" of a domain switches a property off. Nested ones are named by
/// their path: [`LEVEL`].
pub(super) fn is_hidden(state: &State, domain: DomainId, property: &str) -> bool {
    !ALWAYS.contains(&property)
        && state.settings.get(&domain).is_some_and(|settings| {
            let hidden = &settings.hidden_properties;
            hidden.contains(property)
                || (hidden.contains("userTypeId") && WITH_USER_TYPE.contains(&property))
        })
}

/// A call's body less what is hidden.
pub(super) fn settable(
    state: &State,
    domain: DomainId,
    call: &Call<'_>,
) -> Option<Map<String, Value>> {
    let shown = call.body?.iter();
    let shown = shown.filter(|(name, _)| !is_hidden(state, domain, name));
    let mut body: Map<String, Value> = shown.map(|(n, v)| (n.clone(), v.clone())).collect();
    if let Some(name) = body.get_mut("userName").and_then(Value::as_object_mut) {
        name.retain(|part, _| !is_hidden(state, domain, &format!("userName.{part}")));
    }
    let entries = body.get_mut("organizations").and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten() {
        let domain = entry["domainId"]
            .as_i64()
            .and_then(|n| i32::try_from(n).ok());
        let (Some(domain), Some(entry)) = (domain.map(DomainId), entry.as_object_mut()) else {
            continue;
        };
        if is_hidden(state, domain, LEVEL) {
            entry.remove("levelId");
        }
        if !is_hidden(state, domain, POSITION) {
            continue;
        }
        let posts = entry.get_mut("orgUnits").and_then(Value::as_array_mut);
        for post in posts.into_iter().flatten().filter_map(Value::as_object_mut) {
            post.remove("positionId");
        }
    }
    Some(body)
}

/// The same call with another body.
pub(super) fn with_body<'a>(call: &Call<'_>, body: &'a Option<Map<String, Value>>) -> Call<'a> {
    Call {
        method: call.method,
        segments: Vec::new(),
        query: Vec::new(),
        body: body.as_ref(),
    }
}

/// Gives a member that was read from a body back what is hidden and no body can say.
pub(super) fn keep(state: &State, old: &LiveMember, next: &mut LiveMember) {
    let (from, to) = (&old.props, &mut next.props);
    macro_rules! keep {
        ($($name:literal => $field:ident),* $(,)?) => {
            $(if is_hidden(state, old.domain, $name) {
                to.$field = from.$field.clone();
            })*
        };
    }
    keep! {
        "i18nNames" => names, "nickName" => nick_name, "privateEmail" => private_email,
        "aliasEmails" => alias_emails, "userTypeId" => user_type, "searchable" => searchable,
        "telephone" => telephone, "cellPhone" => cell_phone, "location" => location,
        "task" => task, "messenger" => messenger,
        "birthdayCalendarType" => birthday_calendar_type, "birthday" => birthday,
        "locale" => locale, "hiredDate" => hired_date, "timeZone" => time_zone,
        "customProperties" => custom, "relations" => relations,
        "activationDate" => activation_date, "employeeNumber" => employee_number,
    }
    if let (Some(from), Some(to)) = (from.name.known(), to.name.known_mut()) {
        if is_hidden(state, old.domain, PHONETIC_LAST) {
            to.phonetic_last = from.phonetic_last.clone();
        }
        if is_hidden(state, old.domain, PHONETIC_FIRST) {
            to.phonetic_first = from.phonetic_first.clone();
        }
    }
    keep_ranks(state, old, next);
}

/// The same for levels and positions alone: what a move takes along.
pub(super) fn keep_ranks(state: &State, old: &LiveMember, next: &mut LiveMember) {
    let positions = |domain: DomainId, posts: &mut Field<Vec<Post>>| {
        if !is_hidden(state, domain, POSITION) {
            return;
        }
        for post in posts.known_mut().into_iter().flatten() {
            post.position = post
                .org
                .id()
                .and_then(|org| position_at(old, org))
                .unwrap_or(Field::Known(None));
        }
    };
    if is_hidden(state, next.domain, LEVEL) {
        next.props.level = level_in(old, next.domain);
    }
    positions(next.domain, &mut next.props.posts);
    for entry in next.props.secondary.known_mut().into_iter().flatten() {
        if is_hidden(state, entry.domain, LEVEL) {
            entry.level = level_in(old, entry.domain);
        }
        positions(entry.domain, &mut entry.posts);
    }
}

fn level_in(member: &LiveMember, domain: DomainId) -> Field<Option<Ref>> {
    if member.domain == domain {
        return member.props.level.clone();
    }
    let mut secondary = member.props.secondary.known().into_iter().flatten();
    secondary
        .find(|entry| entry.domain == domain)
        .map_or(Field::Known(None), |entry| entry.level.clone())
}

fn position_at(member: &LiveMember, org: &Id) -> Option<Field<Option<Ref>>> {
    all_posts(&member.props)
        .find(|post| post.org.id() == Some(org))
        .map(|post| post.position.clone())
}
