//! The look at the whole tenant that an apply takes at its end: what reading by id cannot
//! show (a list that was switched on, the order among siblings, objects that no step wrote).

use std::collections::HashSet;
use std::time::Duration;

use crate::apply::SHOWN_WITHIN;
use crate::plan::{Plan, Step};
use crate::source::Problem;

use super::codes::{LISTS_LAG, STILL_DIFFERS};

/// A tenant that took longer to read is not read again unasked: a run is to end when it
/// is done, and 5,000 groups take 21 minutes.
const CHEAP: Duration = Duration::from_secs(60);

/// Objects that are named at most.
const NAMED: usize = 5;

/// Whether the tenant is read again; `took` is how long it took the first time.
pub(super) fn is_worth_it(took: Duration, asked: bool) -> bool {
    asked || took <= CHEAP
}

/// What a plan made after an apply says of it, where every object that was written reads
/// by id as written. Such an object can only differ because the lists, from which the
/// second plan is made, do not show it yet (facts 7); what rests on it differs with it.
/// Where no such object differs the lists are up to date, and what differs is so.
pub(super) fn judge(applied: &Plan, again: &Plan) -> Option<Problem> {
    if again.steps.is_empty() {
        return None;
    }
    let written: HashSet<(&str, &str)> = applied.steps.iter().flat_map(objects).collect();
    let lagging: Vec<&Step> = again
        .steps
        .iter()
        .filter(|step| objects(step).iter().any(|object| written.contains(object)))
        .collect();
    let problem = if lagging.is_empty() {
        Problem::error(STILL_DIFFERS)
            .with("calls", again.steps.len())
            .with("objects", named(again.steps.iter()))
    } else {
        Problem::warning(LISTS_LAG)
            .with("minutes", SHOWN_WITHIN.as_secs() / 60)
            .with("objects", named(lagging.into_iter()))
    };
    Some(problem)
}

/// The objects a step writes and that are read back by id, as kind and key.
fn objects(step: &Step) -> Vec<(&str, &str)> {
    match step.op.as_str() {
        // Switching a list on leaves nothing to read by id.
        "enable" => Vec::new(),
        "adopt" | "rekey" => {
            let kind = match step.request.path.trim_start_matches("/directory") {
                "/users/external-keys" => "member",
                "/orgunits/external-keys" => "org",
                "/groups/external-keys" => "group",
                "/levels/external-keys" => "level",
                "/positions/external-keys" => "position",
                "/user-types/external-keys" => "userType",
                _ => step.kind.as_str(),
            };
            let keys = step.changes.iter().filter_map(|change| change.to.as_str());
            keys.map(|key| (kind, key)).collect()
        }
        _ => vec![(step.kind.as_str(), step.key.as_str())],
    }
}

fn named<'a>(steps: impl Iterator<Item = &'a Step>) -> String {
    let mut seen = HashSet::new();
    let mut names: Vec<String> = steps
        .flat_map(|step| objects_or_itself(step))
        .filter(|object| seen.insert(*object))
        .map(|(kind, key)| format!("{kind}/{key}"))
        .collect();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let mut text = names.join(", ");
    if more > 0 {
        text.push_str(&format!(", ... and {more} more"));
    }
    text
}

fn objects_or_itself(step: &Step) -> Vec<(&str, &str)> {
    let objects = objects(step);
    if objects.is_empty() {
        vec![(step.kind.as_str(), step.key.as_str())]
    } else {
        objects
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::source::Severity;

    fn plan(steps: &[(&str, &str, &str)]) -> Plan {
        let steps: Vec<Value> = steps
            .iter()
            .enumerate()
            .map(|(i, (op, kind, key))| {
                json!({
                    "n": i + 1, "at": 0.0, "op": op, "kind": kind, "key": key, "name": key,
                    "domain": "acme", "changes": [], "needs": [], "follows": [], "expects": [],
                    "request": {"method": "PATCH", "path": "/x"}, "consequences": [],
                    "reversible": true,
                })
            })
            .collect();
        serde_json::from_value(json!({
            "formatVersion": 1, "tenant": "t", "createdAt": "", "hash": "",
            "base": {"fingerprint": "", "readAt": ""},
            "summary": {"create": 0, "update": 0, "move": 0, "delete": 0, "calls": 0},
            "schedule": {"etaSeconds": 0.0, "lowerBoundSeconds": 0.0, "binding": "serial", "latencySeconds": 0.2},
            "gates": [], "problems": [], "unmanaged": {}, "steps": steps,
        }))
        .expect("a plan")
    }

    #[test]
    fn what_was_written_and_is_not_listed_yet_is_no_error() {
        let applied = plan(&[("create", "org", "a"), ("update", "member", "E1")]);
        // A list that does not show the org makes its child look wrong as well.
        let again = plan(&[("create", "org", "a"), ("move", "org", "child")]);
        let said = judge(&applied, &again).expect("it differs");
        assert_eq!((said.code, said.severity), (LISTS_LAG, Severity::Warning));
        assert_eq!(said.params["objects"], "org/a");
    }

    #[test]
    fn what_nobody_wrote_is_one_and_so_is_a_list_that_stays_off() {
        let applied = plan(&[("enable", "feature", "levels"), ("update", "member", "E1")]);
        for step in [("update", "member", "E2"), ("enable", "feature", "levels")] {
            let said = judge(&applied, &plan(&[step])).expect("it differs");
            assert_eq!((said.code, said.severity), (STILL_DIFFERS, Severity::Error));
        }
        assert_eq!(judge(&applied, &plan(&[])), None);
    }

    #[test]
    fn a_large_tenant_is_read_again_only_where_that_is_asked_for() {
        let (short, long) = (Duration::from_secs(60), Duration::from_secs(61));
        assert!(is_worth_it(short, false));
        assert!(!is_worth_it(long, false));
        assert!(is_worth_it(long, true));
    }
}
