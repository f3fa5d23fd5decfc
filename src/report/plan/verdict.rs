use std::collections::HashSet;

use super::text::Headline;
use crate::plan::{Plan, Verdict};
use crate::report::escape;
use crate::report::words::{Language, verdict as words};
use crate::source::Severity;

/// The one line an administrator reads first.
pub(super) fn line(plan: &Plan, headline: Headline, language: Language) -> String {
    let tenant = escape::terminal(&plan.tenant);
    let errors = plan
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .count();
    let refused = plan
        .gates
        .iter()
        .filter(|gate| gate.verdict == Verdict::Refused)
        .count();
    if plan.steps.is_empty() {
        return match (errors, headline) {
            // Nothing to do for the targets; the configuration as a whole is refused.
            (0, Headline::Plan) if refused > 0 => {
                words::no_plan_over_limits(&tenant, refused, language)
            }
            (0, Headline::Plan) => words::no_changes(&tenant, language),
            (0, Headline::Drift) => words::no_drift(&tenant, language),
            (_, _) => words::no_plan(&tenant, errors, language),
        };
    }
    let mut line = match headline {
        Headline::Plan => words::changes(
            &tenant,
            total(plan),
            &parts(plan, language),
            (plan.schedule.eta_seconds, plan.steps.len()),
            language,
        ),
        Headline::Drift => {
            let objects: HashSet<(&str, &str)> = plan
                .steps
                .iter()
                .map(|step| (step.kind.as_str(), step.key.as_str()))
                .collect();
            words::drifted(&tenant, objects.len(), &parts(plan, language), language)
        }
    };
    if errors > 0 {
        line.push_str(&words::not_to_be_applied(errors, language));
    } else if refused > 0 {
        line.push_str(&words::refused(refused, language));
    }
    line
}

fn total(plan: &Plan) -> usize {
    let summary = &plan.summary;
    [
        summary.create,
        summary.update,
        summary.r#move,
        summary.delete,
    ]
    .into_iter()
    .map(|n| n as usize)
    .sum()
}

fn parts(plan: &Plan, language: Language) -> Vec<String> {
    let summary = &plan.summary;
    [
        (summary.create, words::Verb::Create),
        (summary.update, words::Verb::Change),
        (summary.r#move, words::Verb::Move),
        (summary.delete, words::Verb::Remove),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, verb)| words::part(n as usize, verb, language))
    .collect()
}
