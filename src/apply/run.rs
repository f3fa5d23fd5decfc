use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::Duration;

use serde_json::Value;

use super::entries::Called;
use super::ids::{Ids, domain_in};
use super::reread::SoFar;
use super::retry::is_hopeless;
use super::send::Sender;
use super::{
    Caller, Cancel, Ended, Event, Fate, NotSent, Outcome, Progress, Recorder, Secrets, StepOutcome,
    Unrecorded,
};
use crate::directory::DomainId;
use crate::plan::pace::Limits;
use crate::plan::placeholder::{fill_body, fill_path};
use crate::plan::{Plan, Step};
use crate::store::journal::Past;

/// So many steps in a row without a known end stop the run: the service is ill.
const ILL_AFTER: u32 = 3;

/// What a run is made with, besides its plan.
#[derive(Clone, Copy)]
pub struct Apply<'a> {
    /// Values that the plan only names.
    pub secrets: &'a Secrets,
    /// Shows how it goes on.
    pub progress: &'a dyn Progress,
    /// A wish to stop.
    pub cancel: &'a Cancel,
    /// Keeps what is done.
    pub recorder: &'a dyn Recorder,
    /// What an earlier run of the same plan left.
    pub past: &'a Past,
}

/// What a plan that was never begun left.
static NOTHING: Past = Past {
    done: BTreeMap::new(),
    doubtful: BTreeSet::new(),
    replaced: BTreeMap::new(),
};

impl<'a> Apply<'a> {
    /// From the beginning, and nothing is kept.
    pub fn unrecorded(
        secrets: &'a Secrets,
        progress: &'a dyn Progress,
        cancel: &'a Cancel,
    ) -> Apply<'a> {
        Apply {
            secrets,
            progress,
            cancel,
            recorder: &Unrecorded,
            past: &NOTHING,
        }
    }
}

/// Sends the requests of a plan, one at a time in its order. A step that is refused stops
/// the steps that need it, and nothing else; stopping on request happens between calls.
///
/// A run that goes on where another stopped sends no step that is done, and looks before it
/// sends one of which nobody knows.
pub async fn apply<C: Caller>(caller: &C, plan: &Plan, apply: &Apply<'_>) -> Outcome {
    let Apply {
        secrets,
        progress,
        cancel,
        recorder,
        past,
    } = *apply;
    let started = caller.elapsed();
    progress.on(&Event::Started {
        steps: plan.steps.len(),
        eta: seconds(plan.schedule.eta_seconds) + rereads(plan),
    });
    // A run that is expected to last goes at half the pace from its first call.
    if seconds(plan.schedule.eta_seconds) > Limits::default().long_after {
        caller.slow_down();
    }
    let mut run = Run {
        sender: Sender {
            caller,
            secrets,
            progress,
            cancel,
            recorder,
            unkept: RefCell::default(),
        },
        past,
        domains: Domains::of(plan),
        ids: Ids::default(),
        so_far: SoFar::of(plan),
        called: Called::of(plan),
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
            // What is done stays done, however the rest ends.
            _ if past.done.contains_key(&step.n) => (run.done_before(step), 0),
            Ended::Through => run.kept_step(step).await,
            Ended::Cancelled => (Fate::NotSent(NotSent::Cancelled), 0),
            Ended::Stopped(_) | Ended::NotKept(_) => (Fate::NotSent(NotSent::Stopped), 0),
        };
        if let Some(problem) = run.sender.unkept.take() {
            ended = Ended::NotKept(problem);
        }
        if !fate.is_done() {
            run.not_done.insert(step.n);
        }
        match &fate {
            _ if ended != Ended::Through => {}
            Fate::Refused { error, .. }
            | Fate::Unknown { error }
            | Fate::NotSent(NotSent::Unread(error))
                if is_hopeless(error) =>
            {
                ended = Ended::Stopped(error.clone());
            }
            Fate::Unknown { error } | Fate::NotSent(NotSent::Unread(error)) => {
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

/// How long it takes to read again what a plan takes away, which its schedule leaves out.
pub(super) fn rereads(plan: &Plan) -> Duration {
    let rounds = u32::try_from(SoFar::rounds(plan)).unwrap_or(u32::MAX);
    seconds(plan.schedule.latency_seconds).saturating_mul(rounds)
}

/// A plan may come from a file: times that are none count as nothing.
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO)
}

struct Run<'a, C> {
    sender: Sender<'a, C>,
    past: &'a Past,
    domains: Domains<'a>,
    ids: Ids,
    /// What was done, as far as it shows in what is taken away later.
    so_far: SoFar,
    /// What the plan calls the entries of lists.
    called: Called<'a>,
    /// Steps that are not done: those that need them are not sent.
    not_done: HashSet<u32>,
}

impl<C: Caller> Run<'_, C> {
    /// A step that an earlier run did.
    fn done_before(&mut self, step: &Step) -> Fate {
        let id = self.past.done.get(&step.n).cloned().flatten();
        if let Some(id) = &id {
            let domain = domain_in(step.request.body.as_ref());
            self.ids.learn(&step.kind, &step.key, domain, id);
        }
        if let Ok((path, body)) = fill(step, &self.ids) {
            self.so_far.done(step, &path, body.as_ref(), id.as_deref());
        }
        Fate::Done { id }
    }

    /// One step, and what became of it kept.
    async fn kept_step(&mut self, step: &Step) -> (Fate, u32) {
        let (fate, attempts) = self.step(step).await;
        let had_its_turn = !matches!(fate, Fate::NotSent(NotSent::Cancelled | NotSent::Stopped));
        if had_its_turn && let Err(problem) = self.sender.recorder.outcome(step.n, &fate) {
            self.sender.unkept.borrow_mut().get_or_insert(problem);
        }
        (fate, attempts)
    }

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
        let (mut fate, attempts) = self.sent(step, &path, body.as_ref()).await;
        if let Fate::Done { id } = &fate {
            self.so_far.done(step, &path, body.as_ref(), id.as_deref());
        }
        match &mut fate {
            Fate::Done { id: Some(id) } => {
                self.ids
                    .learn(&step.kind, &step.key, domain_in(body.as_ref()), id);
            }
            Fate::Refused { error, .. }
            | Fate::Unknown { error }
            | Fate::NotSent(NotSent::Unread(error)) => {
                self.sender.secrets.scrub_error(error);
            }
            Fate::Done { id: None } | Fate::NotSent(_) => {}
        }
        (fate, attempts)
    }

    /// Sends a step's call, unless it was done already or somebody changed meanwhile what
    /// it takes away. What an earlier run may have done is looked at first: what it took
    /// away itself nobody else changed.
    async fn sent(&self, step: &Step, path: &str, body: Option<&Value>) -> (Fate, u32) {
        let doubtful = self.past.doubtful.contains(&step.n);
        if doubtful && let Some(fate) = self.sender.seen(step, path, body).await {
            return (fate, 0);
        }
        let domains = self.domains.of_step(step);
        let guard = async || {
            let caller = self.sender.caller;
            self.so_far.reread(caller, step, &self.called).await
        };
        let call = (path, body);
        self.sender
            .send(step, call, &domains, doubtful, guard)
            .await
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
