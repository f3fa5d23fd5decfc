use std::collections::{BTreeMap, BTreeSet};

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::api::{ApiError, ErrorKind};
use crate::plan::Plan;

/// What stands for a secret in a text.
const STANDS_FOR: &str = "[secret]";

/// Values that a plan only names: `{"$secret": "newMemberPassword"}`. Never printed: its
/// `Debug` shows the names alone.
#[derive(Debug, Default)]
pub struct Secrets(BTreeMap<String, SecretString>);

impl Secrets {
    /// None known.
    pub fn none() -> Secrets {
        Secrets::default()
    }

    /// The same with one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: SecretString) -> Secrets {
        self.0.insert(name.to_owned(), value);
        self
    }

    /// The secrets a plan needs and this does not hold, so that they can be asked for
    /// before anything is sent.
    pub fn missing(&self, plan: &Plan) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for step in &plan.steps {
            if let Some(body) = &step.request.body {
                collect(body, &mut names);
            }
        }
        names.retain(|name| !self.0.contains_key(name));
        names
    }

    /// Fills every `{"$secret": …}` of a body.
    ///
    /// # Errors
    /// The name of the first secret that is not known.
    pub(super) fn fill(&self, body: &Value) -> Result<Value, String> {
        if let Some(name) = secret_name(body) {
            return match self.0.get(name) {
                Some(value) => Ok(Value::String(value.expose_secret().to_owned())),
                None => Err(name.to_owned()),
            };
        }
        Ok(match body {
            Value::Array(items) => Value::Array(
                items
                    .iter()
                    .map(|item| self.fill(item))
                    .collect::<Result<_, _>>()?,
            ),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.fill(value)?)))
                    .collect::<Result<_, String>>()?,
            ),
            other => other.clone(),
        })
    }

    /// A text of the service without the secrets: it may echo what it was sent.
    pub(super) fn scrub(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        for secret in self.0.values() {
            let secret = secret.expose_secret();
            if !secret.is_empty() && clean.contains(secret) {
                clean = clean.replace(secret, STANDS_FOR);
            }
        }
        clean
    }

    /// The same for an error's texts.
    pub(super) fn scrub_error(&self, error: &mut ApiError) {
        let clean = |text: &mut String| *text = self.scrub(text);
        match &mut error.kind {
            ErrorKind::Status(_, said)
            | ErrorKind::Unauthorised { said, .. }
            | ErrorKind::TokenRefused(_, said) => {
                said.code
                    .iter_mut()
                    .chain(&mut said.description)
                    .for_each(clean);
            }
            ErrorKind::Unreachable(why) | ErrorKind::BrokenOff(why) => clean(why),
            ErrorKind::TimedOut(_)
            | ErrorKind::RateLimited { .. }
            | ErrorKind::Redirected(_)
            | ErrorKind::Unreadable(..)
            | ErrorKind::ListRepeats
            | ErrorKind::ListEndless { .. }
            | ErrorKind::TokenUnreadable(_) => {}
        }
    }
}

fn secret_name(value: &Value) -> Option<&str> {
    value
        .as_object()
        .filter(|object| object.len() == 1)?
        .get("$secret")?
        .as_str()
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    if let Some(name) = secret_name(value) {
        names.insert(name.to_owned());
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(members) => members.values().for_each(|item| collect(item, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Secrets;

    #[test]
    fn filled_in_and_never_shown() {
        let secrets = Secrets::none().with("newMemberPassword", "Hunter#2026".into());
        let body = json!({"a": [{"$secret": "newMemberPassword"}], "b": {"$secret": 3}});
        assert_eq!(
            secrets.fill(&body),
            Ok(json!({"a": ["Hunter#2026"], "b": {"$secret": 3}}))
        );
        assert_eq!(
            Secrets::none().fill(&body),
            Err("newMemberPassword".to_owned())
        );
        assert!(!format!("{secrets:?}").contains("Hunter"));
        assert_eq!(
            secrets.scrub("password Hunter#2026 is too weak"),
            "password [secret] is too weak"
        );
    }
}
