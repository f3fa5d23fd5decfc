use std::collections::{HashMap, HashSet};
use std::time::Duration;

use serde_json::Value;

use super::ids::{Ids, domain_in};
use super::retry::is_hopeless;
use super::send::Sender;
use super::{Caller, Cancel, Ended, Event, Fate, NotSent, Outcome, Progress, Secrets, StepOutcome};
use crate::directory::DomainId;
use crate::plan::placeholder::{fill_body, fill_path};
use crate::plan::{Plan, Step};

/// So many steps in a row without a known end stop the run: the service is ill.
const ILL_AFTER: u32 = 3;

/// Sends the requests of a plan, one at a time in its order. A step that is refused stops
/// the steps that need it, and nothing else; stopping on request happens between calls.
pub async fn apply<C: Caller>(
    caller: &C,
    plan: &Plan,
    secrets: &Secrets,
    progress: &dyn Progress,
    cancel: &Cancel,
) -> Outcome {
    let started = caller.elapsed();
    progress.on(&Event::Started {
        steps: plan.steps.len(),
        eta: seconds(plan.schedule.eta_seconds),
    });
    let mut run = Run {
        sender: Sender {
            caller,
            secrets,
            progress,
            cancel,
        },
        domains: Domains::of(plan),
        ids: Ids::default(),
        not_done: HashSet::new(),
    };
    let mut steps: Vec<StepOutcome> = Vec::with_capacity(plan.steps.len());
    let mut ended = Ended::Through;
    let mut ill = 0;
    for (i, step) in plan.steps.iter().enumerate() {
        if ended == Ended::Through && cancel.is_cancelled() {
            ended = Ended::Cancelled;
        }
        let (fate, attempts) = match &ended {
            Ended::Through => run.step(step).await,
            Ended::Cancelled => (Fate::NotSent(NotSent::Cancelled), 0),
            Ended::Stopped(_) => (Fate::NotSent(NotSent::Stopped), 0),
        };
        if !fate.is_done() {
            run.not_done.insert(step.n);
        }
        match &fate {
            Fate::Refused { error, .. } | Fate::Unknown { error } if is_hopeless(error) => {
                ended = Ended::Stopped(error.clone());
            }
            Fate::Unknown { error } => {
                ill += 1;
                if ill >= ILL_AFTER {
                    ended = Ended::Stopped(error.clone());
                }
            }
            Fate::NotSent(NotSent::Cancelled) => ended = Ended::Cancelled,
            Fate::Done { .. } | Fate::Refused { .. } => ill = 0,
            Fate::NotSent(_) => {}
        }
        if ended == Ended::Through || attempts > 0 {
            progress.on(&Event::Finished {
                step,
                fate: &fate,
                done: i + 1,
                steps: plan.steps.len(),
                left: left(plan, i + 1),
            });
        }
        steps.push(StepOutcome {
            n: step.n,
            fate,
            attempts,
            ended: (attempts > 0).then(|| caller.elapsed()),
        });
    }
    // A wish to stop that came with the last call stopped nothing.
    Outcome {
        steps,
        ended,
        elapsed: caller.elapsed().saturating_sub(started),
        ids: run.ids,
    }
}

/// Tells the domains of steps apart for the rate rules. A plan names domains by key alone,
/// and telling them apart is all the rules need, so each key gets a number of its own.
struct Domains<'a>(HashMap<&'a str, DomainId>);

impl<'a> Domains<'a> {
    fn of(plan: &'a Plan) -> Domains<'a> {
        let mut numbers = HashMap::new();
        for step in &plan.steps {
            // Below zero, so that none is taken for a real one.
            let next = -1 - i32::try_from(numbers.len()).unwrap_or(i32::MAX - 1);
            numbers
                .entry(step.domain.as_str())
                .or_insert(DomainId(next));
        }
        Domains(numbers)
    }

    /// The domain of a step; none, which stands for all, where the plan does not say it.
    fn of_step(&self, step: &Step) -> Vec<DomainId> {
        self.0
            .get(step.domain.as_str())
            .filter(|_| !step.domain.is_empty())
            .copied()
            .into_iter()
            .collect()
    }
}

/// What is left of a plan's schedule before its i-th step.
fn left(plan: &Plan, i: usize) -> Duration {
    match plan.steps.get(i) {
        Some(next) => seconds(plan.schedule.eta_seconds - next.at),
        None => Duration::ZERO,
    }
}

/// A plan may come from a file: times that are none count as nothing.
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO)
}

struct Run<'a, C> {
    sender: Sender<'a, C>,
    domains: Domains<'a>,
    ids: Ids,
    /// Steps that are not done: those that need them are not sent.
    not_done: HashSet<u32>,
}

impl<C: Caller> Run<'_, C> {
    async fn step(&mut self, step: &Step) -> (Fate, u32) {
        if let Some(needed) = step.needs.iter().find(|n| self.not_done.contains(n)) {
            return (Fate::NotSent(NotSent::Needs(*needed)), 0);
        }
        let (path, body) = match fill(step, &self.ids) {
            Ok(filled) => filled,
            Err(not_sent) => return (Fate::NotSent(not_sent), 0),
        };
        let body = match body.map(|body| self.sender.secrets.fill(&body)).transpose() {
            Ok(body) => body,
            Err(name) => return (Fate::NotSent(NotSent::Secret(name)), 0),
        };
        let domains = self.domains.of_step(step);
        let (mut fate, attempts) = self
            .sender
            .send(step, &path, body.as_ref(), &domains, false)
            .await;
        match &mut fate {
            Fate::Done { id: Some(id) } => {
                self.ids
                    .learn(&step.kind, &step.key, domain_in(body.as_ref()), id);
            }
            Fate::Refused { error, .. } | Fate::Unknown { error } => {
                self.sender.secrets.scrub_error(error);
            }
            Fate::Done { id: None } | Fate::NotSent(_) => {}
        }
        (fate, attempts)
    }
}

/// A step's path and body with the ids of created objects filled in.
pub(super) fn fill(step: &Step, ids: &Ids) -> Result<(String, Option<Value>), NotSent> {
    let missing = |named: crate::plan::placeholder::Named| NotSent::NoId {
        kind: named.kind,
        key: named.key,
    };
    let known = |named: &_| ids.of(named);
    let path = fill_path(&step.request.path, &known).map_err(missing)?;
    let body = step
        .request
        .body
        .as_ref()
        .map(|body| fill_body(body, &known))
        .transpose()
        .map_err(missing)?;
    Ok((path, body))
}
