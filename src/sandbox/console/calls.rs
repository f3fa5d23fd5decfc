//! The live log: what was called, how it went, and the pace against the limits.

use maud::{Markup, html};

use super::super::Arrival;
use super::frame::{Room, page};
use super::link::Link;
use super::scene::Scene;
use super::shown::{number, shown};
use super::words::Word;

/// Calls on the page.
pub const LISTED: usize = 200;
/// Calls in the narrow panel.
const GLANCE: usize = 12;
/// Operations in the narrow panel, the busiest first.
const BUSIEST: usize = 4;
/// Org writes looked at for the rule of one second.
const WRITES: usize = 6;
/// The service wants so many nanoseconds between two org writes of a domain (facts 3.2).
const ORG_WRITE_APART: u64 = 1_000_000_000;

/// `/console/calls`
pub fn log(scene: &Scene<'_>) -> Markup {
    let body = html! {
        h1 { (scene.say(Word::Calls)) }
        p .hint { (scene.say(Word::CallsMore)) " "
            a .reload href=(Link::to("/calls")) { (scene.say(Word::Reload)) } }
        div data-live=(Link::to("/live/log")) { (log_fragment(scene)) }
    };
    page(scene, Room::Calls, scene.say(Word::Calls), None, &body)
}

/// What of the page changes.
pub fn log_fragment(scene: &Scene<'_>) -> Markup {
    html! {
        div .columns {
            section { h2 { (scene.say(Word::Pace)) } (pace(scene, usize::MAX)) }
            section { h2 { (scene.say(Word::OrgWrites)) } (org_writes(scene)) }
        }
        h2 #calls { (scene.say(Word::LastCalls)) }
        @if scene.calls.is_empty() { p .empty { (scene.say(Word::NoCalls)) } }
        @else {
            div .wide { table .calls aria-labelledby="calls" {
                thead { tr {
                    th scope="col" .number { "#" }
                    th scope="col" { (scene.say(Word::Time)) }
                    th scope="col" { (scene.say(Word::Operation)) }
                    th scope="col" { (scene.say(Word::Status)) }
                    th scope="col" .number { (scene.say(Word::Duration)) }
                    th scope="col" { (scene.say(Word::Refusal)) }
                    th scope="col" { (scene.say(Word::Target)) }
                } }
                tbody { @for call in scene.calls { (row(scene, call)) } }
            } }
        }
    }
}

/// The narrow panel beside every page.
pub fn panel(scene: &Scene<'_>) -> Markup {
    html! {
        aside .live aria-labelledby="live-title" {
            h2 #live-title { a href=(Link::to("/calls")) { (scene.say(Word::LiveCalls)) } }
            div data-live=(Link::to("/live")) { (panel_fragment(scene)) }
        }
    }
}

/// What of the panel changes.
pub fn panel_fragment(scene: &Scene<'_>) -> Markup {
    html! {
        @if !scene.calls.is_empty() { (pace(scene, BUSIEST)) }
        @if scene.calls.is_empty() { p .empty { (scene.say(Word::NoCalls)) } }
        @else {
            ol .glance {
                @for call in scene.calls.iter().take(GLANCE) {
                    li {
                        span .when { (clock(call)) }
                        (status(call))
                        span .what { (shown(&call.operation)) }
                        @if let Some(refusal) = &call.refusal { small .why { (shown(refusal)) } }
                        @if let Some(fault) = &call.fault { small .why { (scene.say(Word::Fault)) ": " (shown(fault)) } }
                    }
                }
            }
        }
    }
}

fn row(scene: &Scene<'_>, call: &Arrival) -> Markup {
    html! {
        tr {
            td .number { (call.n) }
            td .mono { time datetime=(call.at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")) { (clock(call)) } }
            td .mono { (shown(&call.operation)) }
            td { (status(call)) }
            td .number { (milliseconds(call.answered.saturating_sub(call.arrived))) }
            td {
                @if let Some(refusal) = &call.refusal { code { (shown(refusal)) } " " }
                @if let Some(fault) = &call.fault { span .tag.warn { (scene.say(Word::Fault)) ": " (shown(fault)) } }
            }
            td .mono.target { (shown(&call.target)) }
        }
    }
}

fn clock(call: &Arrival) -> String {
    call.at.strftime("%H:%M:%S%.3f").to_string()
}

fn status(call: &Arrival) -> Markup {
    let class = match call.status {
        200..300 => "good",
        429 => "slow",
        500.. => "broken",
        _ => "bad",
    };
    html! {
        span class={ "status " (class) } {
            // A fault struck before anything was done.
            @if call.status == 0 { "–" } @else { (call.status) }
        }
    }
}

fn milliseconds(nanos: u64) -> String {
    format!("{}.{} ms", nanos / 1_000_000, nanos / 100_000 % 10)
}

/// Calls of the last minute against the limit, the busiest operation first.
fn pace(scene: &Scene<'_>, most: usize) -> Markup {
    let mut windows = scene.world.pace(scene.now);
    windows.sort_by_key(|(name, window)| (window.remaining, *name));
    html! {
        @if windows.is_empty() { p .empty { (scene.say(Word::NoPace)) } }
        @else {
            ul .pace {
                @for (operation, window) in windows.into_iter().take(most) {
                    li {
                        span .what { (operation) }
                        span .of { (number(window.used as usize)) " / " (number(window.limit as usize)) }
                        meter min="0" max=(window.limit) high=(window.limit / 2) optimum="0" value=(window.used)
                            aria-label={ (operation) " " (scene.say(Word::PerMinute)) } {
                            (window.used) "/" (window.limit)
                        }
                    }
                }
            }
        }
    }
}

/// The last org writes and how far apart they were.
fn org_writes(scene: &Scene<'_>) -> Markup {
    let writes: Vec<&Arrival> = scene
        .calls
        .iter()
        .filter(|call| is_org_write(call))
        .collect();
    html! {
        p .hint { (scene.say(Word::OrgWritesMore)) }
        @if writes.is_empty() { p .empty { (scene.say(Word::NoOrgWrites)) } }
        @else {
            ul .plain .rule {
                @for (n, call) in writes.iter().take(WRITES).enumerate() {
                    // The one before it in the same domain; an unknown domain counts as every one.
                    @let before = writes.iter().skip(n + 1).find(|other| {
                        call.domain.is_none() || other.domain.is_none() || other.domain == call.domain
                    });
                    li {
                        span .mono { (clock(call)) } " " span .mono { (shown(&call.operation)) } " "
                        @if let Some(before) = before {
                            @let gap = call.arrived.saturating_sub(before.arrived);
                            @let tag = if gap < ORG_WRITE_APART { "status bad" } else { "status good" };
                            span class=(tag) { "+" (seconds(gap)) }
                            @if gap < ORG_WRITE_APART { " " (scene.say(Word::TooSoon)) }
                        }
                    }
                }
            }
        }
    }
}

fn is_org_write(call: &Arrival) -> bool {
    let writes = [
        "POST /orgunits",
        "PUT /orgunits/{}",
        "PATCH /orgunits/{}",
        "DELETE /orgunits/{}",
        "POST /orgunits/{}/move",
    ];
    (200..300).contains(&call.status) && writes.contains(&call.operation.as_str())
}

fn seconds(nanos: u64) -> String {
    format!(
        "{}.{:02} s",
        nanos / 1_000_000_000,
        nanos / 10_000_000 % 100
    )
}
