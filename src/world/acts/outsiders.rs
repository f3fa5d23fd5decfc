//! People outside: how they become contacts, and what is set about them.

use crate::directory::DomainId;
use crate::world::contacts::{Contact, LinkedUser, met};
use crate::world::state::State;
use crate::world::{Mark, Outside, Refusal, reasons};

/// A day: longer than that nobody waits.
const LONGEST_DELAY_SECONDS: u32 = 86_400;

pub(super) fn add_contact(
    state: &mut State,
    domain: DomainId,
    outside: Outside,
    id: &str,
    name: &str,
    buddies: &[String],
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    for (property, text) in [("id", id), ("name", name)] {
        if text.trim().is_empty() {
            return Err(Refusal::new(400, reasons::MISSING_PROPERTY, "5.9", Mark::D)
                .with("property", property));
        }
    }
    let buddies = (buddies.iter())
        .map(|buddy| state.named_member("buddies", buddy))
        .collect::<Result<Vec<_>, Refusal>>()?;
    let contact = Contact {
        id: state.new_id(),
        domain,
        deleted: false,
        linked: Some(LinkedUser {
            id: id.to_owned(),
            outside,
            buddies,
        }),
        props: met(name),
    };
    state.contacts.put(contact);
    Ok(())
}

pub(super) fn set_company_tags(
    state: &mut State,
    domain: DomainId,
    on: bool,
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    state.settings_of(domain).company_tags_off = !on;
    Ok(())
}

pub(super) fn set_grant_delay(
    state: &mut State,
    domain: DomainId,
    seconds: u32,
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    if seconds > LONGEST_DELAY_SECONDS {
        return Err(Refusal::new(400, reasons::OUT_OF_RANGE, "9.2", Mark::I)
            .with("property", "seconds")
            .with("value", seconds)
            .with("min", 0)
            .with("max", LONGEST_DELAY_SECONDS));
    }
    state.settings_of(domain).talk.delay_seconds = seconds;
    Ok(())
}
