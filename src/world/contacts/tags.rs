//! Contact tags: the company's and those of one member (facts 5.9).

use std::sync::Arc;

use serde_json::{Value, json};

use crate::directory::{DomainId, Field, Id};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::paging::Page;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::SECTION;
use super::book::Tag;

const NAME: &str = "contactTagName";
const RULES: Text = Text {
    min: 1,
    ..Text::up_to(30)
};

/// `POST /contact-tags`: a tag of the company.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    company_tags_on(state, domain)?;
    make(state, call, domain, None)
}

/// `POST /users/{userId}/contact-tags`: a tag of that member.
pub(super) fn create_of(state: &mut State, call: &Call<'_>, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    make(state, call, member.domain, Some(member.id.clone()))
}

fn make(
    state: &mut State,
    call: &Call<'_>,
    domain: DomainId,
    owner: Option<Id>,
) -> Result<Reply, Refusal> {
    let name = Body::of(call, SECTION)?
        .required_text(NAME, RULES)?
        .to_owned();
    let tag = Tag {
        id: state.new_id(),
        domain,
        name,
        owner,
    };
    let answer = encode(&tag);
    state.contacts.put_tag(tag);
    Ok(Reply::created(answer))
}

/// `GET /contact-tags`: those of the company.
pub(super) fn page(state: &State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    company_tags_on(state, domain)?;
    cut(state, call, |tag| {
        tag.owner.is_none() && tag.domain == domain
    })
}

/// `GET /users/{userId}/contact-tags`: those of a member.
pub(super) fn page_of(state: &State, call: &Call<'_>, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    cut(state, call, |tag| tag.owner.as_ref() == Some(&member.id))
}

fn cut(state: &State, call: &Call<'_>, listed: impl Fn(&Tag) -> bool) -> Result<Reply, Refusal> {
    let page = Page::of(state, call)?;
    Ok(
        page.cut_map("contactTags", state.contacts.tags(), |tag: &Tag| {
            listed(tag).then(|| encode(tag))
        }),
    )
}

/// `GET /contact-tags/{contactTagId}`
pub(super) fn one(state: &State, tag: &str) -> Result<Reply, Refusal> {
    Ok(Reply::ok(encode(&*find(state, tag)?)))
}

/// `PUT` (`whole`) and `PATCH /contact-tags/{contactTagId}`.
pub(super) fn rename(
    state: &mut State,
    call: &Call<'_>,
    tag: &str,
    whole: bool,
) -> Result<Reply, Refusal> {
    let mut tag = Tag::clone(&*find(state, tag)?);
    let body = Body::of(call, SECTION)?;
    match body.text(NAME, RULES)? {
        Field::Known(name) => tag.name = name.to_owned(),
        Field::Absent if whole => return Err(body.lacks(NAME)),
        Field::Absent => {}
    }
    let answer = encode(&tag);
    state.contacts.put_tag(tag);
    Ok(Reply::ok(answer))
}

/// `DELETE /contact-tags/{contactTagId}`: the contacts that have it lose it.
pub(super) fn delete(state: &mut State, tag: &str) -> Result<Reply, Refusal> {
    let id = find(state, tag)?.id.clone();
    state.contacts.drop_tag(&id);
    Ok(Reply::no_content())
}

fn find(state: &State, tag: &str) -> Result<Arc<Tag>, Refusal> {
    let tag = state.contacts.tags().get(tag).cloned().ok_or_else(|| {
        Refusal::new(404, reasons::NOT_FOUND, SECTION, Mark::D)
            .with("kind", "contactTag")
            .with("value", tag)
    })?;
    if tag.owner.is_none() {
        company_tags_on(state, tag.domain)?;
    }
    Ok(tag)
}

/// The company's tags need the feature of the domain.
fn company_tags_on(state: &State, domain: DomainId) -> Result<(), Refusal> {
    if (state.settings.get(&domain)).is_some_and(|settings| settings.company_tags_off) {
        return Err(
            Refusal::new(403, reasons::FEATURE_DISABLED, SECTION, Mark::D)
                .with("feature", "contact-tags")
                .with("domain", domain),
        );
    }
    Ok(())
}

fn encode(tag: &Tag) -> Value {
    let mut answer = json!({
        "contactTagId": tag.id,
        NAME: tag.name,
        "type": if tag.owner.is_some() { "USER" } else { "COMPANY" },
    });
    if let (Some(owner), Some(answer)) = (&tag.owner, answer.as_object_mut()) {
        answer.insert("userId".to_owned(), json!(owner));
    }
    answer
}
