//! A service in virtual time: every read takes as long as it is told to, under the pacer
//! that real reads pass.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use meibo::api::clock::Clock;
use meibo::api::{Answer, ApiError, ErrorKind, Pacer, Rate, Reads, Said};
use meibo::directory::{Desired, DomainId};
use meibo::live::{Event, Progress, Reading, Wants, read};
use meibo::plan::pace::{Limits, Operation};
use meibo::source::Problem;
use meibo::world::{Assumptions, Method, World};
use serde_json::Value;

use crate::model::Company;

/// A read that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Duration,
    /// `GET /users`
    pub operation: String,
    pub target: String,
}

type Script = Box<dyn Fn(&str) -> Result<Value, u16> + Send + Sync>;

pub struct Service {
    script: Script,
    pacer: Pacer,
    clock: Clock,
    latency: Duration,
    log: Mutex<Vec<Sent>>,
    /// Reads in flight by domain, and the most there were.
    flying: Mutex<(BTreeMap<DomainId, u32>, u32)>,
}

impl Service {
    /// Answers a target with a body or a status.
    pub fn scripted(
        latency: Duration,
        limits: Limits,
        script: impl Fn(&str) -> Result<Value, u16> + Send + Sync + 'static,
    ) -> Service {
        let clock = Clock::start(1.0);
        Service {
            script: Box::new(script),
            pacer: Pacer::new(limits, clock.clone()),
            clock,
            latency,
            log: Mutex::default(),
            flying: Mutex::default(),
        }
    }

    /// The documented service with a company in it.
    pub fn of(company: &Company) -> Service {
        Service::with(company, |_| {})
    }

    /// The same under other assumptions.
    pub fn with(company: &Company, turn: impl FnOnce(&mut Assumptions)) -> Service {
        let mut assumptions = company.assumptions.clone();
        turn(&mut assumptions);
        let world = World::load(&company.live(), company.rules(), assumptions);
        Service::on(world, Limits::of(company.tenant.plan))
    }

    /// The documented service as it stands.
    pub fn on(world: World, limits: Limits) -> Service {
        let world = Mutex::new(world);
        Service::scripted(Duration::from_millis(200), limits, move |target| {
            let mut world = world.lock().unwrap_or_else(PoisonError::into_inner);
            match world.perform(Method::Get, target, None, crate::run::now()) {
                Ok(reply) => Ok(reply.body.unwrap_or(Value::Null)),
                Err(refusal) => Err(refusal.status),
            }
        })
    }

    /// What it answers, at once.
    pub fn answer(&self, target: &str) -> Result<Value, u16> {
        (self.script)(target)
    }

    pub fn log(&self) -> Vec<Sent> {
        self.log.lock().expect("no panic").clone()
    }

    /// How many reads of each operation were sent.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for sent in self.log() {
            *counts.entry(sent.operation).or_default() += 1;
        }
        counts
    }

    /// The most reads of a domain that were in flight together.
    pub fn most_in_flight(&self) -> u32 {
        self.flying.lock().expect("no panic").1
    }
}

impl Reads for Service {
    async fn get(&self, target: &str, domains: &[DomainId]) -> Result<Answer, ApiError> {
        let operation = Operation::of(Method::Get, target, domains);
        let permit = self.pacer.admit(operation.clone()).await;
        self.log.lock().expect("no panic").push(Sent {
            at: self.clock.elapsed(),
            operation: operation.name().to_string(),
            target: target.to_owned(),
        });
        for domain in operation.domains() {
            let (flying, most) = &mut *self.flying.lock().expect("no panic");
            let now = flying.entry(*domain).or_default();
            *now += 1;
            *most = (*most).max(*now);
        }
        tokio::time::sleep(self.latency).await;
        for domain in operation.domains() {
            let (flying, _) = &mut *self.flying.lock().expect("no panic");
            *flying.entry(*domain).or_default() -= 1;
        }
        permit.answered(Rate::default());
        match self.answer(target) {
            Ok(body) => Ok(Answer {
                status: 200,
                body: Some(body),
                rate: Rate::default(),
            }),
            Err(status) => Err(ApiError {
                call: operation.name().to_string(),
                host: "virtual".to_owned(),
                kind: ErrorKind::Status(status, Said::default()),
            }),
        }
    }

    fn pacer(&self) -> &Pacer {
        &self.pacer
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn host(&self) -> &str {
        "virtual"
    }
}

/// Keeps what is told.
#[derive(Default)]
pub struct Told {
    pub events: Mutex<Vec<Event>>,
    pub problems: Mutex<Vec<Problem>>,
}

impl Told {
    pub fn problems(&self) -> Vec<Problem> {
        let problems = self.problems.lock().expect("no panic").clone();
        crate::run::whole(&problems);
        problems
    }
}

impl Progress for Told {
    fn on(&self, event: Event) {
        self.events.lock().expect("no panic").push(event);
    }

    fn tell(&self, problem: &Problem) {
        self.problems
            .lock()
            .expect("no panic")
            .push(problem.clone());
    }
}

/// Reads; what was told besides.
pub async fn reading(service: &Service, desired: &Desired, wants: Wants) -> (Reading, Told) {
    let told = Told::default();
    let reading = read(service, desired, wants, &told).await.expect("read");
    (reading, told)
}
