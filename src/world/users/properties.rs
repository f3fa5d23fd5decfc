//! Every writable property of a member with its limits (facts 5.1.2).

use crate::directory::{
    Email, Field, Id, Kind, Language, LiveMember, Member, Moment, RankKind, Ref,
};
use crate::world::body::Body;
use crate::world::custom_properties;
use crate::world::state::State;
use crate::world::text::{Chars, Text};
use crate::world::{Mark, Refusal, reasons};

use super::forms::{is_date, is_lunar_date, is_moment, is_outside_address, is_phone, is_time_zone};
use super::held::{self, addresses};
use super::{custom_fields, messenger, names, organizations};

/// A member without properties: what create and PUT begin with.
pub(super) fn blank() -> Member {
    Member {
        email: Field::Absent,
        name: Field::Absent,
        names: Field::Known(Default::default()),
        nick_name: Field::Known(None),
        private_email: Field::Known(None),
        alias_emails: Field::Known(Vec::new()),
        user_type: Field::Known(None),
        searchable: Field::Known(true),
        level: Field::Known(None),
        posts: Field::Known(Vec::new()),
        secondary: Field::Known(Vec::new()),
        telephone: Field::Known(None),
        cell_phone: Field::Known(None),
        location: Field::Known(None),
        task: Field::Known(None),
        messenger: Field::Known(None),
        birthday_calendar_type: Field::Known(None),
        birthday: Field::Known(None),
        // The domain's own settings are not modelled: those of a Japanese company.
        locale: Field::Known(Language::ja_JP),
        hired_date: Field::Known(None),
        time_zone: Field::Known("Asia/Tokyo".to_owned()),
        custom: Field::Known(Default::default()),
        relations: Field::Known(Vec::new()),
        activation_date: Field::Known(None),
        employee_number: Field::Known(None),
        leave: Field::Known(None),
    }
}

/// Reads every property that stands in the body into a member. `old` is the member as it
/// is: what it refers to already is not judged again. `merge`: nested objects keep what
/// is left out of them (facts 11 #31).
pub(super) fn fill(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    merge: bool,
    next: &mut LiveMember,
) -> Result<(), Refusal> {
    let bases = merge.then(|| next.props.clone());
    let bases = bases.as_ref();
    set(&mut next.key, body.key("userExternalKey")?);
    let props = &mut next.props;
    if let Field::Known(text) = body.text("email", Text::up_to(90))? {
        props.email = Field::Known(held::address(state, old, "email", text)?);
    }
    if let Field::Known(given) = body.object("userName")? {
        let base = bases.and_then(|bases| bases.name.known());
        props.name = Field::Known(names::person_name(&given, base)?);
    }
    keep(&mut props.names, names::local_names(body)?);
    let nick = Text {
        min: 0,
        max: 100,
        chars: Chars::Person,
    };
    text(&mut props.nick_name, body, "nickName", nick)?;
    text(
        &mut props.private_email,
        body,
        "privateEmail",
        Text::up_to(256),
    )?;
    formed(
        &props.private_email,
        body,
        "privateEmail",
        "email",
        is_outside_address,
    )?;
    aliases(state, body, old, &mut props.alias_emails)?;
    user_type(state, body, old, next.domain, &mut props.user_type)?;
    keep(&mut props.searchable, body.flag("searchable")?);
    for (slot, name) in [
        (&mut props.telephone, "telephone"),
        (&mut props.cell_phone, "cellPhone"),
    ] {
        text(slot, body, name, Text::up_to(100))?;
        formed(slot, body, name, "phone", is_phone)?;
    }
    text(&mut props.location, body, "location", Text::up_to(100))?;
    text(&mut props.task, body, "task", Text::up_to(100))?;
    let base = bases.and_then(|bases| bases.messenger.value());
    keep(
        &mut props.messenger,
        messenger::messenger(state, body, base)?,
    );
    let calendar = body.nullable_word("birthdayCalendarType", &["SOLAR", "LUNAR"])?;
    keep(
        &mut props.birthday_calendar_type,
        calendar.map(|word| word.map(str::to_owned)),
    );
    let lunar = props.birthday_calendar_type.value().map(String::as_str) == Some("LUNAR");
    let birthday = if lunar { is_lunar_date } else { is_date };
    for (slot, name, fits) in [
        (
            &mut props.birthday,
            "birthday",
            birthday as fn(&str) -> bool,
        ),
        (&mut props.hired_date, "hiredDate", is_date),
    ] {
        text(slot, body, name, Text::up_to(10))?;
        formed(slot, body, name, "YYYY-MM-DD", fits)?;
    }
    if let Field::Known(code) = body.text("locale", Text::up_to(16))? {
        let language = Language::from_code(code).ok_or_else(|| {
            body.refuse(reasons::UNKNOWN_VALUE, Mark::D, "locale")
                .with("value", code)
        })?;
        props.locale = Field::Known(language);
    }
    if let Field::Known(zone) = body.text("timeZone", Text::up_to(100))? {
        if !is_time_zone(zone) {
            return Err(bad_form(body, "timeZone", zone, "Area/City"));
        }
        props.time_zone = Field::Known(zone.to_owned());
    }
    let base = bases.and_then(|bases| bases.custom.known());
    let held = old.and_then(|old| old.props.custom.known());
    let definitions = state.custom_properties.of(next.domain);
    let values = custom_properties::read(body, definitions, held, base)?;
    keep(&mut props.custom, values);
    keep(
        &mut props.relations,
        messenger::relations(state, body, old)?,
    );
    if let Field::Known(text) = body.nullable_text("activationDate", Text::up_to(25))? {
        let at = text.map(|text| moment(body, "activationDate", text));
        props.activation_date = Field::Known(at.transpose()?);
    }
    let number = Text {
        min: 1,
        ..Text::up_to(20)
    };
    text(&mut props.employee_number, body, "employeeNumber", number)?;
    custom_fields::judge(body)?;
    if let Field::Known(entries) = organizations::read(state, body, old)? {
        organizations::place(state, next, entries)?;
    }
    Ok(())
}

/// Reads a moment in the documented form, 25 characters at most (facts 1.3).
pub(in crate::world) fn moment(body: &Body<'_>, name: &str, text: &str) -> Result<Moment, Refusal> {
    Some(text)
        .filter(|text| is_moment(text))
        .and_then(|text| Moment::parse(text).ok())
        .ok_or_else(|| bad_form(body, name, text, "YYYY-MM-DDThh:mm:ssTZD"))
}

fn set<T>(slot: &mut Option<T>, given: Field<Option<T>>) {
    if let Field::Known(value) = given {
        *slot = value;
    }
}

fn keep<T>(slot: &mut Field<T>, given: Field<T>) {
    if let Field::Known(value) = given {
        *slot = Field::Known(value);
    }
}

fn text(
    slot: &mut Field<Option<String>>,
    body: &Body<'_>,
    name: &str,
    rules: Text,
) -> Result<(), Refusal> {
    let given = body.nullable_text(name, rules)?;
    keep(slot, given.map(|text| text.map(str::to_owned)));
    Ok(())
}

/// Holds a text that the body gives against its form; one it does not give may be as
/// odd as it was read.
fn formed(
    slot: &Field<Option<String>>,
    body: &Body<'_>,
    name: &str,
    expected: &str,
    fits: fn(&str) -> bool,
) -> Result<(), Refusal> {
    match slot.value() {
        Some(text) if body.has(name) && !fits(text) => Err(bad_form(body, name, text, expected)),
        _ => Ok(()),
    }
}

fn bad_form(body: &Body<'_>, name: &str, text: &str, expected: &str) -> Refusal {
    body.refuse(reasons::BAD_FORMAT, Mark::D, name)
        .with("value", text)
        .with("expected", expected)
}

fn aliases(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    slot: &mut Field<Vec<Email>>,
) -> Result<(), Refusal> {
    const NAME: &str = "aliasEmails";
    let Field::Known(given) = body.texts(NAME, 10, Text::up_to(90))? else {
        return Ok(());
    };
    let mut list: Vec<Email> = Vec::with_capacity(given.len());
    for text in given {
        let email = held::address(state, old, NAME, text)?;
        if list.contains(&email) {
            return Err(body
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, NAME)
                .with("value", email));
        }
        list.push(email);
    }
    let held = old.and_then(|old| old.props.alias_emails.known());
    let held = held.map_or(&[][..], Vec::as_slice);
    if list.iter().any(|email| !held.contains(email)) {
        state.advanced(NAME, "5.1.2")?;
    }
    *slot = Field::Known(list);
    Ok(())
}

/// `userTypeId`, else its deprecated alias (facts 11 #49).
fn user_type(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    domain: crate::directory::DomainId,
    slot: &mut Field<Option<Ref>>,
) -> Result<(), Refusal> {
    let name = ["userTypeId", "employmentTypeId"]
        .into_iter()
        .find(|name| body.has(name))
        .unwrap_or("userTypeId");
    if let Some(given) = held::rank(state, body, old, RankKind::UserType, domain, name)? {
        *slot = Field::Known(given);
    }
    Ok(())
}

/// Refuses addresses and a key that others hold, as far as they are new to the member.
/// Of a clash of both, the address is named (facts 1.5).
pub(super) fn unique(
    state: &State,
    old: Option<&LiveMember>,
    next: &LiveMember,
) -> Result<(), Refusal> {
    let status = if state.assumptions.duplicate_user_is_400 {
        400
    } else {
        409
    };
    let me: Option<&Id> = old.map(|old| &old.id);
    let before = old.map(addresses).unwrap_or_default();
    let claims = addresses(next);
    for (domain, email) in &claims {
        if !before.contains(&(*domain, *email)) {
            state.address_free(status, *domain, email, me)?;
        }
    }
    if let Some(email) = next.props.email.known() {
        let aliases = next.props.alias_emails.known();
        if aliases.is_some_and(|list| list.contains(email)) {
            return Err(Refusal::new(400, reasons::DUPLICATE_ENTRY, "4.2", Mark::I)
                .with("property", "aliasEmails")
                .with("value", email));
        }
        // A login id is one in the whole tenant, whatever the domain.
        let unchanged = old.is_some_and(|old| old.props.email.known() == Some(email));
        if !unchanged
            && let Some(holder) = state.index.by_login(email.as_str())
            && Some(holder) != me
        {
            let deleted = (state.directory.members.get(holder)).is_some_and(|m| m.flags.deleted);
            return Err(
                Refusal::new(status, reasons::DUPLICATE_EMAIL, "4.2", Mark::I)
                    .with("email", email)
                    .with("holderKind", Kind::Member)
                    .with("holder", holder)
                    .with("holderDeleted", deleted),
            );
        }
    }
    if let Some(key) = &next.key
        && old.and_then(|old| old.key.as_ref()) != Some(key)
    {
        state.key_free(status, Kind::Member, next.domain, key, me)?;
    }
    Ok(())
}
