//! Somebody else changes what is about to be taken away: it stays, that is said, and the
//! rest is done.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::acme::{acme, planned};
use super::mixed::mixed;
use super::plans::{codes, member, plan, step};
use super::service::{Service, When, unreachable};
use super::sweep::tried;
use crate::apply::{Apply, Cancel, Event, Fate, NotSent, Progress, Secrets, apply, codes as code};
use crate::plan::{Plan, Step};
use crate::source::Code;
use crate::world::Method::{self, Delete, Patch, Post};
use crate::world::World;

/// Does something when so many steps came to their end.
struct Meddler<'a> {
    service: &'a Service,
    after: usize,
    calls: &'a [(Method, String, Value)],
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
fn meddling(step: &Step) -> Vec<Meddling> {
    let bare = step.request.path.split('?').next().unwrap_or_default();
    let bare = bare.trim_end_matches("/suspend");
    let path = bare.trim_end_matches("/forcedelete").to_owned();
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let domain = |step: &Step| match step.domain.as_str() {
        "acme-sub" => 20000456,
        _ => super::service::HOME,
    };
    let mut newcomer = member("X1");
    newcomer["domainId"] = json!(domain(step));
    let change = |body: Value| (vec![(Patch, path.clone(), body)], code::MOVED_MEANWHILE);
    let gone = (
        vec![(Delete, path.clone(), Value::Null)],
        code::GONE_MEANWHILE,
    );
    match step.kind.as_str() {
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
        "group" => vec![change(json!({"description": "elsewhere"})), gone],
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

async fn raced(world: &World, plan: &Plan) -> usize {
    let mut runs = 0;
    for (i, step) in plan.steps.iter().enumerate() {
        let takes_away = step.request.method == Method::Delete && !step.expects.is_empty()
            || step.request.path.ends_with("/suspend");
        if !takes_away {
            continue;
        }
        for (calls, said) in meddling(step) {
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
            assert!(!service.writes().contains(&call), "{case}: sent");
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
    assert!(runs >= 20, "{runs}");
    tried(&format!("{runs} runs"));
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
