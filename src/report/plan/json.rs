use std::collections::BTreeSet;

use serde_json::Value;

use super::spoken::{MASK, masked};
use crate::apply::sensitive_properties;
use crate::plan::Plan;

/// The plan itself, indented. Personal data is masked unless `show_sensitive`, so what is
/// printed is for reading; the file that `--out` writes is whole, private and appliable.
pub fn json(plan: &Plan, show_sensitive: bool) -> String {
    let shown = if show_sensitive {
        plan.clone()
    } else {
        without_personal_data(plan)
    };
    let mut text = serde_json::to_string_pretty(&shown)
        .expect("a plan has string keys only and holds no number JSON cannot say");
    text.push('\n');
    text
}

/// The same plan with what is classified as personal data masked.
pub(in crate::report) fn without_personal_data(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    mask(&mut plan);
    plan
}

fn mask(plan: &mut Plan) {
    for step in &mut plan.steps {
        for said in step.consequences.iter_mut().chain(&mut step.reason) {
            *said = masked(said);
        }
        let hidden: BTreeSet<String> = sensitive_properties(step)
            .into_iter()
            .map(str::to_owned)
            .collect();
        for change in step.changes.iter_mut().filter(|change| change.sensitive) {
            hide(&mut change.from);
            hide(&mut change.to);
        }
        if hidden.is_empty() {
            continue;
        }
        if let Some(Value::Object(body)) = &mut step.request.body {
            for (name, value) in body {
                if hidden.contains(name) {
                    hide(value);
                }
            }
        }
        for expect in &mut step.expects {
            let top = expect.field.split('.').next().unwrap_or(&expect.field);
            if hidden.contains(top) {
                hide(&mut expect.value);
            }
        }
    }
}

fn hide(value: &mut Value) {
    if !value.is_null() {
        *value = Value::String(MASK.to_owned());
    }
}
