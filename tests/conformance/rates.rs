//! Facts 3: limits per minute and the order of writes.

use jiff::SignedDuration;
use meibo::directory::Plan;
use meibo::world::access::App;
use meibo::world::{Method, reasons};
use serde_json::json;

use crate::answer::Answer;
use crate::bodies::{member, org};
use crate::tenant::Tenant;

use Method::{Get, Patch, Post};

const E1: &str = "/users/externalKey:E1";

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

/// The four rate headers: limit, remaining, reset, used.
#[track_caller]
fn rates(answer: &Answer) -> [i64; 4] {
    [
        "rateLimit-limit",
        "rateLimit-remaining",
        "rateLimit-reset",
        "rateLimit-ssed",
    ]
    .map(|name| {
        let value = answer
            .header(name)
            .unwrap_or_else(|| panic!("{name}: {answer:?}"));
        value.parse().expect("a number")
    })
}

/// Reads a member until a call is refused; how many were not.
fn fill(t: &mut Tenant, bearer: &str) -> (i64, Answer) {
    let mut done = 0;
    loop {
        let answer = t.send_now(Get, E1, Some(bearer), b"");
        if answer.status == 429 {
            return (done, answer);
        }
        answer.is(200);
        done += 1;
    }
}

#[test]
fn each_plan_has_its_calls_a_minute() {
    proves!["3.1-01", "3.1-02"];
    for (plan, limit) in [
        (Plan::Free, 60),
        (Plan::Standard, 240),
        (Plan::Advanced, 240),
    ] {
        let mut t = Tenant::acme();
        t.at(seconds(120));
        t.turn_to(plan);
        let bearer = t.bearer("user.read");
        let (done, refused) = fill(&mut t, &bearer);
        assert_eq!(done, limit, "{plan:?}");
        assert_eq!(rates(&refused)[0], limit);
    }
}

#[test]
fn the_headers_count_down_and_the_window_passes() {
    proves!["3.1-09", "3.1-10", "3.1-11", "3.1-12", "3.1-13", "3.1-15"];
    let mut t = Tenant::acme();
    t.at(seconds(120));
    let bearer = t.bearer("directory");
    let first = t.send_now(Get, E1, Some(&bearer), b"");
    assert_eq!(rates(&first), [240, 239, 60, 1]);
    t.at(seconds(20));
    let second = t.send_now(Get, E1, Some(&bearer), b"");
    assert_eq!(rates(&second), [240, 238, 40, 2]);
    let (done, refused) = fill(&mut t, &bearer);
    assert_eq!(done, 238);
    assert_eq!(rates(&refused), [240, 0, 40, 240]);
    assert_eq!(refused.header("retry-after"), None);
    assert_eq!(refused.refused(429), reasons::TOO_MANY_REQUESTS);
    // When the oldest call is a minute old its place is free, and no other.
    t.at(seconds(39));
    assert_eq!(t.send_now(Get, E1, Some(&bearer), b"").status, 429);
    t.at(seconds(1));
    let again = t.send_now(Get, E1, Some(&bearer), b"");
    assert_eq!(rates(&again), [240, 0, 20, 240]);
    again.is(200);
    assert_eq!(t.send_now(Get, E1, Some(&bearer), b"").status, 429);
    t.at(seconds(60));
    assert_eq!(
        rates(&t.send_now(Get, E1, Some(&bearer), b"")),
        [240, 239, 60, 1]
    );
}

#[test]
fn a_call_beyond_the_limit_is_not_performed() {
    proves!["3.1-15"];
    let mut t = Tenant::acme();
    t.at(seconds(120));
    let bearer = t.bearer("directory");
    let body = json!({"nickName": "ゆき"}).to_string();
    for _ in 0..240 {
        t.send_now(Patch, E1, Some(&bearer), b"{}").is(200);
    }
    let answer = t.send_now(Patch, E1, Some(&bearer), body.as_bytes());
    assert_eq!(answer.status, 429);
    assert_eq!(
        answer.json,
        json!({"code": "TOO_MANY_REQUESTS", "description": "API rate limit exceeded"})
    );
    assert_eq!(t.read(E1)["nickName"], json!(null));
    t.at(seconds(rates(&answer)[2]));
    t.send_now(Patch, E1, Some(&bearer), body.as_bytes())
        .is(200);
    assert_eq!(t.read(E1)["nickName"], "ゆき");
}

#[test]
fn calls_count_by_operation_and_for_all_apps_together() {
    proves!["3.1-04", "3.1-05"];
    let mut t = Tenant::acme();
    t.at(seconds(120));
    let first = t.world.apps()[0].clone();
    let bearer = t.bearer("directory");
    assert_eq!(fill(&mut t, &bearer).0, 240);
    // Another object by the same path and method, and any query: the same operation.
    for path in [
        "/users/externalKey:E2",
        "/users/nobody",
        "/users/externalKey:E1?x=1",
    ] {
        assert_eq!(
            t.send_now(Get, path, Some(&bearer), b"").status,
            429,
            "{path}"
        );
    }
    // Another token, and another app: the same count.
    let other = t.bearer("user.read");
    assert_eq!(t.send_now(Get, E1, Some(&other), b"").status, 429);
    t.world.add_app(App {
        client_id: "second".to_owned(),
        client_secret: "hidden".to_owned(),
        service_account: "second.serviceaccount@acme".to_owned(),
        ..first
    });
    let now = t.now().as_second();
    let assertion = crate::tenant::sign(&json!({"iss": "second", "iat": now, "exp": now + 3600,
        "sub": "second.serviceaccount@acme"}));
    let form = [
        ("grant_type", crate::tenant::JWT_BEARER),
        ("assertion", assertion.as_str()),
        ("client_id", "second"),
        ("client_secret", "hidden"),
        ("scope", "directory"),
    ];
    let body = t.token(&form).is(200);
    let other = format!("Bearer {}", body["access_token"].as_str().expect("a token"));
    assert_eq!(t.send_now(Get, E1, Some(&other), b"").status, 429);
    // Another method or path: a count of its own.
    for (method, path) in [
        (Get, "/users"),
        (Patch, E1),
        (Get, "/groups/externalKey:ALL"),
    ] {
        let answer = t.send_now(method, path, Some(&bearer), b"{}");
        assert_eq!(rates(&answer)[3], 1, "{path}");
    }
}

#[test]
fn the_window_may_begin_with_the_minute() {
    let mut t = Tenant::acme_with(|setup| setup.assumptions.windows_are_fixed = true);
    // Twenty seconds before the next minute of the clock.
    let past = t.now().as_second() % 60;
    t.at(seconds(120 - past + 40));
    let bearer = t.bearer("directory");
    let (done, refused) = fill(&mut t, &bearer);
    assert_eq!((done, rates(&refused)), (240, [240, 0, 20, 240]));
    t.at(seconds(19));
    assert_eq!(t.send_now(Get, E1, Some(&bearer), b"").status, 429);
    t.at(seconds(1));
    assert_eq!(
        rates(&t.send_now(Get, E1, Some(&bearer), b"")),
        [240, 239, 60, 1]
    );
}

#[test]
fn headers_are_found_whatever_their_case() {
    proves!["3.1-14"];
    let mut t = Tenant::acme();
    let answer = t.get(E1);
    assert_eq!(
        answer.header("RateLimit-Reset"),
        answer.header("ratelimit-reset")
    );
    assert!(answer.header("RATELIMIT-LIMIT").is_some());
    assert_eq!(answer.header("retry-after"), None);
}

#[test]
fn the_documented_pace_of_writes_never_meets_the_limit() {
    proves!["3.2-06"];
    let mut t = Tenant::empty();
    let bearer = t.bearer("directory");
    for n in 0..90 {
        let body = org(&format!("N{n}")).to_string();
        t.send_now(Post, "/orgunits", Some(&bearer), body.as_bytes())
            .is(201);
        t.at(seconds(1));
    }
    t.send_now(
        Post,
        "/users",
        Some(&bearer),
        member("E1").to_string().as_bytes(),
    )
    .is(201);
    for _ in 0..300 {
        t.at(SignedDuration::from_millis(250));
        t.send_now(Patch, E1, Some(&bearer), b"{}").is(200);
    }
}
