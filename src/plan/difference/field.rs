use serde_json::{Map, Value, json};

use crate::directory::{ByLanguage, Email, Field};

/// One property that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// YAML name.
    pub field: String,
    /// Personal data.
    pub sensitive: bool,
    /// The value now, in the configuration's vocabulary.
    pub from: Value,
    /// The value wanted, likewise.
    pub to: Value,
    /// API property that carries it.
    pub api: &'static str,
    /// What the request sends for that property.
    pub body: Value,
    /// What a reader of the API sees there before the change.
    pub expect: Value,
}

/// The differences of one object, and how they were compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// In the order of the documentation.
    pub list: Vec<Difference>,
    /// The object does not exist yet: nulls and empties are left out, defaults apply.
    pub creating: bool,
    /// One object as it is: every property that is known is listed, equal or not, for its
    /// `expect` alone.
    pub reading: bool,
}

impl Differences {
    /// For an object that exists, or is created.
    pub fn new(creating: bool) -> Differences {
        Differences {
            list: Vec::new(),
            creating,
            reading: false,
        }
    }

    /// For an object as it was read: see [`Differences::reading`].
    pub fn reading() -> Differences {
        Differences {
            reading: true,
            ..Differences::new(false)
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The properties a request sends for them.
    pub fn body(&self) -> Map<String, Value> {
        let mut body = Map::new();
        for difference in &self.list {
            body.insert(difference.api.to_owned(), difference.body.clone());
        }
        body
    }

    /// Compares one property whose shape is the same in YAML and in the API.
    pub fn plain<T: PartialEq>(
        &mut self,
        (field, api, sensitive): (&str, &'static str, bool),
        now: &Field<T>,
        goal: &Field<T>,
        show: impl Fn(&T) -> Value,
    ) {
        self.mapped((field, api, sensitive), now, goal, &show, &show);
    }

    /// Compares one property; `show` is its YAML form, `send` its API form.
    pub fn mapped<T: PartialEq>(
        &mut self,
        (field, api, sensitive): (&str, &'static str, bool),
        now: &Field<T>,
        goal: &Field<T>,
        show: impl Fn(&T) -> Value,
        send: impl Fn(&T) -> Value,
    ) {
        let Some(wanted) = goal.known() else { return };
        // Not returned is not settable either (facts 5.1.8). Nearly all is as it should be:
        // that is seen before anything is put into JSON.
        let equal = now.known().is_none_or(|current| current == wanted);
        if !self.creating && !self.reading && equal {
            return;
        }
        let body = send(wanted);
        if self.reading {
            // Nothing is left out.
        } else if self.creating {
            // What is empty by default is not sent on create.
            if is_empty(&body) {
                return;
            }
        } else if now.known().is_some_and(|now| same(&send(now), &body)) {
            return;
        }
        let (from, expect) = match now.known() {
            Some(current) => (show(current), send(current)),
            None => (Value::Null, Value::Null),
        };
        self.list.push(Difference {
            field: field.to_owned(),
            sensitive,
            from,
            to: show(wanted),
            api,
            body,
            expect,
        });
    }

    /// Compares a set of addresses: order does not matter.
    pub fn addresses(
        &mut self,
        (field, api, sensitive): (&str, &'static str, bool),
        now: &Field<Vec<Email>>,
        goal: &Field<Vec<Email>>,
    ) {
        fn as_set(list: &[Email]) -> Vec<&str> {
            let mut texts: Vec<&str> = list.iter().map(Email::as_str).collect();
            texts.sort_unstable();
            texts.dedup();
            texts
        }
        if let (Some(now), Some(goal)) = (now.known(), goal.known())
            && !self.reading
            && (now == goal || as_set(now) == as_set(goal))
        {
            return;
        }
        self.plain((field, api, sensitive), now, goal, |list| {
            json!(as_set(list))
        });
    }
}

/// Whether two API values mean the same: null, `[]`, `{}` and missing are one.
pub fn same(a: &Value, b: &Value) -> bool {
    a == b || (is_empty(a) && is_empty(b))
}

/// null, `[]` or `{}`.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// An optional text as JSON.
pub fn text(value: &Option<String>) -> Value {
    value
        .as_ref()
        .map_or(Value::Null, |text| Value::String(text.clone()))
}

/// Merges names per language: `None` clears one, a language left out keeps its name.
pub fn merge_names<T: Clone>(
    now: &Field<ByLanguage<Option<T>>>,
    declared: &Field<ByLanguage<Option<T>>>,
    merge: impl Fn(Option<&T>, &T) -> T,
) -> Field<ByLanguage<Option<T>>> {
    let Some(wanted) = declared.known() else {
        return now.clone();
    };
    let mut merged = now.known().cloned().unwrap_or_default();
    merged.retain(|_, name| name.is_some());
    for (language, name) in wanted {
        match name {
            None => {
                merged.remove(language);
            }
            Some(name) => {
                let present = merged.get(language).and_then(Option::as_ref);
                let next = merge(present, name);
                merged.insert(*language, Some(next));
            }
        }
    }
    Field::Known(merged)
}

/// `i18nNames` of orgs and ranks in their API form.
pub fn names_body(names: &ByLanguage<Option<String>>) -> Value {
    names
        .iter()
        .filter_map(|(language, name)| {
            Some(json!({"language": language.code(), "name": name.as_ref()?}))
        })
        .collect()
}

/// `names` of orgs and ranks in their YAML form.
pub fn names_yaml(names: &ByLanguage<Option<String>>) -> Value {
    let members: Map<String, Value> = names
        .iter()
        .filter_map(|(language, name)| {
            Some((language.code().to_owned(), Value::String(name.clone()?)))
        })
        .collect();
    Value::Object(members)
}
