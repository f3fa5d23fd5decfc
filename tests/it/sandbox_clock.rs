//! The sandbox's clock is moved, and everything that time does follows it.

use std::path::Path;

use jiff::SignedDuration;
use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::http::Door;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn options(state: Option<&Path>) -> Options {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    };
    Options {
        state: state.map(Path::to_owned),
        keep_key: state.is_some(),
        ..Options::of(Seed::Empty(rules))
    }
}

fn door(running: &Running) -> Door {
    let app = &running.credentials;
    Door::open(
        &running.api_url,
        &running.auth_url,
        (&app.client_id, app.client_secret.expose_secret()),
        &app.service_account,
        app.private_key.expose_secret(),
    )
}

/// Starts a sandbox and lets a client that blocks work with it.
async fn with_sandbox(work: impl FnOnce(&Running, &Desk) + Send + 'static) {
    let running = start(options(None)).await.expect("started");
    tokio::task::spawn_blocking(move || work(&running, &Desk::of(&running)))
        .await
        .expect("no panic");
}

fn member(key: &str) -> Value {
    json!({"domainId": 1, "userExternalKey": key, "userName": {"lastName": "森"},
        "email": format!("{key}@acme.example"), "privateEmail": "p@private.example"})
}

/// A whole second so many hours from now, as the API writes it.
fn in_hours(desk: &Desk, hours: i64) -> String {
    let second = desk.now().as_second() + hours * HOUR;
    let at = jiff::Timestamp::from_second(second).expect("in range");
    at.to_string()
}

fn in_use(desk: &Desk, key: &str) -> String {
    desk.api(201, "POST", "/users", Some(member(key)));
    desk.act(json!({"act": "firstLogin", "member": format!("externalKey:{key}")}));
    format!("/users/externalKey:{key}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_lives_a_day_and_a_new_one_is_given_whatever_the_clock_shows() {
    with_sandbox(|running, desk| {
        let held = door(running);
        let status = || held.call("GET", "/orgunits?domainId=1", None).status;
        assert_eq!(status(), 200);
        desk.advance(DAY - 60);
        assert_eq!(status(), 200);
        desk.advance(60);
        assert_eq!(status(), 401);
        // Who asks for a token has a clock that nobody moved.
        let anew = door(running).call("GET", "/orgunits?domainId=1", None);
        assert_eq!(anew.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_rate_window_is_empty_a_minute_later() {
    with_sandbox(|_, desk| {
        let status = || desk.send("GET", "/v1.0/groups?domainId=1", None).status;
        for _ in 0..240 {
            assert_eq!(status(), 200);
        }
        assert_eq!(status(), 429);
        desk.advance(60);
        assert_eq!(status(), 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_member_can_be_brought_back_for_seven_days() {
    with_sandbox(|_, desk| {
        let path = in_use(desk, "e1");
        desk.api(204, "DELETE", &path, None);
        desk.advance(7 * DAY - 60);
        desk.api(200, "POST", &format!("{path}/undelete"), None);
        desk.api(204, "DELETE", &path, None);
        desk.advance(7 * DAY);
        desk.api(404, "GET", &path, None);
        desk.api(404, "POST", &format!("{path}/undelete"), None);
        desk.api(201, "POST", "/users", Some(member("e1")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn invitations_run_out_and_go_to_everybody_once_a_day() {
    with_sandbox(|_, desk| {
        desk.api(201, "POST", "/users", Some(member("e1")));
        desk.advance(30 * DAY);
        let login = json!({"act": "firstLogin", "member": "externalKey:e1"});
        let refusal = desk.refused(400, login.clone());
        let said = refusal["description"].as_str().expect("a text");
        assert!(said.starts_with("invitationExpired"), "{said}");
        let all = || {
            let body = json!({"domainId": 1});
            desk.send("POST", "/v1.0/users/send-invitation-email", Some(&body))
                .status
        };
        assert_eq!(all(), 202);
        assert_eq!(all(), 400);
        desk.advance(DAY);
        assert_eq!(all(), 202);
        desk.act(login);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn activation_and_leave_begin_and_end_on_their_dates() {
    with_sandbox(|_, desk| {
        let at = |hours: i64| in_hours(desk, hours);
        let mut awaited = member("e1");
        awaited["activationDate"] = json!(at(48));
        let made = desk.api(201, "POST", "/users", Some(awaited));
        assert_eq!(made["isAwaiting"], true);
        let path = in_use(desk, "e2");
        let leave = json!({"startTime": at(2), "endTime": at(4)});
        desk.api(
            204,
            "POST",
            &format!("{path}/set-leave-of-absence"),
            Some(leave),
        );
        let away =
            || desk.api(200, "GET", &path, None)["leaveOfAbsence"]["isLeaveOfAbsence"].clone();
        assert_eq!(away(), false);
        desk.advance(3 * HOUR);
        assert_eq!(away(), true);
        desk.advance(2 * HOUR);
        assert_eq!(away(), false);
        let read = || desk.api(200, "GET", "/users/externalKey:e1", None)["isAwaiting"].clone();
        assert_eq!(read(), true);
        desk.advance(2 * DAY);
        assert_eq!(read(), false);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_status_ends_and_a_link_is_done_in_their_time() {
    with_sandbox(|_, desk| {
        let path = in_use(desk, "e1");
        let statuses = format!("{path}/user-profile-statuses");
        let until = in_hours(desk, 2);
        let busy = json!({"profileStatusId": "BUSY", "endTime": until});
        desk.api(201, "POST", &statuses, Some(busy));
        let count = || {
            let list = desk.api(200, "GET", &statuses, None);
            list["userProfileStatuses"]
                .as_array()
                .expect("a list")
                .len()
        };
        assert_eq!(count(), 1);
        desk.advance(3 * HOUR);
        assert_eq!(count(), 0);

        let link = format!("{path}/link-to-works");
        desk.api(202, "POST", &link, None);
        desk.api(403, "POST", &link, None);
        desk.advance(60);
        desk.api(204, "POST", &link, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_is_told_and_moved_forward_alone() {
    with_sandbox(|running, desk| {
        let before = desk.now();
        let answer = desk.send(
            "POST",
            "/sandbox/clock",
            Some(&json!({"advanceSeconds": 3600})),
        );
        assert_eq!(answer.json()["movedSeconds"], 3600);
        assert!(desk.now() >= before + SignedDuration::from_hours(1));
        let to = "2100-04-01T09:00:00+09:00";
        let answer = desk.send("POST", "/sandbox/clock", Some(&json!({ "to": to })));
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(desk.now() >= to.parse::<jiff::Timestamp>().expect("a time"));
        for wrong in [
            json!({}),
            json!({"to": "2030-01-01T00:00:00Z"}),
            json!({"to": "tomorrow"}),
            json!({"advanceSeconds": -1}),
            json!({"advanceSeconds": 1.5}),
            json!({"advanceSeconds": 1, "to": "2101-01-01T00:00:00Z"}),
            json!({"advanceMinutes": 1}),
            json!([]),
        ] {
            let before = desk.now();
            let answer = desk.send("POST", "/sandbox/clock", Some(&wrong));
            assert_eq!(answer.status, 400, "{wrong}: {answer:?}");
            assert!(answer.json()["description"].is_string());
            let moved = desk.now().duration_since(before);
            assert!(moved < SignedDuration::from_mins(1), "{wrong} moved it");
        }
        assert_eq!(desk.send("DELETE", "/sandbox/clock", None).status, 405);
        let app = desk.with(&door(running).token);
        assert_eq!(app.send("GET", "/sandbox/clock", None).status, 401);
    })
    .await;
}

/// What a kill leaves of a sandbox: its files.
fn leave_behind(from: &Path, to: &Path) {
    for end in ["", ".log", ".key.pem"] {
        let name = |path: &Path| format!("{}{end}", path.display());
        std::fs::copy(name(from), name(to)).expect("copied");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn time_never_goes_back_over_a_restart() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let [first, second, third] =
        ["a.json", "b.json", "c.json"].map(|name| folder.path().join(name));
    let running = start(options(Some(&first))).await.expect("started");
    let (running, before) = tokio::task::spawn_blocking(move || {
        let desk = Desk::of(&running);
        let path = in_use(&desk, "e1");
        desk.api(204, "DELETE", &path, None);
        desk.advance(10 * DAY);
        let now = desk.now();
        (running, now)
    })
    .await
    .expect("no panic");
    leave_behind(&first, &second);
    drop(running);

    // A hundred thousand times as fast: a day in a second.
    let fast = Options {
        time_scale: 100_000.0,
        ..options(Some(&second))
    };
    let running = start(fast).await.expect("started again");
    let (running, seen) = tokio::task::spawn_blocking(move || {
        let desk = Desk::of(&running);
        assert!(desk.now() >= before);
        desk.api(404, "GET", "/users/externalKey:e1", None);
        let path = in_use(&desk, "e2");
        desk.api(204, "DELETE", &path, None);
        // Time passes by itself, and somebody sees what it did: nothing is written then.
        while desk.send("GET", &format!("/v1.0{path}"), None).status == 200 {
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let now = desk.now();
        (running, now)
    })
    .await
    .expect("no panic");
    leave_behind(&second, &third);
    drop(running);

    let running = start(options(Some(&third))).await.expect("started at last");
    tokio::task::spawn_blocking(move || {
        let desk = Desk::of(&running);
        desk.api(404, "GET", "/users/externalKey:e2", None);
        // The last that was kept is what time brought about, a moment before.
        assert!(desk.now() + SignedDuration::from_hours(24) > seen);
        let now = desk.now();
        assert!(desk.now() >= now);
        // And a client with a clock of its own is let in.
        assert_eq!(
            door(&running).call("GET", "/users?domainId=1", None).status,
            200
        );
    })
    .await
    .expect("no panic");
}
