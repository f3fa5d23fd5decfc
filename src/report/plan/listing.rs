use indexmap::IndexMap;

use super::change::Style;
use super::object::{Object, Section};
use super::text::{line, show};
use crate::plan::Plan;
use crate::report::escape;
use crate::report::width;
use crate::report::words::{Language, phrases};

/// Plans that touch more objects than this are shown in part.
const MANY: usize = 300;
/// So are plans that change more properties than this.
const MANY_CHANGES: usize = 1500;
/// How many objects of a kind to which the same is done are shown then.
const FIRST: usize = 10;
/// Keys wider than this do not push the names of the others to the right.
pub(super) const KEY_COLUMNS: usize = 24;

/// Writes the changes by kind and object: every one, or of a long plan the first of each
/// kind and op. `cut` objects were counted only among the risks; how many that are in all
/// is the last thing said.
pub(super) fn write(
    out: &mut String,
    plan: &Plan,
    sections: &[Section<'_>],
    cut: usize,
    style: Style<'_>,
) {
    let objects: usize = sections.iter().map(|section| section.objects.len()).sum();
    let changes: usize = plan.steps.iter().map(|step| step.changes.len()).sum();
    let long = objects > MANY || changes > MANY_CHANGES;
    let language = style.speaker.language;
    let in_part = long && !style.speaker.full;
    let mut hidden = if in_part { cut } else { 0 };
    for section in sections {
        let by_op = by_op(section);
        line(out, "");
        line(out, &style.ink.strong(&heading(section, &by_op, language)));
        if in_part {
            hidden += first_of_each(out, &by_op, style);
        } else {
            let columns = key_columns(&section.objects.iter().collect::<Vec<_>>());
            for object in &section.objects {
                show(out, object, columns, style);
            }
        }
    }
    if hidden > 0 {
        line(out, "");
        line(out, &phrases::shown_in_part(hidden, objects, language));
    }
}

type ByOp<'s, 'a> = IndexMap<&'a str, Vec<&'s Object<'a>>>;

/// The objects by what is done to them, in the order in which each is first done.
fn by_op<'s, 'a>(section: &'s Section<'a>) -> ByOp<'s, 'a> {
    let mut by_op = ByOp::new();
    for object in &section.objects {
        by_op.entry(object.op()).or_default().push(object);
    }
    by_op
}

/// The first few of each op; gives how many were not shown. Removals were named among the
/// risks already, and have nothing else to tell.
fn first_of_each(out: &mut String, by_op: &ByOp<'_, '_>, style: Style<'_>) -> usize {
    let language = style.speaker.language;
    let mut hidden = 0;
    let shown: Vec<&Object<'_>> = by_op
        .values()
        .flat_map(|objects| objects.iter().take(FIRST).copied())
        .collect();
    let columns = key_columns(&shown);
    for (op, objects) in by_op {
        let removed = objects.iter().all(|object| {
            object.is_risk() && object.steps.iter().all(|step| step.changes.is_empty())
        });
        if let (true, Some(object)) = (removed && objects.len() > FIRST, objects.first()) {
            let what = phrases::named_above(objects.len(), op, language);
            let sign = style.ink.sign(object.sign());
            line(out, &format!("  {sign} {}", escape::terminal(&what)));
            continue;
        }
        for object in objects.iter().take(FIRST) {
            show(out, object, columns, style);
        }
        let more = objects.len().saturating_sub(FIRST);
        if more > 0 {
            let text = phrases::and_more_to(more, op, language);
            line(out, &format!("  {}", escape::terminal(&text)));
        }
        hidden += more;
    }
    hidden
}

/// `members: 3 to create, 2 to change`
fn heading(section: &Section<'_>, by_op: &ByOp<'_, '_>, language: Language) -> String {
    // One call gives keys to many.
    let weight = |object: &&Object<'_>| match object.kind {
        "externalKeys" => object.steps.iter().map(|step| step.changes.len()).sum(),
        _ => 1,
    };
    let counts = by_op.iter().map(|(op, objects)| {
        let many: usize = objects.iter().map(weight).sum();
        phrases::many_to(many, op, language)
    });
    let counts: Vec<String> = counts.collect();
    format!(
        "{}{}{}",
        escape::terminal(&phrases::kinds(section.kind, language)),
        phrases::colon(language),
        escape::terminal(&counts.join(phrases::comma(language)))
    )
}

fn key_columns(objects: &[&Object<'_>]) -> usize {
    objects
        .iter()
        .map(|object| width::width(&escape::terminal(object.key)))
        .filter(|columns| *columns <= KEY_COLUMNS)
        .max()
        .unwrap_or(0)
}
