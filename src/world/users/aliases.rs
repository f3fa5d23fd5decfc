//! Alias addresses one by one (facts 5.1.1): Advanced plan.

use serde_json::json;

use crate::directory::{Email, Field, LiveMember};
use crate::world::call::Reply;
use crate::world::mail::LocalPart;
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::held;
use super::states::refuse;

const SECTION: &str = "5.1.1";
const MAX: usize = 10;

/// `POST /users/{userId}/alias-emails/{email}`
pub(super) fn add(state: &mut State, user: &str, email: &str) -> Result<Reply, Refusal> {
    let mut member = LiveMember::clone(&*state.member(user)?);
    state.advanced("aliasEmails", SECTION)?;
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    let email = held::new_address(state, "aliasEmails", email)?;
    let held = member
        .props
        .alias_emails
        .known()
        .map_or(&[][..], Vec::as_slice);
    if held.contains(&email) || member.props.email.known() == Some(&email) {
        return Err(
            Refusal::new(400, reasons::DUPLICATE_ENTRY, SECTION, Mark::I)
                .with("property", "aliasEmails")
                .with("value", email),
        );
    }
    if held.len() >= MAX {
        return Err(
            Refusal::new(400, reasons::TOO_MANY_ENTRIES, "5.1.2", Mark::D)
                .with("property", "aliasEmails")
                .with("max", MAX)
                .with("length", held.len() + 1),
        );
    }
    state.address_free(400, member.domain, &email, Some(&member.id))?;
    // Aliases that were not read stay unknown: one more of them is no list.
    let list: Vec<Email> = match member.props.alias_emails.known_mut() {
        None => vec![email],
        Some(list) => {
            list.push(email);
            list.clone()
        }
    };
    state.put_member(member);
    Ok(Reply::created(json!({ "aliasEmails": list })))
}

/// `DELETE /users/{userId}/alias-emails/{email}`
pub(super) fn remove(state: &mut State, user: &str, email: &str) -> Result<Reply, Refusal> {
    let mut member = LiveMember::clone(&*state.member(user)?);
    if member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    if let Field::Known(list) = &mut member.props.alias_emails {
        let Some(at) = list.iter().position(|held| held.as_str() == email) else {
            // What breaks the rules of addresses is no alias of anybody.
            state.address("aliasEmails", email, LocalPart::MEMBER)?;
            return Err(Refusal::new(404, reasons::NO_SUCH_ALIAS, SECTION, Mark::D)
                .with("member", &member.id)
                .with("value", email));
        };
        list.remove(at);
        state.put_member(member);
    }
    Ok(Reply::no_content())
}
