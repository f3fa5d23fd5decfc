//! What stands around every page.

use maud::{DOCTYPE, Markup, html};

use super::calls;
use super::language::Tongue;
use super::link::Link;
use super::pager::PASSING;
use super::scene::{Notice, Scene};
use super::words::Word;

/// The rooms of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Orgs and their members.
    Chart,
    /// Search.
    Search,
    /// Groups.
    Groups,
    /// Levels.
    Levels,
    /// Positions.
    Positions,
    /// User types.
    UserTypes,
    /// Organization Sync.
    Sync,
    /// The log of calls.
    Calls,
    /// Clock, consistency, faults.
    Conditions,
}

const ROOMS: [(Room, &str, Word); 9] = [
    (Room::Chart, "/", Word::OrgChart),
    (Room::Search, "/search", Word::Members),
    (Room::Groups, "/groups", Word::Groups),
    (Room::Levels, "/levels", Word::Levels),
    (Room::Positions, "/positions", Word::Positions),
    (Room::UserTypes, "/user-types", Word::UserTypes),
    (Room::Sync, "/sync", Word::OrganizationSync),
    (Room::Calls, "/calls", Word::Calls),
    (Room::Conditions, "/conditions", Word::Conditions),
];

/// A whole page. `side` stands to the left of it: the tree.
pub fn page(
    scene: &Scene<'_>,
    room: Room,
    title: &str,
    side: Option<Markup>,
    body: &Markup,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(scene.tongue.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (scene.say(Word::ConsoleTitle)) }
                link rel="stylesheet" href=(Link::to("/assets/console.css"));
                link rel="icon" type="image/svg+xml" href=(Link::to("/assets/icon.svg"));
                script src=(Link::to("/assets/console.js")) defer {}
            }
            body {
                a .skip href="#main" { (scene.say(Word::SkipToContent)) }
                (banner(scene))
                (rooms(scene, room))
                div .frame.with-side[side.is_some()] {
                    @if let Some(side) = side { (side) }
                    main #main tabindex="-1" {
                        (notice(scene))
                        (body)
                    }
                    @if room != Room::Calls { (calls::panel(scene)) }
                }
            }
        }
    }
}

fn banner(scene: &Scene<'_>) -> Markup {
    let q = scene.query.get("q").unwrap_or_default();
    html! {
        header .top {
            a .brand href=(Link::to("/")) {
                (mark())
                span { "meibo" } " "
                em { (scene.say(Word::Sandbox)) }
            }
            form .find role="search" method="get" action=(Link::to("/search")) {
                label .hidden for="find" { (scene.say(Word::SearchMembers)) }
                input #find type="search" name="q" value=(q) autocomplete="off"
                    placeholder=(scene.say(Word::SearchHint)) aria-keyshortcuts="/";
                kbd aria-hidden="true" { "/" }
            }
            a .clock href=(Link::to("/conditions")) title=(scene.say(Word::VirtualClock)) {
                span .hidden { (scene.say(Word::VirtualClock)) ": " }
                (scene.moment(scene.now))
            }
            (tongues(scene))
        }
    }
}

fn mark() -> Markup {
    html! {
        svg .mark viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" {
            rect x="7" y="1" width="6" height="5" rx="1.5" {}
            rect x="1" y="14" width="6" height="5" rx="1.5" {}
            rect x="13" y="14" width="6" height="5" rx="1.5" {}
            path d="M10 6v4M4 14v-4h12v4" fill="none" stroke-width="1.6" {}
        }
    }
}

fn tongues(scene: &Scene<'_>) -> Markup {
    html! {
        nav .tongues aria-label=(scene.say(Word::Language)) {
            @for tongue in Tongue::ALL {
                @if tongue == scene.tongue {
                    span lang=(tongue.code()) aria-current="true" { (tongue.name()) }
                } @else {
                    a lang=(tongue.code()) hreflang=(tongue.code()) href=(here(scene, tongue)) { (tongue.name()) }
                }
            }
        }
    }
}

/// The same page in another language; where the page is the answer to a form, the
/// beginning.
fn here(scene: &Scene<'_>, tongue: Tongue) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    let kept = scene
        .query
        .without("lang")
        .filter(|(name, _)| !PASSING.contains(name));
    pairs.extend_pairs(kept);
    pairs.append_pair("lang", tongue.code());
    format!("{}?{}", scene.path, pairs.finish())
}

fn rooms(scene: &Scene<'_>, here: Room) -> Markup {
    html! {
        nav .rooms aria-label=(scene.say(Word::Sections)) {
            @for (room, path, word) in ROOMS {
                a href=(Link::to(path)) aria-current=[(room == here).then_some("page")] { (scene.say(word)) }
            }
        }
    }
}

fn notice(scene: &Scene<'_>) -> Markup {
    html! {
        @match scene.notice {
            Some(Notice::Done(word)) => p .notice.done role="status" { (scene.say(*word)) },
            Some(Notice::Refused(why)) => p .notice.refused role="alert" {
                strong { (scene.say(Word::Refused)) } " " (why)
            },
            None => {},
        }
    }
}

/// A form that changes something: it carries the token, and goes by POST.
pub fn form(scene: &Scene<'_>, action: &Link, body: &Markup) -> Markup {
    html! {
        form method="post" action=(action) {
            input type="hidden" name="token" value=(scene.token);
            (body)
        }
    }
}

/// A page that says that there is no such thing.
pub fn missing(scene: &Scene<'_>) -> Markup {
    let body = html! {
        h1 { (scene.say(Word::NotFound)) }
        p { (scene.say(Word::NotFoundMore)) }
        p { a href=(Link::to("/")) { (scene.say(Word::OrgChart)) } }
    };
    page(scene, Room::Chart, scene.say(Word::NotFound), None, &body)
}
