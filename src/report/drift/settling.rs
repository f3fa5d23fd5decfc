use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use serde_json::Value;

use super::difference::{Difference, DriftKind};
use super::pieces::{Piece, pieces};
use crate::apply::SHOWN_WITHIN;
use crate::plan::Step;

/// A step that an apply did, from the record of recent writes.
#[derive(Clone, Debug)]
pub struct Write {
    /// When it was done.
    pub at: Timestamp,
    /// What was planned.
    pub step: Step,
}

/// An object that may only be settling, which reading it by id tells.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// What was done to it a short while ago, in that order.
    pub steps: Vec<&'a Step>,
}

/// Objects, as kind and key, that read by id as they were written.
pub type Shown = BTreeSet<(String, String)>;

type Written<'a> = HashMap<(&'a str, &'a str), Vec<(&'a Step, Piece<'a>)>>;

fn written(recent: &[Write], now: Timestamp) -> Written<'_> {
    let mut recent: Vec<&Write> = recent
        .iter()
        // A clock that was set back makes no write older or newer than it is.
        .filter(|write| now.duration_since(write.at).unsigned_abs() <= SHOWN_WITHIN)
        .collect();
    recent.sort_by_key(|write| write.at);
    let mut written: Written<'_> = HashMap::new();
    for write in recent {
        for piece in pieces(&write.step) {
            let held = written.entry((piece.kind, piece.key)).or_default();
            held.push((&write.step, piece));
        }
    }
    written
}

/// What has to be read by id before it is called drift: whether an object is there, and
/// properties that would show at once, are only late in a list.
pub fn to_look_at<'a>(
    differences: &[Difference],
    recent: &'a [Write],
    now: Timestamp,
) -> Vec<Look<'a>> {
    let written = written(recent, now);
    let mut looks: Vec<Look<'a>> = Vec::new();
    for one in differences {
        let Some(writes) = written.get(&(one.kind.as_str(), one.key.as_str())) else {
            continue;
        };
        let seen = looks
            .iter()
            .any(|look| look.kind == one.kind && look.key == one.key);
        if explained(one, writes) && !shows_late(one) && !seen {
            looks.push(Look {
                kind: one.kind.clone(),
                key: one.key.clone(),
                steps: writes.iter().map(|(step, _)| *step).collect(),
            });
        }
    }
    looks
}

/// Parts what drifted from what is only settling: the tenant still shows what was there
/// before a write of a short while ago, or something on the way from that to what was
/// written (facts 7). Whatever else it shows, somebody else wrote, and drifted; so did what
/// would show at once, unless it does so when it is read by id.
pub fn split(
    differences: Vec<Difference>,
    recent: &[Write],
    shown: &Shown,
    now: Timestamp,
) -> (Vec<Difference>, Vec<Difference>) {
    let written = written(recent, now);
    differences.into_iter().partition(|one| {
        let writes = written.get(&(one.kind.as_str(), one.key.as_str()));
        let is_shown = || shown.contains(&(one.kind.clone(), one.key.clone()));
        let settles = |writes: &Vec<_>| explained(one, writes) && (shows_late(one) || is_shown());
        !writes.is_some_and(settles)
    })
}

/// Whether all that differs shows late even by id: names, addresses, memberships (facts 7).
fn shows_late(one: &Difference) -> bool {
    let late = |field: &String| {
        let top = field.split('.').next().unwrap_or(field);
        match top {
            "name" | "names" | "email" | "aliases" => {
                matches!(one.kind.as_str(), "member" | "org" | "group")
            }
            "posts" | "secondary" => one.kind == "member",
            "members" | "orgs" | "groups" | "masters" => one.kind == "group",
            _ => false,
        }
    };
    one.drift == DriftKind::Changed && !one.properties.is_empty() && one.properties.iter().all(late)
}

/// Whether writes of a short while ago explain that an object reads so.
fn explained(one: &Difference, writes: &[(&Step, Piece<'_>)]) -> bool {
    let was = |ops: &[&str]| {
        writes
            .iter()
            .any(|(step, _)| ops.contains(&step.op.as_str()))
    };
    match one.drift {
        DriftKind::Removed => was(&["create", "undelete"]),
        DriftKind::Added => was(&["delete", "forceDelete", "suspend"]),
        _ => one
            .values
            .iter()
            .all(|(field, from, to)| writes.iter().any(|write| covers(write, field, from, to))),
    }
}

/// Whether a write explains that a property reads so.
fn covers((step, piece): &(&Step, Piece<'_>), field: &str, from: &Value, to: &Value) -> bool {
    let bulk = step.kind == "externalKeys";
    piece.changes.iter().any(|change| {
        let same_field = change.field == field || (bulk && field == "key");
        // Places are counted among siblings, which move with one another.
        let place = matches!(field, "order") && matches!(&*change.field, "order" | "parent");
        place
            || (same_field
                && alike(&change.to, to)
                && (alike(&change.from, from) || is_between(&change.from, &change.to, from)))
    })
}

fn alike(a: &Value, b: &Value) -> bool {
    let is_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    a == b || (is_nothing(a) && is_nothing(b))
}

/// Whether a list holds nothing but what was there before or was written, and all that is
/// in both.
fn is_between(before: &Value, written: &Value, shown: &Value) -> bool {
    let items = |value: &Value| match value {
        Value::Null => Some(Vec::new()),
        Value::Array(items) => Some(items.clone()),
        _ => None,
    };
    let (Some(before), Some(written), Some(shown)) = (items(before), items(written), items(shown))
    else {
        return false;
    };
    shown
        .iter()
        .all(|item| before.contains(item) || written.contains(item))
        && before
            .iter()
            .filter(|item| written.contains(item))
            .all(|item| shown.contains(item))
}
