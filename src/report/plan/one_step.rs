use super::change::{Row, Style};
use super::ink::Ink;
use super::object::Object;
use super::text::row_text;
use super::value::Speaker;
use crate::plan::{Plan, Step};
use crate::report::words::Language;

/// What one step of a plan changes, a line each, without colour; personal data is masked
/// unless `show_sensitive`.
pub(in crate::report) fn changes(
    plan: &Plan,
    step: &Step,
    show_sensitive: bool,
    language: Language,
) -> Vec<String> {
    let ink = Ink { on: false };
    let style = Style {
        speaker: Speaker {
            plan,
            full: true,
            language,
        },
        ink,
        show_sensitive,
        creating: step.op == "create",
    };
    let object = Object {
        kind: &step.kind,
        key: &step.key,
        steps: vec![step],
    };
    let changes = object.changes();
    let rows: Vec<Row> = changes
        .iter()
        .flat_map(|change| style.rows(change))
        .collect();
    rows.iter().map(|row| row_text(row, 0, ink)).collect()
}
