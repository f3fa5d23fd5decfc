//! What is said of a list that somebody changed: whom, and nothing of the rest.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::mixed::{group, made, world};
use super::plans::{member, plan, run, step};
use super::service::Service;
use crate::apply::{check_expects, codes as code};
use crate::plan::Plan;
use crate::source::Problem;
use crate::world::Method::{Delete, Patch, Post};

/// The plan's names of members.
fn naming(mut plan: Plan, names: &[(&str, &str)]) -> Plan {
    let names = names
        .iter()
        .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()));
    plan.names = BTreeMap::from([("member".to_owned(), names.collect())]);
    plan
}

fn sides(problem: &Problem) -> (&str, &str) {
    (&problem.params["added"], &problem.params["gone"])
}

#[tokio::test(start_paused = true)]
async fn only_who_came_and_who_went_are_told_by_key_and_name() {
    let mut world = world();
    let w = &mut world;
    let [a, b, c, late] = ["E1", "E2", "E3", "X1"].map(|key| made(w, "/users", member(key)));
    let g = made(w, "/groups", group("g", &[&a, &b], &[&a, &b, &c]));
    let entries: Value = [&a, &b, &c]
        .map(|id| json!({"id": id, "type": "USER"}))
        .into_iter()
        .collect();
    let plan = naming(
        plan(vec![
            // Whom the plan changes, it can name.
            step(
                "member",
                "E2",
                Patch,
                &format!("/users/{b}"),
                json!({"location": "東京"}),
            ),
            step("group", "g", Delete, &format!("/groups/{g}"), Value::Null).while_it_is(
                &g,
                &[
                    ("members", entries),
                    ("administrators", json!([{"userId": a}, {"userId": b}])),
                ],
            ),
        ]),
        &[("E2", "小野 蓮"), ("X1", "辻 舞")],
    );
    let service = Service::paced(world);
    let of_group = format!("/groups/{g}/members");
    service.elsewhere(Post, &of_group, json!({"id": late, "type": "USER"}));
    for gone in [&b, &c] {
        let domain = super::service::HOME;
        let entry = format!("{of_group}/{gone}?type=USER&domainId={domain}");
        service.elsewhere(Delete, &entry, Value::Null);
    }
    let moved = check_expects(&service, &plan, &mut Default::default()).await;
    let problems = run(&service, &plan).await.problems(&plan);
    let gone = format!("E2 (小野 蓮), {c}");
    for (problems, code) in [
        (&moved, code::LIST_MOVED),
        (&problems, code::LIST_MOVED_MEANWHILE),
    ] {
        let [problem] = &problems[..] else {
            panic!("{problems:#?}");
        };
        assert_eq!(problem.code, code);
        assert_eq!(sides(problem), ("X1 (辻 舞)", &*gone));
        assert_eq!(problem.params["property"], "members");
    }
}

#[tokio::test(start_paused = true)]
async fn many_are_counted_and_addresses_are_masked() {
    let mut world = world();
    let w = &mut world;
    let a = made(w, "/users", member("E1"));
    let g = made(w, "/groups", group("g", &[&a], &[&a]));
    let late: Vec<String> = (0..8)
        .map(|n| made(w, "/users", member(&format!("X{n}"))))
        .collect();
    let mut leaver = step("member", "E1", Delete, &format!("/users/{a}"), Value::Null)
        .while_it_is(&a, &[("aliasEmails", json!([]))]);
    leaver.expects[0].sensitive = true;
    let plan = plan(vec![
        step("group", "g", Delete, &format!("/groups/{g}"), Value::Null)
            .while_it_is(&g, &[("members", json!([{"id": a, "type": "USER"}]))]),
        leaver,
    ]);
    let service = Service::paced(world);
    for id in &late {
        let entry = json!({"id": id, "type": "USER"});
        service.elsewhere(Post, &format!("/groups/{g}/members"), entry);
    }
    let alias = format!("/users/{a}/alias-emails/secret%40acme.example");
    service.elsewhere(Post, &alias, Value::Null);
    let problems = run(&service, &plan).await.problems(&plan);
    let [of_group, of_member] = &problems[..] else {
        panic!("{problems:#?}");
    };
    let (added, gone) = sides(of_group);
    assert!(added.ends_with(", … (+3)"), "{added}");
    assert_eq!((added.matches('X').count(), gone), (5, "-"));
    assert_eq!(sides(of_member), ("••••", "-"));
}
