//! What is sent, in which order, and what is not.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::plans::{codes, id_of, member, org, plan, run, step};
use super::service::{Service, When, busy, unreachable};
use crate::api::ErrorKind;
use crate::apply::{
    Apply, Cancel, Ended, Event, Fate, NotSent, Progress, Secrets, Silent, apply, codes as code,
};
use crate::world::Method::{Delete, Patch, Post};

#[tokio::test(start_paused = true)]
async fn ids_of_what_was_created_stand_in_paths_and_bodies() {
    let service = Service::new();
    let plan = plan(vec![
        step("org", "a", Post, "/orgunits", org("a", Value::Null)),
        step("org", "b", Post, "/orgunits", org("b", id_of("org", "a"))).needing(&[1]),
        step(
            "org",
            "b",
            Patch,
            r#"/orgunits/{"$id":{"kind":"org","key":"b"}}"#,
            json!({"description": "new"}),
        )
        .needing(&[2]),
    ]);
    let outcome = run(&service, &plan).await;
    assert!(outcome.is_complete(), "{:?}", outcome.problems(&plan));
    let a = service.get("/orgunits/externalKey:a").expect("a is there");
    let b = service.get("/orgunits/externalKey:b").expect("b is there");
    assert_eq!(b["parentOrgUnitId"], a["orgUnitId"]);
    assert_eq!(b["description"], "new");
    assert_eq!(service.most_in_flight(), 1);
    assert_eq!(outcome.elapsed.as_millis(), 600);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_stops_what_needs_it_and_nothing_else() {
    let service = Service::new();
    let mut bad = org("a", Value::Null);
    bad["orgUnitName"] = json!("");
    let plan = plan(vec![
        step("org", "a", Post, "/orgunits", bad),
        step("org", "b", Post, "/orgunits", org("b", id_of("org", "a"))).needing(&[1]),
        step("org", "c", Post, "/orgunits", org("c", id_of("org", "b"))).needing(&[2]),
        // Declares no need, yet its placeholder cannot be filled.
        step("org", "d", Post, "/orgunits", org("d", id_of("org", "c"))),
        step("org", "e", Post, "/orgunits", org("e", Value::Null)),
    ]);
    let outcome = run(&service, &plan).await;
    assert_eq!(service.writes(), ["POST /orgunits", "POST /orgunits"]);
    assert!(service.get("/orgunits/externalKey:e").is_some());
    assert_eq!(outcome.done(), 1);
    assert_eq!(outcome.ended, Ended::Through);
    let problems = outcome.problems(&plan);
    assert_eq!(
        codes(&problems),
        [
            code::STEP_REFUSED,
            code::NOT_SENT_NEEDS,
            code::NOT_SENT_NEEDS,
            code::NOT_SENT_NEEDS
        ]
    );
    let needs: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem.params.get("needs").map(String::as_str))
        .collect();
    assert_eq!(needs, ["step 1", "step 2", "the id of org c"]);
}

#[tokio::test(start_paused = true)]
async fn a_create_that_is_refused_says_what_is_in_its_way() {
    let service = Service::new();
    let id = service.has_member("E1");
    let mut other = member("E2");
    other["email"] = json!("e1@acme.example");
    let plan = plan(vec![
        step("member", "E2", Post, "/users", other),
        step("member", "E1", Post, "/users", member("E1")),
    ]);
    let outcome = run(&service, &plan).await;
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::ALREADY_THERE, code::ALREADY_THERE]);
    assert_eq!(problems[0].params["by"], "email");
    assert_eq!(problems[1].params["by"], "key");
    assert!(problems.iter().all(|problem| problem.params["id"] == id));
    assert_eq!(service.writes().len(), 2);
}

/// Asks to stop when a step is sent.
struct StopAt<'a>(u32, &'a Cancel, RefCell<Vec<u32>>);

impl Progress for StopAt<'_> {
    fn on(&self, event: &Event<'_>) {
        match event {
            Event::Sending { step } if step.n == self.0 => self.1.cancel(),
            Event::Finished { step, .. } => self.2.borrow_mut().push(step.n),
            _ => {}
        }
    }
}

#[tokio::test(start_paused = true)]
async fn stopping_happens_between_calls() {
    let service = Service::new();
    let keys = ["a", "b", "c", "d"];
    let plan = plan(
        keys.iter()
            .map(|key| step("org", key, Post, "/orgunits", org(key, Value::Null)))
            .collect(),
    );
    let cancel = Cancel::default();
    let progress = StopAt(2, &cancel, RefCell::default());
    let outcome = apply(
        &service,
        &plan,
        &Apply::unrecorded(&Secrets::none(), &progress, &cancel),
    )
    .await;
    // The call in flight was finished and counts.
    assert!(service.get("/orgunits/externalKey:b").is_some());
    assert_eq!(service.writes().len(), 2);
    assert_eq!(outcome.done(), 2);
    assert_eq!(outcome.ended, Ended::Cancelled);
    assert_eq!(*progress.2.borrow(), [1, 2]);
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::STOPPED_ON_REQUEST]);
    assert_eq!(problems[0].params["done"], "2");
    assert_eq!(problems[0].params["left"], "2");
}

#[tokio::test(start_paused = true)]
async fn a_wish_to_stop_that_comes_with_the_last_call_stops_nothing() {
    let service = Service::new();
    let plan = plan(vec![step(
        "org",
        "a",
        Post,
        "/orgunits",
        org("a", Value::Null),
    )]);
    let cancel = Cancel::default();
    let progress = StopAt(1, &cancel, RefCell::default());
    let outcome = apply(
        &service,
        &plan,
        &Apply::unrecorded(&Secrets::none(), &progress, &cancel),
    )
    .await;
    assert!(outcome.is_complete());
    assert_eq!(outcome.ended, Ended::Through);
}

#[tokio::test(start_paused = true)]
async fn nobody_there_stops_the_run() {
    let service = Service::new();
    for _ in 0..4 {
        service.fault(Post, "/orgunits", When::Before, unreachable());
    }
    let plan = plan(vec![
        step("org", "a", Post, "/orgunits", org("a", Value::Null)),
        step("org", "b", Post, "/orgunits", org("b", Value::Null)),
    ]);
    let outcome = run(&service, &plan).await;
    assert!(matches!(outcome.ended, Ended::Stopped(_)));
    assert!(outcome.touched_nothing());
    assert_eq!(
        codes(&outcome.problems(&plan)),
        [code::STEP_NOT_SENT, code::STOPPED]
    );
}

#[tokio::test(start_paused = true)]
async fn an_ill_service_stops_the_run_before_it_is_asked_a_thousand_times() {
    let service = Service::new();
    let id = service.has_org("a");
    let path = format!("/orgunits/{id}");
    for _ in 0..100 {
        service.fault(Patch, "", When::Before, busy());
    }
    let steps = (0..50)
        .map(|i| {
            step(
                "org",
                "a",
                Patch,
                &path,
                json!({"description": i.to_string()}),
            )
        })
        .collect();
    let plan = plan(steps);
    let outcome = run(&service, &plan).await;
    assert!(matches!(outcome.ended, Ended::Stopped(_)));
    assert_eq!(service.writes().len(), 3 * 4);
    let unknown = outcome
        .steps
        .iter()
        .filter(|step| matches!(step.fate, Fate::Unknown { .. }))
        .count();
    assert_eq!(unknown, 3);
    assert!(!outcome.touched_nothing(), "nobody knows");
}

#[tokio::test(start_paused = true)]
async fn too_many_calls_again_and_again_stop_the_run() {
    let service = Service::new();
    for _ in 0..6 {
        service.fault(
            Post,
            "/orgunits",
            When::Before,
            ErrorKind::RateLimited { times: 1 },
        );
    }
    let plan = plan(vec![
        step("org", "a", Post, "/orgunits", org("a", Value::Null)),
        step("org", "b", Post, "/orgunits", org("b", Value::Null)),
    ]);
    let outcome = run(&service, &plan).await;
    assert!(matches!(outcome.ended, Ended::Stopped(_)));
    assert_eq!(service.writes().len(), 6);
}

fn with_password(key: &str) -> Value {
    let mut body = member(key);
    body["passwordConfig"] = json!({
        "passwordCreationType": "ADMIN", "password": {"$secret": "newMemberPassword"},
    });
    body
}

#[tokio::test(start_paused = true)]
async fn secrets_reach_the_service_and_nothing_else() {
    let service = Service::new();
    let mut refused = with_password("E2");
    refused["email"] = json!("not an address");
    let plan = plan(vec![
        step("member", "E1", Post, "/users", with_password("E1")),
        step("member", "E2", Post, "/users", refused),
    ]);
    let secret = "Hunter#2026";
    let secrets = Secrets::none().with("newMemberPassword", secret.into());
    assert!(secrets.missing(&plan).is_empty());
    let outcome = apply(
        &service,
        &plan,
        &Apply::unrecorded(&secrets, &Silent, &Cancel::default()),
    )
    .await;
    assert_eq!(outcome.done(), 1);
    assert_eq!(service.bodies()[0]["passwordConfig"]["password"], secret);
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::STEP_REFUSED]);
    assert!(
        problems[0].params["said"].contains("[secret]"),
        "the service echoed it"
    );
    for text in [
        format!("{outcome:?}"),
        format!("{problems:?}"),
        format!("{secrets:?}"),
    ] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_missing_secret_is_known_beforehand_and_never_sent_as_it_stands() {
    let service = Service::new();
    let plan = plan(vec![step(
        "member",
        "E1",
        Post,
        "/users",
        with_password("E1"),
    )]);
    let missing = Secrets::none().missing(&plan);
    assert_eq!(
        missing.into_iter().collect::<Vec<_>>(),
        ["newMemberPassword"]
    );
    let outcome = run(&service, &plan).await;
    assert!(service.writes().is_empty());
    assert_eq!(
        outcome.steps[0].fate,
        Fate::NotSent(NotSent::Secret("newMemberPassword".to_owned()))
    );
    assert_eq!(codes(&outcome.problems(&plan)), [code::SECRET_MISSING]);
}

#[tokio::test(start_paused = true)]
async fn the_end_names_every_step_that_was_not_done() {
    let service = Service::new();
    let plan = plan(vec![
        step("org", "x", Delete, "/orgunits/nowhere", Value::Null),
        step("org", "y", Delete, "/orgunits/nowhere-else", Value::Null).needing(&[1]),
    ]);
    let outcome = run(&service, &plan).await;
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::STEP_REFUSED, code::NOT_SENT_NEEDS]);
    assert_eq!(problems[0].params["status"], "404");
    assert_eq!(problems[0].place.object.as_deref(), Some("org/x"));
    assert_eq!(problems[1].params["name"], "name of y");
}
