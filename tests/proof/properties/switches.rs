//! Every call of a plan is accepted under every setting of what is not known of the service
//! (facts 11): a plan is made under the defaults and performed under each.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use meibo::directory::Directory;
use meibo::plan::Plan;
use meibo::world::{Assumptions, Request, World};

use super::case::{Case, case, each, seeds, usual};
use super::meets::{Meets, Setting, settings};
use super::tenant::Shape;
use crate::dice::Dice;
use crate::run::{now, perform_on};
use crate::tally;

/// Whether cases of a shape are possible under a setting.
fn possible(setting: &str, shape: Shape) -> bool {
    match setting {
        // A group with nobody in it.
        "groups_may_be_empty" => shape.full_groups,
        // A joiner, who is pending, in a group.
        "pending_may_join_groups" => shape.sso,
        // One delete for a whole branch is the design's own choice (section 4, Minimal).
        "org_delete_cascades" => !shape.branches_go,
        // Siblings that exchange their names have one name on the way.
        "sibling_orgs_may_share_names" => !shape.names_meet,
        _ => true,
    }
}

/// Cases that are possible under every setting.
fn strict(shape: Shape) -> Shape {
    Shape {
        sso: true,
        full_groups: true,
        branches_go: false,
        names_meet: false,
        ..shape
    }
}

/// A plan that may be performed, of a case.
struct Planned {
    case: Case,
    plan: Plan,
}

fn made(case: Case) -> Planned {
    let plan = case.plan().expect("a plan that is not refused");
    Planned { case, plan }
}

/// Performs the plan of a case under a setting; what is there then.
fn under(Planned { case, plan }: &Planned, assumptions: &Assumptions, name: &str) -> Directory {
    let mut world = World::load(&case.live, case.after.rules(), assumptions.clone());
    for group in case.groups_beside() {
        world.make_dynamic(&group);
    }
    let done = catch_unwind(AssertUnwindSafe(|| perform_on(world, plan)));
    done.unwrap_or_else(|_| panic!("seed {}, {name} turned", case.seed))
}

/// Sends the calls of a plan when it says, to a service that counts them in its windows.
/// Nobody waits for one of these: how many were sent.
fn in_time(Planned { case, plan }: &Planned, assumptions: &Assumptions) -> usize {
    let mut world = World::load(&case.live, case.after.rules(), assumptions.clone());
    for step in &plan.steps {
        let at = Duration::from_secs_f64(step.at);
        let sent = Request {
            method: step.request.method,
            target: &step.request.path,
            authorization: None,
            // What it says is tried elsewhere: any answer but "too many" counts.
            body: b"",
        };
        let answer = world.serve_text(&sent, true, now() + at);
        assert_ne!(answer.status, 429, "seed {}, step {}", case.seed, step.n);
    }
    plan.steps.len()
}

/// Plans among which every setting is met that speaks of what plans do.
const ENOUGH: usize = 50;

/// How often a setting was tried.
#[derive(Default)]
struct Tried {
    /// Plans that were performed under it.
    plans: usize,
    /// Those that hold something it speaks of.
    met: usize,
    /// What it speaks of: calls of plans, or groups, or lists.
    things: usize,
    /// Those that end otherwise than under the defaults.
    otherwise: usize,
}

fn tried(setting: &Setting, planned: &Planned, end: &Directory, plain: &Directory) -> [usize; 2] {
    let things = match setting.meets {
        Meets::Calls(speaks) => planned.plan.steps.iter().filter(|it| speaks(it)).count(),
        Meets::DynamicGroups => planned.case.groups_beside().count(),
        Meets::Times => in_time(planned, &setting.assumptions),
        Meets::Lists | Meets::NoPlan(_) => 0,
    };
    [things, usize::from(end != plain)]
}

#[test]
fn every_call_is_accepted_under_every_setting() {
    let settings = settings();
    let mut counts: Vec<Tried> = settings.iter().map(|_| Tried::default()).collect();
    let mut several = 0_usize;
    each("every_call_is_accepted_under_every_setting", |seed| {
        let shape = usual(seed);
        let usual = made(case(seed, shape));
        let plain = under(&usual, &Assumptions::default(), "nothing");
        let narrow = made(case(seed, strict(shape)));
        let narrow_plain = under(&narrow, &Assumptions::default(), "nothing");
        for (setting, count) in settings.iter().zip(&mut counts) {
            let (planned, plain) = match possible(setting.name, shape) {
                true => (&usual, &plain),
                false => (&narrow, &narrow_plain),
            };
            let end = under(planned, &setting.assumptions, setting.name);
            let [things, otherwise] = tried(setting, planned, &end, plain);
            count.plans += 1;
            count.met += usize::from(things > 0);
            count.things += things;
            count.otherwise += otherwise;
        }
        // And several at once.
        let mut dice = Dice(seed);
        let mut mixed = serde_json::to_value(Assumptions::default()).expect("switches");
        for value in mixed
            .as_object_mut()
            .into_iter()
            .flat_map(|map| map.values_mut())
        {
            if dice.one_in(2) {
                *value = (!value.as_bool().expect("a switch")).into();
            }
        }
        let mixed = serde_json::from_value(mixed).expect("the same switches");
        under(&narrow, &mixed, "a random half");
        several += 1;
    });
    for (setting, count) in settings.iter().zip(&counts) {
        let Tried {
            plans,
            met,
            things,
            otherwise,
        } = count;
        let what = match setting.meets {
            Meets::Calls(_) => format!("{met} with {things} calls it speaks of"),
            Meets::Times => format!("{met} with {things} calls sent in time"),
            Meets::DynamicGroups => format!("{met} with {things} such groups"),
            Meets::Lists => "read under it by no_plan_depends_on_how_lists_answer".to_owned(),
            Meets::NoPlan(why) => format!("no plan {why}"),
        };
        tally::line(&format!(
            "{:36} {plans} plans, {what}; {otherwise} end otherwise",
            setting.name
        ));
        let seen = *met > 0 || matches!(setting.meets, Meets::Lists | Meets::NoPlan(_));
        assert!(
            seen || seeds().count() < ENOUGH,
            "{} was never met",
            setting.name
        );
    }
    tally::line(&format!(
        "{several} plans under a random half of all settings"
    ));
}

#[test]
fn a_call_that_a_setting_forbids_is_seen() {
    let strict_case = |seed| made(case(seed, strict(usual(seed))));
    let refused = |planned: &Planned| {
        let world = World::load(
            &planned.case.live,
            planned.case.after.rules(),
            Assumptions::default(),
        );
        catch_unwind(AssertUnwindSafe(|| perform_on(world, &planned.plan))).is_err()
    };
    let mut tampered = 0;
    for seed in 1..9 {
        let mut planned = strict_case(seed);
        assert!(!refused(&planned));
        // A plan that forgets the place of an org it makes.
        let mut steps = planned.plan.steps.iter_mut();
        let Some(step) = steps.find(|it| it.op == "create" && it.kind == "org") else {
            continue;
        };
        if let Some(body) = &mut step.request.body {
            body.as_object_mut()
                .expect("an object")
                .remove("displayOrder");
        }
        tampered += 1;
        assert!(refused(&planned), "seed {seed}");
    }
    assert!(tampered > 0);
}
