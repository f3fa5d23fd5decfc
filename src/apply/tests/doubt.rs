//! Calls whose outcome is not known: nothing is repeated blindly, nothing is made twice.

use serde_json::{Value, json};

use super::plans::{codes, id_of, member, org, plan, run, step};
use super::service::{HOME, Service, When, broken, busy, cut_off};
use crate::api::ErrorKind;
use crate::apply::{Fate, codes as code};
use crate::world::Method::{Delete, Get, Patch, Post};

#[tokio::test(start_paused = true)]
async fn a_create_is_made_once_whatever_becomes_of_its_answer() {
    for (when, kind) in [
        (When::Before, busy()),
        (When::After, busy()),
        (When::Before, broken()),
        (When::After, broken()),
        (When::After, cut_off()),
        (
            When::After,
            ErrorKind::TimedOut(std::time::Duration::from_secs(60)),
        ),
    ] {
        let service = Service::new();
        let case = format!("{when:?} {kind:?}");
        service.fault(Post, "/users", when, kind.clone());
        service.fault(Post, "/orgunits", when, kind.clone());
        service.fault(Post, "/directory/levels", when, kind);
        service.elsewhere(
            Post,
            &format!("/directory/levels/enable?domainId={HOME}"),
            Value::Null,
        );
        let level = json!({
            "domainId": HOME, "levelExternalKey": "L1", "levelName": "部長", "executive": false, "displayOrder": 1,
        });
        let plan = plan(vec![
            step("level", "L1", Post, "/directory/levels", level),
            step("org", "a", Post, "/orgunits", org("a", Value::Null)),
            step("member", "E1", Post, "/users", member("E1")),
            step("org", "b", Post, "/orgunits", org("b", id_of("org", "a"))).needing(&[2]),
            step(
                "level",
                "L1",
                Patch,
                r#"/directory/levels/{"$id":{"kind":"level","key":"L1","domain":20000123}}"#,
                json!({"levelName": "本部長"}),
            )
            .needing(&[1]),
        ]);
        let outcome = run(&service, &plan).await;
        assert!(
            outcome.is_complete(),
            "{case}: {:?}",
            outcome.problems(&plan)
        );
        let world = service.world.borrow();
        let directory = world.directory();
        assert_eq!(
            (
                directory.ranks.len(),
                directory.orgs.len(),
                directory.members.len()
            ),
            (1, 2, 1),
            "{case}"
        );
        let repeats = usize::from(when == When::Before);
        assert_eq!(service.writes().len(), 5 + 3 * repeats, "{case}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_overwrites_is_repeated_a_few_times() {
    let service = Service::new();
    let id = service.has_org("a");
    let path = format!("/orgunits/{id}");
    for when in [When::Before, When::After, When::Before] {
        service.fault(Patch, "", when, busy());
    }
    let plan = plan(vec![step(
        "org",
        "a",
        Patch,
        &path,
        json!({"description": "x"}),
    )]);
    let outcome = run(&service, &plan).await;
    assert!(outcome.is_complete());
    // What was done the second time was seen to be done.
    assert_eq!(outcome.steps[0].attempts, 2);
    // Two calls, two looks, half a second and one and a half between them, more or less.
    let took = outcome.elapsed.as_millis();
    assert!((2_300..=3_300).contains(&took), "{took} ms");
}

#[tokio::test(start_paused = true)]
async fn in_the_end_it_is_said_that_nobody_knows() {
    let service = Service::new();
    let id = service.has_org("a");
    let path = format!("/orgunits/{id}");
    for _ in 0..4 {
        service.fault(Patch, "", When::Before, broken());
    }
    let plan = plan(vec![step(
        "org",
        "a",
        Patch,
        &path,
        json!({"description": "x"}),
    )]);
    let outcome = run(&service, &plan).await;
    assert_eq!(codes(&outcome.problems(&plan)), [code::STEP_UNKNOWN]);
    assert!(!outcome.touched_nothing());
}

#[tokio::test(start_paused = true)]
async fn a_delete_whose_answer_was_lost_is_seen_to_be_done() {
    let service = Service::new();
    let id = service.has_org("a");
    service.fault(Delete, "", When::After, broken());
    let plan = plan(vec![step(
        "org",
        "a",
        Delete,
        &format!("/orgunits/{id}"),
        Value::Null,
    )]);
    let outcome = run(&service, &plan).await;
    assert!(outcome.is_complete());
    assert_eq!(outcome.steps[0].attempts, 1);
    assert_eq!(service.writes().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_suspension_whose_answer_was_lost_is_looked_at() {
    for (when, writes) in [(When::After, 1), (When::Before, 2)] {
        let service = Service::new();
        let id = service.has_member("E1");
        service.fault(Post, "/suspend", when, busy());
        let path = format!("/users/{id}/suspend");
        let plan = plan(vec![step("member", "E1", Post, &path, Value::Null)]);
        let outcome = run(&service, &plan).await;
        assert!(outcome.is_complete());
        assert_eq!(service.writes().len(), writes);
        let user = service.get(&format!("/users/{id}")).expect("still there");
        assert_eq!(user["isSuspended"], true);
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_entry_whose_answer_was_lost_is_there_the_second_time() {
    let service = Service::new();
    let master = service.has_member("E1");
    let other = service.has_member("E2");
    let group = service.elsewhere(
        Post,
        "/groups",
        json!({
            "domainId": HOME, "groupName": "g", "groupExternalKey": "g",
            "administrators": [{"userId": master}], "members": [{"id": master, "type": "USER"}],
        }),
    );
    let group = group["groupId"].as_str().expect("an id").to_owned();
    service.fault(Post, "/members", When::After, broken());
    let path = format!("/groups/{group}/members");
    let plan = plan(vec![step(
        "group",
        "g",
        Post,
        &path,
        json!({"id": other, "type": "USER"}),
    )]);
    let outcome = run(&service, &plan).await;
    assert!(outcome.is_complete(), "{:?}", outcome.problems(&plan));
    let group = service.get(&format!("/groups/{group}")).expect("there");
    assert_eq!(group["members"].as_array().map(Vec::len), Some(2));
}

#[tokio::test(start_paused = true)]
async fn where_looking_fails_too_nobody_knows() {
    let service = Service::new();
    service.fault(Post, "/users", When::After, broken());
    service.fault(Get, "externalKey:E1", When::Before, broken());
    let plan = plan(vec![step("member", "E1", Post, "/users", member("E1"))]);
    let outcome = run(&service, &plan).await;
    assert!(matches!(outcome.steps[0].fate, Fate::Unknown { .. }));
    assert_eq!(service.writes().len(), 1, "not sent again without knowing");
}

#[tokio::test(start_paused = true)]
async fn an_address_held_by_somebody_else_is_no_success() {
    let service = Service::new();
    let id = service.has_member("E1");
    let mut body = member("E2");
    body["email"] = json!("e1@acme.example");
    service.fault(Post, "/users", When::Before, broken());
    let plan = plan(vec![step("member", "E2", Post, "/users", body)]);
    let outcome = run(&service, &plan).await;
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::ALREADY_THERE]);
    assert_eq!(problems[0].params["id"], id);
}

#[tokio::test(start_paused = true)]
async fn a_name_held_by_another_group_is_no_success() {
    let service = Service::new();
    let master = service.has_member("E1");
    let body = |key: &str| {
        json!({
            "domainId": HOME, "groupName": "PJ Apollo", "groupExternalKey": key,
            "administrators": [{"userId": master}], "members": [],
        })
    };
    let other = service.elsewhere(Post, "/groups", body("other"));
    service.fault(Post, "/groups", When::Before, busy());
    let plan = plan(vec![step("group", "g", Post, "/groups", body("g"))]);
    let outcome = run(&service, &plan).await;
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::ALREADY_THERE]);
    assert_eq!(problems[0].params["id"], other["groupId"]);
    assert_eq!(problems[0].params["by"], "name");
    assert_eq!(service.writes().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn keys_that_were_given_in_part_are_counted() {
    let service = Service::new();
    let [a, b] = ["a", "b"].map(|key| service.has_org(key));
    service.has_org("taken");
    let entry = |id: &str, key: &str| json!({"id": id, "externalKey": key});
    let keys = |list: Value| step("externalKeys", "k", Post, "/orgunits/external-keys", list);
    let both = |second: &str| json!({"orgUnits": [entry(&a, "a2"), entry(&b, second)]});
    let refused = plan(vec![keys(both("taken"))]);
    let outcome = run(&service, &refused).await;
    let problems = outcome.problems(&refused);
    assert_eq!(codes(&problems), [code::KEYS_GIVEN_IN_PART]);
    assert_eq!(problems[0].params["given"], "1");
    assert_eq!(problems[0].params["of"], "2");
    assert!(!outcome.touched_nothing(), "one was given");

    // Lost after all were given, nothing is sent again.
    service.fault(Post, "/external-keys", When::After, broken());
    let lost = plan(vec![keys(both("b2"))]);
    let before = service.writes().len();
    assert!(run(&service, &lost).await.is_complete());
    assert_eq!(service.writes().len() - before, 1);
    assert!(service.most_in_flight() <= 2);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_just_before_is_not_taken_away() {
    let service = Service::new();
    let id = service.has_org("a");
    let path = format!("/orgunits/{id}");
    service.fault(Get, "", When::Before, broken());
    let plan = plan(vec![
        step("org", "a", Delete, &path, Value::Null).expecting(
            "field",
            "org",
            Some(&id),
            "orgUnitExternalKey",
            json!("a"),
        ),
        step("org", "b", Post, "/orgunits", org("b", Value::Null)),
    ]);
    let outcome = run(&service, &plan).await;
    assert_eq!(codes(&outcome.problems(&plan)), [code::NOT_REREAD]);
    assert_eq!(service.writes(), ["POST /orgunits"]);
    assert!(service.get(&path).is_some());
}

#[tokio::test(start_paused = true)]
async fn repeats_come_to_an_end_over_all_steps() {
    let service = Service::new();
    let ids: Vec<String> = (0..8)
        .map(|n| service.has_member(&format!("E{n}")))
        .collect();
    let steps = ids.iter().enumerate().map(|(n, id)| {
        let path = format!("/users/{id}");
        step(
            "member",
            &format!("E{n}"),
            Patch,
            &path,
            json!({"task": "x"}),
        )
    });
    for _ in 0..24 {
        service.fault(Patch, "", When::Before, busy());
    }
    let plan = plan(steps.collect());
    let outcome = run(&service, &plan).await;
    // Three steps in a row of which nobody knows: four calls each, and no more.
    assert_eq!(service.writes().len(), 12);
    assert!(!outcome.is_complete());
}
