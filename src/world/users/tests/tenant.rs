//! The tenant that the tests of members start from, and short ways to call it.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::world::testing::{AWAY, HOME, call, start, try_call};
use crate::world::{Method, Refusal, World};

use Method::{Get, Post};

/// A tenant with ranks in both domains, orgs `hq`, `sales` (home) and `sub` (away).
pub fn tenant(mut world: World) -> World {
    let w = &mut world;
    for (domain, tail) in [(HOME, ""), (AWAY, "-away")] {
        for kind in ["levels", "positions", "user-types"] {
            let target = format!("/directory/{kind}/enable?domainId={domain}");
            call(w, Post, &target, Value::Null);
        }
        call(
            w,
            Post,
            "/directory/levels",
            json!({"domainId": domain, "levelName": "主任", "levelExternalKey": "L3",
                "displayOrder": 3, "executive": false}),
        );
        call(
            w,
            Post,
            "/directory/positions",
            json!({"domainId": domain, "positionName": "課長", "positionExternalKey": "P-LEAD",
                "displayOrder": 2}),
        );
        call(
            w,
            Post,
            "/directory/user-types",
            json!({"domainId": domain, "userTypeName": "正社員", "displayOrder": 1,
                "userTypeExternalKey": format!("FT{tail}"), "userTypeCode": "FULLTIME"}),
        );
    }
    for (domain, key, email) in [
        (HOME, "hq", "hq@acme.example"),
        (HOME, "sales", "sales@acme.example"),
        (AWAY, "sub", "sub@acme-sub.example"),
    ] {
        call(
            w,
            Post,
            "/orgunits",
            json!({"domainId": domain, "orgUnitName": key, "orgUnitExternalKey": key,
                "email": email, "displayOrder": 1}),
        );
    }
    world
}

/// [`tenant`] under the default assumptions, members pending.
pub fn world() -> World {
    tenant(crate::world::testing::world())
}

/// [`tenant`] where members are in use at once.
pub fn sso() -> World {
    sso_where(|_| {})
}

/// The same under other assumptions.
pub fn sso_where(change: impl FnOnce(&mut crate::world::Assumptions)) -> World {
    let mut rules = crate::world::testing::rules();
    rules.sso = true;
    let mut assumptions = crate::world::Assumptions::default();
    change(&mut assumptions);
    tenant(World::new(rules, assumptions))
}

/// The least a member needs, whatever the tenant.
pub fn person(key: &str) -> Value {
    json!({"domainId": HOME, "email": format!("{}@acme.example", key.to_lowercase()),
        "userExternalKey": key, "userName": {"lastName": "森"},
        "privateEmail": format!("{key}@private.example")})
}

/// [`person`] with properties put in place.
pub fn person_with(key: &str, more: Value) -> Value {
    let mut body = person(key);
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    body
}

/// `organizations` of one entry in the first domain.
pub fn posts(orgs: &[&str]) -> Value {
    let posts: Vec<Value> = orgs
        .iter()
        .map(|org| json!({"orgUnitId": format!("externalKey:{org}")}))
        .collect();
    json!([{"domainId": HOME, "primary": true, "orgUnits": posts}])
}

pub fn create(world: &mut World, key: &str) -> Value {
    call(world, Post, "/users", person(key))
}

pub fn create_with(world: &mut World, key: &str, more: Value) -> Value {
    call(world, Post, "/users", person_with(key, more))
}

pub fn get(world: &mut World, key: &str) -> Value {
    call(world, Get, &path(key), Value::Null)
}

pub fn path(key: &str) -> String {
    format!("/users/externalKey:{key}")
}

/// `/users/externalKey:{key}/{action}`
pub fn action(key: &str, action: &str) -> String {
    format!("/users/externalKey:{key}/{action}")
}

pub fn later(hours: i64) -> Timestamp {
    start()
        .checked_add(SignedDuration::from_hours(hours))
        .expect("a moment in 2026")
}

/// Performs a call some hours after the start.
pub fn call_later(
    world: &mut World,
    hours: i64,
    method: Method,
    target: &str,
) -> Result<Value, Refusal> {
    world
        .perform(method, target, None, later(hours))
        .map(|reply| reply.body.unwrap_or(Value::Null))
}

/// The reason and mark of a refusal, in short: `400 duplicateEmail G`.
pub fn short(refusal: &Refusal) -> String {
    format!(
        "{} {} {:?}",
        refusal.status, refusal.reason, refusal.fact.mark
    )
}

/// What a call that must be refused says.
pub fn refusal(world: &mut World, method: Method, target: &str, body: Value) -> String {
    short(&crate::world::testing::refused(world, method, target, body))
}

/// Whether a call is accepted.
pub fn accepts(world: &World, method: Method, target: &str, body: Value) -> Result<(), String> {
    let mut copy = world.clone();
    match try_call(&mut copy, method, target, body) {
        Ok(_) => Ok(()),
        Err(refusal) => Err(short(&refusal)),
    }
}
