use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::codes;
use super::merge::merge;
use super::sides::{Object, Sides, domain, flag, label, name, props, text};
use crate::directory::{DomainId, Id, Key, Kind, Tenant, WantedState};
use crate::source::{Code, Problem};

/// One object as it is to be declared.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// `key:`
    pub key: Key,
    /// `domain:`
    pub domain: DomainId,
    /// Members: `state:`
    pub state: WantedState,
    /// Whether it has to be made anew.
    pub anew: bool,
    /// Its properties, in the form of a snapshot; others are left alone.
    pub set: Map<String, Value>,
}

/// What is to be declared, and what is to be said.
pub(super) struct Drafts<'a> {
    pub sides: &'a Sides<'a>,
    pub tenant: &'a Tenant,
    pub force: bool,
    pub of: BTreeMap<Object, Draft>,
    pub problems: Vec<Problem>,
}

/// The addresses among properties, in lower case, each with the property it stands in.
fn addresses(set: &Map<String, Value>) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for field in ["email", "aliasEmails"] {
        let texts: Vec<&str> = match set.get(field) {
            Some(Value::String(text)) => vec![text],
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        found.extend(texts.into_iter().map(|text| (field, text.to_lowercase())));
    }
    found
}

/// What a problem says an object is.
pub(super) fn about(code: Code, object: &Object, value: Option<&Value>) -> Problem {
    let (kind, id) = object;
    let problem = Problem::warning(code).with("object", label(*kind, id, value));
    match value {
        Some(value) => problem.with("name", name(*kind, value)),
        None => problem,
    }
}

impl<'a> Drafts<'a> {
    /// Of everything the run touched.
    pub fn new(sides: &'a Sides<'a>, tenant: &'a Tenant, force: bool) -> Drafts<'a> {
        let mut drafts = Drafts {
            sides,
            tenant,
            force,
            of: BTreeMap::new(),
            problems: Vec::new(),
        };
        for (object, was) in &sides.before {
            let (made, is) = (sides.after.get(object), sides.now(object));
            drafts.one(object, was, made, is.as_ref());
        }
        drafts.keys_of_others();
        drafts.addresses_of_the_made();
        drafts
    }

    /// Addresses that members of the run's making hold even in deletion (facts 11 #39) are
    /// not taken back.
    fn addresses_of_the_made(&mut self) {
        let mut held: BTreeMap<String, String> = BTreeMap::new();
        for object in self.sides.made.keys().filter(|it| it.0 == Kind::Member) {
            if let Some(is) = self.sides.now(object) {
                let label = label(object.0, &object.1, Some(&is));
                let own = addresses(&props(&is)).into_iter();
                held.extend(own.map(|(_, address)| (address, label.clone())));
            }
        }
        for (object, draft) in &mut self.of {
            for (field, address) in addresses(&draft.set) {
                let Some(by) = held.get(&address) else {
                    continue;
                };
                draft.set.remove(field);
                let was = self.sides.before.get(object);
                self.problems.push(
                    about(codes::HELD_IN_DELETION, object, was)
                        .with("field", field)
                        .with("value", address)
                        .with("by", by),
                );
            }
        }
    }

    fn say(&mut self, code: Code, object: &Object, value: &Value) {
        self.problems.push(about(code, object, Some(value)));
    }

    fn one(&mut self, object: &Object, was: &Value, made: Option<&Value>, is: Option<&Value>) {
        let (kind, _) = object;
        let deleted = |value: &Value| *kind == Kind::Member && flag(value, "deleted");
        let taken = made.is_none_or(deleted) && !deleted(was);
        match is {
            None if taken && *kind == Kind::Member => {
                self.say(codes::GONE_FOR_GOOD, object, was);
            }
            None if taken => self.anew(object, was),
            None => self.gone_since(object, was, made),
            Some(is) if taken && deleted(is) => self.undeleted(object, was, made, is),
            // Deleted by somebody since: what else was changed is of no use to him.
            Some(is) if deleted(is) && !deleted(was) => self.gone_since(object, was, made),
            Some(is) if deleted(was) && !made.is_some_and(deleted) => self.again(object, is),
            Some(is) => self.changed(object, was, made.unwrap_or(is), is),
        }
    }

    /// What somebody took away since, where the run changed it.
    fn gone_since(&mut self, object: &Object, was: &Value, made: Option<&Value>) {
        if made.is_some_and(|made| made != was) {
            self.say(codes::NOT_THERE, object, was);
        }
    }

    /// A member that was in deletion, and whom the run brought back.
    fn again(&mut self, object: &Object, is: &Value) {
        if flag(is, "deleted") {
            return;
        }
        let mut draft = self.bare(object, is);
        draft.state = WantedState::Deleted;
        self.of.insert(object.clone(), draft);
    }

    /// Something that is there, as it is.
    pub fn bare(&self, (kind, id): &Object, is: &Value) -> Draft {
        let key = text(is, "key").map_or_else(|| Key::none(id), Key::from);
        let mut set = Map::new();
        if *kind == Kind::Org
            && let Some(parent) = props(is).remove("parent")
        {
            set.insert("parent".to_owned(), parent);
        }
        let suspended = *kind == Kind::Member && flag(is, "suspended");
        Draft {
            key,
            domain: domain(is),
            state: if suspended {
                WantedState::Suspended
            } else {
                WantedState::Active
            },
            anew: false,
            set,
        }
    }

    /// A member in deletion: whatever he had is declared, since nothing may come back by
    /// itself (facts 11 #40).
    fn undeleted(&mut self, object: &Object, was: &Value, made: Option<&Value>, is: &Value) {
        let mut draft = self.bare(object, is);
        let after = made.map(props).unwrap_or_default();
        let merged = merge(&props(was), &after, &props(is), self.force);
        draft.set = props(was);
        for conflict in &merged.conflicts {
            draft
                .set
                .remove(conflict.split('.').next().unwrap_or(conflict));
        }
        self.conflicts(object, was, &merged.conflicts);
        draft.state = if flag(was, "suspended") {
            WantedState::Suspended
        } else {
            WantedState::Active
        };
        draft.domain = domain(was);
        self.key(object, was, made.unwrap_or(is), is, &mut draft);
        self.of.insert(object.clone(), draft);
    }

    /// What the run deleted is made anew: its key says that it is the same.
    fn anew(&mut self, object: &Object, was: &Value) {
        let Some(key) = text(was, "key").map(Key::from) else {
            let problem = about(codes::CANNOT_BE_MADE, object, Some(was));
            self.problems.push(problem.with("lacks", "key"));
            return;
        };
        if matches!(object.0, Kind::Org | Kind::Group) {
            self.say(codes::MADE_ANEW, object, was);
        }
        let draft = Draft {
            key,
            domain: domain(was),
            state: WantedState::Active,
            anew: true,
            set: props(was),
        };
        self.of.insert(object.clone(), draft);
    }

    fn changed(&mut self, object: &Object, was: &Value, made: &Value, is: &Value) {
        let (kind, _) = object;
        let bare = self.bare(object, is);
        let mut draft = bare.clone();
        let merged = merge(&props(was), &props(made), &props(is), self.force);
        let mut set = merged.set;
        self.conflicts(object, was, &merged.conflicts);
        for field in &merged.unknown {
            let problem = about(codes::NOT_KNOWN, object, Some(was));
            self.problems.push(problem.with("field", field));
        }
        if domain(was) != domain(made) {
            if domain(is) == domain(made) || self.force {
                // A move takes posts and address along: all of it is declared.
                draft.domain = domain(was);
                set = props(was);
            } else if domain(is) != domain(was) {
                self.conflicts(object, was, &["domain".to_owned()]);
            }
        }
        self.key(object, was, made, is, &mut draft);
        if *kind == Kind::Member {
            let suspended = |value| flag(value, "suspended");
            let (old, new, now) = (suspended(was), suspended(made), suspended(is));
            if old != new && now != old {
                draft.state = if old {
                    WantedState::Suspended
                } else {
                    WantedState::Active
                };
            }
        }
        let same =
            draft.key == bare.key && draft.domain == bare.domain && draft.state == bare.state;
        if set.is_empty() && same {
            return;
        }
        for (name, value) in set {
            draft.set.insert(name, value);
        }
        self.of.insert(object.clone(), draft);
    }

    fn conflicts(&mut self, object: &Object, was: &Value, fields: &[String]) {
        for field in fields {
            let problem = about(codes::CHANGED_SINCE, object, Some(was));
            self.problems.push(problem.with("field", field));
        }
    }

    /// The external key as it was, where the run changed it and nobody did since.
    fn key(&mut self, object: &Object, was: &Value, made: &Value, is: &Value, draft: &mut Draft) {
        let (kind, id) = object;
        let [old, new, now] = [was, made, is].map(|value| text(value, "key"));
        if old == new || old == now {
            return;
        }
        if new != now && !self.force {
            self.conflicts(object, was, &["key".to_owned()]);
            return;
        }
        match old {
            Some(old) => draft.key = Key::from(old),
            // Single sign-on asks for one (facts 5.1.2).
            None if *kind == Kind::Member && self.tenant.sso => {
                let problem = about(codes::KEY_STAYS, object, Some(was));
                self.problems
                    .push(problem.with("key", now.unwrap_or_default()));
            }
            None => draft.key = Key::none(id),
        }
    }

    /// A key that belongs to somebody else by now is not taken back.
    fn keys_of_others(&mut self) {
        let live = self.sides.live;
        let mut held: BTreeMap<(Kind, &str), BTreeSet<&Id>> = BTreeMap::new();
        let ranks = live.ranks.values();
        let ranks = ranks.map(|it| (Kind::from(it.kind), it.key.as_ref(), &it.id));
        let orgs = (live.orgs.values()).map(|it| (Kind::Org, it.key.as_ref(), &it.id));
        let members = (live.members.values()).map(|it| (Kind::Member, it.key.as_ref(), &it.id));
        let groups = (live.groups.values()).map(|it| (Kind::Group, it.key.as_ref(), &it.id));
        for (kind, key, id) in ranks.chain(orgs).chain(members).chain(groups) {
            if let Some(key) = key {
                held.entry((kind, key.as_str())).or_default().insert(id);
            }
        }
        // Whoever made it, or has another key once the run is taken back, lets it go.
        let frees = |kind: Kind, id: &Id, key: &str| {
            let object = (kind, id.clone());
            // A member holds it in deletion (facts 11 #39).
            (kind != Kind::Member && self.sides.made.contains_key(&object))
                || (self.of.get(&object)).is_some_and(|draft| draft.key.as_str() != key)
        };
        let scoped = |kind: Kind| !matches!(kind, Kind::Level | Kind::Position);
        let mut taken: Vec<Object> = Vec::new();
        for (object, draft) in &self.of {
            let (kind, own) = object;
            let key = draft.key.as_str();
            let others = held.get(&(*kind, key)).into_iter().flatten();
            let mut others = others.filter(|id| **id != own && !frees(*kind, id, key));
            if scoped(*kind) && others.next().is_some() {
                taken.push(object.clone());
            }
        }
        for object in taken {
            let Some(was) = self.sides.before.get(&object) else {
                continue;
            };
            let anew = self.of.get(&object).is_some_and(|draft| draft.anew);
            if anew {
                self.of.remove(&object);
                let problem = about(codes::CANNOT_BE_MADE, &object, Some(was));
                self.problems.push(problem.with("lacks", "key"));
            } else if let Some(is) = self.sides.now(&object) {
                let key = self.bare(&object, &is).key;
                if let Some(draft) = self.of.get_mut(&object) {
                    draft.key = key;
                }
                self.conflicts(&object, was, &["key".to_owned()]);
            }
        }
    }
}
