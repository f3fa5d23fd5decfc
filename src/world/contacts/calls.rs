//! Contacts: create, read, list, change, remove (facts 5.9).

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::directory::{Id, Kind, LiveMember, Ref};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::paging::Page;
use crate::world::state::State;
use crate::world::talk::Outside;
use crate::world::{Mark, Refusal, reasons};

use super::SECTION;
use super::body::{blank, complete, fill};
use super::book::{Contact, mentioned};

/// `POST /contacts`: a customer, never somebody met by talking.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let body = Body::of(call, SECTION)?;
    let mut props = blank();
    fill(state, domain, &body, &mut props)?;
    complete(&props, false)?;
    let contact = Contact {
        id: state.new_id(),
        domain,
        deleted: false,
        linked: None,
        props,
    };
    let answer = encode(&contact);
    state.contacts.put(contact);
    Ok(Reply::created(answer))
}

/// `GET /contacts`
pub(super) fn page(state: &State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    Ok(
        page.cut_map("contacts", state.contacts.all(), |contact: &Contact| {
            (contact.domain == domain && !contact.deleted).then(|| encode(contact))
        }),
    )
}

/// `GET /users/{userId}/contacts`: those a member can see. Who that is follows from
/// `permission`; how far a group or org reaches is inferred.
pub(super) fn page_of(state: &State, call: &Call<'_>, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    let page = Page::of(state, call)?;
    let stands_for = stands_for(state, &member);
    let sees = |contact: &Contact| {
        let range = contact
            .props
            .get("permission")
            .and_then(|p| p.get("accessibleRange"));
        let all = contact.domain == member.domain && range.and_then(Value::as_str) == Some("ALL");
        !contact.deleted && (all || mentioned(contact).any(|id| stands_for.contains(id)))
    };
    Ok(
        page.cut_map("contacts", state.contacts.all(), |contact: &Contact| {
            sees(contact).then(|| encode(contact))
        }),
    )
}

/// `GET /contacts/{contactId}`
pub(super) fn one(state: &State, contact: &str) -> Result<Reply, Refusal> {
    Ok(Reply::ok(encode(&*find(state, contact)?)))
}

/// `PUT /contacts/{contactId}`: what is left out is reset.
pub(super) fn replace(state: &mut State, call: &Call<'_>, contact: &str) -> Result<Reply, Refusal> {
    let old = find(state, contact)?;
    finish(state, call, &old, blank())
}

/// `PATCH /contacts/{contactId}`: per top-level property; null erases.
pub(super) fn patch(state: &mut State, call: &Call<'_>, contact: &str) -> Result<Reply, Refusal> {
    let old = find(state, contact)?;
    let props = old.props.clone();
    finish(state, call, &old, props)
}

fn finish(
    state: &mut State,
    call: &Call<'_>,
    old: &Contact,
    mut props: Map<String, Value>,
) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    fill(state, old.domain, &body, &mut props)?;
    complete(&props, old.linked.is_some())?;
    let contact = Contact {
        props,
        ..old.clone()
    };
    let answer = encode(&contact);
    state.contacts.put(contact);
    Ok(Reply::ok(answer))
}

/// `DELETE /contacts/{contactId}`: no call shows it any more.
pub(super) fn delete(state: &mut State, contact: &str) -> Result<Reply, Refusal> {
    let old = find(state, contact)?;
    state.contacts.put(Contact {
        deleted: true,
        ..Contact::clone(&old)
    });
    Ok(Reply::no_content())
}

/// `DELETE /contacts/{contactId}/forcedelete`: erased, also where it was deleted before.
pub(super) fn force_delete(state: &mut State, contact: &str) -> Result<Reply, Refusal> {
    let held = state
        .contacts
        .all()
        .get(contact)
        .map(|held| held.id.clone());
    let id = held.ok_or_else(|| missing(contact))?;
    state.contacts.drop(&id);
    state.photos.forget(&id);
    Ok(Reply::no_content())
}

/// The contact of a path.
pub(super) fn find(state: &State, contact: &str) -> Result<Arc<Contact>, Refusal> {
    let held = state.contacts.all().get(contact);
    let held = held.filter(|held| !held.deleted);
    held.cloned().ok_or_else(|| missing(contact))
}

fn missing(contact: &str) -> Refusal {
    Refusal::new(404, reasons::NOT_FOUND, SECTION, Mark::D)
        .with("kind", "contact")
        .with("value", contact)
}

/// The ids through which a member is meant: its own, those of its orgs, and those of the
/// groups that it or one of its orgs is in.
fn stands_for(state: &State, member: &LiveMember) -> HashSet<String> {
    let props = &member.props;
    let others = props.secondary.known().into_iter().flatten();
    let posts = (props.posts.known().into_iter())
        .chain(others.filter_map(|entry| entry.posts.known()))
        .flatten();
    let mut ids: Vec<Id> = posts.filter_map(|post| post.org.id().cloned()).collect();
    ids.push(member.id.clone());
    let mut groups = Vec::new();
    for id in &ids {
        for group in state.index.mentioned_by(id, Kind::Group) {
            let held = state.directory.groups.get(group);
            let has = held.is_some_and(|group| {
                [&group.props.members, &group.props.orgs]
                    .into_iter()
                    .filter_map(|list| list.known())
                    .flatten()
                    .any(|entry: &Ref| entry.id() == Some(id))
            });
            if has {
                groups.push(group.clone());
            }
        }
    }
    ids.extend(groups);
    ids.into_iter().map(|id| id.to_string()).collect()
}

fn encode(contact: &Contact) -> Value {
    let mut answer = Map::new();
    answer.insert("contactId".to_owned(), json!(contact.id));
    answer.extend(contact.props.clone());
    let linked = contact.linked.as_ref().map(|linked| {
        json!({
            "id": linked.id,
            "type": match linked.outside {
                Outside::Line => "LINE",
                Outside::Works => "WORKS",
            },
            "buddyUserIds": linked.buddies,
        })
    });
    answer.insert("linkedExternalUser".to_owned(), json!(linked));
    Value::Object(answer)
}
