use std::collections::{BTreeSet, HashSet};
use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::action::{Act, Graph};
use super::build::{self, Context};
use super::gates::Allowed;
use super::steps::{Made, make};
use super::{
    Base, PLAN_FORMAT, Plan, Said, Schedule, Step, Summary, codes, gates, hash, names, order,
    rehearsal, schedule, targets, twin,
};
use crate::check::take_out_allowed;
use crate::directory::{Desired, Directory, Key, Kind, Policy, Snapshot};
use crate::source::{Place, Problem, Severity};
use crate::world::Assumptions;

/// What a plan depends on beside the two sides.
#[derive(Clone, Debug)]
pub struct Options {
    /// When it is made: leaves that are over, deadlines of removals.
    pub as_of: Timestamp,
    /// Only these, and what they need; empty for all.
    pub targets: Vec<(Kind, Key)>,
    /// Latency of one call, for the estimate.
    pub latency: Duration,
    /// Section 11 of the facts, for the rehearsal.
    pub assumptions: Assumptions,
    /// How many of what may be, whatever `policy.limits` says (`--allow`).
    pub allowed: Allowed,
    /// Whether it is told where something is created although a live object is much like it.
    pub hints: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options::at(Timestamp::UNIX_EPOCH)
    }
}

impl Options {
    /// Everything, at the usual latency, under the default assumptions.
    pub fn at(as_of: Timestamp) -> Options {
        Options {
            as_of,
            targets: Vec::new(),
            latency: Duration::from_millis(200),
            assumptions: Assumptions::default(),
            allowed: Allowed::new(),
            hints: true,
        }
    }
}

/// Plans the way from the live directory to the desired one, and rehearses it. Problems
/// with an error among them mean that the plan is not to be applied.
pub fn plan(desired: &Desired, live: &Snapshot, options: &Options) -> Plan {
    // The order in which lists were answered says nothing: no plan depends on it.
    let live = &live.sorted();
    let mut problems = Vec::new();
    let ((context, graph, order), world) = beside(
        || what_to_do(desired, live, options, &mut problems),
        || {
            rehearsal::Player::new(
                &live.directory,
                rehearsal::rules(desired),
                options.assumptions.clone(),
                options.as_of,
            )
        },
    );
    let (mut plan, fingerprint) = beside(
        || unhashed(live, options, (context, graph, order, world), problems),
        || live.fingerprint(),
    );
    plan.base.fingerprint = fingerprint;
    plan.hash = hash::hash(&plan);
    plan
}

/// The same plan, with more that is worth knowing, less what `policy` allows, and a note on
/// what it is for.
#[must_use]
pub fn told(mut plan: Plan, mut problems: Vec<Problem>, policy: &Policy, note: Said) -> Plan {
    plan.allowed += allowed(policy, &mut problems);
    plan.problems.extend(problems);
    plan.notes.push(note);
    plan.hash = hash::hash(&plan);
    plan
}

/// Takes out what the policy allows; how many.
fn allowed(policy: &Policy, problems: &mut Vec<Problem>) -> u32 {
    u32::try_from(take_out_allowed(policy, problems)).unwrap_or(u32::MAX)
}

/// The same plan, with the line and column of every problem that has a place in a file.
#[must_use]
pub fn located(mut plan: Plan, spot: impl Fn(&Place) -> Option<(u32, u32)>) -> Plan {
    let mut found = false;
    for problem in &mut plan.problems {
        let place = &mut problem.place;
        if place.at.is_none() && place.file.is_some() {
            place.at = spot(place);
            found |= place.at.is_some();
        }
    }
    if found {
        plan.hash = hash::hash(&plan);
    }
    plan
}

/// Two things at the same time, of which neither needs the other.
fn beside<A, B: Send>(here: impl FnOnce() -> A, there: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let there = scope.spawn(there);
        let here = here();
        let there = there.join().unwrap_or_else(|panic| resume_unwind(panic));
        (here, there)
    })
}

/// What is to be done, and in which order.
fn what_to_do<'a>(
    desired: &'a Desired,
    live: &'a Snapshot,
    options: &Options,
    problems: &mut Vec<Problem>,
) -> (Context<'a>, Graph, Vec<usize>) {
    let context = Context::new(desired, &live.directory, options.as_of, problems);
    let graph = build::build(&context, problems);
    unknown_targets(&context, options, problems);
    let graph = targets::keep(&context, graph, &options.targets);
    if options.hints {
        twin::hints(&context, &graph, problems);
    }
    let order = schedule::order(&context, &graph, options.latency);
    (context, graph, order)
}

/// The whole plan but the fingerprint of its base and what is hashed with it.
fn unhashed(
    live: &Snapshot,
    options: &Options,
    (context, graph, order, world): (Context<'_>, Graph, Vec<usize>, rehearsal::Player),
    mut problems: Vec<Problem>,
) -> Plan {
    let desired = context.desired;
    let made = make(&context, world, &graph, &order, &mut problems);
    let gates = gates::gates(&context, &graph, &options.allowed);
    let orgs_going = gates::orgs_going(&context, &graph);
    let Made {
        steps,
        world,
        resolver,
        short,
        refused,
    } = made;
    let names = names::names(&steps, &live.directory, world.directory(), &resolver);
    let unmanaged = context.unmanaged.iter();
    let unmanaged = unmanaged.map(|(kind, count)| (kind.name().to_owned(), *count));
    let unmanaged = unmanaged.collect();
    // As much again is needed to judge the result.
    drop((context, graph, order, resolver));
    if !steps.is_empty() && !problems.iter().any(|p| p.severity == Severity::Error) {
        match world.end(&steps) {
            Ok(after) => judge(&after, desired, options, (&short, &refused), &mut problems),
            Err(stopped) => problems.push(
                Problem::error(codes::NOT_REACHED)
                    .with("object", "plan")
                    .with("fields", format!("{stopped:?}")),
            ),
        }
    }
    let allowed = allowed(&desired.policy, &mut problems);
    // By what they are about: the order they were found in may be that of a file.
    problems.sort_by(|a, b| {
        let about = |problem: &Problem| problem.params.get("object").cloned();
        (about(a), a.code, &a.params).cmp(&(about(b), b.code, &b.params))
    });
    let mut plan = Plan {
        format_version: PLAN_FORMAT,
        tenant: desired.tenant.key.clone(),
        created_at: options.as_of.to_string(),
        base: Base {
            fingerprint: String::new(),
            read_at: live.read_at.to_string(),
        },
        hash: String::new(),
        summary: Summary::default(),
        schedule: Schedule {
            eta_seconds: 0.0,
            lower_bound_seconds: 0.0,
            binding: "serial".to_owned(),
            latency_seconds: 0.0,
            faster: Vec::new(),
        },
        gates,
        problems,
        allowed,
        notes: notes(desired),
        unmanaged,
        names,
        steps,
    };
    plan.schedule = schedule::schedule(desired, &mut plan.steps, options.latency);
    plan.summary = summary(&plan.steps, orgs_going);
    plan
}

/// Plans again from where the plan leads, seen with fresh eyes: nothing may be left to do.
fn judge(
    reached: &Directory,
    desired: &Desired,
    options: &Options,
    (short, refused): (&HashSet<(Kind, usize)>, &[Act]),
    problems: &mut Vec<Problem>,
) {
    let mut after_problems = Vec::new();
    let after = Context::new(desired, reached, options.as_of, &mut after_problems);
    let left = build::build(&after, &mut after_problems);
    let left = targets::keep(&after, left, &options.targets);
    for node in order::order(&left) {
        let act = &left.actions[node].act;
        let concerned = targets::concerns(&after, act);
        let excused = act
            .object(desired)
            .map_or_else(|| refused.contains(act), |object| short.contains(&object));
        if excused {
            continue;
        }
        let object = concerned
            .first()
            .map_or_else(|| format!("{act:?}"), |(kind, key)| format!("{kind}/{key}"));
        problems.push(
            Problem::error(codes::NOT_REACHED)
                .with("object", &object)
                .with("fields", super::steps::left_over(&after, act))
                .at(Place {
                    object: Some(object.clone()),
                    ..Place::default()
                }),
        );
    }
}

/// The Organization Sync switches have no API: what is declared of them is a reminder.
fn notes(desired: &Desired) -> Vec<Said> {
    let declared: Vec<&str> = desired
        .tenant
        .domains
        .iter()
        .filter(|domain| domain.sync.is_some())
        .map(|domain| domain.key.as_str())
        .collect();
    if declared.is_empty() {
        return Vec::new();
    }
    let params = [("domains".to_owned(), declared.join(", "))];
    vec![Said {
        code: "syncIsSetInTheConsole".to_owned(),
        params: params.into(),
    }]
}

fn unknown_targets(context: &Context<'_>, options: &Options, problems: &mut Vec<Problem>) {
    for (kind, key) in &options.targets {
        let desired = context.desired;
        let live = context.live;
        let known = match kind {
            Kind::Level | Kind::Position | Kind::UserType => {
                desired
                    .ranks
                    .iter()
                    .any(|r| Kind::from(r.kind) == *kind && r.declaration.key == *key)
                    || live.ranks.values().any(|r| r.key.as_ref() == Some(key))
            }
            Kind::Org => {
                desired.orgs.iter().any(|o| o.declaration.key == *key)
                    || live.orgs.values().any(|o| o.key.as_ref() == Some(key))
            }
            Kind::Member => {
                desired.members.iter().any(|m| m.declaration.key == *key)
                    || live.members.values().any(|m| m.key.as_ref() == Some(key))
            }
            Kind::Group => {
                desired.groups.iter().any(|g| g.declaration.key == *key)
                    || live.groups.values().any(|g| g.key.as_ref() == Some(key))
            }
        };
        if !known {
            problems.push(
                Problem::error(codes::TARGET_UNKNOWN).with("target", format!("{kind}/{key}")),
            );
        }
    }
}

fn summary(steps: &[Step], orgs_going: u32) -> Summary {
    let mut objects: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    let mut summary = Summary::default();
    for step in steps {
        summary.calls += 1;
        let sort = match step.op.as_str() {
            "create" => "create",
            "move" | "transfer" => "move",
            "delete" | "forceDelete" => "delete",
            "suspend" if step.source.is_none() => "delete",
            _ => "update",
        };
        if !objects.insert((sort, &step.kind, &step.key)) {
            continue;
        }
        match sort {
            "create" => summary.create += 1,
            "move" => summary.r#move += 1,
            "delete" => summary.delete += 1,
            _ => summary.update += 1,
        }
    }
    // An object that is created, moved or removed is not counted as changed too.
    for (sort, kind, key) in &objects {
        let other = ["create", "move", "delete"];
        if *sort == "update" && other.iter().any(|s| objects.contains(&(s, *kind, *key))) {
            summary.update -= 1;
        }
    }
    // Orgs that go along with a top have no step of their own.
    let tops = steps
        .iter()
        .filter(|s| s.op == "delete" && s.kind == "org")
        .count();
    let tops = u32::try_from(tops).unwrap_or(u32::MAX);
    summary.delete += orgs_going.saturating_sub(tops);
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{ACME, org, renumber, sample};
    use crate::report::words;

    /// No input is known that a plan leads elsewhere with: what is judged is given here.
    #[test]
    fn what_a_plan_would_not_reach_is_told() {
        let mut desired = sample();
        desired.ranks.clear();
        desired.members.clear();
        desired.groups.clear();
        desired.orgs = vec![org(ACME, "hq", "本社", None)];
        renumber(&mut desired);
        let judged = |desired: &Desired| {
            let (reached, mut problems) = (Directory::default(), Vec::new());
            let options = Options::default();
            judge(
                &reached,
                desired,
                &options,
                (&HashSet::new(), &[]),
                &mut problems,
            );
            problems
        };
        let [told] = &judged(&desired)[..] else {
            panic!("{:?}", judged(&desired));
        };
        assert_eq!(told.code.to_string(), "M0403");
        assert_eq!(
            words::message(told, words::Language::En),
            "the plan would not bring org/hq to what is declared: CreateOrg(0)"
        );
        assert_eq!(words::lacking(told), Vec::<&str>::new());
        desired.orgs.clear();
        renumber(&mut desired);
        assert_eq!(judged(&desired), []);
    }
}
