//! Granting and removing (facts 9.2): accepted with 202 and done later, 204 where it is
//! so already.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::directory::{DomainId, Field, LiveMember, Plan};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::{State, scatter};
use crate::world::{Mark, Refusal, reasons};

use super::names::{has_word, prohibited};
use super::permission::{Connection, GrantChange, MemberTalk, Outside, Reach, connection};

const SECTION: &str = "9.2";

/// `POST /users/link-to-line`, `…-works`: the setting of the domain becomes "all members".
pub(super) fn grant_all(
    state: &mut State,
    call: &Call<'_>,
    outside: Outside,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let mut domain = state.domain_of_query(call)?;
    if call.body.is_some()
        && let Field::Known(given) = Body::of(call, SECTION)?.domain("domainId")?
    {
        domain = state.known_domain("domainId", given)?;
    }
    company_may(state, domain)?;
    let talk = &mut state.settings.entry(domain).or_default().talk;
    let done = after(now, talk.delay_seconds);
    let reach = talk.of_mut(outside);
    if reach.at(now) == Reach::Everyone {
        reach.set(Reach::Everyone);
    } else if reach.everyone_from.is_none() {
        reach.everyone_from = Some(done);
    }
    Ok(Reply::accepted())
}

/// `POST /users/{userId}/link-to-line`, `…-works`.
pub(super) fn grant(
    state: &mut State,
    user: &str,
    outside: Outside,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    if member.flags.deleted {
        return Err(refuse(400, reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    single_change_possible(state, &member, outside, now)?;
    company_may(state, member.domain)?;
    if let Some(name) = prohibited_name(&member) {
        return Err(refuse(404, reasons::PROHIBITED_NAME, Mark::D, &member).with("value", name));
    }
    if state.connection(&member, outside, now) == Connection::Granted {
        return Ok(Reply::no_content());
    }
    let talk = &mut state.settings.entry(member.domain).or_default().talk;
    if talk.of(outside).at(now) == Reach::Off {
        // The first grant switches it on for the domain.
        talk.of_mut(outside).reach = Reach::PerMember;
    }
    begin(state, &member, outside, true, now);
    Ok(Reply::accepted())
}

/// `POST /users/{userId}/unlink-to-line`, `…-works`.
pub(super) fn remove(
    state: &mut State,
    user: &str,
    outside: Outside,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    if member.flags.deleted {
        return Err(refuse(403, reasons::MEMBER_IS_DELETED, Mark::I, &member));
    }
    single_change_possible(state, &member, outside, now)?;
    if state.connection(&member, outside, now) == Connection::No {
        return Ok(Reply::no_content());
    }
    begin(state, &member, outside, false, now);
    Ok(Reply::accepted())
}

/// `GET /users/{userId}/link-url`. Its form is not documented.
pub(super) fn url(state: &State, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    let resets = state
        .extras
        .get(&member.id)
        .map_or(0, |extra| extra.talk.resets);
    let seed = member
        .id
        .as_str()
        .bytes()
        .fold(u64::from(resets), |sum, byte| {
            scatter(sum ^ u64::from(byte))
        });
    Ok(Reply::ok(json!({
        "linkUrl": format!("https://link.invalid/{seed:016x}"),
    })))
}

/// `POST /users/{userId}/link-url/reset`: the address that was given out leads nowhere.
pub(super) fn reset_url(state: &mut State, user: &str) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    let extra = state.extras.entry(member.id.clone()).or_default();
    extra.talk.resets = extra.talk.resets.wrapping_add(1);
    Ok(Reply::no_content())
}

impl State {
    /// How a member stands to one kind of outside people.
    pub fn connection(&self, member: &LiveMember, outside: Outside, now: Timestamp) -> Connection {
        let reach = self.reach(member.domain, outside, now);
        let none = MemberTalk::default();
        let talk = self.extras.get(&member.id).map_or(&none, |e| &e.talk);
        connection(reach, talk.of(outside), now)
    }

    /// To whom a domain gives the permission; what was never set is off.
    pub fn reach(&self, domain: DomainId, outside: Outside, now: Timestamp) -> Reach {
        let settings = self.settings.get(&domain);
        settings.map_or(Reach::Off, |s| s.talk.of(outside).at(now))
    }

    /// Refuses a move that a member's permission does not survive (facts 5.1.7).
    ///
    /// # Errors
    /// 403, `talkNotAllowedThere`.
    pub fn may_talk_in(
        &self,
        member: &LiveMember,
        domain: DomainId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        for outside in Outside::ALL {
            let here = self.connection(member, outside, now);
            let has = matches!(
                here,
                Connection::Granted | Connection::Everyone | Connection::Removing(_)
            );
            if has && self.reach(domain, outside, now) == Reach::Off {
                return Err(
                    Refusal::new(403, reasons::TALK_NOT_ALLOWED_THERE, "5.1.7", Mark::D)
                        .with("member", &member.id)
                        .with("domain", domain),
                );
            }
        }
        Ok(())
    }
}

impl State {
    /// The login id is what the outside knows a member by. A new one that holds a
    /// prohibited word cannot be that, so the old one must stay as an alias, which
    /// clients of the Advanced plan have to list (facts 5.1.3).
    ///
    /// # Errors
    /// 400, `oldAddressNotKept`.
    pub fn keeps_talk_address(
        &self,
        old: &LiveMember,
        next: &LiveMember,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let (Some(was), Some(is)) = (old.props.email.known(), next.props.email.known()) else {
            return Ok(());
        };
        let local = is.as_str().rsplit_once('@').map_or("", |(local, _)| local);
        let talks = Outside::ALL.into_iter().any(|outside| {
            !matches!(
                self.connection(old, outside, now),
                Connection::No | Connection::Granting(_)
            )
        });
        let kept = next.props.alias_emails.known();
        let kept = kept.is_none_or(|aliases| aliases.contains(was));
        if was == is || !talks || !has_word(local) || kept || self.rules.plan != Plan::Advanced {
            return Ok(());
        }
        Err(
            Refusal::new(400, reasons::OLD_ADDRESS_NOT_KEPT, "5.1.3", Mark::D)
                .with("member", &old.id)
                .with("value", was),
        )
    }
}

/// Neither where everybody has it, nor while the last change is being processed.
fn single_change_possible(
    state: &State,
    member: &LiveMember,
    outside: Outside,
    now: Timestamp,
) -> Result<(), Refusal> {
    let extra = state.extras.get(&member.id);
    if state.reach(member.domain, outside, now) == Reach::Everyone {
        return Err(refuse(403, reasons::TALK_FOR_EVERYONE, Mark::D, member));
    }
    if extra.is_some_and(|extra| extra.talk.of(outside).pending(now).is_some()) {
        return Err(refuse(403, reasons::TALK_IN_PROCESS, Mark::D, member));
    }
    Ok(())
}

/// The name of the company may hold no prohibited word.
fn company_may(state: &State, domain: DomainId) -> Result<(), Refusal> {
    let name = (state.settings.get(&domain)).and_then(|settings| settings.company_name.as_ref());
    match name.filter(|name| prohibited(name)) {
        Some(name) => Err(
            Refusal::new(404, reasons::PROHIBITED_NAME, SECTION, Mark::D)
                .with("member", "")
                .with("value", name),
        ),
        None => Ok(()),
    }
}

/// What of a member's names the outside may not see: a name, or the login id.
fn prohibited_name(member: &LiveMember) -> Option<String> {
    let name = member.props.name.known();
    let parts = name.into_iter().flat_map(|name| [&name.last, &name.first]);
    let parts = parts.filter_map(|part| part.value().map(String::as_str));
    let login = member.props.email.known();
    let login = login.and_then(|email| email.as_str().rsplit_once('@'));
    parts
        .chain(login.map(|(local, _)| local))
        .find(|part| prohibited(part))
        .map(str::to_owned)
}

fn begin(state: &mut State, member: &LiveMember, outside: Outside, to: bool, now: Timestamp) {
    let delay = (state.settings.get(&member.domain)).map_or(0, |s| s.talk.delay_seconds);
    let extra = state.extras.entry(member.id.clone()).or_default();
    let grant = extra.talk.of_mut(outside);
    grant.granted = grant.at(now);
    grant.change = Some(GrantChange {
        to,
        at: after(now, delay),
    });
}

fn after(now: Timestamp, seconds: u32) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(i64::from(seconds)))
        .unwrap_or(Timestamp::MAX)
}

fn refuse(status: u16, reason: &'static str, mark: Mark, member: &LiveMember) -> Refusal {
    Refusal::new(status, reason, SECTION, mark).with("member", &member.id)
}
