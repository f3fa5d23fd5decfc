//! Every call of two plans struck by every fault: whatever strikes whichever call, the
//! tenant ends the same, nothing has an effect twice, and the rate rules are kept.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use serde_json::Value;

use super::acme::{acme, planned};
use super::mixed::mixed;
use super::service::moment;
use crate::api::clock::Clock;
use crate::api::{Answer, ApiError, ErrorKind, Pacer, Rate, Repeats, Said, Unreadable};
use crate::apply::{Apply, Caller, Cancel, Outcome, Secrets, Silent, apply};
use crate::directory::DomainId;
use crate::plan::Plan;
use crate::plan::pace::{Class, Limits, Operation};
use crate::world::{Method, World};

/// What may strike a call: its name, whether the service does the call all the same, and
/// what the caller learns.
fn faults() -> Vec<(&'static str, bool, ErrorKind)> {
    let status = |status| ErrorKind::Status(status, Said::default());
    let broken = || ErrorKind::BrokenOff("reset by peer".to_owned());
    let late = || ErrorKind::TimedOut(Duration::from_secs(60));
    vec![
        ("500 before", false, status(500)),
        ("500 after", true, status(500)),
        ("503 before", false, status(503)),
        ("503 after", true, status(503)),
        (
            "no connection",
            false,
            ErrorKind::Unreachable("refused".to_owned()),
        ),
        ("dropped before", false, broken()),
        ("dropped after", true, broken()),
        ("timeout before", false, late()),
        ("timeout after", true, late()),
        (
            "truncated body",
            true,
            ErrorKind::Unreadable(200, Unreadable::CutOff),
        ),
        ("HTML 502 before", false, status(502)),
        ("HTML 502 after", true, status(502)),
        (
            "web page before",
            false,
            ErrorKind::Unreadable(200, Unreadable::Html),
        ),
        (
            "web page after",
            true,
            ErrorKind::Unreadable(200, Unreadable::Html),
        ),
        ("429", false, ErrorKind::RateLimited { times: 1 }),
    ]
}

/// A call as it was under way.
struct Seen {
    from: Duration,
    to: Duration,
    operation: Operation,
}

/// The model of the service, called by the rate rules; one write is struck.
struct Struck<'a> {
    world: RefCell<World>,
    pacer: Pacer,
    repeats: Repeats,
    started: tokio::time::Instant,
    /// Which write, counted from 0 over all attempts, and by what.
    strike: Option<(usize, &'a (&'static str, bool, ErrorKind))>,
    writes: Cell<usize>,
    seen: RefCell<Vec<Seen>>,
    /// Writes that the service did, and how many of them once more.
    done: RefCell<HashSet<String>>,
    again: RefCell<Vec<String>>,
}

impl<'a> Struck<'a> {
    fn new(world: World, strike: Option<(usize, &'a (&'static str, bool, ErrorKind))>) -> Self {
        Struck {
            pacer: Pacer::new(Limits::of(world.rules().plan), Clock::start(1.0)),
            world: RefCell::new(world),
            repeats: Repeats::seeded(strike.map_or(0, |(at, _)| at as u64)),
            started: tokio::time::Instant::now(),
            strike,
            writes: Cell::new(0),
            seen: RefCell::default(),
            done: RefCell::default(),
            again: RefCell::default(),
        }
    }

    /// What the service does with a call. What it did before must not have an effect again.
    fn perform(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, ErrorKind> {
        let mut world = self.world.borrow_mut();
        let call = format!("{} {path} {}", method.name(), body.unwrap_or(&Value::Null));
        let is_again = method != Method::Get && self.done.borrow().contains(&call);
        let before = is_again.then(|| world.clone());
        let reply = world.perform(method, path, body, moment());
        if let Some(before) = before {
            assert!(world.is_unchanged_since(&before), "an effect twice: {call}");
            self.again.borrow_mut().push(call);
        } else if method != Method::Get && reply.is_ok() {
            self.done.borrow_mut().insert(call);
        }
        match reply {
            Ok(reply) => Ok(Answer {
                status: reply.status,
                body: reply.body,
                rate: Rate::default(),
            }),
            Err(refusal) => Err(ErrorKind::Status(refusal.status, Said::default())),
        }
    }
}

impl Caller for Struck<'_> {
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        domains: &[DomainId],
    ) -> Result<Answer, ApiError> {
        let operation = Operation::of(method, path, domains);
        let permit = self.pacer.admit(operation.clone()).await;
        let from = self.started.elapsed();
        tokio::time::sleep(Duration::from_millis(200)).await;
        let to = self.started.elapsed();
        let nth = self.writes.get();
        let strike = (self.strike)
            .filter(|(at, _)| method != Method::Get && nth == *at)
            .map(|(_, fault)| fault);
        self.writes.set(nth + usize::from(method != Method::Get));
        let result = match strike {
            Some((_, false, kind)) => Err(kind.clone()),
            Some((_, true, kind)) => self.perform(method, path, body).and(Err(kind.clone())),
            None => self.perform(method, path, body),
        };
        self.seen.borrow_mut().push(Seen {
            from,
            to,
            operation,
        });
        if matches!(result, Err(ErrorKind::RateLimited { .. })) {
            permit.refused_429(Some(Duration::from_secs(7)));
        } else {
            permit.answered(Rate::default());
        }
        if result.is_ok() {
            self.repeats.earn();
        }
        result.map_err(|kind| ApiError {
            call: format!("{} {path}", method.name()),
            host: String::new(),
            kind,
        })
    }

    fn wait(&self, _: Method, _: &str, _: &[DomainId]) -> Duration {
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

/// Whether calls kept the rate rules, told from when they were under way alone.
fn rules_are_kept(seen: &[Seen], case: &str) {
    let mut last_org_write: BTreeMap<DomainId, Duration> = BTreeMap::new();
    let mut adds: Vec<Duration> = Vec::new();
    let mut windows: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (i, call) in seen.iter().enumerate() {
        let beside: Vec<&Seen> = seen
            .iter()
            .enumerate()
            .skip(i.saturating_sub(4))
            .take(9)
            .filter(|(j, other)| *j != i && other.from < call.to && call.from < other.to)
            .map(|(_, other)| other)
            .collect();
        let alone =
            call.operation.is_write() || beside.iter().any(|other| other.operation.is_write());
        assert!(
            beside.len() <= usize::from(!alone),
            "{case}: too much at once"
        );
        match call.operation.class() {
            Class::OrgWrite => {
                for domain in call.operation.domains() {
                    if let Some(last) = last_org_write.insert(*domain, call.from) {
                        assert!(
                            call.from - last >= Duration::from_secs(1),
                            "{case}: org writes"
                        );
                    }
                }
            }
            Class::MemberAdd => {
                adds.push(call.from);
                if let [.., first, _, _, _, _, _, _, _, _, last] = adds.as_slice() {
                    assert!(
                        *last - *first >= Duration::from_secs(1),
                        "{case}: member adds"
                    );
                }
            }
            Class::Other => {}
        }
        let window = windows.entry(call.operation.name()).or_default();
        window.push(call.from);
        if let Some(first) = window.len().checked_sub(241).map(|at| window[at]) {
            assert!(
                call.from - first >= Duration::from_secs(60),
                "{case}: a window"
            );
        }
    }
}

async fn run(service: &Struck<'_>, plan: &Plan) -> Outcome {
    let (secrets, cancel) = (Secrets::none(), Cancel::default());
    apply(
        service,
        plan,
        &Apply::unrecorded(&secrets, &Silent, &cancel),
    )
    .await
}

/// Says what was tried, for whoever runs the tests.
#[expect(
    clippy::disallowed_macros,
    reason = "the figures of a test are none of meibo's output"
)]
pub fn tried(figures: &str) {
    println!("{figures}");
}

/// Whether every pair of call and fault is tried, as in CI, or a fifth of them.
#[expect(
    clippy::disallowed_methods,
    reason = "how much a test tries is nothing that meibo is set by"
)]
fn all_are_tried() -> bool {
    std::env::var_os("MEIBO_CI").is_some()
}

/// One run for each call and fault; how many, and how many calls were sent once more
/// though they had been done.
fn swept(world: &World, plan: &Plan) -> (usize, usize) {
    fn within<'a>(
        world: &World,
        plan: &Plan,
        strike: Option<(usize, &'a (&'static str, bool, ErrorKind))>,
    ) -> (Struck<'a>, Outcome) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let service = Struck::new(world.clone(), strike);
            let outcome = run(&service, plan).await;
            (service, outcome)
        })
    }
    let faults = faults();
    let (calm, outcome) = within(world, plan, None);
    assert!(outcome.is_complete(), "{:#?}", outcome.problems(plan));
    let goal = calm.world.borrow().directory().clone();
    let calls = calm.writes.get();
    assert_eq!(calls, plan.steps.len());
    let (mut runs, mut again) = (0, 0);
    let part = if all_are_tried() { 1 } else { 5 };
    for at in 0..calls {
        for (i, fault) in faults.iter().enumerate() {
            if (at + i) % part != 0 {
                continue;
            }
            let case = format!(
                "{} at call {} ({:?})",
                fault.0,
                at + 1,
                plan.steps[at].request
            );
            let (service, outcome) = within(world, plan, Some((at, fault)));
            assert!(
                outcome.is_complete(),
                "{case}: {:#?}",
                outcome.problems(plan)
            );
            assert!(
                *service.world.borrow().directory() == goal,
                "{case}: ends otherwise"
            );
            rules_are_kept(&service.seen.borrow(), &case);
            for call in service.again.borrow().iter() {
                // What does no harm twice, and cannot be seen to be done.
                let is_harmless = call.contains("/enable?") || call.contains("/move ");
                assert!(is_harmless, "{case}: sent again: {call}");
                again += 1;
            }
            runs += 1;
        }
    }
    (runs, again)
}

#[test]
fn every_fault_at_every_call_of_the_example_company() {
    let (desired, world) = acme();
    let plan = planned(&desired, &world);
    assert!(plan.steps.len() >= 60);
    let (runs, again) = swept(&world, &plan);
    let calls = plan.steps.len();
    tried(&format!(
        "{runs} runs of {calls} calls, {again} harmless repeats"
    ));
}

#[test]
fn every_fault_at_a_call_of_every_kind() {
    let (world, plan) = mixed();
    let (runs, again) = swept(&world, &plan);
    let calls = plan.steps.len();
    tried(&format!(
        "{runs} runs of {calls} calls, {again} harmless repeats"
    ));
}
