//! Reading the bodies of both resources.

use jiff::Timestamp;

use crate::directory::{DomainId, Field, Id, Moment};

use crate::world::body::Body;
use crate::world::names::{self, Names};
use crate::world::state::State;
use crate::world::text::{Chars, Text};
use crate::world::{Mark, Refusal, reasons, users};

use super::built_in;
use super::held::{AutoReply, Definition, PersonalStatus, ReplyMail};

/// Section of the facts.
pub const SECTION: &str = "5.8";

const NAME: Text = Text {
    min: 1,
    max: 20,
    chars: Chars::Any,
};

/// What a body gives of a definition.
pub struct Given {
    icon: Field<String>,
    name: Field<String>,
    names: Field<Names>,
    order: Field<i64>,
    default_status: Field<bool>,
    users_may_set: Field<bool>,
}

impl Given {
    /// Reads what stands in a body.
    pub fn read(body: &Body<'_>) -> Result<Given, Refusal> {
        let name = "iconType";
        let icon = body.text(name, Text::up_to(100))?;
        if let Field::Known(word) = icon
            && !built_in::ICONS.contains(&word)
        {
            return Err(body
                .refuse(reasons::UNKNOWN_VALUE, Mark::D, name)
                .with("value", word));
        }
        let name = "displayOrder";
        let order = body.integer(name)?;
        if let Field::Known(number) = order
            && number < 1
        {
            return Err(body
                .refuse(reasons::OUT_OF_RANGE, Mark::D, name)
                .with("value", number)
                .with("min", 1)
                .with("max", i32::MAX));
        }
        Ok(Given {
            icon: icon.map(str::to_owned),
            name: body.text("profileStatusName", NAME)?.map(str::to_owned),
            names: names::read(body)?,
            order,
            default_status: body.flag("useDefaultStatus")?,
            users_may_set: body.flag("enableSettingByUser")?,
        })
    }

    /// For create and PUT: what is required must be there, the rest has defaults.
    pub fn complete(self, body: &Body<'_>) -> Result<Definition, Refusal> {
        let Given {
            icon,
            name,
            names,
            order,
            default_status,
            users_may_set,
        } = self;
        Ok(Definition {
            icon: icon.into_known().ok_or_else(|| body.lacks("iconType"))?,
            name: name
                .into_known()
                .ok_or_else(|| body.lacks("profileStatusName"))?,
            names: names.into_known().unwrap_or_default(),
            order: order
                .into_known()
                .ok_or_else(|| body.lacks("displayOrder"))?,
            default_status: default_status.or(true),
            users_may_set: users_may_set.or(true),
        })
    }

    /// For PATCH: what is left out stays.
    pub fn over(self, old: &Definition) -> Definition {
        let Given {
            icon,
            name,
            names,
            order,
            default_status,
            users_may_set,
        } = self;
        Definition {
            icon: icon.into_known().unwrap_or_else(|| old.icon.clone()),
            name: name.into_known().unwrap_or_else(|| old.name.clone()),
            names: names.into_known().unwrap_or_else(|| old.names.clone()),
            order: order.or(old.order),
            default_status: default_status.or(old.default_status),
            users_may_set: users_may_set.or(old.users_may_set),
        }
    }
}

/// Reads what a body gives of a member's status over `base`, and judges the whole.
pub fn personal(
    state: &State,
    domain: DomainId,
    body: &Body<'_>,
    base: PersonalStatus,
    now: Timestamp,
) -> Result<PersonalStatus, Refusal> {
    let mut next = base;
    let name = "profileStatusId";
    if let Field::Known(status) = body.nullable_text(name, Text::up_to(100))? {
        if let Some(id) = status
            && state.statuses.definition(domain, id).is_none()
        {
            return Err(body
                .refuse(reasons::UNKNOWN_VALUE, Mark::D, name)
                .with("value", id));
        }
        next.status = status.map(str::to_owned);
    }
    if let Field::Known(message) = body.nullable_text("statusMessage", Text::up_to(50))? {
        next.message = message.map(str::to_owned);
    }
    set(&mut next.start, at(body, "startTime")?);
    set(&mut next.end, at(body, "endTime")?);
    if let Field::Known(reply) = body.nullable_object("autoReplyMail")? {
        next.reply = reply.map(|reply| auto_reply(&reply)).transpose()?;
    }
    let PersonalStatus { start, end, .. } = &next;
    if start.is_some() && end.is_none() {
        return Err(body.lacks("endTime"));
    }
    let begins = start.as_ref().map_or(now, |start| start.at().max(now));
    if end.as_ref().is_some_and(|end| end.at() <= begins) {
        return Err(body.refuse(reasons::STATUS_ENDS_FIRST, Mark::I, "endTime"));
    }
    next.reserved = start.as_ref().is_some_and(|start| start.at() > now);
    Ok(next)
}

/// A status of which nothing is set.
pub fn nothing(id: Id) -> PersonalStatus {
    PersonalStatus {
        id,
        status: None,
        message: None,
        start: None,
        end: None,
        reply: None,
        reserved: false,
    }
}

fn at(body: &Body<'_>, name: &str) -> Result<Field<Option<Moment>>, Refusal> {
    Ok(match body.nullable_text(name, Text::up_to(25))? {
        Field::Absent => Field::Absent,
        Field::Known(None) => Field::Known(None),
        Field::Known(Some(text)) => Field::Known(Some(users::moment(body, name, text)?)),
    })
}

fn set<T>(slot: &mut Option<T>, given: Field<Option<T>>) {
    if let Field::Known(value) = given {
        *slot = value;
    }
}

fn auto_reply(body: &Body<'_>) -> Result<AutoReply, Refusal> {
    Ok(AutoReply {
        internal: mail(body, "internal")?,
        external: mail(body, "external")?,
    })
}

fn mail(body: &Body<'_>, name: &str) -> Result<Option<ReplyMail>, Refusal> {
    let Field::Known(Some(mail)) = body.nullable_object(name)? else {
        return Ok(None);
    };
    let content = mail.nullable_text("content", Text::up_to(300))?;
    Ok(Some(ReplyMail {
        content: content.into_known().flatten().map(str::to_owned),
        sent_directly_to_me: mail.flag("sentDirectlyToMe")?.or(false),
    }))
}
