//! What the service is under: its clock, how late lists are, which faults strike, and how
//! the open points of the facts are played.

use maud::{Markup, html};
use serde_json::Value;

use crate::world::Assumptions;

use super::frame::{Room, form, page};
use super::link::Link;
use super::scene::Scene;
use super::shown::shown;
use super::words::Word;

/// The steps of the clock, in hours.
const STEPS: [(u32, Word); 3] = [
    (1, Word::OneHour),
    (24, Word::OneDay),
    (7 * 24, Word::SevenDays),
];

/// `/console/conditions`
pub fn conditions(scene: &Scene<'_>) -> Markup {
    let consistency = scene.world.consistency();
    let ahead = scene.world.clock_ahead();
    let body = html! {
        h1 { (scene.say(Word::Conditions)) }
        h2 { (scene.say(Word::VirtualClock)) }
        p .facts {
            strong { (scene.moment(scene.now)) }
            @if !ahead.is_zero() { span { (scene.fill(Word::ClockAhead, &[("by", &format!("{ahead:#}"))])) } }
        }
        p .hint { (scene.say(Word::ClockMore)) }
        (form(scene, &Link::to("/conditions").segment("clock"), &html! {
            @for (hours, word) in STEPS {
                button name="hours" value=(hours) { "+ " (scene.say(word)) }
            }
        }))
        h2 { (scene.say(Word::Consistency)) }
        p .hint { (scene.say(Word::ConsistencyMore)) }
        (form(scene, &Link::to("/conditions").segment("consistency"), &html! {
            label { span { (scene.say(Word::ListLag)) }
                input type="number" name="lists" min="0" max="3600" required value=(consistency.list_lag_seconds); }
            label { span { (scene.say(Word::MembershipLag)) }
                input type="number" name="memberships" min="0" max="3600" required value=(consistency.membership_lag_seconds); }
            button .primary { (scene.say(Word::Save)) }
        }))
        h2 { (scene.say(Word::Faults)) }
        @if scene.faults.is_empty() { p .empty { (scene.say(Word::NoFaults)) } }
        @else { (faults(scene)) }
        p .hint { (scene.say(Word::FaultsMore)) }
        h2 { (scene.say(Word::Assumptions)) }
        p .hint { (scene.say(Word::AssumptionsMore)) }
        (assumptions(scene))
    };
    page(
        scene,
        Room::Conditions,
        scene.say(Word::Conditions),
        None,
        &body,
    )
}

/// The rules of faults, one below the other: which calls, what becomes of them, how often.
fn faults(scene: &Scene<'_>) -> Markup {
    html! {
        div .wide { table {
            thead { tr {
                th scope="col" { (scene.say(Word::Name)) }
                th scope="col" { (scene.say(Word::WhichCalls)) }
                th scope="col" { (scene.say(Word::WhatHappens)) }
                th scope="col" .number { (scene.say(Word::TimesSeen)) }
                th scope="col" .number { (scene.say(Word::TimesFired)) }
            } }
            tbody { @for rule in scene.faults { (fault(scene, rule)) } }
        } }
    }
}

fn fault(scene: &Scene<'_>, rule: &Value) -> Markup {
    let nothing = serde_json::Map::new();
    let matching = rule
        .get("match")
        .and_then(Value::as_object)
        .unwrap_or(&nothing);
    let details = (rule.as_object().unwrap_or(&nothing).iter()).filter(|(name, _)| {
        !["id", "match", "what", "when", "seen", "fired"].contains(&name.as_str())
    });
    let plain = |name| rule.get(name).map(said).unwrap_or_default();
    html! {
        tr {
            th scope="row" { (shown(&plain("id"))) }
            td {
                @if matching.is_empty() { (scene.say(Word::EveryCall)) }
                @for (name, value) in matching { span .pair { (name) ": " code { (shown(&said(value))) } } " " }
            }
            td {
                code { (shown(&plain("what"))) } " "
                (scene.say(if plain("when") == "after" { Word::AfterTheEffect } else { Word::BeforeTheEffect })) " "
                @for (name, value) in details { span .pair { (name) ": " code { (shown(&said(value))) } } " " }
            }
            td .number { (shown(&plain("seen"))) }
            td .number { (shown(&plain("fired"))) }
        }
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn assumptions(scene: &Scene<'_>) -> Markup {
    let as_object = |assumptions: &Assumptions| match serde_json::to_value(assumptions) {
        Ok(Value::Object(all)) => all,
        _ => serde_json::Map::new(),
    };
    let usual = as_object(&Assumptions::default());
    html! {
        ul .effects {
            @for (name, value) in as_object(scene.world.assumptions()) {
                @let turned = usual.get(&name) != Some(&value);
                li .locked[turned] {
                    code { (name) } " "
                    @match value {
                        Value::Bool(true) => span .tag.soft { (scene.say(Word::Yes)) },
                        Value::Bool(false) => span .tag.soft { (scene.say(Word::No)) },
                        other => span .tag.soft { (other.to_string()) },
                    }
                    @if turned { " " span .tag.warn { (scene.say(Word::Turned)) } }
                }
            }
        }
    }
}
