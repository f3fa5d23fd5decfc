//! Somebody else changes what is about to be taken away: it stays, that is said, and the
//! rest is done.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::acme::{acme, planned};
use super::mixed::{group, made, mixed, world, world_if};
use super::plans::{codes, member, org, plan, run, step};
use super::service::{HOME, Service, When, unreachable};
use super::sweep::tried;
use crate::apply::{
    Apply, Cancel, Event, Fate, NotSent, Progress, Secrets, apply, check_expects, codes as code,
};
use crate::plan::{Plan, Step};
use crate::source::Code;
use crate::world::Method::{self, Delete, Patch, Post};
use crate::world::{Assumptions, World};

/// So many members of a group are shown with itself, at most, where it does not show all.
const WHOLE: usize = 100;

/// Does something when so many steps came to their end.
pub struct Meddler<'a> {
    pub service: &'a Service,
    pub after: usize,
    pub calls: &'a [(Method, String, Value)],
}

impl Progress for Meddler<'_> {
    fn on(&self, event: &Event<'_>) {
        let ended = match event {
            Event::Started { .. } => 0,
            Event::Finished { done, .. } => *done,
            _ => return,
        };
        if ended == self.after {
            for (method, path, body) in self.calls {
                self.service.elsewhere(*method, path, body.clone());
            }
        }
    }
}

/// Calls of somebody else, and what is said of the step that they concern.
type Meddling = (Vec<(Method, String, Value)>, Code);

/// What somebody else may do to what a step takes away.
fn meddling(world: &World, plan: &Plan, step: &Step) -> Vec<Meddling> {
    let bare = step.request.path.split('?').next().unwrap_or_default();
    let bare = bare.trim_end_matches("/suspend");
    let path = bare.trim_end_matches("/forcedelete").to_owned();
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let domain = |step: &Step| match step.domain.as_str() {
        "acme-sub" => 20000456,
        _ => HOME,
    };
    let mut newcomer = member("X1");
    newcomer["domainId"] = json!(domain(step));
    let change = |body: Value| (vec![(Patch, path.clone(), body)], code::MOVED_MEANWHILE);
    let gone = (
        vec![(Delete, path.clone(), Value::Null)],
        code::GONE_MEANWHILE,
    );
    match step.kind.as_str() {
        // Lists that are sent whole, or go with the group: what somebody put in meanwhile
        // would be lost.
        "group" => {
            let entry = json!({"id": outsider(world), "type": "USER"});
            let master = json!({"userId": outsider(world)});
            let lists = [("members", entry), ("administrators", master)];
            let body = step.request.body.as_ref();
            let is_lost = |list: &str| body.is_none_or(|body| body.get(list).is_some());
            let mut all: Vec<Meddling> = lists
                .into_iter()
                .filter(|(list, _)| is_lost(list))
                .map(|(list, entry)| {
                    (
                        vec![(Post, format!("{path}/{list}"), entry)],
                        code::LIST_MOVED_MEANWHILE,
                    )
                })
                .collect();
            if body.is_none() {
                all.push(change(json!({"description": "elsewhere"})));
            }
            all.push(gone);
            all
        }
        "member" if step.request.method == Patch => {
            let mut organizations = step.expects[0].value.clone();
            organizations[0]["orgUnits"]
                .as_array_mut()
                .expect("posts")
                .push(json!({"orgUnitId": another_org(world, plan, step), "primary": false}));
            let (calls, _) = change(json!({"organizations": organizations}));
            vec![(calls, code::LIST_MOVED_MEANWHILE)]
        }
        "member" => vec![
            change(json!({"location": "elsewhere"})),
            (
                vec![(Post, format!("{path}/suspend"), Value::Null)],
                code::MOVED_MEANWHILE,
            ),
        ],
        "org" => {
            newcomer["organizations"] = json!([{
                "domainId": domain(step), "primary": true,
                "orgUnits": [{"orgUnitId": id, "primary": true}],
            }]);
            let mut all = vec![
                change(json!({"description": "elsewhere"})),
                (
                    vec![(Post, "/users".to_owned(), newcomer)],
                    code::JOINED_MEANWHILE,
                ),
                gone,
            ];
            let mut below = step.expects.iter().filter_map(|expect| expect.id.clone());
            if let Some(below) = below.rfind(|below| *below != id) {
                let body = json!({"description": "elsewhere"});
                all.push((
                    vec![(Patch, format!("/orgunits/{below}"), body)],
                    code::MOVED_MEANWHILE,
                ));
            }
            all
        }
        "position" => vec![change(json!({"positionName": "elsewhere"}))],
        other => panic!("nothing known to do to a {other}"),
    }
}

/// The steps that cannot be sent without one, itself included.
fn without(plan: &Plan, n: u32) -> HashSet<u32> {
    let mut lost = HashSet::from([n]);
    for step in &plan.steps {
        if step.needs.iter().any(|needed| lost.contains(needed)) {
            lost.insert(step.n);
        }
    }
    lost
}

/// Somebody who is in nothing.
fn outsider(world: &World) -> String {
    world
        .directory()
        .members
        .keys()
        .last()
        .expect("a member")
        .to_string()
}

/// An org of a member's domain that the plan does nothing to, and the member has no post in.
fn another_org(world: &World, plan: &Plan, step: &Step) -> String {
    let before = &step.expects[0].value;
    let has_post = before.to_string();
    let stays = |id: &str| {
        plan.steps.iter().all(|step| {
            let expected = step
                .expects
                .iter()
                .any(|expect| expect.id.as_deref() == Some(id));
            !expected && !step.request.path.contains(id)
        })
    };
    let mut orgs = world.directory().orgs.values();
    let org = orgs.rfind(|org| {
        let id = org.id.as_str();
        json!(org.domain.0) == before[0]["domainId"] && stays(id) && !has_post.contains(id)
    });
    org.expect("an org that stays").id.to_string()
}

/// Whether a list that is sent whole is shorter than it was.
fn leaves_out(step: &Step) -> bool {
    let length = |list: &Value| match list.pointer("/0/orgUnits") {
        Some(posts) => posts.as_array().map_or(0, Vec::len),
        None => list.as_array().map_or(0, Vec::len),
    };
    step.request.method == Patch
        && step.expects.iter().any(|expect| {
            let after = step
                .request
                .body
                .as_ref()
                .and_then(|body| body.get(&expect.field));
            after.is_some_and(|after| length(after) < length(&expect.value))
        })
}

/// A group that loses members and masters, somebody who loses a post, and a change of each
/// that takes nothing away.
fn fewer() -> (World, Plan) {
    let mut world = world();
    let w = &mut world;
    let [o1, o2, _] = ["o1", "o2", "o3"].map(|key| made(w, "/orgunits", org(key, Value::Null)));
    let posts = |orgs: &[&String]| {
        let posts: Vec<Value> = orgs
            .iter()
            .enumerate()
            .map(|(i, org)| json!({"orgUnitId": org, "primary": i == 0}))
            .collect();
        json!([{"domainId": HOME, "primary": true, "orgUnits": posts}])
    };
    let mut both = member("E1");
    both["organizations"] = posts(&[&o1, &o2]);
    let both = made(w, "/users", both);
    let m = ["E2", "E3", "E4", "E9"].map(|key| made(w, "/users", member(key)));
    let g = made(
        w,
        "/groups",
        group("g", &[&m[0], &m[1]], &[&m[0], &m[1], &m[2]]),
    );
    let entries = |ids: &[&String]| {
        let entries: Vec<Value> = ids
            .iter()
            .map(|id| json!({"id": id, "type": "USER"}))
            .collect();
        json!(entries)
    };
    let masters = |ids: &[&String]| {
        let masters: Vec<Value> = ids.iter().map(|id| json!({"userId": id})).collect();
        json!(masters)
    };
    let of_group = format!("/groups/{g}");
    let of_member = format!("/users/{both}");
    let plan = plan(vec![
        step(
            "group",
            "g",
            Patch,
            &of_group,
            json!({"description": "new"}),
        ),
        step(
            "group",
            "g",
            Patch,
            &of_group,
            json!({"members": entries(&[&m[0], &m[1]]), "administrators": masters(&[&m[0]])}),
        )
        .while_it_is(
            &g,
            &[
                ("members", entries(&[&m[0], &m[1], &m[2]])),
                ("administrators", masters(&[&m[0], &m[1]])),
            ],
        ),
        step(
            "member",
            "E1",
            Patch,
            &of_member,
            json!({"location": "東京"}),
        ),
        step(
            "member",
            "E1",
            Patch,
            &of_member,
            json!({"organizations": posts(&[&o1])}),
        )
        .while_it_is(&both, &[("organizations", posts(&[&o1, &o2]))]),
    ]);
    (world, plan)
}

async fn raced(world: &World, plan: &Plan) -> usize {
    let mut runs = 0;
    for (i, step) in plan.steps.iter().enumerate() {
        let takes_away = step.request.method == Method::Delete && !step.expects.is_empty()
            || step.request.path.ends_with("/suspend")
            || leaves_out(step);
        if !takes_away {
            continue;
        }
        for (calls, said) in meddling(world, plan, step) {
            let case = format!("{} {} {}: {calls:?}", step.op, step.kind, step.key);
            let service = Service::paced(world.clone());
            let meddler = Meddler {
                service: &service,
                after: i,
                calls: &calls,
            };
            let secrets = Secrets::none();
            let cancel = Cancel::default();
            let with = Apply::unrecorded(&secrets, &meddler, &cancel);
            let outcome = apply(&service, plan, &with).await;
            let fate = &outcome.steps[i].fate;
            assert!(
                matches!(fate, Fate::NotSent(NotSent::Moved(_))),
                "{case}: {fate:?}"
            );
            let call = format!("{} {}", step.request.method.name(), step.request.path);
            let sent = service
                .writes()
                .iter()
                .filter(|write| **write == call)
                .count();
            let alike = |other: &&Step| {
                (other.request.method, &other.request.path)
                    == (step.request.method, &step.request.path)
            };
            let others = plan.steps.iter().filter(alike).count() - 1;
            assert_eq!(sent, others, "{case}: sent");
            let lost = without(plan, step.n);
            for (step, other) in plan.steps.iter().zip(&outcome.steps) {
                assert_eq!(
                    other.fate.is_done(),
                    !lost.contains(&step.n),
                    "{case}: {:?}: {:?}",
                    step.request,
                    other.fate
                );
            }
            let problems = outcome.problems(plan);
            let first = problems.first().expect("a problem");
            assert_eq!(first.code, said, "{case}: {problems:#?}");
            assert_eq!(first.params["n"], step.n.to_string());
            // An org that is gone took those below along: each is told.
            let told = problems.iter().map(|problem| problem.params["n"].parse());
            let told: HashSet<u32> = told.map(|n| n.expect("a number")).collect();
            assert_eq!(told, lost, "{case}: {:?}", codes(&problems));
            runs += 1;
        }
    }
    runs
}

#[tokio::test(start_paused = true)]
async fn what_somebody_changed_meanwhile_is_not_taken_away() {
    let (desired, world) = acme();
    let plan = planned(&desired, &world);
    let mut runs = raced(&world, &plan).await;
    let (world, plan) = mixed();
    runs += raced(&world, &plan).await;
    let (world, plan) = fewer();
    let of_lists = raced(&world, &plan).await;
    assert_eq!(
        of_lists, 4,
        "two masters and members, a group that is gone, a post"
    );
    runs += of_lists;
    assert!(runs >= 24, "{runs}");
    tried(&format!("{runs} runs"));
}

#[tokio::test(start_paused = true)]
async fn what_a_group_does_not_show_with_itself_its_own_lists_tell() {
    let mut world = world_if(Assumptions {
        inline_group_lists_are_whole: false,
        ..Assumptions::default()
    });
    let w = &mut world;
    let mut ids: Vec<String> = (0..=WHOLE)
        .map(|n| made(w, "/users", member(&format!("E{n:03}"))))
        .collect();
    // By id he comes behind all that is shown.
    ids.sort();
    let late = ids.pop().expect("somebody");
    let all: Vec<&String> = ids.iter().collect();
    let g = made(w, "/groups", group("g", &all[..1], &all));
    let entries: Value = ids
        .iter()
        .map(|id| json!({"id": id, "type": "USER"}))
        .collect();
    let plan = plan(vec![
        step(
            "group",
            "g",
            Method::Delete,
            &format!("/groups/{g}"),
            Value::Null,
        )
        .while_it_is(
            &g,
            &[
                ("members", entries),
                ("administrators", json!([{"userId": ids[0]}])),
            ],
        ),
    ]);
    for joins in [false, true] {
        let service = Service::paced(world.clone());
        if joins {
            let entry = json!({"id": late, "type": "USER"});
            service.elsewhere(Post, &format!("/groups/{g}/members"), entry);
        }
        let outcome = run(&service, &plan).await;
        assert_eq!(
            outcome.is_complete(),
            !joins,
            "{:#?}",
            outcome.problems(&plan)
        );
        let service = Service::paced(service.world.into_inner());
        let moved = check_expects(&service, &plan, &mut Default::default()).await;
        let told = if joins { code::LIST_MOVED } else { code::GONE };
        assert_eq!(codes(&moved), [told]);
    }
}

/// Renames an org while its deletion waits to be sent again.
struct Renames<'a>(&'a Service, String);

impl Progress for Renames<'_> {
    fn on(&self, event: &Event<'_>) {
        if let Event::Repeating { .. } = event {
            let body = json!({"orgUnitName": "another"});
            self.0.elsewhere(Patch, &self.1, body);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_again_is_looked_at_again() {
    let service = Service::new();
    let path = format!("/orgunits/{}", service.has_org("a"));
    let id = path.rsplit('/').next();
    service.fault(Delete, "", When::Before, unreachable());
    let plan = plan(vec![
        step("org", "a", Delete, &path, Value::Null).expecting(
            "field",
            "org",
            id,
            "orgUnitName",
            json!("a"),
        ),
    ]);
    let renames = Renames(&service, path.clone());
    let secrets = Secrets::none();
    let cancel = Cancel::default();
    let with = Apply::unrecorded(&secrets, &renames, &cancel);
    let outcome = apply(&service, &plan, &with).await;
    let fate = &outcome.steps[0].fate;
    assert!(matches!(fate, Fate::NotSent(NotSent::Moved(_))), "{fate:?}");
    assert!(service.get(&path).is_some(), "it stays");
}
