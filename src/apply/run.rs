use std::collections::{HashMap, HashSet};
use std::time::Duration;

use serde_json::Value;

use super::ids::{Ids, domain_in, id_in, id_property};
use super::lookup::{self, Found};
use super::outcome::why;
use super::retry::{Nature, Next, is_hopeless, judge};
use super::{Caller, Cancel, Ended, Event, Fate, NotSent, Outcome, Progress, Secrets, StepOutcome};
use crate::api::{ApiError, Effect, ErrorKind};
use crate::directory::DomainId;
use crate::plan::placeholder::{fill_body, fill_path};
use crate::plan::{Plan, Step};
use crate::world::Method;

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
        caller,
        secrets,
        progress,
        cancel,
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
    caller: &'a C,
    secrets: &'a Secrets,
    progress: &'a dyn Progress,
    cancel: &'a Cancel,
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
        let body = match body.map(|body| self.secrets.fill(&body)).transpose() {
            Ok(body) => body,
            Err(name) => return (Fate::NotSent(NotSent::Secret(name)), 0),
        };
        let (mut fate, attempts) = self.send(step, &path, body.as_ref()).await;
        match &mut fate {
            Fate::Done { id: Some(id) } => {
                self.ids
                    .learn(&step.kind, &step.key, domain_in(body.as_ref()), id);
            }
            Fate::Refused { error, .. } | Fate::Unknown { error } => self.scrub(error),
            Fate::Done { id: None } | Fate::NotSent(_) => {}
        }
        (fate, attempts)
    }

    /// One step's call, as often as the table of [`super::retry`] says.
    async fn send(&self, step: &Step, path: &str, body: Option<&Value>) -> (Fate, u32) {
        let method = step.request.method;
        let nature = Nature::of(method, path);
        let domains = self.domains.of_step(step);
        let mut attempt = 0;
        let mut doubtful = false;
        loop {
            if attempt == 0 && !self.wait(step, path, &domains).await {
                return (Fate::NotSent(NotSent::Cancelled), 0);
            }
            attempt += 1;
            self.progress.on(&Event::Sending { step });
            let error = match self.caller.call(method, path, body, &domains).await {
                Ok(answer) => {
                    let id = id_in(&step.kind, answer.body.as_ref());
                    if nature != Nature::Create || id.is_some() || id_property(&step.kind).is_none()
                    {
                        let id = id.filter(|_| nature == Nature::Create);
                        return (Fate::Done { id }, attempt);
                    }
                    // A create that was accepted without saying what it made.
                    no_id(step)
                }
                Err(error) => error,
            };
            let next = judge(nature, &error, attempt, doubtful);
            doubtful |= error.effect() != Effect::None;
            match next {
                Next::Done => return (Fate::Done { id: None }, attempt),
                Next::GiveUp => {
                    return (
                        self.give_up(step, path, body, error, doubtful).await,
                        attempt,
                    );
                }
                Next::Repeat(pause) => {
                    if !self.pause(step, pause, &error).await {
                        return (ended(error, doubtful), attempt);
                    }
                }
                Next::Look(pause) => {
                    // Looking changes nothing, so it is done even where stopping is wished:
                    // it turns "nobody knows" into knowledge.
                    self.caller.pause(pause).await;
                    let found = match nature {
                        Nature::Create => {
                            let body = body.unwrap_or(&Value::Null);
                            lookup::created(self.caller, step, path, body).await
                        }
                        _ => lookup::turned(self.caller, path, body).await,
                    };
                    match found {
                        Ok(Found::Done(id)) => return (Fate::Done { id }, attempt),
                        Ok(Found::Held(id, by)) => {
                            let holder = Some((id, by));
                            return (Fate::Refused { error, holder }, attempt);
                        }
                        Ok(Found::NotDone) if error.effect() == Effect::None => {
                            // Refused, and not because it was done before.
                            let holder = None;
                            return (Fate::Refused { error, holder }, attempt);
                        }
                        Ok(Found::NotDone) if attempt >= super::retry::ATTEMPTS => {
                            return (Fate::Unknown { error }, attempt);
                        }
                        Ok(Found::NotDone) => {
                            if !self.pause(step, Duration::ZERO, &error).await {
                                return (ended(error, doubtful), attempt);
                            }
                        }
                        Err(_) => return (Fate::Unknown { error }, attempt),
                    }
                }
            }
        }
    }

    /// The end of a step that is not done. A refused create says, where it can, what is in
    /// its way (facts 11 #2).
    async fn give_up(
        &self,
        step: &Step,
        path: &str,
        body: Option<&Value>,
        error: ApiError,
        doubtful: bool,
    ) -> Fate {
        let is_create = Nature::of(step.request.method, path) == Nature::Create;
        let mut holder = None;
        if is_create && let Some(body) = body.filter(|_| matches!(error.status(), Some(400 | 409)))
        {
            holder = match lookup::created(self.caller, step, path, body).await {
                Ok(Found::Done(Some(id))) => Some((id, "key")),
                Ok(Found::Held(id, by)) => Some((id, by)),
                Ok(Found::Done(None) | Found::NotDone) | Err(_) => None,
            };
        }
        match ended(error, doubtful) {
            Fate::Refused { error, .. } => Fate::Refused { error, holder },
            other => other,
        }
    }

    /// Waits for the rate rules before a first attempt. False where stopping was asked for.
    async fn wait(&self, step: &Step, path: &str, domains: &[DomainId]) -> bool {
        let time = self.caller.wait(step.request.method, path, domains);
        if !time.is_zero() {
            self.progress.on(&Event::Waiting { step, time });
            tokio::select! {
                () = self.caller.pause(time) => {}
                () = self.cancel.cancelled() => {}
            }
        }
        !self.cancel.is_cancelled()
    }

    /// Waits before another attempt. False where stopping was asked for.
    async fn pause(&self, step: &Step, after: Duration, error: &ApiError) -> bool {
        let mut scrubbed = error.clone();
        self.scrub(&mut scrubbed);
        self.progress.on(&Event::Repeating {
            step,
            after,
            why: why(&scrubbed),
        });
        tokio::select! {
            () = self.caller.pause(after) => {}
            () = self.cancel.cancelled() => {}
        }
        !self.cancel.is_cancelled()
    }

    /// A service may echo what it was sent.
    fn scrub(&self, error: &mut ApiError) {
        let clean = |text: &mut String| *text = self.secrets.scrub(text);
        match &mut error.kind {
            ErrorKind::Status(_, said)
            | ErrorKind::Unauthorised { said, .. }
            | ErrorKind::TokenRefused(_, said) => {
                said.code
                    .iter_mut()
                    .chain(&mut said.description)
                    .for_each(clean);
            }
            ErrorKind::Unreachable(why) | ErrorKind::BrokenOff(why) => clean(why),
            ErrorKind::TimedOut(_)
            | ErrorKind::RateLimited { .. }
            | ErrorKind::Redirected(_)
            | ErrorKind::Unreadable(..)
            | ErrorKind::ListRepeats
            | ErrorKind::ListEndless { .. }
            | ErrorKind::TokenUnreadable(_) => {}
        }
    }
}

/// A step that will not be sent again: refused, or in doubt when any attempt may have
/// been done.
fn ended(error: ApiError, doubtful: bool) -> Fate {
    if doubtful {
        Fate::Unknown { error }
    } else {
        Fate::Refused {
            error,
            holder: None,
        }
    }
}

/// The failure of a create whose answer does not say what it made.
fn no_id(step: &Step) -> ApiError {
    ApiError {
        call: format!("{} {}", Method::Post.name(), step.request.path),
        host: String::new(),
        kind: ErrorKind::Unreadable(
            201,
            crate::api::Unreadable::Shape(format!("no id of the new {}", step.kind)),
        ),
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
