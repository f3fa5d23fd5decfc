//! The rules in force, and how often each was met.

use serde::Serialize;

use super::pattern::fits;
use super::rule::{Rule, When};
use super::{Fault, Match};

/// The rules in force, in their order.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Faults {
    rules: Vec<Counted>,
    /// Rules that were given a number of their own.
    numbered: u64,
}

/// A rule and how often it was met: how `/sandbox/faults` lists it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::sandbox) struct Counted {
    /// The rule, with its id.
    #[serde(flatten)]
    pub rule: Rule,
    /// Calls that fitted.
    pub seen: u64,
    /// Those that it struck.
    pub fired: u64,
}

/// A call as the rules see it.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Seen<'a> {
    /// Its method.
    pub method: &'a str,
    /// Its path as sent.
    pub path: &'a str,
    /// Its operation, as the log names it.
    pub operation: &'a str,
}

/// What a rule does to a call.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sandbox) struct Struck {
    /// The rule's name.
    pub id: String,
    /// The rule.
    pub rule: Rule,
}

/// A rule of this id is in force already.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("id: `{0}` is the name of another rule")]
pub(in crate::sandbox) struct Taken(pub String);

impl Faults {
    /// Adds a rule after all others, and gives it a name where it has none.
    ///
    /// # Errors
    /// Where its name is another's.
    pub(in crate::sandbox) fn add(&mut self, mut rule: Rule) -> Result<&Counted, Taken> {
        let id = match rule.id.take() {
            Some(id) => id,
            None => loop {
                self.numbered += 1;
                let id = format!("fault-{}", self.numbered);
                if !self.has(&id) {
                    break id;
                }
            },
        };
        if self.has(&id) {
            return Err(Taken(id));
        }
        rule.id = Some(id);
        self.rules.push(Counted {
            rule,
            seen: 0,
            fired: 0,
        });
        // Just pushed.
        Ok(&self.rules[self.rules.len() - 1])
    }

    /// All of them, in their order.
    pub(in crate::sandbox) fn list(&self) -> &[Counted] {
        &self.rules
    }

    /// One of them.
    pub(in crate::sandbox) fn get(&self, id: &str) -> Option<&Counted> {
        self.rules
            .iter()
            .find(|counted| counted.rule.id.as_deref() == Some(id))
    }

    /// Takes one away; whether there was one of that name.
    pub(in crate::sandbox) fn remove(&mut self, id: &str) -> bool {
        let before = self.rules.len();
        self.rules
            .retain(|counted| counted.rule.id.as_deref() != Some(id));
        self.rules.len() < before
    }

    /// Takes all away.
    pub(in crate::sandbox) fn clear(&mut self) {
        self.rules.clear();
    }

    /// Counts a call for every rule that it fits, and says what the first one whose turn
    /// it is does to it.
    pub(in crate::sandbox) fn strike(&mut self, seen: Seen<'_>) -> Option<Struck> {
        let mut struck = None;
        for counted in &mut self.rules {
            if !suits(&counted.rule.matching, seen) {
                continue;
            }
            counted.seen += 1;
            if struck.is_none() && counted.is_due() {
                counted.fired += 1;
                struck = Some(Struck {
                    id: counted.rule.id.clone().unwrap_or_default(),
                    rule: counted.rule.clone(),
                });
            }
        }
        struck
    }

    fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
    }
}

impl Counted {
    /// Whether it is the rule's turn at the call that was counted last.
    fn is_due(&self) -> bool {
        let Match {
            method: _,
            path: _,
            operation: _,
            nth,
            every,
            from,
            to,
            times,
        } = &self.rule.matching;
        let n = self.seen;
        nth.is_none_or(|nth| n == nth)
            && every.is_none_or(|every| n.is_multiple_of(every))
            && from.is_none_or(|from| n >= from)
            && to.is_none_or(|to| n <= to)
            && times.is_none_or(|times| self.fired < times)
    }
}

impl Struck {
    /// Whether the call has its effect all the same.
    pub(in crate::sandbox) fn performs(&self) -> bool {
        self.rule.when == When::After || matches!(self.rule.fault, Fault::Slow | Fault::Twice)
    }
}

fn suits(matching: &Match, seen: Seen<'_>) -> bool {
    matching
        .method
        .as_ref()
        .is_none_or(|method| method == seen.method)
        && matching
            .path
            .as_ref()
            .is_none_or(|pattern| fits(pattern, seen.path))
        && matching
            .operation
            .as_ref()
            .is_none_or(|operation| operation == seen.operation)
}
