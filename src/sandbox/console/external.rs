//! What no call shows: who may talk to people outside, and external groups (facts 9).

use maud::{Markup, html};

use crate::directory::{DomainId, LiveMember};
use crate::world::{Connection, Outside};

use super::properties::{Row, rows};
use super::scene::Scene;
use super::shown::shown;
use super::words::Word;

/// External groups shown of a domain.
const SHOWN: usize = 100;

/// Whether a member may talk to people outside.
pub fn of_member(scene: &Scene<'_>, member: &LiveMember) -> Markup {
    let row = |word, outside| {
        let held = scene.world.connection(&member.id, outside, scene.now);
        Row::markup(word, standing(scene, held.unwrap_or(Connection::No)))
    };
    html! {
        h2 { (scene.say(Word::ExternalTalk)) }
        (rows(scene, &[row(Word::ExternalLine, Outside::Line), row(Word::ExternalWorks, Outside::Works)]))
    }
}

fn standing(scene: &Scene<'_>, held: Connection) -> Markup {
    match held {
        Connection::No => html! { (scene.say(Word::NotGranted)) },
        Connection::Granted => html! { (scene.say(Word::Granted)) },
        Connection::Everyone => html! { (scene.say(Word::GrantedToAll)) },
        Connection::Granting(until) | Connection::Removing(until) => html! {
            (scene.say(Word::GrantPending)) " " small { (scene.moment(until)) }
        },
    }
}

/// The external groups of a domain; nothing where there is none.
pub fn groups(scene: &Scene<'_>, domain: DomainId) -> Markup {
    let held = scene.world.external_groups().iter();
    let found: Vec<_> = held.filter(|group| group.domain == domain).collect();
    html! {
        @if !found.is_empty() {
            h2 { (scene.say(Word::ExternalGroups)) }
            p .hint { (scene.say(Word::ExternalGroupsMore)) }
            ul .plain.rule {
                @for group in found.iter().take(SHOWN) {
                    li {
                        (shown(&group.name)) " " span .tag.soft { (scene.say(Word::GroupExternal)) }
                        @if let Some(key) = &group.key { " " code { (shown(key.as_str())) } }
                    }
                }
                @if found.len() > SHOWN {
                    li { (scene.fill(Word::AndMore, &[("n", &super::shown::number(found.len() - SHOWN))])) }
                }
            }
        }
    }
}
