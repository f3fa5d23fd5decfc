//! Whoever a run brings back comes with posts and groups or without them: which is not known
//! (facts 11 #40), and neither refuses what the run does next.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::mixed::{done, group, made, world_if};
use super::plans::{codes, member, org, plan, run, step};
use super::race::Meddler;
use super::service::{HOME, Service};
use crate::apply::{
    Apply, Cancel, Fate, NotSent, Secrets, apply, check_what_is_left, codes as code,
};
use crate::plan::Plan;
use crate::store::journal::Past;
use crate::world::Method::{Delete, Patch, Post};
use crate::world::{Assumptions, World};

/// Somebody in deletion who had two posts and was in two groups; the plan brings him back,
/// leaves him one post, takes somebody else out of the one group and deletes the other.
/// With him, the id of the first group and that of somebody who is in none.
fn returning(undelete_restores_posts: bool) -> (World, Plan, [String; 3]) {
    let mut world = world_if(Assumptions {
        undelete_restores_posts,
        ..Assumptions::default()
    });
    let w = &mut world;
    let [o1, o2] = ["o1", "o2"].map(|key| made(w, "/orgunits", org(key, Value::Null)));
    let posts = |orgs: &[&String]| {
        let posts = orgs.iter().enumerate();
        let posts: Vec<Value> = posts
            .map(|(i, org)| json!({"orgUnitId": org, "primary": i == 0}))
            .collect();
        json!([{"domainId": HOME, "primary": true, "orgUnits": posts}])
    };
    let [a, c, d, outsider] = ["E1", "E3", "E4", "X1"].map(|key| made(w, "/users", member(key)));
    let mut both = member("E2");
    both["organizations"] = posts(&[&o1, &o2]);
    let b = made(w, "/users", both);
    let g = made(w, "/groups", group("g", &[&a, &b, &d], &[&a, &b, &c, &d]));
    let h = made(w, "/groups", group("h", &[&a, &b], &[&a, &b]));
    done(w, Delete, &format!("/users/{b}"), Value::Null);
    let users = |ids: &[&String]| -> Value {
        let entries = ids.iter().map(|id| json!({"id": id, "type": "USER"}));
        entries.collect()
    };
    let masters =
        |ids: &[&String]| -> Value { ids.iter().map(|id| json!({"userId": id})).collect() };
    let plan = plan(vec![
        step(
            "member",
            "E2",
            Post,
            &format!("/users/{b}/undelete"),
            Value::Null,
        ),
        step(
            "member",
            "E2",
            Patch,
            &format!("/users/{b}"),
            json!({"organizations": posts(&[&o1])}),
        )
        .while_it_is(&b, &[("organizations", posts(&[&o1, &o2]))]),
        step(
            "group",
            "g",
            Patch,
            &format!("/groups/{g}"),
            json!({"members": users(&[&a, &c]), "administrators": masters(&[&a])}),
        )
        .while_it_is(
            &g,
            &[
                ("members", users(&[&a, &c, &d])),
                ("administrators", masters(&[&a, &d])),
            ],
        ),
        step("group", "h", Delete, &format!("/groups/{h}"), Value::Null).while_it_is(
            &h,
            &[
                ("members", users(&[&a])),
                ("administrators", masters(&[&a])),
            ],
        ),
    ]);
    (world, plan, [b, g, outsider])
}

#[tokio::test(start_paused = true)]
async fn what_undelete_brings_back_refuses_nothing() {
    for restores in [false, true] {
        let (world, plan, _) = returning(restores);
        let service = Service::paced(world);
        let outcome = run(&service, &plan).await;
        assert!(
            outcome.is_complete(),
            "restores: {restores}: {:#?}",
            outcome.problems(&plan)
        );
    }
}

#[tokio::test(start_paused = true)]
async fn nor_does_it_where_another_run_goes_on() {
    for restores in [false, true] {
        let (world, plan, [b, ..]) = returning(restores);
        let service = Service::paced(world);
        service.elsewhere(Post, &format!("/users/{b}/undelete"), Value::Null);
        let past = Past {
            done: BTreeMap::from([(1, None)]),
            ..Past::default()
        };
        let moved = check_what_is_left(&service, &plan, &past, &mut Default::default()).await;
        assert!(moved.is_empty(), "restores: {restores}: {moved:#?}");
    }
}

#[tokio::test(start_paused = true)]
async fn whom_somebody_else_put_in_beside_him_still_refuses() {
    let (world, plan, [_, g, outsider]) = returning(true);
    let service = Service::paced(world);
    let entry = json!({"id": outsider, "type": "USER"});
    let meddler = Meddler {
        service: &service,
        after: 2,
        calls: &[(Post, format!("/groups/{g}/members"), entry)],
    };
    let secrets = Secrets::none();
    let cancel = Cancel::default();
    let with = Apply::unrecorded(&secrets, &meddler, &cancel);
    let outcome = apply(&service, &plan, &with).await;
    let fate = &outcome.steps[2].fate;
    assert!(matches!(fate, Fate::NotSent(NotSent::Moved(_))), "{fate:?}");
    let problems = outcome.problems(&plan);
    assert_eq!(codes(&problems), [code::LIST_MOVED_MEANWHILE]);
    assert_eq!(
        (&*problems[0].params["added"], &*problems[0].params["gone"]),
        ("X1", "-"),
        "nobody who was to go, and not the one who is back"
    );
}
