//! The finished requests of a plan, played in order to the documented service.

use std::collections::HashMap;

use jiff::Timestamp;

use super::placeholder::{Named, fill_body, fill_path, rehearse_secrets};
use super::{Plan, Step};
use crate::directory::{Desired, Directory};
use crate::world::{Assumptions, DomainRules, Mark, Refusal, Rules, World};

/// Why a plan could not be played to its end.
#[derive(Clone, Debug)]
pub enum Stopped {
    /// The service refused a step.
    Refused {
        /// Number of the step.
        step: u32,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// A placeholder names an object that no earlier step made: an error of meibo.
    Unfilled {
        /// Number of the step.
        step: u32,
        /// What it names.
        named: Named,
    },
}

/// The rules of the tenant that a configuration describes.
pub fn rules(desired: &Desired) -> Rules {
    Rules {
        plan: desired.tenant.plan,
        sso: desired.tenant.sso,
        domains: desired
            .tenant
            .domains
            .iter()
            .map(|domain| DomainRules {
                id: domain.id,
                name: domain.name.clone(),
                member_limit: None,
            })
            .collect(),
    }
}

/// Plays every step to a world loaded from the live directory; the world afterwards.
///
/// # Errors
/// The first step that is refused by more than an inferred rule, or that cannot be filled in.
pub fn play(
    plan: &Plan,
    live: &Directory,
    rules: Rules,
    assumptions: Assumptions,
    now: Timestamp,
) -> Result<World, Stopped> {
    let mut world = World::load(live, rules, assumptions);
    let mut created: HashMap<(String, String, Option<i64>), String> = HashMap::new();
    for step in &plan.steps {
        let id_of = |named: &Named| {
            let key = |domain| (named.kind.clone(), named.key.clone(), domain);
            created
                .get(&key(named.domain))
                .or_else(|| created.get(&key(None)))
                .cloned()
        };
        let unfilled = |named| Stopped::Unfilled {
            step: step.n,
            named,
        };
        let path = fill_path(&step.request.path, &id_of).map_err(unfilled)?;
        let body = match &step.request.body {
            Some(body) => Some(rehearse_secrets(fill_body(body, &id_of).map_err(unfilled)?)),
            None => None,
        };
        match world.perform(step.request.method, &path, body.as_ref(), now) {
            Ok(reply) => {
                if let Some(id) = created_id(step, reply.body.as_ref()) {
                    let domain = step
                        .request
                        .body
                        .as_ref()
                        .and_then(|body| body.get("domainId"))
                        .and_then(serde_json::Value::as_i64);
                    let key = (step.kind.clone(), step.key.clone());
                    created
                        .entry((key.0.clone(), key.1.clone(), None))
                        .or_insert_with(|| id.clone());
                    created.insert((key.0, key.1, domain), id);
                }
            }
            Err(refusal) if refusal.fact.mark == Mark::I => {}
            Err(refusal) => {
                return Err(Stopped::Refused {
                    step: step.n,
                    refusal: Box::new(refusal),
                });
            }
        }
    }
    Ok(world)
}

/// The id in the answer to a create, whatever the kind.
pub fn created_id(step: &Step, answer: Option<&serde_json::Value>) -> Option<String> {
    if step.op != "create" {
        return None;
    }
    let property = match step.kind.as_str() {
        "level" => "levelId",
        "position" => "positionId",
        "userType" => "userTypeId",
        "org" => "orgUnitId",
        "member" => "userId",
        "group" => "groupId",
        _ => return None,
    };
    answer?.get(property)?.as_str().map(str::to_owned)
}
