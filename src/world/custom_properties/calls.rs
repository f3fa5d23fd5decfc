//! Making, listing, changing and removing definitions (facts 5.7). Those of contacts
//! (facts 5.9) go by the same rules, as far as is written.

use serde_json::{Value, json};

use crate::directory::{DomainId, Field, Id, LiveMember};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::definition::{self, Definition};
use super::definitions::Definitions;
use super::{Of, SECTION};

/// The most in a domain.
const MOST: usize = 50;

/// `POST`: answers 201.
pub(super) fn create(state: &mut State, call: &Call<'_>, of: Of) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let domain = match (body.domain("domainId")?, of) {
        (Field::Known(domain), _) => state.known_domain("domainId", domain)?,
        (Field::Absent, Of::Members) => return Err(body.lacks("domainId")),
        // Of those of contacts nothing is written.
        (Field::Absent, Of::Contacts) => state.domain_of_query(call)?,
    };
    let mut definition = definition::create(&body)?;
    let held = book(state, of).of(domain).unwrap_or_default();
    unique(held, &definition)?;
    if held.len() >= MOST {
        return Err(
            Refusal::new(403, reasons::TOO_MANY_PROPERTIES, SECTION, Mark::D).with("max", MOST),
        );
    }
    definition.id = state.new_id();
    let answer = definition::encode(domain, &definition);
    book_mut(state, of).put(domain, definition);
    Ok(Reply::created(answer))
}

/// `GET` of the list: all at once, by display order. Under which name is a matter of the
/// language of the page (facts 11 #71).
pub(super) fn list(state: &State, call: &Call<'_>, of: Of) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let mut list: Vec<&Definition> = (book(state, of).of(domain).into_iter().flatten()).collect();
    list.sort_by_key(|definition| definition.display_order.unwrap_or(i64::MAX));
    let entries = list.into_iter().map(|d| definition::encode(domain, d));
    let entries: Vec<Value> = entries.collect();
    let key = match state.assumptions.custom_properties_are_listed_as_such {
        true => "customProperties",
        false => "customAttributes",
    };
    Ok(Reply::ok(json!({ key: entries })))
}

/// `GET` of one.
pub(super) fn one(state: &State, call: &Call<'_>, of: Of, text: &str) -> Result<Reply, Refusal> {
    let (domain, found) = addressed(state, call, of, text)?;
    Ok(Reply::ok(definition::encode(domain, &found)))
}

/// `PATCH`: the name, the type and whether it has several values never change.
pub(super) fn patch(
    state: &mut State,
    call: &Call<'_>,
    of: Of,
    text: &str,
) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let (domain, old) = match body.domain("domainId")? {
        Field::Known(named) => {
            let named = state.known_domain("domainId", named)?;
            let (domain, old) = in_domain(state, named, of, text)?;
            state.same_domain(domain, named)?;
            (domain, old)
        }
        Field::Absent => addressed(state, call, of, text)?,
    };
    let new = definition::change(&body, &old)?;
    unique(book(state, of).of(domain).unwrap_or_default(), &new)?;
    let answer = definition::encode(domain, &new);
    book_mut(state, of).put(domain, new);
    Ok(Reply::ok(answer))
}

/// `DELETE`: the values go with it.
pub(super) fn delete(
    state: &mut State,
    call: &Call<'_>,
    of: Of,
    text: &str,
) -> Result<Reply, Refusal> {
    let (domain, old) = addressed(state, call, of, text)?;
    match of {
        Of::Members => erase_values(state, domain, &old.name),
        Of::Contacts => state.contacts.erase_values(domain, &old.name),
    }
    book_mut(state, of).remove(domain, &old.name);
    Ok(Reply::no_content())
}

/// Takes the values of a property from every member of the domain.
fn erase_values(state: &mut State, domain: DomainId, name: &str) {
    let holders: Vec<Id> = state.index.custom_holders(domain, name).cloned().collect();
    for id in holders {
        let Some(member) = state.directory.members.get(&id) else {
            continue;
        };
        let mut member = LiveMember::clone(member);
        if let Some(values) = member.props.custom.known_mut() {
            values.remove(name);
        }
        state.put_member(member);
    }
}

/// The definition of a path: its id, or its name in the domain of the query.
fn addressed(
    state: &State,
    call: &Call<'_>,
    of: Of,
    text: &str,
) -> Result<(DomainId, Definition), Refusal> {
    in_domain(state, state.domain_of_query(call)?, of, text)
}

fn in_domain(
    state: &State,
    domain: DomainId,
    of: Of,
    text: &str,
) -> Result<(DomainId, Definition), Refusal> {
    match book(state, of).find(domain, text) {
        Some((domain, definition)) => Ok((domain, definition.clone())),
        None => Err(Refusal::new(404, reasons::NOT_FOUND, "4.1", Mark::D)
            .with("kind", "customProperty")
            .with("value", text)),
    }
}

/// Names and display names are unique in the domain (facts 4.2).
fn unique(held: &[Definition], definition: &Definition) -> Result<(), Refusal> {
    let mut others = held.iter().filter(|held| held.id != definition.id);
    let twice = others.find_map(|other| {
        let name = [
            (&other.name, &definition.name),
            (&other.display_name, &definition.display_name),
        ];
        let same = name.into_iter().find(|(theirs, mine)| theirs == mine)?;
        Some((other, same.1))
    });
    match twice {
        Some((other, name)) => Err(Refusal::new(409, reasons::DUPLICATE_NAME, SECTION, Mark::D)
            .with("kind", "customProperty")
            .with("name", name)
            .with("holder", &other.id)),
        None => Ok(()),
    }
}

fn book(state: &State, of: Of) -> &Definitions {
    match of {
        Of::Members => &state.custom_properties,
        Of::Contacts => &state.contacts.custom_properties,
    }
}

fn book_mut(state: &mut State, of: Of) -> &mut Definitions {
    match of {
        Of::Members => &mut state.custom_properties,
        Of::Contacts => &mut state.contacts.custom_properties,
    }
}
