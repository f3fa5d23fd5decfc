//! What the service takes for a property that is left out (facts 5.1 to 5.6), so that it
//! need not be written.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::Sections;

/// Defaults of properties: those of the service, and those of one tenant.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// By section (`posts` for posts) and property: what a tenant's domain adds.
    own: HashMap<(String, String), Value>,
}

impl Defaults {
    /// One more: of a property of a section, in one tenant.
    #[must_use]
    pub fn with(mut self, section: &str, property: &str, value: Value) -> Defaults {
        self.own
            .insert((section.to_owned(), property.to_owned()), value);
        self
    }

    /// Whether a property that is left out means the same as this value.
    pub fn is_default(&self, section: &str, property: &str, value: &Value) -> bool {
        if is_empty(value) {
            return true;
        }
        if let Value::Bool(value) = value {
            return of(section, property) == Some(*value);
        }
        let own = self.own.get(&(section.to_owned(), property.to_owned()));
        own == Some(value) || (section, property, value) == ("members", "state", &json!("active"))
    }

    /// The sections without what need not be written, and without those that hold nothing.
    #[must_use]
    pub fn left_out(&self, sections: &Sections) -> Sections {
        let mut kept = Sections::new();
        for (section, value) in sections {
            let value = match value {
                Value::Array(list) => list
                    .iter()
                    .map(|object| self.value(section, object))
                    .collect(),
                other => other.clone(),
            };
            if !is_empty(&value) {
                kept.insert(section.clone(), value);
            }
        }
        kept
    }

    /// An object of a section without what need not be written.
    pub fn object(&self, section: &str, object: &Map<String, Value>) -> Map<String, Value> {
        object
            .iter()
            .filter(|(name, value)| !self.is_default(section, name, value))
            .map(|(name, value)| (name.clone(), self.value(name, value)))
            .filter(|(_, value)| !is_empty(value))
            .collect()
    }

    fn value(&self, section: &str, value: &Value) -> Value {
        match value {
            Value::Object(object) => Value::Object(self.object(section, object)),
            Value::Array(list) => list.iter().map(|one| self.value(section, one)).collect(),
            plain => plain.clone(),
        }
    }
}

/// Nothing: `null`, `[]`, `{}`.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// The service's default of a yes or no.
pub fn of(section: &str, property: &str) -> Option<bool> {
    Some(match (section, property) {
        ("members", "searchable")
        | ("posts", "visible" | "teamFeature")
        | ("orgs" | "groups", "visible")
        | ("groups", "serviceManageable") => true,
        ("posts", "leader" | "primary")
        | ("orgs" | "groups", "canReceiveExternalMail" | "useServiceNotification")
        | ("levels", "executive") => false,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_is_left_out_at_every_depth() {
        let sections = json!({
            "tenant": {"sso": false},
            "members": [{"key": "E1", "searchable": true, "telephone": null, "locale": "ja_JP",
                         "timeZone": "Asia/Seoul", "state": "active",
                         "name": {"last": "森", "first": null},
                         "custom": {"a": {"text": null, "link": "x://a"}, "b": null},
                         "posts": [{"org": "a", "leader": false, "visible": false, "position": null}],
                         "secondary": [{"domain": "b", "posts": [{"org": "c", "teamFeature": true}]}]}],
            "orgs": [{"key": "a", "visible": false, "orgs": [{"key": "b", "visible": true, "orgs": []}]}],
            "levels": [{"key": "L", "executive": false, "names": {}}],
        });
        let defaults = Defaults::default()
            .with("members", "locale", json!("ja_JP"))
            .with("members", "timeZone", json!("Asia/Tokyo"));
        let kept = defaults.left_out(sections.as_object().expect("sections"));
        assert_eq!(
            Value::Object(kept),
            json!({
                "tenant": {"sso": false},
                "members": [{"key": "E1", "timeZone": "Asia/Seoul", "name": {"last": "森"},
                             "custom": {"a": {"link": "x://a"}},
                             "posts": [{"org": "a", "visible": false}],
                             "secondary": [{"domain": "b", "posts": [{"org": "c"}]}]}],
                "orgs": [{"key": "a", "visible": false, "orgs": [{"key": "b"}]}],
                "levels": [{"key": "L"}],
            })
        );
    }
}
