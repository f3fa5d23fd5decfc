//! What nobody declares stays as it is, byte for byte: objects, entries of lists, and
//! properties. What the service itself does to them is told apart by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use meibo::directory::{Directory, Field, Id, Key, Kind, Post, WantedState};
use serde_json::{Value, json};

use super::case::{Case, case, each, usual};
use crate::model::live_id;
use crate::run::{perform, steps};
use crate::tally;

/// What a case says of its objects, by their ids.
struct Told<'a> {
    case: &'a Case,
    /// Live objects that are declared or that go: entries that name others are kept.
    managed: BTreeSet<String>,
    /// What is there no longer, and members in deletion: the service drops what names them.
    gone: BTreeSet<String>,
    /// Orgs whose leader the configuration names, by whom: others lose the seat.
    seats: BTreeMap<String, String>,
    /// Orgs that are private, or stand below one that is: they all are.
    private: BTreeSet<String>,
    found: Vec<String>,
    compared: usize,
}

impl Told<'_> {
    fn same(&mut self, at: &str, before: &Value, after: &Value) {
        self.compared += 1;
        if before != after {
            self.found.push(format!("{at}: was {before}, is {after}"));
        }
    }

    /// What nobody declares or owns does not go.
    fn gone(&mut self, id: &Id) {
        if !self.managed.contains(id.as_str()) {
            self.found.push(format!("{id} is gone"));
        }
    }

    fn goes(&self, kind: Kind, key: Option<&Key>, id: &Id) -> bool {
        !self.managed.contains(id.as_str())
            && key.is_some_and(|key| self.case.after.policy.owns(kind, key))
    }

    /// References to what is there no longer are dropped by the service.
    fn left(&self, value: &Value) -> Value {
        match value {
            Value::Array(list) => {
                // A relation names somebody in `member`.
                let names = |it: &Value| {
                    let named = it.get("member").unwrap_or(it);
                    named.get("id").and_then(Value::as_str).map(str::to_owned)
                };
                let there = list
                    .iter()
                    .filter(|it| names(it).is_none_or(|id| !self.gone.contains(&id)));
                there.cloned().collect()
            }
            other => other.clone(),
        }
    }

    /// The entries of a list that name what nobody manages, sorted.
    fn others(&self, value: &Value) -> Value {
        let list = self.left(value);
        let names = |it: &Value| it.get("id").and_then(Value::as_str).map(str::to_owned);
        let list = list.as_array().cloned().unwrap_or_default().into_iter();
        let mut list: Vec<Value> = list
            .filter(|it| names(it).is_some_and(|id| !self.managed.contains(&id)))
            .collect();
        list.sort_by_cached_key(Value::to_string);
        Value::Array(list)
    }

    /// Posts as they should still be: of a list nobody declares all, of one that is declared
    /// those in orgs that nobody manages.
    fn posts(
        &mut self,
        at: &str,
        member: &Id,
        lists: [&Field<Vec<Post>>; 2],
        declared: Option<&Vec<Post>>,
    ) {
        let [before, after] = lists;
        let (Some(before), Some(after)) = (before.known(), after.known()) else {
            return self.same(at, &json!(before.is_absent()), &json!(after.is_absent()));
        };
        let asked = |id: &Id| {
            let found = declared?.iter().find(|post| {
                let named = match &post.org {
                    meibo::directory::Ref::Key(key) => self.org_id(key.as_str()),
                    meibo::directory::Ref::Id(id) => Some(id.clone()),
                    meibo::directory::Ref::Email(_) => None,
                };
                named.as_ref() == Some(id)
            });
            Some(found.cloned())
        };
        let mut pairs = Vec::new();
        for post in before {
            let Some(id) = post.org.id() else { continue };
            let wanted = asked(id).flatten();
            if declared.is_some() && wanted.is_none() && self.managed.contains(id.as_str()) {
                continue;
            }
            pairs.push((id.clone(), post.clone(), wanted));
        }
        for (id, post, wanted) in pairs {
            let there = after.iter().find(|it| it.org.id() == Some(&id));
            let Some(there) = there else {
                self.found.push(format!("{at}: the post in {id} is gone"));
                continue;
            };
            let (mut was, mut is) = (post, there.clone());
            if declared.is_some() {
                was.primary = Field::Absent;
                is.primary = Field::Absent;
            }
            let taken = self
                .seats
                .get(id.as_str())
                .is_some_and(|by| by != member.as_str());
            let said = |it: Option<bool>| it.unwrap_or(false);
            let wanted = wanted.as_ref();
            if taken || said(wanted.map(|it| !it.leader.is_absent())) {
                was.leader = Field::Absent;
                is.leader = Field::Absent;
            }
            if said(wanted.map(|it| !it.position.is_absent())) {
                was.position = Field::Absent;
                is.position = Field::Absent;
            }
            if said(wanted.map(|it| !it.visible.is_absent())) {
                was.visible = Field::Absent;
                is.visible = Field::Absent;
            }
            if said(wanted.map(|it| !it.team_feature.is_absent())) {
                was.team_feature = Field::Absent;
                is.team_feature = Field::Absent;
            }
            self.same(&format!("{at} in {id}"), &json!(was), &json!(is));
        }
    }

    fn org_id(&self, key: &str) -> Option<Id> {
        let orgs = &self.case.after.orgs;
        let thing = orgs.iter().find(|it| it.key.as_deref() == Some(key))?;
        let id = live_id(Kind::Org, &thing.handle);
        self.case.live.orgs.contains_key(&id).then_some(id)
    }

    /// Properties by name: what is declared may differ, the rest may not.
    fn props(&mut self, at: &str, before: &Value, after: &Value, declared: &Value, skip: &[&str]) {
        let empty = serde_json::Map::new();
        let (before, after) = (
            before.as_object().unwrap_or(&empty),
            after.as_object().unwrap_or(&empty),
        );
        for (name, was) in before {
            if skip.contains(&name.as_str()) {
                continue;
            }
            let null = Value::Null;
            let is = after.get(name).unwrap_or(&null);
            let at = format!("{at}.{name}");
            match declared.get(name) {
                None => {
                    // The lists of the service are sets.
                    let was = sorted(self.left(was));
                    // Relations last until whom they name is erased.
                    let is = match name.as_str() {
                        "relations" => self.left(is),
                        _ => is.clone(),
                    };
                    self.same(&at, &was, &sorted(is));
                }
                // Merged per key (design 1.4).
                Some(Value::Object(said))
                    if matches!(name.as_str(), "name" | "names" | "custom" | "features") =>
                {
                    let rest = |value: &Value| {
                        let mut map = value.as_object().cloned().unwrap_or_default();
                        map.retain(|key, _| !said.contains_key(key));
                        Value::Object(map)
                    };
                    self.same(&at, &rest(was), &rest(is));
                }
                Some(Value::Array(_))
                    if was
                        .as_array()
                        .is_some_and(|list| list.iter().any(|it| it.get("id").is_some())) =>
                {
                    let (was, is) = (self.others(was), self.others(is));
                    self.same(&at, &was, &is);
                }
                Some(_) => {}
            }
        }
        for name in after.keys().filter(|name| !before.contains_key(*name)) {
            if !skip.contains(&name.as_str()) && declared.get(name).is_none() {
                self.found
                    .push(format!("{at}.{name}: was not known, is {}", after[name]));
            }
        }
    }
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Array(mut list) => {
            list.sort_by_cached_key(Value::to_string);
            Value::Array(list)
        }
        other => other,
    }
}

fn told<'a>(case: &'a Case, end: &Directory) -> Told<'a> {
    let after = &case.after;
    let live = &case.live;
    let mut managed: BTreeSet<String> = BTreeSet::new();
    managed.extend(
        after
            .orgs
            .iter()
            .map(|it| live_id(Kind::Org, &it.handle).to_string()),
    );
    managed.extend(
        after
            .members
            .iter()
            .map(|it| live_id(Kind::Member, &it.handle).to_string()),
    );
    managed.extend(
        after
            .groups
            .iter()
            .map(|it| live_id(Kind::Group, &it.handle).to_string()),
    );
    managed.extend(
        after
            .ranks
            .iter()
            .map(|(kind, it)| live_id((*kind).into(), &it.handle).to_string()),
    );
    // What the plan made.
    managed.extend(
        end.orgs
            .keys()
            .filter(|id| !live.orgs.contains_key(*id))
            .map(Id::to_string),
    );
    managed.extend(
        end.members
            .keys()
            .filter(|id| !live.members.contains_key(*id))
            .map(Id::to_string),
    );
    managed.extend(
        end.groups
            .keys()
            .filter(|id| !live.groups.contains_key(*id))
            .map(Id::to_string),
    );
    let owned = |kind: Kind, key: &Option<Key>| {
        key.as_ref().is_some_and(|key| after.policy.owns(kind, key))
    };
    managed.extend(
        live.orgs
            .values()
            .filter(|it| owned(Kind::Org, &it.key))
            .map(|it| it.id.to_string()),
    );
    managed.extend(
        live.members
            .values()
            .filter(|it| owned(Kind::Member, &it.key))
            .map(|it| it.id.to_string()),
    );
    managed.extend(
        live.groups
            .values()
            .filter(|it| owned(Kind::Group, &it.key))
            .map(|it| it.id.to_string()),
    );
    managed.extend(
        live.ranks
            .values()
            .filter(|it| owned(it.kind.into(), &it.key))
            .map(|it| it.id.to_string()),
    );
    let mut gone: BTreeSet<String> = BTreeSet::new();
    gone.extend(
        live.orgs
            .keys()
            .filter(|id| !end.orgs.contains_key(*id))
            .map(Id::to_string),
    );
    gone.extend(
        live.groups
            .keys()
            .filter(|id| !end.groups.contains_key(*id))
            .map(Id::to_string),
    );
    gone.extend(
        live.members
            .values()
            .filter(|it| {
                end.members
                    .get(&it.id)
                    .is_none_or(|now| now.flags.deleted && !it.flags.deleted)
            })
            .map(|it| it.id.to_string()),
    );
    let mut seats = BTreeMap::new();
    for member in end.members.values() {
        let second = member.props.secondary.known().into_iter().flatten();
        let second = second.filter_map(|entry| entry.posts.known());
        let posts = member
            .props
            .posts
            .known()
            .into_iter()
            .chain(second)
            .flatten();
        for post in posts.filter(|post| post.leader.or(false)) {
            if let Some(org) = post.org.id() {
                seats.insert(org.to_string(), member.id.to_string());
            }
        }
    }
    let mut private: BTreeSet<String> = BTreeSet::new();
    for org in end.orgs.values() {
        let mut at = Some(org);
        while let Some(above) = at {
            if above.props.visible == Field::Known(false) {
                private.insert(org.id.to_string());
            }
            let parent = above.props.parent.value().and_then(|it| it.id());
            at = parent.and_then(|id| end.orgs.get(id));
        }
    }
    Told {
        case,
        managed,
        gone,
        seats,
        private,
        found: Vec::new(),
        compared: 0,
    }
}

/// Every way in which something nobody declared is not as it was.
fn touched(case: &Case, end: &Directory) -> (Vec<String>, usize) {
    let mut told = told(case, end);
    let (live, after) = (&case.live, &case.after);
    for was in live.orgs.values() {
        let Some(is) = end.orgs.get(&was.id) else {
            told.gone(&was.id);
            continue;
        };
        let at = format!("org {}", was.id);
        let thing = after
            .orgs
            .iter()
            .find(|it| live_id(Kind::Org, &it.handle) == was.id);
        let declared = thing.map_or_else(|| json!({}), |it| json!(it.props));
        if thing.is_none() {
            if told.goes(Kind::Org, was.key.as_ref(), &was.id) {
                continue;
            }
            told.same(
                &at,
                &json!([was.key, was.domain]),
                &json!([is.key, is.domain]),
            );
        }
        let mut skip = vec![];
        if told.private.contains(was.id.as_str()) {
            skip.push("visible");
        }
        if thing.is_some() {
            skip.push("parent");
        }
        told.props(&at, &json!(was.props), &json!(is.props), &declared, &skip);
    }
    for was in live.groups.values() {
        let Some(is) = end.groups.get(&was.id) else {
            told.gone(&was.id);
            continue;
        };
        let at = format!("group {}", was.id);
        let thing = after
            .groups
            .iter()
            .find(|it| live_id(Kind::Group, &it.handle) == was.id);
        let declared = thing.map_or_else(|| json!({}), |it| json!(it.props));
        if thing.is_none() {
            told.same(
                &at,
                &json!([was.key, was.domain]),
                &json!([is.key, is.domain]),
            );
        }
        told.props(&at, &json!(was.props), &json!(is.props), &declared, &[]);
    }
    for was in live.ranks.values() {
        let Some(is) = end.ranks.get(&was.id) else {
            told.gone(&was.id);
            continue;
        };
        let at = format!("rank {}", was.id);
        let thing = after
            .ranks
            .iter()
            .find(|(kind, it)| live_id((*kind).into(), &it.handle) == was.id);
        let declared = thing.map_or_else(|| json!({}), |(_, it)| json!(it.props));
        if thing.is_none() {
            told.same(&at, &json!(was), &json!(is));
        }
        told.props(&at, &json!(was.props), &json!(is.props), &declared, &[]);
    }
    for was in live.members.values() {
        let Some(is) = end.members.get(&was.id) else {
            told.gone(&was.id);
            continue;
        };
        member(&mut told, was, is);
    }
    (told.found, told.compared)
}

fn member(
    told: &mut Told<'_>,
    was: &meibo::directory::LiveMember,
    is: &meibo::directory::LiveMember,
) {
    let at = format!("member {}", was.id);
    let after = &told.case.after;
    let thing = after
        .members
        .iter()
        .find(|it| live_id(Kind::Member, &it.handle) == was.id);
    let declared = thing.map_or_else(|| json!({}), |it| json!(it.props));
    let mut skip = vec!["posts", "secondary"];
    match thing {
        Some(thing) => {
            if thing.state == WantedState::Deleted {
                // It goes; of its posts and ranks those that stand in the way.
                skip.extend(["level", "userType"]);
            }
            let back = was.flags.deleted;
            let moved = was.domain != is.domain;
            if moved || back {
                // Undelete and a move bring back no level, and a move no user type.
                skip.extend(["level", "userType", "custom"]);
            }
            let mut flags = [was.flags.clone(), is.flags.clone()];
            for flags in &mut flags {
                flags.suspended = false;
                flags.suspended_reason = None;
                flags.deleted = false;
                flags.on_leave = false;
            }
            told.same(&at, &json!(flags[0]), &json!(flags[1]));
            if thing.state != WantedState::Deleted && !moved && !back {
                let posts = thing.props.posts.known();
                told.posts(&at, &was.id, [&was.props.posts, &is.props.posts], posts);
            }
            if thing.props.secondary.is_absent()
                && !moved
                && !back
                && thing.state != WantedState::Deleted
            {
                second(told, &at, was, is);
            }
        }
        None if told
            .case
            .after
            .policy
            .owns(Kind::Member, was.key.as_ref().unwrap_or(&Key::from(""))) =>
        {
            skip.extend(["level", "userType"]);
        }
        None => {
            told.same(
                &at,
                &json!([was.key, was.domain, was.flags]),
                &json!([is.key, is.domain, is.flags]),
            );
            told.posts(&at, &was.id, [&was.props.posts, &is.props.posts], None);
            second(told, &at, was, is);
        }
    }
    told.props(&at, &json!(was.props), &json!(is.props), &declared, &skip);
}

fn second(
    told: &mut Told<'_>,
    at: &str,
    was: &meibo::directory::LiveMember,
    is: &meibo::directory::LiveMember,
) {
    let (Some(was_there), Some(is_there)) =
        (was.props.secondary.known(), is.props.secondary.known())
    else {
        return;
    };
    for entry in was_there {
        let Some(now) = is_there.iter().find(|it| it.domain == entry.domain) else {
            told.found
                .push(format!("{at}: nothing left in domain {}", entry.domain));
            continue;
        };
        // As text: a field that was not returned has no JSON. One's own address there is as
        // good as none (facts 11 #35); where it stands still, one's own may be another now.
        let stands = entry.email == now.email;
        let both = [(was, entry), (is, now)].map(|(whose, it)| {
            let email = it.email.known();
            let email = email.filter(|email| whose.props.email.known() != Some(*email));
            json!(format!("{:?}", (email.filter(|_| !stands), &it.level)))
        });
        told.same(at, &both[0], &both[1]);
        told.posts(at, &was.id, [&entry.posts, &now.posts], None);
    }
}

#[test]
fn what_nobody_declares_is_not_touched() {
    let (mut plans, mut compared) = (0_usize, 0_usize);
    each("what_nobody_declares_is_not_touched", |seed| {
        let case = case(seed, usual(seed));
        let plan = case.plan().expect("a plan that is not refused");
        let end = perform(&case.live, &case.after, &plan);
        let (touched, values) = touched(&case, &end);
        assert!(
            touched.is_empty(),
            "seed {seed}\n{}\n{touched:#?}",
            steps(&plan)
        );
        plans += 1;
        compared += values;
    });
    tally::line(&format!("{plans} plans touch none of {compared} values"));
}

#[test]
fn a_touch_is_seen() {
    let case = case(1, usual(1));
    let plan = case.plan().expect("a plan that is not refused");
    let end = perform(&case.live, &case.after, &plan);
    let somebody = |id: &&Id| id.as_str().starts_with("member-u-");
    let member = end.members.keys().find(somebody).expect("somebody beside");
    let group = end.groups.values().find(|group| {
        let listed = group.props.members.known().into_iter().flatten();
        group.id.as_str().starts_with("group-u-")
            && listed
                .filter_map(|it| it.id())
                .any(|id| id.as_str().starts_with("member-"))
    });
    let group = group.expect("a group beside");
    let seen = |touch: &dyn Fn(&mut Directory)| {
        let mut end = end.clone();
        touch(&mut end);
        let (found, _) = touched(&case, &end);
        !found.is_empty()
    };
    assert!(!seen(&|_| {}));
    // A property of an object, an entry of a list, a flag, an object as a whole.
    assert!(seen(&|end| {
        let member = Arc::make_mut(&mut end.members[member]);
        member.props.telephone = Field::Known(Some("03-0000-0000".into()));
    }));
    assert!(seen(&|end| {
        let group = Arc::make_mut(&mut end.groups[&group.id]);
        group
            .props
            .members
            .known_mut()
            .into_iter()
            .for_each(|list| drop(list.pop()));
    }));
    assert!(seen(&|end| {
        Arc::make_mut(&mut end.members[member]).flags.suspended = true;
    }));
    assert!(seen(&|end| drop(end.members.shift_remove(member))));
}
