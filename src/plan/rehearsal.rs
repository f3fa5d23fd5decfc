//! The finished requests of a plan, played in order to the documented service: each step
//! as it stands in the plan, while the plan is made, since the next is computed against
//! what it leaves behind.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::placeholder::{Named, fill_body, fill_path, rehearse_secrets};
use super::{PlanRequest, Step};
use crate::directory::{Desired, Directory};
use crate::world::{Assumptions, DomainRules, Refusal, Reply, Rules, World};

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

/// A world that finished steps are played to, one after another.
pub struct Player {
    world: World,
    now: Timestamp,
    /// Ids that the world gave, by kind, key and the domain in the request's body; `None`
    /// is the first of its kind and key in any.
    created: HashMap<(String, String, Option<i64>), String>,
    /// Over every request played, as the plan writes it.
    played: Sha256,
    unfilled: Option<(u32, Named)>,
}

impl Player {
    /// Before the first step: the live directory, under the tenant's rules.
    pub fn new(live: &Directory, rules: Rules, assumptions: Assumptions, now: Timestamp) -> Player {
        Player {
            world: World::load(live, rules, assumptions),
            now,
            created: HashMap::new(),
            played: Sha256::new(),
            unfilled: None,
        }
    }

    /// The service as the steps so far leave it.
    pub fn directory(&self) -> &Directory {
        self.world.directory()
    }

    /// Plays a step; the id of what it created, if it did.
    ///
    /// # Errors
    /// What the service refuses; nothing has changed then.
    pub fn play(&mut self, step: &Step) -> Result<Option<String>, Refusal> {
        let Player {
            world,
            now,
            created,
            played,
            unfilled,
        } = self;
        write_request(played, &step.request);
        let id_of = |named: &Named| {
            let key = |domain| (named.kind.clone(), named.key.clone(), domain);
            created
                .get(&key(named.domain))
                .or_else(|| created.get(&key(None)))
                .cloned()
        };
        // A placeholder stands for an object that an earlier step made. One that does not is
        // an error of meibo: it is told, and the service judges the request as it stands.
        let mut missing = |named: Named| {
            unfilled.get_or_insert((step.n, named));
        };
        let PlanRequest { method, path, body } = &step.request;
        let path = fill_path(path, &id_of).unwrap_or_else(|named| {
            missing(named);
            path.clone()
        });
        let body = body.as_ref().map(|body| {
            let filled = fill_body(body, &id_of).unwrap_or_else(|named| {
                missing(named);
                body.clone()
            });
            rehearse_secrets(filled)
        });
        let Reply { body: answer, .. } = world.perform(*method, &path, body.as_ref(), *now)?;
        let Some(id) = created_id(step, answer.as_ref()) else {
            return Ok(None);
        };
        let domain = body
            .as_ref()
            .and_then(|body| body.get("domainId"))
            .and_then(Value::as_i64);
        let key = |domain| (step.kind.clone(), step.key.clone(), domain);
        created.entry(key(None)).or_insert_with(|| id.clone());
        created.insert(key(domain), id.clone());
        Ok(Some(id))
    }

    /// What the world holds in the end, where what was played is byte for byte what these
    /// steps ask for.
    ///
    /// # Errors
    /// Why the world says nothing about them.
    pub fn end(self, steps: &[Step]) -> Result<Directory, Stopped> {
        if let Some((step, named)) = self.unfilled {
            return Err(Stopped::Unfilled { step, named });
        }
        let mut planned = Sha256::new();
        for step in steps {
            write_request(&mut planned, &step.request);
        }
        if planned.finalize() != self.played.finalize() {
            return Err(Stopped::Otherwise);
        }
        Ok(self.world.into_directory())
    }
}

/// Why a rehearsal says nothing about a plan: an error of meibo each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A placeholder names an object that no earlier step made.
    Unfilled {
        /// Number of the step.
        step: u32,
        /// What it names.
        named: Named,
    },
    /// Other requests were played than the plan's.
    Otherwise,
}

fn write_request(hasher: &mut Sha256, request: &PlanRequest) {
    let text = serde_json::to_vec(request).expect("a request has string keys only");
    hasher.update(text);
    hasher.update(b"\n");
}

/// The id in the answer to a create, whatever the kind.
fn created_id(step: &Step, answer: Option<&Value>) -> Option<String> {
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
