//! The writable properties of an org unit, as they stand in a body.

use crate::directory::{DomainId, Email, Field, Id, Key, Kind, Org, Ref, RoomFeatures};

use crate::world::body::Body;
use crate::world::mail::LocalPart;
use crate::world::names;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

/// Section of the facts that refusals name.
pub const SECTION: &str = "5.2.2";

const DESCRIPTION: Text = Text::up_to(160);
const MOST_ALIASES: usize = 20;
/// No figure is documented; what a body of sensible size holds.
const MOST_ALLOWED: usize = 10_000;

/// What a body gives, held against every rule that does not depend on the parent.
pub struct Given {
    /// `orgUnitExternalKey`
    pub key: Field<Option<Key>>,
    /// The others; `parent` is always absent.
    pub props: Org,
}

/// Reads the properties that create, PUT and PATCH share. `me` is the org that may
/// already hold the names it gives.
///
/// # Errors
/// 400 on a property that breaks its rules, 403 on one the product plan lacks, 409 on a
/// key or address of another object.
pub fn read(
    state: &State,
    body: &Body<'_>,
    domain: DomainId,
    me: Option<&Id>,
) -> Result<Given, Refusal> {
    let key = body.key("orgUnitExternalKey")?;
    if let Some(key) = key.value() {
        state.key_free(409, Kind::Org, domain, key, me)?;
    }
    let email = match body.text("email", Text::up_to(90))? {
        Field::Known(text) => Field::Known(address(state, body, domain, "email", text, me)?),
        Field::Absent => Field::Absent,
    };
    let props = Org {
        parent: Field::Absent,
        name: body.text("orgUnitName", Text::NAME)?.map(str::to_owned),
        names: names::read(body)?,
        description: body
            .nullable_text("description", DESCRIPTION)?
            .map(|text| text.map(str::to_owned)),
        visible: body.flag("visible")?,
        alias_emails: aliases(state, body, domain, &email, me)?,
        email,
        can_receive_external_mail: body.flag("canReceiveExternalMail")?,
        features: RoomFeatures {
            message: body.flag("useMessage")?,
            note: body.flag("useNote")?,
            calendar: body.flag("useCalendar")?,
            task: body.flag("useTask")?,
            folder: body.flag("useFolder")?,
        },
        use_service_notification: body.flag("useServiceNotification")?,
        allowed_recipients: allowed(state, body, "membersAllowedToUseOrgUnitEmailAsRecipient")?,
        allowed_senders: allowed(state, body, "membersAllowedToUseOrgUnitEmailAsSender")?,
    };
    Ok(Given { key, props })
}

fn address(
    state: &State,
    body: &Body<'_>,
    domain: DomainId,
    name: &str,
    text: &str,
    me: Option<&Id>,
) -> Result<Email, Refusal> {
    if let Some(held) = held(state, me).find(|email| email.as_str() == text) {
        return Ok(held.clone());
    }
    let address = state.address(&body.path(name), text, LocalPart::ORG)?;
    state.address_free(409, domain, &address, me)?;
    Ok(address)
}

/// The addresses an org holds. A live one may be what the rules would refuse; PUT has to
/// send it along all the same, and it is not judged again.
fn held<'a>(state: &'a State, me: Option<&Id>) -> impl Iterator<Item = &'a Email> {
    let org = me.and_then(|me| state.directory.orgs.get(me));
    org.into_iter().flat_map(|org| {
        let aliases = org.props.alias_emails.known().into_iter().flatten();
        org.props.email.known().into_iter().chain(aliases)
    })
}

fn aliases(
    state: &State,
    body: &Body<'_>,
    domain: DomainId,
    email: &Field<Email>,
    me: Option<&Id>,
) -> Result<Field<Vec<Email>>, Refusal> {
    let name = "aliasEmails";
    let Field::Known(texts) = body.texts(name, MOST_ALIASES, Text::up_to(90))? else {
        return Ok(Field::Absent);
    };
    let is_held = |text: &&str| held(state, me).any(|email| email.as_str() == *text);
    if !texts.iter().all(is_held) {
        state.advanced(name, SECTION)?;
    }
    let mut aliases: Vec<Email> = Vec::with_capacity(texts.len());
    for text in texts {
        let alias = address(state, body, domain, name, text, me)?;
        if aliases.contains(&alias) || email.known() == Some(&alias) {
            return Err(body
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, name)
                .with("value", alias));
        }
        aliases.push(alias);
    }
    Ok(Field::Known(aliases))
}

fn allowed(state: &State, body: &Body<'_>, name: &str) -> Result<Field<Vec<Ref>>, Refusal> {
    let Field::Known(entries) = body.objects(name, MOST_ALLOWED)? else {
        return Ok(Field::Absent);
    };
    let mut members = indexmap::IndexSet::with_capacity(entries.len());
    for entry in entries {
        let text = entry.required_text("userId", Text::up_to(256))?;
        members.insert(Ref::Id(state.named_member(&entry.path("userId"), text)?));
    }
    Ok(Field::Known(members.into_iter().collect()))
}

/// What a property that is left out of a create or PUT becomes (facts 1.2, 5.2.2). The
/// name and the address have no default.
pub fn with_defaults(given: Org) -> Org {
    let Org {
        parent,
        name,
        names,
        email,
        description,
        visible,
        alias_emails,
        can_receive_external_mail,
        features,
        use_service_notification,
        allowed_recipients,
        allowed_senders,
    } = given;
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = features;
    Org {
        parent,
        name,
        names: names.or_default(),
        email,
        description: description.or_default(),
        visible: Field::Known(visible.or(true)),
        alias_emails: alias_emails.or_default(),
        can_receive_external_mail: can_receive_external_mail.or_default(),
        features: RoomFeatures {
            message: message.or_default(),
            note: note.or_default(),
            calendar: calendar.or_default(),
            task: task.or_default(),
            folder: folder.or_default(),
        },
        use_service_notification: use_service_notification.or_default(),
        allowed_recipients: allowed_recipients.or_default(),
        allowed_senders: allowed_senders.or_default(),
    }
}

/// Puts what is given over what was stored; the rest keeps its value (facts 1.2).
pub fn overlay(stored: &mut Org, given: Org) {
    let Org {
        // Only `move` changes it.
        parent: _,
        name,
        names,
        email,
        description,
        visible,
        alias_emails,
        can_receive_external_mail,
        features,
        use_service_notification,
        allowed_recipients,
        allowed_senders,
    } = given;
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = features;
    name.overlay(&mut stored.name);
    names.overlay(&mut stored.names);
    email.overlay(&mut stored.email);
    description.overlay(&mut stored.description);
    visible.overlay(&mut stored.visible);
    alias_emails.overlay(&mut stored.alias_emails);
    can_receive_external_mail.overlay(&mut stored.can_receive_external_mail);
    message.overlay(&mut stored.features.message);
    note.overlay(&mut stored.features.note);
    calendar.overlay(&mut stored.features.calendar);
    task.overlay(&mut stored.features.task);
    folder.overlay(&mut stored.features.folder);
    use_service_notification.overlay(&mut stored.use_service_notification);
    allowed_recipients.overlay(&mut stored.allowed_recipients);
    allowed_senders.overlay(&mut stored.allowed_senders);
    silence(&mut stored.features);
}

/// Without the message room its features go off too (facts 5.2.2).
pub fn silence(features: &mut RoomFeatures) {
    if features.message == Field::Known(false) {
        features.note = Field::Known(false);
        features.calendar = Field::Known(false);
        features.task = Field::Known(false);
        features.folder = Field::Known(false);
    }
}
