use std::cell::RefCell;
use std::time::Duration;

use serde_json::Value;

use super::ids::{id_in, id_property};
use super::lookup::{Found, look};
use super::outcome::why;
use super::retry::{ATTEMPTS, ATTEMPTS_ON_429, Failure, Nature, Next, judge};
use super::{Caller, Cancel, Event, Fate, NotSent, Progress, Recorder, Secrets};
use crate::api::{ApiError, Effect, ErrorKind, Unreadable};
use crate::directory::DomainId;
use crate::plan::Step;
use crate::source::Problem;

/// A longer wait than this is not waited after a 429: somebody should look.
const LONGEST_429_WAIT: Duration = Duration::from_secs(600);

/// Sends single calls of a plan, as often as the table of [`super::retry`] says.
pub(super) struct Sender<'a, C> {
    pub caller: &'a C,
    pub secrets: &'a Secrets,
    pub progress: &'a dyn Progress,
    pub cancel: &'a Cancel,
    pub recorder: &'a dyn Recorder,
    /// Why something could not be kept.
    pub unkept: RefCell<Option<Box<Problem>>>,
}

/// Whether a call may be sent now.
enum Turn {
    Come,
    /// Stopping was asked for, or the wait is longer than anybody should wait.
    Never,
}

/// A call on its way: what was tried and what is known.
#[derive(Default)]
struct Trial {
    /// Times it was sent.
    sent: u32,
    /// Times it failed, 429 aside.
    failed: u32,
    /// Times in a row it was refused with 429.
    limited: u32,
    /// Whether it may have been done: an answer was lost.
    doubtful: bool,
}

impl<C: Caller> Sender<'_, C> {
    /// Sends one step's call, its placeholders and secrets filled in; what became of it, and
    /// how often it was sent. `doubtful`: it may have been sent before, and its answer
    /// never came; [`Sender::seen`] did not show it to be done. `guard` is asked just before
    /// every attempt, after all waiting, for a reason not to send it.
    pub async fn send(
        &self,
        step: &Step,
        (path, body): (&str, Option<&Value>),
        domains: &[DomainId],
        doubtful: bool,
        guard: impl AsyncFn() -> Option<NotSent>,
    ) -> (Fate, u32) {
        let mut trial = Trial {
            doubtful,
            ..Trial::default()
        };
        let call = (path, body);
        let fate = self.tries(step, call, domains, &mut trial, guard).await;
        (fate, trial.sent)
    }

    /// Looks at a call that an earlier run may have sent. Its end where it is known, or
    /// cannot be; none where it is to be sent.
    pub async fn seen(&self, step: &Step, path: &str, body: Option<&Value>) -> Option<Fate> {
        match look(self.caller, step, path, body).await {
            Ok(Found::Done(id)) => Some(Fate::Done { id }),
            Ok(Found::Held(..) | Found::NotDone | Found::Perhaps | Found::Partly(..)) => None,
            Err(error) => Some(Fate::Unknown { error }),
        }
    }

    async fn tries(
        &self,
        step: &Step,
        (path, body): (&str, Option<&Value>),
        domains: &[DomainId],
        trial: &mut Trial,
        guard: impl AsyncFn() -> Option<NotSent>,
    ) -> Fate {
        let method = step.request.method;
        let nature = Nature::of(method, path);
        let mut last: Option<ApiError> = None;
        loop {
            let turn = self.turn(step, path, domains, trial).await;
            let before = last.take();
            match (turn, &before) {
                (Turn::Come, _) => {}
                (Turn::Never, None) => return Fate::NotSent(NotSent::Cancelled),
                (Turn::Never, Some(error)) => return ended(error.clone(), trial.doubtful),
            }
            if let Some(not_sent) = guard().await {
                return match before {
                    Some(error) if trial.doubtful => Fate::Unknown { error },
                    _ => Fate::NotSent(not_sent),
                };
            }
            if let Err(problem) = self.recorder.intent(step, trial.sent + 1, path) {
                *self.unkept.borrow_mut() = Some(problem);
                return match before {
                    Some(error) => ended(error, trial.doubtful),
                    None => Fate::NotSent(NotSent::Stopped),
                };
            }
            trial.sent += 1;
            self.progress.on(&Event::Sending { step });
            let mut error = match self.caller.call(method, path, body, domains).await {
                Ok(answer) => {
                    let id = id_in(&step.kind, answer.body.as_ref());
                    if nature != Nature::Create || id.is_some() || id_property(&step.kind).is_none()
                    {
                        let id = id.filter(|_| nature == Nature::Create);
                        return Fate::Done { id };
                    }
                    // A create that was accepted without saying what it made.
                    no_id(step)
                }
                Err(error) => error,
            };
            // That a call refused with 429 was not done is likely, not certain (facts 11 #7).
            let in_doubt = trial.doubtful || (trial.limited > 0 && nature == Nature::Create);
            let failure = Failure::of(&error, in_doubt);
            trial.doubtful |= error.effect() != Effect::None;
            if let ErrorKind::RateLimited { times } = &mut error.kind {
                trial.limited += 1;
                *times = trial.limited;
            } else {
                trial.failed += 1;
                trial.limited = 0;
            }
            match judge(nature, failure) {
                Next::Done => return Fate::Done { id: None },
                Next::GiveUp => return ended(error, trial.doubtful),
                Next::Again => {
                    // How long a 429 asks to wait the pacer knows.
                    let goes_on = trial.may_repeat()
                        && (failure == Failure::Limited
                            || self.pause(step, trial.failed, &error).await);
                    if !goes_on {
                        return ended(error, trial.doubtful);
                    }
                }
                Next::Look => {
                    let lost = matches!(failure, Failure::Lost | Failure::Muffled);
                    let may_repeat = !lost || self.settle(step, trial.failed, &error).await;
                    let found = look(self.caller, step, path, body).await;
                    if let Some(fate) = settled(nature, failure, found, &error, trial) {
                        return fate;
                    }
                    if !may_repeat || !trial.may_repeat() {
                        return ended(error, trial.doubtful);
                    }
                    self.tell(step, Duration::ZERO, &error);
                }
            }
            last = Some(error);
        }
    }

    /// Waits for the rate rules.
    async fn turn(&self, step: &Step, path: &str, domains: &[DomainId], trial: &Trial) -> Turn {
        let time = self.caller.wait(step.request.method, path, domains);
        if trial.limited > 0 && time > LONGEST_429_WAIT {
            return Turn::Never;
        }
        if !time.is_zero() {
            self.progress.on(&Event::Waiting { step, time });
            tokio::select! {
                () = self.caller.pause(time) => {}
                () = self.cancel.cancelled() => {}
            }
        }
        if self.cancel.is_cancelled() {
            Turn::Never
        } else {
            Turn::Come
        }
    }

    /// Waits before another attempt. False where none is left, or stopping was asked for.
    async fn pause(&self, step: &Step, nth: u32, error: &ApiError) -> bool {
        let Some(after) = self.caller.again(nth) else {
            return false;
        };
        self.tell(step, after, error);
        tokio::select! {
            () = self.caller.pause(after) => {}
            () = self.cancel.cancelled() => {}
        }
        !self.cancel.is_cancelled()
    }

    /// Waits before looking whether a call was done: what is lost may still be under way.
    /// False where it must not be sent again, whatever the look shows. Looking changes
    /// nothing, so it is done even where stopping is wished: it turns "nobody knows" into
    /// knowledge.
    async fn settle(&self, step: &Step, nth: u32, error: &ApiError) -> bool {
        let again = self.caller.again(nth);
        let after = again.unwrap_or(Duration::from_secs(1));
        let why = self.clean(error);
        self.progress.on(&Event::Looking { step, after, why });
        tokio::select! {
            () = self.caller.pause(after) => {}
            () = self.cancel.cancelled() => {}
        }
        again.is_some()
    }

    fn tell(&self, step: &Step, after: Duration, error: &ApiError) {
        let why = self.clean(error);
        self.progress.on(&Event::Repeating { step, after, why });
    }

    /// What went wrong, without secrets: a service may echo what it was sent.
    fn clean(&self, error: &ApiError) -> String {
        self.secrets.scrub(&why(error))
    }
}

impl Trial {
    fn may_repeat(&self) -> bool {
        self.failed < ATTEMPTS && self.limited < ATTEMPTS_ON_429
    }
}

/// The end of a step that was looked at; none where it is sent again.
fn settled(
    nature: Nature,
    failure: Failure,
    found: Result<Found, ApiError>,
    error: &ApiError,
    trial: &Trial,
) -> Option<Fate> {
    let error = error.clone();
    let refused = |holder, partly| Fate::Refused {
        error: error.clone(),
        holder,
        partly,
    };
    let is_refusal = matches!(
        failure,
        Failure::Clash | Failure::Refused | Failure::RefusedInDoubt
    );
    Some(match (found, is_refusal) {
        // Of keys that were refused, some may be given all the same.
        (Err(_), true) if failure == Failure::Clash && nature != Nature::Keys => {
            refused(None, None)
        }
        (Err(_), _) => Fate::Unknown { error },
        // Refused at the first attempt: what is there is somebody else's.
        (Ok(Found::Done(Some(id))), true) if failure != Failure::RefusedInDoubt => {
            refused(Some((id, "key")), None)
        }
        (Ok(Found::Done(id)), _) => Fate::Done { id },
        (Ok(Found::Held(id, by)), _) => refused(Some((id, by)), None),
        (Ok(Found::Partly(done, of)), true) => refused(None, Some((done, of))),
        (Ok(Found::NotDone), true)
            if failure == Failure::RefusedInDoubt
                && nature.row().so_already.is_some()
                && nature.row().so_already == error.status() =>
        {
            Fate::Done { id: None }
        }
        (Ok(Found::NotDone), true) => refused(None, None),
        (Ok(Found::Perhaps), true) if nature == Nature::Turn => Fate::Done { id: None },
        (Ok(Found::Perhaps), true) if trial.doubtful => Fate::Unknown { error },
        (Ok(Found::Perhaps), true) => refused(None, None),
        (Ok(Found::NotDone | Found::Perhaps | Found::Partly(..)), false) => return None,
    })
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
            partly: None,
        }
    }
}

/// The failure of a create whose answer does not say what it made.
fn no_id(step: &Step) -> ApiError {
    ApiError {
        call: step.request.call(),
        host: String::new(),
        kind: ErrorKind::Unreadable(
            201,
            Unreadable::Shape(format!("no id of the new {}", step.kind)),
        ),
    }
}
