//! Reading back what was written.

use serde_json::{Value, json};

use super::plans::{codes, id_of, member, org, plan, run, step};
use super::service::{HOME, Service, When, broken};
use crate::api::{ErrorKind, Said};
use crate::apply::{Cancel, Silent, Verification, codes as code, verify};
use crate::plan::Plan;
use crate::report::words::{Language, message};
use crate::source::Severity;
use crate::world::Method::{Delete, Get, Patch, Post};

#[tokio::test(start_paused = true)]
async fn who_was_deleted_and_is_back_is_said() {
    let service = Service::new();
    let user = format!("/users/{}", service.has_member("E1"));
    let plan = plan(vec![step("member", "E1", Delete, &user, Value::Null)]);
    let outcome = run(&service, &plan).await;
    // Somebody brings the member back before it is read.
    service.elsewhere(Post, &format!("{user}/undelete"), Value::Null);
    let shown = verify(&service, &plan, &outcome, &Silent, &Cancel::default()).await;
    assert_eq!(codes(&shown.problems), [code::STILL_THERE]);
    assert_eq!(shown.problems[0].code.to_string(), "M0713");
    for (language, told) in [
        (
            Language::En,
            "member/E1 name of E1 was deleted and is still there",
        ),
        (
            Language::Ja,
            "member/E1 name of E1 を削除しましたが、まだ存在しています",
        ),
    ] {
        assert_eq!(message(&shown.problems[0], language), told);
    }
}

async fn applied(service: &Service, plan: &Plan) -> Verification {
    let outcome = run(service, plan).await;
    assert!(outcome.is_complete(), "{:?}", outcome.problems(plan));
    verify(service, plan, &outcome, &Silent, &Cancel::default()).await
}

fn posts(orgs: &[(&str, bool)]) -> Value {
    let posts: Vec<Value> = orgs
        .iter()
        .enumerate()
        .map(|(i, (org, leader))| {
            json!({
                "orgUnitId": org, "primary": i == 0, "positionId": null, "isManager": leader,
                "visible": true, "useTeamFeature": true,
            })
        })
        .collect();
    json!([{"domainId": HOME, "primary": true, "orgUnits": posts}])
}

#[tokio::test(start_paused = true)]
async fn a_whole_run_shows_as_written() {
    let service = Service::new();
    let old = service.has_org("old");
    let below = service.elsewhere(Post, "/orgunits", org("below", json!(old)));
    assert!(below["orgUnitId"].is_string());
    let keep = service.has_org("keep");
    let boss = service.has_member("E1");
    let next = service.has_member("E2");
    let leaver = service.has_member("E3");
    let away = service.has_member("E4");
    service.elsewhere(
        Patch,
        &format!("/users/{boss}"),
        json!({"organizations": posts(&[(&keep, true)])}),
    );
    let user = |id: &str| format!("/users/{id}");
    let plan = plan(vec![
        step("org", "new", Post, "/orgunits", org("new", json!(keep))),
        step(
            "org",
            "new",
            Post,
            r#"/orgunits/{"$id":{"kind":"org","key":"new"}}/move"#,
            json!({"displayOrder": 1}),
        )
        .needing(&[1]),
        // The boss is written as leader, then somebody else takes over.
        step(
            "member",
            "E1",
            Patch,
            &user(&boss),
            json!({"organizations": posts(&[(&keep, true)]), "task": "x"}),
        ),
        step(
            "member",
            "E2",
            Patch,
            &user(&next),
            json!({"organizations": posts(&[(&keep, true)])}),
        ),
        step(
            "group",
            "g",
            Post,
            "/groups",
            json!({
                "domainId": HOME, "groupName": "g", "groupExternalKey": "g", "useMessage": true,
                "administrators": [{"userId": boss}],
                "members": [{"id": boss, "type": "USER"}, {"id": leaver, "type": "USER"}, {"id": id_of("org", "new"), "type": "ORGUNIT"}],
            }),
        ),
        step(
            "group",
            "g",
            Post,
            r#"/groups/{"$id":{"kind":"group","key":"g"}}/members"#,
            json!({"id": next, "type": "USER"}),
        ),
        step(
            "member",
            "E4",
            Post,
            &format!("/users/{away}/suspend"),
            Value::Null,
        ),
        step(
            "externalKeys",
            "users",
            Post,
            "/users/external-keys",
            json!({"users": [{"id": away, "externalKey": "E4-new"}]}),
        ),
        // Deleting takes the leaver out of the group written before.
        step(
            "member",
            "E3",
            Delete,
            &format!("/users/{leaver}/forcedelete"),
            Value::Null,
        ),
        step(
            "org",
            "old",
            Delete,
            &format!("/orgunits/{old}"),
            Value::Null,
        )
        .saying("orgDeletedAlong", "keys", "below"),
    ]);
    let shown = applied(&service, &plan).await;
    assert!(shown.problems.is_empty(), "{:#?}", shown.problems);
    // new, E1, E2, g, E4, E3, old, below.
    assert_eq!(shown.good, 8);
    assert_eq!(service.most_in_flight(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_reads_otherwise_is_named_after_waiting() {
    let service = Service::new();
    let id = service.has_member("E1");
    let path = format!("/users/{id}");
    let plan = plan(vec![
        step(
            "member",
            "E1",
            Patch,
            &path,
            json!({"task": "wanted", "telephone": "03-1111-1111", "nickName": "n"}),
        )
        .changing_secretly("telephone"),
    ]);
    let outcome = run(&service, &plan).await;
    service.elsewhere(
        Patch,
        &path,
        json!({"task": "other", "telephone": "03-9999-9999"}),
    );
    let before = tokio::time::Instant::now();
    let shown = verify(&service, &plan, &outcome, &Silent, &Cancel::default()).await;
    assert!(before.elapsed().as_secs() >= 2 + 5 + 15);
    assert_eq!(
        codes(&shown.problems),
        [code::READS_OTHERWISE, code::READS_OTHERWISE]
    );
    assert_eq!(shown.problems[0].params["property"], "task");
    assert_eq!(shown.problems[0].params["expected"], "\"wanted\"");
    assert_eq!(shown.problems[0].params["found"], "\"other\"");
    let said = format!("{:?}", shown.problems);
    assert!(said.contains("telephone"), "{said}");
    assert!(!said.contains("1111") && !said.contains("9999"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_slow_to_show_is_not_called_wrong() {
    let service = Service::new();
    for _ in 0..3 {
        let late = ErrorKind::Status(404, Said::default());
        service.fault(Get, "", When::Before, late);
    }
    let plan = plan(vec![step("member", "E1", Post, "/users", member("E1"))]);
    let shown = applied(&service, &plan).await;
    assert!(shown.problems.is_empty(), "{:?}", shown.problems);
    assert_eq!(shown.good, 1);
}

#[tokio::test(start_paused = true)]
async fn survivors_are_named() {
    let service = Service::new();
    let old = service.has_org("old");
    service.has_org("stays");
    let path = format!("/orgunits/{old}");
    let plan = plan(vec![step("org", "old", Delete, &path, Value::Null).saying(
        "orgDeletedAlong",
        "keys",
        "stays, gone",
    )]);
    let shown = applied(&service, &plan).await;
    assert_eq!(codes(&shown.problems), [code::SURVIVOR]);
    assert_eq!(shown.problems[0].params["object"], "org/stays");
    assert_eq!(shown.problems[0].params["above"], "name of old");
}

#[tokio::test(start_paused = true)]
async fn what_somebody_deleted_or_what_cannot_be_read_is_said() {
    let service = Service::new();
    let plan = plan(vec![
        step("org", "a", Post, "/orgunits", org("a", Value::Null)),
        step("org", "b", Post, "/orgunits", org("b", Value::Null)),
    ]);
    let outcome = run(&service, &plan).await;
    let id = |key: &str| {
        let org = service.get(&format!("/orgunits/externalKey:{key}"));
        org.expect("there")["orgUnitId"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let (a, b) = (id("a"), id("b"));
    service.elsewhere(Delete, &format!("/orgunits/{a}"), Value::Null);
    let end: &'static str = b.leak();
    for _ in 0..4 {
        service.fault(Get, end, When::Before, broken());
    }
    let shown = verify(&service, &plan, &outcome, &Silent, &Cancel::default()).await;
    assert_eq!(
        codes(&shown.problems),
        [code::NOT_THERE, code::NOT_READ_BACK]
    );
    let [gone, unread] = &shown.problems[..] else {
        panic!("{shown:?}");
    };
    assert_eq!(gone.code.to_string(), "M0714");
    assert_eq!(
        message(gone, Language::En),
        "org/a name of a was written and is not there"
    );
    assert_eq!(
        message(unread, Language::Ja),
        "org/b name of b の反映を確認できませんでした：reset by peer"
    );
}

/// A member's name is written, and the service shows one that stands for what it does.
async fn a_name_that_reads(shown: &str, after: u64) -> Verification {
    let service = Service::new();
    let id = service.has_member("E1");
    let path = format!("/users/{id}");
    let name = |last: &str| json!({"userName": {"lastName": last}});
    let plan = plan(vec![
        step("member", "E1", Patch, &path, name("Mori")).expecting(
            "field",
            "member",
            Some(&id),
            "userName",
            json!({"lastName": "E1", "firstName": null}),
        ),
    ]);
    let outcome = run(&service, &plan).await;
    service.elsewhere(Patch, &path, name(shown));
    tokio::time::sleep(std::time::Duration::from_secs(after)).await;
    verify(&service, &plan, &outcome, &Silent, &Cancel::default()).await
}

#[tokio::test(start_paused = true)]
async fn the_old_name_is_settling_for_as_long_as_documented() {
    let shown = a_name_that_reads("E1", 0).await;
    assert_eq!(codes(&shown.problems), [code::STILL_SETTLING]);
    assert_eq!(shown.problems[0].severity, Severity::Warning);
    assert_eq!((shown.good, shown.settling), (0, 1));

    let late = a_name_that_reads("E1", 15 * 60).await;
    assert_eq!(codes(&late.problems), [code::READS_OTHERWISE]);
    assert_eq!((late.good, late.settling), (0, 0));

    let other = a_name_that_reads("Hayashi", 0).await;
    assert_eq!(codes(&other.problems), [code::READS_OTHERWISE]);
    assert_eq!(other.problems[0].severity, Severity::Error);
}

#[tokio::test(start_paused = true)]
async fn of_very_many_objects_the_lists_show_most_and_the_rest_is_read_by_id() {
    let service = Service::new();
    let keys = (0..300).map(|n| format!("E{n}"));
    let steps = keys.map(|key| step("member", &key, Post, "/users", member(&key)));
    let plan = plan(steps.collect());
    let outcome = run(&service, &plan).await;
    assert!(outcome.is_complete());
    let id = service.get("/users/externalKey:E7").expect("there")["userId"].clone();
    let path = format!("/users/{}", id.as_str().expect("an id"));
    let other = json!({"userName": {"lastName": "Hayashi"}});
    service.elsewhere(Patch, &path, other);
    let before = service.reads();
    let shown = verify(&service, &plan, &outcome, &Silent, &Cancel::default()).await;
    assert_eq!(codes(&shown.problems), [code::READS_OTHERWISE]);
    assert_eq!(shown.good, 299);
    // Three pages, then the one that is otherwise, four times.
    assert_eq!(service.reads() - before, 3 + 4);
}
