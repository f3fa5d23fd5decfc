//! A tenant that is named wrongly, a login that is not taken, and answers that are none.

use serde_json::json;

use super::case::{Case, case, hold};
use super::small::{SMALL, and, connected, connected_as};
use crate::desk::Desk;
use crate::environment::{Environment, Ran};

// Waits are divided, which only apply can be told.
const APPLY: [&str; 5] = ["apply", "small", "--yes", "--time-scale", "200"];

fn right(it: &mut Environment) -> Ran {
    under(it, "faults: []\n")
}

/// Reads a tenant that answers in one way.
fn under(it: &mut Environment, faults: &str) -> Ran {
    it.write("faults.yaml", faults);
    let _running = connected_as(it, &["--faults", "faults.yaml"]);
    it.meibo(&APPLY)
}

/// The same with one variable as it should not be.
fn with(it: &mut Environment, name: &str, value: &str) -> Ran {
    let _running = connected(it);
    it.set(name, value);
    it.meibo(&APPLY)
}

/// Plans a member with a hired date, where the console may not show those.
fn hired(it: &mut Environment, hidden: bool) -> Ran {
    and(
        it,
        "members:\n  - {key: E1, email: e1@small.example, privateEmail: e1@home.example, hiredDate: 2020-04-01, name: {last: 森, first: 花子}, posts: [{org: hq}]}\n",
    );
    let running = connected(it);
    it.meibo(&APPLY).exits(0);
    if hidden {
        Desk::of_process(&running)
            .act(json!({"act": "hideProperties", "domain": 1, "properties": ["hiredDate"]}));
    }
    it.meibo(&["plan", "small", "--deny", "warnings"])
}

fn logins() -> Vec<Case> {
    vec![
        case(
            500,
            "an address at which nobody listens",
            |it| {
                let _running = connected(it);
                // It was free a moment ago, and is again.
                let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
                let address = port.local_addr().expect("its address");
                drop(port);
                it.set("LINEWORKS_API_URL", &format!("http://{address}/v1.0"));
                it.meibo(&APPLY)
            },
            right,
        ),
        case(
            508,
            "an access token that is not valid",
            |it| with(it, "LINEWORKS_ACCESS_TOKEN", "kr1AAAAbbbbCCCC"),
            |it| {
                let running = connected(it);
                let token = running.variables["MEIBO_SANDBOX_DEV_TOKEN"].clone();
                it.set("LINEWORKS_ACCESS_TOKEN", &token);
                it.meibo(&APPLY)
            },
        ),
        case(
            520,
            "the secret of another app",
            |it| with(it, "LINEWORKS_CLIENT_SECRET", "another-secret"),
            right,
        ),
        case(
            550,
            "the domain of another tenant",
            |it| {
                let _running = connected(it);
                it.write("small/tenant.yaml", SMALL.replace("id: 1,", "id: 2,"));
                it.meibo(&APPLY)
            },
            right,
        ),
        case(
            551,
            "a property that the console does not show",
            |it| hired(it, true),
            |it| hired(it, false),
        )
        .beside(&[696]),
    ]
}

fn faults() -> Vec<Case> {
    vec![
        case(
            501,
            "a line that breaks",
            |it| under(it, "faults: [{what: drop, match: {method: GET}}]\n"),
            right,
        ),
        case(
            504,
            "a service that fails",
            |it| {
                under(
                    it,
                    "faults: [{what: status, status: 503, match: {method: GET}}]\n",
                )
            },
            right,
        ),
        case(
            505,
            "a rate limit that never ends",
            |it| {
                under(
                    it,
                    "faults: [{what: status, status: 429, match: {method: GET}}]\n",
                )
            },
            right,
        ),
        case(
            506,
            "a scope that was not given",
            |it| {
                under(
                    it,
                    "faults: [{what: status, status: 403, match: {operation: GET /orgunits}}]\n",
                )
            },
            right,
        ),
        case(
            507,
            "a token that ends as soon as it is given",
            |it| {
                under(
                    it,
                    "faults: [{what: status, status: 401, match: {method: GET}}]\n",
                )
            },
            right,
        ),
        case(
            510,
            "the page of a proxy",
            |it| {
                under(
                    it,
                    "faults: [{what: html, status: 200, match: {method: GET}}]\n",
                )
            },
            right,
        ),
        case(
            512,
            "answers that break off",
            |it| {
                under(
                    it,
                    "faults: [{what: truncate, when: after, match: {method: GET}}]\n",
                )
            },
            right,
        ),
        case(
            513,
            "answers of something else",
            |it| under(it, "faults: [{what: garbage, match: {method: GET}}]\n"),
            right,
        ),
    ]
}

#[test]
fn the_way_in() {
    hold("logins", &logins());
}

#[test]
fn answers_that_are_none() {
    hold("answers", &faults());
}
