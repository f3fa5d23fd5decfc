//! Every writable property of a group with its limits (facts 5.3.3).

use std::collections::HashSet;

use crate::directory::{
    Email, Field, Group, GroupFeatures, Id, Kind, LiveGroup, Ref, RoomFeatures,
};
use crate::world::body::Body;
use crate::world::mail::LocalPart;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::users::is_outside_address;
use crate::world::{Mark, Refusal, reasons};

use super::encode::entries;
use super::references::{has, kind_of, may_join, may_lead, named};

/// A group without properties: what create and PUT begin with.
pub(super) fn blank() -> Group {
    let off = || Field::Known(false);
    Group {
        name: Field::Absent,
        description: Field::Known(None),
        visible: Field::Known(true),
        use_service_notification: off(),
        service_manageable: Field::Known(true),
        masters: Field::Known(Vec::new()),
        members: Field::Known(Vec::new()),
        orgs: Field::Known(Vec::new()),
        groups: Field::Known(Vec::new()),
        features: GroupFeatures {
            room: RoomFeatures {
                message: off(),
                note: off(),
                calendar: off(),
                task: off(),
                folder: off(),
            },
            mail: off(),
        },
        email: Field::Known(None),
        alias_emails: Field::Known(Vec::new()),
        can_receive_external_mail: off(),
        to_external_emails: Field::Known(Vec::new()),
        allowed_recipients: Field::Known(Vec::new()),
        allowed_senders: Field::Known(Vec::new()),
    }
}

/// Reads every property that stands in the body into a group. `old` is the group as it
/// is: what it holds already is not judged again.
pub(super) fn fill(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveGroup>,
    next: &mut LiveGroup,
) -> Result<(), Refusal> {
    if let Field::Known(key) = body.key("groupExternalKey")? {
        next.key = key;
    }
    let domain = next.domain;
    let props = &mut next.props;
    let name = Text {
        min: 1,
        ..Text::up_to(100)
    };
    keep(
        &mut props.name,
        body.text("groupName", name)?.map(str::to_owned),
    );
    let description = body.nullable_text("description", Text::up_to(300))?;
    keep(
        &mut props.description,
        description.map(|text| text.map(str::to_owned)),
    );
    keep(&mut props.visible, body.flag("visible")?);
    let notify = body.flag("useServiceNotification")?;
    keep(&mut props.use_service_notification, notify);
    keep(
        &mut props.service_manageable,
        body.flag("serviceManageable")?,
    );
    features(state, body, old, &mut props.features)?;
    mail(state, body, old, props)?;
    let before = old.map(|old| &old.props);
    for (slot, held, name) in [
        (
            &mut props.allowed_recipients,
            before.and_then(|old| old.allowed_recipients.known()),
            "membersAllowedToUseGroupEmailAsRecipient",
        ),
        (
            &mut props.allowed_senders,
            before.and_then(|old| old.allowed_senders.known()),
            "membersAllowedToUseGroupEmailAsSender",
        ),
    ] {
        keep(slot, users(state, body, held, name)?);
    }
    masters(state, body, old, domain, props)?;
    let is_dynamic = old.is_some_and(|old| state.dynamic_groups.contains(&old.id));
    if !is_dynamic {
        members(state, body, old, props)?;
    }
    Ok(())
}

/// Refuses a name, key or address that others hold, as far as it is new to the group.
pub(super) fn unique(
    state: &State,
    old: Option<&LiveGroup>,
    next: &LiveGroup,
) -> Result<(), Refusal> {
    let me: Option<&Id> = old.map(|old| &old.id);
    if let Some(name) = next.props.name.known()
        && old.and_then(|old| old.props.name.known()) != Some(name)
    {
        if let Some(holder) = state.index.name_holder(Kind::Group, next.domain, name, me) {
            return Err(Refusal::new(409, reasons::DUPLICATE_NAME, "5.3.3", Mark::D)
                .with("kind", Kind::Group)
                .with("name", name)
                .with("holder", holder));
        }
        state.external_groups.name_free(next.domain, name)?;
    }
    if let Some(key) = &next.key
        && old.and_then(|old| old.key.as_ref()) != Some(key)
    {
        state.key_free(409, Kind::Group, next.domain, key, me)?;
    }
    let before = old.map(addresses).unwrap_or_default();
    for email in addresses(next) {
        if !before.contains(&email) {
            state.address_free(409, next.domain, email, me)?;
        }
    }
    Ok(())
}

/// An address of the tenant; one the group holds already is not judged again.
fn address(
    state: &State,
    old: Option<&LiveGroup>,
    property: &str,
    text: &str,
) -> Result<Email, Refusal> {
    let held = old.map(addresses).unwrap_or_default();
    match held.into_iter().find(|email| email.as_str() == text) {
        Some(email) => Ok(email.clone()),
        None => state.address(property, text, LocalPart::ORG),
    }
}

fn addresses(group: &LiveGroup) -> Vec<&Email> {
    let aliases = group.props.alias_emails.known().into_iter().flatten();
    group
        .props
        .email
        .value()
        .into_iter()
        .chain(aliases)
        .collect()
}

fn keep<T>(slot: &mut Field<T>, given: Field<T>) {
    if let Field::Known(value) = given {
        *slot = Field::Known(value);
    }
}

/// Without the message room its features are off, whatever is sent (facts 5.3.3).
fn features(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveGroup>,
    slot: &mut GroupFeatures,
) -> Result<(), Refusal> {
    let GroupFeatures { room, mail } = slot;
    keep(&mut room.message, body.flag("useMessage")?);
    let off = room.message == Field::Known(false);
    for (slot, name) in [
        (&mut room.note, "useNote"),
        (&mut room.calendar, "useCalendar"),
        (&mut room.task, "useTask"),
        (&mut room.folder, "useFolder"),
    ] {
        keep(slot, body.flag(name)?);
        if off {
            *slot = Field::Known(false);
        }
    }
    let wanted = body.flag("useMail")?;
    let had = old.is_some_and(|old| old.props.features.mail.or(false));
    if wanted == Field::Known(true) && !had {
        state.advanced("useMail", "5.3.3")?;
    }
    keep(mail, wanted);
    Ok(())
}

fn mail(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveGroup>,
    props: &mut Group,
) -> Result<(), Refusal> {
    if let Field::Known(text) = body.nullable_text("groupEmail", Text::up_to(90))? {
        let email = text.map(|text| address(state, old, "groupEmail", text));
        let email = email.transpose()?;
        let held = old.and_then(|old| old.props.email.value());
        if email.is_some() && email.as_ref() != held {
            state.advanced("groupEmail", "5.3.3")?;
        }
        props.email = Field::Known(email);
    }
    let given = body.texts("aliasEmails", 20, Text::up_to(90))?;
    if let Field::Known(given) = given {
        let mut list: Vec<Email> = Vec::with_capacity(given.len());
        for text in given {
            let email = address(state, old, "aliasEmails", text)?;
            if list.contains(&email) || props.email.value() == Some(&email) {
                return Err(duplicate(body, "aliasEmails", email));
            }
            list.push(email);
        }
        let held = old.and_then(|old| old.props.alias_emails.known());
        let held = held.map_or(&[][..], Vec::as_slice);
        if list.iter().any(|email| !held.contains(email)) {
            state.advanced("aliasEmails", "5.3.3")?;
        }
        props.alias_emails = Field::Known(list);
    }
    let external = body.flag("canReceiveExternalMail")?;
    keep(&mut props.can_receive_external_mail, external);
    let given = body.texts("toExternalEmails", usize::MAX, Text::up_to(256))?;
    if let Field::Known(given) = given {
        if let Some(odd) = given.iter().find(|text| !is_outside_address(text)) {
            return Err(body
                .refuse(reasons::BAD_FORMAT, Mark::I, "toExternalEmails")
                .with("value", odd)
                .with("expected", "email"));
        }
        props.to_external_emails = Field::Known(given.into_iter().map(Email::from).collect());
    }
    let speaks_of_mail = body.has("useMail") || body.has("groupEmail");
    let on = props.features.mail == Field::Known(true);
    if speaks_of_mail && on && props.email == Field::Known(None) {
        // Whether the service would make one up is not written: send both or neither.
        return Err(
            Refusal::new(400, reasons::MAIL_NEEDS_ADDRESS, "11 #57", Mark::I)
                .with("property", "groupEmail")
                .with("group", old.map_or("", |old| old.id.as_str())),
        );
    }
    Ok(())
}

fn duplicate(body: &Body<'_>, property: &str, value: impl ToString) -> Refusal {
    body.refuse(reasons::DUPLICATE_ENTRY, Mark::I, property)
        .with("value", value)
}

/// A list of members; those it holds already may be unread.
fn users(
    state: &State,
    body: &Body<'_>,
    held: Option<&Vec<Ref>>,
    name: &str,
) -> Result<Field<Vec<Ref>>, Refusal> {
    let Field::Known(entries) = body.objects(name, usize::MAX)? else {
        return Ok(Field::Absent);
    };
    let held: HashSet<&Id> = held.into_iter().flatten().filter_map(Ref::id).collect();
    let mut list: Vec<Ref> = Vec::with_capacity(entries.len());
    let mut seen = HashSet::new();
    for entry in entries {
        let text = entry.required_text("userId", Text::up_to(256))?;
        let given = Id::from(text);
        let id = if held.contains(&given) {
            given
        } else {
            state.named_member(&entry.path("userId"), text)?
        };
        if !seen.insert(id.clone()) {
            return Err(duplicate(body, name, text));
        }
        list.push(Ref::Id(id));
    }
    Ok(Field::Known(list))
}

fn masters(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveGroup>,
    domain: crate::directory::DomainId,
    props: &mut Group,
) -> Result<(), Refusal> {
    const NAME: &str = "administrators";
    let held = old.and_then(|old| old.props.masters.known());
    let Field::Known(list) = users(state, body, held, NAME)? else {
        return Ok(());
    };
    if list.is_empty() {
        return Err(body
            .refuse(reasons::TOO_FEW_ENTRIES, Mark::D, NAME)
            .with("min", 1)
            .with("length", 0));
    }
    for id in list.iter().filter_map(Ref::id) {
        if !has(held, id) {
            may_lead(state, domain, id, NAME)?;
        }
    }
    props.masters = Field::Known(list);
    Ok(())
}

fn members(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveGroup>,
    props: &mut Group,
) -> Result<(), Refusal> {
    const NAME: &str = "members";
    let Field::Known(wanted) = body.objects(NAME, usize::MAX)? else {
        return Ok(());
    };
    if wanted.is_empty() && !state.assumptions.groups_may_be_empty {
        return Err(Refusal::new(400, reasons::GROUP_EMPTY, "11 #58", Mark::I)
            .with("property", NAME)
            .with("group", old.map_or("", |old| old.id.as_str())));
    }
    let (mut members, mut orgs, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    let held = old.and_then(|old| entries(&old.props)).unwrap_or_default();
    let held: HashSet<(Kind, &Id)> = held.into_iter().collect();
    for entry in wanted {
        let text = entry.required_text("id", Text::up_to(256))?;
        let word = entry.required_text("type", Text::up_to(16))?;
        let kind = kind_of(word, &entry.path("type"))?;
        let property = entry.path("id");
        let given = Id::from(text);
        let id = if held.contains(&(kind, &given)) {
            given
        } else {
            named(state, kind, &property, text)?
        };
        if !seen.insert(id.clone()) {
            return Err(duplicate(body, NAME, text));
        }
        if !held.contains(&(kind, &id)) {
            may_join(state, old, kind, &id, &property)?;
        }
        match kind {
            Kind::Org => orgs.push(Ref::Id(id)),
            Kind::Group => groups.push(Ref::Id(id)),
            Kind::Member | Kind::Level | Kind::Position | Kind::UserType => {
                members.push(Ref::Id(id));
            }
        }
    }
    props.members = Field::Known(members);
    props.orgs = Field::Known(orgs);
    props.groups = Field::Known(groups);
    Ok(())
}
