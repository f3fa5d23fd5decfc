use std::collections::HashMap;

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

/// Parts what drifted from what is only settling: the tenant still shows what was there
/// before a write of a short while ago, or something on the way from that to what was
/// written (facts 7). Whatever else it shows, somebody else wrote, and drifted.
pub fn split(
    differences: Vec<Difference>,
    recent: &[Write],
    now: Timestamp,
) -> (Vec<Difference>, Vec<Difference>) {
    let mut written: HashMap<(&str, &str), Vec<(&Step, Piece<'_>)>> = HashMap::new();
    for write in recent {
        // A clock that was set back makes no write older or newer than it is.
        if now.duration_since(write.at).unsigned_abs() > SHOWN_WITHIN {
            continue;
        }
        for piece in pieces(&write.step) {
            let held = written.entry((piece.kind, piece.key)).or_default();
            held.push((&write.step, piece));
        }
    }
    differences.into_iter().partition(|one| {
        let writes = written.get(&(one.kind.as_str(), one.key.as_str()));
        !writes.is_some_and(|writes| is_settling(one, writes))
    })
}

fn is_settling(one: &Difference, writes: &[(&Step, Piece<'_>)]) -> bool {
    let was = |ops: &[&str]| {
        writes
            .iter()
            .any(|(step, _)| ops.contains(&step.op.as_str()))
    };
    match one.drift {
        DriftKind::Removed => was(&["create", "undelete"]),
        DriftKind::Added => was(&["delete", "forceDelete", "suspend"]),
        // A list that is off shows no property.
        _ if one.values.is_empty() => was(&["enable"]),
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
