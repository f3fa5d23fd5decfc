use super::codes;
use super::declare::declare;
use super::draft::Drafts;
use super::going::going;
use super::order::orders;
use super::references::settle;
use super::sides::Sides;
use crate::directory::{Desired, Directory, Policy, Tenant};
use crate::plan::{Plan, Said, Step};
use crate::source::Problem;
use crate::store::journal::Record;

/// How a run is taken back.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// Whether what others changed since is taken back too.
    pub force: bool,
}

/// What takes a run back.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The configuration to plan by: what the run changed, as it was before.
    pub desired: Desired,
    /// What does not come back, and what is left as others made it.
    pub problems: Vec<Problem>,
    /// What the plan says of itself.
    pub note: Said,
}

/// The code of the note by which a plan says which run it takes back; its parameter `run`.
const TAKES_BACK: &str = "takesBackRun";

/// The run that a plan takes back, where it says so.
pub fn taken_back(plan: &Plan) -> Option<&str> {
    let note = plan.notes.iter().find(|note| note.code == TAKES_BACK)?;
    note.params.get("run").map(String::as_str)
}

/// Declares everything a run changed as it was before, from its journal and the tenant as
/// it is now. What others changed since is left to them, unless `how` says otherwise;
/// everything the run did not touch is not spoken of.
///
/// Members are brought back within seven days of their deletion (facts 5.1.6); org units,
/// groups and ranks are made anew by their keys; external keys that were given are taken
/// away (facts 4.3); what the run made goes. Lists that were switched on stay on.
pub fn undo(record: &Record, live: &Directory, tenant: &Tenant, policy: &Policy, how: How) -> Undo {
    let sides = Sides::new(record, live, tenant);
    let mut drafts = Drafts::new(&sides, tenant, how.force);
    let going = going(&mut drafts);
    let orders = orders(&mut drafts, &going);
    settle(&mut drafts, &going);
    let desired = declare(&drafts, &going, &orders, policy);
    let mut problems = drafts.problems;
    problems.extend(lost(&sides));
    problems.sort_by(|a, b| {
        let about = |problem: &Problem| problem.params.get("object").cloned();
        (a.code, about(a), &a.params).cmp(&(b.code, about(b), &b.params))
    });
    problems.dedup();
    let params = [("run".to_owned(), record.head.run.clone())];
    Undo {
        desired,
        problems,
        note: Said {
            code: TAKES_BACK.to_owned(),
            params: params.into(),
        },
    }
}

/// What no call takes back, whatever the tenant is now.
fn lost(sides: &Sides<'_>) -> Vec<Problem> {
    let run = &sides.record.head.run;
    let mut problems = Vec::new();
    let mut mails = 0;
    for step in sides.steps() {
        let object = format!("{}/{}", step.kind, step.key);
        let said = |step: &Step, code: &str| step.consequences.iter().any(|it| it.code == code);
        if said(step, "invitationMail") {
            mails += 1;
        }
        match step.op.as_str() {
            "enable" => {
                let object = format!("{} ({})", step.key, step.domain);
                problems.push(Problem::warning(codes::STAYS_ON).with("object", object));
            }
            // Told of each by itself.
            "delete" | "forceDelete" | "create" => {}
            _ if !step.reversible => problems.push(
                Problem::warning(codes::NOT_WHOLE)
                    .with("object", object)
                    .with("step", step.n)
                    .with("run", run),
            ),
            _ => {}
        }
    }
    if mails > 0 {
        problems.push(Problem::warning(codes::MAIL_WAS_SENT).with("count", mails));
    }
    if !sides.past.doubtful.is_empty() {
        let steps: Vec<String> = sides.past.doubtful.iter().map(u32::to_string).collect();
        problems.push(
            Problem::warning(codes::IN_DOUBT)
                .with("run", run)
                .with("steps", steps.join(", ")),
        );
    }
    problems
}
