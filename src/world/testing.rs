//! What the tests of every resource begin with.

use jiff::Timestamp;
use serde_json::Value;

use crate::directory::{DomainId, Plan};

use super::index::Index;
use super::{Assumptions, DomainRules, Method, Refusal, Rules, World};

/// The first domain of [`rules`].
pub const HOME: i32 = 20000123;
/// The second domain of [`rules`].
pub const AWAY: i32 = 20000456;

/// A tenant of two domains on the Advanced plan.
pub fn rules() -> Rules {
    let domain = |id, name: &str| DomainRules {
        id: DomainId(id),
        name: name.to_owned(),
        member_limit: None,
    };
    Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![
            domain(HOME, "acme.example"),
            domain(AWAY, "acme-sub.example"),
        ],
    }
}

/// An empty tenant under the default assumptions.
pub fn world() -> World {
    World::new(rules(), Assumptions::default())
}

/// An empty tenant under other assumptions.
pub fn world_where(change: impl FnOnce(&mut Assumptions)) -> World {
    let mut assumptions = Assumptions::default();
    change(&mut assumptions);
    World::new(rules(), assumptions)
}

/// The moment every test begins at.
pub fn start() -> Timestamp {
    Timestamp::from_second(1_775_000_000).expect("a moment in 2026")
}

/// Performs a call at [`start`], after which the look-ups of a small tenant must be those
/// of a fresh index; the answer's body, `Null` where there is none.
pub fn try_call(
    world: &mut World,
    method: Method,
    target: &str,
    body: Value,
) -> Result<Value, Refusal> {
    let body = (!body.is_null()).then_some(body);
    let answer = world.perform(method, target, body.as_ref(), start());
    let state = world.state();
    let directory = &state.directory;
    if directory.members.len() + directory.orgs.len() + directory.groups.len() < 100 {
        let fresh = Index::build(directory, &state.assumptions);
        assert!(state.index == fresh, "{} {target}", method.name());
    }
    answer.map(|reply| reply.body.unwrap_or(Value::Null))
}

/// Performs a call that must be accepted.
pub fn call(world: &mut World, method: Method, target: &str, body: Value) -> Value {
    match try_call(world, method, target, body) {
        Ok(value) => value,
        Err(refusal) => panic!("{} {target}: {refusal:?}", method.name()),
    }
}

/// Performs a call that must be refused, and shows that it changed nothing.
pub fn refused(world: &mut World, method: Method, target: &str, body: Value) -> Refusal {
    let before = world.directory().clone();
    match try_call(world, method, target, body) {
        Ok(value) => panic!("{} {target} was accepted: {value}", method.name()),
        Err(refusal) => {
            assert_eq!(&before, world.directory(), "a refused call changes nothing");
            refusal
        }
    }
}
