//! What a person can do to a member in the console: suspend and lift it, delete and bring
//! back; and the first login, which is the member's own.

use maud::{Markup, html};

use crate::directory::LiveMember;

use super::frame::form;
use super::link::Link;
use super::org_forms::read_only;
use super::people::{Standing, full_name};
use super::scene::Scene;
use super::shown::shown;
use super::words::Word;

/// The forms of a member in the state it is in.
pub fn actions(scene: &Scene<'_>, member: &LiveMember) -> Markup {
    let standing = Standing::of(scene.world, member, scene.now);
    let may_edit = scene.may_edit_people(member.domain);
    let of = |what: &'static str| {
        Link::to("/members")
            .segment(member.id.as_str())
            .segment(what)
    };
    let simple = |what, word| form(scene, &of(what), &html! { button { (scene.say(word)) } });
    html! {
        @if !may_edit { (read_only(scene)) }
        div .actions {
            // Suspending stays possible while Organization Sync is on (facts 6).
            @match standing {
                Standing::Suspended(_) => (simple("unsuspend", Word::Unsuspend)),
                Standing::InUse | Standing::Awaiting if !member.flags.administrator => (simple("suspend", Word::Suspend)),
                Standing::Pending => (simple("first-login", Word::FirstLogin)),
                _ => {},
            }
            @if may_edit {
                @match standing {
                    Standing::Deleted(_) => (simple("undelete", Word::Undelete)),
                    _ if member.flags.administrator => {},
                    _ => {
                        details .act {
                            summary .danger { (scene.say(Word::Delete)) }
                            (form(scene, &of("delete"), &html! {
                                p { (scene.fill(Word::DeleteMemberMore, &[("name", &shown(&full_name(member)))])) }
                                button .danger { (scene.say(Word::DeleteNow)) }
                            }))
                        }
                    },
                }
            }
        }
    }
}
