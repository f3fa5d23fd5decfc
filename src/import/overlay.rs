//! One declared object brought up to date: what says the same in other words stays as it is
//! written.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::defaults::{self, Defaults, is_empty};
use crate::directory::{Moment, custom_value};

/// How an empty value is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Empty {
    /// Not at all: the live side is empty already.
    #[default]
    LeftOut,
    /// As `null` or `[]`: the live side is to be emptied.
    Written,
}

/// What objects are brought up to date by.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// How an empty value is declared.
    pub empty: Empty,
    /// Whether properties that are declared nowhere yet are left so.
    pub declared_only: bool,
    /// Whether what is given is everything there is: of names in other languages and of
    /// custom properties, what is not given goes.
    pub whole: bool,
    /// What need not be written.
    pub defaults: Defaults,
    /// The keys of objects that may be named otherwise: `id:...` and `email:...` to key.
    pub keys: HashMap<String, String>,
    /// Objects that are not among what is given and stay declared, by section and by what
    /// names them: what is given cannot say which lists they are in.
    pub kept: HashSet<(&'static str, String)>,
}

/// Properties whose value names another object.
const REFERENCES: [&str; 6] = ["userType", "level", "parent", "org", "position", "member"];

/// Lists whose order says nothing.
const SETS: [&str; 9] = [
    "masters",
    "members",
    "orgs",
    "groups",
    "features",
    "aliasEmails",
    "toExternalEmails",
    "membersAllowedToUseEmailAsRecipient",
    "membersAllowedToUseEmailAsSender",
];

impl Rules {
    /// Keeps the places in lists that name an object by its key or its address.
    pub fn keep(&mut self, section: &'static str, key: &str, email: Option<&str>) {
        self.kept.insert((section, json!(key).to_string()));
        if let Some(email) = email {
            self.kept
                .insert((section, json!({"email": email}).to_string()));
        }
    }

    /// Whether an entry of a list names an object that is kept. `said` is the entry as JSON.
    fn is_kept(&self, list: &str, said: String) -> bool {
        let section = match list {
            "masters"
            | "members"
            | "membersAllowedToUseEmailAsRecipient"
            | "membersAllowedToUseEmailAsSender" => "members",
            "orgs" | "posts" => "orgs",
            "groups" => "groups",
            _ => return false,
        };
        !self.kept.is_empty() && self.kept.contains(&(section, said))
    }

    /// An object as declared, brought to what is given of it. Properties that nothing is
    /// given of stay.
    pub fn object(
        &self,
        section: &str,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut result = old.clone();
        let mut behind: Option<usize> = None;
        for (name, value) in new {
            match old.get(name) {
                Some(before) => {
                    let after = self.value(section, name, before, value);
                    if self.empty == Empty::LeftOut && is_empty(&after) && !is_empty(before) {
                        result.shift_remove(name);
                        continue;
                    }
                    result.insert(name.clone(), after);
                    behind = result.get_index_of_name(name);
                }
                None if !self.is_added(section, name, value) => {}
                None => {
                    let at = behind.map_or(0, |at| at + 1).min(result.len());
                    let value = match value {
                        Value::Null => Value::Null,
                        value => self.fresh(name, value),
                    };
                    result.shift_insert(at, name.clone(), value);
                    behind = Some(at);
                }
            }
        }
        if self.whole && matches!(section, "names" | "custom") {
            result.retain(|name, value| new.contains_key(name) || is_empty(value));
        }
        result
    }

    fn is_added(&self, section: &str, name: &str, value: &Value) -> bool {
        if self.declared_only && !matches!(section, "posts" | "secondary" | "name") {
            return false;
        }
        match self.empty {
            Empty::Written if is_empty(value) => true,
            _ => !self.defaults.is_default(section, name, value),
        }
    }

    /// A value that is declared for the first time.
    pub fn fresh(&self, section: &str, value: &Value) -> Value {
        match value {
            Value::Object(map) => Value::Object(self.defaults.object(section, map)),
            Value::Array(list) => list.iter().map(|one| self.fresh(section, one)).collect(),
            plain => plain.clone(),
        }
    }

    /// A declared value, or what takes its place.
    fn value(&self, section: &str, name: &str, old: &Value, new: &Value) -> Value {
        if self.meaning(section, name, old) == self.meaning(section, name, new) {
            return old.clone();
        }
        match (name, old, new) {
            ("name" | "names" | "custom", Value::Object(old), Value::Object(new)) => {
                Value::Object(self.object(name, old, new))
            }
            (_, Value::Object(old), Value::Object(new)) if section == "names" => {
                Value::Object(self.object("name", old, new))
            }
            ("posts" | "secondary", Value::Array(old), Value::Array(new)) => {
                self.list(name, old, new)
            }
            (name, Value::Array(old), Value::Array(new)) if SETS.contains(&name) => {
                self.set(name, old, new)
            }
            (_, _, new) => self.fresh(name, new),
        }
    }

    /// Posts, or posts in other domains: entry by entry.
    fn list(&self, name: &str, old: &[Value], new: &[Value]) -> Value {
        let identity = |value: &Value| {
            let property = if name == "posts" { "org" } else { "domain" };
            let named = value.get(property).unwrap_or(&Value::Null);
            self.reference(named).to_string()
        };
        let given: HashMap<String, &Value> = new.iter().map(|one| (identity(one), one)).collect();
        let mut result: Vec<Value> = Vec::with_capacity(new.len());
        let mut done = HashSet::new();
        for before in old {
            let identity = identity(before);
            let Some(after) = given.get(&identity) else {
                if self.is_kept(name, identity.clone()) && done.insert(identity) {
                    result.push(before.clone());
                }
                continue;
            };
            if let (Some(before), Some(after)) = (before.as_object(), after.as_object())
                && done.insert(identity)
            {
                result.push(Value::Object(self.object(name, before, after)));
            }
        }
        for after in new {
            if done.insert(identity(after)) {
                result.push(self.fresh(name, after));
            }
        }
        if name == "posts" {
            let primary = primary(new).map(&identity);
            let at = result
                .iter()
                .position(|post| Some(identity(post)) == primary);
            if let Some(at) = at
                && self::primary(&result).map(&identity) != primary
            {
                let post = result.remove(at);
                result.insert(0, post);
                for post in &mut result {
                    if let Some(post) = post.as_object_mut() {
                        post.shift_remove("primary");
                    }
                }
            }
        }
        Value::Array(result)
    }

    /// A list whose order says nothing: what stays keeps its place, what is new comes behind.
    fn set(&self, name: &str, old: &[Value], new: &[Value]) -> Value {
        let said = |value: &Value| self.entry(name, value).to_string();
        let given: HashSet<String> = new.iter().map(said).collect();
        let mut done = HashSet::new();
        let mut result: Vec<Value> = Vec::with_capacity(new.len());
        for value in old {
            let said = said(value);
            let stays = given.contains(&said) || self.is_kept(name, said.clone());
            if stays && done.insert(said) {
                result.push(value.clone());
            }
        }
        for value in new {
            if done.insert(said(value)) {
                result.push(value.clone());
            }
        }
        Value::Array(result)
    }

    /// A value in the one form that is compared.
    fn meaning(&self, section: &str, name: &str, value: &Value) -> Value {
        if is_empty(value) {
            return Value::Null;
        }
        match (name, value) {
            ("activationDate" | "from" | "to", Value::String(text)) => moment(text),
            ("protocol", Value::String(text)) if text == "TWITTER" => json!("X"),
            ("leave" | "messenger", Value::Object(map)) => map
                .iter()
                .map(|(name, value)| (name.clone(), self.meaning(section, name, value)))
                .filter(|(_, value)| !value.is_null())
                .collect(),
            (_, value) if section == "custom" => custom_value(value.clone()),
            ("posts", Value::Array(posts)) => self.posts(posts),
            (name, Value::Array(list)) if SETS.contains(&name) => {
                let mut list: Vec<Value> = list.iter().map(|one| self.entry(name, one)).collect();
                list.sort_by_cached_key(Value::to_string);
                list.dedup();
                Value::Array(list)
            }
            (name, value) if REFERENCES.contains(&name) => self.reference(value),
            (_, other) => other.clone(),
        }
    }

    fn posts(&self, posts: &[Value]) -> Value {
        let first = primary(posts);
        let mut said: Vec<Value> = posts
            .iter()
            .map(|post| {
                let flag = |name: &str| {
                    let said = post.get(name).and_then(Value::as_bool);
                    said.or(defaults::of("posts", name)).unwrap_or(false)
                };
                json!([
                    self.reference(post.get("org").unwrap_or(&Value::Null)),
                    first == Some(post),
                    self.reference(post.get("position").unwrap_or(&Value::Null)),
                    flag("leader"),
                    flag("visible"),
                    flag("teamFeature"),
                ])
            })
            .collect();
        said.sort_by_cached_key(Value::to_string);
        Value::Array(said)
    }

    fn entry(&self, name: &str, value: &Value) -> Value {
        match name {
            "features" | "aliasEmails" | "toExternalEmails" => value.clone(),
            _ => self.reference(value),
        }
    }

    /// What a reference names: a key where there is one.
    pub fn reference(&self, value: &Value) -> Value {
        let Value::Object(map) = value else {
            return value.clone();
        };
        let named = map.iter().next();
        let named = named.and_then(|(name, of)| self.keys.get(&format!("{name}:{}", of.as_str()?)));
        named.map_or_else(|| value.clone(), |key| json!(key))
    }
}

/// The primary post: the one that says so, else the first.
fn primary(posts: &[Value]) -> Option<&Value> {
    let says = |post: &&Value| post.get("primary") == Some(&Value::Bool(true));
    posts.iter().find(says).or_else(|| posts.first())
}

fn moment(text: &str) -> Value {
    match Moment::parse(text) {
        Ok(moment) => json!(moment.at().to_string()),
        Err(_) => json!(text),
    }
}

/// The place of a property in a mapping.
trait IndexOfName {
    fn get_index_of_name(&self, name: &str) -> Option<usize>;
}

impl IndexOfName for Map<String, Value> {
    fn get_index_of_name(&self, name: &str) -> Option<usize> {
        self.keys().position(|key| key == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(rules: &Rules, old: Value, new: Value) -> Value {
        let (Value::Object(old), Value::Object(new)) = (old, new) else {
            panic!("objects")
        };
        Value::Object(rules.object("members", &old, &new))
    }

    #[test]
    fn what_says_the_same_stays_as_it_is_written() {
        let rules = Rules {
            whole: true,
            keys: HashMap::from([
                ("id:u-1".to_owned(), "sales".to_owned()),
                ("email:a@b.example".to_owned(), "E1".to_owned()),
            ]),
            ..Rules::default()
        };
        let old = json!({
            "key": "E1", "searchable": true, "aliasEmails": ["b@x.example", "a@x.example"],
            "posts": [{"org": "hq", "visible": true}, {"org": {"id": "u-1"}, "primary": true}],
            "messenger": {"protocol": "TWITTER", "id": "x"}, "telephone": null,
            "leave": {"from": "2026-12-01T00:00:00+09:00", "to": "2027-03-31T23:59:59+09:00"},
            "members": [{"email": "a@b.example"}], "passwordBy": "admin",
        });
        let new = json!({
            "key": "E1", "searchable": true, "aliasEmails": ["a@x.example", "b@x.example"],
            "posts": [{"org": "sales", "leader": false}, {"org": "hq", "position": null}],
            "messenger": {"protocol": "X", "id": "x", "customProtocol": null}, "telephone": null,
            "leave": {"from": "2026-11-30T15:00:00Z", "to": "2027-03-31T14:59:59Z"},
            "members": ["E1"], "task": null,
        });
        assert_eq!(over(&rules, old.clone(), new), old);
    }

    #[test]
    fn what_changed_is_changed_and_nothing_else() {
        let rules = Rules {
            whole: true,
            ..Rules::default()
        };
        let old = json!({
            "key": "E1", "telephone": "1", "name": {"last": "森", "first": "花子"},
            "names": {"en_US": {"last": "Mori"}, "ko_KR": {"last": "x"}},
            "posts": [{"org": "a", "leader": true}, {"org": "b"}], "searchable": true,
        });
        let new = json!({
            "key": "E1", "email": "a@b.example", "name": {"last": "森", "first": "華子", "phoneticLast": "モリ"},
            "names": {"en_US": {"last": "Mori", "first": "Hanako"}}, "telephone": null,
            "posts": [{"org": "c"}, {"org": "a", "leader": false}], "searchable": false,
            "cellPhone": null,
        });
        let result = over(&rules, old, new);
        assert_eq!(
            serde_json::to_string(&result).expect("JSON"),
            serde_json::to_string(&json!({
                "key": "E1", "email": "a@b.example",
                "name": {"last": "森", "first": "華子", "phoneticLast": "モリ"},
                "names": {"en_US": {"last": "Mori", "first": "Hanako"}},
                "posts": [{"org": "c"}, {"org": "a", "leader": false}], "searchable": false,
            }))
            .expect("JSON")
        );
    }

    #[test]
    fn an_empty_cell_clears_where_that_is_asked_for() {
        let rules = Rules {
            empty: Empty::Written,
            ..Rules::default()
        };
        let old = json!({"key": "E1", "telephone": "1", "task": "x"});
        let new = json!({"key": "E1", "telephone": null, "cellPhone": null});
        assert_eq!(
            over(&rules, old, new),
            json!({"key": "E1", "telephone": null, "task": "x", "cellPhone": null})
        );
    }

    #[test]
    fn what_is_not_declared_can_be_left_alone() {
        let rules = Rules {
            declared_only: true,
            ..Rules::default()
        };
        let old = json!({"key": "E1", "telephone": "1"});
        let new = json!({"key": "E1", "telephone": "2", "cellPhone": "3"});
        assert_eq!(
            over(&rules, old, new),
            json!({"key": "E1", "telephone": "2"})
        );
    }
}
