//! What a contact's body may say (facts 5.9). The lists share one small table; of an
//! entry only what is documented is looked at, and the whole of it is kept.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::directory::{DomainId, Field, custom_value};
use crate::world::body::Body;
use crate::world::custom_properties;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::users::is_outside_address;
use crate::world::{Mark, Refusal, reasons};

use super::SECTION;

/// The most entries of a list.
const ENTRIES: usize = 100;
/// The most who may be named as seeing a contact.
const ACCESSIBLE: usize = 500;
/// The longest note.
const MEMO: usize = 4000;

/// The lists of a contact, and what its entries are about where that is documented.
const LISTS: [(&str, Option<&str>); 7] = [
    ("emails", Some("email")),
    ("telephones", Some("telephone")),
    ("organizations", None),
    ("locations", None),
    ("events", None),
    ("messengers", None),
    ("websites", None),
];

/// A contact without properties: what create and PUT begin with.
pub(super) fn blank() -> Map<String, Value> {
    let mut props = Map::new();
    props.insert("permission".to_owned(), Value::Null);
    props.insert("contactName".to_owned(), Value::Null);
    for (name, _) in LISTS {
        props.insert(name.to_owned(), json!([]));
    }
    props.insert("memo".to_owned(), Value::Null);
    props.insert("contactTagIds".to_owned(), json!([]));
    props.insert("customProperties".to_owned(), json!({}));
    props
}

/// What is kept of somebody met by talking: a name that all may see. No way to reach them
/// is known.
pub fn met(name: &str) -> Map<String, Value> {
    let mut props = blank();
    props.insert(
        "permission".to_owned(),
        json!({
            "accessibleRange": "ALL",
            "masterUserId": null,
            "isCoEditing": true,
            "accessibleMembers": [],
        }),
    );
    props.insert(
        "contactName".to_owned(),
        json!({
            "lastName": name,
            "firstName": null,
            "phoneticLastName": null,
            "phoneticFirstName": null,
            "nickName": null,
        }),
    );
    props
}

/// Reads what stands in a body over the properties of a contact: every top-level property
/// as a whole, null erasing it.
///
/// # Errors
/// 400 where a property breaks its limits, or names nobody.
pub(super) fn fill(
    state: &State,
    domain: DomainId,
    body: &Body<'_>,
    props: &mut Map<String, Value>,
) -> Result<(), Refusal> {
    if let Field::Known(given) = body.object("permission")? {
        props.insert("permission".to_owned(), permission(state, &given)?);
    }
    if let Field::Known(given) = body.object("contactName")? {
        props.insert("contactName".to_owned(), contact_name(&given)?);
    }
    for (name, about) in LISTS {
        if body.is_null(name) {
            props.insert(name.to_owned(), json!([]));
        } else if let Field::Known(entries) = body.objects(name, ENTRIES)? {
            let entries = entries.iter().map(|given| entry(given, about));
            props.insert(name.to_owned(), entries.collect::<Result<_, _>>()?);
        }
    }
    if let Field::Known(memo) = body.nullable_text("memo", Text::up_to(MEMO))? {
        props.insert("memo".to_owned(), json!(memo));
    }
    if body.is_null("contactTagIds") {
        props.insert("contactTagIds".to_owned(), json!([]));
    } else if let Field::Known(tags) = tags(state, body)? {
        props.insert("contactTagIds".to_owned(), tags);
    }
    custom(state, domain, body, props)
}

/// What every contact has: `linked` ones came about without an address.
///
/// # Errors
/// 400, `missingProperty`.
pub(super) fn complete(props: &Map<String, Value>, linked: bool) -> Result<(), Refusal> {
    let lacks = |name: &str| {
        Err(Refusal::new(400, reasons::MISSING_PROPERTY, SECTION, Mark::D).with("property", name))
    };
    for name in ["permission", "contactName"] {
        if props.get(name).is_none_or(Value::is_null) {
            return lacks(name);
        }
    }
    let any = |name: &str| {
        let list = props.get(name).and_then(Value::as_array);
        list.is_some_and(|list| !list.is_empty())
    };
    if !linked && !any("emails") && !any("telephones") {
        return lacks("emails, telephones");
    }
    Ok(())
}

fn permission(state: &State, given: &Body<'_>) -> Result<Value, Refusal> {
    let range = match given.nullable_word("accessibleRange", &["ALL", "MEMBER"])? {
        Field::Known(Some(word)) => word,
        Field::Known(None) | Field::Absent => return Err(given.lacks("accessibleRange")),
    };
    let master = match given.nullable_text("masterUserId", Text::up_to(256))? {
        Field::Known(Some(text)) => Some(state.named_member(&given.path("masterUserId"), text)?),
        Field::Known(None) | Field::Absent if range == "MEMBER" => {
            return Err(given.lacks("masterUserId"));
        }
        Field::Known(None) | Field::Absent => None,
    };
    let entries = given.objects("accessibleMembers", ACCESSIBLE)?;
    let mut members = Vec::new();
    let mut seen = HashSet::new();
    for entry in entries.into_known().unwrap_or_default() {
        let text = entry.required_text("id", Text::up_to(256))?;
        let property = entry.path("id");
        let kind = match entry.nullable_word("type", &["USER", "ORGUNIT", "GROUP"])? {
            Field::Known(Some(word)) => word,
            Field::Known(None) | Field::Absent => return Err(entry.lacks("type")),
        };
        let id = match kind {
            "USER" => state.named_member(&property, text)?,
            "ORGUNIT" => state.named_org(&property, text)?,
            _ => state.named_group(&property, text)?,
        };
        if !seen.insert(id.clone()) {
            return Err(entry
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, "id")
                .with("value", text));
        }
        members.push(json!({ "id": id, "type": kind }));
    }
    Ok(json!({
        "accessibleRange": range,
        "masterUserId": master,
        "isCoEditing": given.flag("isCoEditing")?.or(true),
        "accessibleMembers": members,
    }))
}

fn contact_name(given: &Body<'_>) -> Result<Value, Refusal> {
    let mut name = Map::new();
    for part in [
        "lastName",
        "firstName",
        "phoneticLastName",
        "phoneticFirstName",
        "nickName",
    ] {
        let text = given.nullable_text(part, Text::up_to(usize::MAX))?;
        name.insert(part.to_owned(), json!(text.into_known().flatten()));
    }
    let filled = |part: &str| {
        name.get(part)
            .and_then(Value::as_str)
            .is_some_and(|t| !t.is_empty())
    };
    if !filled("lastName") && !filled("firstName") {
        return Err(given.refuse(reasons::NAME_EMPTY, Mark::D, "lastName"));
    }
    Ok(Value::Object(name))
}

/// One entry of a list. What it is about must be there, and `type` and `primary` are what
/// they are called; that is documented of telephones, and inferred of addresses.
fn entry(given: &Body<'_>, about: Option<&str>) -> Result<Value, Refusal> {
    let mut kept: Map<String, Value> = (given.entries())
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect();
    if let Some(about) = about {
        let text = given.required_text(
            about,
            Text {
                min: 1,
                ..Text::up_to(usize::MAX)
            },
        )?;
        if about == "email" && !is_outside_address(text) {
            return Err(given
                .refuse(reasons::BAD_FORMAT, Mark::I, about)
                .with("value", text)
                .with("expected", "email"));
        }
        let kind = given.nullable_text("type", Text::up_to(100))?;
        kept.insert("type".to_owned(), json!(kind.into_known().flatten()));
        let primary = given.flag("primary")?.or(false);
        kept.insert("primary".to_owned(), json!(primary));
    }
    Ok(Value::Object(kept))
}

fn tags(state: &State, body: &Body<'_>) -> Result<Field<Value>, Refusal> {
    const NAME: &str = "contactTagIds";
    let Field::Known(given) = body.texts(NAME, usize::MAX, Text::up_to(256))? else {
        return Ok(Field::Absent);
    };
    let mut seen = HashSet::new();
    for id in &given {
        if !state.contacts.tags().contains_key(*id) {
            return Err(body
                .refuse(reasons::NO_SUCH_REFERENCE, Mark::D, NAME)
                .with("kind", "contactTag")
                .with("value", id));
        }
        if !seen.insert(*id) {
            return Err(body
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, NAME)
                .with("value", id));
        }
    }
    Ok(Field::Known(json!(given)))
}

fn custom(
    state: &State,
    domain: DomainId,
    body: &Body<'_>,
    props: &mut Map<String, Value>,
) -> Result<(), Refusal> {
    const NAME: &str = "customProperties";
    if body.is_null(NAME) {
        props.insert(NAME.to_owned(), json!({}));
        return Ok(());
    }
    let held: Option<custom_properties::Values> =
        (props.get(NAME).and_then(Value::as_object)).map(|held| {
            let held = held.iter();
            held.map(|(name, value)| (name.clone(), custom_value(value.clone())))
                .collect()
        });
    let definitions = state.contacts.custom_properties.of(domain);
    let values = custom_properties::read(body, definitions, held.as_ref(), None)?;
    if let Field::Known(values) = values {
        props.insert(NAME.to_owned(), json!(custom_properties::shown(&values)));
    }
    Ok(())
}
