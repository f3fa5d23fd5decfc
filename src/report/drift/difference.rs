use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::pieces::{Piece, pieces};
use crate::directory::digest;
use crate::plan::{Plan, Step};

/// In what way an object is not as declared, seen from the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DriftKind {
    /// Declared, and not in the tenant (or in deletion there): somebody removed it, or it
    /// was never applied.
    Removed,
    /// In the tenant, owned by the configuration (`policy.owns`) and not declared.
    Added,
    /// Properties, posts or lists are otherwise; a ranked list is off.
    Changed,
    /// Under another parent, in another place or in another domain.
    Moved,
    /// A member's state is otherwise: suspended, in deletion, on leave.
    State,
    /// There, but without the declared key, or under its former one.
    Unkeyed,
}

/// Every kind, in the order in which they are told.
pub const DRIFT_KINDS: [DriftKind; 6] = [
    DriftKind::Removed,
    DriftKind::Added,
    DriftKind::Changed,
    DriftKind::Moved,
    DriftKind::State,
    DriftKind::Unkeyed,
];

/// One object that is not as declared, in one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Kind of the object.
    pub kind: String,
    /// Its external key, or its id where it has none.
    pub key: String,
    /// Its name, for people.
    pub name: String,
    /// Key of its domain.
    pub domain: String,
    /// In what way.
    pub drift: DriftKind,
    /// The properties that differ, in the configuration's vocabulary.
    pub properties: BTreeSet<String>,
    /// What they are and should be.
    #[serde(skip)]
    pub(super) values: Vec<(String, Value, Value)>,
    /// Steps of the plan that are about it.
    #[serde(skip)]
    pub(super) steps: BTreeSet<u32>,
}

/// What a plan says of how the tenant differs: each object once in each way, in a stable
/// order. What is only done on the way (a temporary value) is no difference.
pub fn differences(plan: &Plan) -> Vec<Difference> {
    let mut found: BTreeMap<(&str, &str, DriftKind), Difference> = BTreeMap::new();
    for step in &plan.steps {
        if reason(step) == "temporaryName" {
            continue;
        }
        for piece in pieces(step) {
            for (drift, changes) in ways(step, &piece) {
                let one = found
                    .entry((piece.kind, piece.key, drift))
                    .or_insert_with(|| Difference {
                        kind: piece.kind.to_owned(),
                        key: piece.key.to_owned(),
                        name: piece.name.to_owned(),
                        domain: step.domain.clone(),
                        drift,
                        properties: BTreeSet::new(),
                        values: Vec::new(),
                        steps: BTreeSet::new(),
                    });
                one.steps.insert(step.n);
                one.values.extend(changes);
            }
        }
    }
    whole_objects_alone(&mut found);
    let mut all: Vec<Difference> = found.into_values().collect();
    for one in &mut all {
        one.properties = one.values.iter().map(|(field, ..)| field.clone()).collect();
    }
    all
}

/// Where a whole object is missing or too many, its single properties say nothing more.
fn whole_objects_alone(found: &mut BTreeMap<(&str, &str, DriftKind), Difference>) {
    let whole: Vec<(&str, &str, DriftKind)> = found
        .keys()
        .filter(|(.., drift)| matches!(drift, DriftKind::Removed | DriftKind::Added))
        .copied()
        .collect();
    for (kind, key, drift) in whole {
        for other in DRIFT_KINDS.into_iter().filter(|other| *other != drift) {
            if let Some(part) = found.remove(&(kind, key, other))
                && let Some(object) = found.get_mut(&(kind, key, drift))
            {
                object.steps.extend(part.steps);
                object.values.extend(part.values);
            }
        }
    }
}

type Values = Vec<(String, Value, Value)>;

/// In what ways a step says that an object differs, and in what.
fn ways(step: &Step, piece: &Piece<'_>) -> Vec<(DriftKind, Values)> {
    let values = |keys: bool| -> Values {
        piece
            .changes
            .iter()
            .filter(|change| (change.field == "key") == keys)
            .map(|change| (change.field.clone(), change.from.clone(), change.to.clone()))
            .collect()
    };
    let all = || [values(false), values(true)].concat();
    if reason(step) == "ownedNotDeclared" {
        return vec![(DriftKind::Added, all())];
    }
    match step.op.as_str() {
        "create" | "undelete" => vec![(DriftKind::Removed, all())],
        "move" | "transfer" => vec![(DriftKind::Moved, all())],
        "suspend" | "unsuspend" | "delete" | "forceDelete" => vec![(DriftKind::State, all())],
        "adopt" | "rekey" => {
            let keys = piece.changes.iter();
            let keys = keys.map(|c| ("key".to_owned(), c.from.clone(), c.to.clone()));
            vec![(DriftKind::Unkeyed, keys.collect())]
        }
        _ if piece.changes.iter().any(|change| change.field == "leave") => {
            vec![(DriftKind::State, all())]
        }
        _ => {
            let (keys, others) = (values(true), values(false));
            let mut ways = Vec::new();
            if !keys.is_empty() {
                ways.push((DriftKind::Unkeyed, keys));
            }
            if !others.is_empty() || ways.is_empty() {
                ways.push((DriftKind::Changed, others));
            }
            ways
        }
    }
}

fn reason(step: &Step) -> &str {
    step.reason.as_ref().map_or("", |said| said.code.as_str())
}

/// `sha256:…` over what differs: the same for the same differences, whenever they are seen,
/// in whatever order, and however long mending them would take. `None` where nothing does.
pub fn fingerprint(differences: &[Difference]) -> Option<String> {
    if differences.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = differences
        .iter()
        .map(|one| {
            let mut values: Vec<String> = one
                .values
                .iter()
                .map(|(field, from, to)| format!("{field}\u{0}{from}\u{0}{to}"))
                .collect();
            values.sort();
            let line = (&one.kind, &one.key, &one.domain, one.drift, values);
            serde_json::to_string(&line).expect("text and JSON are JSON")
        })
        .collect();
    lines.sort();
    Some(digest(&lines).expect("text is JSON"))
}
