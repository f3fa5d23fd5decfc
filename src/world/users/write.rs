//! Create, PUT and PATCH (facts 5.1.4, 5.1.5).

use jiff::Timestamp;

use crate::directory::{DomainId, Field, Id, Kind, LiveMember, MemberFlags};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::custom_properties;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::commit::commit;
use super::forms::is_strong;
use super::hidden::{self, is_hidden, settable, with_body};
use super::list::answer;
use super::properties::{blank, fill, unique};
use super::states::is_super_admin;

const SECTION: &str = "5.1.2";

/// `POST /users`
pub(super) fn create(state: &mut State, call: &Call<'_>, now: Timestamp) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let domain = state.known_domain("domainId", body.required_domain("domainId")?)?;
    let shown = settable(state, domain, call);
    let body = Body::of(&with_body(call, &shown), SECTION)?;
    let mut member = LiveMember {
        id: Id::from(""),
        key: None,
        domain,
        flags: MemberFlags {
            pending: !state.rules.sso,
            ..MemberFlags::default()
        },
        props: blank(),
    };
    required(&body)?;
    fill(state, &body, None, false, &mut member)?;
    has_mandatory(state, &member)?;
    comes_later(&body, None, &member, now)?;
    needs_key(state, &member, Mark::D)?;
    let by_admin = password_by_admin(state, &body)?;
    let invites = !state.rules.sso && !by_admin;
    let hidden = is_hidden(state, domain, "privateEmail");
    if invites && !hidden && member.props.private_email.value().is_none() {
        return Err(body.lacks("privateEmail"));
    }
    unique(state, None, &member)?;
    seat_free(state, domain)?;
    let id = state.new_id();
    member.id = id.clone();
    commit(state, member, now);
    if by_admin {
        state.extras.entry(id.clone()).or_default().password_set = true;
    } else if invites {
        state.extras.entry(id.clone()).or_default().invited_at = Some(now);
    }
    Ok(Reply::created(answer(state, &id)))
}

/// `PUT /users/{userId}`: what is left out is reset.
pub(super) fn replace(
    state: &mut State,
    call: &Call<'_>,
    user: &str,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let old = state.member(user)?;
    let shown = settable(state, old.domain, call);
    let body = Body::of(&with_body(call, &shown), SECTION)?;
    changeable(&old)?;
    body.required_domain("domainId")?;
    required(&body)?;
    let mut next = LiveMember {
        id: old.id.clone(),
        key: None,
        domain: old.domain,
        flags: old.flags.clone(),
        props: blank(),
    };
    next.props.leave = old.props.leave.clone();
    same_domain(&body, old.domain)?;
    fill(state, &body, Some(&old), false, &mut next)?;
    hidden::keep(state, &old, &mut next);
    has_mandatory(state, &next)?;
    comes_later(&body, Some(&old), &next, now)?;
    needs_private(state, &body, &next)?;
    needs_key(state, &next, Mark::D)?;
    state.keeps_talk_address(&old, &next, now)?;
    unique(state, Some(&old), &next)?;
    let id = next.id.clone();
    commit(state, next, now);
    Ok(Reply::ok(answer(state, &id)))
}

/// `PATCH /users/{userId}`: per top-level property; null erases.
pub(super) fn patch(
    state: &mut State,
    call: &Call<'_>,
    user: &str,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let old = state.member(user)?;
    let shown = settable(state, old.domain, call);
    let body = Body::of(&with_body(call, &shown), SECTION)?;
    changeable(&old)?;
    same_domain(&body, old.domain)?;
    let mut next = LiveMember::clone(&old);
    let merge = !state.assumptions.patch_replaces_nested;
    fill(state, &body, Some(&old), merge, &mut next)?;
    hidden::keep(state, &old, &mut next);
    if body.has("customProperties") {
        has_mandatory(state, &next)?;
    }
    comes_later(&body, Some(&old), &next, now)?;
    if body.has("privateEmail") {
        needs_private(state, &body, &next)?;
    }
    if body.has("userExternalKey") {
        needs_key(state, &next, Mark::I)?;
    }
    state.keeps_talk_address(&old, &next, now)?;
    unique(state, Some(&old), &next)?;
    let id = next.id.clone();
    commit(state, next, now);
    Ok(Reply::ok(answer(state, &id)))
}

/// Refuses where the domain has no seat left (facts 5.1.4). Members in deletion have
/// none.
pub(super) fn seat_free(state: &State, domain: DomainId) -> Result<(), Refusal> {
    let limit = state
        .rules
        .domain(domain)
        .and_then(|rules| rules.member_limit);
    let Some(limit) = limit else { return Ok(()) };
    let max = usize::try_from(limit).unwrap_or(usize::MAX);
    // Only near the limit is it worth counting who is in deletion.
    if state.index.count(Kind::Member, domain) < max {
        return Ok(());
    }
    let members = state.directory.members.values();
    let seated = members.filter(|member| member.domain == domain && !member.flags.deleted);
    if seated.count() < max {
        return Ok(());
    }
    Err(Refusal::new(403, reasons::MEMBER_LIMIT, "5.1.4", Mark::I)
        .with("domain", domain)
        .with("max", max))
}

fn required(body: &Body<'_>) -> Result<(), Refusal> {
    match ["email", "userName"]
        .into_iter()
        .find(|name| !body.has(name))
    {
        Some(name) => Err(body.lacks(name)),
        None => Ok(()),
    }
}

/// Under single sign-on a member needs an external key. That PATCH may not erase it is
/// inferred.
fn needs_key(state: &State, member: &LiveMember, mark: Mark) -> Result<(), Refusal> {
    if state.rules.sso && member.key.is_none() {
        return Err(Refusal::new(400, reasons::MISSING_PROPERTY, SECTION, mark)
            .with("property", "userExternalKey"));
    }
    Ok(())
}

/// Refuses a member without a mandatory custom property of its domain (facts 5.7).
fn has_mandatory(state: &State, member: &LiveMember) -> Result<(), Refusal> {
    match member.props.custom.known() {
        Some(values) if !is_hidden(state, member.domain, "customProperties") => {
            custom_properties::complete(state.custom_properties.of(member.domain), values)
        }
        _ => Ok(()),
    }
}

/// The super administrator keeps a private address.
fn needs_private(state: &State, body: &Body<'_>, next: &LiveMember) -> Result<(), Refusal> {
    if is_super_admin(state, &next.id) && next.props.private_email == Field::Known(None) {
        return Err(body.lacks("privateEmail"));
    }
    Ok(())
}

/// A moment of activation that is new to the member lies in the future. That one in the
/// past is refused is inferred.
fn comes_later(
    body: &Body<'_>,
    old: Option<&LiveMember>,
    next: &LiveMember,
    now: Timestamp,
) -> Result<(), Refusal> {
    const NAME: &str = "activationDate";
    let given = next.props.activation_date.value();
    let held = old.and_then(|old| old.props.activation_date.value());
    match given {
        Some(at) if body.has(NAME) && given != held && at.at() <= now => Err(body
            .refuse(reasons::NOT_IN_FUTURE, Mark::I, NAME)
            .with("value", at)),
        _ => Ok(()),
    }
}

/// Refuses members in deletion.
///
/// # Errors
/// 400, `memberIsDeleted` (facts 5.1.6).
pub(in crate::world) fn changeable(member: &LiveMember) -> Result<(), Refusal> {
    if member.flags.deleted {
        return Err(
            Refusal::new(400, reasons::MEMBER_IS_DELETED, "5.1.6", Mark::I)
                .with("member", &member.id),
        );
    }
    Ok(())
}

fn same_domain(body: &Body<'_>, domain: DomainId) -> Result<(), Refusal> {
    match body.domain("domainId")? {
        Field::Known(given) if given != domain => {
            Err(Refusal::new(400, reasons::DOMAIN_CHANGE, "5.1.5", Mark::I)
                .with("from", domain)
                .with("to", given))
        }
        _ => Ok(()),
    }
}

/// Whether an administrator gives the first password. It is looked at and forgotten;
/// no refusal says what it is. Under single sign-on there is none, whatever is said.
fn password_by_admin(state: &State, body: &Body<'_>) -> Result<bool, Refusal> {
    const PASSWORD: &str = "password";
    let Field::Known(Some(given)) = body.nullable_object("passwordConfig")? else {
        return Ok(false);
    };
    given.flag("changePasswordAtNextLogin")?;
    let by = given.nullable_word("passwordCreationType", &["ADMIN", "MEMBER"])?;
    let password = given.nullable_text(PASSWORD, Text::up_to(usize::MAX))?;
    if by != Field::Known(Some("ADMIN")) || state.rules.sso {
        return Ok(false);
    }
    match password {
        Field::Absent | Field::Known(None) => Err(given.lacks(PASSWORD)),
        Field::Known(Some(password)) if !is_strong(password) => {
            let mut refusal = given.refuse(reasons::BAD_PASSWORD, Mark::G, PASSWORD);
            refusal.fact.section = "5.1.4";
            Err(refusal)
        }
        Field::Known(Some(_)) => Ok(true),
    }
}
