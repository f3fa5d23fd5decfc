//! `POST /users/{userId}/move`: to another domain of the tenant (facts 5.1.7).

use jiff::Timestamp;

use crate::directory::{Field, LiveMember};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::groups;
use crate::world::state::State;
use crate::world::statuses;
use crate::world::{Mark, Refusal, reasons};

use super::commit::commit;
use super::hidden::{self, settable, with_body};
use super::list::answer;
use super::organizations::{self, Entry};
use super::properties::unique;
use super::removal::not_only_master;
use super::states::{not_super_admin, refuse};
use super::write::seat_free;

const SECTION: &str = "5.1.7";

/// Moves a member with its posts, key and login id.
pub(super) fn move_to(
    state: &mut State,
    call: &Call<'_>,
    user: &str,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let old = state.member(user)?;
    let shown = settable(state, old.domain, call);
    let body = Body::of(&with_body(call, &shown), SECTION)?;
    if old.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_DELETED, Mark::D, &old));
    }
    not_super_admin(state, &old)?;
    let entries = organizations::read(state, &body, Some(&old))?.into_known();
    let entries = entries.ok_or_else(|| body.lacks("organizations"))?;
    let primary = (entries.iter().find(|entry| entry.primary)).ok_or_else(|| {
        body.refuse(reasons::TOO_FEW_ENTRIES, Mark::D, "organizations")
            .with("min", 1)
            .with("length", 0)
    })?;
    if primary.domain == old.domain {
        return Err(
            Refusal::new(400, reasons::MOVE_WITHIN_DOMAIN, SECTION, Mark::I)
                .with("member", &old.id)
                .with("domain", old.domain),
        );
    }
    let preserve = body.flag("preserveGroup")?.or(false);
    if !preserve {
        not_only_master(state, &old)?;
    }
    let mut next = LiveMember::clone(&old);
    next.domain = primary.domain;
    // The one call that heeds the key inside an entry.
    if let Field::Known(key) = key_of(&body, &entries)? {
        next.key = key;
    }
    if state.rules.sso && next.key.is_none() {
        return Err(body.lacks("userExternalKey"));
    }
    if let Field::Known(email) = &primary.email {
        next.props.email = Field::Known(email.clone());
    }
    // Types and custom properties are definitions of the old domain.
    next.props.user_type = Field::Known(None);
    next.props.custom = Field::Known(Default::default());
    organizations::seat(&mut next, entries);
    hidden::keep_ranks(state, &old, &mut next);
    state.may_talk_in(&old, next.domain, now)?;
    unique(state, Some(&old), &next)?;
    seat_free(state, next.domain)?;
    let id = next.id.clone();
    if !preserve {
        groups::leave_all(state, &id);
    }
    commit(state, next, now);
    statuses::forget_custom(state, &id);
    Ok(Reply::ok(answer(state, &id)))
}

/// The root's key, else that of the primary entry, else that of the first.
fn key_of(
    body: &Body<'_>,
    entries: &[Entry],
) -> Result<Field<Option<crate::directory::Key>>, Refusal> {
    let root = body.key("userExternalKey")?;
    let primary = entries.iter().find(|entry| entry.primary);
    let candidates = [
        Some(&root),
        primary.map(|entry| &entry.user_key),
        entries.first().map(|entry| &entry.user_key),
    ];
    let given = candidates
        .into_iter()
        .flatten()
        .find(|key| !key.is_absent());
    Ok(given.cloned().unwrap_or_default())
}
