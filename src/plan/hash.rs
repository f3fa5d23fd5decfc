use std::collections::BTreeMap;

use serde::Serialize;

use super::format::is_zero;
use super::{Base, Gate, Plan, Said, Schedule, Step, Summary};
use crate::directory::digest;
use crate::source::Problem;

/// What of a plan its hash is over, in the order and form in which it is saved.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hashed<'a> {
    format_version: u32,
    tenant: &'a str,
    base: HashedBase<'a>,
    summary: &'a Summary,
    schedule: &'a Schedule,
    gates: &'a [Gate],
    problems: &'a [Problem],
    #[serde(skip_serializing_if = "is_zero")]
    allowed: u32,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [Said],
    unmanaged: &'a BTreeMap<String, u32>,
    names: &'a BTreeMap<String, BTreeMap<String, String>>,
    steps: &'a [Step],
}

#[derive(Serialize)]
struct HashedBase<'a> {
    fingerprint: &'a str,
}

/// `sha256:…` over everything a plan says but its hash, when it was made and when its base
/// was read: equal inputs give equal hashes.
pub fn hash(plan: &Plan) -> String {
    // Taken apart in full, so that nothing new is forgotten.
    let Plan {
        format_version,
        tenant,
        created_at: _,
        base: Base {
            fingerprint,
            read_at: _,
        },
        hash: _,
        summary,
        schedule,
        gates,
        problems,
        allowed,
        notes,
        unmanaged,
        names,
        steps,
    } = plan;
    let hashed = Hashed {
        format_version: *format_version,
        tenant,
        base: HashedBase { fingerprint },
        summary,
        schedule,
        gates,
        problems,
        allowed: *allowed,
        notes,
        unmanaged,
        names,
        steps,
    };
    digest(&hashed).expect("a plan has string keys only, and its numbers are finite")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::{PLAN_FORMAT, PlanRequest};
    use crate::world::Method;

    fn plan() -> Plan {
        Plan {
            format_version: PLAN_FORMAT,
            tenant: "acme".to_owned(),
            created_at: "2026-04-01T18:00:00+09:00".to_owned(),
            base: Base {
                fingerprint: "sha256:00".to_owned(),
                read_at: "2026-04-01T17:59:30+09:00".to_owned(),
            },
            hash: String::new(),
            summary: Summary::default(),
            schedule: Schedule {
                eta_seconds: 1.2,
                lower_bound_seconds: 0.30000000000000004,
                binding: "serial".to_owned(),
                latency_seconds: 1e-7,
                faster: Vec::new(),
            },
            gates: Vec::new(),
            problems: vec![Problem::error(crate::plan::codes::NOT_REACHED).with("object", "plan")],
            allowed: 0,
            notes: Vec::new(),
            unmanaged: BTreeMap::from([("member".to_owned(), 3)]),
            names: BTreeMap::new(),
            steps: vec![Step {
                n: 1,
                at: 0.0,
                op: "update".to_owned(),
                kind: "member".to_owned(),
                key: "E1".to_owned(),
                name: "森 花子".to_owned(),
                domain: "acme".to_owned(),
                changes: Vec::new(),
                request: PlanRequest {
                    method: Method::Patch,
                    path: "/users/x".to_owned(),
                    body: Some(json!({"b": [1, -2, 0.5, null], "a": "\u{1}\n"})),
                },
                reason: None,
                needs: Vec::new(),
                follows: Vec::new(),
                expects: Vec::new(),
                consequences: Vec::new(),
                reversible: true,
                source: None,
            }],
        }
    }

    #[test]
    fn it_is_over_the_saved_form_less_three_members() {
        let plan = Plan {
            allowed: 2,
            ..plan()
        };
        let mut value = serde_json::to_value(&plan).expect("JSON");
        let members = value.as_object_mut().expect("an object");
        for name in ["hash", "createdAt"] {
            members.shift_remove(name).expect(name);
        }
        let base = members["base"].as_object_mut().expect("an object");
        base.shift_remove("readAt").expect("readAt");
        assert_eq!(Ok(hash(&plan)), digest(&value).map_err(|_| ()));
    }

    #[test]
    fn when_it_was_made_is_not_in_it_and_all_else_is() {
        let mut other = plan();
        "x".clone_into(&mut other.created_at);
        "x".clone_into(&mut other.base.read_at);
        "x".clone_into(&mut other.hash);
        assert_eq!(hash(&plan()), hash(&other));
        other.steps[0].at = 0.001;
        assert_ne!(hash(&plan()), hash(&other));
        let allowed = Plan {
            allowed: 1,
            ..plan()
        };
        assert_ne!(hash(&plan()), hash(&allowed));
    }
}
