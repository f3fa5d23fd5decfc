use super::value::Speaker;
use crate::plan::{Plan, Step};
use crate::report::escape;
use crate::report::width::pad;
use crate::report::words::phrases;

/// Every call in its order with the time it starts at, in seconds from the first.
pub(super) fn lines(plan: &Plan, speaker: Speaker<'_>) -> Vec<String> {
    let language = speaker.language;
    let at = |step: &Step| format!("{:.1}", step.at);
    let columns = plan.steps.iter().map(|step| at(step).len()).max();
    let columns = columns.unwrap_or(0);
    plan.steps
        .iter()
        .map(|step| {
            let what = [
                phrases::kind(&step.kind, language),
                phrases::op(&step.op, language),
            ]
            .join(phrases::colon(language));
            let what = escape::terminal(&what);
            let at = at(step);
            let before = " ".repeat(columns - at.len());
            format!(
                "  {before}{at} s  {}  {}",
                pad(&what, language.pick(WHAT, WHAT_JA)),
                object(step, speaker)
            )
        })
        .collect()
}

/// Columns for what is done; the longest are rare.
const WHAT: usize = 16;
/// The same in Japanese.
const WHAT_JA: usize = 18;

/// What it is done to: a key with a name, or how many objects one call is for.
fn object(step: &Step, speaker: Speaker<'_>) -> String {
    let key = escape::terminal(&step.key);
    let name = match speaker.name(&step.kind, &step.key) {
        Some(name) => name,
        None => escape::terminal(&step.name).into_owned(),
    };
    if step.kind == "externalKeys" || name.is_empty() || name == key {
        return if name.is_empty() {
            key.into_owned()
        } else {
            name
        };
    }
    format!("{key}  {name}")
}
