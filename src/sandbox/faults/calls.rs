//! `/sandbox/faults`: rules are listed, added and taken away.

use axum::http::Method;
use serde_json::{Value, json};

use crate::sandbox::answer::{internal, json_answer, no_content, not_allowed, not_found, refusal};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;
use crate::world::Response;

use super::set::Counted;
use super::{Faults, Rule};

/// Answers a request to `/sandbox/faults` or `/sandbox/faults/{id}`.
pub(in crate::sandbox) fn answer(service: &Service, incoming: &Incoming) -> Response {
    let Ok(mut faults) = service.faults.lock() else {
        return internal("the sandbox failed on an earlier call");
    };
    let mut rest = incoming.path().split('/').skip(3);
    match (rest.next(), rest.next()) {
        (None, _) => all(&mut faults, incoming),
        (Some(id), None) => one(&mut faults, id, &incoming.method),
        _ => not_found("there is no such rule"),
    }
}

fn all(faults: &mut Faults, incoming: &Incoming) -> Response {
    match incoming.method {
        Method::GET => json_answer(
            200,
            json!({"faults": faults.list().iter().map(shown).collect::<Vec<_>>()}),
        ),
        Method::POST => {
            let rule: Rule = match serde_json::from_slice(&incoming.body) {
                Ok(rule) => rule,
                Err(error) => return refusal(400, "BAD_REQUEST", &error.to_string()),
            };
            if let Err(wrong) = rule.check() {
                return refusal(400, "BAD_REQUEST", &wrong.to_string());
            }
            match faults.add(rule) {
                Ok(added) => json_answer(201, shown(added)),
                Err(taken) => refusal(409, "CONFLICT", &taken.to_string()),
            }
        }
        Method::DELETE => {
            faults.clear();
            no_content()
        }
        _ => not_allowed("GET, POST, DELETE", "rules are listed, added and removed"),
    }
}

fn one(faults: &mut Faults, id: &str, method: &Method) -> Response {
    if faults.get(id).is_none() {
        return not_found("there is no such rule");
    }
    match *method {
        Method::GET => faults.get(id).map_or_else(
            || not_found("there is no such rule"),
            |rule| json_answer(200, shown(rule)),
        ),
        Method::DELETE => {
            faults.remove(id);
            no_content()
        }
        _ => not_allowed("GET, DELETE", "a rule is looked at and removed"),
    }
}

fn shown(counted: &Counted) -> Value {
    serde_json::to_value(counted).unwrap_or_default()
}
