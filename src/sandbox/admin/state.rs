//! `/sandbox/state`: what the tenant holds in numbers, and how everything is set.

use axum::http::Method;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::directory::{DomainId, Kind};
use crate::sandbox::answer::{internal, json_answer, not_allowed};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;
use crate::world::{DomainRules, Outside, Response, World};

/// Answers a request to `/sandbox/state`.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    if incoming.method != Method::GET {
        return not_allowed("GET", "the state is looked at");
    }
    let Ok(mut inner) = service.inner.lock() else {
        return internal("the sandbox failed on an earlier call");
    };
    let now = service.clock.now();
    if inner.settle(now).is_err() {
        return internal("the sandbox cannot write its state file");
    }
    json_answer(200, shown(&inner.world, now))
}

fn shown(world: &World, now: Timestamp) -> Value {
    let rules = world.rules();
    let domains: Vec<Value> = (rules.domains.iter())
        .map(|domain| of_domain(world, domain, now))
        .collect();
    json!({
        "now": now,
        "movedSeconds": world.clock_ahead().as_secs(),
        "plan": rules.plan,
        "sso": rules.sso,
        "counts": counts(|kind| rules.domains.iter().map(|domain| world.count(kind, domain.id)).sum()),
        "consistency": world.consistency(),
        "assumptions": world.assumptions(),
        "domains": domains,
    })
}

fn of_domain(world: &World, domain: &DomainRules, now: Timestamp) -> Value {
    let DomainRules {
        id,
        name,
        member_limit,
    } = domain;
    let settings = world.settings(*id).cloned().unwrap_or_default();
    let outside: Map<String, Value> = Outside::ALL
        .into_iter()
        .map(|outside| {
            let reach = settings.talk.of(outside).at(now);
            (word(json!(outside)), json!(reach))
        })
        .collect();
    json!({
        "id": id,
        "name": name,
        "memberLimit": member_limit,
        "counts": counts(|kind| world.count(kind, *id)),
        "states": states(world, *id),
        "sync": settings.sync,
        "companyName": settings.company_name,
        "hiddenProperties": settings.hidden_properties,
        "external": outside,
    })
}

fn counts(count: impl Fn(Kind) -> usize) -> Value {
    json!({
        "members": count(Kind::Member),
        "orgUnits": count(Kind::Org),
        "groups": count(Kind::Group),
        "levels": count(Kind::Level),
        "positions": count(Kind::Position),
        "userTypes": count(Kind::UserType),
    })
}

/// How many members of a domain are in each state (facts 5.1.6).
fn states(world: &World, domain: DomainId) -> Value {
    let (mut in_use, mut pending, mut suspended, mut on_leave, mut deleted) = (0, 0, 0, 0, 0);
    for member in world.directory().members.values() {
        if member.domain != domain {
            continue;
        }
        let flags = &member.flags;
        let count = if flags.deleted {
            &mut deleted
        } else if flags.pending {
            &mut pending
        } else if flags.suspended {
            &mut suspended
        } else if flags.on_leave {
            &mut on_leave
        } else {
            &mut in_use
        };
        *count += 1;
    }
    json!({"inUse": in_use, "pending": pending, "suspended": suspended, "onLeave": on_leave, "deleted": deleted})
}

fn word(value: Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
