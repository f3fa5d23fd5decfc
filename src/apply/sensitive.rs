use std::collections::BTreeSet;

use crate::plan::Step;

/// The properties of the API that carry personal data in a step: those behind its changes
/// that are marked as such, and those it expects that are. Their values are shown to nobody
/// who did not ask for them.
pub fn sensitive_properties(step: &Step) -> BTreeSet<&str> {
    let expected = (step.expects.iter())
        .filter(|expect| expect.sensitive)
        .map(|expect| expect.field.split('.').next().unwrap_or(&expect.field));
    step.changes
        .iter()
        .filter(|change| change.sensitive)
        .flat_map(|change| {
            let field = change.field.as_str();
            properties(field.split('.').next().unwrap_or(field))
        })
        .chain(expected)
        .collect()
}

/// The properties of the API behind one of the configuration.
fn properties(field: &str) -> Vec<&str> {
    match field {
        "custom" => vec!["customProperties"],
        "name" => vec!["userName"],
        "names" => vec!["i18nNames"],
        "leave" => vec!["startTime", "endTime", "leaveOfAbsence"],
        "posts" | "level" | "secondary" => vec!["organizations"],
        same => vec![same],
    }
}
