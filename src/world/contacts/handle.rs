use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Refusal, custom_properties, photos, route};

use super::{calls, tags};

/// Answers the calls of contacts and contact tags.
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    use Method::{Delete, Get, Patch, Post, Put};
    match (call.method, call.path().as_slice()) {
        (_, ["contacts", "custom-properties", rest @ ..]) => {
            custom_properties::answer(state, call, custom_properties::Of::Contacts, rest)
        }
        (Post, ["contacts"]) => calls::create(state, call),
        (Get, ["contacts"]) => calls::page(state, call),
        (Get, ["users", user, "contacts"]) => calls::page_of(state, call, user),
        (Get, ["contacts", contact]) => calls::one(state, contact),
        (Put, ["contacts", contact]) => calls::replace(state, call, contact),
        (Patch, ["contacts", contact]) => calls::patch(state, call, contact),
        (Delete, ["contacts", contact]) => calls::delete(state, contact),
        (Delete, ["contacts", contact, "forcedelete"]) => calls::force_delete(state, contact),
        (_, ["contacts", contact, "photo"]) => {
            let id = calls::find(state, contact)?.id.clone();
            photos::handle(state, call, &id)
        }
        (Post, ["contact-tags"]) => tags::create(state, call),
        (Get, ["contact-tags"]) => tags::page(state, call),
        (Post, ["users", user, "contact-tags"]) => tags::create_of(state, call, user),
        (Get, ["users", user, "contact-tags"]) => tags::page_of(state, call, user),
        (Get, ["contact-tags", tag]) => tags::one(state, tag),
        (Put, ["contact-tags", tag]) => tags::rename(state, call, tag, true),
        (Patch, ["contact-tags", tag]) => tags::rename(state, call, tag, false),
        (Delete, ["contact-tags", tag]) => tags::delete(state, tag),
        _ => Err(route::unknown(call)),
    }
}
