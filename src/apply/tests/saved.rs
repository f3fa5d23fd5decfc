//! A saved plan before it is applied.

use serde_json::{Value, json};

use super::plans::{codes, org, plan, step};
use super::service::{HOME, Service, When, broken};
use crate::apply::{
    check_domains, check_expects, check_form, check_what_is_left, codes as code, load,
};
use crate::plan::{Gate, Plan, Verdict};
use crate::source::{Code, Problem};
use crate::store::journal::Past;
use crate::world::Method::{Delete, Get, Patch, Post};

fn simple() -> Plan {
    plan(vec![step(
        "org",
        "a",
        Post,
        "/orgunits",
        org("a", Value::Null),
    )])
}

#[test]
fn a_plan_is_what_was_reviewed_or_it_is_refused() {
    let good = simple();
    assert!(check_form(&good, Some("acme-prod")).is_empty());
    assert!(check_form(&good, None).is_empty());
    let text = serde_json::to_string(&good).expect("a plan");
    assert_eq!(load(&text), Ok(good.clone()));

    let mut times = good.clone();
    times.created_at = "2030-01-01T00:00:00Z".to_owned();
    times.base.read_at = "2030-01-01T00:00:00Z".to_owned();
    assert!(check_form(&times, None).is_empty(), "times are not hashed");

    let mut altered = good.clone();
    altered.steps[0].request.body = Some(json!({"orgUnitName": "other"}));
    assert_eq!(codes(&check_form(&altered, None)), [code::PLAN_ALTERED]);

    assert_eq!(
        codes(&check_form(&good, Some("acme-test"))),
        [code::PLAN_OF_ANOTHER_TENANT]
    );

    let sealed = |mut plan: Plan| {
        plan.hash = crate::plan::hash(&plan);
        plan
    };
    let mut wrong = good.clone();
    wrong.problems.push(Problem::error(Code(301)));
    wrong.problems.push(Problem::warning(Code(302)));
    assert_eq!(
        codes(&check_form(&sealed(wrong), None)),
        [code::PLAN_HAS_ERRORS]
    );

    let mut refused = good;
    refused.gates.push(Gate {
        kind: "member".to_owned(),
        action: "remove".to_owned(),
        count: 6,
        of: 10,
        max: Some(5),
        percent: None,
        allowed: None,
        verdict: Verdict::Refused,
    });
    assert_eq!(
        codes(&check_form(&sealed(refused), None)),
        [code::PLAN_EXCEEDS_LIMIT]
    );
}

#[test]
fn what_is_no_plan_is_refused() {
    for (text, code) in [
        ("", code::PLAN_UNREADABLE),
        ("{", code::PLAN_UNREADABLE),
        ("{}", code::PLAN_UNREADABLE),
        ("[]", code::PLAN_UNREADABLE),
        (r#"{"formatVersion": 1}"#, code::PLAN_UNREADABLE),
        (
            r#"{"formatVersion": 2, "somethingNew": true}"#,
            code::PLAN_VERSION,
        ),
    ] {
        let problem = load(text).expect_err(text);
        assert_eq!(problem.code, code, "{text}");
    }
}

#[test]
fn members_a_later_version_adds_are_kept_out_of_the_way() {
    let mut value = serde_json::to_value(simple()).expect("a plan");
    value["somethingNew"] = json!(1);
    value["steps"][0]["op"] = json!("fold");
    let plan = load(&value.to_string()).expect("readers keep what they do not know");
    assert_eq!(plan.steps[0].op, "fold");
}

#[tokio::test(start_paused = true)]
async fn what_moved_since_is_named() {
    let service = Service::new();
    let a = service.has_org("a");
    let b = service.has_org("b");
    let full = service.has_org("full");
    let who = service.has_member("E1");
    service.elsewhere(
        Patch,
        &format!("/users/{who}"),
        json!({"organizations": [{"domainId": super::service::HOME, "primary": true, "orgUnits": [{"orgUnitId": full, "primary": true}]}]}),
    );
    let patch =
        |key: &str, id: &str| step("org", key, Patch, &format!("/orgunits/{id}"), json!({}));
    let plan = plan(vec![
        patch("a", &a).expecting("field", "org", Some(&a), "orgUnitName", json!("a")),
        patch("a", &a).expecting("field", "org", Some(&a), "description", json!(null)),
        patch("b", &b).expecting("field", "org", Some(&b), "orgUnitName", json!("before")),
        patch("c", "gone").expecting("field", "org", Some("gone"), "orgUnitName", json!("c")),
        step("org", "n", Post, "/orgunits", org("n", Value::Null))
            .expecting("absent", "org", None, "externalKey", json!("n"))
            .expecting("absent", "org", None, "externalKey", json!("b")),
        step("member", "E2", Post, "/users", json!({}))
            .expecting("absent", "member", None, "email", json!("e2@acme.example"))
            .expecting("absent", "member", None, "email", json!("e1@acme.example")),
        step("org", "a", Delete, &format!("/orgunits/{a}"), Value::Null).expecting(
            "empty",
            "org",
            Some(&a),
            "members",
            json!([]),
        ),
        step(
            "org",
            "full",
            Delete,
            &format!("/orgunits/{full}"),
            Value::Null,
        )
        .expecting("empty", "org", Some(&full), "members", json!([])),
        // The plan itself takes them out before.
        step(
            "org",
            "full",
            Delete,
            &format!("/orgunits/{full}"),
            Value::Null,
        )
        .expecting("empty", "org", Some(&full), "members", json!([who])),
        patch("a", &a).expecting("weather", "org", Some(&a), "sky", json!("blue")),
    ]);
    let problems = check_expects(&service, &plan, &mut Default::default()).await;
    let named: Vec<(Code, &str, &str)> = problems
        .iter()
        .map(|problem| {
            (
                problem.code,
                problem.params["n"].as_str(),
                problem.params["object"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            (code::MOVED, "3", "org/b"),
            (code::GONE, "4", "org/c"),
            (code::TAKEN, "5", "org/n"),
            (code::TAKEN, "6", "member/E2"),
            (code::NOT_EMPTY, "8", "org/full"),
            (code::UNKNOWN_EXPECTATION, "10", "org/a"),
        ]
    );
    assert_eq!(problems[0].params["planned"], "\"before\"");
    assert_eq!(problems[0].params["found"], "\"b\"");
    assert_eq!(problems[2].params["holder"], b);
    assert!(service.writes().is_empty(), "a check writes nothing");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_not_taken_for_right() {
    let service = Service::new();
    let a = service.has_org("a");
    service.fault(Get, "", When::Before, broken());
    let plan = plan(vec![
        step("org", "a", Patch, &format!("/orgunits/{a}"), json!({})).expecting(
            "field",
            "org",
            Some(&a),
            "orgUnitName",
            json!("a"),
        ),
    ]);
    assert_eq!(
        codes(&check_expects(&service, &plan, &mut Default::default()).await),
        [code::EXPECTATION_UNREAD]
    );
}

#[tokio::test(start_paused = true)]
async fn a_plan_that_only_makes_things_is_of_one_tenant_too() {
    let service = Service::new();
    for (domain, found) in [(HOME, vec![]), (7, vec![code::PLAN_OF_ANOTHER_TENANT])] {
        let mut body = super::plans::org("n", Value::Null);
        body["domainId"] = json!(domain);
        let plan = plan(vec![
            step("org", "n", Post, "/orgunits", body.clone()),
            step("org", "m", Post, "/orgunits", body),
        ]);
        let problems = check_domains(&service, &plan).await;
        assert_eq!(codes(&problems), found, "{domain}");
    }
    assert!(service.writes().is_empty());
}

/// What a run in doubt may find: as the plan expects it, as the step writes it, anything
/// else.
#[tokio::test(start_paused = true)]
async fn of_a_step_in_doubt_both_is_as_expected_and_no_third() {
    let service = Service::new();
    let a = service.has_org("a");
    let path = format!("/orgunits/{a}");
    let body = json!({"orgUnitName": "after"});
    let plan = plan(vec![step("org", "a", Patch, &path, body).expecting(
        "field",
        "org",
        Some(&a),
        "orgUnitName",
        json!("a"),
    )]);
    let past = Past {
        doubtful: [1].into(),
        ..Past::default()
    };
    for (name, found) in [
        ("a", vec![]),
        ("after", vec![]),
        ("another", vec![code::MOVED]),
    ] {
        let body = json!({"orgUnitName": name});
        service.elsewhere(Patch, &path, body);
        let problems = check_what_is_left(&service, &plan, &past, &mut Default::default()).await;
        assert_eq!(codes(&problems), found, "{name}");
    }
}
