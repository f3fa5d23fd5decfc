//! Plans made by hand, and running them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::apply::{Apply, Cancel, Outcome, Secrets, Silent, apply};
use crate::plan::{
    Base, Change, Expect, PLAN_FORMAT, Plan, PlanRequest, Said, Schedule, Step, Summary,
};
use crate::source::{Code, Problem};
use crate::world::Method;

use super::service::{HOME, Service};

/// A step's request; everything else is added with the functions below.
pub fn step(kind: &str, key: &str, method: Method, path: &str, body: Value) -> Step {
    Step {
        n: 0,
        at: 0.0,
        op: match method {
            Method::Post => "create",
            Method::Delete => "delete",
            _ => "update",
        }
        .to_owned(),
        kind: kind.to_owned(),
        key: key.to_owned(),
        name: format!("name of {key}"),
        domain: "acme".to_owned(),
        changes: Vec::new(),
        request: PlanRequest {
            method,
            path: path.to_owned(),
            body: (!body.is_null()).then_some(body),
        },
        reason: None,
        needs: Vec::new(),
        follows: Vec::new(),
        expects: Vec::new(),
        consequences: Vec::new(),
        reversible: true,
        source: None,
    }
}

impl Step {
    pub fn needing(mut self, needs: &[u32]) -> Step {
        self.needs = needs.to_vec();
        self
    }

    pub fn expecting(
        mut self,
        what: &str,
        kind: &str,
        id: Option<&str>,
        field: &str,
        value: Value,
    ) -> Step {
        self.expects.push(Expect {
            what: what.to_owned(),
            kind: kind.to_owned(),
            id: id.map(str::to_owned),
            field: field.to_owned(),
            value,
            sensitive: false,
        });
        self
    }

    pub fn saying(mut self, code: &str, param: &str, value: &str) -> Step {
        self.consequences.push(Said {
            code: code.to_owned(),
            params: BTreeMap::from([(param.to_owned(), value.to_owned())]),
        });
        self
    }

    pub fn changing_secretly(mut self, field: &str) -> Step {
        self.changes.push(Change {
            field: field.to_owned(),
            from: Value::Null,
            to: Value::Null,
            sensitive: true,
        });
        self
    }
}

/// A plan of these steps, numbered from 1, one every 0.2 s, with its hash.
pub fn plan(steps: Vec<Step>) -> Plan {
    let mut plan = Plan {
        format_version: PLAN_FORMAT,
        tenant: "acme-prod".to_owned(),
        created_at: String::new(),
        base: Base {
            fingerprint: String::new(),
            read_at: String::new(),
        },
        hash: String::new(),
        summary: Summary::default(),
        schedule: Schedule {
            eta_seconds: 0.2 * steps.len() as f64,
            lower_bound_seconds: 0.0,
            binding: "serial".to_owned(),
            latency_seconds: 0.2,
            faster: Vec::new(),
        },
        gates: Vec::new(),
        problems: Vec::new(),
        allowed: 0,
        notes: Vec::new(),
        unmanaged: BTreeMap::new(),
        names: BTreeMap::new(),
        steps,
    };
    for (i, step) in plan.steps.iter_mut().enumerate() {
        step.n = i as u32 + 1;
        step.at = 0.2 * i as f64;
    }
    plan.hash = crate::plan::hash(&plan);
    plan
}

/// The body of a new org.
pub fn org(key: &str, parent: Value) -> Value {
    json!({
        "domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": key, "displayOrder": 1,
        "parentOrgUnitId": parent,
    })
}

/// The body of a new member.
pub fn member(key: &str) -> Value {
    json!({
        "domainId": HOME, "userExternalKey": key, "email": format!("{}@acme.example", key.to_lowercase()),
        "userName": {"lastName": key}, "privateEmail": "someone@private.example",
    })
}

pub fn id_of(kind: &str, key: &str) -> Value {
    json!({"$id": {"kind": kind, "key": key}})
}

pub async fn run(service: &Service, plan: &Plan) -> Outcome {
    apply(
        service,
        plan,
        &Apply::unrecorded(&Secrets::none(), &Silent, &Cancel::default()),
    )
    .await
}

pub fn codes(problems: &[Problem]) -> Vec<Code> {
    // No text of them has a hole.
    for problem in problems {
        let lacking = crate::report::words::lacking(problem);
        assert!(lacking.is_empty(), "{lacking:?}: {problem:#?}");
    }
    problems.iter().map(|problem| problem.code).collect()
}
