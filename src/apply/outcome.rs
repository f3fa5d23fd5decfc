use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use super::codes;
use super::ids::Ids;
use crate::api::{ApiError, ErrorKind};
use crate::plan::{Plan, Step};
use crate::source::{Place, Problem};
use crate::store::journal::Seen;

/// How what a step takes away differs from what the plan expects of it. Values are short,
/// and personal data is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A property has another value.
    Property {
        /// Kind and key of the object, or its id.
        object: String,
        /// The property, in the API's vocabulary.
        property: String,
        /// What it was when the plan was made, or what this run wrote since.
        planned: String,
        /// What it is.
        found: String,
    },
    /// A list has other entries.
    List {
        /// Kind and key of the object, or its id.
        object: String,
        /// The property, in the API's vocabulary.
        property: String,
        /// Entries that came in: key and name where they are known, else the id.
        added: String,
        /// Entries that are gone.
        gone: String,
    },
    /// It is gone already.
    Gone {
        /// Kind and key of the object, or its id.
        object: String,
    },
    /// It has members of whom the plan knows nothing.
    Joined {
        /// Kind and key of the object, or its id.
        object: String,
    },
}

/// Why a step was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// A step it needs was not done.
    Needs(u32),
    /// It stands for the id of something that no answer told.
    NoId {
        /// Kind of the object.
        kind: String,
        /// Its key.
        key: String,
    },
    /// It needs a secret that was not given; its name.
    Secret(String),
    /// Somebody changed meanwhile what it takes away.
    Moved(Vec<Moved>),
    /// What it takes away could not be read just before.
    Unread(ApiError),
    /// Stopping was asked for before its turn.
    Cancelled,
    /// The run was stopped before its turn.
    Stopped,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Done.
    Done {
        /// The id of what was created.
        id: Option<String>,
    },
    /// The service said no: surely not done.
    Refused {
        /// What it said.
        error: ApiError,
        /// For a create: the object that is there already, and what it was found by.
        holder: Option<(String, &'static str)>,
        /// Of a batch of external keys: how many are given all the same, and how many were
        /// to be.
        partly: Option<(usize, usize)>,
    },
    /// Nobody knows whether it was done.
    Unknown {
        /// The last thing that went wrong.
        error: ApiError,
    },
    /// Not sent.
    NotSent(NotSent),
}

impl Fate {
    /// Whether what the step wants is so.
    pub fn is_done(&self) -> bool {
        matches!(self, Fate::Done { .. })
    }
}

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOutcome {
    /// Number of the step.
    pub n: u32,
    /// What became of it.
    pub fate: Fate,
    /// How often its call was sent.
    pub attempts: u32,
    /// When it came to its end, on the caller's clock; `None` where it was not sent, or by
    /// an earlier run.
    pub ended: Option<Duration>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every step had its turn.
    Through,
    /// On request, between two calls.
    Cancelled,
    /// Going on made no sense.
    Stopped(ApiError),
    /// What was done could not be kept.
    NotKept(Box<Problem>),
}

/// What a run did and did not do. Holds no secret.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// One for each step of the plan, in its order.
    pub steps: Vec<StepOutcome>,
    /// How it ended.
    pub ended: Ended,
    /// From the first start to the last answer.
    pub elapsed: Duration,
    pub(super) ids: Ids,
}

impl Outcome {
    /// How many steps are done.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.fate.is_done()).count()
    }

    /// Whether every step is done; else the exit code is 4, or 1 where none is.
    pub fn is_complete(&self) -> bool {
        self.steps.iter().all(|step| step.fate.is_done())
    }

    /// Whether no step can have had an effect: nothing of the tenant was touched.
    pub fn touched_nothing(&self) -> bool {
        self.steps.iter().all(|step| {
            matches!(
                step.fate,
                Fate::Refused { partly: None, .. } | Fate::NotSent(_)
            )
        })
    }

    /// Everything that was not done and why, in the order of the plan; how the run ended
    /// comes last.
    pub fn problems(&self, plan: &Plan) -> Vec<Problem> {
        let steps: HashMap<u32, &Step> = plan.steps.iter().map(|step| (step.n, step)).collect();
        let mut problems: Vec<Problem> = self
            .steps
            .iter()
            .filter_map(|outcome| Some((steps.get(&outcome.n)?, &outcome.fate)))
            .flat_map(|(step, fate)| match fate {
                Fate::NotSent(NotSent::Moved(moved)) => {
                    moved.iter().map(|moved| changed(step, moved)).collect()
                }
                fate => Vec::from_iter(problem(step, fate)),
            })
            .collect();
        let left = self
            .steps
            .iter()
            .filter(|step| {
                matches!(
                    step.fate,
                    Fate::NotSent(NotSent::Cancelled | NotSent::Stopped)
                )
            })
            .count();
        let counted = |problem: Problem| {
            problem
                .with("done", self.done())
                .with("total", self.steps.len())
                .with("left", left)
        };
        match &self.ended {
            Ended::Through => {}
            Ended::Cancelled => {
                problems.push(counted(Problem::error(codes::STOPPED_ON_REQUEST)));
            }
            Ended::Stopped(error) => {
                problems.push(counted(Problem::error(codes::STOPPED)).with("why", why(error)));
            }
            Ended::NotKept(problem) => {
                problems.push((**problem).clone());
                problems.push(counted(Problem::error(codes::STOPPED_UNKEPT)));
            }
        }
        problems
    }
}

/// What a step's fate says to a person; nothing where it is done or never had its turn.
fn problem(step: &Step, fate: &Fate) -> Option<Problem> {
    match fate {
        Fate::Done { .. }
        | Fate::NotSent(NotSent::Cancelled | NotSent::Stopped | NotSent::Moved(_)) => None,
        Fate::Refused {
            holder: Some((id, by)),
            ..
        } => Some(
            of_step(step, Problem::error(codes::ALREADY_THERE))
                .with("id", id)
                .with("by", by),
        ),
        Fate::Refused {
            error,
            partly: Some((given, of)),
            ..
        } => Some(
            of_step(step, Problem::error(codes::KEYS_GIVEN_IN_PART))
                .with("given", given)
                .with("of", of)
                .with("said", why(error)),
        ),
        Fate::Refused { error, .. } => Some(match error.status() {
            Some(status) => of_step(step, Problem::error(codes::STEP_REFUSED))
                .with("status", status)
                .with("said", why(error)),
            None => of_step(step, Problem::error(codes::STEP_NOT_SENT)).with("why", why(error)),
        }),
        Fate::Unknown { error } => {
            Some(of_step(step, Problem::error(codes::STEP_UNKNOWN)).with("why", why(error)))
        }
        Fate::NotSent(NotSent::Needs(n)) => Some(
            of_step(step, Problem::error(codes::NOT_SENT_NEEDS)).with("needs", format!("step {n}")),
        ),
        Fate::NotSent(NotSent::NoId { kind, key }) => Some(
            of_step(step, Problem::error(codes::NOT_SENT_NEEDS))
                .with("needs", format!("the id of {kind} {key}")),
        ),
        Fate::NotSent(NotSent::Unread(error)) => {
            Some(of_step(step, Problem::error(codes::NOT_REREAD)).with("why", why(error)))
        }
        Fate::NotSent(NotSent::Secret(name)) => {
            Some(of_step(step, Problem::error(codes::SECRET_MISSING)).with("secret", name))
        }
    }
}

/// What somebody changed meanwhile, so that a step was not sent.
fn changed(step: &Step, moved: &Moved) -> Problem {
    match moved {
        Moved::Property {
            object,
            property,
            planned,
            found,
        } => {
            let mut problem = of_step(step, Problem::error(codes::MOVED_MEANWHILE))
                .with("what", object)
                .with("property", property)
                .with("planned", planned)
                .with("found", found);
            problem.place.property = Some(property.clone());
            problem
        }
        Moved::List {
            object,
            property,
            added,
            gone,
        } => {
            let mut problem = of_step(step, Problem::error(codes::LIST_MOVED_MEANWHILE))
                .with("what", object)
                .with("property", property)
                .with("added", added)
                .with("gone", gone);
            problem.place.property = Some(property.clone());
            problem
        }
        Moved::Gone { object } => {
            of_step(step, Problem::error(codes::GONE_MEANWHILE)).with("what", object)
        }
        Moved::Joined { object } => {
            of_step(step, Problem::error(codes::JOINED_MEANWHILE)).with("what", object)
        }
    }
}

/// What somebody else changed while a run went on, as its problems tell it.
pub fn changed_by_others(problems: &[Problem], at: Timestamp) -> Vec<Seen> {
    let told = [
        codes::MOVED_MEANWHILE,
        codes::LIST_MOVED_MEANWHILE,
        codes::GONE_MEANWHILE,
        codes::JOINED_MEANWHILE,
        codes::READS_OTHERWISE,
        codes::NOT_THERE,
    ];
    let of_others = problems
        .iter()
        .filter(|problem| told.contains(&problem.code));
    of_others
        .map(|problem| {
            let param = |name: &str| problem.params.get(name).cloned();
            Seen {
                at,
                object: param("what")
                    .or_else(|| param("object"))
                    .unwrap_or_default(),
                property: problem.place.property.clone().unwrap_or_default(),
            }
        })
        .collect()
}

/// A problem of a step, with what names the step to a person.
pub(super) fn of_step(step: &Step, problem: Problem) -> Problem {
    let object = format!("{}/{}", step.kind, step.key);
    let place = Place {
        file: step.source.as_ref().map(|source| source.file.clone()),
        at: step.source.as_ref().map(|source| (source.line, 1)),
        object: Some(object.clone()),
        ..Place::default()
    };
    problem
        .at(place)
        .with("n", step.n)
        .with("op", &step.op)
        .with("object", object)
        .with("name", &step.name)
        .with("call", step.request.call())
}

/// What went wrong, in a few words of the service or of the network.
pub(super) fn why(error: &ApiError) -> String {
    match &error.kind {
        ErrorKind::Status(_, said) => said.to_string(),
        ErrorKind::Unreachable(why) | ErrorKind::BrokenOff(why) => why.clone(),
        ErrorKind::TimedOut(after) => format!("no answer within {} s", after.as_secs()),
        ErrorKind::Unauthorised { said, .. } => format!("401: {said}"),
        ErrorKind::TokenRefused(status, said) => format!("{status}: {said}"),
        ErrorKind::RateLimited { times } => format!("429, {times} times"),
        ErrorKind::Redirected(status) => format!("a redirect ({status})"),
        ErrorKind::Unreadable(status, _) => format!("an unreadable answer ({status})"),
        ErrorKind::TokenUnreadable(_) => "no token in the token endpoint's answer".to_owned(),
        ErrorKind::ListRepeats | ErrorKind::ListEndless { .. } => {
            "a list without an end".to_owned()
        }
    }
}
