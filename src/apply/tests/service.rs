use std::cell::{Cell, RefCell};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::clock::Clock;
use crate::api::{Answer, ApiError, ErrorKind, Pacer, Rate, Repeats, Said, Unreadable};
use crate::apply::Caller;
use crate::directory::{DomainId, Plan};
use crate::plan::pace::{Limits, Operation};
use crate::world::{Assumptions, DomainRules, Method, Rules, World};

/// The only domain.
pub const HOME: i32 = 20000123;

/// When a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The service never saw the call.
    Before,
    /// The service did it; the answer is lost.
    After,
}

/// Something that goes wrong once with a call of this method whose path ends so.
struct Fault {
    method: Method,
    path_end: &'static str,
    when: When,
    kind: ErrorKind,
}

/// The model of the service behind calls of 0.2 s, with faults where asked for.
pub struct Service {
    pub world: RefCell<World>,
    faults: RefCell<Vec<Fault>>,
    log: RefCell<Vec<(Method, String, Option<Value>)>>,
    started: tokio::time::Instant,
    in_flight: Cell<(u32, u32)>,
    /// Keeps the rate rules, where the test is about time.
    pacer: Option<Pacer>,
    repeats: Repeats,
}

impl Service {
    pub fn new() -> Service {
        let rules = Rules {
            plan: Plan::Advanced,
            sso: true,
            domains: vec![DomainRules {
                id: DomainId(HOME),
                name: "acme.example".to_owned(),
                member_limit: None,
            }],
        };
        Service::of(World::new(rules, Assumptions::default()), None)
    }

    /// A tenant of its own, called by the rate rules.
    pub fn paced(world: World) -> Service {
        let pacer = Pacer::new(Limits::of(world.rules().plan), Clock::start(1.0));
        Service::of(world, Some(pacer))
    }

    fn of(world: World, pacer: Option<Pacer>) -> Service {
        Service {
            world: RefCell::new(world),
            faults: RefCell::default(),
            log: RefCell::default(),
            started: tokio::time::Instant::now(),
            in_flight: Cell::default(),
            pacer,
            repeats: Repeats::seeded(1),
        }
    }

    /// Something goes wrong once; faults of the same call strike one after the other.
    pub fn fault(&self, method: Method, path_end: &'static str, when: When, kind: ErrorKind) {
        self.faults.borrow_mut().push(Fault {
            method,
            path_end,
            when,
            kind,
        });
    }

    /// Somebody else does something, which must be accepted; the answer's body.
    pub fn elsewhere(&self, method: Method, path: &str, body: Value) -> Value {
        let body = (!body.is_null()).then_some(body);
        let reply = self
            .world
            .borrow_mut()
            .perform(method, path, body.as_ref(), moment());
        match reply {
            Ok(reply) => reply.body.unwrap_or(Value::Null),
            Err(refusal) => panic!("{} {path}: {refusal:?}", method.name()),
        }
    }

    /// Somebody else makes an org; its id.
    pub fn has_org(&self, key: &str) -> String {
        let body = super::plans::org(key, Value::Null);
        text(
            &self.elsewhere(Method::Post, "/orgunits", body),
            "orgUnitId",
        )
    }

    /// Somebody else makes a member; its id.
    pub fn has_member(&self, key: &str) -> String {
        let body = super::plans::member(key);
        text(&self.elsewhere(Method::Post, "/users", body), "userId")
    }

    /// What the service holds under a path.
    pub fn get(&self, path: &str) -> Option<Value> {
        let reply = self
            .world
            .borrow_mut()
            .perform(Method::Get, path, None, moment());
        reply.ok()?.body
    }

    /// How many reads came in.
    pub fn reads(&self) -> usize {
        let log = self.log.borrow();
        log.iter()
            .filter(|(method, ..)| *method == Method::Get)
            .count()
    }

    /// The writes that came in: `POST /orgunits`.
    pub fn writes(&self) -> Vec<String> {
        self.log
            .borrow()
            .iter()
            .filter(|(method, _, _)| *method != Method::Get)
            .map(|(method, path, _)| format!("{} {path}", method.name()))
            .collect()
    }

    /// The bodies of the writes that came in.
    pub fn bodies(&self) -> Vec<Value> {
        self.log
            .borrow()
            .iter()
            .filter_map(|(_, _, body)| body.clone())
            .collect()
    }

    /// How many reads were in flight together at most.
    pub fn most_in_flight(&self) -> u32 {
        self.in_flight.get().1
    }

    fn strike(&self, method: Method, path: &str) -> Option<Fault> {
        let mut faults = self.faults.borrow_mut();
        let bare = path.split('?').next().unwrap_or(path);
        let at = faults
            .iter()
            .position(|fault| fault.method == method && bare.ends_with(fault.path_end))?;
        Some(faults.remove(at))
    }
}

impl Caller for Service {
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        domains: &[DomainId],
    ) -> Result<Answer, ApiError> {
        let permit = match &self.pacer {
            Some(pacer) => Some(pacer.admit(Operation::of(method, path, domains)).await),
            None => None,
        };
        let (now, most) = self.in_flight.get();
        self.in_flight.set((now + 1, most.max(now + 1)));
        tokio::time::sleep(Duration::from_millis(200)).await;
        let (now, most) = self.in_flight.get();
        self.in_flight.set((now - 1, most));
        if let Some(permit) = permit {
            permit.answered(Rate::default());
        }
        self.log
            .borrow_mut()
            .push((method, path.to_owned(), body.cloned()));
        let error = |kind| ApiError {
            call: format!("{} {path}", method.name()),
            host: "https://service.example".to_owned(),
            kind,
        };
        let fault = self.strike(method, path);
        if let Some(fault) = &fault
            && fault.when == When::Before
        {
            return Err(error(fault.kind.clone()));
        }
        let reply = self
            .world
            .borrow_mut()
            .perform(method, path, body, moment());
        if let Some(fault) = fault {
            return Err(error(fault.kind));
        }
        self.repeats.earn();
        match reply {
            Ok(reply) => Ok(Answer {
                status: reply.status,
                body: reply.body,
                rate: Rate::default(),
            }),
            // A talkative service: it echoes what it was sent.
            Err(refusal) => Err(error(ErrorKind::Status(
                refusal.status,
                Said {
                    code: Some(refusal.code().to_owned()),
                    description: Some(format!(
                        "{} {}",
                        refusal.reason,
                        body.unwrap_or(&json!(null))
                    )),
                },
            ))),
        }
    }

    fn wait(&self, _method: Method, _path: &str, _domains: &[DomainId]) -> Duration {
        Duration::ZERO
    }

    fn again(&self, nth: u32) -> Option<Duration> {
        self.repeats.again(nth)
    }

    async fn pause(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

pub fn moment() -> Timestamp {
    Timestamp::from_second(1_775_000_000).expect("a moment in 2026")
}

fn text(body: &Value, name: &str) -> String {
    body[name].as_str().expect("an id").to_owned()
}

/// 503 with nothing said.
pub fn busy() -> ErrorKind {
    ErrorKind::Status(503, Said::default())
}

/// The connection breaks.
pub fn broken() -> ErrorKind {
    ErrorKind::BrokenOff("reset by peer".to_owned())
}

/// Half an answer.
pub fn cut_off() -> ErrorKind {
    ErrorKind::Unreadable(201, Unreadable::CutOff)
}

/// Nobody is there.
pub fn unreachable() -> ErrorKind {
    ErrorKind::Unreachable("connection refused".to_owned())
}
