//! The model of the service in virtual time, called under the rate rules, where one call in
//! a hundred goes wrong.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use jiff::Timestamp;
use meibo::api::clock::Clock;
use meibo::api::{Answer, ApiError, ErrorKind, Pacer, Rate, Repeats, Said, Unreadable};
use meibo::apply::Caller;
use meibo::directory::DomainId;
use meibo::plan::pace::{Limits, Operation};
use meibo::world::{Method, World};
use serde_json::Value;

use crate::HEAP;
use crate::rules::Seen;

/// From a call to its arrival, and from there to its answer.
const HALF_WAY: Duration = Duration::from_millis(100);

pub struct Service {
    pub world: RefCell<World>,
    pacer: Pacer,
    repeats: Repeats,
    clock: Clock,
    dice: Cell<u64>,
    /// Faults come in a hundred thousand calls.
    often: u64,
    pub log: RefCell<Vec<Seen>>,
    pub names: RefCell<Vec<String>>,
    pub faults: Cell<usize>,
    /// What the tenant itself takes of the heap.
    pub tenant: Cell<isize>,
    /// Bytes of the answers, as they come over a wire.
    wire: RefCell<Vec<u8>>,
}

/// What goes wrong with a call, and whether the service did it before.
#[derive(Clone, Copy, PartialEq)]
enum When {
    Before,
    After,
}

impl Service {
    pub fn new(world: World, often: u64, calls: usize) -> Service {
        let clock = Clock::start(1.0);
        Service {
            pacer: Pacer::new(Limits::of(world.rules().plan), clock.clone()),
            world: RefCell::new(world),
            repeats: Repeats::seeded(1),
            clock,
            dice: Cell::new(0x9e37_79b9_7f4a_7c15),
            often,
            log: RefCell::new(Vec::with_capacity(calls)),
            names: RefCell::default(),
            faults: Cell::new(0),
            tenant: Cell::new(0),
            wire: RefCell::new(Vec::with_capacity(1 << 20)),
        }
    }

    /// The next number of a sequence without a pattern (xorshift).
    fn roll(&self) -> u64 {
        let mut x = self.dice.get();
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.dice.set(x);
        x
    }

    fn fault(&self) -> Option<(When, ErrorKind, Duration)> {
        if self.roll() % 100_000 >= self.often {
            return None;
        }
        self.faults.set(self.faults.get() + 1);
        let status = |status| ErrorKind::Status(status, Said::default());
        let broken = || ErrorKind::BrokenOff("reset by peer".to_owned());
        let none = Duration::ZERO;
        let limit = Duration::from_secs(30);
        Some(match self.roll() % 9 {
            0 => (When::Before, status(503), none),
            1 => (When::After, status(503), none),
            2 => (When::Before, status(500), none),
            3 => (When::After, status(500), none),
            4 => (When::Before, broken(), none),
            5 => (When::After, broken(), none),
            6 => (When::After, ErrorKind::TimedOut(limit), limit),
            7 => (
                When::After,
                ErrorKind::Unreadable(502, Unreadable::Html),
                none,
            ),
            _ => (
                When::After,
                ErrorKind::Unreadable(200, Unreadable::CutOff),
                none,
            ),
        })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.clock.elapsed().as_micros()).expect("less than an age")
    }

    fn operation(&self, method: Method, path: &str) -> usize {
        let name = World::operation(method, path).unwrap_or_else(|| path.to_owned());
        let name = format!("{} {name}", method.name());
        let mut names = self.names.borrow_mut();
        names
            .iter()
            .position(|known| *known == name)
            .unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
    }

    /// Lets the tenant answer, and counts what it keeps.
    fn perform(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, usize) {
        let mut wire = self.wire.borrow_mut();
        wire.clear();
        let before = HEAP.used();
        let reply = self
            .world
            .borrow_mut()
            .perform(method, path, body, moment());
        let status = match reply {
            Ok(reply) => {
                if let Some(body) = &reply.body {
                    serde_json::to_writer(&mut *wire, body).expect("JSON");
                }
                reply.status
            }
            Err(refusal) => refusal.status,
        };
        let kept = HEAP.used() as isize - before as isize;
        self.tenant.set(self.tenant.get() + kept);
        (status, wire.len())
    }

    async fn once(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        domains: &[DomainId],
    ) -> Result<Answer, ErrorKind> {
        let permit = self.pacer.admit(Operation::of(method, path, domains)).await;
        let sent = self.now();
        tokio::time::sleep(HALF_WAY).await;
        let came = self.now();
        let fault = self.fault();
        let does = !matches!(fault, Some((When::Before, ..)));
        let answered = does.then(|| {
            let (status, length) = self.perform(method, path, body);
            let wire = self.wire.borrow();
            let body = (length > 0).then(|| serde_json::from_slice(&wire).expect("JSON"));
            (status, body)
        });
        let late = fault.as_ref().map_or(Duration::ZERO, |(.., late)| *late);
        tokio::time::sleep(HALF_WAY + late).await;
        permit.answered(Rate::default());
        self.log.borrow_mut().push(Seen {
            sent,
            came,
            ended: self.now(),
            operation: self.operation(method, path),
            is_write: method != Method::Get,
        });
        match (fault, answered) {
            (Some((_, kind, _)), _) => Err(kind),
            (None, Some((status, body))) if status < 300 => Ok(Answer {
                status,
                body,
                rate: Rate::default(),
            }),
            (None, Some((status, _))) => Err(ErrorKind::Status(status, Said::default())),
            (None, None) => unreachable!("what is not kept from the service is answered"),
        }
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
        let mut attempt = 0;
        loop {
            let error = match self.once(method, path, body, domains).await {
                Ok(answer) => {
                    self.repeats.earn();
                    return Ok(answer);
                }
                Err(kind) => ApiError {
                    call: format!("{} {path}", method.name()),
                    host: "https://service.example".to_owned(),
                    kind,
                },
            };
            // A client repeats reads that go wrong on the way, as the real one does.
            attempt += 1;
            let pause = match method {
                Method::Get if !error.is_not_found() && attempt < 5 => self.again(attempt),
                _ => None,
            };
            match pause {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return Err(error),
            }
        }
    }

    fn again(&self, nth: u32) -> Option<Duration> {
        self.repeats.again(nth)
    }

    fn wait(&self, method: Method, path: &str, domains: &[DomainId]) -> Duration {
        let operation = Operation::of(method, path, domains);
        let at = self.pacer.earliest(&operation);
        at.map_or(Duration::ZERO, |at| at.saturating_sub(self.clock.elapsed()))
    }

    async fn pause(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    fn slow_down(&self) {
        self.pacer.slow_down();
    }
}

pub fn moment() -> Timestamp {
    Timestamp::from_second(1_775_000_000).expect("a moment in 2026")
}
