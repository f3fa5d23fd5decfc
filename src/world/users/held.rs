//! References and addresses in a member's body. A live tenant may hold what was not read,
//! and what the write rules would refuse: what a member holds already is sent along with
//! every change beside it, and is not judged again.

use crate::directory::{DomainId, Email, FeatureState, Id, LiveMember, Member, RankKind, Ref};
use crate::world::body::Body;
use crate::world::mail::LocalPart;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons, resolve};

use super::commit::all_posts;

/// Identifiers in a body: `externalKey:` and up to 100 characters, or an id.
pub(super) const NAME: Text = Text::up_to(256);

/// A level, position or user type; `None` where the property is null, the outer `None`
/// where it is missing.
pub(super) fn rank(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    kind: RankKind,
    domain: DomainId,
    property: &str,
) -> Result<Option<Option<Ref>>, Refusal> {
    use crate::directory::Field;
    let text = match body.nullable_text(property, NAME)? {
        Field::Absent => return Ok(None),
        Field::Known(None) => return Ok(Some(None)),
        Field::Known(Some(text)) => text,
    };
    let domains = &state.directory.domains;
    let unread = domains
        .get(&domain)
        .map_or(FeatureState::Unread, |d| d.feature(kind))
        == FeatureState::Unread;
    let by_id = !text.starts_with(resolve::KEY_PREFIX);
    let held = || old.is_some_and(|old| ranks(&old.props).any(|id| id.as_str() == text));
    if by_id && state.find_rank(kind, domain, text).is_none() && (unread || held()) {
        return Ok(Some(Some(Ref::Id(Id::from(text)))));
    }
    let id = state.named_rank(kind, domain, &body.path(property), text)?;
    Ok(Some(Some(Ref::Id(id))))
}

/// An org unit.
pub(super) fn org(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    property: &str,
) -> Result<Id, Refusal> {
    let text = body.required_text(property, NAME)?;
    let held = old.and_then(|old| {
        let orgs = all_posts(&old.props).filter_map(|post| post.org.id());
        orgs.into_iter().find(|id| id.as_str() == text)
    });
    match held {
        Some(id) => Ok(id.clone()),
        None => state.named_org(&body.path(property), text),
    }
}

/// A member in `relations`.
pub(super) fn relation(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    property: &str,
) -> Result<Id, Refusal> {
    let text = body.required_text(property, NAME)?;
    let relations = old.and_then(|old| old.props.relations.known());
    let held = (relations.into_iter().flatten())
        .filter_map(|relation| relation.member.id())
        .find(|id| id.as_str() == text);
    match held {
        Some(id) => Ok(id.clone()),
        None => state.named_member(&body.path(property), text),
    }
}

/// An address of the tenant.
pub(super) fn address(
    state: &State,
    old: Option<&LiveMember>,
    property: &str,
    text: &str,
) -> Result<Email, Refusal> {
    let held = old.and_then(|old| addresses(old).into_iter().find(|(_, e)| e.as_str() == text));
    match held {
        Some((_, email)) => Ok(email.clone()),
        None => new_address(state, property, text),
    }
}

/// An address that a member does not hold yet. Of the words that are kept for the system
/// (facts 5.1.3) only the one is known (facts 11 #44).
pub(super) fn new_address(state: &State, property: &str, text: &str) -> Result<Email, Refusal> {
    const RESERVED: &str = "admin";
    let email = state.address(property, text, LocalPart::MEMBER)?;
    if state.assumptions.reserved_logins_are_refused && text.starts_with(RESERVED) {
        return Err(
            Refusal::new(400, reasons::RESERVED_EMAIL, "11 #44", Mark::I)
                .with("property", property)
                .with("value", text),
        );
    }
    Ok(email)
}

/// Every address a member holds, with the domain in whose namespace.
pub(super) fn addresses(member: &LiveMember) -> Vec<(DomainId, &Email)> {
    let props = &member.props;
    let aliases = props.alias_emails.known().into_iter().flatten();
    let own = props.email.known().into_iter().chain(aliases);
    let secondary = props.secondary.known().into_iter().flatten();
    own.map(|email| (member.domain, email))
        .chain(secondary.filter_map(|entry| Some((entry.domain, entry.email.known()?))))
        .collect()
}

fn ranks(member: &Member) -> impl Iterator<Item = &Id> {
    let secondary = member.secondary.known().into_iter().flatten();
    let positions = all_posts(member).filter_map(|post| post.position.value());
    member
        .level
        .value()
        .into_iter()
        .chain(member.user_type.value())
        .chain(secondary.filter_map(|entry| entry.level.value()))
        .chain(positions)
        .filter_map(Ref::id)
}
