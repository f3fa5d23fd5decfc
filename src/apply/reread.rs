//! What a call would take away is read once more just before it is sent: where somebody
//! changed it since it was planned, it stays.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::caller::{get, list};
use super::compare::{Difference, Since, differences};
use super::entries::{Called, Change};
use super::expected::{Expectations, Expected, collection_of, entry_id, read_path, segments};
use super::outcome::{Moved, NotSent};
use super::retry::Nature;
use super::verify::short;
use super::{Caller, sensitive_properties};
use crate::api::ApiError;
use crate::plan::{Expect, Plan, Step};

/// What this run did so far, as far as it shows in what it is about to take away: the
/// difference between somebody else's changes and its own.
#[derive(Debug, Default)]
pub(super) struct SoFar {
    /// What it wrote to the objects in `targets`.
    written: Expectations,
    /// Ids of the objects that are held against what the plan expects.
    targets: HashSet<String>,
    /// Whom it made leader of what.
    leaders: HashMap<String, String>,
    /// It made an org private: those below are then, too (facts 11 #22).
    hid: bool,
    /// Ids of members it brought back: whether with their posts and groups is not known
    /// (facts 11 #40).
    brought_back: HashSet<String>,
}

/// Whether a step takes an object away.
pub(super) fn takes_object(step: &Step) -> bool {
    let request = &step.request;
    match Nature::of(request.method, &request.path) {
        Nature::Delete => true,
        Nature::Turn => request.path.ends_with("/suspend"),
        _ => false,
    }
}

/// Whether a step takes something away that is read again before: an object, or entries of
/// a list that it replaces as a whole.
pub(super) fn takes_away(step: &Step) -> bool {
    takes_object(step) || takes_entries(step)
}

/// Whether a `PATCH` leaves entries out of a list that the plan saw there: members or
/// masters of a group, posts of a member. Who changes one post for another is moved, and
/// loses none.
fn takes_entries(step: &Step) -> bool {
    let request = &step.request;
    if Nature::of(request.method, &request.path) != Nature::Change {
        return false;
    }
    let Some(body) = request.body.as_ref().and_then(Value::as_object) else {
        return false;
    };
    let lists = step.expects.iter().filter(|expect| expect.what == "field");
    lists.into_iter().any(|expect| {
        let Some(after) = body.get(&expect.field) else {
            return false;
        };
        match expect.field.as_str() {
            "members" | "administrators" => {
                let stay: HashSet<&str> = ids_in(&expect.field, after).collect();
                ids_in(&expect.field, &expect.value).any(|id| !stay.contains(id))
            }
            "organizations" => posts(after) < posts(&expect.value),
            _ => false,
        }
    })
}

fn ids_in<'a>(list_name: &'a str, entries: &'a Value) -> impl Iterator<Item = &'a str> {
    let entries = entries.as_array().into_iter().flatten();
    entries.filter_map(move |entry| entry_id(list_name, entry))
}

/// How many posts somebody has, over all domains.
fn posts(organizations: &Value) -> usize {
    let domains = organizations.as_array().into_iter().flatten();
    domains
        .filter_map(|domain| domain.get("orgUnits")?.as_array())
        .map(Vec::len)
        .sum()
}

impl SoFar {
    /// Nothing done yet of a plan.
    pub fn of(plan: &Plan) -> SoFar {
        let steps = plan.steps.iter().filter(|step| takes_away(step));
        let ids = steps.flat_map(|step| step.expects.iter().filter_map(|expect| expect.id.clone()));
        SoFar {
            targets: ids.collect(),
            ..SoFar::default()
        }
    }

    /// Nothing done yet of steps of which all that they expect is held against.
    pub fn of_all(steps: &[&Step]) -> SoFar {
        let expects = steps.iter().flat_map(|step| &step.expects);
        SoFar {
            targets: expects.filter_map(|expect| expect.id.clone()).collect(),
            ..SoFar::default()
        }
    }

    /// What an object must look like in a property: as the plan expects it, or as this run
    /// wrote it since.
    pub fn own(&self, path: &str, expect: &Expect) -> Value {
        let written = self.written.objects.get(path);
        own(written, &expect.field, &expect.value)
    }

    /// What an object shows in a property, less the entries that this run put into a list one
    /// by one.
    pub fn less_own(&self, path: &str, expect: &Expect, shown: &Value) -> Value {
        let mut shown = shown.clone();
        if let (Some(written), Value::Array(entries)) = (self.written.objects.get(path), &mut shown)
        {
            for ((list_name, id), there) in &written.entries {
                if *list_name == expect.field && *there {
                    entries.retain(|entry| entry_id(list_name, entry) != Some(id));
                }
            }
        }
        shown
    }

    /// What this run did that shows in an object it did not write to.
    pub fn since(&self, id: &str) -> Since {
        let led = self.leaders.iter().filter(|(_, member)| *member != id);
        Since {
            gone: self.written.since.gone.clone(),
            unseated: led.map(|(org, _)| (org.clone(), id.to_owned())).collect(),
            back: self.brought_back.clone(),
        }
    }

    /// Whether a difference is of this run's own making, as far as it reaches others.
    pub fn reaches(&self, kind: &str, id: &str, property: &str) -> bool {
        match property {
            "visible" => self.hid && kind == "org",
            "organizations" => self.brought_back.contains(id),
            _ => false,
        }
    }

    /// A step was done.
    pub fn done(&mut self, step: &Step, path: &str, body: Option<&Value>, id: Option<&str>) {
        let segments = segments(path);
        let named = segments.iter().any(|part| self.targets.contains(part));
        let listed = body
            .and_then(Value::as_object)
            .filter(|_| path.ends_with("/external-keys"))
            .into_iter()
            .flat_map(Map::values)
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(|entry| entry.get("id")?.as_str())
            .any(|id| self.targets.contains(id));
        if named || listed {
            self.written.take(step, path, body, id);
        }
        if let [_, id, action] = segments.as_slice()
            && action == "undelete"
        {
            self.brought_back.insert(id.clone());
        }
        let Some(body) = body else {
            return;
        };
        self.hid |= step.kind == "org" && body.get("visible") == Some(&Value::Bool(false));
        let member = id.or(segments.get(1).map(String::as_str)).unwrap_or("");
        let organizations = body.get("organizations").and_then(Value::as_array);
        for post in organizations
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.get("orgUnits")?.as_array())
            .flatten()
            .filter(|post| post.get("isManager") == Some(&Value::Bool(true)))
        {
            if let Some(org) = post.get("orgUnitId").and_then(Value::as_str) {
                self.leaders.insert(org.to_owned(), member.to_owned());
            }
        }
    }

    /// How often something must be read, one after the other, before what a plan takes away
    /// is taken away: what that adds to the plan's own time.
    pub fn rounds(plan: &Plan) -> usize {
        let steps = plan.steps.iter().filter(|step| takes_away(step));
        steps
            .flat_map(|step| {
                let objects: Vec<_> = objects(step).into_values().collect();
                let rounds = objects.chunks(2).map(|pair| {
                    let lists = |expects: &Vec<&Expect>| {
                        let kind = expects.first().map_or("", |expect| expect.kind.as_str());
                        let is_empty = expects.iter().any(|expect| expect.what == "empty");
                        lists_of(kind, expects).count() + usize::from(is_empty)
                    };
                    1 + pair.iter().map(lists).max().unwrap_or(0)
                });
                rounds.collect::<Vec<_>>()
            })
            .sum()
    }

    /// Reads again what a step takes away. Nothing where it is as the plan expects it, less
    /// what this run did to it itself.
    pub async fn reread(
        &self,
        caller: &impl Caller,
        step: &Step,
        called: &Called<'_>,
    ) -> Option<NotSent> {
        if !takes_away(step) {
            return None;
        }
        let objects: Vec<_> = objects(step).into_iter().collect();
        let mut moved = Vec::new();
        // The read rules allow two at a time.
        for pair in objects.chunks(2) {
            let one = |at: usize| {
                let object = pair.get(at);
                async move {
                    match object {
                        Some(((collection, id), expects)) => {
                            let place = (*collection, *id);
                            self.held(caller, step, place, expects, called).await
                        }
                        None => Ok(Vec::new()),
                    }
                }
            };
            let (first, second) = tokio::join!(one(0), one(1));
            match first.and_then(|first| Ok((first, second?))) {
                Ok((first, second)) => moved.extend(first.into_iter().chain(second)),
                Err(error) => return Some(NotSent::Unread(error)),
            }
        }
        (!moved.is_empty()).then_some(NotSent::Moved(moved))
    }

    /// One object, held against what the plan expects of it.
    async fn held(
        &self,
        caller: &impl Caller,
        step: &Step,
        (collection, id): (&str, &str),
        expects: &[&Expect],
        called: &Called<'_>,
    ) -> Result<Vec<Moved>, ApiError> {
        let path = read_path(collection, id);
        let kind = expects.first().map_or("", |expect| expect.kind.as_str());
        let object = if kind == step.kind && segments(&step.request.path).iter().any(|s| s == id) {
            format!("{kind}/{}", step.key)
        } else {
            format!("{kind}/id:{id}")
        };
        let Some(Value::Object(mut found)) = get(caller, &path).await? else {
            return Ok(vec![Moved::Gone { object }]);
        };
        let domain = found.get("domainId").and_then(Value::as_i64);
        let wanted: Map<String, Value> = expects
            .iter()
            .filter(|expect| expect.what == "field")
            .map(|expect| (expect.field.clone(), self.own(&path, expect)))
            .collect();
        let since = self.since(id);
        for list_name in lists_of(kind, expects) {
            let whole = list(caller, &format!("{path}/{list_name}"), list_name, domain).await?;
            found.insert(list_name.to_owned(), Value::Array(whole));
        }
        let mut differ = differences(&wanted, &found, &since);
        differ.retain(|one| !self.reaches(kind, id, &one.property));
        let mut moved: Vec<Moved> = differ
            .into_iter()
            .map(|difference| {
                property(
                    step,
                    &object,
                    &difference,
                    called.change(&difference, &since),
                )
            })
            .collect();
        if let Some(empty) = expects.iter().find(|expect| expect.what == "empty") {
            let members = list(caller, &format!("{path}/members"), "members", domain).await?;
            let leavers: HashSet<&str> = (empty.value.as_array().into_iter().flatten())
                .filter_map(Value::as_str)
                .collect();
            let stays = |member: &Value| {
                let id = member.get("userId").and_then(Value::as_str);
                id.is_some_and(|id| !leavers.contains(id) && !since.gone.contains(id))
            };
            if members.iter().any(stays) {
                moved.push(Moved::Joined { object });
            }
        }
        Ok(moved)
    }
}

/// What a step expects of live objects, by collection and id.
fn objects(step: &Step) -> BTreeMap<(&str, &str), Vec<&Expect>> {
    let mut objects: BTreeMap<(&str, &str), Vec<&Expect>> = BTreeMap::new();
    for expect in &step.expects {
        if let ("field" | "empty", Some(id), Some(collection)) = (
            expect.what.as_str(),
            &expect.id,
            collection_of(&expect.kind),
        ) {
            objects.entry((collection, id)).or_default().push(expect);
        }
    }
    objects
}

/// The lists of a group that are expected to be something. Whether a group answers all of
/// them with itself is not known (facts 11 #52): their own pages tell.
pub(super) fn lists_of(kind: &str, expects: &[&Expect]) -> impl Iterator<Item = &'static str> {
    let is_group = kind == "group";
    let expected = move |name: &&str| is_group && expects.iter().any(|it| it.field == *name);
    ["members", "administrators"].into_iter().filter(expected)
}

/// What a property must be: as the plan expects it, or as this run wrote it since.
fn own(written: Option<&Expected>, property: &str, planned: &Value) -> Value {
    let Some(written) = written else {
        return planned.clone();
    };
    let mut value = written.properties.get(property).unwrap_or(planned).clone();
    if let Value::Array(entries) = &mut value {
        for ((list_name, id), there) in &written.entries {
            if *list_name == property && !there {
                entries.retain(|entry| entry_id(list_name, entry) != Some(id));
            }
        }
    }
    value
}

fn property(step: &Step, object: &str, difference: &Difference, list: Option<Change>) -> Moved {
    let hidden = sensitive_properties(step).contains(difference.property.as_str());
    if let Some(change) = list {
        let Change { added, gone } = if hidden { change.masked() } else { change };
        return Moved::List {
            object: object.to_owned(),
            property: difference.property.clone(),
            added,
            gone,
        };
    }
    let show = |value: &Value| {
        if hidden && !value.is_null() {
            "••••".to_owned()
        } else {
            short(value)
        }
    };
    Moved::Property {
        object: object.to_owned(),
        property: difference.property.clone(),
        planned: show(&difference.expected),
        found: show(&difference.found),
    }
}
