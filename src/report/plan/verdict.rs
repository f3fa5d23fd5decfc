use std::collections::HashSet;

use super::text::Headline;
use crate::plan::{Plan, Verdict};
use crate::report::escape;
use crate::report::words::phrases::{count, duration};
use crate::source::Severity;

/// The one line an administrator reads first.
pub(super) fn line(plan: &Plan, headline: Headline) -> String {
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
                let exceeded = count(refused, "limit", "limits");
                format!("No plan for {tenant}: {exceeded} exceeded.")
            }
            (0, Headline::Plan) => format!("No changes. {tenant} is as the configuration says."),
            (0, Headline::Drift) => format!("No drift. {tenant} is as the configuration says."),
            (_, _) => format!(
                "No plan for {tenant}: {}.",
                count(errors, "error", "errors")
            ),
        };
    }
    let mut line = match headline {
        Headline::Plan => plan_line(plan, &tenant),
        Headline::Drift => drift_line(plan, &tenant),
    };
    if errors > 0 {
        line.push_str(&format!(
            " Not to be applied: {}.",
            count(errors, "error", "errors")
        ));
    } else if refused > 0 {
        line.push_str(&format!(
            " Refused: {} exceeded.",
            count(refused, "limit", "limits")
        ));
    }
    line
}

fn plan_line(plan: &Plan, tenant: &str) -> String {
    let parts = parts(plan);
    let calls = count(plan.steps.len(), "call", "calls");
    let time = duration(plan.schedule.eta_seconds);
    let changes = total(plan);
    if parts.is_empty() {
        return format!("{calls} to {tenant}; about {time}.");
    }
    format!(
        "{} to {tenant}: {}; about {time}, {calls}.",
        count(changes, "change", "changes"),
        parts.join(", ")
    )
}

fn drift_line(plan: &Plan, tenant: &str) -> String {
    let objects: HashSet<(&str, &str)> = plan
        .steps
        .iter()
        .map(|step| (step.kind.as_str(), step.key.as_str()))
        .collect();
    let parts = parts(plan);
    let what = if parts.is_empty() {
        String::new()
    } else {
        format!(": {}", parts.join(", "))
    };
    format!(
        "{} drifted in {tenant}{what}.",
        count(objects.len(), "object", "objects")
    )
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

fn parts(plan: &Plan) -> Vec<String> {
    let summary = &plan.summary;
    [
        (summary.create, "create"),
        (summary.update, "change"),
        (summary.r#move, "move"),
        (summary.delete, "remove"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, verb)| {
        format!(
            "{} to {verb}",
            crate::report::words::phrases::number(n as usize)
        )
    })
    .collect()
}
