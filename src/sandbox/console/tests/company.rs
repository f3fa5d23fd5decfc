//! A company to draw, and how to draw it.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::sandbox::arrivals::{Arrival, ArrivalKind};
use crate::sandbox::console::language::Tongue;
use crate::sandbox::console::link::CONSOLE;
use crate::sandbox::console::pages::page;
use crate::sandbox::console::query::Query;
use crate::sandbox::console::scene::Scene;
use crate::world::World;

/// A name that would be markup, would turn the text round, and rings a bell.
pub const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'&amp;\u{202e}\u{7}\u{1b}[31m\u{200b}🏴‍☠️";

/// When everything is looked at.
pub fn now() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().expect("a moment")
}

/// The example company, changed as JSON before it is taken.
pub fn company(change: impl FnOnce(&mut Value)) -> World {
    let text = include_str!("../../../../examples/acme/sandbox.json");
    let mut state: Value = serde_json::from_str(text).expect("JSON");
    change(&mut state);
    serde_json::from_value(state).expect("a world")
}

/// The object that has an external key.
pub fn keyed<'a>(state: &'a mut Value, kind: &str, key: &str) -> &'a mut Value {
    let all = state["directory"][kind].as_object_mut().expect("objects");
    all.values_mut()
        .find(|object| object["key"] == key)
        .unwrap_or_else(|| panic!("no {key}"))
}

/// The id of the object that has an external key.
pub fn id_of(state: &mut Value, kind: &str, key: &str) -> String {
    keyed(state, kind, key)["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

/// One object of each kind bears [`HOSTILE`] wherever a text of others can stand.
pub fn with_hostile_names(state: &mut Value) {
    for (kind, count) in [("orgs", 3), ("members", 3), ("groups", 2), ("ranks", 6)] {
        let all = state["directory"][kind].as_object_mut().expect("objects");
        for object in all.values_mut().take(count) {
            object["key"] = json!(format!("{HOSTILE}{}", object["id"]));
            let name = if kind == "members" {
                object["props"]["nickName"] = json!(HOSTILE);
                object["props"]["custom"] = json!({ HOSTILE: HOSTILE });
                object["props"]["location"] = json!(HOSTILE);
                json!({ "last": HOSTILE, "first": HOSTILE, "phoneticLast": HOSTILE })
            } else {
                object["props"]["names"] = json!({ "en_US": HOSTILE });
                json!(HOSTILE)
            };
            object["props"]["name"] = name;
            if kind != "ranks" && kind != "members" {
                object["props"]["description"] = json!(HOSTILE);
            }
        }
    }
    state["settings"] = json!({ "20000123": { "companyName": HOSTILE } });
}

/// A page by its address below `/console`, as HTML.
pub fn drawn(world: &World, address: &str, tongue: Tongue) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query = Query::of(query);
    let at = format!("{CONSOLE}{path}");
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let scene = Scene {
        world,
        now: now(),
        tongue,
        query: &query,
        path: &at,
        token: "0123abcd",
        calls: &[
            call(2, "PATCH /orgunits/{}", 0),
            call(1, "POST /orgunits", 400),
        ],
        faults: &[
            json!({"id": HOSTILE, "match": {"operation": HOSTILE}, "what": HOSTILE, "seen": 3, "fired": 1}),
        ],
        notice: None,
    };
    page(&scene, &segments).map(maud::PreEscaped::into_string)
}

/// A call that arrived so many milliseconds before the present.
pub fn call(n: u64, operation: &str, milliseconds_ago: u64) -> Arrival {
    let arrived = 10_000_000_000 - milliseconds_ago * 1_000_000;
    Arrival {
        n,
        kind: ArrivalKind::Call,
        at: now(),
        arrived,
        answered: arrived + 1_200_000,
        operation: operation.to_owned(),
        target: format!("/orgunits?{HOSTILE}"),
        domain: None,
        status: 201,
        refusal: Some(HOSTILE.to_owned()),
        fault: None,
    }
}
