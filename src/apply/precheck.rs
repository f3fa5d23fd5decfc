//! A saved plan before it is applied: is it the one that was reviewed, for this tenant,
//! and is the tenant still as the plan expects it?

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use super::caller::{get, list, segment};
use super::compare::{Difference, differences};
use super::entries::{Called, Change};
use super::expected::{collection_of, read_path};
use super::ids::{Ids, domain_in};
use super::outcome::{of_step, why};
use super::reread::{SoFar, lists_of, takes_object};
use super::run::fill;
use super::verify::short;
use super::{Caller, codes, sensitive_properties};
use crate::api::ApiError;
use crate::directory::{Directory, Kind};
use crate::plan::{Expect, PLAN_FORMAT, Plan, Step, Verdict};
use crate::source::{Problem, Severity};
use crate::store::journal::Past;
use crate::world::Method;

/// Reads a saved plan.
///
/// # Errors
/// Where it is no plan, or one of a version this meibo does not know.
pub fn load(text: &str) -> Result<Plan, Problem> {
    let unreadable =
        |error: serde_json::Error| Problem::error(codes::PLAN_UNREADABLE).with("why", error);
    // The version comes first: a later form need not be readable as this one.
    let value: Value = serde_json::from_str(text).map_err(unreadable)?;
    let version = value.get("formatVersion").and_then(Value::as_u64);
    if let Some(found) = version.filter(|found| *found != u64::from(PLAN_FORMAT)) {
        return Err(Problem::error(codes::PLAN_VERSION)
            .with("found", found)
            .with("known", PLAN_FORMAT));
    }
    serde_json::from_value(value).map_err(unreadable)
}

/// What forbids applying a plan whatever the tenant looks like: its version, its hash, the
/// tenant it is for (where the configuration's is known), errors in it, limits it exceeds.
pub fn check_form(plan: &Plan, tenant: Option<&str>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if plan.format_version != PLAN_FORMAT {
        problems.push(
            Problem::error(codes::PLAN_VERSION)
                .with("found", plan.format_version)
                .with("known", PLAN_FORMAT),
        );
    }
    let computed = crate::plan::hash(plan);
    if computed != plan.hash {
        problems.push(
            Problem::error(codes::PLAN_ALTERED)
                .with("found", &plan.hash)
                .with("computed", computed),
        );
    }
    if let Some(tenant) = tenant.filter(|tenant| *tenant != plan.tenant) {
        problems.push(
            Problem::error(codes::PLAN_OF_ANOTHER_TENANT)
                .with("planned", &plan.tenant)
                .with("tenant", tenant),
        );
    }
    let errors = plan
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    if errors > 0 {
        problems.push(Problem::error(codes::PLAN_HAS_ERRORS).with("count", errors));
    }
    for gate in &plan.gates {
        if gate.verdict == Verdict::Refused {
            problems.push(
                Problem::error(codes::PLAN_EXCEEDS_LIMIT)
                    .with("kind", &gate.kind)
                    .with("action", &gate.action)
                    .with("count", gate.count)
                    .with("of", gate.of),
            );
        }
    }
    problems
}

/// Whether the tenant that is reached has the domains that a plan makes something in: one
/// read each (facts 11 #79). What a plan changes it names by id, and another tenant does not
/// have those; what it makes, every tenant would seem free for.
pub async fn check_domains<C: Caller>(caller: &C, plan: &Plan) -> Vec<Problem> {
    let mut seen: HashSet<i64> = HashSet::new();
    let mut problems = Vec::new();
    for step in &plan.steps {
        let domain = domain_in(step.request.body.as_ref());
        let Some(domain) = domain.filter(|domain| seen.insert(*domain)) else {
            continue;
        };
        let target = format!("/orgunits?domainId={domain}&count=1");
        match caller.call(Method::Get, &target, None, &[]).await {
            Ok(_) => {}
            Err(error) if matches!(error.status(), Some(400 | 403 | 404)) => problems.push(
                Problem::error(codes::PLAN_OF_ANOTHER_TENANT)
                    .with("planned", &plan.tenant)
                    .with("tenant", format!("one without the domain {domain}")),
            ),
            Err(error) => problems.push(unread(step, &error)),
        }
    }
    problems
}

/// Reads again what the steps of a plan expect, and nothing else: what moved since, object
/// by object and property by property. Empty where the plan may be applied.
/// `before` gets the objects that were read.
pub async fn check_expects<C: Caller>(
    caller: &C,
    plan: &Plan,
    before: &mut Directory,
) -> Vec<Problem> {
    let steps: Vec<&Step> = plan.steps.iter().collect();
    let told = (&Both::default(), &Called::of(plan));
    check(caller, &steps, &|_| true, told, before).await
}

/// The same for a run that goes on: what the steps expect that are not done, less what those
/// that are have changed themselves. Of a step in doubt both is as expected: that it was
/// done, and that it was not.
pub async fn check_what_is_left<C: Caller>(
    caller: &C,
    plan: &Plan,
    past: &Past,
    before: &mut Directory,
) -> Vec<Problem> {
    let is_left = |step: &&Step| !past.done.contains_key(&step.n);
    let left: Vec<&Step> = plan.steps.iter().filter(is_left).collect();
    let (mut surely, mut perhaps) = (SoFar::of_all(&left), SoFar::of_all(&left));
    let mut ids = Ids::default();
    for step in &plan.steps {
        let is_done = past.done.contains_key(&step.n);
        if !is_done && !past.doubtful.contains(&step.n) {
            continue;
        }
        let id = past.done.get(&step.n).cloned().flatten();
        let body = step.request.body.as_ref();
        if let Some(id) = &id {
            ids.learn(&step.kind, &step.key, domain_in(body), id);
        }
        if let Ok((path, body)) = fill(step, &ids) {
            perhaps.done(step, &path, body.as_ref(), id.as_deref());
            if is_done {
                surely.done(step, &path, body.as_ref(), id.as_deref());
            }
        }
    }
    // What they made is there now under keys and addresses that were free.
    let is_begun = !(past.done.is_empty() && past.doubtful.is_empty());
    let concerns = |expect: &Expect| expect.id.is_some() || !is_begun;
    // Orgs below one that goes, go with it.
    let taken = (left.iter())
        .filter(|step| past.doubtful.contains(&step.n) && takes_object(step))
        .flat_map(|step| step.expects.iter().filter_map(|expect| expect.id.clone()))
        .collect();
    let so_far = Both {
        surely,
        perhaps,
        taken,
    };
    let told = (&so_far, &Called::of(plan));
    check(caller, &left, &concerns, told, before).await
}

/// What a run surely did, and what it did if all that is in doubt was done.
#[derive(Default)]
struct Both {
    surely: SoFar,
    perhaps: SoFar,
    /// Ids of what is gone if that was done.
    taken: HashSet<String>,
}

async fn check<C: Caller>(
    caller: &C,
    steps: &[&Step],
    concerns: &dyn Fn(&Expect) -> bool,
    (so_far, called): (&Both, &Called<'_>),
    before: &mut Directory,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut objects: BTreeMap<(&str, &str), Vec<(&Step, &Expect)>> = BTreeMap::new();
    let mut seen: HashSet<(&str, &str, String)> = HashSet::new();
    for step in steps {
        for expect in step.expects.iter().filter(|expect| concerns(expect)) {
            match (expect.what.as_str(), &expect.id) {
                ("field", Some(id)) if collection_of(&expect.kind).is_some() => {
                    objects
                        .entry((&expect.kind, id))
                        .or_default()
                        .push((step, expect));
                }
                ("absent", _) => {
                    // Several steps may rest on one name being free.
                    let value = expect.value.to_string();
                    if seen.insert((&expect.kind, &expect.field, value)) {
                        problems.extend(absent(caller, step, expect).await);
                    }
                }
                ("empty", Some(id)) if expect.kind == "org" => {
                    problems.extend(empty(caller, step, id, expect, so_far).await);
                }
                _ => problems.push(unknown(step, expect)),
            }
        }
    }
    for ((kind, id), expects) in objects {
        let told = (so_far, called);
        problems.extend(fields(caller, (kind, id), &expects, told, before).await);
    }
    problems.sort_by_key(|problem| {
        problem
            .params
            .get("n")
            .and_then(|n| n.parse::<u32>().ok())
            .unwrap_or(0)
    });
    problems
}

/// Properties of one object, in one read.
async fn fields<C: Caller>(
    caller: &C,
    (kind, id): (&str, &str),
    expects: &[(&Step, &Expect)],
    (so_far, called): (&Both, &Called<'_>),
    before: &mut Directory,
) -> Vec<Problem> {
    let Some(collection) = collection_of(kind) else {
        return Vec::new();
    };
    let Some((first, _)) = expects.first() else {
        return Vec::new();
    };
    let mut found = match get(caller, &read_path(collection, id)).await {
        Ok(Some(Value::Object(found))) => found,
        // What is in doubt may have taken it away.
        Ok(_) if so_far.taken.contains(id) => return Vec::new(),
        Ok(_) => {
            return vec![of_step(first, Problem::error(codes::GONE)).with("id", id)];
        }
        Err(error) => return vec![unread(first, &error)],
    };
    let expected: Vec<&Expect> = expects.iter().map(|(_, expect)| *expect).collect();
    let domain = found.get("domainId").and_then(Value::as_i64);
    for list_name in lists_of(kind, &expected) {
        let path = format!("{}/{list_name}", read_path(collection, id));
        match list(caller, &path, list_name, domain).await {
            Ok(whole) => found.insert(list_name.to_owned(), Value::Array(whole)),
            Err(error) => return vec![unread(first, &error)],
        };
    }
    if let Some(kind) = Kind::from_name(kind) {
        // An answer of another shape is told of below, property by property.
        let _ = crate::live::add(before, kind, Value::Object(found.clone()));
    }
    expects
        .iter()
        .flat_map(|(step, expect)| {
            let mut moved = against(&so_far.surely, (kind, id), expect, &found);
            if !moved.is_empty() && against(&so_far.perhaps, (kind, id), expect, &found).is_empty()
            {
                moved.clear();
            }
            let since = so_far.surely.since(id);
            let told = moved.into_iter().map(move |moved| {
                let list = called.change(&moved, &since);
                self::moved(step, moved, list)
            });
            told.collect::<Vec<_>>()
        })
        .collect()
}

/// What an object does not show of what is expected, less what a run did itself.
fn against(
    so_far: &SoFar,
    (kind, id): (&str, &str),
    expect: &Expect,
    found: &Map<String, Value>,
) -> Vec<Difference> {
    let path = read_path(collection_of(kind).unwrap_or_default(), id);
    let value = so_far.own(&path, expect);
    let mut found = found.clone();
    if let Some(shown) = found.get_mut(&expect.field) {
        *shown = so_far.less_own(&path, expect, shown);
    }
    let wanted = [(expect.field.clone(), value.clone())]
        .into_iter()
        .collect();
    let mut moved = differences(&wanted, &found, &so_far.since(id));
    moved.retain(|moved| !so_far.reaches(kind, id, &moved.property));
    // Numbers of ranks stay as they are; those of orgs shift with every sibling.
    if expect.field == "displayOrder"
        && kind != "org"
        && let Some(is) = found.get("displayOrder").filter(|is| **is != value)
    {
        moved.push(Difference {
            property: expect.field.clone(),
            expected: value,
            found: is.clone(),
        });
    }
    moved
}

fn moved(step: &Step, difference: Difference, list: Option<Change>) -> Problem {
    let hidden = sensitive_properties(step).contains(difference.property.as_str());
    if let Some(change) = list {
        let Change { added, gone } = if hidden { change.masked() } else { change };
        let mut problem = of_step(step, Problem::error(codes::LIST_MOVED))
            .with("property", &difference.property)
            .with("added", added)
            .with("gone", gone);
        problem.place.property = Some(difference.property);
        return problem;
    }
    let show = |value: &Value| {
        if hidden && !value.is_null() {
            "••••".to_owned()
        } else {
            short(value)
        }
    };
    let mut problem = of_step(step, Problem::error(codes::MOVED))
        .with("property", &difference.property)
        .with("planned", show(&difference.expected))
        .with("found", show(&difference.found));
    problem.place.property = Some(difference.property);
    problem
}

/// A key or an address that must be free.
async fn absent<C: Caller>(caller: &C, step: &Step, expect: &Expect) -> Option<Problem> {
    let value = expect.value.as_str()?;
    let path = match (expect.field.as_str(), collection_of(&expect.kind)) {
        // Keys of ranks are unique in a domain only, and no path says which is meant
        // (facts 11 #68): they are looked for in the list.
        ("externalKey", Some(_)) if super::lookup::is_rank(&expect.kind) => {
            return match super::lookup::rank_keyed(caller, step, value).await {
                Ok(None) => None,
                // A list that this plan switches on first holds nothing (facts 11 #69).
                Err(error) if error.is_forbidden() => None,
                Ok(Some(holder)) => Some(
                    of_step(step, Problem::error(codes::TAKEN))
                        .with("property", &expect.field)
                        .with("value", value)
                        .with("holder", holder),
                ),
                Err(error) => Some(unread(step, &error)),
            };
        }
        ("externalKey", Some(collection)) => {
            let by_id = read_path(collection, "");
            format!("{by_id}externalKey:{}", segment(value))
        }
        // Members, orgs and groups share one name space of addresses, but only members can
        // be read by theirs; a clash with the others is the service's to refuse.
        ("email", Some(_)) => format!("/users/{}", segment(value)),
        _ => return Some(unknown(step, expect)),
    };
    match get(caller, &path).await {
        Ok(None) => None,
        Ok(Some(found)) => {
            let holder = [
                "userId",
                "orgUnitId",
                "groupId",
                "levelId",
                "positionId",
                "userTypeId",
            ]
            .into_iter()
            .find_map(|id| found.get(id)?.as_str())
            .unwrap_or("?");
            Some(
                of_step(step, Problem::error(codes::TAKEN))
                    .with("property", &expect.field)
                    .with("value", value)
                    .with("holder", holder),
            )
        }
        Err(error) => Some(unread(step, &error)),
    }
}

/// An org that must have no members but those whose posts in it the plan itself ends
/// before: the ids in the expectation's value.
async fn empty<C: Caller>(
    caller: &C,
    step: &Step,
    id: &str,
    expect: &Expect,
    so_far: &Both,
) -> Option<Problem> {
    let path = read_path("orgunits", id);
    let domain = match get(caller, &path).await {
        Ok(Some(org)) => org.get("domainId").and_then(Value::as_i64),
        Ok(None) if so_far.taken.contains(id) => return None,
        Ok(None) => return Some(of_step(step, Problem::error(codes::GONE)).with("id", id)),
        Err(error) => return Some(unread(step, &error)),
    };
    let gone = so_far.perhaps.since(id).gone;
    let leavers: HashSet<&str> = expect
        .value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    match list(caller, &format!("{path}/members"), "members", domain).await {
        Ok(members) => members
            .iter()
            .filter_map(|member| member.get("userId")?.as_str())
            .any(|member| !leavers.contains(member) && !gone.contains(member))
            .then(|| of_step(step, Problem::error(codes::NOT_EMPTY))),
        Err(error) => Some(unread(step, &error)),
    }
}

fn unknown(step: &Step, expect: &Expect) -> Problem {
    let what = format!("{} {} {}", expect.what, expect.kind, expect.field);
    of_step(step, Problem::error(codes::UNKNOWN_EXPECTATION)).with("what", what)
}

fn unread(step: &Step, error: &ApiError) -> Problem {
    of_step(step, Problem::error(codes::EXPECTATION_UNREAD)).with("why", why(error))
}
