//! Members as people see them: names, states, and their order in an org.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use crate::directory::{DomainId, Id, LiveMember, LiveRank, Post, Ref, SuspendedReason};
use crate::world::World;

use super::scene::Scene;
use super::shown::shown;
use super::words::Word;

/// The name as it stands on a list: last name first. Never empty.
pub fn full_name(member: &LiveMember) -> String {
    let name = member.props.name.known();
    let parts = name.map(|name| [name.last.value(), name.first.value()]);
    let joined = joined(parts.into_iter().flatten());
    joined
        .or_else(|| member.props.email.known().map(ToString::to_string))
        .unwrap_or_else(|| member.id.to_string())
}

/// How the name is read, where that is known.
pub fn phonetic_name(member: &LiveMember) -> Option<String> {
    let name = member.props.name.known()?;
    joined([name.phonetic_last.value(), name.phonetic_first.value()])
}

fn joined<'a>(parts: impl IntoIterator<Item = Option<&'a String>>) -> Option<String> {
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The state of a member as a console shows it (facts 5.1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In use.
    InUse,
    /// Waiting for registration: has never logged in.
    Pending,
    /// Waiting for its activation date.
    Awaiting,
    /// Suspended, by whom.
    Suspended(Option<SuspendedReason>),
    /// On leave.
    OnLeave,
    /// Being deleted; so many days are left to bring it back, the begun one included.
    Deleted(i64),
}

/// The states by the names of the search, with their words.
pub const STANDINGS: [(&str, Word); 6] = [
    ("inUse", Word::StateInUse),
    ("pending", Word::StatePending),
    ("awaiting", Word::StateAwaiting),
    ("suspended", Word::StateSuspended),
    ("onLeave", Word::StateOnLeave),
    ("deleted", Word::StateDeleted),
];

impl Standing {
    /// What a member's state is. Of several that hold, the one that weighs most.
    pub fn of(world: &World, member: &LiveMember, now: Timestamp) -> Standing {
        let flags = &member.flags;
        if flags.deleted {
            let left = world
                .undelete_until(&member.id)
                .map_or(SignedDuration::ZERO, |until| until.duration_since(now));
            let day = 24 * 60 * 60;
            Standing::Deleted((left.as_secs().max(0) + day - 1) / day)
        } else if flags.pending {
            Standing::Pending
        } else if flags.suspended {
            Standing::Suspended(flags.suspended_reason)
        } else if flags.on_leave {
            Standing::OnLeave
        } else if flags.awaiting {
            Standing::Awaiting
        } else {
            Standing::InUse
        }
    }

    /// Its name in the search and in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Standing::InUse => "inUse",
            Standing::Pending => "pending",
            Standing::Awaiting => "awaiting",
            Standing::Suspended(_) => "suspended",
            Standing::OnLeave => "onLeave",
            Standing::Deleted(_) => "deleted",
        }
    }

    /// It as a label.
    pub fn label(self, scene: &Scene<'_>) -> Markup {
        let words = match self {
            Standing::InUse => html! { (scene.say(Word::StateInUse)) },
            Standing::Pending => html! { (scene.say(Word::StatePending)) },
            Standing::Awaiting => html! { (scene.say(Word::StateAwaiting)) },
            Standing::OnLeave => html! { (scene.say(Word::StateOnLeave)) },
            Standing::Suspended(reason) => html! {
                (scene.say(Word::StateSuspended))
                @match reason {
                    Some(SuspendedReason::Master) => { " " small { (scene.say(Word::ByAdministrator)) } },
                    Some(SuspendedReason::LoginFail) => { " " small { (scene.say(Word::ByFailedLogins)) } },
                    None => {},
                }
            },
            Standing::Deleted(days) => html! {
                (scene.say(Word::StateDeleted)) " "
                small {
                    @if days == 1 { (scene.say(Word::OneDayLeft)) }
                    @else { (scene.fill(Word::DaysLeft, &[("n", &days)])) }
                }
            },
        };
        html! { span class={ "state state-" (self.name()) } { (words) } }
    }
}

/// A member in an org: the post, and the level in the org's domain.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    /// Who.
    pub member: &'a LiveMember,
    /// The post in the org.
    pub post: &'a Post,
    /// The level in the domain of the org.
    pub level: Option<&'a Ref>,
}

/// The posts of a member in every domain: the domain, the level there and the posts.
pub fn posts(member: &LiveMember) -> Vec<(DomainId, Option<&Ref>, &[Post])> {
    fn list(posts: Option<&Vec<Post>>) -> &[Post] {
        posts.map_or(&[], Vec::as_slice)
    }
    let props = &member.props;
    let mut found = vec![(
        member.domain,
        props.level.value(),
        list(props.posts.known()),
    )];
    for other in props.secondary.known().into_iter().flatten() {
        found.push((other.domain, other.level.value(), list(other.posts.known())));
    }
    found
}

/// The members of an org in the documented order: executive, leader, position, level,
/// name (facts 5.1.9).
pub fn seats<'a>(world: &'a World, org: &Id) -> Vec<Seat<'a>> {
    let mut seats: Vec<Seat<'a>> = world
        .members_of(org)
        .filter_map(|member| seat(member, org))
        .collect();
    let ranks = &world.directory().ranks;
    let rank = |rank: Option<&Ref>| rank.and_then(Ref::id).and_then(|id| ranks.get(id));
    seats.sort_by_cached_key(|seat| {
        let level = rank(seat.level);
        let position = rank(seat.post.position.value());
        let executive = level.is_some_and(|level| level.props.executive.or(false));
        let order = |rank: Option<&Arc<LiveRank>>| rank.map_or(i64::MAX, |rank| rank.display_order);
        (
            !executive,
            !seat.post.leader.or(false),
            order(position),
            order(level),
            full_name(seat.member),
            seat.member.id.clone(),
        )
    });
    seats
}

fn seat<'a>(member: &'a LiveMember, org: &Id) -> Option<Seat<'a>> {
    posts(member).into_iter().find_map(|(_, level, posts)| {
        let post = posts.iter().find(|post| post.org.id() == Some(org))?;
        Some(Seat {
            member,
            post,
            level,
        })
    })
}

/// A member's name with its reading, leading to its page.
pub fn name_cell(member: &LiveMember) -> Markup {
    let link = super::link::Link::to("/members").segment(member.id.as_str());
    html! {
        a .name href=(link) { (shown(&full_name(member))) }
        @if let Some(reading) = phonetic_name(member) { " " small .reading { (shown(&reading)) } }
    }
}
