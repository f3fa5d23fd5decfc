use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use indexmap::IndexMap;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use super::caller::segment;
use super::compare::{Difference, Since};
use super::lookup::key_property;
use super::run::fill;
use super::{Fate, Outcome, sensitive_properties};
use crate::directory::Kind;
use crate::plan::{Plan, Step};
use crate::world::Method;

/// Whether an object is there after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Readable.
    There,
    /// A member in deletion: readable as such, or not at all.
    InDeletion,
    /// Not readable any more.
    Gone,
}

/// What an object must look like after a run.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    pub kind: String,
    pub key: String,
    pub name: String,
    pub presence: Presence,
    /// Properties, in the API's vocabulary.
    pub properties: Map<String, Value>,
    /// What properties were before they were written last, by what the plan saw and by
    /// what the run wrote itself.
    pub earlier: HashMap<String, Vec<Value>>,
    /// Made by the run: nothing was there before.
    pub created: bool,
    /// When it was last written, on the caller's clock; `None` where that is not known.
    pub written: Option<Duration>,
    /// Entries that single calls put into lists or took out, by property and id.
    pub entries: HashMap<(&'static str, String), bool>,
    /// Properties whose values are personal data.
    pub sensitive: BTreeSet<String>,
    /// The step and the org it was to be deleted along with, where it was.
    pub along: Option<(u32, String)>,
}

/// What every object that the run wrote must look like, by the path it is read by.
#[derive(Debug, Default)]
pub(super) struct Expectations {
    pub objects: IndexMap<String, Expected>,
    pub since: Since,
}

/// Puts together what the steps that were done wrote, the later over the earlier.
pub(super) fn expectations(plan: &Plan, outcome: &Outcome) -> Expectations {
    let mut all = Expectations::default();
    let mut leaders: HashMap<String, String> = HashMap::new();
    for (step, done) in plan.steps.iter().zip(&outcome.steps) {
        let Fate::Done { id } = &done.fate else {
            continue;
        };
        let Ok((path, body)) = fill(step, &outcome.ids) else {
            continue;
        };
        all.take(step, &path, body.as_ref(), id.as_deref());
        all.date(step, &path, id.as_deref(), done.ended);
        if let Some(body) = &body {
            let member = match id {
                Some(id) => id.clone(),
                None => segments(&path).get(1).cloned().unwrap_or_default(),
            };
            all.leaders(&mut leaders, &member, body);
        }
    }
    all
}

impl Expectations {
    fn object(&mut self, path: String, step: &Step) -> &mut Expected {
        let object = self.objects.entry(path).or_insert_with(|| Expected {
            kind: step.kind.clone(),
            key: step.key.clone(),
            name: step.name.clone(),
            presence: Presence::There,
            properties: Map::new(),
            earlier: HashMap::new(),
            created: false,
            written: None,
            entries: HashMap::new(),
            sensitive: BTreeSet::new(),
            along: None,
        });
        object
            .sensitive
            .extend(sensitive_properties(step).into_iter().map(str::to_owned));
        object
    }

    /// Takes in what a step that was done wrote.
    pub(super) fn take(&mut self, step: &Step, path: &str, body: Option<&Value>, id: Option<&str>) {
        let segments = segments(path);
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let method = step.request.method;
        match (method, parts.as_slice()) {
            (Method::Post, [.., "external-keys"]) => self.keys(step, path, body),
            (Method::Post, ["users" | "orgunits" | "groups"] | ["directory", _]) => {
                let bare = path.split('?').next().unwrap_or(path);
                if let Some(id) = id {
                    let object = self.object(format!("{bare}/{}", segment(id)), step);
                    object.created = true;
                    object.write(body);
                }
            }
            (
                Method::Patch | Method::Put,
                [collection @ ("users" | "orgunits" | "groups"), id]
                | ["directory", collection, id],
            ) => self.object(read_path(collection, id), step).write(body),
            (Method::Delete, ["users", id]) => {
                self.object(read_path("users", id), step).presence = Presence::InDeletion;
                self.since.gone.insert((*id).to_owned());
            }
            (Method::Delete, ["users", id, "forcedelete"]) => {
                self.object(read_path("users", id), step).presence = Presence::Gone;
                self.since.gone.insert((*id).to_owned());
            }
            (
                Method::Delete,
                [collection @ ("orgunits" | "groups"), id] | ["directory", collection, id],
            ) => {
                self.object(read_path(collection, id), step).presence = Presence::Gone;
                self.since.gone.insert((*id).to_owned());
                // The empty orgs below one go with it (facts 11 #25).
                let along = step.expects.iter().filter(|it| it.kind == "org");
                let along = along.filter(|_| *collection == "orgunits");
                self.since
                    .gone
                    .extend(along.filter_map(|expect| expect.id.clone()));
                self.along(step);
            }
            (Method::Post, ["users", id, action]) => self.turn(step, id, action, body),
            (Method::Post, ["orgunits", id, "move"]) => {
                let parent = body
                    .and_then(|body| body.get("parentOrgUnitId"))
                    .cloned()
                    .unwrap_or(Value::Null);
                self.object(read_path("orgunits", id), step)
                    .set("parentOrgUnitId", parent);
            }
            (Method::Post, ["groups", id, list @ ("members" | "administrators")]) => {
                let list = if *list == "members" {
                    "members"
                } else {
                    "administrators"
                };
                if let Some(entry) = body {
                    self.object(read_path("groups", id), step).put(list, entry);
                }
            }
            (Method::Delete, ["groups", id, "members", entry]) => {
                self.object(read_path("groups", id), step)
                    .take_out("members", entry);
            }
            (Method::Delete, ["groups", id, "administrators", entry]) => {
                self.object(read_path("groups", id), step)
                    .take_out("administrators", entry);
            }
            (Method::Post, ["users", id, "alias-emails", email]) => {
                self.object(read_path("users", id), step)
                    .put("aliasEmails", &json!(email));
            }
            (Method::Delete, ["users", id, "alias-emails", email]) => {
                self.object(read_path("users", id), step)
                    .take_out("aliasEmails", email);
            }
            // Switching a list on leaves nothing to read by id: the second plan tells.
            _ => {}
        }
    }

    /// Notes when a step wrote what it wrote, and what the plan saw there before.
    fn date(&mut self, step: &Step, path: &str, id: Option<&str>, ended: Option<Duration>) {
        let segments = segments(path);
        let (collection, given) = match segments.iter().map(String::as_str).collect::<Vec<_>>()[..]
        {
            ["directory", collection, ..] => (collection.to_owned(), segments.get(2)),
            [collection, ..] => (collection.to_owned(), segments.get(1)),
            [] => return,
        };
        if let Some(id) = id.or(given.map(String::as_str))
            && let Some(object) = self.objects.get_mut(&read_path(&collection, id))
        {
            object.written = ended;
        }
        for expect in step.expects.iter().filter(|expect| expect.what == "field") {
            if let (Some(collection), Some(id)) = (collection_of(&expect.kind), &expect.id)
                && let Some(object) = self.objects.get_mut(&read_path(collection, id))
            {
                let earlier = object.earlier.entry(expect.field.clone()).or_default();
                earlier.push(expect.value.clone());
            }
        }
    }

    fn turn(&mut self, step: &Step, id: &str, action: &str, body: Option<&Value>) {
        let object = self.object(read_path("users", id), step);
        match action {
            "suspend" => object.set("isSuspended", json!(true)),
            "unsuspend" => object.set("isSuspended", json!(false)),
            "undelete" => {
                object.presence = Presence::There;
                object.set("isDeleted", json!(false));
            }
            "set-leave-of-absence" => {
                object.set("leaveOfAbsence", body.cloned().unwrap_or(Value::Null));
            }
            "clear-leave-of-absence" => {
                object.set(
                    "leaveOfAbsence",
                    json!({"startTime": null, "endTime": null}),
                );
            }
            "move" => {
                object.write(body);
                if let Some(domain) = body.and_then(super::lookup::new_domain) {
                    object.set("domainId", json!(domain));
                }
            }
            _ => {}
        }
    }

    /// Keys given in bulk.
    fn keys(&mut self, step: &Step, path: &str, body: Option<&Value>) {
        let collection = path
            .split('?')
            .next()
            .unwrap_or(path)
            .trim_start_matches('/')
            .trim_start_matches("directory/")
            .trim_end_matches("/external-keys");
        let Some(kind) = kind_of(collection) else {
            return;
        };
        let kind = kind.name();
        let Some(property) = key_property(kind) else {
            return;
        };
        let entries = body
            .and_then(Value::as_object)
            .and_then(|body| body.values().find_map(Value::as_array));
        for entry in entries.into_iter().flatten() {
            let Some(id) = entry.get("id").and_then(Value::as_str) else {
                continue;
            };
            let key = entry.get("externalKey").cloned().unwrap_or(Value::Null);
            let object = self.object(read_path(collection, id), step);
            object.kind = kind.to_owned();
            object.key = key.as_str().unwrap_or(id).to_owned();
            object.set(property, key);
        }
    }

    /// The empty orgs below a deleted one go with it (facts 11 #25); each is looked at.
    fn along(&mut self, step: &Step) {
        let keys: Vec<&str> = step
            .consequences
            .iter()
            .filter(|said| said.code == "orgDeletedAlong")
            .filter_map(|said| said.params.get("keys"))
            .flat_map(|keys| keys.split(','))
            .map(str::trim)
            .filter(|key| !key.is_empty())
            .collect();
        for key in keys {
            // Those without a key are listed by id.
            let path = match key.strip_prefix("id:") {
                Some(id) => read_path("orgunits", id),
                None => format!("/orgunits/externalKey:{}", segment(key)),
            };
            let object = self.object(path, step);
            object.key = key.to_owned();
            object.name = String::new();
            object.presence = Presence::Gone;
            object.along = Some((step.n, step.name.clone()));
        }
    }

    /// An org has one leader: who is made leader unseats who was written before.
    fn leaders(&mut self, leaders: &mut HashMap<String, String>, member: &str, body: &Value) {
        let organizations = body.get("organizations").and_then(Value::as_array);
        for post in organizations
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.get("orgUnits")?.as_array())
            .flatten()
            .filter(|post| post.get("isManager") == Some(&Value::Bool(true)))
        {
            let Some(org) = post.get("orgUnitId").and_then(Value::as_str) else {
                continue;
            };
            self.since
                .unseated
                .remove(&(org.to_owned(), member.to_owned()));
            if let Some(before) = leaders.insert(org.to_owned(), member.to_owned())
                && before != member
            {
                self.since.unseated.insert((org.to_owned(), before));
            }
        }
    }
}

impl Expected {
    fn set(&mut self, property: &str, value: Value) {
        if let Some(before) = self.properties.insert(property.to_owned(), value) {
            let earlier = self.earlier.entry(property.to_owned()).or_default();
            earlier.push(before);
        }
    }

    /// What a property may still show while what was written last is on its way.
    pub(super) fn before(&self, property: &str) -> Vec<Value> {
        let mut before = self.earlier.get(property).cloned().unwrap_or_default();
        if self.created {
            before.push(Value::Null);
        }
        before
    }

    /// Whether a difference is about one entry that a call of its own put in or took out.
    pub(super) fn is_entry(&self, difference: &Difference) -> bool {
        let id = difference.expected.as_str().or(difference.found.as_str());
        id.is_some_and(|id| {
            self.entries
                .keys()
                .any(|(list, entry)| *list == difference.property && entry == id)
        })
    }

    /// A single call put an entry into a list.
    fn put(&mut self, list: &'static str, entry: &Value) {
        let Some(id) = entry_id(list, entry) else {
            return;
        };
        match self.properties.get_mut(list) {
            Some(Value::Array(whole)) => {
                whole.retain(|held| entry_id(list, held) != Some(id));
                whole.push(entry.clone());
            }
            _ => {
                self.entries.insert((list, id.to_owned()), true);
            }
        }
    }

    /// A single call took an entry out of a list.
    fn take_out(&mut self, list: &'static str, id: &str) {
        match self.properties.get_mut(list) {
            Some(Value::Array(whole)) => {
                whole.retain(|held| entry_id(list, held) != Some(id));
            }
            _ => {
                self.entries.insert((list, id.to_owned()), false);
            }
        }
    }

    fn write(&mut self, body: Option<&Value>) {
        let Some(Value::Object(body)) = body else {
            return;
        };
        for (property, value) in body {
            // A list written whole settles what single calls did before.
            self.entries.retain(|(list, _), _| *list != property);
            self.set(property, value.clone());
        }
    }
}

/// What tells an entry of a list apart.
pub(super) fn entry_id<'a>(list: &str, entry: &'a Value) -> Option<&'a str> {
    match list {
        "administrators" => entry.get("userId")?.as_str(),
        "aliasEmails" => entry.as_str(),
        _ => entry.get("id")?.as_str(),
    }
}

/// The segments of a path, decoded, without its query.
pub(super) fn segments(path: &str) -> Vec<String> {
    path.split('?')
        .next()
        .unwrap_or(path)
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
        .collect()
}

/// The path an object is read by.
pub(super) fn read_path(collection: &str, id: &str) -> String {
    let id = segment(id);
    match collection {
        "users" | "orgunits" | "groups" => format!("/{collection}/{id}"),
        _ => format!("/directory/{collection}/{id}"),
    }
}

/// The collection of a kind's objects.
pub(super) fn collection_of(kind: &str) -> Option<&'static str> {
    match kind {
        "member" => Some("users"),
        "org" => Some("orgunits"),
        "group" => Some("groups"),
        "level" => Some("levels"),
        "position" => Some("positions"),
        "userType" => Some("user-types"),
        _ => None,
    }
}

/// The kind of a collection's objects.
pub(super) fn kind_of(collection: &str) -> Option<Kind> {
    Kind::ALL
        .into_iter()
        .find(|kind| collection_of(kind.name()) == Some(collection))
}
